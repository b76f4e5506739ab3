"""Corrections in the archive: written, undone, applied; the facts of their article made anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select, update

from pipeline.archive import schema
from pipeline.archive.corrections.apply import Applied, apply
from pipeline.archive.corrections.carry import carry
from pipeline.archive.corrections.model import Correction, packed, read
from pipeline.archive.errors import ArchiveError
from pipeline.archive.store import Store, fetch, now
from pipeline.model.record import Record

_C = schema.corrections.c


def corrections_of(connection: Connection, articles: Iterable[int]) -> dict[int, list[Correction]]:
    """The corrections that stand, by article, in the order in which they were made."""
    query = (
        select(schema.corrections)
        .where(_C.article_id.in_(sorted(articles)), _C.undone.is_(None))
        .order_by(_C.article_id, _C.id)
    )
    found: dict[int, list[Correction]] = {}
    for row in connection.execute(query):
        found.setdefault(row.article_id, []).append(read(row))
    return found


def any_corrections(connection: Connection) -> bool:
    """Is there anything to apply?"""
    # Asked in every transaction of an ingest: in plain SQL it costs a fifth.
    return bool(fetch(connection, "SELECT id FROM corrections LIMIT 1", ()))


def corrected(connection: Connection, article: int, record: Record) -> Applied:
    """The record of an article as its reviewers want it."""
    return apply(record, corrections_of(connection, [article]).get(article, []))


def add(store: Store, connection: Connection, correction: Correction) -> int:
    """Writes a correction; returns its number. The facts of the article are not yet made anew."""
    number = int(connection.execute(select(func.coalesce(func.max(_C.id), 0))).scalar_one()) + 1
    row = (
        *(number, correction.article, correction.action, correction.part, _fields(correction)),
        *(packed(correction.before), packed(correction.after), correction.note, correction.made, correction.by),
        *(None, None, correction.carried_from, int(correction.lost)),
    )
    store.insert(connection, schema.corrections, [row])
    return number


def _fields(correction: Correction) -> str:
    import json

    return json.dumps(list(correction.fields))


def undo(connection: Connection, number: int, by: str) -> int:
    """Takes a correction back; returns its article. Raises `ArchiveError` (`unknown`) when there is none to undo."""
    article = connection.execute(select(_C.article_id).where(_C.id == number, _C.undone.is_(None))).scalar()
    if article is None:
        raise ArchiveError("unknown", f"correction {number}")
    connection.execute(update(schema.corrections).where(_C.id == number).values(undone=now(), undone_by=by))
    return int(article)


def carry_over(store: Store, connection: Connection, uri: str, article: int, text: str) -> list[Correction]:
    """Carries the corrections of the last article from the same place to a new one; returns those it now has."""
    place, known = schema.locations.c, schema.articles.c
    before = connection.execute(
        select(known.id, known.text)
        .join(schema.corrections, (_C.article_id == known.id) & _C.undone.is_(None))
        .join(schema.locations, place.article_id == known.id)
        .where(place.uri == uri, known.id < article)
        .order_by(known.id.desc())
        .limit(1)
    ).first()
    if before is None:
        return []
    for found in corrections_of(connection, [before.id])[before.id]:
        # That all of another text was looked at says nothing of this one.
        if found.action != "done":
            moved = carry(found, before.text, text)
            add(store, connection, _copy(moved, article, found.id))
    return corrections_of(connection, [article]).get(article, [])


def _copy(correction: Correction, article: int, source: int) -> Correction:
    from dataclasses import replace

    return replace(correction, article=article, carried_from=source)
