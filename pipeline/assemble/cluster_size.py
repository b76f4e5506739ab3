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
    weights: dict[int, int] = {}
    firsts: dict[int, Size] = {}
    for name in RULES:
        entry = rule(name)
        for match in entry.regex.finditer(doc.low):
            zone = doc.zone_at(match.start())
            if zone not in NEWS_ZONES:
                continue
            group = next(key for key in ("count", "count2", "count3") if match.groupdict().get(key))
            value = count(match[group])
            if value is None or not 2 <= value <= MOST or _belongs_to_other(doc, match):
                continue
            if name == WEAK and value in weights:
                continue
            weights[value] = weights.get(value, 0) + int(entry.value or 0) + (zone in {"title", "lead"} and name != WEAK)
            firsts.setdefault(value, Size(value, name, match.start(group), match.end(group)))
    ranked = sorted(weights, key=lambda value: (-weights[value], firsts[value].start))
    return [replace(firsts[value], weight=weights[value]) for value in ranked]


def settle(sizes: list[Size], listed: int) -> Size | None:
    """The size in the light of the list of members: a number the list bears out needs no other support."""
    for size in sizes:
        if listed and size.value in (listed, 2 * listed) and size.weight + PLAIN >= sizes[0].weight:
            return size
    return sizes[0] if sizes and sizes[0].weight >= ENOUGH else None


def _belongs_to_other(doc: Document, match: regex.Match[str]) -> bool:
    """«3/63 tỉnh, thành», «một trong 8 tỉnh», «cả nước»: not the cluster's members."""
    after = doc.low[match.end() : match.end() + 25]
    before = doc.low[max(0, match.start() - 25) : match.start()]
    return regex.match(r"\s*(?:,\s*thành(?:\s+phố)?)?\s*(?:trong\s+cả\s+nước|cả\s+nước|trên\s+cả\s+nước|toàn\s+quốc)", after) is not None or regex.search(
        r"(?:xếp\s+thứ|đứng\s+thứ|hạng|tốp|top|còn|có\s+thêm|thêm|nhóm)\s*$", before
    ) is not None
