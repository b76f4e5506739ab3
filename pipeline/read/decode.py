"""Bytes to text: strict UTF-8, UTF-16, a declared charset; else each stretch in the encoding that makes it Vietnamese.

No error is papered over: text that no encoding explains is a failure and not a text full of `\\ufffd`.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import ExtractionError
from pipeline.read.encodings.repair import Run, is_doubtful, repair

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
"""Share of the non-ASCII characters that must be Vietnamese for text that was no UTF-8 to be believed."""

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_READABLE = frozenset(_MARKED + _MARKED.upper() + "–—“”‘’…•«»©®\u00a0")
_UNICODE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"})
_PIECES = re.compile(rb"[<>\n]+|[^<>\n]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a file, not repaired yet.

    `raw` holds the stretches `(start, end)` whose bytes were no UTF-8: each byte is one character there, as in
    latin-1. `encoding` is what the file is in as a whole (`utf-8`, `utf-16` …, `mixed` when there are such stretches).
    """

    text: str
    encoding: str
    raw: tuple[tuple[int, int], ...] = ()


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of a file, repaired. Raises `ExtractionError`: `empty`, `binary`, `encoding`, `truncated`."""
    return decode_text(raw, declared)[0]


def decode_text(raw: bytes, declared: str | None = None) -> tuple[str, Counter[str]]:
    """The text of a file that has no markup, line by line repaired, and what was repaired. Raises as `decode`."""
    found = decode_bytes(raw, declared)
    lines = found.text.split("\n")
    if found.encoding not in _UNICODE | {"mixed"}:
        return unicodedata.normalize("NFC", found.text), Counter()
    if found.encoding != "mixed" and not any(map(is_doubtful, lines)):
        return found.text, Counter()
    runs, start, spans = [], 0, list(found.raw)
    for line in lines:
        while spans and spans[0][1] <= start:
            spans.pop(0)
        runs.append(Run(line, raw=bool(spans) and spans[0][0] < start + len(line)))
        start += len(line) + 1
    texts, done = repair(runs)
    text = "\n".join(texts)
    if found.raw:
        check_readable(texts[index] for index, run in enumerate(runs) if run.raw)
    return text, done


def check_readable(texts: Iterable[str]) -> None:
    """Raises `ExtractionError` `encoding` unless what was no UTF-8 has become Vietnamese."""
    foreign = Counter(char for text in texts for char in text if char > "\x7f")
    good = sum(count for char, count in foreign.items() if char in _READABLE)
    if good < LETTER_SHARE * foreign.total():
        raise ExtractionError("encoding", "not UTF-8, and no other encoding gives Vietnamese")


def decode_bytes(raw: bytes, declared: str | None = None) -> Decoded:
    """The characters of a file. Raises `ExtractionError`: `empty`, `binary`, `encoding`, `truncated`."""
    if not raw.strip():
        raise ExtractionError("empty", "the file is empty" if not raw else "the file holds only blanks")
    name = next((name for mark, name in _MARKS if raw.startswith(mark)), None) or _unmarked_wide(raw)
    if name is not None:
        return Decoded(_checked(_wide(raw, name)), name)
    if is_binary(raw):
        raise ExtractionError("binary", "the file is not text")
    found = _utf8_or_legacy(raw, declared)
    if not found.text.strip():
        raise ExtractionError("empty", "the file holds only blanks")
    return found


def _unmarked_wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, told by the first characters of a page."""
    if raw[:1] in (b"<", b" ", b"\r", b"\n") and raw[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if raw[:1] == b"\0" and raw[1:2] in (b"<", b" ", b"\r", b"\n") else None


def _utf8_or_legacy(raw: bytes, declared: str | None) -> Decoded:
    try:
        return Decoded(raw.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise ExtractionError("truncated", f"ends inside a character at byte {error.start}") from error
    if declared and (text := _declared(raw, declared)) is not None:
        return Decoded(text, declared.lower())
    return _by_pieces(raw.removeprefix(codecs.BOM_UTF8))


def _declared(raw: bytes, declared: str) -> str | None:
    """The text in the charset that the page declares, when that makes it Vietnamese."""
    try:
        text = raw.decode(declared)
        check_readable([unicodedata.normalize("NFC", text)])
    except (LookupError, UnicodeError, ExtractionError):
        return None
    return text


def _by_pieces(raw: bytes) -> Decoded:
    """Each stretch between tags and line ends as UTF-8, else byte by byte."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for match in _PIECES.finditer(raw):
        try:
            text = match[0].decode("utf-8")
        except UnicodeDecodeError:
            text = match[0].decode("latin-1")
            spans.append((position, position + len(text)))
        parts.append(text)
        position += len(text)
    return Decoded("".join(parts), "mixed", tuple(spans))


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
