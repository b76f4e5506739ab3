"""Is the archive whole? The file, every quote at its place, every fact as its record has it, every link."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, exists, func, select

from pipeline.archive import schema
from pipeline.archive.corrections.apply import apply
from pipeline.archive.corrections.model import Correction
from pipeline.archive.corrections.store import corrections_of
from pipeline.archive.rows import fact_rows, unpack
from pipeline.archive.settle import unsettled
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint, current
from pipeline.model.document import Zone
from pipeline.model.record import Record

_A, _X = schema.articles.c, schema.extractions.c
_FACTS: Final = (schema.reports, schema.officials, schema.posts, schema.leadership, schema.awards, schema.indicators)
PAGE: Final = 200
NOT_LINKED: Final = "not linked yet"
"""What a broken run leaves: nothing is wrong, something is to be done."""
OTHER_VERSION: Final = "read by another version"
"""Articles that cannot be read again as they were: other rules or other code run now."""
NOTES: Final = frozenset({NOT_LINKED, OTHER_VERSION})
"""What is said and is no problem."""
REPAIRED: Final = "encoding_repaired"
"""The warning of the reader, which the text does not give again."""

_LINKED: Final = frozenset({"meeting_id", "person_id", "standing"})
"""Columns that linking writes and no record holds."""


def verify(store: Store, *, extract: bool = False) -> Iterator[tuple[str, str]]:
    """Problems as (what, which), none when all is well; `NOTES` are none.

    With `extract` each article that the present rules and code have read is read again, and must give the same.
    """
    with store.transaction() as connection:
        yield from _database(store, connection)
        yield from _links(connection)
        if extract:
            yield from _others(connection)
        last = 0
        while page := _page(connection, last):
            last = page[-1].id
            facts = {table.name: _by_article(connection, table, [row.id for row in page]) for table in _FACTS}
            hand = corrections_of(connection, [row.id for row in page])
            for row in page:
                yield from _article(row, facts, hand.get(row.id, []), extract)


def _database(store: Store, connection: Connection) -> Iterator[tuple[str, str]]:
    if store.dialect != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield "damaged", str(said)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield "broken reference", f"{row[0]} {row[1]} → {row[2]}"


def _links(connection: Connection) -> Iterator[tuple[str, str]]:
    """Reports and people that hang in the air, but for those that wait to be linked."""
    report, meeting, person = schema.reports.c, schema.meetings.c, schema.officials.c
    waiting = unsettled(connection)
    if waiting:
        yield NOT_LINKED, f"{waiting} articles; the next `kyyeu archive add` or `settle` links them"
        return
    seatless = select(report.article_id).where(~exists().where(meeting.id == report.meeting_id))
    empty = select(meeting.id).where(~exists().where(report.meeting_id == meeting.id))
    nameless = select(person.article_id).where(person.person_id.is_(None))
    counted = (
        select(meeting.id)
        .join(schema.reports, report.meeting_id == meeting.id)
        .group_by(meeting.id, meeting.reports)
        .having(func.count() != meeting.reports)
    )
    for what, query in (
        ("report without meeting", seatless),
        ("meeting without report", empty),
        ("official without person", nameless),
        ("wrong number of reports", counted),
    ):
        for (number,) in connection.execute(query):
            yield what, f"article {number}"


def _others(connection: Connection) -> Iterator[tuple[str, str]]:
    now, version = current(), schema.versions.c
    same = (version.patterns == now.patterns) & (version.code == now.code)
    query = select(func.count()).select_from(schema.articles).join(schema.versions, version.id == _A.version_id)
    others = connection.execute(query.where(~same)).scalar_one()
    if others:
        yield OTHER_VERSION, f"{others} articles, not compared; `kyyeu run` with the archive reads them anew"


def _page(connection: Connection, after: int) -> list[Any]:
    kept = schema.extractions.alias("kept").c
    newest = select(func.max(kept.number)).where(kept.article_id == _A.id, kept.data.is_not(None)).scalar_subquery()
    query = (
        select(
            _A.id, _A.key, _A.sha256, _A.text, _A.report, _X.data, schema.versions.c.patterns, schema.versions.c.code
        )
        .select_from(schema.articles)
        .join(schema.extractions, (_X.article_id == _A.id) & (_X.number == newest))
        .join(schema.versions, schema.versions.c.id == _A.version_id)
        .where(_A.id > after)
        .order_by(_A.id)
        .limit(PAGE)
    )
    return list(connection.execute(query))


def _by_article(connection: Connection, table: Table, ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    query = select(table).where(table.c.article_id.in_(ids)).order_by(*table.primary_key.columns)
    for row in connection.execute(query):
        found.setdefault(row.article_id, []).append(row)
    return found


def _article(
    row: Any, facts: dict[str, dict[int, list[Any]]], corrections: list[Correction], extract: bool
) -> Iterator[tuple[str, str]]:
    if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
        yield "text changed", row.key
        return
    record = unpack(row.data, row.text)
    expected = fact_rows(apply(record, corrections).record, row.id)
    for table in _FACTS:
        stored = facts[table.name].get(row.id, [])
        for fact in stored:
            if "quote" in table.c and fact.quote is not None and row.text[fact.start_at : fact.end_at] != fact.quote:
                yield "quote not at its place", f"{row.key} {table.name} {fact[1]}"
        kept = [column.name for column in table.columns if column.name not in _LINKED]
        places = [place for place, column in enumerate(table.columns) if column.name in kept]
        wanted = sorted((tuple(found[place] for place in places) for found in expected.get(table.name, [])), key=repr)
        if sorted((tuple(getattr(fact, name) for name in kept) for fact in stored), key=repr) != wanted:
            yield "facts are not those of the record", f"{row.key} {table.name}"
    if extract and Fingerprint(row.patterns, row.code) == current():
        yield from _again(row, record)


def _again(row: Any, record: Record) -> Iterator[tuple[str, str]]:
    """Reads the article again, with what was known beside the text."""
    from pipeline.errors import ExtractionError

    try:
        same = _as_text(row, record) or _as_page(row, record)
    except ExtractionError as error:
        yield "cannot be read again", f"{row.key} ({error})"
        return
    if not same:
        yield "read again it gives other values", row.key


def _as_text(row: Any, record: Record) -> bool:
    """Whether the text alone gives the record. Raises `ExtractionError`."""
    from pipeline.api import extract_article

    article = record.article
    # What the text says of these will be read from it again; the rest was known beside it.
    read = {found.field for found in article.evidence}
    title, published, publisher, author = (
        None if name in read else getattr(article, name) for name in ("title", "published", "publisher", "author")
    )
    again = extract_article(
        row.text, uri=article.uri, title=title, published=published, publisher=publisher, author=author
    )
    return again.to_dict() == record.to_dict()


def _as_page(row: Any, record: Record) -> bool:
    """Whether the text and what its page told of it give the record. Raises `ExtractionError`."""
    from pipeline.api import extract_article

    article = record.article
    again = extract_article(
        row.text,
        uri=article.uri,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        author=article.author,
        zones=[Zone(zone.zone, zone.start, zone.end) for zone in article.zones],
        warnings=[(warning.code, warning.message) for warning in record.warnings if warning.code == REPAIRED],
    )
    # What the page said of its metadata cannot be asked again: there is no page in the archive.
    return (
        again.article.zones == article.zones
        and again.model_copy(update={"article": article}).to_dict() == record.to_dict()
    )
