"""An item to a page: the part of reading that may fail or hang, done in the workers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import ExtractionError
from pipeline.read.columns import columns_of
from pipeline.read.dates import iso_date
from pipeline.read.decode import decode
from pipeline.read.html import charset, read_html
from pipeline.read.items import MAX_BYTES, Item, Page, with_title
from pipeline.read.sniff import article_kind

_CHARSET = re.compile(r"charset\s*=\s*[\"']?(?P<name>[\w.:-]+)", re.IGNORECASE)


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
        return read_bytes(_file_bytes(item.path, max_bytes), item)
    if item.raw is not None:
        return read_bytes(item.raw, item)
    if item.line is not None:
        return _from_fields(_json_object(item.line))
    return _from_fields(_decoded(item.row or {}))


def too_large(size: int, max_bytes: int) -> ExtractionError:
    """The failure of a document of `size` bytes."""
    return ExtractionError("too_large", f"{size:,} bytes; at most {max_bytes:,} are read")


def read_bytes(raw: bytes, item: Item) -> Page:
    """The article in the bytes of a file, of the item's kind or of what they show. Raises `ExtractionError`."""
    kind = item.kind or article_kind(raw, item.path.name if item.path else "")
    if kind == "html":
        return read_html(decode(raw, charset(raw) or http_charset(item.content_type)))
    if kind == "docx":
        from pipeline.read.docx import read_docx

        return read_docx(raw)
    if kind == "pdf":
        from pipeline.read.pdf import read_pdf

        return read_pdf(raw)
    if kind == "text":
        return Page(decode(raw))
    raise ExtractionError("unsupported", f"{kind} is not read")


def http_charset(content_type: str | None) -> str | None:
    """The charset of a content type as HTTP gives it."""
    match = _CHARSET.search(content_type or "")
    return match["name"] if match else None


def _file_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise ExtractionError("unreadable", error.strerror or type(error).__name__) from error
    if len(raw) > max_bytes:
        raise too_large(path.stat().st_size, max_bytes)
    return raw


def _json_object(line: bytes) -> dict[str, str]:
    """The string values of a line of JSON; other values are left out."""
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
    texts = {str(key): value for key, value in data.items() if isinstance(value, str)}
    named = zip(columns_of(texts), texts.values(), strict=True)
    return {name: value for name, value in named if name is not None}


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
