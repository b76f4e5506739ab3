"""The command `kyyeu` and its parts. Each part loads what it needs only when it runs: `--help` is quick."""

from __future__ import annotations

import os
import signal
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from pipeline.cli.archive import app as archive
from pipeline.cli.check import check
from pipeline.cli.explain import explain
from pipeline.cli.export import export
from pipeline.cli.fetch import fetch
from pipeline.cli.gate import gate
from pipeline.cli.gold import app as gold
from pipeline.cli.patterns import app as patterns
from pipeline.cli.plan import plan
from pipeline.cli.read import read
from pipeline.cli.run import run
from pipeline.cli.serve import serve

app = typer.Typer(
    name="kyyeu",
    help="Hồ sơ hội nghị cụm, khối thi đua từ tin, bài đã lưu. "
    "Checked records from saved news reports of emulation-cluster meetings.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run)
app.command("fetch")(fetch)
app.command("plan")(plan)
app.command("explain")(explain)
app.command("read")(read)
app.add_typer(patterns, name="patterns")
app.add_typer(archive, name="archive")
app.command("export")(export)
app.command("serve")(serve)
app.command("check")(check)
app.command("gate")(gate)
app.add_typer(gold, name="gold")


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            number = version("kyyeu")
        except PackageNotFoundError:
            number = "(not installed)"
        typer.echo(f"kyyeu {number}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hồ sơ hội nghị cụm, khối thi đua từ tin, bài đã lưu. Records from saved reports of cluster meetings."""


def run_cli() -> None:
    """Entry point of the command. Ends quietly when a pipe's reader has gone or the user breaks it off."""
    # Ended as if by the user: children are stopped and unfinished files removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        app()
    except BrokenPipeError:
        # What is still buffered would raise again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except KeyboardInterrupt:
        sys.exit(130)
