"""Tables as CSV, XLSX, Parquet and as a Frictionless Data Package."""

from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, select

from pipeline.archive.errors import ArchiveError
from pipeline.archive.export.tables import DATE, NUMBER, TABLES, WHOLE, Exported, Row, rows
from pipeline.archive.questions.asking import Filters
from pipeline.emit.cells import safe_cell

SHEET_ROWS: Final = 1_048_576
"""Rows of an XLSX sheet, the heading among them."""
CELL_CHARS: Final = 32_767
BATCH: Final = 10_000


def write_csv(connection: Connection, folder: Path, filters: Filters) -> None:
    """`NAME.csv` for each table: UTF-8 with byte order mark, formulas neutralised."""
    for table in TABLES:
        _csv(folder / f"{table.name}.csv", table, rows(connection, table, filters), neutral=True)


def _csv(path: Path, table: Exported, found: Iterator[Row], *, neutral: bool) -> None:
    with path.open("w", encoding="utf-8-sig" if neutral else "utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        for row in found:
            writer.writerow([safe_cell(cell) for cell in row] if neutral else row)


def write_datapackage(connection: Connection, folder: Path, filters: Filters) -> None:
    """The tables as CSV with `datapackage.json`: types, keys and references; text as it is."""
    for table in TABLES:
        _csv(folder / f"{table.name}.csv", table, rows(connection, table, filters), neutral=False)
    described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kyyeu-archive",
        "title": "Hội nghị cụm, khối thi đua (meetings of emulation clusters)",
        "resources": [_resource(table) for table in TABLES],
    }
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _resource(table: Exported) -> dict[str, Any]:
    # A day may be known by its year or month alone: `any` keeps that, where `date` would refuse it.
    types = {DATE: "any"}
    fields: list[dict[str, Any]] = [
        {
            "name": name,
            "type": types.get(kind, kind),
            **({"constraints": {"required": True}} if name in table.key else {}),
        }
        for name, kind in table.columns.items()
    ]
    keys = [
        {"fields": [column], "reference": {"resource": there, "fields": [target]}}
        for column, (there, target) in table.references.items()
    ]
    schema = {"fields": fields, "primaryKey": list(table.key), "foreignKeys": keys}
    about = {"name": table.name, "type": "table", "path": f"{table.name}.csv", "format": "csv", "mediatype": "text/csv"}
    return {**about, "encoding": "utf-8", "schema": schema}


def write_xlsx(connection: Connection, path: Path, filters: Filters) -> None:
    """One workbook, a sheet for each table: numbers as numbers, days as days, no text that runs as a formula.

    Raises `ArchiveError` when a table has more rows than a sheet.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    for table in TABLES:
        # Before anything is begun: a workbook that is left half-way cannot be closed.
        counted = select(func.count()).select_from(table.query(filters).order_by(None).subquery())
        if connection.execute(counted).scalar_one() >= SHEET_ROWS:
            raise ArchiveError("format", f"{table.name} has more rows than a sheet; narrow it or export csv")
    book = Workbook(write_only=True)
    bold = Font(bold=True)
    packed = BytesIO()
    with _closing(book):
        for table in TABLES:
            sheet = book.create_sheet(table.name)
            sheet.freeze_panes = "A2"
            sheet.append([sheet_cell(sheet, name, font=bold) for name in table.columns])
            kinds = list(table.columns.values())
            for row in rows(connection, table, filters):
                sheet.append([sheet_cell(sheet, value, kind) for value, kind in zip(row, kinds, strict=True)])
        # Straight into a file it would be closed again and again where the disk is full, with a trace each time.
        book.save(packed)
    path.write_bytes(packed.getbuffer())


@contextmanager
def _closing(book: Any) -> Iterator[None]:
    """Lets go of the sheets, which are gathered in temporary files, also when these cannot be written."""
    from lxml.etree import LxmlError

    try:
        yield
    except Exception as error:
        for sheet in book.worksheets:
            with suppress(Exception):
                sheet.close()
        if isinstance(error, LxmlError):
            # `IO_ENOSPC` and the like.
            number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
            raise OSError(number, os.strerror(number)) from error
        raise


def sheet_cell(sheet: Any, value: Any, kind: str | None = None, font: Any = None) -> Any:
    """A cell of a workbook that is being written; of kind `DATE` a whole day is a day. No text is a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if kind == DATE and isinstance(value, str) and len(value) == len("2020-01-01"):
        value = date.fromisoformat(value)
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:CELL_CHARS]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # Else text that starts with `=` would be a formula.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    if font is not None:
        cell.font = font
    return cell


def write_parquet(connection: Connection, folder: Path, filters: Filters) -> None:
    """`NAME.parquet` for each table. Raises `ArchiveError` when pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ArchiveError("format", "Parquet needs pip install 'kyyeu[parquet]'") from error
    types = {WHOLE: pa.int64(), NUMBER: pa.float64()}
    for table in TABLES:
        shape = pa.schema([(name, types.get(kind, pa.string())) for name, kind in table.columns.items()])
        with parquet.ParquetWriter(folder / f"{table.name}.parquet", shape) as writer:
            for batch in _batches(rows(connection, table, filters)):
                columns = zip(*batch, strict=True)
                arrays = [pa.array(values, column.type) for values, column in zip(columns, shape, strict=True)]
                writer.write_batch(pa.record_batch(arrays, schema=shape))


def _batches(found: Iterator[Row]) -> Iterator[list[Row]]:
    from itertools import islice

    while batch := list(islice(found, BATCH)):
        yield batch
