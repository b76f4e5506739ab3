"""The tables that are exported: columns, types, keys and rows. Each fact names its source and its quote."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from pipeline.archive import schema
from pipeline.archive.export.queries import facts, meetings, officials, people, shape_meeting, where
from pipeline.archive.questions.asking import Filters

TEXT: Final = "string"
WHOLE: Final = "integer"
NUMBER: Final = "number"
DATE: Final = "date"
"""A day; where only a year or a month is known, that as text."""

PAGE: Final = 1000
_M = schema.meetings.c
_L, _W, _I = schema.leadership.c, schema.awards.c, schema.indicators.c
_U, _C = schema.units.c, schema.conflicts.c

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A table: its columns with their types, its key, what its columns point to, and its query."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    query: Callable[[Filters], Select[Any]]
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Table and column by column."""
    shape: Callable[[Row], Row] = tuple


_SOURCE: Final = {"meeting": TEXT, "date": DATE, "source": TEXT, "article": TEXT}
_QUOTE: Final = {"quote": TEXT, "start": WHOLE, "end": WHOLE, "rule": TEXT}
_STOOD: Final = {**_SOURCE, **_QUOTE, "standing": TEXT}
_MEETING: Final = {
    "meeting": TEXT,
    "date": DATE,
    "date_end": DATE,
    "time_of_day": TEXT,
    "cluster": TEXT,
    "cluster_name": TEXT,
    "kind": TEXT,
    "scope": TEXT,
    "size": WHOLE,
    "members": TEXT,
    "types": TEXT,
    "period": TEXT,
    "year": WHOLE,
    "province": TEXT,
    "unit": TEXT,
    "place": TEXT,
    "host": TEXT,
    "reports": WHOLE,
    "conflicts": WHOLE,
    "source": TEXT,
    "quote": TEXT,
}
_TO_MEETING: Final = {"meeting": ("meetings", "meeting")}

TABLES: Final = (
    Exported(
        "units",
        {
            "unit": TEXT,
            "code": TEXT,
            "name": TEXT,
            "class": TEXT,
            "valid_from": DATE,
            "valid_to": DATE,
            "successor": TEXT,
        },
        ("unit",),
        lambda _: select(_U.id, _U.code, _U.name, _U["class"], _U.valid_from, _U.valid_to, _U.successor).order_by(
            _U.id
        ),
        {"successor": ("", "unit")},
    ),
    Exported(
        "meetings",
        _MEETING,
        ("meeting",),
        lambda filters: meetings(filters, *list(_MEETING)[1:-2]),
        {"unit": ("units", "unit")},
        shape_meeting,
    ),
    Exported(
        "people",
        {
            "person": WHOLE,
            "name": TEXT,
            "variants": TEXT,
            "provinces": TEXT,
            "first_seen": DATE,
            "last_seen": DATE,
            "mentions": WHOLE,
            "source": TEXT,
            "article": TEXT,
            "quote": TEXT,
        },
        ("person",),
        people,
        shape=lambda row: (*row[:2], "; ".join(json.loads(row[2])) or None, *row[3:]),
    ),
    Exported(
        "officials",
        {
            "entry": WHOLE,
            "post_entry": WHOLE,
            "person": WHOLE,
            "name": TEXT,
            "honorific": TEXT,
            "rank": TEXT,
            "roles": TEXT,
            "post": TEXT,
            "title": TEXT,
            "organisation": TEXT,
            "province": TEXT,
            "unit": TEXT,
            **_SOURCE,
            **_QUOTE,
        },
        ("article", "entry", "post_entry"),
        officials,
        {**_TO_MEETING, "person": ("people", "person"), "unit": ("units", "unit")},
        # A person without a post has one row too.
        lambda row: (row[0], row[1] or 0, *row[2:]),
    ),
    Exported(
        "leadership",
        {
            "entry": WHOLE,
            "cluster": TEXT,
            "year": WHOLE,
            "office": TEXT,
            "holder": TEXT,
            "unit": TEXT,
            "person": TEXT,
            "status": TEXT,
            **_STOOD,
        },
        ("article", "entry"),
        lambda filters: facts(
            schema.leadership,
            filters,
            *(_L.entry, _M.cluster, _L.office_year, _L.office, _L.holder, _L.holder_unit, _L.person, _L.status),
        ),
        {**_TO_MEETING, "unit": ("units", "unit")},
    ),
    Exported(
        "awards",
        {
            "entry": WHOLE,
            "recipient_entry": WHOLE,
            "cluster": TEXT,
            "year": WHOLE,
            "award": TEXT,
            "issuer": TEXT,
            "status": TEXT,
            "recipient": TEXT,
            "recipient_kind": TEXT,
            "province": TEXT,
            "unit": TEXT,
            "count": WHOLE,
            "counted_kind": TEXT,
            **_STOOD,
        },
        ("article", "entry", "recipient_entry"),
        lambda filters: facts(
            schema.awards,
            filters,
            *(_W.entry, _W.recipient_entry, _M.cluster, _W.year, _W.award, _W.issuer, _W.status, _W.recipient),
            *(_W.recipient_kind, _W.recipient_province, _W.recipient_unit, _W.count, _W.counted_kind),
        ),
        {**_TO_MEETING, "unit": ("units", "unit")},
    ),
    Exported(
        "indicators",
        {
            "entry": WHOLE,
            "cluster": TEXT,
            "year": WHOLE,
            "period": TEXT,
            "indicator": TEXT,
            "label": TEXT,
            "subject": TEXT,
            "unit": TEXT,
            "value": NUMBER,
            "value_max": NUMBER,
            "total": NUMBER,
            "measure": TEXT,
            "comparator": TEXT,
            "change": TEXT,
            "baseline": TEXT,
            "kind": TEXT,
            **_STOOD,
        },
        ("article", "entry"),
        lambda filters: facts(
            schema.indicators,
            filters,
            *(_I.entry, _M.cluster, _I.year, _I.period, _I.indicator, _I.label, _I.subject, _I.subject_unit, _I.value),
            *(_I.value_max, _I.total, _I.measure, _I.comparator, _I.change, _I.baseline, _I.kind),
        ),
        {**_TO_MEETING, "unit": ("units", "unit")},
    ),
    Exported(
        "conflicts",
        {
            "meeting": TEXT,
            "entry": WHOLE,
            "field": TEXT,
            "subject": TEXT,
            "preferred": TEXT,
            "reason": TEXT,
            "claims": TEXT,
        },
        ("meeting", "entry"),
        lambda filters: (
            select(_M.key, _C.entry, _C.field, _C.subject, _C.preferred, _C.reason, _C.claims)
            .join(schema.meetings, _M.id == _C.meeting_id)
            .where(*where(filters))
            .order_by(_C.meeting_id, _C.entry)
        ),
        _TO_MEETING,
    ),
)


def rows(connection: Connection, table: Exported, filters: Filters) -> Iterator[Row]:
    """The rows of a table, a page at a time: memory does not grow with the archive."""
    streamed = connection.execution_options(yield_per=PAGE)
    for row in streamed.execute(table.query(filters)):
        yield table.shape(tuple(row))
