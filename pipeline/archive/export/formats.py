"""The writer of each format: of a connection, a path (a folder for tables) and filters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from pipeline.archive.export.gold import write_gold
from pipeline.archive.export.graphs import write_ftm, write_popolo
from pipeline.archive.export.records import write_annotations, write_jsonl
from pipeline.archive.export.tabular import write_csv, write_datapackage, write_parquet, write_xlsx
from pipeline.archive.questions.asking import Filters

WRITERS: Final[dict[str, Callable[[Connection, Path, Filters], None]]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
    "jsonl": write_jsonl,
    "datapackage": write_datapackage,
    "popolo": write_popolo,
    "ftm": write_ftm,
    "webannotation": write_annotations,
    "gold": write_gold,
}
