"""A table of figures from CSV or XLSX: its heading, and its rows with the numbers they have in the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ExtractionError
from pipeline.read.decode import decode
from pipeline.sheet.columns import Columns, find_columns, names_of

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm"})
HEADING_ROWS = 30
"""Rows in which the heading is looked for: a clerk's table has its title above it."""

MAX_BYTES = 50_000_000


class SheetError(ValueError):
    """A table that cannot be used; the message names the file, and the row where there is one."""


@dataclass(frozen=True)
class RawRow:
    """A row of the file. `problems` are those of single cells, by column; `numeric` the cells that are numbers."""

    number: int
    cells: tuple[str, ...]
    problems: dict[int, str] = field(default_factory=dict)
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A table with known columns."""

    path: Path
    columns: Columns
    heading: int
    rows: tuple[RawRow, ...]
    name: str | None = None
    width: int = 0

    def cell(self, row: RawRow, name: str) -> str:
        """The text of a field in a row, empty where it has none."""
        place = self.columns.places.get(name)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    def is_number(self, row: RawRow, name: str) -> bool:
        """Is the cell of a field a number in the file, and no text?"""
        return self.columns.places.get(name, -1) in row.numeric

    def problem(self, row: RawRow, name: str) -> str | None:
        """What is wrong with the cell of a field."""
        return row.problems.get(self.columns.places.get(name, -1))


def is_table(path: Path) -> bool:
    """May the file be a table of figures?"""
    return path.suffix.lower() in SUFFIXES


def read_sheet(path: Path) -> Sheet:
    """The table of a file; of a workbook the first sheet with the needed columns. Raises `SheetError`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SheetError(f"{path}: larger than {MAX_BYTES // 10**6} MB")
        tables = _workbook(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _delimited(path)
        seen = []
        for name, rows in tables:
            sheet = _with_heading(path, name, rows)
            if sheet is not None:
                return sheet
            seen.append(rows)
    except OSError as error:
        raise SheetError(f"{path}: {error.strerror or error}") from error
    raise SheetError(_without_columns(path, seen))


def _with_heading(path: Path, name: str | None, rows: tuple[RawRow, ...]) -> Sheet | None:
    for place, row in enumerate(rows[:HEADING_ROWS]):
        columns = find_columns(row.cells)
        if columns is not None:
            below = tuple(found for found in rows[place + 1 :] if any(cell.strip() for cell in found.cells))
            return Sheet(path, columns, row.number, below, name, len(row.cells))
    return None


def _without_columns(path: Path, tables: list[tuple[RawRow, ...]]) -> str:
    first = next((row for rows in tables for row in rows if any(cell.strip() for cell in row.cells)), None)
    if first is None:
        return f"{path}: the table is empty"
    named = ", ".join(cell.strip() for cell in first.cells if cell.strip())[:200]
    needed = "; ".join(f"{name}: {', '.join(names_of(name)[:4])} …" for name in ("value", "subject", "indicator"))
    return (
        f"{path}, row {first.number}: no heading with a column of values and one of subjects or indicators; "
        f"the first row has: {named}. Columns may be called {needed}"
    )


def _delimited(path: Path) -> Iterator[tuple[None, tuple[RawRow, ...]]]:
    try:
        text = decode(path.read_bytes())
    except ExtractionError as error:
        raise SheetError(f"{path}: {error}") from error
    best: tuple[RawRow, ...] = ()
    for delimiter in (",", ";", "\t", "|"):
        rows = _rows(path, text, delimiter)
        if _with_heading(path, None, rows) is not None:
            yield None, rows
            return
        best = best or rows
    yield None, best


def _rows(path: Path, text: str, delimiter: str) -> tuple[RawRow, ...]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        # The number is that of the line a row ends on, as an editor counts them.
        return tuple(RawRow(reader.line_num, tuple(cells)) for cells in reader)
    except csv.Error as error:
        raise SheetError(f"{path}, line {reader.line_num}: {error}") from error


def _workbook(path: Path) -> Iterator[tuple[str, tuple[RawRow, ...]]]:
    from pipeline.sheet.workbook import read_workbook

    yield from read_workbook(path)
