"""A record as rows of the tables of `columns.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model.record import Record
from pipeline.model.sourced import sourced

Cell = str | int | float | None
Row = tuple[Cell, ...]


def table_rows(record: Record) -> dict[str, list[Row]]:
    """The rows of one record by table, in the order of the article; no rows at all for an `other`."""
    if record.report == "other":
        return {}
    return {
        "meetings": [_meeting(record)],
        "officials": [
            (record.id, index, person.name, person.honorific, person.rank, _joined(person.roles))
            for index, person in enumerate(record.officials)
        ],
        "posts": list(_posts(record)),
        "leadership": [
            (record.id, index, entry.office, entry.unit, entry.person, entry.year, entry.status)
            for index, entry in enumerate(record.leadership)
        ],
        "awards": list(_awards(record)),
        "indicators": list(_indicators(record)),
        "evidence": list(_evidence(record)),
    }


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def _meeting(record: Record) -> Row:
    article, cluster, meeting = record.article, record.cluster, record.meeting
    head: Row = (record.id, article.uri, article.title, article.publisher, article.author, article.published)
    group: Row = (None,) * 6
    if cluster is not None:
        group = (cluster.name, cluster.id, cluster.kind, cluster.scope, cluster.size)
        group += (_joined(cluster.members),)
    event: Row = (None,) * 8
    if meeting is not None:
        event = (_joined(meeting.types), meeting.date, meeting.date_end, meeting.time_of_day)
        event += (meeting.province, meeting.place, meeting.host, meeting.period)
    return (*head, article.date_source, *group, *event, _joined(warning.code for warning in record.warnings))


def _posts(record: Record) -> Iterator[Row]:
    for index, person in enumerate(record.officials):
        for entry, post in enumerate(person.positions):
            what: Row = (record.id, index, entry, person.name)
            yield (*what, post.text, post.title, post.organisation, post.province)


def _awards(record: Record) -> Iterator[Row]:
    """One row for each recipient, or for the number of them."""
    for index, award in enumerate(record.awards):
        head: Row = (record.id, index, award.award, award.issuer, award.status, award.year)
        tail: Row = (award.count, award.recipient_kind)
        for recipient in award.recipients:
            yield (*head, recipient.name, recipient.kind, recipient.province, *tail)
        if not award.recipients:
            yield (*head, None, None, None, *tail)


def _indicators(record: Record) -> Iterator[Row]:
    for index, figure in enumerate(record.indicators):
        what: Row = (record.id, index, figure.indicator, figure.label, figure.subject)
        value: Row = (figure.value, figure.value_max, figure.total, figure.unit, figure.comparator)
        yield (*what, *value, figure.change, figure.baseline, figure.kind, figure.period)


def _evidence(record: Record) -> Iterator[Row]:
    text = record.article.text
    for part, index, entry in sourced(record):
        for found in entry.evidence:
            quote = text[found.start : found.end]
            yield record.id, part, index, found.field, found.start, found.end, quote, found.rule, None, None
        for made in entry.derived:
            yield record.id, part, index, made.field, None, None, None, None, made.source, made.reason
