"""A record as a draft of gold, to be corrected by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pipeline.check.sources import stem_of
from pipeline.gold import shape as shapes
from pipeline.gold.check_entry import NUMBERS
from pipeline.gold.numbers import holds
from pipeline.gold.shape import BARE, LISTS, OBJECTS, tidy
from pipeline.model.record import Evidence, Record, Sourced

MAX_QUOTE = 240
"""Characters of a quote; where all evidence of an entry spans more, that of its first value is quoted."""

LEADING = {"officials": "name", "leadership": "unit", "awards": "award", "indicators": "value"}
"""The value whose evidence is the quote where the whole is too long."""


def draft(record: Record) -> dict[str, Any]:
    """The gold of a record as plain data: `{"id", "gold"}`."""
    return {"id": stem_of(record.article.uri or record.id), "gold": gold_of(record)}


def gold_of(record: Record) -> dict[str, Any]:
    """What the record says, with a quote for each entry and without what says nothing."""
    gold: dict[str, Any] = {"report": record.report}
    if record.report == "other":
        return gold
    for part in OBJECTS:
        value = getattr(record, part)
        if value is not None:
            gold[part] = _values(value)
    for part in LISTS:
        gold[part] = _once([_entry(part, entry, record.article.text) for entry in getattr(record, part)])
    gold["warnings"] = list(dict.fromkeys(warning.code for warning in record.warnings))
    return {**{key: tidy(value) for key, value in gold.items()}, **{part: gold[part] for part in LISTS}}


def _once(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gold says nothing twice, even where the article does."""
    said = [{key: value for key, value in entry.items() if key != "quote"} for entry in entries]
    return [entry for number, entry in enumerate(entries) if said[number] not in said[:number]]


def _values(value: Sourced) -> dict[str, Any]:
    known = shapes.keys(type(value))
    data = value.model_dump(mode="json")
    return {key: data[key] for key in data if key in known}


def _entry(part: str, entry: Sourced, text: str) -> dict[str, Any]:
    data = {}
    for key, value in tidy(_values(entry)).items():
        bare = BARE.get((part, key))
        data[key] = [item[bare] for item in value] if bare else value
    if data.get("comparator") == "eq":
        del data["comparator"]
    return {**data, "quote": quote_of(part, entry, data, text)}


def quote_of(part: str, entry: Sourced, data: Mapping[str, Any], text: str) -> str:
    """The shortest piece of the text with all evidence of the entry, if that is short; else of its first value.

    A piece of several lines, or without the numbers of the entry, is too long as well. Empty without evidence.
    """
    leading = [found for found in entry.evidence if found.field == LEADING[part]]
    for spans in (entry.evidence, leading, entry.evidence[:1]):
        quote = _around(spans, text)
        if quote and "\n" not in quote and len(quote) <= MAX_QUOTE and _has_numbers(part, data, quote):
            return quote
    return _around(leading or entry.evidence, text)


def _around(spans: list[Evidence], text: str) -> str:
    if not spans:
        return ""
    return text[min(found.start for found in spans) : max(found.end for found in spans)].strip()


def _has_numbers(part: str, data: Mapping[str, Any], quote: str) -> bool:
    return all(holds(quote, data[key], data.get("unit")) for key in NUMBERS.get(part, ()) if key in data)


def gold_text(data: Mapping[str, Any]) -> str:
    """Gold as its files have it: one space a level, Vietnamese as it is."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # Line ends to some editors, that JSON leaves unescaped.
    return re.sub("[\u0085\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
