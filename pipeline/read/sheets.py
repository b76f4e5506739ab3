"""Spreadsheets and Parquet files to items: one article a row, formulas as the values they had when saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from pipeline.errors import ExtractionError
from pipeline.read.archives import OFFICE_UNPACKED, open_zip
from pipeline.read.columns import columns_of, has_content
from pipeline.read.items import Item, Openable

HEADING_ROWS: Final = 10
"""Rows of a sheet within which its heading stands: people write a title above it."""

PARQUET_ROWS: Final = 64
"""Rows of a Parquet file that are held at once."""


def xlsx_rows(source: Openable, uri: str, max_bytes: int) -> Iterator[Item]:
    """The rows of all sheets that have a text or html column, numbered through. Raises `ExtractionError`."""
    _check_parts(source)
    yield from _numbered(_sheet_rows(source), uri, max_bytes)


def sheet_texts(source: Openable) -> Iterator[str]:
    """Every cell of a spreadsheet, and the address behind it if it is a link. Raises `ExtractionError`."""
    from openpyxl import load_workbook

    _check_parts(source)
    with source.open("rb") as file:
        try:
            for sheet in load_workbook(file, data_only=True, keep_links=False).worksheets:
                for cell in (cell for cells in sheet.iter_rows() for cell in cells):
                    yield _text(cell.value)
                    yield (cell.hyperlink.target if cell.hyperlink else None) or ""
        except Exception as error:
            raise ExtractionError("malformed", f"no spreadsheet: {type(error).__name__}: {error}") from error


def _check_parts(source: Openable) -> None:
    with open_zip(source, OFFICE_UNPACKED) as archive:
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as part:
                    # Office writes no document types; entities are all that one could bring in.
                    if b"<!DOCTYPE" in part.read(4096).upper():
                        raise ExtractionError("malformed", f"{member.filename} has a document type")


def _sheet_rows(source: Openable) -> Iterator[dict[str, bytes]]:
    from openpyxl import load_workbook

    found, first = False, ""
    with source.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                columns: Sequence[str | None] = ()
                for number, cells in enumerate(sheet.iter_rows(values_only=True)):
                    if columns:
                        yield _row(columns, cells)
                        continue
                    first = first or ", ".join(_text(cell) for cell in cells if cell is not None)[:200]
                    names = columns_of([_text(cell) for cell in cells])
                    if has_content(names):
                        columns, found = names, True
                    elif number >= HEADING_ROWS:
                        break
        except Exception as error:
            raise ExtractionError("malformed", f"no spreadsheet: {type(error).__name__}: {error}") from error
    if not found:
        raise ExtractionError("columns", f"no sheet has a column text or html; the first row has: {first}")


def _row(columns: Sequence[str | None], cells: Iterable[object]) -> dict[str, bytes]:
    row: dict[str, bytes] = {}
    for name, cell in zip(columns, cells, strict=False):
        if name is not None:
            row.setdefault(name, cell if isinstance(cell, bytes) else _text(cell).encode("utf-8", "surrogatepass"))
    return row


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        # Spreadsheets give days as midnights.
        return (cell.date() if cell.time() == time.min else cell).isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _numbered(rows: Iterable[dict[str, bytes]], uri: str, max_bytes: int) -> Iterator[Item]:
    number = 0
    for row in rows:
        if not any(cell.strip() for cell in row.values()):
            continue
        number += 1
        size = sum(map(len, row.values()))
        if size > max_bytes:
            error = ("too_large", f"{size:,} bytes; at most {max_bytes:,} are read")
            yield Item(f"{uri}#{number}", size, error=error)
        else:
            yield Item(f"{uri}#{number}", size, row=row)
    if not number:
        raise ExtractionError("empty", "the table has no rows")


def parquet_rows(source: Openable, uri: str, max_bytes: int) -> Iterator[Item]:
    """The rows of a Parquet file; only the columns that are known are read. Raises `ExtractionError`."""
    yield from _numbered(_parquet(source), uri, max_bytes)


def _parquet(source: Openable) -> Iterator[dict[str, bytes]]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ExtractionError("unsupported", "Parquet needs pyarrow: pip install 'kyyeu[parquet]'") from error
    with source.open("rb") as file:
        try:
            table: Any = ParquetFile(file)
            names: list[str] = table.schema_arrow.names
            known = dict(zip(names, columns_of(names), strict=True))
            if not has_content(list(known.values())):
                raise ExtractionError("columns", f"no column text or html; it has: {', '.join(names)[:200]}")
            wanted = [name for name, column in known.items() if column is not None]
            for batch in table.iter_batches(batch_size=PARQUET_ROWS, columns=wanted):
                for cells in batch.to_pylist():
                    yield _row([known[name] for name in cells], cells.values())
        except (ArrowException, OSError, ValueError) as error:
            raise ExtractionError("malformed", f"no Parquet file: {str(error).splitlines()[0]}") from error
