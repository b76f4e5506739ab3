"""An item to a page: the part of reading that may fail or hang, done in the workers."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.errors import ExtractionError
from pipeline.read.decode import decode_text
from pipeline.read.fields import read_line, read_row
from pipeline.read.html import read_html_bytes, repair_warnings
from pipeline.read.items import MAX_BYTES, Item, Page
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
        return read_line(item.line)
    return read_row(item.row or {})


def too_large(size: int, max_bytes: int) -> ExtractionError:
    """The failure of a document of `size` bytes."""
    return ExtractionError("too_large", f"{size:,} bytes; at most {max_bytes:,} are read")


def read_bytes(raw: bytes, item: Item) -> Page:
    """The article in the bytes of a file, of the item's kind or of what they show. Raises `ExtractionError`."""
    kind = item.kind or article_kind(raw, item.path.name if item.path else "")
    if kind in {"html", "mhtml"}:
        return read_saved_page(raw, http_charset(item.content_type), url=item.url)
    if kind == "docx":
        from pipeline.read.docx import read_docx

        return read_docx(raw)
    if kind == "pdf":
        from pipeline.read.pdf import read_pdf

        return read_pdf(raw)
    if kind == "text":
        text, repaired = decode_text(raw)
        return Page(text, warnings=repair_warnings(repaired))
    raise ExtractionError("unsupported", f"{kind} is not read")


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
