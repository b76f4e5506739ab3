"""The numbers that a quote holds, in digits or in words: `26.174`, `Bốn tỉnh`, `đứng đầu`, `gấp đôi`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from pipeline.fold import fold_spelling
from pipeline.normalise.numbers import ORDINALS
from pipeline.sheet.cells import CellError, parse_number

_DIGITS = regex.compile(r"\d+(?:[.,\s]\d+)*")
_TENS = {"mươi": 10, "mười": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9}
_ONES = {**ORDINALS, "mốt": 1, "lăm": 5, "nhăm": 5, "dăm": 5, "đôi": 2, "linh": 0, "lẻ": 0, "không": 0}
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"(?:đứng|dẫn|đơn vị|ngôi|vị trí) đầu|đầu (?:bảng|cả nước|cụm|khối|tiên)|quán quân|cao nhất", "1"),
    (r"á quân|thứ nhì|đứng nhì|về nhì", "2"),
    (r"gấp đôi|cặp|hai lần", "2"),
    (r"gấp rưỡi", "1.5"),
    (r"một nửa|phân nửa", "50"),
    (r"một phần ba", "33"),
    (r"toàn bộ|tất cả|tuyệt đối|hoàn toàn|đều (?:đạt|vượt|hoàn thành)", "100"),
    (r"chục", "10"),
    (r"rưỡi", "0.5"),
)
_MIXED = regex.compile(r"(?:\d+(?:,\d+)?\s+(?:tỷ|triệu|nghìn|ngàn|trăm)(?!\p{L})\s*){2,}")
_ORDER = regex.compile(r"xếp hạng|thứ tự|thứ hạng|lần lượt|tiếp theo|kế tiếp")
_WORD = regex.compile(r"\p{L}+")


def in_digits(text: str) -> Iterator[Decimal]:
    """Every number that stands in digits, in every reading of its marks and of its parts (`5/7`, `1 234`)."""
    for match in _DIGITS.finditer(text):
        written = match[0]
        pieces = {written, *regex.split(r"\s", written)}
        for piece in pieces:
            yield from _readings(regex.sub(r"\s", "", piece))


def _readings(digits: str) -> Iterator[Decimal]:
    try:
        yield from parse_number(digits)
    except CellError:
        # Dates and the like: `18.1.2021`.
        yield from (Decimal(part) for part in regex.split(r"[.,]", digits))


def in_words(text: str) -> Iterator[Decimal]:
    """Every number that stands in words, alone or after its ten, hundred … (`hai mươi lăm` is 20, 5 and 25)."""
    words = [word.lower() for word in _WORD.findall(fold_spelling(text))]
    for start, word in enumerate(words):
        if word in _ONES or word in _TENS:
            yield from _run(words[start:])


def _run(words: list[str]) -> Iterator[Decimal]:
    total = group = last = 0
    for word in words:
        if word in _TENS:
            times = _TENS[word]
            if times >= 1000:
                total, group, last = total + max(group + last, 1) * times, 0, 0
            elif times == 10:
                group, last = group + max(last, 1) * 10, 0
            else:
                group, last = max(group + last, 1) * times, 0
        elif word in _ONES:
            last = _ONES[word]
        else:
            return
        yield Decimal(total + group + last)


def numbers(text: str) -> set[Decimal]:
    """All numbers that a text holds."""
    low = fold_spelling(text).lower()
    told = (value for pattern, value in _PHRASES if regex.search(rf"(?<!\p{{L}})(?:{pattern})(?!\p{{L}})", low))
    return {*in_digits(text), *in_words(text), *map(Decimal, told)}


def mixed(low: str) -> Iterator[Decimal]:
    """Amounts in several units, in the largest: `41 tỷ 350 triệu` is 41.35."""
    for match in _MIXED.finditer(low):
        parts = regex.findall(r"(\d+(?:,\d+)?)\s+(\p{L}+)", match[0])
        amounts = [Decimal(number.replace(",", ".")) * _TENS[unit] for number, unit in parts]
        yield sum(amounts, Decimal(0)) / _TENS[parts[0][1]]


def holds(text: str, value: float, unit: object = None) -> bool:
    """Does the text hold the number? A half more may stand in words (`ba tỷ rưỡi`), a rank in the order of names."""
    low = fold_spelling(text).lower()
    wanted, found = abs(Decimal(str(value))), numbers(text) | set(mixed(low))
    if wanted in found or (Decimal("0.5") in found and wanted - Decimal("0.5") in found):
        return True
    return unit == "hạng" and bool(_ORDER.search(low)) and wanted <= len(regex.split(r"[,;]|\svà\s", low))
