"""People: who is in the archive, and where one of them was, with the post held that day."""

from __future__ import annotations

import json

from sqlalchemy import and_, or_, select

from pipeline.archive import schema
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters, named, relate
from pipeline.archive.text import fold
from pipeline.normalise.numbers import whole_number

_P, _O, _S = schema.people.c, schema.officials.c, schema.posts.c
_M, _R, _A = schema.meetings.c, schema.reports.c, schema.articles.c


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def people(ask: Asking, filters: Filters) -> list[AnswerRow]:
    """Every person: name, spellings, provinces, first and last day seen, mentions. Homonyms have rows of their own."""
    query = select(schema.people)
    conditions = []
    if filters.person:
        conditions.append(_P.folded.contains(_folded(filters.person), autoescape=True))
    if filters.cluster or filters.province or filters.year:
        there = (
            select(_O.person_id)
            .join(schema.reports, _R.article_id == _O.article_id)
            .join(schema.meetings, _M.id == _R.meeting_id)
            .outerjoin(schema.posts, (_S.article_id == _O.article_id) & (_S.official == _O.entry))
            .where(*filters.in_cluster(), *filters.in_years(_M.year), *filters.in_province(_S.unit, _S.province))
        )
        conditions.append(_P.id.in_(there))
    query = query.where(*conditions).order_by(_P.folded, _P.id)
    return [
        {
            "person": row.id,
            "name": row.name,
            "variants": "; ".join(json.loads(row.variants)) or None,
            "provinces": row.provinces,
            "first_seen": row.first_seen,
            "last_seen": row.last_seen,
            "mentions": row.mentions,
        }
        for row in ask.rows(query.limit(filters.limit).offset(filters.offset) if filters.limit else query)
    ]


def person(ask: Asking, name: str, filters: Filters) -> list[AnswerRow]:
    """Every meeting at which someone of that name (with or without diacritics, or a number) was, and as what.

    `person` tells homonyms apart; a spelling that was joined to another stands in `name` as the article has it.
    """
    number = whole_number(name)
    if number is not None:
        wanted = _O.person_id == number
    else:
        same = select(_O.person_id).where(*named(name), _O.person_id.is_not(None))
        wanted = or_(and_(*named(name)), _O.person_id.in_(same))
    query = (
        select(
            *(_O.person_id.label("person"), _O.name, _M.date, _M.cluster, _M.cluster_name, _M.types, _M.province),
            *(_O.honorific, _O.rank, _S.text.label("post"), _S.unit, _O.roles, _O.quote, _M.key.label("meeting")),
            *(_A.uri.label("source"), _O.article_id, _O.entry),
        )
        .select_from(schema.officials)
        .join(schema.articles, _A.id == _O.article_id)
        .join(schema.reports, _R.article_id == _O.article_id)
        .join(schema.meetings, _M.id == _R.meeting_id)
        .outerjoin(schema.posts, (_S.article_id == _O.article_id) & (_S.official == _O.entry))
        .where(wanted, *filters.in_cluster(), *filters.in_years(_M.year), *filters.in_province(_S.unit, _S.province))
        .order_by(_O.person_id, _M.date.is_(None), _M.date, _O.article_id, _O.entry, _S.entry)
    )
    rows: dict[tuple[int, int], AnswerRow] = {}
    for found in ask.rows(query):
        values = dict(found._mapping)
        key = (values.pop("article_id"), values.pop("entry"))
        if key in rows:
            rows[key]["post"] = f"{rows[key]['post']}; {values['post']}"
        else:
            rows[key] = values
    answer = list(rows.values())
    relate(answer, filters)
    return answer[: filters.limit] if filters.limit else answer
