"""Links what is new: reports to meetings, mentions to people. Done at the end of a run, a transaction for each chunk.

What is not linked yet stands in `pending`; until then each report is a meeting of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, bindparam, delete, or_, select, update

from pipeline.archive import schema
from pipeline.archive.linking import Pair, group
from pipeline.archive.merge import field_conflicts, meeting_row
from pipeline.archive.people_store import settle_people
from pipeline.archive.reports import COLUMNS, Report
from pipeline.archive.standing import fact_conflicts
from pipeline.archive.store import Store

CHUNK: Final = 500

_REPORTS: Final = schema.reports
_MANY: Final = 900
"""Values of one IN list, below SQLite's limit."""


def settle(store: Store) -> None:
    """Links all that is pending. Raises `ArchiveError`; what was linked before stays."""
    while _settle_reports(store):
        pass
    settle_people(store)


def _settle_reports(store: Store) -> bool:
    """Links one chunk; false when there is none."""
    with store.transaction() as connection:
        waiting = select(schema.pending.c.key).where(schema.pending.c.kind == "report").limit(CHUNK)
        keys = [key for (key,) in connection.execute(waiting)]
        if not keys:
            return False
        fresh = {int(key) for key in keys}
        ids = _closure(connection, fresh)
        _link(store, connection, ids, fresh)
        for some in _chunks(sorted(ids | fresh)):
            done = delete(schema.pending).where(
                schema.pending.c.kind == "report", schema.pending.c.key.in_([str(number) for number in some])
            )
            connection.execute(done)
        return True


def _chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))


_own, _near = _REPORTS.alias("own"), _REPORTS.alias("near")
_IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
_SAME_NAME = select(_near.c.article_id).where(
    _own.c.article_id.in_(_IDS),
    _near.c.cluster_key == _own.c.cluster_key,
    _near.c.earliest <= _own.c.latest,
    _near.c.latest >= _own.c.earliest,
)
_SAME_DAY = select(_near.c.article_id).where(
    _own.c.article_id.in_(_IDS),
    _near.c.date >= _own.c.earliest,
    _near.c.date <= _own.c.latest,
    _own.c.date.is_not(None),
    _near.c.province == _own.c.province,
)
_SAME_MEETING = select(_near.c.article_id).where(_own.c.article_id.in_(_IDS), _near.c.meeting_id == _own.c.meeting_id)
_DECIDED = select(schema.decisions.c.one, schema.decisions.c.other).where(
    or_(schema.decisions.c.one.in_(_IDS), schema.decisions.c.other.in_(_IDS))
)


def _closure(connection: Connection, fresh: set[int]) -> set[int]:
    """The reports that may share a meeting with these, with those that may share one with them, and so on."""
    found: set[int] = set()
    edge = set(fresh)
    while edge:
        reached: set[int] = set()
        for some in _chunks(sorted(edge)):
            for query in (_SAME_NAME, _SAME_DAY, _SAME_MEETING):
                reached |= {number for (number,) in connection.execute(query, {"ids": some})}
            for pair in connection.execute(_DECIDED, {"ids": some}):
                reached |= set(pair)
        found |= edge
        edge = reached - found
    return found


def load(connection: Connection, ids: Iterable[int]) -> list[Report]:
    """The reports of these articles."""
    article = schema.articles.c
    query = select(_REPORTS, article.key, article.publisher, article.uri, article.published).where(
        article.id == _REPORTS.c.article_id, _REPORTS.c.article_id.in_(_IDS)
    )
    found = []
    for some in _chunks(sorted(ids)):
        for row in connection.execute(query, {"ids": some}):
            values = dict(zip(COLUMNS, row, strict=False))
            found.append(Report(values, row.key, row.publisher, row.uri, row.published))
    return found


def _link(store: Store, connection: Connection, ids: set[int], fresh: set[int]) -> None:
    reports = load(connection, ids)
    merged, apart = _decisions(connection, ids)
    before: dict[int, set[int]] = {}
    for report in reports:
        before.setdefault(report.meeting, set()).add(report.id)
    changed = []
    for members in (found for part in _parts(reports, merged) for found in group(part, merged, apart)):
        numbers = {report.id for report in members}
        alone = len(members) == 1 and members[0].meeting == members[0].id
        same = before.get(members[0].id) == numbers and all(report.meeting == members[0].id for report in members)
        if not same or (numbers & fresh and not alone):
            changed.append(members)
    # The seat of a report that is gone, or that gives no meeting any more.
    there = {report.id for report in reports}
    _write(store, connection, changed, {number for number in fresh if number not in there})


def _parts(reports: list[Report], merged: set[Pair]) -> list[list[Report]]:
    """The reports in sets between which nothing can be linked: few are compared with few."""
    home = {report.id: [report] for report in reports}
    by_key: dict[str, list[Report]] = {}
    for report in reports:
        keys = [f"c {report.get('cluster_key')}", f"m {report.meeting}"]
        for key in [*keys, f"p {report.province}"] if report.province else keys:
            by_key.setdefault(key, []).append(report)
    for key, members in by_key.items():
        ordered = sorted(members, key=lambda report: (report.get("earliest"), report.id))
        last = ordered[0]
        for report in ordered[1:]:
            if key.startswith("m ") or report.get("earliest") <= last.get("latest"):
                _union(home, last.id, report.id)
            last = max(last, report, key=lambda one: one.get("latest"))
    for pair in merged:
        if pair <= home.keys():
            _union(home, *sorted(pair))
    return list({id(part): part for part in home.values()}.values())


def _union(home: dict[int, list[Report]], one: int, other: int) -> None:
    if home[one] is not home[other]:
        small, large = sorted((home[one], home[other]), key=len)
        large.extend(small)
        for report in small:
            home[report.id] = large


def _decisions(connection: Connection, ids: set[int]) -> tuple[set[Pair], set[Pair]]:
    merged: set[Pair] = set()
    apart: set[Pair] = set()
    table = schema.decisions
    for row in connection.execute(select(table.c.kind, table.c.one, table.c.other).order_by(table.c.id)):
        pair = frozenset((row.one, row.other))
        (merged if row.kind == "merge" else apart).add(pair)
        (apart if row.kind == "merge" else merged).discard(pair)
    return {pair for pair in merged if pair <= ids}, {pair for pair in apart if pair <= ids}


def _write(store: Store, connection: Connection, changed: list[list[Report]], gone: set[int]) -> None:
    """Writes the meetings that changed, their conflicts and the standing of their facts."""
    stale = {number for members in changed for report in members for number in (report.meeting, report.id)} | gone
    for some in _chunks(sorted(stale)):
        connection.execute(delete(schema.conflicts).where(schema.conflicts.c.meeting_id.in_(some)))
        connection.execute(delete(schema.meetings).where(schema.meetings.c.id.in_(some)))
    moves = [
        {"article": report.id, "meeting": members[0].id}
        for members in changed
        for report in members
        if report.meeting != members[0].id
    ]
    if moves:
        move = update(_REPORTS).where(_REPORTS.c.article_id == bindparam("article"))
        connection.execute(move.values(meeting_id=bindparam("meeting")), moves)
    for members in changed:
        rows = [*field_conflicts(members), *fact_conflicts(connection, members)]
        found = [(members[0].id, number, *row) for number, row in enumerate(rows)]
        store.insert(connection, schema.meetings, [meeting_row(members, len(found))])
        store.insert(connection, schema.conflicts, found)
