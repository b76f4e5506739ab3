"""A line of `records.jsonl` read, checked and made ready to be written; needs no archive."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Sequence
from itertools import chain
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Final, NamedTuple

from pydantic import ValidationError

from pipeline.archive.corrections.apply import apply
from pipeline.archive.corrections.model import Correction
from pipeline.archive.doubts import doubt_rows
from pipeline.archive.errors import ArchiveError
from pipeline.archive.lines import read
from pipeline.archive.merge import meeting_row
from pipeline.archive.reports import view
from pipeline.archive.rows import Row, fact_rows, pack, unpack
from pipeline.model.record import Record

SELDOM: Final = 50_000
"""Objects made until Python looks for garbage: rows are tuples in great number, and never garbage in a circle."""

AT_ONCE: Final = 25
"""Lines that go through the steps together."""


class Prepared(NamedTuple):
    """A record as the archive keeps it. A plain tuple: it comes from another process with `bulk`."""

    key: str
    sha256: str
    report: str
    uri: str
    known: Row
    """Title, publisher, author, published, date_source."""
    text: bytes
    """In UTF-8: that is how it goes from process to process and into the file."""
    digest: bytes
    """Hash of the line."""
    data: bytes
    """The record without its text, packed."""
    content: bytes
    """Hash of the data."""
    tables: dict[str, list[Row]]
    """Rows of the facts by table, and of a meeting of its own."""
    number: int
    """Of the article for which the rows are made: a guess, as it needs no archive."""


def digest(line: bytes) -> bytes:
    """The hash under which a line is known."""
    return hashlib.blake2b(line.strip(), digest_size=16).digest()


def prepared(
    record: Record, text: bytes, given: tuple[bytes, bytes], corrections: Sequence[Correction] = (), number: int = 0
) -> Prepared:
    """A record with its text in UTF-8 and the facts that it has once the corrections are applied.

    `given` is the hash of its line and the record packed.
    """
    line, data = given
    content = hashlib.blake2b(data, digest_size=16).digest()
    found = apply(record, corrections).record
    article = found.article
    tables = fact_rows(found, number)
    if "reports" in tables:
        tables["meetings"] = [meeting_row([view(tables["reports"][0], record.id, article)], 0)]
        tables["doubts"] = [(number, *row[1:]) for row in doubt_rows(found, corrections, content)]
    known = (article.title, article.publisher, article.author, article.published, article.date_source)
    head = (record.id, article.sha256, record.report, article.uri or "", known, text)
    return Prepared(*head, line, data, content, tables, number)


def reviewed(entry: Prepared, corrections: Sequence[Correction]) -> Prepared:
    """The same with these corrections."""
    record = unpack(entry.data, entry.text.decode())
    return prepared(record, entry.text, (entry.digest, entry.data), corrections)


def prepare_all(lines: list[tuple[bytes, bytes]], first: int = 0) -> list[Prepared]:
    """The records of lines that come with their hashes, rows made for articles numbered from `first`.

    Raises `ArchiveError` when a line is no record, or does not fit its own text.
    """
    found: list[Prepared] = []
    for place in range(0, len(lines), AT_ONCE):
        some = lines[place : place + AT_ONCE]
        # A step for all and then the next: a tenth faster than all steps for one, as each finds its code at hand.
        entries = [_read(line) for _, line in some]
        packed = [pack(record) for record, _ in entries]
        given = zip(some, entries, packed, strict=True)
        found += [
            prepared(record, text, (known, data), number=first + place + index)
            for index, ((known, _), (record, text), data) in enumerate(given)
        ]
    return found


def start() -> None:
    """For a process that prepares: it ends when the one that writes was killed, and waits for no work for ever."""
    # What was imported stays, and looking through it for garbage costs a tenth of the time.
    gc.freeze()
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    parent = parent_process()
    if parent is not None:
        Thread(target=_outlive, args=(parent.sentinel,), daemon=True).start()


def _outlive(parent: int) -> None:
    wait([parent])
    os._exit(1)


def _read(line: bytes) -> tuple[Record, bytes]:
    try:
        record, text = read(line)
        _check(record)
    except (ValidationError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise ArchiveError("bad_record", f"{line[:60].decode(errors='replace')}… ({said})") from error
    return record, text


def _check(record: Record) -> None:
    article = record.article
    if record.id != article.sha256[:16]:
        raise ValueError("id is not that of the text")
    length = len(article.text)
    parts = (record.officials, record.leadership, record.awards, record.indicators, record.warnings)
    for entry in chain((article, record.cluster, record.meeting), *parts):
        for span in entry.evidence if entry is not None else ():
            if not span.start < span.end <= length:
                raise ValueError("evidence out of bounds")
