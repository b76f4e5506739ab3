"""A line of `records.jsonl` read. Its text, which is most of it, is cut out first: JSON need not be parsed for it."""

from __future__ import annotations

import hashlib
from typing import Final

from pipeline.model.record import Record

_TEXT: Final = b'"text": "'
_BEHIND: Final = b'", "zones": ['
"""What our own lines have around the text of the article. No string of JSON holds a quotation mark unescaped."""
_ESCAPED: Final = {b"n": b"\n", b'"': b'"'}


def read(line: bytes) -> tuple[Record, bytes]:
    """The record of a line and its text in UTF-8. Raises `ValueError` when it is none, or its text has not its hash."""
    found = _cut(line)
    if found is None:
        record = Record.model_validate_json(line)
        found = record, record.article.text.encode()
        if not _is_of(found[1], record):
            raise ValueError("sha256 is not that of the text")
    return found


def _cut(line: bytes) -> tuple[Record, bytes] | None:
    """The same for a line as we write it; None for any other, and where the text has not its hash."""
    start = line.find(_TEXT) + len(_TEXT)
    end = line.find(_BEHIND, start)
    if start < len(_TEXT) or end < 0:
        return None
    text = _unescaped(line[start:end])
    if text is None:
        return None
    try:
        record = Record.model_validate_json(line[:start] + line[end:])
        if record.article.text or not _is_of(text, record):
            return None
        article = record.article.model_copy(update={"text": text.decode()})
    except ValueError:
        # Perhaps it was cut at the wrong place: the whole line will tell.
        return None
    return record.model_copy(update={"article": article}), text


def _is_of(text: bytes, record: Record) -> bool:
    return hashlib.sha256(text).hexdigest() == record.article.sha256


def _unescaped(text: bytes) -> bytes | None:
    """The text of a string of JSON where it has no escapes but of line ends and quotation marks, else None."""
    first, *rest = text.split(b"\\")
    found = [first]
    for part in rest:
        mark = _ESCAPED.get(part[:1])
        if mark is None:
            return None
        found += (mark, part[1:])
    return b"".join(found)
