"""Answers on the screen: a table, one JSON array, or CSV; or the queries that would be asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from pipeline.cli.fill import opened

if TYPE_CHECKING:
    from pipeline.archive.questions.asking import AnswerRow, Asking, Filters

Where = Annotated[str, typer.Option("--archive", "-a", metavar="PATH|URL", help="SQLite file or PostgreSQL URL.")]
Cluster = Annotated[str | None, typer.Option(help="Id of a cluster, or words of its name.")]
Province = Annotated[str | None, typer.Option(help="Province, by its old or new name.")]
Year = Annotated[str | None, typer.Option(help="2020, 2017-2021, 2017- or -2021.")]
Person = Annotated[str | None, typer.Option(help="Name of an official.")]
Limit = Annotated[int, typer.Option(min=0, help="Rows at most; 0: all.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON array.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV.")]
AsSql = Annotated[bool, typer.Option("--sql", help="Print the queries, ask nothing.")]

DEFAULT: Final = "archive.db"
ROWS: Final = 100
PIPE_WIDTH: Final = 400
"""Columns of a table that goes into a pipe: nothing is cut off for a reader that is a program."""


@dataclass(frozen=True, slots=True)
class Form:
    """How an answer is shown."""

    json: bool = False
    csv: bool = False
    sql: bool = False


def answer(
    archive: str,
    question: Callable[[Asking, Filters], list[AnswerRow]],
    filters: dict[str, Any],
    form: Form,
    brief: str = "",
) -> None:
    """Asks and shows. What the archive refuses ends the command."""
    with opened(archive) as store:
        from sqlalchemy import select

        from pipeline.archive import schema
        from pipeline.archive.questions.asking import Asking, Filters
        from pipeline.archive.settle import unsettled

        narrowed = Filters(**filters)
        # One more than shown tells whether there are more.
        wanted = replace(narrowed, limit=narrowed.limit + 1) if narrowed.limit else narrowed
        with store.transaction() as connection:
            ask = Asking(connection, explain=form.sql)
            rows = question(ask, wanted)
            waiting = unsettled(connection)
            empty = connection.execute(select(schema.articles.c.id).limit(1)).first() is None
    if form.sql:
        typer.echo(";\n\n".join(ask.statements) + ";")
        return
    if empty:
        typer.echo("kho chưa có bài nào (the archive is empty): kyyeu run FOLDER --archive PATH", err=True)
    if waiting:
        typer.echo(f"{waiting} bài chưa nối (not linked yet): kyyeu archive settle", err=True)
    more = narrowed.limit and len(rows) > narrowed.limit
    show(rows[: narrowed.limit] if more else rows, form, brief)
    if more:
        typer.echo(f"chỉ {narrowed.limit} dòng đầu (first rows only): --limit 0", err=True)


def show(rows: list[AnswerRow], form: Form, brief: str) -> None:
    """Writes the rows to standard output."""
    if form.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
    elif not rows:
        typer.echo("không có gì (nothing found)", err=True)
    elif form.csv:
        from pipeline.emit.cells import csv_text

        text = csv_text([tuple(rows[0]), *(tuple(row.values()) for row in rows)])
        # Excel takes a file for UTF-8 only by its mark.
        typer.echo(text if sys.stdout.isatty() else f"\ufeff{text}", nl=False)
    else:
        _table(rows, brief)


_FIGURE: Final = (
    "subject",
    "year",
    "indicator",
    "label",
    "value",
    "value_max",
    "total",
    "measure",
    "comparator",
    "kind",
)
BRIEF: Final[dict[str, tuple[str, ...]]] = {
    "search": ("date", "cluster_name", "title", "snippet", "source"),
    "meetings": ("meeting", "date", "cluster_name", "types", "period", "province", "officials", "reports", "conflicts"),
    "leadership": ("cluster_name", "year", "office", "holder", "person", "status", "mark", "source"),
    "awards": ("recipient", "count", "year", "award", "status", "standing", "sentence", "source"),
    "indicators": (*_FIGURE, "standing", "source"),
    "figure": ("cluster_name", *_FIGURE, "sentence", "source"),
    "people": ("person", "name", "variants", "provinces", "first_seen", "last_seen", "mentions"),
    "person": ("person", "name", "date", "post", "roles", "cluster_name", "province", "source"),
    "conflicts": ("meeting", "date", "cluster_name", "field", "subject", "preferred", "reason", "claims"),
    "meeting": ("field", "value", "standing", "reason", "article", "source"),
    "history": ("made", "patterns", "code", "field", "before", "after", "change"),
    "coverage": ("cluster_name", "year", "state", "meetings", "reports", "types", "head", "deputies", "marks"),
}
"""Columns of a table on the screen, in words; `--json` and `--csv` have all, as the archive has them.

Relation and link of a province always show.
"""
_ALWAYS: Final = ("relation", "link")


def _table(rows: list[AnswerRow], brief: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.serve.labels import Labels
    from pipeline.serve.wording import cell, compared, heading

    say = Labels("vi")
    wanted = (*BRIEF[brief], *_ALWAYS) if brief else tuple(rows[0])
    shown = [name for name in wanted if any(row.get(name) not in (None, "") for row in rows)]
    table = Table(*(heading(name, say, brief) for name in shown), box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for row in (compared(row, say) if row.keys() & {"claims", "reason"} else row for row in rows):
        table.add_row(*(Text(_plain(cell(name, row.get(name), say))) for name in shown))
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    console.print(table)


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
