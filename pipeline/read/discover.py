"""Inputs to items: which files there are, in which order, under which uri."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.article import too_large
from pipeline.read.items import MAX_BYTES, SUFFIXES, TABLE_SUFFIXES, Item, Tally
from pipeline.read.tables import table_items

STDIN = "-"
"""The input that means standard input, and its uri."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read (`path` is `None` for standard input), or why it cannot be."""

    uri: str
    path: Path | None = None
    size: int = 0
    error: tuple[str, str] | None = None


def find_sources(inputs: Sequence[str | Path], tally: Tally, *, leave_out: Path | None = None) -> list[Source]:
    """The files of the inputs: as given, folders recursively and sorted by the parts of their paths.

    A file of a folder that has no readable ending is counted in `tally` and left out, and so is everything
    below `leave_out`, the folder that results are written to. A missing input is a source with an error.
    """
    sources: list[Source] = []
    for given in inputs:
        path = Path(given)
        if str(given) == STDIN:
            sources.append(Source(STDIN))
        elif path.is_dir():
            sources += _folder(path, tally, leave_out.resolve() if leave_out else None)
        else:
            sources.append(_file(path))
    tally.total_bytes = sum(source.size for source in sources)
    return sources


def items(sources: Sequence[Source], max_bytes: int = MAX_BYTES) -> Iterator[Item]:
    """The articles of the sources in order: one of each file, one of each row of a table."""
    for source in sources:
        if source.error is not None:
            yield Item(source.uri, 0, error=source.error)
        elif source.path is None:
            yield _stdin(max_bytes)
        elif source.path.suffix.lower() in TABLE_SUFFIXES:
            yield from table_items(source.path, source.uri, max_bytes)
        else:
            yield Item(source.uri, source.size, path=source.path)


def _file(path: Path) -> Source:
    uri = _text(path.name)
    try:
        size = path.stat().st_size
    except OSError as error:
        return Source(uri, path, error=("unreadable", error.strerror or type(error).__name__))
    if path.suffix.lower() not in SUFFIXES:
        kind = path.suffix.lower() or "without ending"
        return Source(uri, path, error=("unsupported", f"files of type {_text(kind)} are not read"))
    return Source(uri, path, size)


def _folder(root: Path, tally: Tally, leave_out: Path | None) -> list[Source]:
    found: list[Source] = []

    def unreadable(error: OSError) -> None:
        folder = _relative(Path(error.filename or root), root)
        found.append(Source(folder, error=("unreadable", error.strerror or type(error).__name__)))

    for folder, names, files in os.walk(root, onerror=unreadable):
        if leave_out is not None:
            names[:] = [name for name in names if (Path(folder) / name).resolve() != leave_out]
            if Path(folder).resolve() == leave_out:
                continue
        for name in files:
            source = _member(Path(folder) / name, root)
            if source is None:
                tally.skip(_text(Path(name).suffix.lower()) or "(none)")
            else:
                found.append(source)
    return sorted(found, key=lambda source: source.uri.split("/"))


def _member(path: Path, root: Path) -> Source | None:
    """A file of a folder; `None` when its ending is not read or it is no regular file."""
    if path.suffix.lower() not in SUFFIXES:
        return None
    uri = _relative(path, root)
    try:
        status = path.stat()
    except OSError as error:
        return Source(uri, path, error=("unreadable", error.strerror or type(error).__name__))
    return Source(uri, path, status.st_size) if stat.S_ISREG(status.st_mode) else None


def _relative(path: Path, root: Path) -> str:
    return _text(path.relative_to(root).as_posix())


def _text(name: str) -> str:
    """A file name as valid Unicode: names of old disks may hold bytes that are not UTF-8."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _stdin(max_bytes: int) -> Item:
    raw = sys.stdin.buffer.read(max_bytes + 1)
    if len(raw) > max_bytes:
        error = too_large(len(raw), max_bytes)
        return Item(STDIN, len(raw), error=(error.code, error.message))
    return Item(STDIN, len(raw), raw=raw)
