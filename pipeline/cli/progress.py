"""How far a run is: a bar with rate and remaining time on a terminal, else plain lines; on standard error."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from rich.console import Console

LINE_SECONDS: Final = 5.0
"""Seconds between two plain lines."""


class Progress(Protocol):
    """Told of each article that is done, and of the bytes of the inputs that are done with it."""

    def advance(self, size: int, articles: int = 1) -> None: ...


class _Bar:
    def __init__(self, console: Console, total: int) -> None:
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self.started = time.monotonic()
        self.articles = 0
        self.bar = RichProgress(
            TextColumn("{task.fields[articles]} bài"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[rate]:.1f} bài/s"),
            TextColumn("còn"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self.task = self.bar.add_task("", total=total or None, articles=0, rate=0.0)

    def advance(self, size: int, articles: int = 1) -> None:
        self.articles += articles
        rate = self.articles / max(time.monotonic() - self.started, 0.001)
        self.bar.update(self.task, advance=size, articles=self.articles, rate=rate)


class _Lines:
    def __init__(self, console: Console, total: int) -> None:
        self.console = console
        self.total = total
        self.done = 0
        self.articles = 0
        self.started = self.said = time.monotonic()

    def advance(self, size: int, articles: int = 1) -> None:
        self.articles += articles
        self.done += size
        if time.monotonic() - self.said >= LINE_SECONDS:
            self.said = time.monotonic()
            self.console.print(self.line(), highlight=False, soft_wrap=True)

    def line(self) -> str:
        seconds = max(time.monotonic() - self.started, 0.001)
        text = f"{self.articles} bài, {self.articles / seconds:.1f} bài/s"
        if self.total and self.done:
            left = seconds * max(self.total - self.done, 0) / self.done
            text += f", {min(self.done / self.total, 1):.0%}, còn {left:.0f} s"
        return text


@contextmanager
def progress(console: Console, total: int) -> Iterator[Progress]:
    """A bar or lines for `total` bytes (0: not known)."""
    if not console.is_terminal:
        yield _Lines(console, total)
        return
    bar = _Bar(console, total)
    with bar.bar:
        yield bar
