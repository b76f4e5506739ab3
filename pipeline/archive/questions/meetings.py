"""Meetings: one row each, with guests and sources; and one meeting with every value and who says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.decide import article_id
from pipeline.archive.merge import field_choices
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters, relate
from pipeline.archive.reach import load

_M = schema.meetings.c
_MANY: Final = 500
COLUMNS: Final = (
    *("meeting", "date", "date_end", "time_of_day", "cluster", "cluster_name", "kind", "scope", "size", "members"),
    *("types", "period", "year", "province", "unit", "place", "host", "reports", "conflicts", "officials", "sources"),
)


def meetings(ask: Asking, filters: Filters) -> list[AnswerRow]:
    """Every meeting with date, place, host, kinds, the officials with their posts, and the sources, newest first."""
    query = select(schema.meetings).where(
        *filters.in_cluster(),
        *filters.in_years(_M.year),
        *filters.in_province(_M.unit, _M.province),
        *filters.with_person(_M.id),
    )
    query = query.order_by(_M.date.is_(None), _M.date.desc(), _M.key)
    found = ask.rows(query.limit(filters.limit) if filters.limit else query)
    guests, sources = officials_of(ask, [row.id for row in found]), sources_of(ask, [row.id for row in found])
    rows = []
    for row in found:
        values = dict(row._mapping)
        values["meeting"] = values.pop("key")
        values["officials"] = "; ".join(guests.get(row.id, ()))
        values["sources"] = " ".join(sources.get(row.id, ()))
        values["members"] = "; ".join(_list(row.members))
        rows.append({name: values[name] for name in COLUMNS})
    relate(rows, filters)
    return rows


def _list(text: str) -> list[str]:
    import json

    return [str(member) for member in json.loads(text)]


def chunks(ids: list[int]) -> Iterable[list[int]]:
    """Ids in portions that one query takes."""
    return (ids[start : start + _MANY] for start in range(0, len(ids), _MANY))


def sources_of(ask: Asking, ids: list[int]) -> dict[int, list[str]]:
    """The places of all articles, by meeting."""
    report, place = schema.reports.c, schema.locations.c
    found: dict[int, list[str]] = {}
    for some in chunks(ids):
        query = (
            select(report.meeting_id, place.uri)
            .join(schema.locations, place.article_id == report.article_id)
            .where(report.meeting_id.in_(some))
            .order_by(report.article_id, place.uri)
        )
        for meeting, uri in ask.rows(query):
            found.setdefault(meeting, []).append(uri)
    return found


def officials_of(ask: Asking, ids: list[int]) -> dict[int, list[str]]:
    """«Name (posts; roles)» of each person at a meeting, once."""
    report, person, post = schema.reports.c, schema.officials.c, schema.posts.c
    found: dict[int, dict[Any, list[Any]]] = {}
    for some in chunks(ids):
        query = (
            select(report.meeting_id, person.person_id, person.name, person.roles, post.text)
            .join(schema.officials, person.article_id == report.article_id)
            .outerjoin(schema.posts, (post.article_id == person.article_id) & (post.official == person.entry))
            .where(report.meeting_id.in_(some))
            .order_by(report.meeting_id, person.article_id, person.entry, post.entry)
        )
        for meeting, number, name, roles, text in ask.rows(query):
            entry = found.setdefault(meeting, {}).setdefault(number or name, [name, [], []])
            entry[1] += [text] if text and text not in entry[1] else []
            entry[2] += [role for role in (roles or "").split(";") if role and role not in entry[2]]
    return {
        meeting: [
            f"{name} ({', '.join([*posts, *(f'[{role}]' for role in roles)])})"
            for name, posts, roles in people.values()
        ]
        for meeting, people in found.items()
    }


def meeting(ask: Asking, key: str) -> list[AnswerRow]:
    """Each value of one meeting with every report that gives it: field, value, standing, source.

    Raises `ArchiveError` (`unknown`).
    """
    article = article_id(ask.connection, key)
    report = schema.reports.c
    seat = select(report.meeting_id).where(report.article_id == article).scalar_subquery()
    ids = [number for (number,) in ask.rows(select(report.article_id).where(report.meeting_id == seat))]
    reports = load(ask.connection, ids)
    rows: list[AnswerRow] = []
    for name, choice in field_choices(reports).items() if reports else ():
        for claim in choice.claims:
            standing = (
                "disputed" if claim in choice.against else "preferred" if claim.value == choice.value else "agrees"
            )
            row = {"field": name, "value": claim.value, "standing": standing, "reason": choice.reason or None}
            rows.append({**row, "article": claim.report.key, "source": claim.report.uri})
    return rows
