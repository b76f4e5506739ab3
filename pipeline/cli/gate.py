"""`kyyeu gate`: the scores may not fall below their floors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXIT_FALLEN, EXIT_BAD_INPUT = 1, 2


def gate(
    corpus: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of articles [corpus].")] = None,
    gold: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of gold with gate.toml [gold].")] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Raise the floors to what is reached; never lowers one.")
    ] = False,
    allow_regression: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="Lower this floor; may be repeated; needs --why.")
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it is lowered; kept in gate.toml.")] = "",
) -> None:
    """Điểm từng trường không được tụt dưới mức sàn. Hold every field to its floor.

    Exit code: 0 all hold, 1 one has fallen or corpus and gold are not those of the floors, 2 wrong usage.
    """
    from pipeline.check.bad_input import BadInput

    if (corpus is None) != (gold is None):
        raise typer.BadParameter("--corpus and --gold come together")
    if bool(allow_regression) != bool(why.strip()):
        raise typer.BadParameter("--allow-regression FIELD needs --why TEXT, and the other way round")
    try:
        _gate(corpus, gold, update, allow_regression or [], why.strip())
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(EXIT_BAD_INPUT) from error


def _gate(corpus: Path | None, gold: Path | None, update: bool, allowed: list[str], why: str) -> None:
    from pipeline.check import gate as gates
    from pipeline.check.command import extract
    from pipeline.check.sources import own_pair, pair_of

    pair = pair_of(corpus, gold) if corpus and gold else own_pair()
    path = gates.gate_path(pair)
    held = gates.read_gate(path)
    now = gates.measured(pair, extract)
    if update or allowed:
        fresh = gates.updated(held, now, allowed, why)
        gates.write_gate(path, fresh)
        changed = [name for name, floor in fresh.floors.items() if held.floors.get(name) != floor]
        for name in changed:
            before = f"{held.floors[name]:.1f}" if name in held.floors else "–"
            typer.echo(f"{name:<24}{before:>6} → {fresh.floors[name]:.1f}")
        typer.echo(f"{len(changed)} of {len(fresh.floors)} floors changed in {path}")
        return
    if faults := gates.faults(held, now):
        typer.echo("\n".join(faults), err=True)
        raise typer.Exit(EXIT_FALLEN)
    typer.echo(f"{len(held.floors)} floors hold on {now.documents} documents")
