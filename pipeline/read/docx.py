"""A Word document to text: headings, paragraphs and rows of tables as lines, in reading order.

Read from the XML itself: old Word wraps names of places in smart tags and newer Word text in content controls, which
python-docx passes over.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from pipeline.errors import ExtractionError
from pipeline.read.archives import OFFICE_UNPACKED, open_zip, read_member
from pipeline.read.items import InMemory, Page, with_title
from pipeline.read.rows import table_lines

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PASSED_OVER: Final = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr")} | {f"{_MC}Fallback"}
)
"""Deleted text, codes of fields, properties, and the second copy of a text box."""

_BREAKS: Final = frozenset({f"{_W}br", f"{_W}cr"})
_TITLE_STYLE: Final = re.compile(r"^(?:title|heading ?1|tiêu ?đề|tựa)", re.IGNORECASE)


def read_docx(raw: bytes) -> Page:
    """The text and the title of a document. Raises `ExtractionError`: `malformed`, `empty`, `too_large` …"""
    with open_zip(InMemory(raw), OFFICE_UNPACKED) as archive:
        root = _part(archive, r"word/document\d*\.xml")
    if root is None:
        raise ExtractionError("malformed", "no Word document: it has no text part")
    body = root.find(f"{_W}body")
    lines = list(_blocks(root if body is None else body))
    if not lines:
        raise ExtractionError("empty", "the document has no text")
    title = next((text for text, style in lines if _TITLE_STYLE.search(style)), None)
    text = "\n".join(text for text, _ in lines)
    # The properties name the owner of the computer and the file that was copied: neither author nor title.
    return Page(with_title(text, title), title=title)


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """A part as XML without entities or document type; `None` when there is none."""
    from lxml import etree

    member = next((member for member in archive.infolist() if re.fullmatch(name, member.filename)), None)
    if member is None:
        return None
    raw = read_member(archive, member)
    if b"<!DOCTYPE" in raw[:4096].upper():
        raise ExtractionError("malformed", f"{member.filename} has a document type")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ExtractionError("malformed", f"{member.filename}: {error}") from error


def _blocks(parent: Any) -> Iterator[tuple[str, str]]:
    """Each line and the style of its paragraph. Walks without recursion: a broken document may nest without end."""
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}tbl":
            yield from ((line, "") for line in table_lines(_rows(element)))
        elif element.tag == f"{_W}p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            for line in _text(element).split("\n"):
                if line:
                    yield line, "" if style is None else style.get(f"{_W}val", "")
        elif element.tag not in _PASSED_OVER:
            waiting += reversed(element)


def _text(element: Any) -> str:
    """The words of a paragraph; line breaks kept, blanks single."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start",))
    for _, node in walk:
        if node.tag in _PASSED_OVER:
            walk.skip_subtree()
        elif node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in _BREAKS:
            pieces.append("\n")
        elif node.tag in {f"{_W}tab", f"{_W}noBreakHyphen"}:
            pieces.append(" " if node.tag == f"{_W}tab" else "-")
        elif node.tag == f"{_W}p" and pieces:
            pieces.append("\n")  # of a text box
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _rows(table: Any) -> list[list[str]]:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if _nearest(row, f"{_W}tbl") is table:
            cells = [cell for cell in row.iter(f"{_W}tc") if _nearest(cell, f"{_W}tr") is row]
            rows.append([" ".join(_text(cell).split()) for cell in cells])
    return rows


def _nearest(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)
