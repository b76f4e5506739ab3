"""The physical lines of a table file, with their offsets, so that reading can resume after a broken row."""

from __future__ import annotations

import codecs
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from pipeline.errors import ExtractionError
from pipeline.read.items import Openable

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def open_table(path: Openable) -> Iterator[IO[bytes]]:
    """The file as bytes of UTF-8 (or a legacy encoding) without byte order mark; UTF-16 is transcoded beside.

    Raises `ExtractionError`: `unreadable`, `encoding`, `binary`.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise ExtractionError("unreadable", error.strerror or type(error).__name__) from error
    with file:
        head = file.read(4096)
        if head.startswith(_WIDE_MARKS):
            with tempfile.TemporaryFile() as narrow:
                _transcode(path, narrow)
                yield narrow
            return
        first = head.split(b"\n", 1)[0]
        if b"\0" in first:
            raise ExtractionError("binary", "NUL bytes in the first line")
        file.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
        yield file


def _transcode(path: Openable, target: IO[bytes]) -> None:
    try:
        with io.TextIOWrapper(path.open("rb"), encoding="utf-16", newline="") as source:
            while block := source.read(1 << 16):
                target.write(block.encode("utf-8"))
    except UnicodeError as error:
        raise ExtractionError("encoding", "not UTF-16 throughout") from error
    target.seek(0)


class LineReader:
    """Reads lines of at most `limit` bytes; what exceeds it is passed over.

    `start` is the offset of the line read last, `number` counts lines from 1.
    """

    def __init__(self, file: IO[bytes], limit: int) -> None:
        self.file = file
        self.limit = limit
        self.start = file.tell()
        self.number = 0

    def read(self) -> tuple[bytes, int]:
        """The next line and its full length in bytes; `(b"", 0)` at the end. A longer line comes cut."""
        self.start = self.file.tell()
        line = self.file.readline(self.limit + 1)
        length = len(line)
        if length > self.limit and not line.endswith(b"\n"):
            while rest := self.file.readline(1 << 20):
                length += len(rest)
                if rest.endswith(b"\n"):
                    break
        if line:
            self.number += 1
        return line, length

    def rewind(self, offset: int, number: int) -> None:
        """Continue at this offset, after line `number`."""
        self.file.seek(offset)
        self.number = number
