"""`kyyeu check`: score records against gold; the options are those of `python -m pipeline.check`."""

from __future__ import annotations

import typer

PASS_THROUGH = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""The options go to the check's own parser, `--help` too."""


def check(context: typer.Context) -> None:
    """Score records against gold, field by field."""
    from pipeline.check.command import main

    raise typer.Exit(main(context.args))


def register(app: typer.Typer) -> None:
    """Add the command to the tool."""
    app.command("check", context_settings=PASS_THROUGH)(check)
