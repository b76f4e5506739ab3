"""One meeting with all that its page needs: its row, its reports, and where they disagree."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.decide import article_id
from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import AnswerRow, Asking

_M, _R, _A, _C = schema.meetings.c, schema.reports.c, schema.articles.c, schema.conflicts.c


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """`reports` are article rows (id, key, title, uri, publisher, published), the meeting's own first."""

    meeting: AnswerRow
    reports: list[AnswerRow]
    conflicts: list[AnswerRow]


def meeting_file(ask: Asking, key: str) -> MeetingFile:
    """The meeting with that key, or that of one of its articles. Raises `ArchiveError` (`unknown`)."""
    article = article_id(ask.connection, key)
    seat = select(_R.meeting_id).where(_R.article_id == article).scalar_subquery()
    rows = ask.rows(select(schema.meetings).where(_M.id == seat))
    if not rows:
        raise ArchiveError("unknown", f"meeting {key!r}")
    row = rows[0]
    query = (
        select(_A.id, _A.key, _A.title, _A.uri, _A.publisher, _A.published)
        .join(schema.reports, _R.article_id == _A.id)
        .where(_R.meeting_id == row.id)
        .order_by(_A.id != row.id, _A.published, _A.id)
    )
    found = dict(row._mapping)
    found["members"], found["types"] = json.loads(row.members), [kind for kind in (row.types or "").split(";") if kind]
    reports = [dict(report._mapping) for report in ask.rows(query)]
    return MeetingFile(found, reports, [_conflict(one) for one in ask.rows(_conflicts(row.id))])


def _conflicts(meeting: int) -> Any:
    return select(schema.conflicts).where(_C.meeting_id == meeting).order_by(_C.entry)


def _conflict(row: Any) -> AnswerRow:
    values = dict(row._mapping)
    return {**values, "claims": json.loads(row.claims)}


def article_row(ask: Asking, key: str) -> AnswerRow:
    """The article with that key. Raises `ArchiveError` (`unknown`)."""
    number = article_id(ask.connection, key)
    query = select(_A.id, _A.key, _A.title, _A.uri, _A.publisher, _A.published, _A.report).where(_A.id == number)
    return dict(ask.rows(query)[0]._mapping)
