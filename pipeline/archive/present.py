"""The record of an article as the archive has it now."""

from __future__ import annotations

from sqlalchemy import Connection, select

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.rows import unpack
from pipeline.model.record import Record

_A, _X = schema.articles.c, schema.extractions.c


def extracted(connection: Connection, article: int) -> Record:
    """The record that the rules made last. Raises `ArchiveError` (`unknown`)."""
    query = (
        select(_A.text, _X.data)
        .join(schema.extractions, _X.article_id == _A.id)
        .where(_A.id == article, _X.data.is_not(None))
        .order_by(_X.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise ArchiveError("unknown", f"article {article}")
    return unpack(row.data, row.text)
