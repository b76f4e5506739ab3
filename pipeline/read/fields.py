"""An article given as a line of JSON or a row of a table: its text or its page, and what stands beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from pipeline.errors import ExtractionError
from pipeline.read.columns import columns_of
from pipeline.read.dates import iso_date
from pipeline.read.decode import decode_text
from pipeline.read.html import read_html, read_html_bytes, repair_warnings
from pipeline.read.items import Fact, Page, titled, with_title, with_zones

TABLE: Final = "meta"
"""What said it, of a value that its own column gives."""


def read_line(line: bytes) -> Page:
    """The article of a line of JSON. Raises `ExtractionError`."""
    text, repaired = decode_text(line)
    data = _json_object(text)
    fields = _texts(data)
    if not fields.get("text", "").strip() and (source := fields.get("html", "")).strip():
        _check_nul(source)
        return _beside(read_html(source, url=fields.get("url")), fields)
    page = _from_text(fields, repaired)
    return with_zones(page, data.get("zones"), data.get("date_source"))


def read_row(row: Mapping[str, bytes]) -> Page:
    """The article of a row, its cells by column; each cell is in an encoding of its own. Raises `ExtractionError`."""
    source = row.get("html", b"")
    told = {name: decode_text(cell) for name, cell in row.items() if name != "html" and cell.strip()}
    fields = {name: text for name, (text, _) in told.items()}
    if not fields.get("text", "").strip() and source.strip():
        _check_nul(source.decode("latin-1"))
        return _beside(read_html_bytes(source, url=fields.get("url")), fields)
    given = {name: "" for name in row if name not in fields}
    return _from_text({**given, **fields}, sum((repaired for _, repaired in told.values()), Counter()))


def _json_object(text: str) -> dict[str, Any]:
    """The object of a line of JSON. Raises `ExtractionError` `truncated`, `malformed`."""
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


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    """The string values of an object by column; other values are left out."""
    texts = {str(key): value for key, value in data.items() if isinstance(value, str)}
    named = zip(columns_of(texts), texts.values(), strict=True)
    return {name: value for name, value in named if name is not None}


def _check_nul(text: str) -> None:
    if "\0" in text:
        raise ExtractionError("binary", "NUL character in the text")


def _from_text(fields: Mapping[str, str], repaired: Counter[str]) -> Page:
    """The article of a text; the title of the row becomes its first line unless it stands there."""
    text = fields.get("text", "")
    _check_nul(text)
    if not text.strip():
        given = "is empty" if {"text", "html"} & set(fields) else "is missing"
        raise ExtractionError("empty" if given == "is empty" else "columns", f"text (or html) {given}")
    title = " ".join(fields.get("title", "").split()) or None
    return Page(
        text=with_title(text, title),
        title=title,
        published=iso_date(fields.get("published")),
        publisher=fields.get("publisher", "").strip() or None,
        author=fields.get("author", "").strip() or None,
        warnings=repair_warnings(repaired),
    )


def _beside(page: Page, fields: Mapping[str, str]) -> Page:
    """The page with what the row says of it, which comes before what the page says."""
    if title := " ".join(fields.get("title", "").split()):
        page = titled(page, title) if title != page.title else page
    if published := iso_date(fields.get("published")):
        page = replace(page, published=published, date_source=TABLE, facts=_told(page, "published", published))
    if publisher := fields.get("publisher", "").strip():
        page = replace(page, publisher=publisher, facts=_told(page, "publisher", publisher))
    if author := fields.get("author", "").strip():
        page = replace(page, author=author, facts=_told(page, "author", author))
    return page


def _told(page: Page, field: str, value: str) -> tuple[Fact, ...]:
    """The facts of the page, with what a column says of the field."""
    return (*(fact for fact in page.facts if fact.field != field), Fact(field, value, TABLE))
