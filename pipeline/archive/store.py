"""An archive that is open: its version checked, its tables there, writes one transaction at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, delete, insert, inspect, select, text

from pipeline.archive import schema
from pipeline.archive.engine import ADVISORY_LOCK, APPLICATION_ID, connect, explained, is_url, shown
from pipeline.archive.errors import ArchiveError
from pipeline.archive.fulltext import create_index
from pipeline.archive.indexes import make_indexes
from pipeline.archive.migrations import migrate
from pipeline.archive.units import all_units
from pipeline.rulebook import read_csv

CHECKPOINT_PAGES: Final = 8000
"""Pages after which SQLite moves the log into the file: pages that change often move once."""

_NOTHING: Final[dict[None, None]] = {}
# Without these sqlite3 asks every None and all bytes, which are much of a row, for a method that would adapt them.
sqlite3.register_adapter(type(None), _NOTHING.get)
sqlite3.register_adapter(bytes, bytes)


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """One archive, as a context. With `write` it is made where there is none and upgraded where it is older.

    With `readers` that many threads may ask at once. Raises `ArchiveError`, and then has changed nothing.
    """

    def __init__(self, location: str, *, write: bool = False, readers: int = 0) -> None:
        self.location = location
        self.write = write
        self.engine = connect(location, write=write, readers=readers)
        self.dialect = self.engine.dialect.name
        self._inserts: dict[str, str] = {}
        try:
            with explained(location):
                self._prepare()
        except BaseException:
            self.engine.dispose()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the archive go."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction, all or nothing. Only one program writes at a time."""
        with explained(self.location), self.engine.begin() as connection:
            if self.dialect == "postgresql" and self.write:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
            yield connection

    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Adds rows in the order of the table's columns; as fast as the driver is."""
        if not rows:
            return
        if table.name not in self._inserts:
            quote = self.engine.dialect.identifier_preparer.quote
            names = ", ".join(quote(column.name) for column in table.columns)
            marks = ", ".join(self._mark(column) for column in table.columns)
            # Names of our own tables; values go as parameters.
            self._inserts[table.name] = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608
        run_many(connection, self._inserts[table.name], rows)

    def _mark(self, column: Column[Any]) -> str:
        mark = "?" if self.dialect == "sqlite" else "%s"
        if column is not schema.articles.c.text:
            return mark
        # Texts are nearly all there is to write, and come in UTF-8: no need to make strings of them and bytes again.
        return f"CAST({mark} AS TEXT)" if self.dialect == "sqlite" else f"convert_from({mark}, 'UTF8')"

    def _prepare(self) -> None:
        version = self._version()
        if version is None:
            if not self.write:
                raise ArchiveError("not_an_archive", shown(self.location))
            self._create()
        elif version > schema.VERSION:
            raise ArchiveError("newer", f"{shown(self.location)} (schema {version}, this one knows {schema.VERSION})")
        elif version < schema.VERSION:
            migrate(self, version)
        if self.write:
            self.pragma("synchronous=NORMAL")
            self.pragma(f"wal_autocheckpoint={CHECKPOINT_PAGES}")
            # A large load that was killed leaves an archive without them.
            make_indexes(self)

    def _version(self) -> int | None:
        """The version of the archive; None where there is nothing yet. Raises for what is another's database."""
        with self.engine.connect() as connection:
            names = set(inspect(connection).get_table_names())
            if self.dialect == "sqlite":
                application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
                version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
                if application == APPLICATION_ID:
                    return version
                if application or names:
                    raise ArchiveError("not_an_archive", shown(self.location))
                return None
            if "archive_meta" not in names:
                if names & set(schema.metadata.tables):
                    raise ArchiveError("not_an_archive", f"{shown(self.location)} (tables of the same names)")
                return None
            found = connection.execute(text("SELECT value FROM archive_meta WHERE key = 'version'")).scalar_one()
            return int(found)

    def pragma(self, setting: str) -> None:
        """Sets what SQLite takes only outside a transaction."""
        if self.dialect == "sqlite":
            with closing(self.engine.raw_connection()) as raw:
                raw.cursor().execute(f"PRAGMA {setting}")

    def _create(self) -> None:
        # Readers go on while one program writes.
        self.pragma("journal_mode=WAL")
        with self.transaction() as connection:
            schema.metadata.create_all(connection)
            create_index(connection)
            for row in (("application", "kyyeu"), ("version", str(schema.VERSION)), ("created", now())):
                self.insert(connection, schema.meta, [row])
            write_registry(self, connection)
            if self.dialect == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={schema.VERSION}")


def run_many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Runs one statement in the driver's own words for each row. On SQLite straight: it is what an ingest does most."""
    if connection.dialect.name == "sqlite":
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        raw.executemany(statement, rows)
    else:
        connection.exec_driver_sql(statement, list(rows))


def fetch(connection: Connection, statement: str, values: Sequence[Any]) -> list[Any]:
    """The rows of a query in plain SQL with `?` for values."""
    if connection.dialect.name == "sqlite":
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        return raw.execute(statement, tuple(values)).fetchall()
    return list(connection.exec_driver_sql(statement.replace("?", "%s"), tuple(values)))


def watermark(connection: Connection, name: str) -> int:
    """The last article for which something was done: `indexed`, `linked`, `peopled`."""
    found = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == name)).scalar()
    return int(found or 0)


def set_watermark(connection: Connection, name: str, article: int) -> None:
    """Notes that it is done for all articles up to this one."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == name))
    connection.execute(insert(schema.meta).values(key=name, value=str(article)))


def write_registry(store: Store, connection: Connection) -> None:
    """Writes provinces and registered members anew from `patterns/`: they change with the rules, not with reports."""
    connection.execute(schema.units.delete())
    # A successor must be there first.
    rows = sorted(all_units(), key=lambda unit: unit.valid_from or "", reverse=True)
    from pipeline.archive.text import fold

    found = [
        (unit.id, unit.code, unit.name, fold(unit.name), unit.kind, unit.valid_from, unit.valid_to, unit.successor)
        for unit in rows
    ]
    store.insert(connection, schema.units, found)
    connection.execute(schema.cluster_members.delete())
    members = [
        (row["id"], row["member"], int(row["from"] or 0), int(row["to"]) if row["to"] else None)
        for row in read_csv("cluster_members")
    ]
    store.insert(connection, schema.cluster_members, members)


def is_server(location: str) -> bool:
    """True where the archive is not a file."""
    return is_url(location)
