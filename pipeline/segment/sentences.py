"""Sentence boundaries inside a zone.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a list number. A caption that was run
into the text has no full stop: there a capitalised opener (`Đồng chí`, `Ông`, `Năm 2020`) after a lower-case word
starts the next sentence.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.model.document import Sentence, Zone
from pipeline.rulebook import rule

MAX_SENTENCE = 4000
"""Characters after which a sentence without a full stop is cut at the next blank."""


def split(zone: Zone, norm: str, block: int, *, run_in: bool) -> list[Sentence]:
    """The sentences of one zone. `run_in`: captions may stand inside the text without a full stop."""
    piece = norm[zone.start : zone.end]
    cuts = {match.end() for match in rule("sentences.end").regex.finditer(piece)}
    if run_in:
        openers = rule("sentences.opener").regex.finditer(piece)
        cuts |= {match.end() for match in openers if not _inside_phrase(piece, match.start())}
    bounds = [0, *sorted(cuts), len(piece)]
    found = []
    for start, end in pairwise(bounds):
        for part_start, part_end in _capped(piece, start, end):
            text = piece[part_start:part_end]
            if stripped := text.strip():
                left = part_start + len(text) - len(text.lstrip())
                found.append(Sentence(zone.start + left, zone.start + left + len(stripped), zone.name, block))
    return found


def _inside_phrase(piece: str, offset: int) -> bool:
    """True after a word that takes an object, as in «do Đồng chí …», or inside an open bracket or quote."""
    if rule("sentences.goes_on").regex.search(piece[max(0, offset - 14) : offset].lower()):
        return True
    recent = piece[max(0, offset - 120) : offset]
    return recent.count("(") > recent.count(")") or recent.count('"') % 2 == 1


def _capped(piece: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    while end - start > MAX_SENTENCE:
        cut = piece.find(" ", start + MAX_SENTENCE, end)
        if cut < 0:
            cut = min(end, start + 2 * MAX_SENTENCE)
        parts.append((start, cut))
        start = cut
    parts.append((start, end))
    return parts
