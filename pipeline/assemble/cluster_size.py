"""How many members the article says a cluster has."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.model.document import NEWS_ZONES, Document
from pipeline.normalise.numbers import WORDS
from pipeline.rulebook import rule

WEAK = "clusters.size_weak"
RULES = ("clusters.size_named", "clusters.size_stated", "clusters.size_share", "clusters.size_counted", WEAK)

MOST = 80
"""More members than any cluster or block has."""

PLAIN = 4
"""Weight by which a number must be said more plainly than the one the list of members bears out."""

ENOUGH = 4
"""Weight from which a number counts as the size: one plain statement, or several mentions that agree."""

AROUND = 25
"""Characters around a number in which a guard stands."""


@dataclass(frozen=True, slots=True)
class Size:
    """A number of members, the rule that read it, where it stands, and how much speaks for it."""

    value: int
    rule: str
    start: int
    end: int
    weight: int = 0


def count(text: str) -> int | None:
    """The number a count in figures or words names."""
    plain = " ".join(text.lower().split())
    return int(plain) if plain.isdecimal() else WORDS.get(plain)


def find_sizes(doc: Document) -> list[Size]:
    """The numbers that may be the size, the likeliest first, weighed by how often and how plainly each is said."""
    found: dict[int, Size] = {}
    for name in RULES:
        weight = int(rule(name).value or 0)
        for match in rule(name).regex.finditer(doc.low):
            zone = doc.zone_at(match.start())
            read = _read(match, name) if zone in NEWS_ZONES else None
            if read is None or _belongs_to_other(doc, match) or (name == WEAK and read.value in found):
                continue
            known = found.setdefault(read.value, read)
            extra = weight + (zone in {"title", "lead"} and name != WEAK)
            found[read.value] = replace(known, weight=known.weight + extra)
    return sorted(found.values(), key=lambda size: (-size.weight, size.start))


def settle(sizes: list[Size], listed: int) -> Size | None:
    """The size in the light of the list of members: a number the list bears out needs no other support."""
    for size in sizes:
        if listed and size.value in (listed, 2 * listed) and size.weight + PLAIN >= sizes[0].weight:
            return size
    return sizes[0] if sizes and sizes[0].weight >= ENOUGH else None


def _read(match: regex.Match[str], name: str) -> Size | None:
    groups = match.groupdict()
    group = next(key for key in ("count", "count2", "count3") if groups.get(key))
    value = count(match[group])
    if value is None or not 2 <= value <= MOST:
        return None
    return Size(value, name, match.start(group), match.end(group))


def _belongs_to_other(doc: Document, match: regex.Match[str]) -> bool:
    """«3/63 tỉnh, thành», «một trong 8 tỉnh», «cả nước»: not the cluster's members."""
    after = doc.low[match.end() : match.end() + AROUND]
    before = doc.low[max(0, match.start() - AROUND) : match.start()]
    behind, ahead = rule("clusters.size_behind").regex, rule("clusters.size_before").regex
    return behind.search(after) is not None or ahead.search(before) is not None
