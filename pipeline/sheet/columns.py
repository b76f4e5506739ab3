"""Which column of a user's table is what, by its heading (`patterns/figure_columns.csv`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.rulebook import read_csv
from pipeline.sheet.plain import plain
from pipeline.sheet.units import is_unit

_BRACKETS = regex.compile(r"\((?P<inside>[^()]*)\)")


@dataclass(frozen=True)
class Columns:
    """The place (from 0) of each field's column, and the unit that the heading of the values names."""

    places: dict[str, int]
    names: dict[str, str]
    unit: str | None = None


@cache
def _fields() -> dict[str, str]:
    return {plain(name): row["field"] for row in read_csv("figure_columns") for name in row["names"].split(";")}


def names_of(field: str) -> tuple[str, ...]:
    """All headings a field is known by."""
    return next((tuple(row["names"].split(";")) for row in read_csv("figure_columns") if row["field"] == field), ())


def find_columns(cells: Sequence[str]) -> Columns | None:
    """The columns of a heading; None where it lacks the values, or both subject and indicator.

    `đơn vị` is the unit of measure beside a column of provinces, and the subject beside `đơn vị tính`. Of two
    columns with one meaning the first counts.
    """
    places: dict[str, int] = {}
    names: dict[str, str] = {}
    unit: str | None = None
    bare: int | None = None
    for place, cell in enumerate(cells):
        inside = _BRACKETS.search(cell)
        name = plain(_BRACKETS.sub(" ", cell))
        if name == plain("đơn vị"):
            bare = place if bare is None else bare
            continue
        field = _fields().get(name) or _fields().get(plain(cell))
        if field is None or field in places:
            continue
        places[field], names[field] = place, cell.strip()
        if field == "value" and inside and is_unit(inside["inside"]):
            unit = inside["inside"].strip()
    if bare is not None:
        field = "subject" if "subject" not in places else "unit"
        if field not in places:
            places[field], names[field] = bare, cells[bare].strip()
    if "value" not in places or not {"subject", "indicator"} & places.keys():
        return None
    return Columns(places, names, unit)
