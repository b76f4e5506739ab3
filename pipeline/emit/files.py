"""The files of a run: written beside their places, and put there together at the end."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from pipeline.emit.cells import csv_text, json_line
from pipeline.emit.columns import TABLES
from pipeline.emit.render import Rendered

FILES: Final = {
    "records": "records.jsonl",
    "failures": "failures.jsonl",
    **{name: f"tables/{name}.csv" for name in TABLES},
}
SUMMARY: Final = "summary.json"


class RunFiles:
    """The output of one run, as a context: left with an error, it removes what it wrote and changes no file.

    Text is passed through, never held, so memory does not grow with the run. Raises `OSError` when the folder
    or the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places: dict[str, Path] = {}
        self._open: dict[str, TextIO] = {}
        self._stack = ExitStack()

    def __enter__(self) -> RunFiles:
        with ExitStack() as stack:
            stack.callback(self._remove)
            for name, place in FILES.items():
                self._create(name, self.folder / place)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, rendered: Rendered) -> None:
        """Appends what one article adds."""
        for name, text in rendered.lines.items():
            self._open[name].write(text)

    def commit(self, summary: dict[str, object]) -> None:
        """Puts every file in its place, the summary last."""
        self._create("summary", self.folder / SUMMARY)
        self._open["summary"].write(json_line(summary))
        for file in self._open.values():
            file.close()
        for place in self._places.values():
            _beside(place).replace(place)

    def _create(self, name: str, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        table = TABLES.get(name)
        # Spreadsheets take a CSV without byte order mark for a legacy encoding.
        encoding = "utf-8" if table is None else "utf-8-sig"
        self._open[name] = _beside(place).open("w", encoding=encoding, newline="")
        self._places[name] = place
        if table is not None:
            self._open[name].write(csv_text([tuple(table)]))

    def _remove(self) -> None:
        for name, place in self._places.items():
            self._open[name].close()
            _beside(place).unlink(missing_ok=True)


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}.tmp")
