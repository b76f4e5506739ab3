"""Who gives an award, read at an offset or in front of the verb of giving."""

from __future__ import annotations

from collections.abc import Callable

import regex

from pipeline.model.document import Document
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import names
from pipeline.rulebook import rule
from pipeline.tag.units import read_unit

_LAST_WORD = regex.compile(r"\p{Lu}\p{L}+\s$")
LONGEST_WORD = 10
"""Characters before a head within which the other syllable of a province's name stands."""


def giver_at(doc: Document, offset: int, limit: int) -> tuple[str, int] | None:
    """The giver named at `offset`: full name and end."""
    sector = rule("awards.sector").regex.match(doc.low, offset, limit)
    if sector:
        end = _sector_end(doc, sector.end(), limit)
        return f"ngành {expand(doc.text[sector.end() : end])}", end
    title = rule("awards.giver").regex.match(doc.low, offset, limit)
    follow = title.end() if title else offset
    while follow < limit and doc.norm[follow] == " ":
        follow += 1
    unit_end = read_unit(doc, offset, limit) or (read_unit(doc, follow, limit) if title else None)
    end = max(unit_end or 0, title.end() if title else 0)
    if end <= offset:
        return None
    return expand(doc.text[offset:end]), end


def _sector_end(doc: Document, offset: int, limit: int) -> int:
    match = regex.compile(
        r"[\p{Lu}][\p{L}]*(?:\s+(?:\p{Ll}+|[\p{Lu}]\p{L}*)){0,3}?(?=\s*[:.,;(\x22]|\s+(?:cho|tặng|và|năm|đối)\s|$)"
    ).match(doc.norm, offset, limit)
    return match.end() if match else offset


def giver_before(doc: Document, start: int, end: int, received: Callable[[int], bool]) -> tuple[str | None, int]:
    """The giver named before the verb of giving: «đề nghị X (xem xét) tặng …», «được X tặng …»; its offset.

    `received`: whether the unit named at an offset has received an award before; it gives none then.
    """
    for told in rule("awards.authorised").regex.finditer(doc.low, start, end):
        if giver := giver_at(doc, told.end(), end):
            return giver[0], told.end()
    for begin in _giver_starts(doc, start, end)[:1]:
        giver = giver_at(doc, begin, end)
        if giver and not doc.low[giver[1] : end].strip():
            return giver[0], begin
    best: tuple[str | None, int] = (None, -1)
    for verb in rule("awards.giving_verb").regex.finditer(doc.low, start, end):
        for begin in _giver_starts(doc, start, verb.start()):
            giver = giver_at(doc, begin, verb.start())
            if giver is None or received(begin):
                continue
            if rule("awards.joint_givers").regex.search(doc.low, start, begin):
                best = (None, begin)
                break
            if rule("awards.giver_gap").regex.search(doc.low[giver[1] : verb.start()]):
                best = (giver[0], begin)
                break
    return best


def _giver_starts(doc: Document, start: int, end: int) -> list[int]:
    """Offsets where a giver may begin before a verb, nearest last name first."""
    starts = [
        match.start()
        for match in rule("awards.giver").regex.finditer(doc.low, start, end)
        if not doc.low[match.start() - 1 : match.start()].isalpha()
    ]
    starts += [
        match.start()
        for match in rule("units.head").regex.finditer(doc.norm, start, end)
        if not doc.norm[match.start() - 1 : match.start()].isalpha() and not _ends_province(doc, match)
    ]
    ordered = sorted(set(starts), reverse=True)
    return _prefer_longer(doc, ordered, end)


def _ends_province(doc: Document, head: regex.Match[str]) -> bool:
    """`Phòng` in `Hải Phòng` begins no office."""
    word = _LAST_WORD.search(doc.norm, max(0, head.start() - LONGEST_WORD), head.start())
    return word is not None and f"{word[0].strip()} {head[0]}" in names()


def _prefer_longer(doc: Document, starts: list[int], end: int) -> list[int]:
    """A start inside a longer giver (`Chủ tịch UBND tỉnh`, `Bộ Công an`) gives way to it."""
    spans = {begin: giver[1] for begin in starts if (giver := giver_at(doc, begin, end))}
    return [b for b in starts if b in spans and not any(o < b and spans[o] >= spans[b] for o in spans)]
