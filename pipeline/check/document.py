"""One document on both sides: the gold of an article and the record made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.check.entries import Entry, Json, accepted, as_object, is_optional, occurrences, sequence
from pipeline.check.text import fold, similarity


@dataclass(frozen=True)
class Document:
    """Gold and record of the article `id`; `record` is `None` where none was made.

    `source` is the article's text where it was read beside the record.
    """

    id: str
    gold: Json
    record: Json | None
    held: bool = False
    source: str = ""

    @property
    def text(self) -> str:
        """The article as the record holds it, as it was read without a record."""
        article = self.found("article")
        return str(article.get("text") or self.source)

    def found(self, part: str) -> Json:
        """A part of the record that is an object, empty where it is missing."""
        value = (self.record or {}).get(part)
        return value if isinstance(value, Mapping) else {}

    def found_list(self, part: str, key: str = "name") -> list[Json]:
        """A part of the record that is a list; a bare value stands for an object with it under `key`."""
        return [as_object(item, key) for item in sequence((self.record or {}).get(part))]

    def wanted(self, part: str) -> Json:
        """A part of gold that is an object, empty where it is missing."""
        value = self.gold.get(part)
        return value if isinstance(value, Mapping) else {}

    def wanted_list(self, part: str, key: str = "name") -> Iterator[tuple[Json, bool]]:
        """The entries of a part of gold that is a list, each with whether it is optional."""
        for item in sequence(self.gold.get(part)):
            entry = as_object(item, key)
            yield entry, is_optional(entry)
        for item in sequence(self.gold.get(f"{part}_optional")):
            yield as_object(item, key), True

    def gold_entry(self, entry: Json, names: Mapping[str, str], *, optional: bool, owner: str = "") -> Entry:
        """A gold entry with the aspects `names` (aspect: key), placed by its quote."""
        quote = str(entry.get("quote") or "")
        parts = {aspect: accepted(entry, key) for aspect, key in names.items()}
        return Entry(parts, optional, quote, spans=occurrences(self.text, quote), owner=owner, raw=entry)


def text_list(entry: Json, key: str, inner: str) -> list[tuple[dict[str, Any], bool]]:
    """A gold list of texts under `key`: each as an object with `inner`, and whether it is optional.

    An alternative in `KEY_alt` belongs to the text that it ends with, else to the one it resembles most; a text in
    `KEY_optional` is an entry itself.
    """
    items = [dict(as_object(item, inner)) for item in sequence(entry.get(key))]
    for other in sequence(entry.get(f"{key}_alt")):
        value = as_object(other, inner).get(inner)
        if items:
            nearest = max(items, key=lambda item: _nearness(str(item.get(inner)), str(value)))
            nearest[f"{inner}_alt"] = [*sequence(nearest.get(f"{inner}_alt")), value]
        else:
            items.append({inner: value, "optional": True})
    listed = [(item, is_optional(item)) for item in items]
    listed += [(dict(as_object(item, inner)), True) for item in sequence(entry.get(f"{key}_optional"))]
    return listed


def _nearness(text: str, other: str) -> tuple[bool, float]:
    """`Bộ đội Biên phòng tỉnh Bạc Liêu` is told of `Bạc Liêu`, though `Hải đoàn Biên phòng 28` resembles it more."""
    return fold(other).endswith(fold(text)), similarity(text, other)
