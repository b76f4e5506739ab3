"""Decisions made by hand on which reports are of one meeting. They stand in the archive and win over every rule."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, select

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.settle import settle
from pipeline.archive.store import Store, now
from pipeline.archive.write import mark_pending

SHORTEST: Final = 4
"""Characters of a key that are enough where they tell it from all others."""


def merge(store: Store, one: str, other: str, note: str | None = None) -> str:
    """Joins two meetings, each named by its key or that of one of its articles. Returns the key of the meeting.

    Raises `ArchiveError` (`unknown`).
    """
    settle(store)
    with store.transaction() as connection:
        first, second = (
            _mates(connection, article_id(connection, one)),
            _mates(connection, article_id(connection, other)),
        )
        if first != second:
            pairs = {(min(a, b), max(a, b)) for a in first for b in second if a == min(first) or b == min(second)}
            _decide(store, connection, "merge", pairs, note)
    settle(store)
    return _meeting_key(store, one)


def split(store: Store, article: str, note: str | None = None) -> str:
    """Takes an article out of its meeting. Returns the key of the meeting it is now of.

    Raises `ArchiveError` (`unknown`).
    """
    settle(store)
    with store.transaction() as connection:
        number = article_id(connection, article)
        mates = _mates(connection, number) - {number}
        _decide(store, connection, "split", {(min(number, mate), max(number, mate)) for mate in mates}, note)
    settle(store)
    return _meeting_key(store, article)


def article_id(connection: Connection, key: str) -> int:
    """The number of the article with that key, or the first characters of it."""
    table = schema.articles
    found = connection.execute(select(table.c.id).where(table.c.key.startswith(key, autoescape=True)).limit(2)).all()
    if len(key) < SHORTEST or len(found) != 1:
        raise ArchiveError("unknown", f"{key!r} (several have it)" if len(found) > 1 else repr(key))
    return int(found[0][0])


def _mates(connection: Connection, article: int) -> set[int]:
    table = schema.reports
    meeting = select(table.c.meeting_id).where(table.c.article_id == article).scalar_subquery()
    found = {
        number for (number,) in connection.execute(select(table.c.article_id).where(table.c.meeting_id == meeting))
    }
    if not found:
        raise ArchiveError("unknown", f"article {article} (it reports no meeting)")
    return found


def _decide(store: Store, connection: Connection, kind: str, pairs: set[tuple[int, int]], note: str | None) -> None:
    table = schema.decisions
    last = int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())
    rows = [(last + place, kind, *pair, now(), note) for place, pair in enumerate(sorted(pairs), start=1)]
    store.insert(connection, table, rows)
    mark_pending(store, connection, {("report", str(number)) for pair in pairs for number in pair})


def _meeting_key(store: Store, key: str) -> str:
    with store.transaction() as connection:
        article = article_id(connection, key)
        seat = select(schema.reports.c.meeting_id).where(schema.reports.c.article_id == article).scalar_subquery()
        return str(connection.execute(select(schema.articles.c.key).where(schema.articles.c.id == seat)).scalar_one())
