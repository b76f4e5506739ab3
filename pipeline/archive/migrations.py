"""Numbered steps from an older archive to this version, each small, all in one transaction, after a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Table, func, inspect, select, text

from pipeline.archive import schema
from pipeline.archive.doubts import doubt_rows, mark_conflicts
from pipeline.archive.engine import shown
from pipeline.archive.errors import ArchiveError
from pipeline.archive.rows import outline
from pipeline.model.record import Record

if TYPE_CHECKING:
    from pipeline.archive.store import Store

PAGE: Final = 200


def _review(connection: Connection) -> None:
    """Version 2: corrections, the queue of what is doubtful, and an index for facets."""
    for table in (schema.corrections, schema.doubts):
        table.create(connection, checkfirst=True)
    _index(connection, schema.meetings, "meetings_facets")
    names = [column.name for column in schema.doubts.columns]
    last = 0
    while found := _outlines(connection, last):
        last = found[-1][0]
        rows = [(number, *row[1:]) for number, record in found for row in doubt_rows(record, (), b"")]
        if rows:
            connection.execute(schema.doubts.insert(), [dict(zip(names, row, strict=True)) for row in rows])
    disputed = select(schema.reports.c.article_id).join(
        schema.meetings, schema.meetings.c.id == schema.reports.c.meeting_id
    )
    numbers = [number for (number,) in connection.execute(disputed.where(schema.meetings.c.conflicts > 0))]
    for start in range(0, len(numbers), PAGE):
        mark_conflicts(connection, numbers[start : start + PAGE], conflicts=True)


def _indexes(connection: Connection) -> None:
    """Version 3: indexes for lists of meetings by award, and for awards by year."""
    _index(connection, schema.awards, "awards_award", "awards_year")


def _index(connection: Connection, table: Table, *names: str) -> None:
    for index in table.indexes:
        if index.name in names:
            index.create(connection, checkfirst=True)


def _outlines(connection: Connection, after: int) -> list[tuple[int, Record]]:
    """The next records as they were made last, by the number of their article."""
    made = schema.extractions.c
    last = (
        select(made.article_id, func.max(made.number).label("number"))
        .where(made.article_id > after, made.data.is_not(None))
        .group_by(made.article_id)
        .order_by(made.article_id)
        .limit(PAGE)
        .subquery()
    )
    query = select(made.article_id, made.data).join(
        last, (last.c.article_id == made.article_id) & (last.c.number == made.number)
    )
    return [(number, outline(data)) for number, data in connection.execute(query.order_by(made.article_id))]


def _undated(connection: Connection) -> None:
    """Version 4: an index of the reports that name no day."""
    schema.undated_index.create(connection, checkfirst=True)


STEPS: Final[dict[int, Callable[[Connection], None]]] = {2: _review, 3: _indexes, 4: _undated}
"""By the version that the step makes. A new archive is made whole and needs none."""


def migrate(store: Store, version: int) -> None:
    """Brings the archive up from `version`, after a copy of it as it was.

    Raises `ArchiveError` (`read_only`) when it may not be written.
    """
    if not store.write:
        _migrate_apart(store, version)
        return
    if store.dialect == "sqlite":
        back_up_file(Path(store.location), version)
    with store.transaction() as connection:
        if _stated(connection) != version:
            # Another program was quicker.
            return
        if store.dialect != "sqlite":
            _back_up_tables(connection, version)
        for number in range(version + 1, schema.VERSION + 1):
            STEPS[number](connection)
        found = text("UPDATE archive_meta SET value = :version WHERE key = 'version'")
        connection.execute(found, {"version": str(schema.VERSION)})
        if store.dialect == "sqlite":
            connection.exec_driver_sql(f"PRAGMA user_version={schema.VERSION}")


def _migrate_apart(store: Store, version: int) -> None:
    """The same for whoever only wants to read: an archive is upgraded by the first that opens it."""
    try:
        type(store)(store.location, write=True).close()
    except ArchiveError as error:
        if error.code != "read_only":
            raise
        message = f"{shown(store.location)} (schema {version}, to be upgraded to {schema.VERSION} before it is read)"
        raise ArchiveError("read_only", message) from error


def _stated(connection: Connection) -> int:
    return int(connection.execute(text("SELECT value FROM archive_meta WHERE key = 'version'")).scalar_one())


def back_up_file(path: Path, version: int) -> Path:
    """Copies the file, with what stands in its write-ahead log, to `NAME.vVERSION.bak`."""
    target = path.with_name(f"{path.name}.v{version}.bak")
    part = target.with_name(target.name + ".tmp")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
    part.replace(target)
    return target


def _back_up_tables(connection: Connection, version: int) -> None:
    """Copies every table into a schema of the same database."""
    name = f"kyyeu_backup_v{version}"
    connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    for table in inspect(connection).get_table_names():
        connection.exec_driver_sql(f"CREATE TABLE {name}.{table} AS TABLE {table}")
