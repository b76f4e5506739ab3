"""What all questions share: filters, the queries that were asked, and the rows of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, false, literal, or_, select

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.rows import name_block
from pipeline.archive.text import fold, slug
from pipeline.archive.units import Related, related
from pipeline.fold import fold_spelling
from pipeline.normalise.clusters import registry_id, registry_name

AnswerRow = dict[str, Any]

_ALL: Final = 10_000_000
"""More clusters than there can be."""
_YEARS: Final = re.compile(r"(?P<first>\d{4})?(?P<to>-|\.\.|–)?(?P<last>\d{4})?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer is narrowed to; empty ones narrow nothing. `year` is `2020`, `2017-2021`, `2017-` or `-2021`.

    `cluster` is an id or words of a name, `clusters` are ids. `offset` counts rows that are left out before `limit`.
    """

    cluster: str | None = None
    province: str | None = None
    year: str | int | None = None
    person: str | None = None
    limit: int = 0
    clusters: tuple[str, ...] = ()
    offset: int = 0

    def years(self) -> tuple[int, int] | None:
        """First and last year. Raises `ArchiveError` (`unknown`)."""
        if self.year is None:
            return None
        match = _YEARS.fullmatch(str(self.year).strip())
        if match is None or not (match["first"] or match["last"]):
            raise ArchiveError("unknown", f"year {self.year!r} (2020, 2017-2021, 2017-, -2021)")
        first = int(match["first"] or 0)
        last = int(match["last"] or (9999 if match["to"] else first))
        return first, last

    def in_years(self, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """The condition on a column of years."""
        years = self.years()
        return [column.between(*years)] if years else []

    def in_cluster(self) -> list[ColumnElement[bool]]:
        """The condition on `meetings`: the id of a national cluster, or words of a name in their order."""
        table = schema.meetings.c
        if self.clusters:
            return [table.cluster.in_(self.clusters)]
        if not self.cluster:
            return []
        if registry_name(self.cluster):
            return [table.cluster_id == self.cluster]
        registry = registry_id(self.cluster)
        named = table.cluster.in_(_clusters_named(slug(self.cluster)))
        return [or_(table.cluster_id == registry, named)] if registry else [named]

    def units(self) -> list[Related]:
        """The units that the province's name concerns. Raises `ArchiveError` (`unknown`)."""
        if not self.province:
            return []
        found = related(self.province)
        if not found:
            raise ArchiveError("unknown", f"province {self.province!r}")
        return found

    def in_province(self, unit: ColumnElement[Any], name: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """The condition on a column of unit ids; where the time is not known, the name must do."""
        found = self.units()
        if not found:
            return []
        own = {one.unit.name for one in found if one.relation == "same"}
        # The name first: it has the index.
        names = sorted({one.unit.name for one in found})
        ids = sorted({one.unit.id for one in found})
        return [and_(name.in_(names), or_(unit.in_(ids), and_(unit.is_(None), name.in_(sorted(own)))))]

    def with_person(self, meeting: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """The condition that a person of that name was at the meeting."""
        if not self.person:
            return []
        there = (
            select(schema.reports.c.meeting_id)
            .join(schema.officials, schema.officials.c.article_id == schema.reports.c.article_id)
            .where(*named(self.person))
        )
        return [meeting.in_(there)]


def _clusters_named(words: str) -> Select[Any]:
    """The clusters whose id has these words: «so-1» is not in «so-10»."""
    # Compared once for each cluster, not for each meeting: a limit keeps the condition out of the inner query.
    each = select(schema.meetings.c.cluster).distinct().limit(_ALL).subquery()
    return select(each.c.cluster).where((literal("-") + each.c.cluster + "-").contains(f"-{words}-", autoescape=True))


def named(name: str) -> list[ColumnElement[bool]]:
    """The condition on `officials` that a name is written like this, diacritics apart; its block has the index."""
    folded = " ".join(fold(fold_spelling(name)).split())
    return [schema.officials.c.block == name_block(folded), schema.officials.c.folded == folded]


@dataclass(slots=True)
class Asking:
    """A connection that remembers what was asked."""

    connection: Connection
    statements: list[str] = field(default_factory=list)
    explain: bool = False
    """True when only the queries are wanted: they are noted and give no rows."""

    def rows(self, query: Select[Any]) -> list[Any]:
        """The rows of a query."""
        if self.explain:
            shown = query.compile(dialect=self.connection.dialect, compile_kwargs={"literal_binds": True})
            self.statements.append(str(shown))
            return []
        return list(self.connection.execute(query))


def related_cells(filters: Filters) -> dict[str, tuple[str, str]]:
    """Relation and link by unit id, for rows of an answer about a province."""
    return {one.unit.id: (one.relation, one.link) for one in filters.units()}


def relate(rows: Sequence[AnswerRow], filters: Filters) -> None:
    """Says in each row how its unit is related to the province asked for; the unit keeps its own name."""
    if not filters.province:
        return
    cells = related_cells(filters)
    for row in rows:
        row["relation"], row["link"] = cells.get(row.get("unit") or "", ("same", ""))


def nothing() -> ColumnElement[bool]:
    """A condition that no row fulfils."""
    return false()


def sentence(text: str, start: int | None, end: int | None, most: int = 300) -> str | None:
    """The sentence around a quote."""
    if start is None or end is None:
        return None
    before = max(
        (text.rfind(mark, 0, start) + len(mark) for mark in ("\n", ". ", "; ") if mark in text[:start]), default=0
    )
    ends = [place for mark in ("\n", ". ", "; ") if (place := text.find(mark, end)) >= 0]
    after = min(ends, default=len(text))
    found = " ".join(text[max(before, start - most) : min(after + 1, end + most)].split())
    return found.rstrip(";").strip()
