"""The tables: their columns and the pandas type of each. Spreadsheets and frames have the same columns.

`record_id` joins all tables; `official` joins `posts` to `officials`. `entry` and `official` count the
entries of a list of one record from 0. Lists of words are joined by `; `.
"""

from __future__ import annotations

from typing import Final

TEXT: Final = "string"
WHOLE: Final = "Int64"
NUMBER: Final = "Float64"

_COMMON = {"record_id": TEXT}
_ENTRY = {"record_id": TEXT, "entry": WHOLE}

TABLES: Final[dict[str, dict[str, str]]] = {
    "meetings": {
        **_COMMON,
        **dict.fromkeys(("uri", "title", "publisher", "author", "published", "date_source"), TEXT),
        **dict.fromkeys(("cluster_name", "cluster_id", "kind", "scope"), TEXT),
        "size": WHOLE,
        **dict.fromkeys(("members", "types", "date", "date_end", "time_of_day"), TEXT),
        **dict.fromkeys(("province", "place", "host", "period", "warnings"), TEXT),
    },
    "officials": {
        **_COMMON,
        "official": WHOLE,
        **dict.fromkeys(("name", "honorific", "rank", "roles"), TEXT),
    },
    "posts": {
        **_COMMON,
        "official": WHOLE,
        "entry": WHOLE,
        **dict.fromkeys(("name", "text", "title", "organisation", "province"), TEXT),
    },
    "leadership": {
        **_ENTRY,
        **dict.fromkeys(("office", "unit", "person"), TEXT),
        "year": WHOLE,
        "status": TEXT,
    },
    "awards": {
        **_ENTRY,
        **dict.fromkeys(("award", "issuer", "status"), TEXT),
        "year": WHOLE,
        **dict.fromkeys(("recipient", "recipient_kind", "recipient_province"), TEXT),
        "count": WHOLE,
        "counted_kind": TEXT,
    },
    "indicators": {
        **_ENTRY,
        **dict.fromkeys(("indicator", "label", "subject"), TEXT),
        **dict.fromkeys(("value", "value_max", "total"), NUMBER),
        **dict.fromkeys(("unit", "comparator", "change", "baseline", "kind", "period"), TEXT),
    },
    "evidence": {
        **_COMMON,
        "part": TEXT,
        "entry": WHOLE,
        "field": TEXT,
        "start": WHOLE,
        "end": WHOLE,
        **dict.fromkeys(("quote", "rule", "derived_from", "reason"), TEXT),
    },
}
"""Columns and types by table. Only meetings have rows: an `other` article is in `records.jsonl` alone."""
