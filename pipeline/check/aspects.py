"""Aspects: the parts of an entry that have to agree, and how far.

An aspect's agreement is a number from 0 to 1. It passes at its threshold (1 for exact values).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from rapidfuzz.distance import Indel

from pipeline.check.entries import Entry, Value
from pipeline.check.text import fold, similarity

Compare = Literal["exact", "text", "number", "date"]
Missing = Literal["differs", "gold", "either"]
NEARLY = 0.99


@dataclass(frozen=True)
class Aspect:
    """How one part is compared.

    `compare`: `exact` after folding, `text` by similarity with `threshold`, `number` by value; `date` is `exact`,
    but a wrong year is told apart.
    `missing`: an absent value `differs` from any value, or it agrees where `gold` has none, or where
    `either` side has none. Absent on both sides always agrees.
    """

    name: str
    compare: Compare = "exact"
    threshold: float = 1.0
    missing: Missing = "differs"
    weight: float = 1.0


def number(value: Value) -> Decimal | None:
    """The value as a decimal number, `None` where it is none."""
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


def digits(value: Value) -> str:
    """The digits of a number without the zeros at its ends."""
    return "".join(char for char in str(value) if char.isdigit()).strip("0")


def _one(aspect: Aspect, gold: Value, found: Value) -> float:
    if gold is None or gold == "":
        return 1.0 if found in (None, "") or aspect.missing in ("gold", "either") else 0.0
    if found is None or found == "":
        return 1.0 if aspect.missing == "either" else 0.0
    if aspect.compare == "number":
        if number(gold) == number(found) and (number(gold) is not None or fold(str(gold)) == fold(str(found))):
            return 1.0
        return NEARLY * float(Indel.normalized_similarity(digits(gold), digits(found)))
    if aspect.compare == "text":
        return similarity(str(gold), str(found))
    if fold(str(gold)) == fold(str(found)):
        return 1.0
    return NEARLY * similarity(str(gold), str(found))


def agreement(aspect: Aspect, gold: Entry, found: Entry) -> float:
    """The best agreement of the found value with any value gold accepts."""
    value = found.parts[aspect.name][0]
    return max(_one(aspect, wanted, value) for wanted in gold.parts[aspect.name])


def passes(aspect: Aspect, gold: Entry, found: Entry) -> bool:
    """Does the found value count as gold's?"""
    return agreement(aspect, gold, found) >= aspect.threshold


def match_score(aspects: tuple[Aspect, ...], gold: Entry, found: Entry) -> float | None:
    """The mean agreement where every aspect passes, else `None`."""
    total = 0.0
    for aspect in aspects:
        score = agreement(aspect, gold, found)
        if score < aspect.threshold:
            return None
        total += score
    return total / len(aspects)


def nearness(aspects: tuple[Aspect, ...], gold: Entry, found: Entry) -> float:
    """The weighted mean agreement, whether the aspects pass or not."""
    weight = sum(aspect.weight for aspect in aspects)
    return sum(aspect.weight * agreement(aspect, gold, found) for aspect in aspects) / weight
