"""A line of `records.jsonl` read, checked and made ready to be written; needs no archive."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Sequence
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.archive.corrections.apply import apply
from pipeline.archive.corrections.model import Correction
from pipeline.archive.doubts import doubt_rows
from pipeline.archive.errors import ArchiveError
from pipeline.archive.merge import meeting_row
from pipeline.archive.reports import view
from pipeline.archive.rows import Row, fact_rows, pack, unpack
from pipeline.model.record import Record
from pipeline.model.sourced import sourced


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


def prepare(line: bytes, known: bytes, number: int = 0) -> Prepared:
    """The record of a line and its hash, rows made for that article.

    Raises `ArchiveError` when it is none, or does not fit its own text.
    """
    try:
        record = Record.model_validate_json(line)
        text = record.article.text.encode()
        _check(record, text)
    except (ValidationError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise ArchiveError("bad_record", f"{line[:60].decode(errors='replace')}… ({said})") from error
    return prepared(record, text, (known, pack(record)), number=number)


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
    """As `prepare`, for many: the hash of each line, and the line. `first` is the number of the first article."""
    return [prepare(line, known, first + place) for place, (known, line) in enumerate(lines)]


def start() -> None:
    """For a process that prepares: it ends when the one that writes was killed, and waits for no work for ever."""
    # What was imported stays; looking through it for garbage costs a tenth of the time.
    gc.freeze()
    parent = parent_process()
    if parent is not None:
        Thread(target=_outlive, args=(parent.sentinel,), daemon=True).start()


def _outlive(parent: int) -> None:
    wait([parent])
    os._exit(1)


def _check(record: Record, text: bytes) -> None:
    article = record.article
    if hashlib.sha256(text).hexdigest() != article.sha256 or record.id != article.sha256[:16]:
        raise ValueError("id and sha256 are not those of the text")
    length = len(article.text)
    for _, _, entry in sourced(record):
        for span in entry.evidence:
            if not 0 <= span.start < span.end <= length:
                raise ValueError("evidence out of bounds")
