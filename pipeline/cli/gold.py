"""`kyyeu gold`: make gold, check it, compare annotators, take it to other tools and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.gold_formats import export_gold, import_gold
from pipeline.cli.options import BAD_INPUT, bad_input, write_whole

if TYPE_CHECKING:
    from pipeline.gold.files import GoldSet
    from pipeline.gold.problems import Problem

app = typer.Typer(help="Làm và kiểm tra bộ chuẩn. Make and check gold.", no_args_is_help=True)
app.command("export")(export_gold)
app.command("import")(import_gold)

Corpus = Annotated[
    Path | None, typer.Option("--corpus", metavar="DIR", help="The articles. Default: the corpus beside the gold.")
]


@app.command("draft")
def draft(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A saved report; FILE#3 is row 3 of a table.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write it there.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over gold that is there.")] = False,
) -> None:
    """Lập bản nháp bộ chuẩn từ hồ sơ. Write a draft of gold from the record, to be corrected by hand.

    Exit code: 0 written, 1 the report cannot be read, 2 wrong usage.
    """
    from pipeline.cli.explain import read_result
    from pipeline.gold.draft import draft as draft_of
    from pipeline.gold.draft import gold_text
    from pipeline.model.record import Failure

    if out is not None and out.exists() and not force:
        raise typer.BadParameter(f"{out} is there already; --force writes over it", param_hint="--out")
    result = read_result(file, 10.0, 20_000_000)
    if isinstance(result, Failure):
        typer.echo(f"{result.uri}: {result.code}: {result.message}", err=True)
        raise typer.Exit(1)
    text = gold_text(draft_of(result))
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text, "--out")
        typer.echo(str(out))


@app.command("validate")
def validate(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[GOLD]...", help="Default: the project's own.")] = None,
    corpus: Corpus = None,
    show_held: Annotated[bool, typer.Option("--show-held", help="Show slips of held-out articles too.")] = False,
) -> None:
    """Kiểm tra bộ chuẩn. Look for slips in gold: keys, vocabulary, quotes, numbers, duplicates.

    Of the project's held-out articles only counts are shown. Exit code: 0 sound, 1 slips, 2 gold that cannot be used.
    """
    from pipeline.gold.files import is_broken
    from pipeline.gold.validate import check_all

    found = gold_files(paths or [], corpus)
    problems = check_all(found.golds, found.texts, whole=found.whole)
    for line in slip_lines(problems, None if show_held else found):
        typer.echo(line)
    typer.echo(f"{len(found.golds)} files, {len(problems)} slips", err=True)
    raise typer.Exit(2 if is_broken(problems) else 1 if problems else 0)


@app.command("agree")
def agree(
    left: Annotated[Path, typer.Argument(metavar="A", exists=True, help="Gold of one annotator: folder or file.")],
    right: Annotated[Path, typer.Argument(metavar="B", exists=True, help="Gold of the other.")],
    corpus: Corpus = None,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write it as data.")] = None,
) -> None:
    """So hai người gán nhãn. Agreement of two annotators by field, and where they differ.

    Exit code: 0 compared, 2 gold that cannot be used.
    """
    from pipeline.cli.gold_agree import compare_gold, lines

    found = compare_gold(left, right, corpus)
    for line in lines(found):
        typer.echo(line)
    if json is not None:
        from pipeline.emit.cells import json_line

        write_whole(json, json_line(found.as_data()), "--json")


def gold_files(paths: list[Path], corpus: Path | None) -> GoldSet:
    """The gold that was named; ends with 2 where there is none."""
    from pipeline.gold.files import GoldError, gold_set

    try:
        return gold_set(paths, corpus)
    except GoldError as error:
        bad_input(str(error))


def slip_lines(problems: list[Problem], found: GoldSet | None) -> Iterator[str]:
    """A line for each slip; of the held-out articles of `found` only counts."""
    from pipeline.gold.files import stem_of_problem

    hidden = [problem for problem in problems if found and found.is_hidden(stem_of_problem(problem))]
    yield from (problem.show() for problem in problems if problem not in hidden)
    for kind, count in sorted(Counter(problem.kind for problem in hidden).items()):
        yield f"held-out articles: {count} {kind}"


def refuse(problems: list[Problem], found: GoldSet | None = None) -> None:
    """Ends the command where gold is not sound: the slips on standard error, exit code 2."""
    for line in slip_lines(problems, found):
        typer.echo(line, err=True)
    if problems:
        raise typer.Exit(BAD_INPUT)
