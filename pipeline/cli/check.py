"""`kyyeu check`: how right are the figures, field by field, and what exactly is wrong."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXIT_BAD_INPUT = 2


class Split(StrEnum):
    """Which documents: those the rules were made with, those held out, or all."""

    ALL = "all"
    DEV = "dev"
    HELD = "held"


def check(
    table: Annotated[
        Path | None, typer.Argument(metavar="TABLE", help="Your own figures (.csv, .xlsx), to be checked instead.")
    ] = None,
    corpus: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Folder of articles; again for more, each with --gold.")
    ] = None,
    gold: Annotated[list[Path] | None, typer.Option(metavar="DIR", help="Folder of gold, ID.json.")] = None,
    records: Annotated[
        Path | None, typer.Option(metavar="FILE", help="records.jsonl to score; else the articles are read now.")
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this field or group (`meeting`); may be repeated.")
    ] = None,
    doc: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this document; may be repeated.")] = None,
    split: Annotated[Split, typer.Option(help="Only the documents of this split.")] = Split.ALL,
    errors: Annotated[bool, typer.Option("--errors", help="List every missed, spurious and wrong value.")] = False,
    causes: Annotated[bool, typer.Option("--causes", help="Count the classes of error.")] = False,
    documents: Annotated[bool, typer.Option("--documents", help="A line for each document.")] = False,
    loose: Annotated[bool, typer.Option("--loose", help="List matches that are alike but not equal.")] = False,
    details: Annotated[bool, typer.Option("--details", help="Score what is compared within matches, too.")] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Let only equal texts match, not alike ones.")] = False,
    show_held: Annotated[bool, typer.Option("--show-held", help="Show held-out documents and errors.")] = False,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tell what changed since this --json file was written.")
    ] = None,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write scores, causes and errors.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the scores as a table.")] = None,
    errors_csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the errors as a table.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a report to look at.")] = None,
) -> None:
    """Đối chiếu hồ sơ với bản chuẩn làm tay. Score records against gold, field by field.

    With TABLE each of its rows is held against the records, those of the corpus without --records.
    Exit code: 0 checked, whatever the scores; 2 wrong usage or input that cannot be scored (nothing is written);
    with TABLE 0 all rows agree, 1 not all.
    """
    if table is not None:
        from pipeline.cli.figures import check_figures

        raise typer.Exit(check_figures(table, records, json, csv))
    from pipeline.check import command
    from pipeline.check.bad_input import BadInput

    options = command.Options(
        records, corpus or (), gold or (), split.value, doc or (), field or (), details, exact, show_held
    )
    try:
        checked = command.check(options)
        changes = command.write(checked, command.Files(json, csv, errors_csv, html, against))
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(EXIT_BAD_INPUT) from error
    printed = command.lines(checked, command.Listed(errors, causes, documents, loose))
    typer.echo("\n".join([*printed, *changes]))
