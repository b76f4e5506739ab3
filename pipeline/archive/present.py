"""The record of an article as the archive has it now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from pipeline.archive import schema
from pipeline.archive.corrections.apply import Applied, apply
from pipeline.archive.errors import ArchiveError
from pipeline.archive.rows import unpack
from pipeline.model.record import Record

if TYPE_CHECKING:
    from pipeline.archive.prepare import Prepared

_A, _X = schema.articles.c, schema.extractions.c


def _newest(connection: Connection, article: int) -> Any:
    query = (
        select(_A.text, _A.version_id, _X.data)
        .join(schema.extractions, _X.article_id == _A.id)
        .where(_A.id == article, _X.data.is_not(None))
        .order_by(_X.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise ArchiveError("unknown", f"article {article}")
    return row


def extracted(connection: Connection, article: int) -> Record:
    """The record that the rules made last. Raises `ArchiveError` (`unknown`)."""
    row = _newest(connection, article)
    return unpack(row.data, row.text)


def latest(connection: Connection, article: int) -> tuple[Prepared, int]:
    """The same, ready to be written, and the version of the rules. Raises `ArchiveError` (`unknown`)."""
    from pipeline.archive.prepare import prepared

    row = _newest(connection, article)
    return prepared(unpack(row.data, row.text), row.text.encode(), (b"", bytes(row.data))), int(row.version_id)


def present(connection: Connection, article: int) -> Applied:
    """The record as its reviewers want it. Raises `ArchiveError` (`unknown`)."""
    from pipeline.archive.corrections.store import corrections_of

    return apply(extracted(connection, article), corrections_of(connection, [article]).get(article, ()))
