"""Cells of CSV that no spreadsheet runs as a formula, and lines of JSON that no reader splits."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable

from pipeline.emit.rows import Cell, Row

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\s?%?", re.ASCII)
_LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Line ends to `str.splitlines` and to some editors, that JSON leaves unescaped."""


def safe_cell(cell: Cell) -> str:
    """The cell as text; an apostrophe before what a spreadsheet would take for a formula. Numbers stay."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    if cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def csv_text(rows: Iterable[Row]) -> str:
    """The rows as CSV, cells neutralised, each ended by CR LF."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([safe_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def json_line(data: object) -> str:
    """One line of JSON with its line end; Vietnamese as it is, and no other line end in it."""
    line = json.dumps(data, ensure_ascii=False)
    # `translate` looks at each character by itself, which takes as long as making the line.
    for end, escaped in _LINE_ENDS.items():
        line = line.replace(end, escaped)
    return line + "\n"
