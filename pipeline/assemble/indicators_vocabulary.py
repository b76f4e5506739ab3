"""The vocabulary of indicators (`patterns/indicators.csv`): words that name a figure, and the id they give it.

Rows of one family share their triggers: `budget` is `budget_revenue` in money, `budget_revenue_vs_plan` in per cent of
a plan and `budget_revenue_growth` where it rises. A new row is a new indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.normalise.fold import fold_spelling
from pipeline.rulebook import RuleError, read_csv

FORMS = frozenset({"", "plan", "growth", "fall", "level"})


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
def _triggers() -> regex.Pattern[str]:
    by_family: dict[str, list[str]] = {}
    for row in read_csv("indicators"):
        if row["trigger"]:
            by_family.setdefault(row["family"], []).append(fold_spelling(row["trigger"]).replace(" ", r"\s+"))
    groups = [f"(?P<{family}>{'|'.join(triggers)})" for family, triggers in by_family.items()]
    try:
        return regex.compile(rf"(?<![\p{{L}}\d])(?:{'|'.join(groups)})(?!(?<=\p{{L}})\p{{L}})")
    except regex.error as error:
        raise RuleError(f"indicators.csv: {error}") from error


def labels_in(low: str, start: int, end: int) -> list[Label]:
    """The words of the vocabulary that stand in `low[start:end]`, in text order."""
    found = []
    for match in _triggers().finditer(low, start, end):
        found.append(Label(match.start(), match.end(), match.lastgroup))
    return found


def choose(family: str | None, unit: str, form: str) -> str | None:
    """The id of a family's row for a unit and a form (`plan`, `growth`, `fall`, `level`); None when none fits."""
    if family is None:
        return None
    for row in families()[family]:
        if not fits(row, unit):
            continue
        if row.form in ("", form) or (row.form == "growth" and form == "fall"):
            return row.id
    return None


def fits(row: Row, unit: str) -> bool:
    """Does the row measure in that unit?"""
    folded = fold_spelling(unit).lower()
    return any(folded == wanted or (len(wanted) > 1 and wanted in folded.split("/")[0]) for wanted in row.units)


def measures(family: str | None, unit: str) -> bool:
    """Can the family be measured in that unit at all?"""
    return family is not None and any(fits(row, unit) for row in families()[family])
