"""The body of an HTTP response as it was before it was sent: chunks joined, compression undone, within a limit.

Crawlers differ in what they keep: some undo a coding and leave its header. What is not in the coding that a header
names is taken as it is.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from pipeline.errors import ExtractionError

_CHUNK: Final = re.compile(rb"[ \t]*(?P<size>[0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_BLOCK: Final = 1 << 16


def decode_body(raw: bytes, transfer: str | None, content: str | None, limit: int) -> bytes:
    """The body. Raises `ExtractionError`: `damaged` (ends early or contradicts its coding), `too_large`."""
    body = dechunk(raw) if "chunked" in (transfer or "").lower() else raw
    for coding in reversed([name.strip().lower() for name in (content or "").split(",") if name.strip()]):
        body = _undo(body, coding, limit)
    if len(body) > limit:
        raise _too_large(limit)
    return body


def dechunk(raw: bytes) -> bytes:
    """The chunks joined; bytes that are no chunks as they are. Raises `ExtractionError` `damaged` for a cut one."""
    if not _CHUNK.match(raw):
        return raw
    pieces: list[bytes] = []
    place = 0
    while match := _CHUNK.match(raw, place):
        size = int(match["size"], 16)
        if size == 0:
            return b"".join(pieces)
        piece = raw[match.end() : match.end() + size]
        if len(piece) < size:
            break
        pieces.append(piece)
        place = match.end() + size
        place += 2 if raw[place : place + 2] == b"\r\n" else 1 if raw[place : place + 1] == b"\n" else 0
    if not pieces:
        return raw
    raise ExtractionError("damaged", "the chunks of the body end early")


def _undo(body: bytes, coding: str, limit: int) -> bytes:
    if coding in {"gzip", "x-gzip"}:
        return _inflate(body, 31, limit) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        # Servers send both forms under this name.
        zlib_form = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflate(body, 15 if zlib_form else -15, limit, strict=zlib_form)
    if coding == "br":
        return _brotli(body, limit)
    return body


def _inflate(body: bytes, form: int, limit: int, *, strict: bool = True) -> bytes:
    stream = zlib.decompressobj(form)
    try:
        made = stream.decompress(body, limit + 1)
    except zlib.error as error:
        if not strict:
            return body
        raise ExtractionError("damaged", f"the compressed body is broken: {error}") from error
    if len(made) > limit:
        raise _too_large(limit)
    if not stream.eof:
        raise ExtractionError("damaged", "the compressed body ends early")
    return made


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli

    stream, pieces, size = brotli.Decompressor(), [], 0
    try:
        for place in range(0, len(body), _BLOCK):
            piece = stream.process(body[place : place + _BLOCK])
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise _too_large(limit)
    except brotli.error:
        # Brotli has no signature; what is text was undone by the crawler.
        return body
    if not stream.is_finished():
        raise ExtractionError("damaged", "the compressed body ends early")
    return b"".join(pieces)


def _too_large(limit: int) -> ExtractionError:
    return ExtractionError("too_large", f"the body unpacks to more than {limit:,} bytes")
