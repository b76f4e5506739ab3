"""Text as a clerk types it: compared without case, marks, punctuation and the difference of `đ` and `d`."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

from pipeline.fold import fold_spelling

_OTHER = regex.compile(r"[^\w%$]+")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Lower case, one spelling of tone marks, words and `%` only, single blanks; marks kept."""
    low = fold_spelling(unicodedata.normalize("NFC", text)).lower()
    return _OTHER.sub(" ", low.replace("_", " ")).strip()


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """As `folded`, without marks: `Đắk Lắk` is `dak lak`."""
    apart = unicodedata.normalize("NFD", folded(text).replace("đ", "d"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def has_marks(text: str) -> bool:
    """Is the text written with Vietnamese marks?"""
    return plain(text) != folded(text)
