"""One result as the text that goes into the files, made in the worker so that the parent only writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from pipeline.api import process_item, warm_up
from pipeline.emit.cells import csv_text, json_line
from pipeline.emit.rows import table_rows
from pipeline.model.record import Failure, Record
from pipeline.read.items import MARK, Item
from pipeline.workers import Job


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one article adds to the files, by file name without ending, and to the summary."""

    outcome: str
    """`meeting`, `other` or the code of the failure."""
    lines: dict[str, str]
    rows: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    failure: Failure | None = None


NOTHING = Rendered("", {})
"""What a mark adds."""


def render(result: Record | Failure) -> Rendered:
    """The result as lines of `records.jsonl` and of the tables, or of `failures.jsonl`."""
    if isinstance(result, Failure):
        return Rendered(result.code, {"failures": json_line(result.model_dump())}, failure=result)
    tables = table_rows(result)
    lines = {"records": json_line(result.to_dict())}
    lines.update({name: csv_text(rows) for name, rows in tables.items()})
    return Rendered(
        result.report,
        lines,
        rows={name: len(rows) for name, rows in tables.items()},
        warnings=tuple(warning.code for warning in result.warnings),
    )


def render_job(max_bytes: int) -> Job[Item, Rendered]:
    """What the workers of `kyyeu run` do to each item."""
    return Job(partial(_work, max_bytes=max_bytes), _lost, warm_up)


def _work(item: Item, max_bytes: int) -> Rendered:
    if item.kind == MARK:
        return NOTHING
    return render(process_item(item, max_bytes))


def _lost(item: Item, code: str, message: str) -> Rendered:
    if item.kind == MARK:
        return NOTHING
    return render(Failure(uri=item.uri, code=code, message=message))
