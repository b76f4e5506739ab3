"""Crawl files made here, record by record."""

from __future__ import annotations

import base64
import gzip
import hashlib

PAGE = "<html><body><h1>Cụm thi đua số {0}</h1><p>Khối thi đua họp tổng kết năm {0}.</p></body></html>"


def digest(raw: bytes, name: str = "sha1") -> str:
    return f"{name}:" + base64.b32encode(hashlib.new(name, raw).digest()).decode()


def record(
    number: int,
    body: bytes | None = None,
    headers: str = "Content-Type: text/html",
    *,
    status: str = "200 OK",
    kind: str = "response",
    digests: dict[str, str] | None = None,
) -> bytes:
    """A WARC record, not compressed. `digests` stand for the two that are right."""
    body = PAGE.format(number).encode() if body is None else body
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body if kind == "response" else body
    given = {"WARC-Payload-Digest": digest(body), "WARC-Block-Digest": digest(block)} if digests is None else digests
    media = "application/http; msgtype=response" if kind == "response" else headers.removeprefix("Content-Type: ")
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
            f"WARC-Target-URI: https://a.example.vn/{number}\r\nWARC-Date: 2021-01-19T01:02:03Z\r\n{head}"
            f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def packed(*records: bytes) -> bytes:
    """The records as members of a `.warc.gz`."""
    return b"".join(gzip.compress(made, mtime=0) for made in records)
