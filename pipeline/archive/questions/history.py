"""What was read from one article, when, and by which version of the rules and the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.decide import article_id
from pipeline.archive.questions.asking import AnswerRow, Asking
from pipeline.archive.rows import unpack

_X, _V, _A = schema.extractions.c, schema.versions.c, schema.articles.c
_WORK = {"evidence", "derived", "zones", "sha256", "text", "schema", "id"}


def history(ask: Asking, key: str) -> list[AnswerRow]:
    """Each value that a version changed: field, before, after, when, patterns and code. The first version has one row.

    Raises `ArchiveError` (`unknown`).
    """
    article = article_id(ask.connection, key)
    query = (
        select(_X.number, _X.made, _X.data, _V.patterns, _V.code, _A.text)
        .join(schema.versions, _V.id == _X.version_id)
        .join(schema.articles, _A.id == _X.article_id)
        .where(_X.article_id == article)
        .order_by(_X.number)
    )
    rows: list[AnswerRow] = []
    before: dict[str, Any] | None = None
    for found in ask.rows(query):
        head = {"made": found.made, "patterns": found.patterns, "code": found.code}
        if found.data is None:
            rows.append({**head, "field": None, "before": None, "after": None, "change": "the same values"})
            continue
        after = dict(_values("", unpack(found.data, found.text).to_dict()))
        if before is None:
            rows.append({**head, "field": None, "before": None, "after": None, "change": f"{len(after)} values"})
        else:
            rows += [{**head, **change} for change in _changes(before, after)]
        before = after
    return rows


def _values(path: str, data: Any) -> Iterator[tuple[str, Any]]:
    """Every value under its path, the work of the rules left out."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in _WORK:
                yield from _values(f"{path}.{name}" if path else name, value)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _values(f"{path}[{index}]", value)
    elif data is not None:
        yield path, data


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[AnswerRow]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old != new:
            change = "added" if old is None else "removed" if new is None else "changed"
            yield {"field": name, "before": old, "after": new, "change": change}
