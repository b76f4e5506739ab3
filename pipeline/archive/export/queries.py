"""The queries behind the exported tables."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import Select, select

from pipeline.archive import schema
from pipeline.archive.questions.asking import Filters
from pipeline.archive.standing import REPEATED

Row = tuple[Any, ...]
_M, _R, _A, _O, _S = (
    table.c for table in (schema.meetings, schema.reports, schema.articles, schema.officials, schema.posts)
)
_MEMBERS: Final = 9
"""Place of the members in a row of meetings."""


def where(filters: Filters) -> list[Any]:
    """The conditions on meetings."""
    return [
        *filters.in_cluster(),
        *filters.in_years(_M.year),
        *filters.in_province(_M.unit, _M.province),
        *filters.with_person(_M.id),
    ]


def meetings(filters: Filters, *names: str) -> Select[Any]:
    """Meetings with these columns, then source, evidence and text of their first report."""
    return (
        select(_M.key, *(_M[name] for name in names), _A.uri, _R.evidence, _A.text)
        .join(schema.articles, _A.id == _M.id)
        .join(schema.reports, _R.article_id == _M.id)
        .where(*where(filters))
        .order_by(_M.id)
    )


def shape_meeting(row: Row) -> Row:
    """The row with its members as words and the quote of its date."""
    *values, uri, evidence, text = row
    values[_MEMBERS] = "; ".join(json.loads(values[_MEMBERS]))
    spans = {found[0]: found for found in json.loads(evidence)["meeting"] if len(found) == 4}
    span = spans.get("date") or next(iter(spans.values()), None)
    return (*values, uri, text[span[1] : span[2]] if span else None)


def facts(table: Any, filters: Filters, *columns: Any) -> Select[Any]:
    """Facts of a table; what another report of the meeting gives too stands once."""
    fact = table.c
    return (
        select(
            *columns, _M.key, _M.date, _A.uri, _A.key, fact.quote, fact.start_at, fact.end_at, fact.rule, fact.standing
        )
        .select_from(table)
        .join(schema.reports, _R.article_id == fact.article_id)
        .join(schema.meetings, _M.id == _R.meeting_id)
        .join(schema.articles, _A.id == fact.article_id)
        .where(fact.standing != REPEATED, *where(filters))
        .order_by(*table.primary_key.columns)
    )


def officials(filters: Filters) -> Select[Any]:
    """People of each report, a row for each post."""
    post = (_S.article_id == _O.article_id) & (_S.official == _O.entry)
    columns = (_O.entry, _S.entry, _O.person_id, _O.name, _O.honorific, _O.rank, _O.roles)
    return (
        select(*columns, _S.text, _S.title, _S.organisation, _S.province, _S.unit, _M.key, _M.date, _A.uri, _A.key)
        .add_columns(_O.quote, _O.start_at, _O.end_at, _O.rule)
        .select_from(schema.officials)
        .join(schema.articles, _A.id == _O.article_id)
        .join(schema.reports, _R.article_id == _O.article_id)
        .join(schema.meetings, _M.id == _R.meeting_id)
        .outerjoin(schema.posts, post)
        .where(*where(filters))
        .order_by(_O.article_id, _O.entry, _S.entry)
    )


def people(filters: Filters) -> Select[Any]:
    """Everyone at these meetings, with the source, the key and the quote of the first report that names them."""
    table = schema.people.c
    first = (
        select(_O.article_id)
        .where(_O.person_id == table.id)
        .order_by(_O.article_id)
        .limit(1)
        .correlate(schema.people)
        .scalar_subquery()
    )
    entry = (
        select(_O.entry)
        .where(_O.person_id == table.id)
        .order_by(_O.article_id, _O.entry)
        .limit(1)
        .correlate(schema.people)
        .scalar_subquery()
    )
    columns = (table.id, table.name, table.variants, table.provinces, table.first_seen, table.last_seen, table.mentions)
    narrowed = where(filters)
    there = (
        select(_O.person_id)
        .join(schema.reports, _R.article_id == _O.article_id)
        .join(schema.meetings, _M.id == _R.meeting_id)
        .where(*narrowed)
    )
    return (
        select(*columns, _A.uri, _A.key, _O.quote)
        .outerjoin(schema.officials, (_O.article_id == first) & (_O.entry == entry))
        .outerjoin(schema.articles, _A.id == _O.article_id)
        .where(*([table.id.in_(there)] if narrowed else []))
        .order_by(table.id)
    )
