"""Vietnamese written as the pages of 2000 to 2010 have it: the inverse of what the readers do."""

from __future__ import annotations

import unicodedata

from pipeline.read.encodings.tables import byte_table, vni_table

_TONES = "\u0300\u0301\u0303\u0309\u0323"
PLAIN = str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-", "‘": "'", "’": "'", "…": "..."})


def as_1258(text: str) -> bytes:
    """Vietnamese in windows-1258, whose tone marks are characters of their own."""
    pieces = []
    for char in unicodedata.normalize("NFC", text):
        try:
            pieces.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in marks if mark in _TONES)
            rest = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
            pieces.append(rest.encode("cp1258") + tone.encode("cp1258"))
    return b"".join(pieces)


def as_table(text: str, name: str) -> str:
    """Vietnamese in TCVN3 or VISCII, each byte as the latin-1 character. Typographic signs become plain."""
    codes = {char: chr(byte) for byte, char in byte_table(name).items()}
    return "".join(codes.get(char, char) for char in unicodedata.normalize("NFC", text.translate(PLAIN)))


def as_vni(text: str) -> str:
    """Vietnamese as the VNI fonts have it; capitals with capital marks."""
    table = {char: code for code, char in vni_table().items() if code == (code.upper() if char.isupper() else code)}
    return "".join(table.get(char, char) for char in unicodedata.normalize("NFC", text.translate(PLAIN)))


def as_mojibake(text: str, times: int = 1) -> str:
    """UTF-8 read as latin-1, once or again."""
    for _ in range(times):
        text = text.encode("utf-8").decode("latin-1")
    return text
