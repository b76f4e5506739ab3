"""Numbers as Vietnamese reports write them: comma for decimals, dot for thousands, words for small counts."""

from __future__ import annotations

import regex

WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15, "hai mươi": 20,
}  # fmt: skip
"""Cardinals that stand in words before a noun (`bốn tỉnh`)."""

ORDINALS = {**WORDS, "nhất": 1, "nhì": 2}
"""Ranks in words: `thứ nhất`, `hạng nhì`, `thứ tư`."""

_ONES = {**{word: number for word, number in WORDS.items() if number < 10}, "mốt": 1, "lăm": 5, "nhăm": 5}
"""What may stand behind the tens (`bốn mươi mốt`)."""

_THOUSANDS = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = regex.compile(r"[0-9]+(?:\.[0-9]+)?")
_ENGLISH = regex.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")


def whole_number(text: str, *, digits: int = 9) -> int | None:
    """The number that 1 to `digits` plain digits write; None for anything else, such as `1³` or `١`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def parse_number(text: str, *, share: bool = False) -> float | int | None:
    """The number as written (`8,2` is 8.2, `26.174` is 26174, `14,0` is 14.0); None when it is none.

    `share`: the number is a percentage, where a single dot is a decimal point (`10.053%`).
    """
    digits = text.strip()
    if _ENGLISH.fullmatch(digits):
        digits = digits.replace(",", "")
    elif share and digits.count(".") == 1 and "," not in digits:
        pass
    elif _THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    else:
        digits = digits.replace(",", ".")
    if not _DECIMAL.fullmatch(digits):
        return None
    return float(digits) if "." in digits else int(digits)


def parse_words(text: str) -> int | None:
    """The number that stands in words (`bốn` is 4, `nhì` is 2, `bốn mươi mốt` is 41); None when it is none."""
    words = text.split()
    if len(words) in (2, 3) and words[1] == "mươi" and words[0] in WORDS:
        ones = _ONES.get(words[2]) if len(words) == 3 else 0
        return None if ones is None else 10 * WORDS[words[0]] + ones
    return ORDINALS.get(" ".join(words))
