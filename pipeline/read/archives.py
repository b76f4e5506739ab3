"""What every ZIP must satisfy before a byte of it is unpacked, whether an archive of pages or an office file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from pipeline.errors import ExtractionError
from pipeline.read.items import Openable

MAX_RATIO: Final = 100
"""Unpacked bytes for each packed one; pages shrink to a tenth, repeated text to a fiftieth."""

FREE_BYTES: Final = 50_000_000
"""Unpacked size up to which the ratio does not matter."""

MAX_UNPACKED: Final = 50_000_000_000
"""Unpacked bytes of all members of an archive."""

OFFICE_UNPACKED: Final = 500_000_000
"""Unpacked bytes of a document or spreadsheet."""


@contextmanager
def open_zip(source: Openable, max_unpacked: int = MAX_UNPACKED) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises `ExtractionError`: `truncated`, `malformed`, `too_large` (a bomb), `unreadable`."""
    try:
        file = source.open("rb")
    except OSError as error:
        raise ExtractionError("unreadable", error.strerror or type(error).__name__) from error
    with file, _opened(file) as archive:
        _check_bomb(archive, file, max_unpacked)
        yield archive


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        file.seek(0)
        if file.read(4) == b"PK\x03\x04":
            raise ExtractionError("truncated", "the archive has no directory at its end") from error
        raise ExtractionError("malformed", f"no ZIP archive: {error}") from error


def _check_bomb(archive: zipfile.ZipFile, file: IO[bytes], max_unpacked: int) -> None:
    # Members may overlap, so the sum of their packed sizes says nothing: the size of the file counts.
    unpacked = sum(member.file_size for member in archive.infolist())
    packed = file.seek(0, 2)
    if unpacked > max_unpacked or (unpacked > FREE_BYTES and unpacked > MAX_RATIO * packed):
        raise ExtractionError("too_large", f"{packed:,} bytes unpack to {unpacked:,}: not unpacked")


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, never more than it declares. Raises `ExtractionError`: `encrypted`, `malformed`."""
    if member.flag_bits & 1:
        raise ExtractionError("encrypted", "a password is needed")
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise ExtractionError("malformed", f"cannot be unpacked: {error}") from error
