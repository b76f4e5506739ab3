"""Builds the document: NFC text, folds, zones, sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.fold import fold_spelling, lower, nfc
from pipeline.model.document import Document, Meta, Zone
from pipeline.model.words import IndexedText, WordIndex
from pipeline.segment.lines import Line, is_one_line, lines, split_header, split_stamp
from pipeline.segment.sentences import split
from pipeline.segment.zones import Zoner


def segment(text: str, meta: Meta | None = None) -> Document:
    """The article as a document. `text` is put into form NFC; nothing else of it changes.

    Zones that the page itself tells (`meta.zones`, offsets in that form) are trusted over what the lines look like.
    """
    meta = meta or Meta()
    text = nfc(text)
    norm = fold_spelling(text)
    told = _Told(meta.zones)
    found = lines(text, told.zone_at)
    norm = _join_wrapped(norm, found)
    run_in = is_one_line(found, text)
    if run_in:
        longest = max(found, key=lambda line: line.end - line.start)
        index = found.index(longest)
        found[index : index + 1] = split_header(longest, norm)
        told.forget(longest)
    elif found and not meta.zones:
        found[:1] = split_stamp(found[0], norm)
    title = fold_spelling(nfc(meta.title)) if meta.title else None
    zones = Zoner(found, norm, title, run_in=run_in, told=[told.zone_at(line.start) for line in found]).zones()
    sentences = []
    for block, zone in enumerate(zones):
        if run_in or zone.name in {"title", "lead", "body", "caption", "quote", "heading", "byline"}:
            sentences += split(zone, norm, block, run_in=run_in)
        else:
            sentences += split(Zone(zone.name, zone.start, zone.end), norm, block, run_in=False)
    low = lower(norm)
    words = WordIndex(low)
    return Document(
        text, IndexedText(norm, words), IndexedText(low, words), tuple(zones), tuple(sentences), words, meta
    )


class _Told:
    """The zones that the page itself tells, by offset."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        self.zones = list(zones)
        self.starts = [zone.start for zone in self.zones]

    def zone_at(self, offset: int) -> str | None:
        """Name of the zone that holds the offset, if the page tells it."""
        index = bisect_right(self.starts, offset) - 1
        return self.zones[index].name if index >= 0 and offset < self.zones[index].end else None

    def forget(self, line: Line) -> None:
        """A line that holds the whole report is no one zone: what it is made of is not told."""
        self.zones = [zone for zone in self.zones if zone.start != line.start]
        self.starts = [zone.start for zone in self.zones]


def _join_wrapped(norm: str, found: list[Line]) -> str:
    """The fold with the line breaks inside a wrapped paragraph as blanks, so that names run on."""
    pieces, position = [], 0
    for line in found:
        pieces += [norm[position : line.start], norm[line.start : line.end].replace("\n", " ")]
        position = line.end
    return "".join([*pieces, norm[position:]])
