"""Builds the document: NFC text, folds, zones, sentences."""

from __future__ import annotations

from pipeline.fold import fold_spelling, lower, nfc
from pipeline.model.document import Document, Meta, Zone
from pipeline.model.words import WordIndex
from pipeline.segment.lines import Line, is_one_line, lines, split_header, split_stamp
from pipeline.segment.sentences import split
from pipeline.segment.zones import Zoner


def segment(text: str, meta: Meta | None = None) -> Document:
    """The article as a document. `text` is put into form NFC; nothing else of it changes."""
    meta = meta or Meta()
    text = nfc(text)
    norm = fold_spelling(text)
    found = lines(text)
    norm = _join_wrapped(norm, found)
    run_in = is_one_line(found, text)
    if run_in:
        longest = max(found, key=lambda line: line.end - line.start)
        index = found.index(longest)
        found[index : index + 1] = split_header(longest, norm)
    elif found:
        found[:1] = split_stamp(found[0], norm)
    title = fold_spelling(nfc(meta.title)) if meta.title else None
    zones = Zoner(found, norm, title, run_in=run_in).zones()
    sentences = []
    for block, zone in enumerate(zones):
        if run_in or zone.name in {"title", "lead", "body", "caption", "quote", "heading", "byline"}:
            sentences += split(zone, norm, block, run_in=run_in)
        else:
            sentences += split(Zone(zone.name, zone.start, zone.end), norm, block, run_in=False)
    low = lower(norm)
    return Document(text, norm, low, tuple(zones), tuple(sentences), WordIndex(low), meta)


def _join_wrapped(norm: str, found: list[Line]) -> str:
    """The fold with the line breaks inside a wrapped paragraph as blanks, so that names run on."""
    pieces, position = [], 0
    for line in found:
        pieces += [norm[position : line.start], norm[line.start : line.end].replace("\n", " ")]
        position = line.end
    return "".join([*pieces, norm[position:]])
