"""What an archive holds, in a form that can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.store import Store

TIMES = {"added", "made", "first_used"}


def dump(store: Store, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the tables (all of them by default) without the times of writing, sorted."""
    found = {}
    with store.transaction() as connection:
        for name in tables or schema.metadata.tables:
            table = schema.metadata.tables[name]
            columns = [column for column in table.columns if column.name not in TIMES]
            if name == "archive_meta":
                continue
            rows = [tuple(row) for row in connection.execute(select(*columns))]
            found[name] = sorted(rows, key=repr)
    return found


def count(store: Store, table: str) -> int:
    """Rows of a table."""
    with store.transaction() as connection:
        return len(connection.execute(select(schema.metadata.tables[table])).all())
