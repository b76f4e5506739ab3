"""Indexes of the facts: made at once after the first large load, which is a third faster than row by row.

An archive that was killed before has none of them yet: it answers the same, only slower, and whoever opens it next to
write makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Index, select

from pipeline.archive import schema

if TYPE_CHECKING:
    from pipeline.archive.store import Store

_FACTS: Final = (
    *(schema.reports, schema.meetings, schema.officials, schema.posts, schema.leadership),
    *(schema.awards, schema.indicators, schema.doubts),
)
_ASKED: Final = frozenset({"reports_meeting"})
"""Of the facts, asked while articles are added."""

INDEXES: Final[dict[str, Index]] = {
    str(index.name): index for table in _FACTS for index in table.indexes if index.name not in _ASKED
}
_THERE: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}


def missing_indexes(connection: Connection) -> list[Index]:
    """What an archive lacks in indexes of facts."""
    there = {name for (name,) in connection.exec_driver_sql(_THERE[connection.dialect.name])}
    return [index for name, index in INDEXES.items() if name not in there]


def make_indexes(store: Store) -> None:
    """Makes what is missing, a transaction each. Raises `ArchiveError`."""
    with store.transaction() as connection:
        missing = missing_indexes(connection)
    if not missing:
        return
    with _sorting_in_files(store):
        for index in missing:
            with store.transaction() as connection:
                index.create(connection, checkfirst=True)


def drop_indexes(store: Store) -> None:
    """Takes the indexes from an archive without articles; leaves any other as it is."""
    with store.transaction() as connection:
        if connection.execute(select(schema.articles.c.id).limit(1)).first() is None:
            for index in INDEXES.values():
                index.drop(connection, checkfirst=True)


@contextmanager
def _sorting_in_files(store: Store) -> Iterator[None]:
    """Rows are sorted in a file where they are many: memory stays flat."""
    store.pragma("temp_store=FILE")
    try:
        yield
    finally:
        store.pragma("temp_store=MEMORY")
