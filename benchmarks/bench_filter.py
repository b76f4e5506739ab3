"""How fast does the relevance filter read, and how near is that to a plain `in` over the same bytes?

    python benchmarks/bench.py --only filter

The pages are made (`crawl_made.py`): one in fifty reports on a cluster, one in twenty speaks of emulation alone, which
the filter has to look at twice. `in` looks for «thi đua» in UTF-8 and knows no other encoding and no capitals. Both
read pages that are in memory already.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial

from crawl_made import page
from measure import Row, Sizes, in_turn, rates, ratios, row

from pipeline.read.relevance import is_relevant

NEEDLE = "thi đua".encode()
ALONE = "Phong trào thi đua yêu nước lan rộng.".encode()
PASSES = 10
"""Times that the pages are read in one round: once takes hundredths of a second."""


def made_pages(count: int) -> list[bytes]:
    """Pages as a crawl has them."""
    rng = random.Random(11)  # noqa: S311 (test data)
    pages = [page(number, rng, relevant=number % 50 == 0) for number in range(count)]
    return [raw.replace(b"Tin kh", ALONE + b" Tin kh", 1) if n % 20 == 7 else raw for n, raw in enumerate(pages)]


def by_filter(sizes: Sizes) -> list[Row]:
    """MB/s of the filter and of `in`, and their ratio."""
    pages = made_pages(sizes.pages) * PASSES
    megabytes = sum(map(len, pages)) / 1e6
    works = {
        "relevance filter": partial(_count, is_relevant, pages),
        "in": partial(_count, lambda raw: NEEDLE in raw, pages),
    }
    in_turn(works, 1)
    taken = in_turn(works, sizes.rounds)
    rows = [row(f"{name}.mb", f"`{name}`" if name == "in" else name, "MB/s", rates(megabytes, seconds))
            for name, seconds in taken.items()]  # fmt: skip
    return [*rows, row("ratio", "relevance filter", "× `in`", ratios(taken["in"], taken["relevance filter"]))]


def _count(call: Callable[[bytes], bool], pages: Sequence[bytes]) -> int:
    return sum(map(call, pages))
