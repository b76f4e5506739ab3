"""Clusters by year: what is there, what is missing, what contradicts itself. What is missing is unknown, not none."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from sqlalchemy import func, select

from pipeline.archive import schema
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.standing import REPEATED
from pipeline.archive.text import fold
from pipeline.normalise.clusters import registry_members, registry_name

_M, _R, _L = schema.meetings.c, schema.reports.c, schema.leadership.c
_Details = dict[tuple[str, int], tuple[set[str], list[str]]]
NO_REPORT: Final = "no report"
NOT_STATED: Final = "not stated"
TWO_HEADS: Final = "two heads"


def mark_years(ask: Asking, rows: list[AnswerRow], filters: Filters) -> list[AnswerRow]:
    """The rows of `leadership` with `mark`, and rows for the years between that have no head."""
    found: list[AnswerRow] = []
    reported = _reported(ask, {row["cluster"] for row in rows if row["cluster"]})
    for cluster, members in groupby(rows, key=lambda row: row["cluster"]):
        own = list(members)
        heads: dict[int, set[str]] = {}
        for row in own:
            if row["office"] == "head" and row["year"] is not None and row["status"] != "outgoing":
                heads.setdefault(row["year"], set()).add(fold(row["holder"] or row["person"] or ""))
        for row in own:
            several = row["office"] == "head" and len(heads.get(row["year"], ())) > 1
            row["mark"] = TWO_HEADS if several else None
        # A narrowed answer shows gaps of its narrowing, not of the archive.
        if cluster and heads and not (filters.province or filters.person or filters.limit):
            own += _gaps(cluster, own[0], heads, reported)
        own.sort(key=lambda row: (row["year"] is None, row["year"] or 0))
        found += own
    return found


def _reported(ask: Asking, clusters: set[str]) -> set[tuple[str, int]]:
    query = select(_M.cluster, _M.year).where(_M.cluster.in_(sorted(clusters)), _M.year.is_not(None)).distinct()
    return {(row.cluster, row.year) for row in ask.rows(query)}


def _gaps(
    cluster: str, like: AnswerRow, heads: dict[int, set[str]], reported: set[tuple[str, int]]
) -> Iterable[AnswerRow]:
    for year in range(min(heads), max(heads) + 1):
        if year not in heads:
            # The head of a year is told at its own meeting and at the one that elects it.
            known = {(cluster, year), (cluster, year - 1)} & reported
            empty = dict.fromkeys(like)
            mark = NOT_STATED if known else NO_REPORT
            yield {
                **empty,
                "cluster": cluster,
                "cluster_name": like["cluster_name"],
                "year": year,
                "office": "head",
                "mark": mark,
            }


def coverage(ask: Asking, filters: Filters) -> list[AnswerRow]:
    """Cluster by year of account: `state` is `present`, `conflict` or `missing`, with what is known of that year."""
    query = (
        select(
            *(_M.cluster, _M.year, func.min(_M.cluster_name).label("name"), func.max(_M.cluster_id).label("registry")),
            *(func.count().label("meetings"), func.sum(_M.reports).label("reports")),
            func.sum(_M.conflicts).label("conflicts"),
        )
        .where(_M.cluster.is_not(None), _M.year.is_not(None), *filters.in_cluster(), *filters.in_years(_M.year))
        .where(*filters.in_province(_M.unit, _M.province), *filters.with_person(_M.id))
        .group_by(_M.cluster, _M.year)
        .order_by(_M.cluster, _M.year)
    )
    found = ask.rows(query)
    details = _details(ask, filters)
    leaders = _leaders(ask, filters)
    rows: list[AnswerRow] = []
    for cluster, years in groupby(found, key=lambda row: row.cluster):
        known = {row.year: row for row in years}
        span = range(min(known), max(known) + 1)
        rows += [_year(cluster, year, known, details, leaders) for year in span]
    return rows[: filters.limit] if filters.limit else rows


def _details(ask: Asking, filters: Filters) -> _Details:
    """Kinds of meeting, and members listed, by cluster and year."""
    import json

    found: _Details = {}
    query = select(_M.cluster, _M.year, _M.types, _M.members).where(_M.year.is_not(None), *filters.in_cluster())
    for row in ask.rows(query):
        types, listed = found.get((row.cluster, row.year), (set(), []))
        more = {kind for kind in (row.types or "").split(";") if kind}
        found[row.cluster, row.year] = types | more, max(listed, json.loads(row.members), key=len)
    return found


def _leaders(ask: Asking, filters: Filters) -> dict[tuple[str, int, str], list[str]]:
    query = (
        select(_M.cluster, _L.office_year, _L.office, _L.holder)
        .join(schema.reports, _R.meeting_id == _M.id)
        .join(schema.leadership, _L.article_id == _R.article_id)
        .where(_L.standing != REPEATED, _L.status != "outgoing", _L.holder.is_not(None), _L.office_year.is_not(None))
        .where(*filters.in_cluster())
        .distinct()
        .order_by(_L.holder)
    )
    found: dict[tuple[str, int, str], list[str]] = {}
    for row in ask.rows(query):
        found.setdefault((row.cluster, row.office_year, row.office), []).append(row.holder)
    return found


def _year(
    cluster: str,
    year: int,
    known: dict[int, Any],
    details: _Details,
    leaders: dict[tuple[str, int, str], list[str]],
) -> AnswerRow:
    row = known.get(year)
    types, listed = details.get((cluster, year), (set(), []))
    registered = registry_members(cluster, year)
    heads, deputies = leaders.get((cluster, year, "head"), []), leaders.get((cluster, year, "deputy"), [])
    marks = [TWO_HEADS] if len({fold(head) for head in heads}) > 1 else []
    if row is not None and row.conflicts:
        marks.append(f"{row.conflicts} conflicts")
    if registered and (strange := [member for member in listed if member not in registered]):
        marks.append(f"not in the register: {', '.join(strange)}")
    name = registry_name(cluster) or next(entry.name for entry in known.values())
    return {
        "cluster": cluster,
        "cluster_name": name,
        "year": year,
        "state": "missing" if row is None else "conflict" if marks else "present",
        "meetings": row.meetings if row is not None else None,
        "reports": int(row.reports) if row is not None else None,
        "types": ";".join(sorted(types)) or None,
        "head": "; ".join(heads) or None,
        "deputies": "; ".join(deputies) or None,
        "members": "; ".join(listed) or None,
        "members_listed": len(listed) or None,
        "members_registered": len(registered) or None,
        "marks": "; ".join(marks) or None,
    }
