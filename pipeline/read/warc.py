"""Crawl files (WARC, compressed or not) to items: the pages that name a cluster, and a ledger row for every record.

Digests are verified. After a damaged place reading goes on at the next record, and the gap is a failure of its own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any, Final

from pipeline.errors import ExtractionError
from pipeline.read.bodies import dechunk, decode_body
from pipeline.read.containers import Reading
from pipeline.read.items import MARK, START, Item, LedgerRow, Openable, Position
from pipeline.read.relevance import is_relevant
from pipeline.read.sniff import HEAD_BYTES, sniff_head
from pipeline.read.warc_repair import is_gzip, is_padding, next_record, record_end, starts_member

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

MARK_ROWS: Final = 512
"""Records passed over in a row after which the ledger is written and reading may be resumed."""

_KINDS: Final = {4: "html", 8: "html", 128: "text"}
"""Kind of the article by fastwarc's number of the record type: response, resource, conversion."""

_PLAIN: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
"""A body that was not encoded, whatever its headers say; asking for them takes longer than this look."""

_ALGORITHMS: Final = frozenset({"sha1", "sha256", "sha512", "md5"})
_PAGES: Final = ("text/html", "application/xhtml")
_UNSURE: Final = ("", "text/plain", "application/octet-stream", "unknown")


def warc_items(source: Openable, uri: str, reading: Reading, start: Position = START) -> Iterator[Item]:
    """The pages of a crawl in order. `start`: the `after` of the last item that was done. Raises `OSError`."""
    with source.open("rb") as file:
        crawl = _Crawl(file, uri, reading, start)
        passed: list[LedgerRow] = []
        for found in crawl.scan():
            if isinstance(found, Item):
                yield replace(found, ledger=(*passed, *found.ledger))
                passed = []
                continue
            passed.append(found)
            if len(passed) >= MARK_ROWS:
                yield Item(uri, 0, kind=MARK, ledger=tuple(passed), after=crawl.after())
                passed = []
        if passed:
            yield Item(uri, 0, kind=MARK, ledger=tuple(passed), after=crawl.after())


class _Crawl:
    """One pass over a file. `anchor` is the offset of a record where reading can begin, `count` what was read since."""

    def __init__(self, file: IO[bytes], uri: str, reading: Reading, start: Position) -> None:
        self.file, self.uri, self.reading = file, uri, reading
        self.gzip = is_gzip(file)
        self.anchor, self.count, self.skip = start.offset, start.skip, start.skip
        self.size = file.seek(0, 2)

    def after(self) -> Position:
        """Where reading goes on behind the record that was read last."""
        return Position(0, self.anchor, self.count)

    def scan(self) -> Iterator[Item | LedgerRow]:
        """Every record in order: a row for one passed over, an item for an article or a gap."""
        while self.anchor < self.size:
            yield from self._run()
            gap = self._gap()
            if gap is None:
                return
            begin, end = gap
            self.anchor, self.count, self.skip = end, 0, 0
            code = "truncated" if end >= self.size else "damaged"
            message = f"bytes {begin:,} to {end:,} cannot be read"
            row = LedgerRow(self.uri, begin, "", "", "", message)
            yield Item(f"{self.uri}#{begin}", 0, error=(code, message), ledger=(row,), after=self.after())

    def _run(self) -> Iterator[Item | LedgerRow]:
        """The records from the anchor to the end or to the first damage."""
        from fastwarc.warc import ArchiveIterator

        self.file.seek(self.anchor)
        self.failed: int | None = None
        self.complete = True
        left, self.count = self.skip, 0
        records = iter(ArchiveIterator(self.file, parse_http=False))
        single = False
        while True:
            try:
                record = next(records, None)
            except OSError:
                return
            if record is None:
                return
            place = record.stream_pos
            if place != self.anchor and self.gzip and self.count == 1 and not single:
                # One member may hold all records; then there is no place to begin but its start.
                single = not self._begins(place)
            if place != self.anchor and not single:
                self.anchor, self.count = place, 0
            self.count += 1
            left -= 1
            if left > 0:
                continue
            try:
                found = self._record(record, place)
            except OSError:
                self.failed = place
                return
            self.complete = not (isinstance(found, Item) and found.error and found.error[0] == "truncated")
            # The last of those that were done is read again: the end of the file may depend on it.
            if left < 0:
                yield found

    def _begins(self, place: int) -> bool:
        back = self.file.tell()
        try:
            return starts_member(self.file, place)
        finally:
            self.file.seek(back)

    def _gap(self) -> tuple[int, int] | None:
        """The bytes that no record explains, up to the next record or the end; `None` at a proper end."""
        last = self.anchor if self.count else None
        begin = self.failed
        if begin is None and last is not None:
            begin = record_end(self.file, last, gzip=self.gzip)
            if begin is None and not self.complete:
                begin = self.size
        if begin is None:
            begin = self.anchor
        if begin >= self.size or (begin != self.failed and is_padding(self.file, begin)):
            return None
        # Whatever begins here has just failed to be read.
        end = next_record(self.file, begin + 1, gzip=self.gzip)
        return begin, self.size if end is None else end

    def _record(self, record: WarcRecord, place: int) -> Item | LedgerRow:
        """The record as an item, or as the row of one passed over. Raises `OSError` where the file is damaged."""
        headers = record.headers
        url = headers.get("WARC-Target-URI") or ""
        if url.startswith("<"):
            url = url.strip("<>")
        payload = headers.get("WARC-Payload-Digest")
        digest = payload or headers.get("WARC-Block-Digest") or ""
        try:
            found = self._page(record, payload, "" if payload else digest)
        except ExtractionError as error:
            row = LedgerRow(self.uri, place, digest, url, "")
            return Item(
                url or f"{self.uri}#{place}", 0, error=(error.code, error.message), ledger=(row,), after=self.after()
            )
        if isinstance(found, str):
            return LedgerRow(self.uri, place, digest, url, found)
        body, kind, content_type = found
        row = LedgerRow(self.uri, place, digest or _digest(body), url, "")
        return Item(
            url or f"{self.uri}#{place}",
            len(body),
            raw=body,
            kind=kind,
            url=url or None,
            content_type=content_type,
            ledger=(row,),
            after=self.after(),
        )

    def _page(self, record: WarcRecord, payload: str | None, block: str) -> tuple[bytes, str, str | None] | str:
        """Body, kind and content type of a page, or the outcome of a record that is none we look for.

        `payload` and `block` are its digests. Raises `ExtractionError`, `OSError`.
        """
        kind = _KINDS.get(int(record.record_type))
        if kind is None:
            return (record.headers.get("WARC-Type") or "unknown").lower()
        limit = self.reading.max_bytes
        # The digest of the block covers the headers that are parsed next.
        block_holds = not _is_known(block) or record.content_length > limit or record.verify_block_digest()
        http: HeaderMap | None = None
        if kind == "html" and record.is_http:
            record.parse_http(strict_mode=False)
            http = record.http_headers
            status = http.status_code or 0
            if status != 200:
                return "redirect" if 300 <= status < 400 else "error_status"
        content_type = (record.headers if http is None else http).get("Content-Type")
        sure = content_type is not None and content_type.startswith("text/html")
        if not sure:
            media = (content_type or "").partition(";")[0].strip().lower()
            sure = media.startswith(_PAGES)
            if not sure and media not in _UNSURE:
                return "not_html"
        if record.content_length > limit:
            raise ExtractionError("too_large", f"{record.content_length:,} bytes; at most {limit:,} are read")
        body = self._verified(record, http, payload, block_holds)
        if not sure and kind == "html" and sniff_head(body[:HEAD_BYTES], "") != "html":
            return "not_html"
        if self.reading.relevant_only and not is_relevant(body):
            return "irrelevant"
        return body, kind, content_type

    def _verified(self, record: WarcRecord, http: HeaderMap | None, payload: str | None, block_holds: bool) -> bytes:
        """The decoded body of a record whose digest holds."""
        holds = record.verify_payload_digest() if _is_known(payload) else block_holds
        expected = record.content_length
        raw = record.reader.read()
        if len(raw) < expected:
            raise ExtractionError("truncated", f"{len(raw):,} of {expected:,} bytes")
        body = raw
        if http is not None and not _PLAIN.match(raw):
            body = decode_body(raw, http.get("Transfer-Encoding"), http.get("Content-Encoding"), self.reading.max_bytes)
        # Crawlers disagree on whether chunks and compression belong to the payload.
        if not holds and not any(_matches(payload, found) for found in (dechunk(raw), body)):
            raise ExtractionError("damaged", "the digest does not fit the page")
        return body


def _digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def _is_known(digest: str | None) -> bool:
    if not digest:
        return False
    return digest.startswith("sha1:") or digest.partition(":")[0].lower().replace("-", "") in _ALGORITHMS


def _matches(digest: str | None, body: bytes) -> bool:
    name, _, value = (digest or "").partition(":")
    if not _is_known(digest):
        return False
    found: Any = hashlib.new(name.lower().replace("-", ""), body, usedforsecurity=False)
    return value.rstrip("=").lower() in {
        found.hexdigest(),
        base64.b32encode(found.digest()).decode().rstrip("=").lower(),
    }
