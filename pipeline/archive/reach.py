"""Which reports may share a meeting: what linking reads from the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
)

from pipeline.archive import schema
from pipeline.archive.cluster_names import NO_KEYS
from pipeline.archive.linking import same_meeting
from pipeline.archive.reports import COLUMNS, Report
from pipeline.archive.text import fold

_REPORTS: Final = schema.reports
_WIDEST: Final = 13
"""Months before a day within which a meeting of it can have begun, by a report that names no day."""
_MANY: Final = 900
"""Values of one IN list, below SQLite's limit."""


def chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))


_own, _near = _REPORTS.alias("own"), _REPORTS.alias("near")
_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_PAIR: Final = select(_own.c.article_id, _near.c.article_id)
_OTHER_NUMBERS: Final = and_(_own.c.cluster_key.contains("#"), _near.c.cluster_key.contains("#"))


def _unnamed(report: FromClause) -> ColumnElement[bool]:
    column: ColumnElement[str] = report.c.cluster_key
    return column.in_(NO_KEYS)


def _months_before(day: ColumnElement[str], number: int) -> ColumnElement[str]:
    """The month some months before a day, so that an index need not be read from its beginning."""
    months = cast(func.substr(day, 1, 4), Integer) * 12 + cast(func.substr(day, 6, 2), Integer) - 1 - number
    month = func.substr(cast(months % 12 + 101, String), 2, 2)
    return case((day < "1000", ""), else_=cast(months // 12, String) + "-" + month)


_ONE_NAME: Final = _PAIR.where(
    _own.c.article_id.in_(_IDS),
    _near.c.cluster_key == _own.c.cluster_key,
    _near.c.earliest <= _own.c.latest,
    _near.c.latest >= _own.c.earliest,
    # Of two places at most one and the same day is forgiven.
    or_(
        _near.c.province == _own.c.province,
        _near.c.province.is_(None),
        _own.c.province.is_(None),
        _near.c.date == _own.c.date,
    ),
)
_SAME_NAME: Final = _ONE_NAME.where(_near.c.earliest >= _months_before(_own.c.earliest, 1))
_UNDATED: Final = _ONE_NAME.where(
    or_(_near.c.date.is_(None), func.length(_near.c.date) < literal_column("10")),
    _near.c.earliest >= _months_before(_own.c.earliest, _WIDEST),
)
_TIMELESS: Final = _PAIR.where(
    _own.c.article_id.in_(_IDS),
    or_(_near.c.date.is_(None), func.length(_near.c.date) < literal_column("10")),
    _near.c.cluster_key == _own.c.cluster_key,
    _near.c.earliest < "1000",
)
_SAME_DAY: Final = _PAIR.where(
    _own.c.article_id.in_(_IDS),
    _near.c.date >= _own.c.earliest,
    _near.c.date <= _own.c.latest,
    _own.c.date.is_not(None),
    or_(
        _near.c.province == _own.c.province,
        # Who was there may tell where no cluster and no place is named.
        or_(_near.c.province.is_(None), _own.c.province.is_(None)) & (_unnamed(_near) | _unnamed(_own)),
    ),
    ~_OTHER_NUMBERS,
)
_OFFICIALS: Final = select(schema.officials.c.article_id, schema.officials.c.folded).where(
    schema.officials.c.article_id.in_(_IDS)
)
_LEADERS: Final = select(
    schema.leadership.c.article_id, func.coalesce(schema.leadership.c.person, schema.leadership.c.holder)
).where(schema.leadership.c.article_id.in_(_IDS), schema.leadership.c.status == "elected")
_SAME_MEETING: Final = _PAIR.where(_own.c.article_id.in_(_IDS), _near.c.meeting_id == _own.c.meeting_id)
_DECIDED: Final = select(schema.decisions.c.one, schema.decisions.c.other).where(
    or_(schema.decisions.c.one.in_(_IDS), schema.decisions.c.other.in_(_IDS))
)


@dataclass(slots=True)
class Reach:
    """Reports, and the pairs of them that may share a meeting."""

    reports: dict[int, Report] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)

    def fetch(self, connection: Connection, ids: Iterable[int]) -> None:
        wanted = [number for number in ids if number not in self.reports]
        self.reports.update({report.id: report for report in load(connection, wanted)})
        if any(report.unnamed for report in self.reports.values()):
            self._meet(connection)

    def _meet(self, connection: Connection) -> None:
        """Fetches who was at each meeting and who leads its cluster."""
        strangers = sorted(number for number, report in self.reports.items() if report.people is None)
        people: dict[int, set[str]] = {number: set() for number in strangers}
        for some in chunks(strangers):
            for query in (_OFFICIALS, _LEADERS):
                for number, name in connection.execute(query, {"ids": some}).all():
                    people[number].add(fold(name))
        self.reports.update(
            {number: replace(self.reports[number], people=frozenset(people[number])) for number in people}
        )


def closure(connection: Connection, fresh: set[int]) -> tuple[Reach, set[int]]:
    """What may share a meeting with these, with those that may share one with them, and so on."""
    reach = Reach()
    found: set[int] = set()
    edge = set(fresh)
    while edge:
        near: set[tuple[int, int]] = set()
        sure: set[tuple[int, int]] = set()
        for some in chunks(sorted(edge)):
            for query, pairs in (
                (_SAME_NAME, near),
                (_TIMELESS, near),
                (_SAME_DAY, near),
                (_SAME_MEETING, sure),
                (_DECIDED, sure),
            ):
                pairs |= {(one, other) for one, other in connection.execute(query, {"ids": some}).all() if one != other}
        reach.fetch(connection, edge | {number for pair in near | sure for number in pair})
        likely = {pair for pair in near - sure if _likely(reach, *pair)}
        reach.pairs |= likely | sure
        found |= edge
        edge = {number for pair in likely | sure for number in pair} - found
    return reach, found


def _likely(reach: Reach, one: int, other: int) -> bool:
    return bool(
        one in reach.reports and other in reach.reports and same_meeting(reach.reports[one], reach.reports[other])
    )


def load(connection: Connection, ids: Iterable[int]) -> list[Report]:
    """The reports of these articles."""
    article = schema.articles.c
    text = case((_REPORTS.c.cluster_name.is_(None), article.text), else_="")
    query = select(_REPORTS, article.key, article.publisher, article.uri, article.published, text.label("text")).where(
        article.id == _REPORTS.c.article_id, _REPORTS.c.article_id.in_(_IDS)
    )
    found = []
    for some in chunks(sorted(ids)):
        for row in connection.execute(query, {"ids": some}).all():
            values = dict(zip(COLUMNS, row, strict=False))
            found.append(Report(values, row.key, row.publisher, row.uri, row.published, row.text))
    return found
