"""The sheets of an XLSX file as text. Formulas are never run: what Excel saved for them is read."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheet.read import RawRow, SheetError

MAX_UNPACKED = 500_000_000
DIGITS = 12
"""Significant digits of a number: what lies beyond is the error of binary fractions."""


def read_workbook(path: Path) -> Iterator[tuple[str, tuple[RawRow, ...]]]:
    """Name and rows of each visible sheet. Raises `SheetError`, `OSError`."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise SheetError(f"{path}: unpacks to more than {MAX_UNPACKED // 10**6} MB")
        saved = openpyxl.load_workbook(path, data_only=True)
        written = openpyxl.load_workbook(path, data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, EOFError) as error:
        if isinstance(error, SheetError):
            raise
        raise SheetError(f"{path}: no readable XLSX workbook ({error})") from error
    for sheet in saved.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet.title, tuple(_rows(sheet, written[sheet.title]))


def _rows(sheet: Worksheet, written: Worksheet) -> Iterator[RawRow]:
    merged = _merged(sheet)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells, problems, numeric = [], {}, set()
        for place in range(len(row)):
            source = merged.get((number, place + 1), (number, place + 1))
            shown = sheet.cell(*source)
            text, problem = _text(shown, written.cell(*source).value)
            cells.append(text)
            if isinstance(shown.value, int | float) and not isinstance(shown.value, bool):
                numeric.add(place)
            if problem:
                problems[place] = problem
        yield RawRow(number, tuple(cells), problems, frozenset(numeric))


def _merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell below the first of a merged column of cells that first cell: its text holds for all."""
    return {
        (row, area.min_col): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }


def _text(cell: Cell | MergedCell, written: object) -> tuple[str, str | None]:
    value = cell.value
    if value is None:
        formula = isinstance(written, str) and written.startswith("=")
        return "", "a formula without a saved result; open the file in a spreadsheet and save it" if formula else None
    if isinstance(value, bool):
        return str(value), "is true or false, no figure"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat(), "is a date; a spreadsheet made it of the figure, write it as text"
    if isinstance(value, int | float):
        return _number(float(value), cell.number_format or ""), None
    text = str(value)
    error = text if text.startswith("#") and text.rstrip("!?").isupper() else None
    return text, f"holds the error {error}" if error else None


def _number(value: float, shown_as: str) -> str:
    """The number with a point before decimals; a share shown in per cent as the percentage that is seen."""
    if "%" in shown_as:
        return f"{value * 100:.{DIGITS}g}%"
    return f"{int(value)}" if value.is_integer() else f"{value:.{DIGITS}g}"
