"""`kyyeu explain`: a report with its spans coloured, the record, and for each value the rule that made it."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pipeline.cli.options import parse_size

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from pipeline.emit.values import Value
    from pipeline.model.record import Evidence, Failure, Record

STYLES: Final = {
    "article": "black on grey70",
    "cluster": "black on bright_yellow",
    "meeting": "black on bright_green",
    "officials": "black on bright_cyan",
    "leadership": "black on orange1",
    "awards": "black on plum1",
    "indicators": "black on light_sky_blue1",
    "warnings": "white on red3",
}

WIDE: Final = 150
"""Columns from which the record stands beside the text."""

MAX_QUOTE: Final = 60
"""Characters of a quote beside its value; the text shows the whole."""

_FURNITURE = frozenset({"related", "widget", "byline"})


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A saved report; FILE#3 is row 3 of a table.")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT.html", help="Write one self-contained page instead.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Limit for the report.")] = 10.0,
    max_bytes: Annotated[str, typer.Option(metavar="SIZE", help="Longest document that is read.")] = "20MB",
) -> None:
    """Tô màu các đoạn đã đọc, ghi hồ sơ bên cạnh. Show a report, its record and the rule behind each value.

    Exit code: 0 shown, 1 the report cannot be read, 2 wrong usage.
    """
    from rich.console import Console

    from pipeline.model.record import Failure

    result = read_result(file, timeout, parse_size(max_bytes))
    if isinstance(result, Failure):
        message = f"{result.uri}: {result.code}: {result.message}"
        Console(stderr=True).print(message, style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1)
    if html is None:
        _show(Console(), result)
        return
    from pipeline.cli.page import page

    beside = html.with_name(f".{html.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(page(result), encoding="utf-8", newline="")
        beside.replace(html)
    except OSError as error:
        raise typer.BadParameter(f"{html}: {error.strerror}", param_hint="--html") from error
    typer.echo(str(html))


def read_result(file: str, timeout: float, limit: int) -> Record | Failure:
    """The record of the file, or of the row of a table. Raises `typer.BadParameter` when there is none."""
    from pipeline.api import run_items
    from pipeline.read.discover import find_sources, items
    from pipeline.read.items import Tally

    name, row = (file, 1) if Path(file).exists() else _row(file)
    if name != "-" and not Path(name).is_file():
        raise typer.BadParameter(f"{name} is not a file", param_hint="FILE")
    found = islice(items(find_sources([name], Tally()), limit), row - 1, row)
    for result in run_items(found, timeout=timeout, max_bytes=limit):
        return result
    raise typer.BadParameter(f"{name} has no article {row}", param_hint="FILE")


def _row(file: str) -> tuple[str, int]:
    name, mark, number = file.rpartition("#")
    if mark and number.isascii() and number.isdigit() and int(number) > 0:
        return name, int(number)
    return file, 1


def _show(console: Console, record: Record) -> None:
    from rich.rule import Rule
    from rich.table import Table

    from pipeline.emit.values import values

    found = values(record)
    console.print(Rule(_plain(record.article.uri or record.id), style="dim"))
    console.print(_legend(found))
    if console.width >= WIDE:
        grid = Table.grid(padding=(0, 3), expand=True)
        grid.add_column(ratio=1)
        grid.add_column(ratio=1)
        grid.add_row(_text(record, found), _record(record, found))
        console.print(grid)
        return
    console.print(_text(record, found))
    console.print(_record(record, found))


def _plain(text: str) -> Text:
    """The text without the control characters that a terminal would obey."""
    from rich.text import Text

    return Text("".join(char if char.isprintable() or char == "\n" else " " for char in text))


def _legend(found: list[Value]) -> Text:
    from rich.text import Text

    from pipeline.emit.values import LABELS

    used = {value.part for value in found if value.evidence}
    parts = [Text(f" {LABELS[part]} ", style=STYLES[part]) for part in LABELS if part in used]
    return Text(" ").join(parts)


def _text(record: Record, found: list[Value]) -> Text:
    """The article with its spans; the shorter of two that overlap lies on top, page furniture is dim."""
    from pipeline.emit.values import pieces

    text = _plain(record.article.text)
    for zone in record.article.zones:
        if zone.zone in _FURNITURE:
            text.stylize("dim", zone.start, zone.end)
    for piece in pieces(len(record.article.text), found):
        if piece.values:
            text.stylize(STYLES[found[piece.values[0]].part], piece.start, piece.end)
    return text


def _record(record: Record, found: list[Value]) -> RenderableType:
    """The values by part: field, value, rule, quote."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from pipeline.emit.values import LABELS

    kind = "hội nghị cụm, khối thi đua" if record.report == "meeting" else "tin khác"
    parts: list[RenderableType] = [Text(f"\nreport: {record.report} ({kind})  id: {record.id}", style="bold")]
    for part, label in LABELS.items():
        rows = [value for value in found if value.part == part]
        if not rows:
            continue
        table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
        table.add_column(Text(f" {label} ", style=STYLES[part]), ratio=3)
        table.add_column("giá trị", ratio=5)
        table.add_column("quy tắc", ratio=4, style="cyan")
        table.add_column("trích dẫn", ratio=4, style="dim")
        for value in rows:
            field = value.field if value.entry is None else f"[{value.entry}].{value.field}"
            quotes = dict.fromkeys(_quote(record, found) for found in value.evidence)
            cells = (field, value.value, "\n".join(value.reasons) or "—", "\n".join(quotes))
            table.add_row(*map(_plain, cells))
        parts += [table, Text("")]
    return Group(*parts)


def _quote(record: Record, evidence: Evidence) -> str:
    quote = " ".join(record.article.text[evidence.start : evidence.end].split())
    return quote if len(quote) <= MAX_QUOTE else quote[: MAX_QUOTE - 1] + "…"
