"""What waits for a reviewer, the most doubtful first; and what reviewers did to an article."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, select

from pipeline.archive import schema
from pipeline.archive.corrections.model import read
from pipeline.archive.doubts import CONFLICT
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters

_D, _A, _R, _M, _C = (
    table.c for table in (schema.doubts, schema.articles, schema.reports, schema.meetings, schema.corrections)
)


def _waiting(filters: Filters, *columns: Any) -> Any:
    narrowed = [
        *filters.in_cluster(),
        *filters.in_years(_M.year),
        *filters.in_province(_M.unit, _M.province),
        *filters.with_person(_M.id),
    ]
    return (
        select(*columns)
        .select_from(schema.doubts)
        .join(schema.articles, _A.id == _D.article_id)
        .join(schema.reports, _R.article_id == _D.article_id)
        .join(schema.meetings, _M.id == _R.meeting_id)
        .where(_D.doubt > 0, *narrowed)
    )


def waiting(ask: Asking, filters: Filters) -> list[AnswerRow]:
    """The articles to look at, each with its reasons; those about the same in doubt in the order they came."""
    columns = (_A.key.label("article"), _A.title, _A.uri.label("source"), _M.key.label("meeting"), _M.date)
    more = (_M.cluster_name, _M.province, _D.doubt, _D.own, _D.reasons)
    query = _waiting(filters, *columns, *more).order_by(_D.doubt.desc(), _D.article_id.desc())
    found = ask.rows(query.limit(filters.limit).offset(filters.offset) if filters.limit else query)
    rows = []
    for row in found:
        values = dict(row._mapping)
        values["reasons"] = [*([CONFLICT] if values["doubt"] > values.pop("own") else []), *json.loads(row.reasons)]
        rows.append(values)
    return rows


def count_waiting(ask: Asking, filters: Filters) -> int:
    """How many there are."""
    if filters == Filters():
        return int(ask.rows(select(func.count()).select_from(schema.doubts).where(_D.doubt > 0))[0][0])
    return int(ask.rows(_waiting(filters, func.count()))[0][0])


def corrections(ask: Asking, article: int) -> list[AnswerRow]:
    """Everything that reviewers did to an article, the last first, what was undone too."""
    query = select(schema.corrections).where(_C.article_id == article).order_by(_C.id.desc())
    rows = []
    for row in ask.rows(query):
        found = read(row)
        rows.append(
            {
                "id": found.id,
                "action": found.action,
                "part": found.part,
                "fields": list(found.fields),
                "before": found.before,
                "after": found.after,
                "note": found.note,
                "made": found.made,
                "by": found.by,
                "undone": row.undone,
                "undone_by": row.undone_by,
                "carried": found.carried_from is not None,
                "lost": found.lost,
            }
        )
    return rows
