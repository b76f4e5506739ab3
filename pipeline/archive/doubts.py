"""What speaks for a second look at a record, and how much. The queue of the reviewers is in this order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, insert, literal, select, update

from pipeline.archive import schema
from pipeline.archive.corrections.model import Correction, is_of
from pipeline.archive.rows import Row
from pipeline.archive.text import compact
from pipeline.model.record import Meeting, Record, Sourced

WEIGHTS: Final = {
    "no_cluster": 5,
    "conflict": 4,
    "no_date": 4,
    "year_inferred": 3,
    "size": 3,
    "several_meetings": 3,
    "reread": 3,
    "lost": 3,
    "no_chair": 2,
    "unquoted": 2,
    "caption": 1,
}
"""By reason. `reread`: read otherwise since it was looked at; `lost`: the words of a correction are gone."""

_KNOWN: Final = frozenset(WEIGHTS)
CONFLICT: Final = "conflict"
"""What the reports of a meeting add by disagreeing; linking tells."""
_TOLD: Final = {"date_conflict": "year_inferred", "date_incomplete": "year_inferred", "size_conflict": "size"}
_OUTSIDE: Final = frozenset({"caption", "title", "related", "widget"})


def doubts(record: Record) -> list[str]:
    """The reasons to look at a record again, the weightiest first; none for an article without a meeting."""
    if record.report == "other":
        return []
    meeting, cluster = record.meeting or Meeting(), record.cluster
    chairs = any("chaired" in person.roles for person in record.officials)
    found = {_TOLD.get(warning.code, warning.code) for warning in record.warnings}
    found |= {"no_cluster"} if cluster is None or not cluster.name else set()
    found |= {"no_date"} if not meeting.date else {"year_inferred"} if _concluded(meeting, "date") else set()
    if cluster is not None and cluster.size is not None and cluster.members and cluster.size != len(cluster.members):
        found.add("size")
    found |= set() if chairs else {"no_chair"}
    weighty = [*record.leadership, *record.awards]
    found |= {"unquoted"} if any(not entry.evidence for entry in weighty) else set()
    if record.article.zones and any(_beside_the_text(record, entry) for entry in weighty):
        found.add("caption")
    return sorted(found & _KNOWN, key=lambda reason: (-WEIGHTS[reason], reason))


def weight(reasons: list[str]) -> int:
    """How doubtful a record is."""
    return sum(WEIGHTS[reason] for reason in reasons)


def doubt_rows(record: Record, corrections: Sequence[Correction], content: bytes) -> list[Row]:
    """The row of `doubts`, made for article 0; none where there is no doubt, or all of it was looked at.

    `content` is the hash of what the rules read: what they read otherwise later was not looked at.
    """
    reasons = doubts(record)
    done = next((found for found in reversed(corrections) if found.action == "done"), None)
    if done is not None:
        reasons = [] if (done.after or {}).get("content") == content.hex() else ["reread", *reasons]
    if any(found.lost for found in corrections):
        reasons = ["lost", *reasons]
    return [(0, weight(reasons), weight(reasons), compact(reasons))] if reasons else []


def mark_conflicts(connection: Connection, articles: Sequence[int], conflicts: bool) -> None:
    """Says in the queue whether the reports of a meeting disagree; those that were looked at stay out of it."""
    table, done = schema.doubts, schema.corrections.c
    here = table.c.article_id.in_(articles)
    connection.execute(delete(table).where(here, table.c.own == 0))
    connection.execute(update(table).where(here).values(doubt=table.c.own + (WEIGHTS[CONFLICT] if conflicts else 0)))
    if not conflicts:
        return
    known = select(table.c.article_id).where(here)
    looked = select(done.article_id).where(done.action == "done", done.undone.is_(None))
    rest = select(schema.articles.c.id, literal(WEIGHTS[CONFLICT]), literal(0), literal("[]")).where(
        schema.articles.c.id.in_(articles), schema.articles.c.id.not_in(known), schema.articles.c.id.not_in(looked)
    )
    connection.execute(insert(table).from_select(["article_id", "doubt", "own", "reasons"], rest))


def _concluded(entry: Sourced, field: str) -> bool:
    return any(is_of(made.field, field) for made in entry.derived)


def _beside_the_text(record: Record, entry: Sourced) -> bool:
    """Does it stand in a caption or a title alone?"""
    zones = {
        zone.zone for span in entry.evidence for zone in record.article.zones if zone.start <= span.start < zone.end
    }
    return bool(zones) and zones <= _OUTSIDE
