"""The rows of a table as claims about figures; a row that makes none is told with its number and column."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.model.record import FigureKind
from pipeline.sheet.cells import CellError, Figure, Mark, decimal_mark, parse_figure
from pipeline.sheet.plain import plain
from pipeline.sheet.read import RawRow, Sheet
from pipeline.sheet.units import Unit, parse_unit

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_HALF = regex.compile(r"6 thang (?P<which>dau|cuoi)|(?<!\w)h(?P<half>[12])(?!\d)|nua (?P<part>dau|cuoi)")
_QUARTER = regex.compile(r"(?:quy|q) ?(?P<which>iv|i{1,3}|[1-4])(?!\w)")
_MONTHS = regex.compile(r"(?<!\d)(?P<months>[3-9]|10|11) thang|(?<!\d)(?P<short>[3-9]|10|11)m(?!\w)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TARGET = regex.compile(r"ke hoach|muc tieu|chi tieu|phan dau|target|plan")


@dataclass(frozen=True)
class Row:
    """What one row says. Texts are as written, empty where the table does not say."""

    number: int
    article: str
    meeting: str
    subject: str
    indicator: str
    cell: str
    figure: Figure
    unit: Unit | None
    unit_text: str
    period: str | None = None
    year: int | None = None
    kind: FigureKind | None = None


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be compared: its number, the heading of the column, and what is wrong there."""

    number: int
    column: str
    message: str


def parse_period(text: str) -> str | None:
    """A period as records write it (`2019`, `2019-H1`, `2020-Q1`, `2021-9M`, `2016/2020`); None where it says none."""
    years = _YEAR.findall(text)
    if not years:
        return None
    words = plain(text)
    if len(years) > 1:
        return f"{years[0]}/{years[1]}"
    if match := _HALF.search(words):
        first = match["half"] == "1" or "dau" in (match["which"], match["part"])
        return f"{years[0]}-H{1 if first else 2}"
    if match := _QUARTER.search(words):
        return f"{years[0]}-Q{_ROMAN.get(match['which'], match['which'])}"
    if match := _MONTHS.search(words):
        return f"{years[0]}-{match['months'] or match['short']}M"
    return str(years[0])


def read_rows(sheet: Sheet) -> tuple[list[Row], list[BadRow]]:
    """The rows that can be compared, and those that cannot."""
    texts = [sheet.cell(row, "value") for row in sheet.rows if not sheet.is_number(row, "value")]
    mark = decimal_mark(texts)
    good, bad = [], []
    for raw in sheet.rows:
        made = _row(sheet, raw, "." if sheet.is_number(raw, "value") else mark)
        if isinstance(made, Row):
            good.append(made)
        else:
            bad.append(made)
    return good, bad


def _row(sheet: Sheet, raw: RawRow, mark: Mark | None) -> Row | BadRow:
    names = sheet.columns.names
    for name in ("value", *(name for name in names if name != "value")):
        if problem := sheet.problem(raw, name):
            return BadRow(raw.number, names[name], problem)
    if any(map(str.strip, raw.cells[sheet.width :])):
        # An unquoted `8,2` in a table separated by commas is two cells: what follows is not what it seems.
        return BadRow(raw.number, names["value"], f"{len(raw.cells)} cells, and the heading has {sheet.width}")
    cell, subject, indicator = (sheet.cell(raw, name) for name in ("value", "subject", "indicator"))
    try:
        figure = parse_figure(cell, mark)
    except CellError as error:
        return BadRow(raw.number, names["value"], str(error))
    if not subject and not indicator:
        needed = " / ".join(names[name] for name in ("subject", "indicator") if name in names)
        return BadRow(raw.number, needed, "the cell is empty")
    unit_text = sheet.cell(raw, "unit") or figure.unit or sheet.columns.unit or ""
    period, year = sheet.cell(raw, "period"), sheet.cell(raw, "year")
    if year and not _YEAR.search(year):
        return BadRow(raw.number, names["year"], f"«{year}» is no year")
    told = _YEAR.search(year) or _YEAR.search(sheet.cell(raw, "meeting"))
    return Row(
        number=raw.number,
        article=sheet.cell(raw, "article"),
        meeting=sheet.cell(raw, "meeting"),
        subject=subject,
        indicator=indicator,
        cell=cell,
        figure=figure,
        unit=parse_unit(unit_text),
        unit_text=unit_text,
        period=parse_period(period),
        year=int(told[0]) if told else None,
        kind=_kind(sheet.cell(raw, "kind")),
    )


def _kind(text: str) -> FigureKind | None:
    if not text:
        return None
    return "target" if _TARGET.search(plain(text)) else "result"
