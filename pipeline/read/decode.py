"""Bytes to text: strict UTF-8, UTF-16 with a mark, else a declared charset or windows-1258, if it reads well.

No error is papered over: text that no encoding explains is a failure and not a text full of `\\ufffd`.
"""

from __future__ import annotations

import codecs
import unicodedata

from pipeline.errors import ExtractionError

_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
MAX_CONTROLS = 0.02
"""Share of control characters above which bytes are no text; reports have none."""

LETTER_SHARE = 0.97
"""Share of the non-ASCII characters that must be Vietnamese for a legacy encoding to be believed.

Vietnamese in windows-1258 has all of them; UTF-8 or TCVN3 taken for it has about half.
"""

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_READABLE = frozenset(_MARKED + _MARKED.upper() + "–—“”‘’…•\u00a0")


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of a file. Raises `ExtractionError`: `empty`, `binary`, `encoding`, `truncated`."""
    if not raw.strip():
        raise ExtractionError("empty", "the file is empty" if not raw else "the file holds only blanks")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _checked(_wide(raw, name))
    if is_binary(raw):
        raise ExtractionError("binary", "the file is not text")
    text = _utf8_or_legacy(raw, declared)
    if not text.strip():
        raise ExtractionError("empty", "the file holds only blanks")
    return text


def _utf8_or_legacy(raw: bytes, declared: str | None) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise ExtractionError("truncated", f"ends inside a character at byte {error.start}") from error
        text = _legacy(raw, declared)
        if text is None:
            message = f"not UTF-8 at byte {error.start}, and no other encoding gives Vietnamese"
            raise ExtractionError("encoding", message) from error
        return text


def is_binary(raw: bytes) -> bool:
    """True for NUL bytes, the signature of a binary format, or many control characters."""
    if raw.startswith(_SIGNATURES) or b"\0" in raw:
        return True
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    return controls > MAX_CONTROLS * len(raw)


def _wide(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        code = "truncated" if error.end >= len(raw) - 3 else "encoding"
        raise ExtractionError(code, f"not {name.upper()} at byte {error.start}") from error


def _checked(text: str) -> str:
    if "\0" in text:
        raise ExtractionError("binary", f"NUL character at {text.index(chr(0))}")
    if not text.strip():
        raise ExtractionError("empty", "the file holds only blanks")
    return text


def _legacy(raw: bytes, declared: str | None) -> str | None:
    """The text in the first legacy encoding under which it reads as Vietnamese."""
    for name in filter(None, (declared, "cp1258")):
        try:
            text = unicodedata.normalize("NFC", raw.decode(name))
        except (LookupError, UnicodeError):
            continue
        foreign = [char for char in text if char > "\x7f"]
        if sum(char in _READABLE for char in foreign) >= LETTER_SHARE * len(foreign):
            return text
    return None
