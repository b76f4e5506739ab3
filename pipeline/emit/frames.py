"""Records as pandas frames, with the types that `columns.py` states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.emit.columns import TABLES
from pipeline.emit.rows import Row, table_rows
from pipeline.model.record import Failure, Record

if TYPE_CHECKING:
    import pandas as pd


def to_frames(records: Iterable[Record | Failure]) -> dict[str, pd.DataFrame]:
    """The tables of `kyyeu run` as frames by name, text as it is (nothing neutralised).

    Types: `string`, `Int64` and `Float64`, all with `pd.NA` for what the article does not say. Failures, as
    `run` yields them among the records, and `other` articles add no rows.
    """
    import pandas as pd

    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for record in records:
        if isinstance(record, Record):
            for name, more in table_rows(record).items():
                rows[name] += more
    frames = {}
    for name, columns in TABLES.items():
        frames[name] = pd.DataFrame(rows[name], columns=list(columns), dtype="object").astype(columns)
    return frames
