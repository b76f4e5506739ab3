"""A PDF with a text layer to text: paragraphs as lines, without running headers, footers and page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

from pipeline.errors import ExtractionError
from pipeline.read.items import Page

EDGE_LINES: Final = 3
"""Lines at the top and at the bottom of a page among which running headers and footers stand."""

INDENT: Final = 8.0
"""Points by which the first line of a paragraph is set in."""

GAP: Final = 1.35
"""Distance of two lines, in those that are usual on the page, from which a new paragraph begins."""

MIN_GAP: Final = 2.2
"""The same in sizes of the letters; lines are set at up to double distance."""

HEADING: Final = 1.15
"""Size of a heading, in sizes of the text: its lines are centred and never full."""

MIN_LETTERS: Final = 20
"""Letters of a document that has a text layer; a scan has none, or those of a stamp."""

_PAGE_NUMBER: Final = re.compile(
    r"(?:trang|page|tr\.?)?\s*[-–—]?\s*\d{1,4}\s*(?:[-–—/]|of|trên)?\s*(?:\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
_BULLET: Final = re.compile(r"[•●▪◦*+–—-]\s")
_DIGITS: Final = re.compile(r"\d+")
_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-", "\u00ad": None})
_PASSWORD: Final = 4
"""Error number of PDFium for an encrypted file."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page; edges in points from the lower left corner, `size` of its letters in points."""

    text: str
    left: float
    right: float
    y: float
    size: float


def read_pdf(raw: bytes) -> Page:
    """The text of a PDF. Raises `ExtractionError`: `scanned`, `encrypted`, `malformed`, `empty`."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(raw)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise ExtractionError("encrypted", "a password is needed") from error
        raise ExtractionError("malformed", f"no PDF: {error}") from error
    try:
        pages = [_page_lines(document[number]) for number in range(len(document))]
    except PdfiumError as error:
        raise ExtractionError("malformed", f"a page cannot be read: {error}") from error
    finally:
        document.close()
    if sum(char.isalpha() for page in pages for line in page for char in line.text) < MIN_LETTERS:
        raise ExtractionError("scanned", f"{len(pages)} pages without text: run OCR first")
    return Page("\n".join(_paragraphs(_without_edges(pages))))


def _page_lines(page: Any) -> list[_Line]:
    from pypdfium2.raw import FPDFText_GetFontSize

    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        lines, start = [], 0
        for piece in re.split(r"\r\n|\r|\n", text):
            words = unicodedata.normalize("NFC", " ".join(piece.translate(_HYPHENS).split()))
            if words:
                first = start + len(piece) - len(piece.lstrip())
                last = start + len(piece.rstrip()) - 1
                left, bottom, _, _ = text_page.get_charbox(first)
                size = round(FPDFText_GetFontSize(text_page, first), 1)
                lines.append(_Line(words, left, text_page.get_charbox(last)[2], bottom, size))
            start += len(piece) + 2
        return lines
    finally:
        text_page.close()
        page.close()


def _without_edges(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without what stands at the same place at the edge of most of them, and without page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_key(page[index]) for index in _edges(page)})
    often = {key for key, count in seen.items() if count > max(1, len(pages) // 2)}
    kept = []
    for page in pages:
        dropped = {i for i in _edges(page) if _key(page[i]) in often}
        dropped |= {i for i in (0, len(page) - 1) if page and _PAGE_NUMBER.fullmatch(page[i].text)}
        kept.append([line for index, line in enumerate(page) if index not in dropped])
    return kept


def _edges(page: list[_Line]) -> set[int]:
    """Places of the lines at the top and at the bottom; PDFs write them in any order."""
    order = sorted(range(len(page)), key=lambda index: page[index].y)
    return {*order[:EDGE_LINES], *order[-EDGE_LINES:]}


def _key(line: _Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.y)


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    """Lines joined as far as the paragraph goes, over page ends too."""
    text, before = "", None
    for page in pages:
        height = _height(page)
        for line in page:
            if before is not None and _goes_on(before, line, page, height):
                text += ("" if text.endswith("-") and text[-2:-1].isalpha() else " ") + line.text
            else:
                if text:
                    yield text
                text = line.text
            before = line
    if text:
        yield text


def _height(page: list[_Line]) -> float:
    """The line height of a page: its steps are line heights and, where there are many short paragraphs, larger."""
    steps = sorted(above.y - below.y for above, below in pairwise(page) if above.y > below.y + 1)
    return steps[len(steps) // 4] if steps else 0.0


def _goes_on(before: _Line, line: _Line, page: list[_Line], height: float) -> bool:
    if line.size != before.size or _BULLET.match(line.text):
        return False
    same_page, step = before in page, before.y - line.y
    if same_page and step < 0:
        return line.text[:1].islower()  # a new column starts at the top again
    if same_page and step > max(GAP * height, MIN_GAP * line.size):
        return False
    if line.size > HEADING * median(other.size for other in page):
        return same_page
    column = [other for other in page if abs(other.left - line.left) < 5 * INDENT]
    edge, start = max(other.right for other in column), min(other.left for other in column)
    if line.left - start > INDENT and line.left - before.left > INDENT / 2:
        return False
    # The paragraph goes on where the next word did not fit into the line before.
    letter = (before.right - before.left) / len(before.text)
    full = edge - before.right < letter * (len(line.text.split(" ", 1)[0]) + 1)
    return full and (same_page or not line.text[:1].isupper() or before.text[-1:] in ",;")
