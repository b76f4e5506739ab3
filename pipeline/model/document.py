"""The document as the stages see it: immutable text, its folds, its zones and its sentences.

All offsets are character offsets into `Document.text` (NFC). The folds have the same length as the text, so an
offset found in a fold holds in the text as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.words import IndexedText, WordIndex


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of text: `text[start:end]`, found by `rule`, with its normal form in `value`."""

    start: int
    end: int
    label: str
    rule: str
    value: Any = None

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the article and the part it plays in the page."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `block` counts the paragraphs (or lines) of the article from 0."""

    start: int
    end: int
    zone: str
    block: int


@dataclass(frozen=True, slots=True)
class Known:
    """How a value of `Meta` is known: what said so (`stamp`, `meta` …); in the text, also where and by which rule."""

    source: str
    start: int | None = None
    end: int | None = None
    rule: str = "meta"


@dataclass(frozen=True, slots=True)
class Meta:
    """What was known about the article before its text was read.

    `zones` are lines of the text whose part the page itself tells; `known` says by field how a value is known;
    `warnings` (code, message) are of what was read.
    """

    uri: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    zones: tuple[Zone, ...] = ()
    known: Mapping[str, Known] = field(default_factory=dict)
    warnings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article, cut into zones and sentences.

    `norm` is `text` with one spelling of tone marks, dashes, quotes and spaces; `low` is `norm` in lower case,
    `words` its words.
    """

    text: str
    norm: IndexedText
    low: IndexedText
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    words: WordIndex
    meta: Meta = field(default_factory=Meta)

    def zone_at(self, offset: int) -> str:
        """Name of the zone that holds the offset (`body` between zones)."""
        index = bisect_right(self.zones, offset, key=lambda zone: zone.start) - 1
        if index >= 0 and offset < self.zones[index].end:
            return self.zones[index].name
        return "body"

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset, or the last one that starts before it."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[index] if index >= 0 else None

    def zone(self, name: str) -> Zone | None:
        """The first zone of that name."""
        return next((zone for zone in self.zones if zone.name == name), None)


NEWS_ZONES = frozenset({"title", "lead", "body", "caption", "quote"})
"""Zones whose text tells of the meeting; the others are page furniture or other news."""
