"""Articles that were looked at, as gold for `kyyeu check`: the gold, the texts, and what the rules had read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select

from pipeline.archive import schema
from pipeline.archive.corrections.apply import apply
from pipeline.archive.corrections.store import corrections_of
from pipeline.archive.errors import ArchiveError
from pipeline.archive.export.queries import where
from pipeline.archive.present import extracted
from pipeline.archive.questions.asking import Filters
from pipeline.check.sources import stem_of
from pipeline.emit.cells import json_line
from pipeline.gold.draft import gold_of, gold_text

_SAFE: Final = re.compile(r"[\w-][\w.-]{0,80}")
_C, _M, _R = schema.corrections.c, schema.meetings.c, schema.reports.c


def count_done(connection: Connection) -> int:
    """How many articles are done with."""
    query = select(func.count(_C.article_id.distinct())).where(_C.action == "done", _C.undone.is_(None))
    return int(connection.execute(query).scalar_one())


def gold_files(connection: Connection, filters: Filters) -> Iterator[tuple[str, str]]:
    """Names and texts: `gold/STEM.json`, `corpus/STEM.txt` and `records.jsonl`, of each article that is done with.

    Raises `ArchiveError` (`not_reviewed`) where none is.
    """
    lines: list[str] = []
    taken: set[str] = set()
    for article in _done(connection, filters):
        read = extracted(connection, article)
        stem = stem_of(read.article.uri or "")
        if not _SAFE.fullmatch(stem) or stem in taken:
            stem = read.id
        taken.add(stem)
        record = apply(read, corrections_of(connection, [article])[article]).record
        yield f"gold/{stem}.json", gold_text({"id": stem, "gold": gold_of(record)})
        yield f"corpus/{stem}.txt", record.article.text
        renamed = read.model_copy(update={"article": read.article.model_copy(update={"uri": f"{stem}.txt"})})
        lines.append(json_line(renamed.to_dict()))
    if not lines:
        raise ArchiveError("not_reviewed", "gold")
    yield "records.jsonl", "".join(lines)


def _done(connection: Connection, filters: Filters) -> list[int]:
    query = select(_C.article_id).where(_C.action == "done", _C.undone.is_(None)).distinct()
    if narrowed := where(filters):
        query = query.join(schema.reports, _R.article_id == _C.article_id)
        query = query.join(schema.meetings, _M.id == _R.meeting_id).where(*narrowed)
    return [number for (number,) in connection.execute(query.order_by(_C.article_id))]


def write_gold(connection: Connection, path: Path, filters: Filters) -> None:
    """The files in a folder. Raises `ArchiveError` (`not_reviewed`)."""
    for name, text in gold_files(connection, filters):
        target = path / name
        target.parent.mkdir(exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as file:
            file.write(text)


def gold_zip(connection: Connection) -> bytes:
    """The same in one file. Raises `ArchiveError` (`not_reviewed`)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in gold_files(connection, Filters()):
            archive.writestr(name, text.encode())
    return buffer.getvalue()
