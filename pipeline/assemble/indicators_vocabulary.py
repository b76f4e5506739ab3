"""The vocabulary of indicators (`patterns/indicators.csv`): words that name a figure, and the id they give it.

Rows of one family share their triggers: `budget` is `budget_revenue` in money, `budget_revenue_vs_plan` in per cent of
a plan and `budget_revenue_growth` where it rises. A new row is a new indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from pipeline.fold import fold_spelling
from pipeline.match import Matcher
from pipeline.rulebook import RuleError, read_csv
from pipeline.tag.figures_words import Words, openers

FORMS = frozenset({"", "plan", "growth", "fall", "level"})


MAX_FITS = 4096
"""Rows and units of which it is remembered whether they go together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: the units and the form it takes. `form` is empty where any will do."""

    id: str
    units: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words that name a figure. `family` is None for words the vocabulary does not know."""

    start: int
    end: int
    family: str | None


@cache
def families() -> dict[str, tuple[Row, ...]]:
    """The rows of each family, in the order of the file."""
    found: dict[str, list[Row]] = {}
    for row in read_csv("indicators"):
        if row["form"] not in FORMS:
            raise RuleError(f"indicators.csv, {row['id']}: no form named {row['form']}")
        units = tuple(fold_spelling(unit).lower() for unit in row["unit"].split("|"))
        found.setdefault(row["family"], []).append(Row(row["id"], units, row["form"]))
    return {family: tuple(rows) for family, rows in found.items()}


@cache
def _by_opener() -> dict[str, list[tuple[str, Matcher]]]:
    """For each word that can begin a trigger the families it can begin, with their pattern."""
    found: dict[str, list[tuple[str, Matcher]]] = {}
    for row in read_csv("indicators"):
        if not row["trigger"]:
            continue
        trigger = fold_spelling(row["trigger"]).replace(" ", r"\s+")
        try:
            compiled = Matcher(regex.compile(rf"(?:{trigger})(?!(?<=\p{{L}})\p{{L}})"), shared=False)
        except regex.error as error:
            raise RuleError(f"indicators.csv, {row['id']}: {error}") from error
        for word in openers(compiled.pattern, f"indicators.csv, {row['id']}"):
            found.setdefault(word, []).append((row["family"], compiled))
    return found


def find_labels(words: Words) -> list[Label]:
    """The words of the vocabulary in a text; of two that begin together the longer one, then the earlier row."""
    table = _by_opener()
    found: list[Label] = []
    position = 0
    for start, word in words.starts(frozenset(table)):
        if start < position:
            continue
        matches = [(pattern.match(words.low, start), family) for family, pattern in table[word]]
        ends = [(match.end(), family) for match, family in matches if match is not None and match.end() > start]
        if ends:
            position, family = max(ends, key=lambda item: item[0])
            found.append(Label(start, position, family))
    return found


def pick(family: str | None, unit: str, form: str) -> Row | None:
    """The row of a family for a unit and a form (`plan`, `growth`, `fall`, `level`, `share`); None when none fits."""
    for row in families().get(family or "", ()):
        if fits(row, unit) and (row.form in ("", form) or (row.form == "growth" and form == "fall")):
            return row
    return None


@lru_cache(maxsize=MAX_FITS)
def fits(row: Row, unit: str) -> bool:
    """Does the row measure in that unit (`triệu đồng` for a row in `đồng`)?"""
    folded = fold_spelling(unit).lower().split("/")[0].replace("tỉ", "tỷ")
    if "," in folded:
        return False
    return any(folded == wanted or (len(wanted) > 1 and wanted in folded) for wanted in row.units)


def measures(family: str | None, unit: str) -> bool:
    """Can the family be measured in that unit at all?"""
    return any(fits(row, unit) for row in families().get(family or "", ()))
