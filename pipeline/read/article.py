"""An item to a page: the part of reading that may fail or hang, done in the workers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import ExtractionError
from pipeline.read.dates import iso_date
from pipeline.read.decode import decode, decode_text
from pipeline.read.html import read_html, read_html_bytes, repair_warnings
from pipeline.read.items import HTML_SUFFIXES, MAX_BYTES, SUFFIXES, TABLE_SUFFIXES, Item, Page, with_title, with_zones


def read_page(item: Item, max_bytes: int = MAX_BYTES) -> Page:
    """The text of an item and its metadata. Raises `ExtractionError` with the code of what is wrong."""
    if item.error is not None:
        raise ExtractionError(*item.error)
    page = _read(item, max_bytes)
    for value in (page.text, page.title, page.publisher, page.author):
        check_unicode(value)
    return page


def check_unicode(value: str | None) -> None:
    """Raises `ExtractionError` `encoding` for a text with lone surrogates, as JSON may write them."""
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        raise ExtractionError("encoding", f"lone surrogate at character {error.start}") from error


def _read(item: Item, max_bytes: int) -> Page:
    if item.size > max_bytes:
        raise too_large(item.size, max_bytes)
    if item.path is not None:
        return read_file(item.path, max_bytes)
    if item.raw is not None:
        return read_text(item.raw)
    if item.line is not None:
        data = _json_object(item.line)
        page = _from_fields(_texts(data))
        return with_zones(page, data.get("zones"), data.get("date_source"))
    return _from_fields(_decoded(item.row or {}))


def too_large(size: int, max_bytes: int) -> ExtractionError:
    """The failure of a document of `size` bytes."""
    return ExtractionError("too_large", f"{size:,} bytes; at most {max_bytes:,} are read")


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> Page:
    """A text or HTML file. Raises `ExtractionError`."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES - TABLE_SUFFIXES:
        raise ExtractionError("unsupported", f"files of type {suffix or 'without ending'} are not read")
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise ExtractionError("unreadable", error.strerror or type(error).__name__) from error
    if len(raw) > max_bytes:
        raise too_large(path.stat().st_size, max_bytes)
    if suffix in HTML_SUFFIXES:
        return read_saved_page(raw)
    return read_text(raw)


def read_saved_page(raw: bytes, declared: str | None = None, *, url: str | None = None) -> Page:
    """The article of a page as saved: HTML, or a browser's archive of it.

    `declared` is the charset that its transport names, `url` its address. Raises `ExtractionError`.
    """
    if is_mhtml(raw):
        from pipeline.read.mhtml import read_mhtml

        return read_mhtml(raw)
    return read_html_bytes(raw, declared, url=url)


def is_mhtml(raw: bytes) -> bool:
    """True when the head of the file is that of a page saved as MHTML."""
    head = raw[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read_text(raw: bytes) -> Page:
    """The article in the bytes of a text. Raises `ExtractionError`."""
    text, repaired = decode_text(raw)
    return Page(text, warnings=repair_warnings(repaired))


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    """The string values of an object; other values are left out."""
    return {str(key).lower(): value for key, value in data.items() if isinstance(value, str)}


def _json_object(line: bytes) -> dict[str, Any]:
    """The object of a line of JSON. Raises `ExtractionError` `truncated`, `malformed`."""
    text = decode(line)
    try:
        data = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        cut = error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip())
        message = f"no JSON object: {error.msg.removesuffix(' at')} at character {error.pos}"
        raise ExtractionError("truncated" if cut else "malformed", message) from error
    except (RecursionError, ValueError) as error:
        raise ExtractionError("malformed", "no JSON object: too deep or a number too long") from error
    if not isinstance(data, dict):
        raise ExtractionError("malformed", f"no JSON object but {type(data).__name__}")
    return data


def _decoded(row: Mapping[str, bytes]) -> dict[str, str]:
    """The cells of a row as text, each in the encoding that explains it; blank cells are empty."""
    return {name: decode(cell) if cell.strip() else "" for name, cell in row.items()}


def _from_fields(fields: Mapping[str, str]) -> Page:
    """The article of a table row: its text, or its page; the row's own title and date come first."""
    text, source = fields.get("text", ""), fields.get("html", "")
    if "\0" in text or "\0" in source:
        raise ExtractionError("binary", "NUL character in the text")
    if not text.strip() and not source.strip():
        given = "is empty" if {"text", "html"} & set(fields) else "is missing"
        raise ExtractionError("empty" if given == "is empty" else "columns", f"text (or html) {given}")
    page = Page(text) if text.strip() else read_html(source)
    title = " ".join(fields.get("title", "").split()) or page.title
    return Page(
        text=with_title(page.text, title),
        title=title,
        published=iso_date(fields.get("published")) or page.published,
        publisher=fields.get("publisher", "").strip() or page.publisher,
        author=fields.get("author", "").strip() or page.author,
    )
