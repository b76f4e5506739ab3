"""Files of many articles to items: tables, crawls and archives, archives within archives."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from pipeline.errors import ExtractionError
from pipeline.read.archives import open_zip, read_member
from pipeline.read.items import EMPTY, MARK, MAX_BYTES, START, Item, Openable, Position
from pipeline.read.sniff import ARTICLES, HEAD_BYTES, TABLES, sniff, sniff_head, suffix_of
from pipeline.read.tables import table_items

MAX_DEPTH: Final = 3
"""Archives within archives that are opened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: longest document in bytes, and whether pages of crawls must name a cluster."""

    max_bytes: int = MAX_BYTES
    relevant_only: bool = True


def expand(
    source: Openable, uri: str, kind: str, reading: Reading, start: Position = START, depth: int = 0
) -> Iterator[Item]:
    """The articles of a table, crawl or archive, in order; what cannot be read is an item with an error.

    `start` is where a crawl is read from; `depth` counts the archives around this one.
    """
    try:
        if kind in TABLES:
            yield from table_items(source, uri, reading.max_bytes, kind)
        elif kind == "warc":
            from pipeline.read.warc import warc_items

            yield from warc_items(source, uri, reading, start)
        else:
            yield from _zip_items(source, uri, reading, depth)
    except ExtractionError as error:
        yield Item(uri, 0, error=(error.code, error.message))
    except OSError as error:
        yield Item(uri, 0, error=("unreadable", error.strerror or type(error).__name__))


def _zip_items(source: Openable, uri: str, reading: Reading, depth: int) -> Iterator[Item]:
    if depth >= MAX_DEPTH:
        raise ExtractionError("unsupported", f"an archive within {MAX_DEPTH} archives is not opened")
    skipped: tuple[str, ...] = ()
    with open_zip(source) as archive:
        for member in archive.infolist():
            name = _name(member)
            if member.is_dir() or name.startswith("__MACOSX/"):
                continue
            for item in _member_items(archive, member, f"{uri}!/{name}", reading, depth):
                skipped += item.skipped
                if item.kind != MARK or item.ledger:
                    yield replace(item, skipped=skipped)
                    skipped = ()
    if skipped:
        yield Item(uri, 0, kind=MARK, skipped=skipped)


def _member_items(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, uri: str, reading: Reading, depth: int
) -> Iterator[Item]:
    """The articles of one member; a mark for a file that is not read."""
    name = _name(member)
    try:
        _check_name(name)
        kind = _member_kind(archive, member, name)
        if kind is None:
            yield Item(uri, 0, kind=MARK, skipped=(suffix_of(name) or "(none)",))
        elif not member.file_size:
            raise ExtractionError(*EMPTY)
        elif kind in ARTICLES:
            if member.file_size > reading.max_bytes:
                message = f"{member.file_size:,} bytes; at most {reading.max_bytes:,} are read"
                raise ExtractionError("too_large", message)
            yield Item(uri, member.file_size, raw=read_member(archive, member), kind=kind)
        else:
            with _unpacked(archive, member) as path:
                yield from expand(path, uri, kind, reading, depth=depth + 1)
    except ExtractionError as error:
        yield Item(uri, 0, error=(error.code, error.message))


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in path.parts[0]:
        raise ExtractionError("malformed", "the name leads out of the archive")


def _name(member: zipfile.ZipInfo) -> str:
    """The name; Windows wrote UTF-8 or local bytes without saying so, which are then read as cp437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _member_kind(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> str | None:
    if member.flag_bits & 1:
        raise ExtractionError("encrypted", "a password is needed")
    try:
        with archive.open(member) as file:
            head = file.read(HEAD_BYTES)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise ExtractionError("malformed", f"cannot be unpacked: {error}") from error
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return sniff_head(head, name)
    with _unpacked(archive, member) as path:
        return sniff(path, name)


@contextmanager
def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Path]:
    """The member as a file of its own, under a name of ours."""
    with tempfile.TemporaryDirectory(prefix="kyyeu-") as folder:
        path = Path(folder) / "member"
        try:
            with archive.open(member) as packed, path.open("wb") as file:
                shutil.copyfileobj(packed, file, 1 << 20)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error) as error:
            raise ExtractionError("malformed", f"cannot be unpacked: {error}") from error
        yield path
