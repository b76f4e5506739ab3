"""Numbers for pictures: an indicator by province and year, awards by province."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from pipeline.archive import schema
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.standing import DISPUTED, REPEATED
from pipeline.archive.units import all_units
from pipeline.rulebook import read_csv

_I, _W, _M, _R = (table.c for table in (schema.indicators, schema.awards, schema.meetings, schema.reports))
_COUNTED: Final = (REPEATED, DISPUTED)
"""Standings of facts that are said otherwise, or again, by the report that is preferred."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An indicator: its id, what it means in Vietnamese, its unit where it has one."""

    id: str
    meaning: str
    unit: str


def vocabulary() -> list[Vocabulary]:
    """The indicators that the rules know by name, in the order of `patterns/indicators.csv`."""
    found: dict[str, Vocabulary] = {}
    for row in read_csv("indicators"):
        if row["id"]:
            found.setdefault(row["id"], Vocabulary(row["id"], row["meaning_vi"], row["unit"]))
    return list(found.values())


def by_province(
    ask: Asking, indicator: str, kind: str, *, provinces: tuple[str, ...] = (), year: int | None = None
) -> list[AnswerRow]:
    """Subject, unit, year, measure, and the mean, least and greatest value with their number.

    Where the meetings of a year give a province several values the mean stands for them; `count` tells.
    """
    of = (_I.subject, _I.subject_unit, _I.year, _I.measure)
    query = (
        select(
            *(of[0], of[1].label("unit"), of[2], of[3], func.avg(_I.value).label("value")),
            *(func.min(_I.value).label("least"), func.max(_I.value).label("most"), func.count().label("count")),
        )
        .where(_I.subject.in_(provinces or _names()), _I.indicator == indicator, _I.year.is_not(None))
        .where(*([_I.year == year] if year else []), _I.kind == kind, _I.subject_unit.is_not(None))
        .where(_I.standing.not_in(_COUNTED), _I.total.is_(None))
        .group_by(*of)
        .order_by(_I.subject, _I.year)
    )
    return [dict(row._mapping) for row in ask.rows(query)]


def years_of(ask: Asking, indicator: str) -> list[tuple[int, int]]:
    """The years for which provinces have that indicator, the last first, with the number of values of every kind."""
    query = (
        select(_I.year, func.count())
        .where(_I.subject.in_(_names()), _I.indicator == indicator, _I.year.is_not(None))
        .group_by(_I.year)
        .order_by(_I.year.desc())
    )
    return [(int(year), int(number)) for year, number in ask.rows(query)]


@cache
def _names() -> tuple[str, ...]:
    """The names of provinces: with them the index on subjects is read, and not every figure."""
    return tuple(sorted({unit.name for unit in all_units()}))


def awards_by_province(ask: Asking, filters: Filters) -> list[AnswerRow]:
    """Province, status and number of awards that name it."""
    where: list[ColumnElement[bool]] = [
        *filters.in_years(_W.year),
        *filters.in_province(_W.recipient_unit, _W.recipient_province),
    ]
    query: Any = (
        select(_W.recipient_province.label("province"), _W.status, func.count().label("count"))
        .where(_W.recipient_province.is_not(None), _W.standing.not_in(_COUNTED), *where)
        .group_by(_W.recipient_province, _W.status)
    )
    if filters.cluster or filters.clusters:
        query = query.join(schema.reports, _R.article_id == _W.article_id)
        query = query.join(schema.meetings, _M.id == _R.meeting_id).where(*filters.in_cluster())
    return [dict(row._mapping) for row in ask.rows(query)]
