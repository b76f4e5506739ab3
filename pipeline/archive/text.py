"""Folds for search and comparison: no diacritics, no `đ`, lower case."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from pydantic_core import to_json

_MARKS: Final = dict.fromkeys(range(768, 880)) | {ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d"}
_WORD: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` in lower case without diacritics; «Đắk Lắk» is `dak lak`. Its length may change."""
    return unicodedata.normalize("NFD", text.lower()).translate(_MARKS)


def fold_char(char: str) -> str:
    """One character as `fold` has it; for text in form NFC the result has length one or none."""
    return fold(char)


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


def slug(text: str) -> str:
    """The folded words joined by hyphens: an id for what has none."""
    return "-".join(words(text))


def compact(data: object) -> str:
    """JSON in one line without blanks."""
    return to_json(data).decode()
