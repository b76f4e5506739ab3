"""Where a crawl file goes on after a damaged place, and whether it ended before its end."""

from __future__ import annotations

import re
import zlib
from typing import IO, Final

_BLOCK: Final = 1 << 20
_GZIP: Final = b"\x1f\x8b\x08"
_PLAIN: Final = re.compile(rb"WARC/\d\.\d\r?\n")
_HEAD: Final = re.compile(rb"WARC/\d\.\d\r?\n[\w-]+\s*:")
_HEADER_END: Final = re.compile(rb"\r?\n\r?\n")
_LENGTH: Final = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
_MAX_HEADER: Final = 1 << 16
_OVERLAP: Final = 64
MAX_DIGITS: Final = 19
"""Digits of a length that are read: no file is longer, and Python refuses numbers of thousands of digits."""


def is_gzip(file: IO[bytes]) -> bool:
    """Whether the members of the file are compressed. A damaged start does not decide."""
    file.seek(0)
    head = file.read(64)
    if _HEAD.match(head):
        return False
    return head.startswith(_GZIP[:2]) or next_record(file, 0, gzip=True) is not None


def starts_member(file: IO[bytes], offset: int) -> bool:
    """Whether a compressed member that is a record begins here."""
    file.seek(offset)
    return _is_record(file.read(256))


def next_record(file: IO[bytes], start: int, *, gzip: bool) -> int | None:
    """The offset of the first record at or after `start`: of the next member that inflates to `WARC/`."""
    place = start
    file.seek(start)
    kept = b""
    while block := file.read(_BLOCK):
        data = kept + block
        found = _gzip_place(data, file, place) if gzip else _plain_place(data)
        if found is not None:
            return place + found
        file.seek(place + len(data))
        kept = data[-_OVERLAP:]
        place += len(data) - len(kept)
    return None


def _plain_place(data: bytes) -> int | None:
    match = _PLAIN.search(data)
    return match.start() if match else None


def _gzip_place(data: bytes, file: IO[bytes], place: int) -> int | None:
    found = data.find(_GZIP)
    while found >= 0:
        head = data[found : found + 256]
        if len(head) < 256:
            file.seek(place + found)
            head = file.read(256)
        if _is_record(head):
            return found
        found = data.find(_GZIP, found + 1)
    return None


def _is_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def record_end(file: IO[bytes], offset: int, *, gzip: bool) -> int | None:
    """The offset behind the record that begins at `offset`; `None` when it is damaged or cut."""
    file.seek(offset)
    if gzip:
        return _member_end(file, offset)
    head = file.read(_MAX_HEADER)
    end = _HEADER_END.search(head)
    length = _LENGTH.search(head, 0, end.end()) if end else None
    if end is None or length is None:
        return None
    behind = offset + end.end() + int(length[1][:MAX_DIGITS])
    if behind > file.seek(0, 2):
        return None
    file.seek(behind)
    # Four bytes close a record; the last ones are often left out.
    closing = file.read(4)
    return behind + len(closing) - len(closing.lstrip(b"\r\n"))


def _member_end(file: IO[bytes], offset: int) -> int | None:
    stream, place = zlib.decompressobj(31), offset
    try:
        # Members are short; the rest of a large block would be copied for nothing.
        while block := file.read(_MAX_HEADER):
            place += len(block)
            data = block
            while data and not stream.eof:
                stream.decompress(data, _BLOCK)
                data = stream.unconsumed_tail
            if stream.eof:
                return place - len(stream.unused_data)
    except zlib.error:
        return None
    return None


def is_padding(file: IO[bytes], start: int) -> bool:
    """Whether nothing but blanks and NULs follow."""
    file.seek(start)
    while block := file.read(_BLOCK):
        if block.strip(b"\0\r\n\t "):
            return False
    return True
