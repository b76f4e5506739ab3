"""The files of a run: written beside their places, and put there together at the end."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from pipeline.emit.cells import csv_text, json_line
from pipeline.emit.columns import TABLES
from pipeline.emit.render import Rendered

FILES: Final = {
    "records": "records.jsonl",
    "failures": "failures.jsonl",
    **{name: f"tables/{name}.csv" for name in TABLES},
}
OPTIONAL: Final = {"ledger": "ledger.jsonl", "duplicates": "duplicates.jsonl"}
"""Files that are there only when they have a line."""

SUMMARY: Final = "summary.json"
CHECKPOINT: Final = ".unfinished.json"
_BOM: Final = b"\xef\xbb\xbf"


class RunFiles:
    """The output of one run, as a context: left with an error, it removes what it wrote and changes no file.

    With `keep` what was written stays, and the next run goes on from the last checkpoint. Text is passed through,
    never held, so memory does not grow with the run. Raises `OSError` when the folder or the disk refuses.
    """

    def __init__(self, folder: Path, *, keep: bool = False) -> None:
        self.folder = folder
        self.keep = keep
        self._places: dict[str, Path] = {}
        self._open: dict[str, IO[bytes]] = {}
        self._stack = ExitStack()

    def __enter__(self) -> RunFiles:
        with ExitStack() as stack:
            stack.callback(self._leave)
            self._resume()
            for name, place in FILES.items():
                if name not in self._open:
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
            self._open[name].write(text.encode("utf-8"))

    def add_line(self, name: str, data: object) -> None:
        """Appends a line to one of the `OPTIONAL` files."""
        if name not in self._open:
            self._create(name, self.folder / OPTIONAL[name])
        self._open[name].write(json_line(data).encode("utf-8"))

    def written(self, name: str) -> Path:
        """The file as far as it is written, to be read before it is put in its place."""
        self._open[name].flush()
        return self._beside(self._places[name])

    def checkpoint(self, state: dict[str, Any]) -> None:
        """Makes sure that the next run can go on from here; `state` is what it will be told."""
        sizes = {}
        for name, file in self._open.items():
            file.flush()
            os.fsync(file.fileno())
            sizes[name] = file.tell()
        beside = self.folder / f"{CHECKPOINT}.tmp"
        with beside.open("w", encoding="utf-8") as target:
            json.dump({"sizes": sizes, "state": state}, target)
            target.flush()
            os.fsync(target.fileno())
        beside.replace(self.folder / CHECKPOINT)

    def commit(self, summary: dict[str, object]) -> None:
        """Puts every file in its place, the summary last."""
        self._create("summary", self.folder / SUMMARY)
        self._open["summary"].write(json_line(summary).encode("utf-8"))
        for file in self._open.values():
            file.close()
        for left in (CHECKPOINT, f"{CHECKPOINT}.tmp"):
            (self.folder / left).unlink(missing_ok=True)
        for place in self._places.values():
            self._beside(place).replace(place)
        for name in OPTIONAL.keys() - self._places.keys():
            (self.folder / OPTIONAL[name]).unlink(missing_ok=True)

    def _resume(self) -> None:
        """Opens the files of the unfinished run, cut to the length they had at its last checkpoint."""
        saved = read_checkpoint(self.folder) if self.keep else None
        for name, size in (saved["sizes"] if saved else {}).items():
            place = self.folder / {**FILES, **OPTIONAL}[name]
            self._places[name] = place
            self._open[name] = self._beside(place).open("r+b")
            self._open[name].truncate(size)
            self._open[name].seek(size)

    def _create(self, name: str, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        self._open[name] = self._beside(place).open("wb")
        self._places[name] = place
        table = TABLES.get(name)
        if table is not None:
            # Spreadsheets take a CSV without byte order mark for a legacy encoding.
            self._open[name].write(_BOM + csv_text([tuple(table)]).encode("utf-8"))

    def _leave(self) -> None:
        for name, place in self._places.items():
            self._open[name].close()
            if not self.keep:
                self._beside(place).unlink(missing_ok=True)

    def _beside(self, place: Path) -> Path:
        return place.with_name(f".{place.name}.{'part' if self.keep else f'{os.getpid()}.tmp'}")


def read_checkpoint(folder: Path) -> dict[str, Any] | None:
    """The last checkpoint of an unfinished run (`sizes` of its files, `state`); `None` when there is none."""
    try:
        saved: dict[str, Any] = json.loads((folder / CHECKPOINT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return saved
