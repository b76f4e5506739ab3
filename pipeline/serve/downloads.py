"""Rows of an answer as a file for spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pipeline.archive.questions.asking import AnswerRow
from pipeline.emit.cells import csv_text
from pipeline.serve.labels import Labels
from pipeline.serve.web import language_of

MOST_ROWS: Final = 10_000
"""Rows of one file; `kyyeu export` has no such limit."""

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: Request, name: str, columns: Sequence[str], rows: list[AnswerRow], form: str) -> Response:
    """The rows as `csv` (UTF-8 with byte order mark) or `xlsx`, headings in the visitor's language. 404 else."""
    say = Labels(language_of(request))
    heads = tuple(say(f"column.{column}") for column in columns)
    body = [tuple(row.get(column) for column in columns) for row in rows]
    if form == "csv":
        content, kind = ("\ufeff" + csv_text([heads, *body])).encode(), "text/csv; charset=utf-8"
    elif form == "xlsx":
        content, kind = _workbook(name, heads, body), _XLSX
    else:
        raise HTTPException(404)
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})


def _workbook(name: str, heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> bytes:
    from openpyxl import Workbook

    from pipeline.archive.export.tabular import sheet_cell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for row in (heads, *rows):
        sheet.append([sheet_cell(sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
