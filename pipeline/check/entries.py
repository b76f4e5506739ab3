"""Entries: what gold demands and what a record holds, in one comparable shape.

Gold and record are plain data. In gold a bare string may stand for an object, `KEY_alt` holds values as
good as that of `KEY`, `KEY_optional` values that may be added, and `optional: true` marks an entry that
is neither demanded nor punished. A record cannot excuse itself: none of this is read from the record's
side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Value = str | int | float | None
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One comparable thing: for each aspect the values that are accepted (gold) or the one found (record).

    `spans` are offsets into the article's text, `owner` the official a post belongs to, `raw` the whole
    object.
    """

    parts: Mapping[str, tuple[Value, ...]]
    optional: bool = False
    quote: str = ""
    rule: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    owner: str = ""
    raw: Json = field(default_factory=dict)

    def show(self) -> str:
        """The values in one line: `Quảng Ninh · 10.05 · %`."""
        shown = [str(values[0]) for values in self.parts.values() if values and values[0] is not None]
        text = " · ".join(shown)
        return f"{self.owner}: {text}" if self.owner else text


@dataclass(frozen=True)
class Bag:
    """Entries that may be matched with one another: of one document, or of one official in it."""

    gold: tuple[Entry, ...]
    found: tuple[Entry, ...]


def sequence(value: object) -> list[Any]:
    """A list as it is, nothing as the empty list, anything else as a list of one."""
    if value is None:
        return []
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return [value]


def as_object(value: object, key: str) -> Json:
    """Gold's shorthand: a bare value stands for an object with that value under `key`."""
    return value if isinstance(value, Mapping) else {key: value}


def accepted(entry: Json, key: str) -> tuple[Value, ...]:
    """The value under `key` and everything gold says is as good."""
    return (entry.get(key), *sequence(entry.get(f"{key}_alt")), *sequence(entry.get(f"{key}_optional")))


def is_optional(entry: Json) -> bool:
    """Is the gold entry neither demanded nor punished?"""
    return bool(entry.get("optional"))


def occurrences(text: str, quote: str, limit: int = 8) -> tuple[tuple[int, int], ...]:
    """Where `quote` stands in `text`."""
    spans: list[tuple[int, int]] = []
    start = text.find(quote) if quote else -1
    while start >= 0 and len(spans) < limit:
        spans.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return tuple(spans)


@dataclass(frozen=True)
class Source:
    """Where a found value was read: the quote, the rule, the offsets."""

    quote: str = ""
    rule: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def source_of(entry: Json, text: str, *fields: str, whole: bool = True) -> Source:
    """What the record says about the origin of a value.

    The evidence for the first of `fields` that has any (`roles` stands for `roles[0]`, `roles[1]` …
    too), else the reason it was derived, else, with `whole`, all the evidence of the entry.
    """
    evidence = [item for item in sequence(entry.get("evidence")) if isinstance(item, Mapping)]
    for name in fields:
        chosen = [item for item in evidence if name in (item.get("field"), str(item.get("field")).split("[")[0])]
        if chosen:
            return _quoted(chosen, text)
    for item in sequence(entry.get("derived")):
        if item.get("field") in fields:
            return Source(rule=f"derived: {item.get('reason')}")
    return _quoted(evidence, text) if whole else Source()


def _quoted(evidence: Sequence[Json], text: str) -> Source:
    spans = tuple((int(item["start"]), int(item["end"])) for item in evidence)
    quotes = dict.fromkeys(text[start:end] for start, end in spans)
    rules = dict.fromkeys(str(item.get("rule")) for item in evidence)
    return Source(" … ".join(quotes), ", ".join(rules), spans)


def found_entry(
    values: Mapping[str, Value],
    source: Source,
    *,
    raw: Json | None = None,
    owner: str = "",
    spare: bool = False,
) -> Entry:
    """An entry of the record; `spare` ones are not punished where gold has no place for them."""
    parts = {aspect: (value,) for aspect, value in values.items()}
    return Entry(parts, spare, source.quote, source.rule, source.spans, owner, raw or {})
