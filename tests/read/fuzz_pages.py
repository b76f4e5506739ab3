"""Random pages and encodings for as long as asked; what breaks a promise is kept in tests/data/fuzz/.

    make fuzz                                      # ten minutes for each of the two
    python tests/read/fuzz_pages.py html 60        # one of them, for 60 seconds

Not run in CI; `test_read_fuzz.py` replays what was kept.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from legacy import as_1258, as_mojibake, as_table, as_vni

from pipeline.errors import CODES, ExtractionError
from pipeline.read.article import read_saved_page
from pipeline.read.decode import decode_text, is_binary
from pipeline.read.items import ZONES

FINDS = Path(__file__).parents[1] / "data" / "fuzz"
SECONDS = 10.0
"""A document may take so long, and no longer."""

WORDS = (
    "Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác năm 2020, GRDP tăng 8,2%; thu 5.100 tỷ đồng."
)
_CODED: list[Callable[[str], bytes]] = [
    lambda text: text.encode("utf-8", "ignore"),
    lambda text: text.encode("utf-16", "ignore"),
    lambda text: as_table(text, "tcvn3").encode("latin-1", "replace"),
    lambda text: as_table(text, "viscii").encode("latin-1", "replace"),
    lambda text: as_vni(text).encode("latin-1", "replace"),
    lambda text: as_1258("".join(char for char in text if char.isascii() or char in WORDS)),
    lambda text: as_mojibake(text.encode("utf-8", "ignore").decode("utf-8")).encode("utf-8"),
]
_TAGS = re.findall(
    r"[\w:-]+",
    "html head body title meta script style div p br span font b i table tr td th ul li h1 h2 a img figure figcaption "
    "article time svg template textarea amp-img marquee form o:p",
)
_NAMES = [
    'class="entry-content"',
    'class="entry-title"',
    'id="news-bodyhtml"',
    'class="hometext"',
    'class="ms-rtestate-field"',
    'class="related"',
    'face=".VnTimeH"',
    'face="VNI-Times"',
    'style="display:none"',
    "style='font-family:.VnTime'",
    'datetime="2021-01-19"',
    'property="og:title" content="Hội nghị"',
    'title="a>b',
    "hidden",
]

text = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join),
    st.sampled_from(["&#7897;", "&nbsp;", "&amp;&lt;", "&#0;", "&#xD800;", "]]>", "<!--", "-->", "\x00", "\ufeff"]),
    st.just("19/01/2021 08:30"),
)
tag = st.tuples(st.sampled_from(_TAGS), st.lists(st.sampled_from(_NAMES), max_size=2)).map(
    lambda pair: f"<{' '.join([pair[0], *pair[1]])}>"
)
piece = st.one_of(text, tag, st.sampled_from(_TAGS).map(lambda name: f"</{name}>"))
source = st.lists(piece, max_size=60).map("".join)
pages = st.one_of(
    st.binary(max_size=400),
    st.tuples(source, st.sampled_from(_CODED)).map(lambda pair: pair[1](pair[0])),
    st.lists(st.tuples(source, st.sampled_from(_CODED)).map(lambda pair: pair[1](pair[0])), max_size=3).map(b"".join),
)


def check_html(raw: bytes) -> None:
    """Promises of a page: a page whose blocks are its text in order and lead to its source, or a coded failure."""
    started = time.process_time()
    try:
        page = read_saved_page(raw)
    except ExtractionError as error:
        if error.code not in CODES:
            raise
        return
    finally:
        assert time.process_time() - started < SECONDS
    page.text.encode("utf-8")
    assert page.text.strip()
    end = 0
    for block in page.blocks:
        assert block.zone in ZONES | {""}
        assert page.text[end : block.start].strip() == ""
        assert page.text[block.start : block.end].strip()
        end = block.end
    for piece in page.pieces:
        assert 0 <= piece.start <= piece.start + piece.length <= len(page.text)
    for fact in page.facts:
        if fact.start is not None and fact.end is not None and fact.field != "published":
            quote = page.text[fact.start : fact.end]
            assert fact.value.strip(" -–,").split() == quote.strip(" -–,").split()


def check_text(raw: bytes) -> None:
    """Promises of a text: characters without NUL that read the same a second time, or a coded failure."""
    started = time.process_time()
    try:
        found, _ = decode_text(raw)
    except ExtractionError as error:
        if error.code not in CODES:
            raise
        return
    finally:
        assert time.process_time() - started < SECONDS
    assert "\0" not in found
    again = found.encode("utf-8")
    if found.startswith("\ufeff"):
        return
    if not is_binary(again) and found.strip():
        assert decode_text(again)[0] == found


CHECKS: dict[str, Callable[[bytes], None]] = {"html": check_html, "text": check_text}


def main(kind: str, seconds: float) -> int:
    """Fuzzes until the time is up; returns the number of finds."""
    check = CHECKS[kind]
    finds = count = 0
    until = time.monotonic() + seconds
    failed: list[bytes] = []

    def probe(raw: bytes) -> None:
        nonlocal count
        count += 1
        try:
            check(raw)
        except BaseException:
            failed.append(raw)
            raise

    while time.monotonic() < until:
        fuzz = settings(
            max_examples=2000,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )(given(pages)(probe))
        failed.clear()
        try:
            fuzz()
        except Exception as error:  # noqa: BLE001 (whatever it is, it is a find)
            raw = min(failed, key=len)
            name = f"{kind}_{hashlib.sha256(raw).hexdigest()[:12]}.bin"
            FINDS.mkdir(parents=True, exist_ok=True)
            (FINDS / name).write_bytes(raw)
            print(f"{name}: {type(error).__name__}: {error}")
            finds += 1
    print(f"{kind}: {count} documents, {finds} finds")
    return finds


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1], float(sys.argv[2])), 1))
