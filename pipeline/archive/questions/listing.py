"""Meetings a page at a time: narrowed, sorted, with what each facet would leave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from pipeline.archive import schema
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.questions.meetings import officials_of, sources_of

_M, _R, _W = schema.meetings.c, schema.reports.c, schema.awards.c

SORTS: Final[dict[str, ColumnElement[Any]]] = {
    "date": _M.date,
    "cluster": _M.cluster,
    "year": _M.year,
    "province": _M.province,
    "reports": _M.reports,
    "conflicts": _M.conflicts,
}
FACETS: Final = ("year", "type", "kind", "province", "cluster")
MOST: Final = 12
"""Values of a facet that are listed, the commonest first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which meetings, in which order. `type` is one of a meeting's kinds, `kind` is `cum` or `khoi`."""

    filters: Filters = field(default_factory=Filters)
    type: str | None = None
    kind: str | None = None
    award: str | None = None
    conflict: bool = False
    doubt: bool = False
    sort: str = "date"
    descending: bool = True

    def conditions(self, without: str = "") -> list[ColumnElement[bool]]:
        """The conditions on `meetings`, those of one facet left out."""
        given = self.filters
        few = bool(given.year or given.province or given.cluster or given.clusters)
        own: dict[str, list[ColumnElement[bool]]] = {
            "year": self.filters.in_years(_M.year),
            "province": self.filters.in_province(_M.unit, _M.province),
            "cluster": self.filters.in_cluster(),
            "type": [_has_type(self.type)] if self.type else [],
            "kind": [_M.kind == self.kind] if self.kind else [],
            "person": self.filters.with_person(_M.id),
            "award": [_with_award(self.award, few=few)] if self.award else [],
            "conflict": [_M.id.in_(select(schema.conflicts.c.meeting_id))] if self.conflict else [],
            "doubt": [_doubtful()] if self.doubt else [],
        }
        return [condition for name, some in own.items() if name != without for condition in some]

    def order(self, *, reverse: bool = False) -> list[ColumnElement[Any]]:
        """The order, what is unknown last; or the same from its end."""
        column = SORTS[self.sort]
        first = column.desc() if self.descending != reverse else column.asc()
        return [first.nulls_first(), _M.key.desc()] if reverse else [first.nulls_last(), _M.key]


def _has_type(name: str) -> ColumnElement[bool]:
    return (";" + _M.types + ";").contains(f";{name};", autoescape=True)


def _doubtful() -> ColumnElement[bool]:
    doubt = schema.doubts.c
    there = select(_R.article_id).join(schema.doubts, doubt.article_id == _R.article_id)
    return there.where(_R.meeting_id == _M.id, doubt.doubt > 0).correlate(schema.meetings).exists()


def _with_award(words: str, *, few: bool) -> ColumnElement[bool]:
    there = select(_R.meeting_id).join(schema.awards, _W.article_id == _R.article_id)
    there = there.where(_W.award.contains(words, autoescape=True))
    if few:
        return there.where(_R.meeting_id == _M.id).correlate(schema.meetings).exists()
    # By the words first: their index is short, and few articles are looked up after it.
    return _M.id.in_(there)


def count(ask: Asking, wanted: Wanted) -> int:
    """How many meetings there are."""
    query = select(func.count()).select_from(schema.meetings).where(*wanted.conditions())
    return int(ask.rows(query)[0][0])


def page(ask: Asking, wanted: Wanted, *, limit: int, offset: int = 0, total: int | None = None) -> list[AnswerRow]:
    """Meetings with their officials and sources. With their `total` number the last pages are as near as the first.

    Raises `ArchiveError` (`unknown`) for an unknown province or year.
    """
    back = total is not None and offset > total // 2
    start = max((total or 0) - offset - limit, 0) if back else offset
    wide = max(min(limit, (total or 0) - offset), 0) if back else limit
    ids = select(_M.id).where(*wanted.conditions()).order_by(*wanted.order(reverse=back)).limit(wide).offset(start)
    found = [number for (number,) in ask.rows(ids)]
    found = found[::-1] if back else found
    rows = {row.id: row for row in ask.rows(select(schema.meetings).where(_M.id.in_(found)))}
    guests, sources = officials_of(ask, found), sources_of(ask, found)
    return [_row(rows[number], guests.get(number, []), sources.get(number, [])) for number in found]


def _row(row: Any, guests: list[str], sources: list[str]) -> AnswerRow:
    import json

    values = dict(row._mapping)
    del values["id"]
    values["meeting"] = values.pop("key")
    values["types"] = [name for name in (row.types or "").split(";") if name]
    values["members"] = json.loads(row.members)
    return {**values, "officials": guests, "sources": sources}


@dataclass(frozen=True, slots=True)
class Facets:
    """How many meetings there are, and for each facet its values with a name to show and what each would leave."""

    total: int
    values: dict[str, list[tuple[str, str, int]]]


def facets(ask: Asking, wanted: Wanted) -> Facets:
    """The facets of a list. Where looking into every meeting is dear, that of a chosen value shows this value only."""
    dear = bool(wanted.award or wanted.doubt or wanted.filters.person)
    every = len(wanted.conditions())
    narrowed = {name for name in FACETS if not dear and every > len(wanted.conditions(without=name))}
    # Together in the order of their index; the many clusters apart.
    together = [name for name in ("year", "province", "kind", "type") if name not in narrowed]
    counted = _counted(ask, wanted, "", together)
    total = sum(counted[together[0]].values()) if together else count(ask, wanted)
    for name in narrowed | {"cluster"}:
        counted |= _counted(ask, wanted, name if name in narrowed else "", [name])
    found = {name: _shown(name, counted[name]) for name in FACETS}
    names = cluster_names(ask, [value for value, _ in found["cluster"]])
    values = {
        name: [(value, names.get(value, value) if name == "cluster" else value, number) for value, number in rows]
        for name, rows in found.items()
    }
    return Facets(total, values)


def _counted(ask: Asking, wanted: Wanted, without: str, names: list[str]) -> dict[str, Counter[Any]]:
    """The values of some facets, counted in one pass."""
    columns = [_M.types if name == "type" else schema.meetings.c[name] for name in names]
    if not columns:
        return {}
    counted: dict[str, Counter[Any]] = {name: Counter() for name in names}
    query = select(*columns, func.count()).where(*wanted.conditions(without)).group_by(*columns)
    for *values, number in ask.rows(query):
        for name, value in zip(names, values, strict=True):
            counted[name][value] += number
    return counted


def _shown(name: str, counted: Counter[Any]) -> list[tuple[str, int]]:
    counted.pop(None, None)
    if name == "type":
        single: Counter[Any] = Counter()
        for types, number in counted.items():
            single.update({kind: number for kind in types.split(";") if kind})
        counted = single
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))[: _most(name)]
    return [(str(value), number) for value, number in (sorted(rows, reverse=True) if name == "year" else rows)]


def _most(name: str) -> int:
    return 100 if name == "year" else MOST


def cluster_names(ask: Asking, clusters: list[str]) -> dict[str, str]:
    """A name to show for each cluster: that of the register, else one that an article has."""
    from pipeline.normalise.clusters import registry_name

    query = select(_M.cluster, func.min(_M.cluster_name)).where(_M.cluster.in_(clusters)).group_by(_M.cluster)
    return {cluster: registry_name(cluster) or name or cluster for cluster, name in ask.rows(query)}


def clusters(ask: Asking, words: str | None = None) -> list[tuple[str, int]]:
    """Every cluster with its number of meetings: the national ones first, then the most often reported."""
    from pipeline.normalise.clusters import registry_name

    wanted = replace(Filters(), cluster=words or None)
    query = (
        select(_M.cluster, func.count())
        .where(_M.cluster.is_not(None), _M.year.is_not(None), *wanted.in_cluster())
        .group_by(_M.cluster)
    )
    rows = [(str(cluster), int(number)) for cluster, number in ask.rows(query)]
    return sorted(rows, key=lambda row: (registry_name(row[0]) is None, -row[1], row[0]))
