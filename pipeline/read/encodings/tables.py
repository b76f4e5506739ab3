"""The legacy encodings as tables: what a character of latin-1 (or cp1252) stands for in TCVN3, VISCII and VNI.

`tcvn3.csv` is TCVN 5712:1993 VN1, `viscii.csv` RFC 1456; both agree with iconv. `vni.csv` is the VNI-Windows code of
the VNI fonts, whose marks are characters behind the vowel.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

SINGLE_BYTE = ("tcvn3", "viscii")
"""The encodings with one byte for each character."""

_C1_IN_CP1252 = {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def byte_table(name: str) -> dict[int, str]:
    """Byte to character of `tcvn3` or `viscii`; bytes that are ASCII in both are left out."""
    return {int(row["byte"], 16): chr(int(row["code"], 16)) for row in _rows(name)}


@cache
def _character_table(name: str) -> dict[int, str]:
    """As `byte_table`, for text whose bytes were read as latin-1 or as cp1252."""
    table = byte_table(name)
    beside = {ord(char): table[byte] for char, byte in _C1_IN_CP1252.items() if byte in table}
    return {**beside, **table}


@cache
def vni_table() -> dict[str, str]:
    """Sequence to character; a mark of either case may stand behind a capital."""
    table = {row["sequence"]: row["character"] for row in _rows("vni")}
    mixed = {key[0] + key[1:].lower(): value for key, value in table.items() if key[0].isupper()}
    return {**mixed, **table}


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, vni_table()), key=len, reverse=True)))


def from_table(text: str, name: str) -> str:
    """`text`, whose bytes were read as latin-1 or cp1252, as the encoding `name` means it; NFC."""
    return unicodedata.normalize("NFC", text.translate(_character_table(name)))


def from_vni(text: str) -> str:
    """`text` of a VNI font in Unicode."""
    table = vni_table()
    return _vni_pattern().sub(lambda match: table[match[0]], text)


@cache
def _cp1258_table() -> dict[int, str]:
    table = {code: char for code in range(0x80, 0x100) if (char := bytes([code]).decode("cp1258", errors="ignore"))}
    return {**{ord(char): table[byte] for char, byte in _C1_IN_CP1252.items() if byte in table}, **table}


def from_cp1258(text: str) -> str:
    """`text`, whose bytes were read as latin-1 or cp1252, as windows-1258; NFC."""
    return unicodedata.normalize("NFC", text.translate(_cp1258_table()))
