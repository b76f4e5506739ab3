"""`kyyeu patterns`: check the rules, list them, try a new one on the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pipeline.cli.options import check_inputs

if TYPE_CHECKING:
    from rich.text import Text

    from pipeline.match import Matcher
    from pipeline.rulebook import Rule

app = typer.Typer(help="Các quy tắc trong patterns/. The rules in patterns/.", no_args_is_help=True)

CONTEXT: Final = 40
"""Characters shown on either side of a match."""


@app.command("lint")
def lint() -> None:
    """Chạy mọi ví dụ của mọi quy tắc. Load every rule and run its examples; exit code 1 if any fails."""
    from pipeline import rulebook
    from pipeline.read.recipes import lint_recipes

    problems = [*rulebook.lint(), *lint_recipes()]
    for problem in problems:
        typer.echo(problem)
    if problems:
        typer.echo(f"{len(problems)} problems", err=True)
        raise typer.Exit(1)
    rules = rulebook.load_rules()
    examples = sum(len(rule.yes) + len(rule.no) for rule in rules)
    typer.echo(f"{len(rules)} rules, {examples} examples: all well")


@app.command("list")
def list_rules() -> None:
    """Liệt kê các quy tắc. List the rules: id, file, zones and what each marks."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("id", "file", "zones", "yes", "no", "label", box=None, pad_edge=False)
    for rule in _rules():
        zones = ", ".join(sorted(rule.zones)) or "—"
        counts = (str(len(rule.yes)), str(len(rule.no)))
        table.add_row(*(Text(cell) for cell in (rule.id, rule.file, zones, *counts, rule.label)))
    console = Console()
    # A pipe has no width: nothing may be cut off for a reader that is a program.
    console.print(table, width=None if console.is_terminal else 400)


def _rules() -> tuple[Rule, ...]:
    from pipeline import rulebook

    try:
        return rulebook.load_rules()
    except rulebook.RuleError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@app.command("try")
def try_pattern(
    pattern: Annotated[str, typer.Argument(metavar="REGEX", help="As in the rule files: write blanks as \\s.")],
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", help="Default: corpus/.")] = None,
    case: Annotated[bool, typer.Option("--case", help="Match capitals as they are.")] = False,
) -> None:
    """Thử một biểu thức trên các bài. Show where a pattern would match, as a rule would."""
    from rich.console import Console

    from pipeline import rulebook

    try:
        compiled = rulebook.compile_pattern(pattern, "REGEX")
    except rulebook.RuleError as error:
        raise typer.BadParameter(str(error), param_hint="REGEX") from error
    if " " in pattern:
        typer.echo("note: blanks in a pattern are ignored, as in the rule files; write \\s", err=True)
    given = inputs or ["corpus"]
    check_inputs(given)
    console = Console()
    articles = matched = total = 0
    for uri, text in _articles(given):
        articles += 1
        found = list(_matches(compiled, text, case))
        matched, total = matched + bool(found), total + len(found)
        for start, line in found:
            console.print(f"{uri}:{start}:", line, highlight=False, markup=False, soft_wrap=True)
    typer.echo(f"{total} matches in {matched} of {articles} articles", err=True)


def _articles(inputs: list[str]) -> Iterator[tuple[str, str]]:
    """Uri and text (NFC) of each article that can be read; the others are named on standard error."""
    from pipeline.errors import ExtractionError
    from pipeline.fold import nfc
    from pipeline.read.article import read_page
    from pipeline.read.discover import find_sources, items
    from pipeline.read.items import Tally

    for item in items(find_sources([Path(value).as_posix() for value in inputs], Tally())):
        try:
            yield item.uri, nfc(read_page(item).text)
        except ExtractionError as error:
            typer.echo(f"{item.uri}: {error}", err=True)


def _matches(compiled: Matcher, text: str, case: bool) -> Iterator[tuple[int, Text]]:
    """Offset and surroundings of each match, found on the fold that the rules see."""
    from rich.text import Text

    from pipeline.fold import fold_spelling, lower
    from pipeline.rulebook import TIMEOUT

    folded = fold_spelling(text)
    try:
        for match in compiled.finditer(folded if case else lower(folded), timeout=TIMEOUT):
            start, end = match.span()
            line = Text(
                "".join(char if char.isprintable() else " " for char in text[max(0, start - CONTEXT) : end + CONTEXT])
            )
            offset = start - max(0, start - CONTEXT)
            line.stylize("bold black on yellow", offset, offset + end - start)
            yield start, line
    except TimeoutError:
        typer.echo("a match took too long and was given up", err=True)
