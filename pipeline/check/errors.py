"""Errors, described: a miss and a spurious value that belong together are one problem with a cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.aspects import Aspect, digits, match_score, nearness, passes
from pipeline.check.entries import Bag, Entry
from pipeline.check.text import canonical

if TYPE_CHECKING:
    from pipeline.check.fields import Field
    from pipeline.check.matching import Matching

OVERLAP_BONUS = 0.3
"""What reading from the same place adds to the likeness of a miss and a spurious value."""

YEAR = len("2019")


@dataclass(frozen=True)
class Problem:
    """A gold entry that was missed, a found one that is spurious, or both where one stands for the other."""

    cause: str
    gold: Entry | None
    found: Entry | None


def overlap(gold: Entry, found: Entry) -> bool:
    """Were both read from the same place?"""
    return any(a < d and c < b for a, b in gold.spans for c, d in found.spans)


def _pair_score(field: Field, gold: Entry, found: Entry) -> float | None:
    near = nearness(field.aspects, gold, found)
    same_place = overlap(gold, found)
    by_name = {aspect.name: aspect for aspect in field.aspects}
    given = [by_name[anchor] for anchor in field.anchors if gold.parts[anchor][0] is not None]
    anchored = not field.anchors or any(passes(a, gold, found) or _same_digits(a, gold, found) for a in given)
    if near < field.near or not (same_place or anchored):
        return None
    return near + OVERLAP_BONUS * same_place


def problems(field: Field, bag: Bag, matching: Matching) -> list[Problem]:
    """The leftovers of a matched bag, the nearest paired first; in the order of gold, then of the record."""
    ranked = []
    for gold in matching.missed:
        for found in matching.spurious:
            score = _pair_score(field, bag.gold[gold], bag.found[found])
            if score is not None:
                ranked.append((-score, gold, found))
    partner: dict[int, int] = {}
    for _, gold, found in sorted(ranked):
        if gold not in partner and found not in partner.values():
            partner[gold] = found
    listed = []
    for gold in matching.missed:
        wanted = bag.gold[gold]
        other = bag.found[partner[gold]] if gold in partner else None
        listed.append(Problem(cause(field, wanted, other), wanted, other))
    extra = [bag.found[found] for found in matching.spurious if found not in partner.values()]
    return listed + [Problem(_why_spurious(field, bag, found), None, found) for found in extra]


def _why_spurious(field: Field, bag: Bag, found: Entry) -> str:
    if any(match_score(field.aspects, gold, found) is not None for gold in bag.gold):
        return "duplicate"
    return "phantom"


def cause(field: Field, gold: Entry, found: Entry | None) -> str:
    """Why the pair does not match: `not found`, `wrong status`, `boundary of value` …"""
    if found is None:
        return "not found"
    failing = [aspect for aspect in field.aspects if not passes(aspect, gold, found)]
    if len(failing) == 1:
        return _one_cause(failing[0], gold, found)
    if not failing:
        return "taken by another"
    return "wrong " + " + ".join(aspect.name for aspect in failing)


def _same_digits(aspect: Aspect, gold: Entry, found: Entry) -> bool:
    """Is the found number one that gold accepts, but for its decimal comma, its thousands or its zeros?"""
    value = found.parts[aspect.name][0]
    if aspect.compare != "number" or value is None:
        return False
    return digits(value) in {digits(wanted) for wanted in gold.parts[aspect.name] if wanted is not None}


def _cut_of(left: str, right: str) -> bool:
    """Does one text hold all words of the other, in their order? Then it was cut wrong, not read from elsewhere."""
    shorter, longer = sorted((canonical(left).split(), canonical(right).split()), key=len)
    rest = iter(longer)
    return bool(shorter) and all(word in rest for word in shorter)


def _one_cause(aspect: Aspect, gold: Entry, found: Entry) -> str:
    value, wanted = found.parts[aspect.name][0], gold.parts[aspect.name]
    if value is None:
        return f"no {aspect.name}"
    if aspect.compare == "number":
        return f"wrong {'scale of ' * _same_digits(aspect, gold, found)}{aspect.name}"
    if aspect.compare == "text" and any(_cut_of(str(value), str(v)) for v in wanted if v is not None):
        return f"boundary of {aspect.name}"
    if aspect.compare == "date" and any(str(v)[YEAR:] == str(value)[YEAR:] for v in wanted):
        return "wrong year"
    return f"wrong {aspect.name}"
