"""Units of measure: `tỷ đồng` and `triệu đồng` are both money, so that figures in them can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.rulebook import RuleError, read_csv
from pipeline.sheet.plain import plain

_TIMES = {
    "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "bn": 10**9, "mn": 10**6,
}  # fmt: skip
_PLAIN_TIMES = {plain(word): times for word, times in _TIMES.items()}


@dataclass(frozen=True)
class Unit:
    """A unit: what is measured (without marks) and how many of it one is."""

    base: str
    factor: Decimal


@cache
def _known() -> dict[str, Unit]:
    try:
        return {
            plain(row["unit"]): Unit(plain(row["base"]), Decimal(row["factor"])) for row in read_csv("figure_units")
        }
    except ArithmeticError as error:
        raise RuleError("figure_units.csv: a factor is no number") from error


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit of a cell or of a record; None for an empty one. An unknown unit is its own base.

    A number word before it multiplies (`nghìn tỷ đồng`); alone it counts (`triệu`, base empty).
    """
    words = plain(text).split()
    if not words:
        return None
    factor = Decimal(1)
    while words and words[0] in _PLAIN_TIMES and " ".join(words) not in _known():
        factor *= _PLAIN_TIMES[words.pop(0)]
    rest = " ".join(words)
    known = _known().get(rest, Unit(rest, Decimal(1)))
    return Unit(known.base, known.factor * factor)


def is_unit(text: str) -> bool:
    """Is the text a unit that is known, with or without number words?"""
    unit = parse_unit(text)
    return unit is not None and (not unit.base or any(unit.base == known.base for known in _known().values()))


def same_measure(left: Unit | None, right: Unit | None) -> bool:
    """May two figures be compared? Where one has no unit, or only a number word, they may."""
    return left is None or right is None or not left.base or not right.base or left.base == right.base


def scaled(value: Decimal, unit: Unit | None) -> Decimal:
    """The value in the base of its unit."""
    return value * unit.factor if unit else value
