"""The archive as the commands open it: what it refuses is a line on standard error and exit code 2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pipeline.archive.store import Store

EXIT_REFUSED = 2


@contextmanager
def refusals() -> Iterator[None]:
    """Says what the archive refuses, and ends the command."""
    from pipeline.archive.errors import CODES, ArchiveError

    try:
        yield
    except ArchiveError as error:
        from pipeline.serve.labels import Labels

        said = Labels("vi")(f"problem.{error.code}")
        typer.secho(f"{error.subject}: {said} ({CODES[error.code]})", err=True, fg="red")
        raise typer.Exit(EXIT_REFUSED) from error


@contextmanager
def opened(location: str, *, write: bool = False) -> Iterator[Store]:
    """The archive, open."""
    from pipeline.archive.store import Store

    with refusals(), Store(location, write=write) as store:
        yield store


@contextmanager
def filling(location: str | None) -> Iterator[Callable[[str], None]]:
    """What takes each line of `records.jsonl` into the archive, if there is one to fill."""
    if location is None:
        yield lambda _: None
        return
    with opened(location, write=True) as store:
        from pipeline.archive.ingest import Ingest
        from pipeline.archive.settle import settle

        ingest = Ingest(store)
        yield lambda line: ingest.add(line.encode())
        settle(store)
