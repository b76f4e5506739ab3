"""Copies among the records of a run: the same text, or enough of the same rare sentences.

A sentence is rare when few articles of the run have it; rare sentences that two articles share tell excerpts,
rewritten leads and pages with other boilerplate. A copy is linked to the article it was found in, the earlier one of
the run, and stays a source of its own.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from pipeline.fold import squeeze

MIN_LENGTH: Final = 60
"""Characters of a sentence that says enough to be one's own."""

MIN_SHARED: Final = 3
"""Rare sentences that a copy shares."""

MIN_SHARE: Final = 0.5
"""Of the long sentences of the shorter text, the share that a copy has in common."""

MAX_HOLDERS: Final = 50
"""Articles that may have a sentence for it to be rare; page furniture is in hundreds."""

_END: Final = re.compile(r"(?<=[.!?…;])\s+|\n+")
_LETTERS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Link:
    """A copy: number of the article and of the one it repeats, counted from 0; `shared` of `sentences`."""

    copy: int
    of: int
    reason: str
    shared: int
    sentences: int


@dataclass(slots=True)
class _Index:
    """What is held of each article: its digest and 8 bytes for each long sentence."""

    digests: dict[str, int] = field(default_factory=dict)
    exact: list[tuple[int, int]] = field(default_factory=list)
    hashes: array[int] = field(default_factory=lambda: array("Q"))
    starts: array[int] = field(default_factory=lambda: array("Q", [0]))

    def add(self, digest: str, text: str) -> None:
        number = len(self.starts) - 1
        first = self.digests.setdefault(digest, number)
        if first != number:
            self.exact.append((number, first))
        else:
            self.hashes.extend(sentence_hashes(text))
        self.starts.append(len(self.hashes))

    def of(self, number: int) -> Sequence[int]:
        return self.hashes[self.starts[number] : self.starts[number + 1]]


def sentence_hashes(text: str) -> list[int]:
    """A hash of 64 bits for each different sentence of `MIN_LENGTH` characters, folded to its letters and digits."""
    found: dict[int, None] = {}
    for sentence in _END.split(text):
        plain = " ".join(_LETTERS.findall(squeeze(sentence).casefold()))
        if len(plain) >= MIN_LENGTH:
            found[int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")] = None
    return list(found)


def find_links(records: Path) -> tuple[list[Link], list[tuple[str, str]]]:
    """The copies among the lines of a `records.jsonl`, in order, and id and uri of each record."""
    index, names = _Index(), []
    with records.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            article = record["article"]
            names.append((record["id"], article["uri"] or ""))
            index.add(article["sha256"], article["text"])
    return sorted(_links(index), key=lambda link: link.copy), names


def _links(index: _Index) -> Iterator[Link]:
    for number, first in index.exact:
        count = len(index.of(first))
        yield Link(number, first, "exact", count, count)
    holders: dict[int, list[int]] = {}
    counts = Counter(index.hashes)
    for number in range(len(index.starts) - 1):
        own = index.of(number)
        shared: Counter[int] = Counter()
        for sentence in own:
            if 1 < counts[sentence] <= MAX_HOLDERS:
                found = holders.setdefault(sentence, [])
                shared.update(found)
                found.append(number)
        # Of several the one that shares most, and of these the earliest.
        best = min(shared, key=lambda other: (-shared[other], other), default=None)
        if best is None or shared[best] < MIN_SHARED:
            continue
        shorter = min(len(own), len(index.of(best)))
        if shared[best] >= MIN_SHARE * shorter:
            yield Link(number, best, "near", shared[best], shorter)
