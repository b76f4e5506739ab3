"""Articles that were looked at, as gold for `kyyeu check`: the gold, the texts, and what the rules had read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.corrections.apply import apply
from pipeline.archive.corrections.store import corrections_of
from pipeline.archive.present import extracted
from pipeline.archive.questions.asking import Asking
from pipeline.check.sources import stem_of
from pipeline.emit.cells import json_line
from pipeline.gold.draft import gold_of, gold_text

_SAFE: Final = re.compile(r"[\w-][\w.-]{0,80}")


def gold_files(ask: Asking) -> Iterator[tuple[str, str]]:
    """Names and texts: `gold/STEM.json`, `corpus/STEM.txt` and `records.jsonl`, of each article that is done with."""
    done = schema.corrections.c
    wanted = select(done.article_id).where(done.action == "done", done.undone.is_(None)).distinct()
    lines, taken = [], set()
    for (article,) in ask.rows(wanted.order_by(done.article_id)):
        read = extracted(ask.connection, article)
        stem = stem_of(read.article.uri or "")
        if not _SAFE.fullmatch(stem) or stem in taken:
            stem = read.id
        taken.add(stem)
        record = apply(read, corrections_of(ask.connection, [article])[article]).record
        yield f"gold/{stem}.json", gold_text({"id": stem, "gold": gold_of(record)})
        yield f"corpus/{stem}.txt", record.article.text
        renamed = read.model_copy(update={"article": read.article.model_copy(update={"uri": f"{stem}.txt"})})
        lines.append(json_line(renamed.to_dict()))
    if lines:
        yield "records.jsonl", "".join(lines)


def gold_zip(ask: Asking) -> bytes:
    """The same in one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in gold_files(ask):
            archive.writestr(name, text.encode())
    return buffer.getvalue()
