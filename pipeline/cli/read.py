"""`kyyeu read`: what was understood of a page, before anything is extracted from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pipeline.cli.options import check_inputs, parse_size

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from pipeline.model.record import Failure
    from pipeline.read.items import Item, Page

STYLES: Final = {
    "title": "bold black on bright_yellow",
    "stamp": "black on bright_green",
    "lead": "black on bright_cyan",
    "body": "",
    "caption": "black on light_sky_blue1",
    "heading": "bold",
    "byline": "black on plum1",
    "quote": "italic",
    "related": "dim",
    "widget": "dim strike",
}
"""How each zone looks; a zone that is not known has no style."""

LABELS: Final = {
    "title": "tiêu đề",
    "stamp": "ngày đăng",
    "lead": "sapô",
    "body": "thân bài",
    "caption": "chú thích ảnh",
    "heading": "tít xen",
    "byline": "tác giả",
    "quote": "trích dẫn",
    "related": "tin liên quan",
    "widget": "khác",
}

FIELDS: Final = ("title", "publisher", "author", "published")


def read(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Anything that run takes; - is stdin.")],
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", metavar="FILE", help="Write the articles as JSONL, an INPUT of run.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Limit for each document.")] = 10.0,
    max_bytes: Annotated[str, typer.Option(metavar="SIZE", help="Longest document that is read.")] = "20MB",
    all_pages: Annotated[
        bool, typer.Option("--all-pages", help="Read also pages of a WARC that name no cluster.")
    ] = False,
) -> None:
    """Cho xem trang được hiểu thế nào: từng phần, ngày đăng lấy từ đâu, đã sửa gì. Show how pages are read.

    Exit code: 0 all inputs read, 1 some inputs failed, 2 wrong usage.
    """
    from rich.console import Console

    from pipeline.model.record import Failure

    check_inputs(inputs)
    console, errors = Console(), Console(stderr=True)
    failed = count = 0
    with _lines(jsonl) as write:
        for item, result in _results(inputs, timeout, parse_size(max_bytes), all_pages):
            if isinstance(result, Failure):
                failed += 1
                message = f"{result.uri}: {result.code}: {result.message}"
                errors.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
                continue
            count += 1
            if jsonl is None:
                _show(console, item.uri, result)
            else:
                write(_line(item.uri, result))
    if jsonl is not None:
        typer.echo(f"{count} bài → {jsonl}")
    raise typer.Exit(1 if failed else 0)


def _results(inputs: list[str], timeout: float, limit: int, all_pages: bool) -> Iterator[tuple[Item, Page | Failure]]:
    """Each article with its page, read in a child process that can be stopped."""
    from pipeline.api import fetch_for
    from pipeline.read.discover import find_sources, items
    from pipeline.read.items import Tally
    from pipeline.workers import Job, run_ordered

    sources = find_sources(list(inputs), Tally())
    found = items(sources, limit, relevant_only=not all_pages, fetch=fetch_for(sources, limit))
    job = Job(partial(_read, max_bytes=limit), _lost, _warm_up)
    yield from run_ordered(found, job, timeout=timeout)


def _read(item: Item, max_bytes: int) -> Page | Failure:
    from pipeline.errors import ExtractionError
    from pipeline.read.article import read_page

    try:
        return read_page(item, max_bytes)
    except ExtractionError as error:
        return _lost(item, error.code, error.message)


def _lost(item: Item, code: str, message: str) -> Failure:
    from pipeline.model.record import Failure

    return Failure(uri=item.uri, code=code, message=message)


def _warm_up() -> None:
    """Loading the libraries is not the first page's time."""
    from pipeline.read.html import read_html

    read_html("<p>Hội nghị</p>")


def _line(uri: str, page: Page) -> str:
    """The article as a line of JSONL, with its zones, so that a run sees them as well."""
    import json

    data = {
        "url": uri,
        "title": page.title,
        "text": page.text,
        "published": page.published,
        "publisher": page.publisher,
        "author": page.author,
        "date_source": page.date_source,
        "zones": [{"zone": block.zone, "start": block.start, "end": block.end} for block in page.blocks if block.zone],
    }
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)


@contextmanager
def _lines(path: Path | None) -> Iterator[Callable[[str], object]]:
    """What takes the lines of the file, which is put in its place when all are written."""
    if path is None:
        yield lambda _: None
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield lambda line: file.write(f"{line}\n")
        beside.replace(path)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}", param_hint="--jsonl") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _show(console: Console, uri: str, page: Page) -> None:
    from rich.rule import Rule

    console.print(Rule(_plain(uri), style="dim"))
    console.print(_metadata(page))
    console.print(_legend(page))
    console.print(_text(page))
    console.print()


def _plain(text: str) -> Text:
    """The text without the control characters that a terminal would obey."""
    from rich.text import Text

    return Text("".join(char if char.isprintable() or char == "\n" else " " for char in text))


def _metadata(page: Page) -> RenderableType:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    facts = {fact.field: fact for fact in page.facts}
    for name in FIELDS:
        value = getattr(page, name)
        if value:
            fact = facts.get(name)
            where = f" {fact.start}–{fact.end}" if fact and fact.start is not None else ""
            table.add_row(name, _plain(value), _plain(f"← {fact.source}{where}" if fact else ""))
    if page.blocks:
        table.add_row("recipe", _plain(page.recipe or "(không có: tìm theo hình thức)"), "")
    for code, message in page.warnings:
        table.add_row("warning", _plain(message), code)
    return table


def _legend(page: Page) -> Text:
    from rich.text import Text

    used = {block.zone for block in page.blocks}
    return Text(" ").join(Text(f" {zone} ({LABELS[zone]}) ", style=STYLES[zone]) for zone in STYLES if zone in used)


def _text(page: Page) -> Text:
    text = _plain(page.text)
    for block in page.blocks:
        if style := STYLES.get(block.zone):
            text.stylize(style, block.start, block.end)
    return text
