"""A line of `records.jsonl` read, checked and made ready to be written; needs no archive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.archive.rows import Rows, fact_rows, pack
from pipeline.model.record import Record
from pipeline.model.sourced import sourced


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record with what the archive keeps of it. `rows` are made for article 0."""

    digest: bytes
    record: Record
    data: bytes
    content: bytes
    """Hash of the record without its text."""
    rows: Rows


def prepare(line: bytes, digest: bytes) -> Prepared:
    """The record of a line. Raises `ValueError` when it is none, or does not fit its own text."""
    record = Record.model_validate_json(line)
    _check(record)
    data = pack(record)
    return Prepared(digest, record, data, hashlib.blake2b(data, digest_size=16).digest(), fact_rows(record, 0))


def _check(record: Record) -> None:
    article = record.article
    if hashlib.sha256(article.text.encode()).hexdigest() != article.sha256 or record.id != article.sha256[:16]:
        raise ValueError("id and sha256 are not those of the text")
    length = len(article.text)
    for _, _, entry in sourced(record):
        if any(not 0 <= span.start < span.end <= length for span in entry.evidence):
            raise ValueError("evidence out of bounds")
