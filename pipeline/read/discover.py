"""Inputs to items: which files there are, in which order, under which uri."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from pipeline.errors import ExtractionError
from pipeline.read.article import too_large
from pipeline.read.containers import Reading, expand
from pipeline.read.items import EMPTY, MARK, MAX_BYTES, START, Item, Openable, Position, Tally
from pipeline.read.remote import remote_files, scheme_of
from pipeline.read.sniff import ARTICLES, article_kind, sniff, suffix_of

STDIN = "-"
"""The input that means standard input, and its uri."""

WEB = "web"
"""Kind of a source that is an address of the web."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read (`file` is `None` for standard input and the web), or why it cannot be."""

    uri: str
    file: Openable | None = None
    size: int = 0
    kind: str | None = None
    error: tuple[str, str] | None = None


def find_sources(inputs: Sequence[str | Path], tally: Tally, *, leave_out: Path | None = None) -> list[Source]:
    """The files of the inputs: as given, folders recursively and sorted by the parts of their paths.

    A file of a folder that is of no kind that is read is counted in `tally` and left out, and so is everything
    below `leave_out`, the folder that results are written to. A missing input is a source with an error.
    """
    away = leave_out.resolve() if leave_out else None
    sources: list[Source] = []
    for given in inputs:
        path = Path(given)
        scheme = scheme_of(str(given))
        if str(given) == STDIN:
            sources.append(Source(STDIN))
        elif scheme in {"http", "https"}:
            sources.append(Source(str(given), kind=WEB))
        elif scheme is not None:
            sources += _remote(str(given), tally)
        elif path.is_dir():
            sources += _folder(path, path, tally, away)
        elif is_pattern(given):
            sources += _matches(str(given), tally, away)
        else:
            sources.append(_file(path))
    tally.total_bytes = sum(source.size for source in sources)
    return sources


def is_pattern(given: str | Path) -> bool:
    """Whether an input is a glob: it has wildcards and is not itself the name of a file."""
    return glob.has_magic(str(given)) and not Path(given).exists()


def items(
    sources: Sequence[Source],
    max_bytes: int = MAX_BYTES,
    *,
    relevant_only: bool = True,
    start: Position = START,
    marks: bool = False,
    fetch: Callable[[str], Item] | None = None,
) -> Iterator[Item]:
    """The articles of the sources in order: one of each file, one of each row, record or member.

    Pages of a crawl that name no cluster are passed over if `relevant_only`. `start` is the `after` of the last
    item that was done. With `marks` there are items of kind `mark` as well, for what has no article behind it.
    `fetch` gets the page of an address.
    """
    reading = Reading(max_bytes, relevant_only)
    for index, source in enumerate(sources[start.source :], start.source):
        begin = start if index == start.source else Position(index)
        offset, done = begin.offset, begin.skip
        # A crawl is entered at the offset; any other source is read again as far as it was done.
        if source.kind == WEB and fetch is not None and not done:
            found: Iterator[Item] = iter([fetch(source.uri)])
        else:
            found = _of_source(source, reading, begin)
        for item in found if source.kind == "warc" else islice(found, done, None):
            done += 1
            after = item.after if source.kind == "warc" else Position(0, offset, done)
            if marks or item.kind != MARK:
                yield replace(item, after=after._replace(source=index))


def _of_source(source: Source, reading: Reading, start: Position) -> Iterator[Item]:
    if source.error is not None:
        yield Item(source.uri, 0, error=source.error)
    elif source.kind == WEB:
        yield Item(source.uri, 0, error=("unsupported", "an address of the web: kyyeu run and kyyeu fetch get it"))
    elif source.file is None:
        yield _stdin(reading.max_bytes)
    elif isinstance(source.file, Path) and not source.size:
        yield Item(source.uri, 0, error=EMPTY)
    elif source.kind not in ARTICLES:
        yield from expand(source.file, source.uri, source.kind or "zip", reading, start)
    elif isinstance(source.file, Path):
        yield Item(source.uri, source.size, path=source.file, kind=source.kind)
    else:
        yield _whole(source, source.file, reading.max_bytes)


def _whole(source: Source, file: Openable, max_bytes: int) -> Item:
    """A remote article, read here: the workers have no connection."""
    if source.size > max_bytes:
        error = too_large(source.size, max_bytes)
        return Item(source.uri, source.size, error=(error.code, error.message))
    try:
        with file.open("rb") as stream:
            return Item(source.uri, source.size, raw=stream.read(max_bytes), kind=source.kind)
    except OSError as error:
        return Item(source.uri, source.size, error=("unreadable", error.strerror or type(error).__name__))


def _file(path: Path) -> Source:
    uri = _text(path.name)
    try:
        size = path.stat().st_size
        kind = sniff(path, path.name)
    except OSError as error:
        return Source(uri, path, error=("unreadable", error.strerror or type(error).__name__))
    if kind is None:
        ending = suffix_of(path.name) or "without ending"
        return Source(uri, path, error=("unsupported", f"files of type {_text(ending)} are not read"))
    return Source(uri, path, size, kind)


def _folder(folder_given: Path, root: Path, tally: Tally, leave_out: Path | None) -> list[Source]:
    found: list[Source] = []

    def unreadable(error: OSError) -> None:
        folder = _relative(Path(error.filename or root), root)
        found.append(Source(folder, error=("unreadable", error.strerror or type(error).__name__)))

    for folder, names, files in os.walk(folder_given, onerror=unreadable):
        if leave_out is not None:
            names[:] = [name for name in names if (Path(folder) / name).resolve() != leave_out]
            if Path(folder).resolve() == leave_out:
                continue
        found += _members([Path(folder) / name for name in files], root, tally)
    return sorted(found, key=lambda source: source.uri.split("/"))


def _matches(pattern: str, tally: Tally, leave_out: Path | None) -> list[Source]:
    """The files that a glob matches; a folder that it matches is read whole."""
    fixed = Path(*_before_magic(Path(pattern).parts))
    found: list[Source] = []
    for name in glob.glob(pattern, recursive=True):  # noqa: PTH207 (a pattern may be absolute)
        path = Path(name)
        if leave_out is not None and leave_out in (path.resolve(), *path.resolve().parents):
            continue
        # `**` gives the files of its folders as well.
        if path.is_dir() and "**" not in pattern:
            found += _folder(path, fixed, tally, leave_out)
        else:
            found += _members([path], fixed, tally)
    if not found:
        return [Source(pattern, error=("unreadable", "no file matches"))]
    return sorted(found, key=lambda source: source.uri.split("/"))


def _before_magic(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        if glob.has_magic(part):
            return
        yield part


def _members(paths: Sequence[Path], root: Path, tally: Tally) -> Iterator[Source]:
    """The files of a folder that are read; the others are counted."""
    for path in paths:
        uri = _relative(path, root)
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                continue
            kind = sniff(path, path.name)
        except OSError as error:
            yield Source(uri, path, error=("unreadable", error.strerror or type(error).__name__))
            continue
        if kind is None:
            tally.skip(_text(suffix_of(path.name)) or "(none)")
        else:
            yield Source(uri, path, status.st_size, kind)


def _remote(address: str, tally: Tally) -> Iterator[Source]:
    try:
        files = remote_files(address)
    except ExtractionError as error:
        yield Source(address, error=(error.code, error.message))
        return
    for uri, size, file in files:
        try:
            kind = sniff(file, uri)
        except OSError as error:
            yield Source(uri, error=("unreadable", error.strerror or str(error)))
            continue
        if kind is not None:
            yield Source(uri, file, size, kind)
        elif len(files) == 1:
            yield Source(uri, error=("unsupported", f"files of type {suffix_of(uri)} are not read"))
        else:
            tally.skip(suffix_of(uri) or "(none)")


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
    return Item(STDIN, len(raw), raw=raw, kind=article_kind(raw))
