"""`kyyeu check TABLE`: a user's own figures held against the records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.cli.options import bad_input
from pipeline.errors import ExtractionError

if TYPE_CHECKING:
    from pipeline.model.record import Record
    from pipeline.sheet.compare import Comparison
    from pipeline.sheet.read import Sheet


def check_figures(table: Path, records: Path | None, json: Path | None = None, csv: Path | None = None) -> int:
    """Compare a table with the records of a file, or with those of the project's corpus; print each row.

    Writes the comparison to `json` and `csv` where they are given. Returns 0 where all rows agree, 1 where not.
    Ends with 2 for a table or records that cannot be used, before anything is written.
    """
    from pipeline.sheet.compare import compare
    from pipeline.sheet.read import SheetError, read_sheet
    from pipeline.sheet.rows import read_rows
    from pipeline.sheet.show import lines

    try:
        sheet = read_sheet(table)
    except SheetError as error:
        bad_input(str(error))
    good, bad = read_rows(sheet)
    if not good and not bad:
        bad_input(f"{table}: no rows below the heading in row {sheet.heading}")
    comparison = compare(good, bad, list(_records(records)))
    for line in lines(comparison, sheet):
        typer.echo(line)
    _write(comparison, sheet, json, csv)
    return 0 if comparison.all_agree else 1


def _write(comparison: Comparison, sheet: Sheet, json: Path | None, csv: Path | None) -> None:
    from pipeline.emit.cells import csv_text, json_line
    from pipeline.sheet.show import as_data, as_rows

    try:
        if json is not None:
            json.write_text(json_line(as_data(comparison, sheet)), encoding="utf-8")
        if csv is not None:
            # Spreadsheets take a CSV without byte order mark for a legacy encoding.
            csv.write_text(csv_text(as_rows(comparison)), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise typer.BadParameter(f"{error.filename}: {error.strerror}", param_hint="--json, --csv") from error


def _records(path: Path | None) -> Iterator[Record]:
    return _extracted() if path is None else _read(path)


def _read(path: Path) -> Iterator[Record]:
    from pydantic import ValidationError

    from pipeline.model.record import Record

    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        bad_input(f"{path}: {reason}")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Record.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            bad_input(f"{path}:{number}: no record: {f'{where}: ' if where else ''}{first['msg']}")


def _extracted() -> Iterator[Record]:
    from pipeline.api import extract_article
    from pipeline.check.sources import REPOSITORY
    from pipeline.read.article import read_page
    from pipeline.read.discover import find_sources, items
    from pipeline.read.items import Tally

    corpus = REPOSITORY / "corpus"
    if not corpus.is_dir():
        bad_input("there is no corpus here; name the records of a run with --records")
    for item in items(find_sources([str(corpus)], Tally())):
        try:
            page = read_page(item)
            yield extract_article(page.text, uri=item.uri, title=page.title, published=page.published)
        except ExtractionError as error:
            typer.echo(f"{item.uri}: {error}", err=True)
