"""`kyyeu archive`: fill an archive, mend it by hand, and ask it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.answers import DEFAULT, Where
from pipeline.cli.fill import opened
from pipeline.cli.questions import QUESTIONS

app = typer.Typer(help="Kho hồ sơ hội nghị qua các năm. The archive of meetings over the years.", no_args_is_help=True)
for question in QUESTIONS:
    app.command(question.__name__)(question)


@app.command("add")
def add(
    files: Annotated[list[Path], typer.Argument(metavar="RECORDS.jsonl", exists=True, dir_okay=False)],
    archive: Where = DEFAULT,
    bulk: Annotated[bool, typer.Option("--bulk", help="Many articles in a transaction: faster.")] = False,
) -> None:
    """Đưa hồ sơ của `kyyeu run` vào kho. Add the records of a run; the same again changes nothing."""
    from pipeline.archive.ingest import Ingest
    from pipeline.archive.settle import settle
    from pipeline.archive.versions import of_run

    with opened(archive, write=True) as store:
        for file in files:
            ingest = Ingest(store, version=of_run(file), bulk=bulk)
            with file.open("rb") as lines:
                ingest.add_all(lines)
            counts = ", ".join(f"{name} {ingest.counts[name]}" for name in COUNTS)
            typer.echo(f"{file}: {counts}")
        settle(store)


COUNTS = ("added", "changed", "located", "unchanged")


@app.command("merge")
def merge(
    one: Annotated[str, typer.Argument(metavar="MEETING")],
    other: Annotated[str, typer.Argument(metavar="MEETING")],
    archive: Where = DEFAULT,
    note: Annotated[str | None, typer.Option(help="Why; kept with the decision.")] = None,
) -> None:
    """Gộp hai hội nghị là một. Say that two meetings are one; holds for what is added later too."""
    from pipeline.archive.decide import merge as decide

    with opened(archive, write=True) as store:
        typer.echo(decide(store, one, other, note))


@app.command("split")
def split(
    article: Annotated[str, typer.Argument(metavar="ARTICLE")],
    archive: Where = DEFAULT,
    note: Annotated[str | None, typer.Option(help="Why; kept with the decision.")] = None,
) -> None:
    """Tách một bài khỏi hội nghị của nó. Say that an article reports another meeting than the rest."""
    from pipeline.archive.decide import split as decide

    with opened(archive, write=True) as store:
        typer.echo(decide(store, article, note))


@app.command("settle")
def settle_command(archive: Where = DEFAULT) -> None:
    """Nối nốt những gì còn chờ sau một lần chạy dở. Link what a run that was broken off left."""
    from pipeline.archive.settle import settle

    with opened(archive, write=True) as store:
        settle(store)


@app.command("verify")
def verify_command(
    archive: Where = DEFAULT,
    extract: Annotated[bool, typer.Option("--extract", help="Read every article again and compare.")] = False,
) -> None:
    """Kho có nguyên vẹn không. Is every quote at its place, every fact as its record has it? Exit code 1 if not."""
    from pipeline.archive.verify import NOTES, verify

    problems = 0
    with opened(archive) as store:
        for what, which in verify(store, extract=extract):
            typer.echo(f"{what}: {which}", err=what in NOTES)
            problems += what not in NOTES
    typer.echo(f"{problems} problems" if problems else "all well", err=bool(problems))
    raise typer.Exit(1 if problems else 0)
