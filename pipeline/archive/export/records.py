"""The records themselves, and every quote as a W3C Web Annotation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, select

from pipeline.archive import schema
from pipeline.archive.corrections.store import corrected
from pipeline.archive.export.addresses import iri
from pipeline.archive.questions.asking import Filters
from pipeline.archive.rows import unpack
from pipeline.emit.cells import json_line
from pipeline.model.record import Record
from pipeline.model.sourced import sourced

AROUND: Final = 32
"""Characters of prefix and suffix, by which a quote is found again in a page that changed."""
PAGE: Final = 200

_A, _X, _M, _R = schema.articles.c, schema.extractions.c, schema.meetings.c, schema.reports.c


def records(connection: Connection, filters: Filters) -> Iterator[Record]:
    """The present record of each article, with what reviewers put right."""
    kept = schema.extractions.alias("kept").c
    newest = select(func.max(kept.number)).where(kept.article_id == _A.id, kept.data.is_not(None)).scalar_subquery()
    query = (
        select(_A.id, _A.text, _X.data)
        .select_from(schema.articles)
        .join(schema.extractions, (_X.article_id == _A.id) & (_X.number == newest))
        .order_by(_A.id)
    )
    narrowed = (
        *filters.in_cluster(),
        *filters.in_years(_M.year),
        *filters.in_province(_M.unit, _M.province),
        *filters.with_person(_M.id),
    )
    if narrowed:
        query = query.join(schema.reports, _R.article_id == _A.id).join(schema.meetings, _M.id == _R.meeting_id)
        query = query.where(*narrowed)
    hand = {number for (number,) in connection.execute(select(schema.corrections.c.article_id).distinct())}
    for article, text, data in connection.execution_options(yield_per=PAGE).execute(query):
        record = unpack(data, text)
        yield corrected(connection, article, record).record if article in hand else record


def write_jsonl(connection: Connection, path: Path, filters: Filters) -> None:
    """Lines of `records.jsonl`: `kyyeu archive add` makes an archive of them again."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for record in records(connection, filters):
            file.write(json_line(record.to_dict()))


def write_annotations(connection: Connection, path: Path, filters: Filters) -> None:
    """An annotation for each piece of evidence: the quote by its words and by its place, the value it supports."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [\n')
        first = True
        for record in records(connection, filters):
            for annotation in _annotations(record):
                file.write(("" if first else ",") + json_line(annotation))
                first = False
        file.write("]}\n")


def _annotations(record: Record) -> Iterator[dict[str, Any]]:
    text = record.article.text
    source = iri(record.article.uri) if record.article.uri else f"urn:sha256:{record.article.sha256}"
    for part, index, entry in sourced(record):
        values = entry.model_dump(mode="json")
        for number, span in enumerate(entry.evidence):
            where = part if index is None else f"{part}[{index}]"
            value = values.get(span.field.split("[")[0].split(".")[0])
            quote = {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            }
            place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
            yield {
                "id": f"urn:kyyeu:{record.id}:{where}.{span.field}:{number}",
                "type": "Annotation",
                "motivation": "identifying",
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": f"{where}.{span.field}"},
                    {"type": "TextualBody", "purpose": "describing", "value": _said(value)},
                ],
                "target": {"source": source, "selector": [quote, place]},
                "generator": {"id": f"urn:kyyeu:rule:{span.rule}", "type": "Software", "name": span.rule},
            }


def _said(value: object) -> str:
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
