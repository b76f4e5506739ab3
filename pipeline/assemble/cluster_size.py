"""How many members the article says a cluster has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import regex

from pipeline.assemble.members_item import province_at
from pipeline.fold import lower
from pipeline.match import find
from pipeline.model.document import NEWS_ZONES, Document
from pipeline.normalise.numbers import WORDS
from pipeline.normalise.provinces import names
from pipeline.rulebook import rule

NAMED, WEAK, LINK = "clusters.size_named", "clusters.size_weak", "clusters.size_link"
RULES = (
    NAMED,
    "clusters.size_stated",
    "clusters.size_share",
    "clusters.size_signed",
    "clusters.size_counted",
    WEAK,
    LINK,
)

MOST = 80
"""More members than any cluster or block has."""

PLAIN = 4
"""Weight by which a number must be said more plainly than the one the list of members bears out."""

ENOUGH = 4
"""Weight from which a number counts as the size: one plain statement, or several mentions that agree."""

AROUND = 25
"""Characters around a number in which a guard stands."""


_HEAD_BEFORE = regex.compile(r"(?:cụm|khối)(?:\s+thi\s+đua)?\s+$")
_ONE_PROVINCE = regex.compile(r"(?<=tỉnh|phố|TỈNH|PHỐ)\s(?:[\p{Lu}][\p{L}]*\s?){2,4}(?!\s*(?:,|và))")


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
    numbers = {int(match["number"]) for match in find(doc, rule("clusters.numbered").regex)}
    for name in RULES:
        weight = int(rule(name).value or 0)
        for match in find(doc, rule(name).regex):
            zone = doc.zone_at(match.start())
            read = _read(match, name) if zone in NEWS_ZONES else None
            if read is None or _belongs_to_other(doc, match, name) or (name in (WEAK, LINK) and read.value in found):
                continue
            if _past(doc, match.start()) or (read.value in numbers and _is_behind_head(doc, match.start("count"))):
                continue
            known = found.setdefault(read.value, read)
            extra = weight + (zone in {"title", "lead"} and name not in (WEAK, LINK))
            found[read.value] = replace(known, weight=known.weight + extra)
    return sorted(found.values(), key=lambda size: (-size.weight, size.start))


def settle(sizes: list[Size], listed: int, known: set[int]) -> Size | None:
    """The size in the light of the list of members and of what is known of a national cluster.

    A number these bear out needs no other support.
    """
    for size in sizes:
        listed_so = size.rule != LINK and listed and size.value in (listed, 2 * listed)
        if (listed_so or size.value in known) and size.weight + PLAIN >= sizes[0].weight:
            return size
    return sizes[0] if sizes and sizes[0].weight >= ENOUGH else None


def _read(match: regex.Match[str], name: str) -> Size | None:
    groups = match.groupdict()
    group = next(key for key in ("count", "count2", "count3") if groups.get(key))
    value = count(match[group])
    if value is None or not 2 <= value <= MOST:
        return None
    return Size(value, name, match.start(group), match.end(group))


def _belongs_to_other(doc: Document, match: regex.Match[str], name: str) -> bool:
    """`3/63 tỉnh, thành`, `cả nước`; the number of a cluster of one province (`Khối thi đua 13 thành phố Đà Nẵng`)."""
    before = doc.low[max(0, match.start() - AROUND) : match.start()]
    numbered = name == NAMED or _HEAD_BEFORE.search(before) is not None
    if numbered and _ONE_PROVINCE.match(doc.norm, match.end()) and _province_behind(doc, match.end() + 1):
        return True
    return rule("clusters.size_before").regex.search(before) is not None


def _is_behind_head(doc: Document, start: int) -> bool:
    """Of a cluster that has a number elsewhere, the number behind its head is that one («Khối 5 ngành Y tế»)."""
    return start >= 0 and _HEAD_BEFORE.search(doc.low, max(0, start - AROUND), start) is not None


def _past(doc: Document, offset: int) -> bool:
    sentence = doc.sentence_at(offset)
    return sentence is not None and rule("clusters.size_past").regex.match(doc.low, sentence.start) is not None


def _province_behind(doc: Document, start: int) -> bool:
    """A province at the offset, in capitals too, as headings have it."""
    if doc.norm[start : start + 4].isupper():
        return doc.low.startswith(_lowered(), start)
    return province_at(doc, start, start + AROUND) is not None


@cache
def _lowered() -> tuple[str, ...]:
    return tuple(lower(name) for name in names())
