"""Links what is new: reports to meetings, mentions to people. Done at the end of a run, a transaction for each chunk.

What is not linked yet stands in `pending`; until then each report is a meeting of its own.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, select, update

from pipeline.archive import schema
from pipeline.archive.doubts import mark_conflicts
from pipeline.archive.fulltext import index_articles
from pipeline.archive.linking import Pair, group
from pipeline.archive.merge import field_conflicts, meeting_row
from pipeline.archive.people_store import settle_people
from pipeline.archive.reach import Reach, chunks, closure
from pipeline.archive.reports import Report
from pipeline.archive.standing import fact_conflicts
from pipeline.archive.store import Store, set_watermark, watermark

CHUNK: Final = 500

_REPORTS: Final = schema.reports
_LAST_ID: Final = select(func.coalesce(func.max(schema.articles.c.id), 0))


def settle(store: Store) -> None:
    """Links all that is pending. Raises `ArchiveError`; what was linked before stays."""
    while _index(store):
        pass
    while _settle_reports(store):
        pass
    settle_people(store)


def unsettled(connection: Connection) -> int:
    """How many articles wait to be indexed or linked."""
    last = int(connection.execute(_LAST_ID).scalar_one())
    waiting = connection.execute(select(func.count()).select_from(schema.pending)).scalar_one()
    return max(last - min(watermark(connection, name) for name in ("indexed", "linked", "peopled")), int(waiting))


def _index(store: Store) -> bool:
    """Puts one chunk of texts into the full-text index; false when there is none."""
    with store.transaction() as connection:
        table = schema.articles.c
        last = watermark(connection, "indexed")
        query = select(table.id, table.text).where(table.id > last).order_by(table.id).limit(CHUNK)
        rows = [(row.id, row.text) for row in connection.execute(query)]
        if not rows:
            return False
        index_articles(connection, rows)
        set_watermark(connection, "indexed", rows[-1][0])
        return True


def _settle_reports(store: Store) -> bool:
    """Links one chunk; false when there is none."""
    with store.transaction() as connection:
        waiting = select(schema.pending.c.key).where(schema.pending.c.kind == "report").limit(CHUNK)
        fresh = {int(key) for (key,) in connection.execute(waiting)}
        last = watermark(connection, "linked")
        new = (
            select(schema.articles.c.id).where(schema.articles.c.id > last).order_by(schema.articles.c.id).limit(CHUNK)
        )
        added = [number for (number,) in connection.execute(new)]
        if not fresh and not added:
            return False
        fresh |= set(added)
        reach, found = closure(connection, fresh)
        _link(store, connection, reach, found, fresh)
        for some in chunks(sorted(found)):
            done = delete(schema.pending).where(
                schema.pending.c.kind == "report", schema.pending.c.key.in_([str(number) for number in some])
            )
            connection.execute(done)
        if added:
            set_watermark(connection, "linked", added[-1])
        return True


def _link(store: Store, connection: Connection, reach: Reach, found: set[int], fresh: set[int]) -> None:
    reports = [reach.reports[number] for number in sorted(found) if number in reach.reports]
    merged, apart = _decisions(connection, found)
    before: dict[int, set[int]] = {}
    for report in reports:
        before.setdefault(report.meeting, set()).add(report.id)
    changed = []
    for members in (together for part in _parts(reports, reach.pairs) for together in group(part, merged, apart)):
        numbers = {report.id for report in members}
        alone = len(members) == 1 and members[0].meeting == members[0].id
        same = before.get(members[0].id) == numbers and all(report.meeting == members[0].id for report in members)
        if not same or (numbers & fresh and not alone):
            changed.append(members)
    # The seat of a report that is gone, or that gives no meeting any more.
    _write(store, connection, changed, {number for number in fresh if number not in reach.reports})


def _parts(reports: list[Report], pairs: set[tuple[int, int]]) -> list[list[Report]]:
    """The reports in sets between which nothing can be linked."""
    home = {report.id: [report] for report in reports}
    for one, other in pairs:
        if one in home and other in home:
            _union(home, one, other)
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
    for some in chunks(sorted(stale)):
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
        mark_conflicts(connection, [report.id for report in members], bool(found))
