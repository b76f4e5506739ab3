"""Which of the bodies named in a report can own its figures: members of the cluster, and all members at once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.assemble.indicators_subject import CLUSTER, Subject
from pipeline.fold import fold_spelling
from pipeline.model.document import Document, Span
from pipeline.model.tags import Context, Tags
from pipeline.normalise.abbreviations import expand
from pipeline.rulebook import rule
from pipeline.tag.figures_words import says
from pipeline.tag.word_segments import syllables

_HEAD = regex.compile(r"\p{L}+(?:\s+\p{L}+)?")
_CAPITAL = regex.compile(r"\p{Lu}[\p{L}\d]*")
_SYLLABLE = regex.compile(r"\S+")
_OF = " của "
LONG_NAME = 3
"""Syllables of the longest word taken into a body's name."""

NEAR = 40
"""Characters around a body that show whether it acts."""

SHORTENED = 8
"""Letters from which the beginning of a member's name stands for the member."""


@dataclass(frozen=True, slots=True)
class Members:
    """The cluster's members: folded name and name as listed, and the first two words of each."""

    central: bool
    local: bool
    names: tuple[tuple[str, str], ...]
    heads: dict[str, str]

    @classmethod
    def of(cls, context: Context) -> Members:
        """The members of the cluster at hand."""
        names = tuple((_fold(member), member) for member in context.members)
        heads = {_head(folded): member for folded, member in names}
        return cls(context.scope == "central", context.scope == "local", names, heads)


def find_bodies(doc: Document, tags: Tags, context: Context, figures: list[Span]) -> list[Subject]:
    """Bodies that can be members of this cluster; none in a cluster of provinces. A body ends before a figure."""
    if context.scope == "provinces":
        return []
    members = Members.of(context)
    places = sorted(span.start for span in (*tags.provinces, *tags.places))
    starts = [figure.start for figure in figures]
    found = []
    for span in tags.units:
        index = bisect_left(starts, span.start)
        end = min(span.end, starts[index]) if index < len(starts) else span.end
        at = bisect_left(places, span.start)
        located = at < len(places) and places[at] < end
        body = _body(doc, span, end, members, located=located) if end > span.start else None
        if body is not None:
            found.append(body)
    return found


def _body(doc: Document, span: Span, end: int, members: Members, *, located: bool) -> Subject | None:
    folded = _fold(str(span.value))
    if member := _member(doc, span, end, members, folded, located=located):
        return member
    before = doc.low[max(0, span.start - 24) : span.start]
    if says("many_bodies", folded) or says("plural_before", before):
        return None if located else Subject(span.start, end, CLUSTER, "cluster", span.rule)
    head = _head(folded)
    above = rule("figures.above_central" if members.central else "figures.above_members")
    if above.regex.match(folded) and head not in members.heads:
        return None
    vague = rule("figures.vague_body").regex.match(folded) is not None
    known = members.central or located or head in members.heads or not (members.heads or vague)
    named = _name_end(doc, span, end)
    unlisted = not members.names and says("association", folded)
    own = says("own_name", doc.norm[span.start : named]) or (
        members.local and (unlisted or says("of_home", doc.low, span.start, named))
    )
    return _behind_of(doc, span, end) if known or (own and _acts(doc, span.start, named)) else None


def _acts(doc: Document, start: int, end: int) -> bool:
    """Does the body open its clause before a verb, a colon or a bracket (`; Hội Nông dân tỉnh kết nạp …`)?"""
    edge = max(doc.low.rfind(mark, max(0, start - NEAR), start) for mark in ".;:,\n")
    opening = doc.low[edge + 1 if edge >= 0 else max(0, start - NEAR) : start]
    return says("lead_in", opening) and says("verb_behind", doc.low, end, end + NEAR)


def _member(doc: Document, span: Span, end: int, members: Members, folded: str, *, located: bool) -> Subject | None:
    """The member that the body is, in full, shortened, or with more words behind it."""
    for member, name in members.names:
        if folded == member or (len(folded) > SHORTENED and member.startswith(f"{folded} ")):
            return Subject(span.start, end, name, "unit", span.rule)
        if folded.startswith(f"{member} ") and not located:
            stop = min(end, _prefix_end(doc, span.start, end, member))
            return Subject(span.start, stop, name, "unit", span.rule)
    head = _head(folded)
    if head in members.heads and not located and says("levels", folded[len(head) :]):
        return Subject(span.start, end, members.heads[head], "unit", span.rule)
    return None


def _name_end(doc: Document, span: Span, end: int) -> int:
    """Where the name ends: behind the word of its last capital, if the span ran into a number."""
    capitals = list(_CAPITAL.finditer(doc.norm, span.start, end)) if end < span.end else []
    return _word_end(doc, span.start, capitals[-1].start(), end) if capitals else end


def _behind_of(doc: Document, span: Span, end: int) -> Subject:
    """The body itself where the span begins too early (`THPT của Trường THPT …`) or ran into a number."""
    cut = doc.low.rfind(_OF, span.start, end)
    if end < span.end:
        end = _name_end(doc, span, end)
    elif cut < 0:
        return Subject(span.start, end, str(span.value), "unit", span.rule)
    start = cut + len(_OF) if 0 <= cut < end - len(_OF) else span.start
    return Subject(start, end, expand(doc.text[start:end]), "unit", span.rule)


def _word_end(doc: Document, start: int, capital: int, end: int) -> int:
    """End of the word that begins with the last capital: `Sở Tư pháp` in `Sở Tư pháp trợ giúp pháp lý`."""
    ends = [match.end() for match in _SYLLABLE.finditer(doc.norm, start, end)]
    place = 0
    for count in syllables(doc.norm[start:end]):
        place += count
        if place <= len(ends) and ends[place - 1] > capital:
            return ends[place - 1] if count <= LONG_NAME else next(e for e in ends if e > capital)
    return next(e for e in ends if e > capital)


def _prefix_end(doc: Document, start: int, end: int, member: str) -> int:
    """Where the member's name ends in a span that runs on behind it."""
    for gap in regex.finditer(r"(?=\s)", doc.text[start:end]):
        if _fold(doc.text[start : start + gap.start()]) == member:
            return start + gap.start()
    return end


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return fold_spelling(expand(name)).lower()


def _head(folded: str) -> str:
    match = _HEAD.match(folded)
    return match[0] if match else folded
