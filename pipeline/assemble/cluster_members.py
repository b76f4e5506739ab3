"""Which of an article's lists is the list of the cluster's members."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

import regex

from pipeline.assemble.cluster_size import count
from pipeline.assemble.members import Item, as_span, member_name, province_at, read_bullets, read_list, read_phrases
from pipeline.match import find
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.numbers import WORDS
from pipeline.rulebook import rule

OF_NAME, OF_CLUSTER, OF_COUNT, OF_CLASS = RULES = (
    "clusters.list_of_name",
    "clusters.list_of_cluster",
    "clusters.list_of_count",
    "clusters.list_of_class",
)
OF_RUN = "clusters.list_of_run"
RUN = 4
"""Provinces in a row that are a list without words that lead to it."""

GUARD_REACH = 110
"""Characters before a list in which a guard or the body it is a list of may stand."""

FIRST_SENTENCES = 4
ENOUGH = 6
"""Score from which a list counts as the list of members."""

MOST_STARTS = 40
"""Places in one sentence where a list is looked for."""

_NUMBERS = regex.compile(r"(?<![\p{L}\d/])(?<!số\s)(?:\d{1,2}|" + "|".join(WORDS) + r")(?![\p{L}\d])")
_CAPITAL = regex.compile(r"(?<![\p{L}])\p{Lu}\p{Ll}*")


@dataclass(frozen=True, slots=True)
class MemberList:
    """A list of members: names in order, a span for each, the score that chose it, what the items are."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    score: int
    kinds: tuple[str, ...]
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Begin:
    """Where a list may begin, by which rule, and where the words that lead to it begin."""

    sentence: int
    end: int
    start: int
    rule: str
    leading: int


def find_members(
    doc: Document, mentions: list[Span], provinces: tuple[Span, ...], sizes: list[int]
) -> MemberList | None:
    """The best list of members in the news zones; None when no list is one."""
    best: MemberList | None = None
    seen = 0
    for sentence in doc.sentences:
        if sentence.zone not in NEWS_ZONES or rule("report.future").regex.search(doc.low, sentence.start, sentence.end):
            continue
        seen += sentence.zone in {"lead", "body"}
        begins = _begins(doc, sentence.start, sentence.end, mentions)
        for begin in begins + _runs(doc, sentence.start, sentence.end, provinces):
            found = _judge(doc, begin, sizes, bonus=2 if seen <= FIRST_SENTENCES else 0)
            if found and (best is None or found.score > best.score):
                best = found
    return best if best and best.score >= ENOUGH else None


def _begins(doc: Document, start: int, end: int, mentions: list[Span]) -> list[_Begin]:
    found = []
    found += [
        _Begin(start, end, span.end + match.end(), OF_NAME, span.start)
        for span in mentions
        if start <= span.end < end and (match := rule(OF_NAME).regex.match(doc.low[span.end : end]))
    ]
    for name in RULES[1:]:
        for match in find(doc, rule(name).regex, start, end):
            found.append(_Begin(start, end, match.end(), name, match.start()))
            if len(found) > MOST_STARTS:
                return found
    return found


def _runs(doc: Document, start: int, end: int, provinces: tuple[Span, ...]) -> list[_Begin]:
    """The first of several provinces in a sentence that speaks of the cluster or its meeting."""
    first = bisect_left(provinces, start, key=lambda span: span.start)
    inside = [span for span in provinces[first : first + MOST_STARTS] if span.start < end]
    if len(inside) < RUN or not rule(OF_RUN).regex.search(doc.low, start, end):
        return []
    return [_Begin(start, end, span.start, OF_RUN, span.start) for span in inside[: -RUN + 1]]


def _judge(doc: Document, begin: _Begin, sizes: list[int], bonus: int) -> MemberList | None:
    items = _items(doc, begin, sizes)
    if len(items) < 2 or rule("clusters.results_follow").regex.search(doc.low[items[-1].end : items[-1].end + 40]):
        return None
    kinds = tuple(item.kind for item in items)
    if _is_other_list(doc, begin, items, kinds):
        return None
    score = int(rule(begin.rule).value or 0) + bonus + (len(items) >= 3) + _agreement(doc, begin, items, sizes)
    unit = _unit_of(doc, begin, items)
    predicate = rule("clusters.predicate").regex.search(doc.low[begin.leading : items[0].start])
    with_class = bool(items[0].word) and not items[0].plural
    names = tuple(
        member_name(_with_unit(item, unit), as_units=bool(unit and predicate), with_class=with_class) for item in items
    )
    return MemberList(names, tuple(as_span(item, begin.rule) for item in items), score, kinds, unit)


def _items(doc: Document, begin: _Begin, sizes: list[int]) -> list[Item]:
    if not doc.norm[begin.start : begin.end].strip():
        return read_bullets(doc, begin.end)
    items = read_list(doc, begin.leading, begin.end) if begin.rule in (OF_COUNT, OF_CLASS) else []
    items = items if len(items) > 1 else read_list(doc, begin.start, begin.end)
    counts = _counts(doc, begin)
    if begin.rule != OF_CLASS and len(items) not in counts and all(item.kind == "unit" for item in items):
        phrases = (read_phrases(doc, begin.start, begin.end, number) for number in counts if number > 2)
        items = next((found for found in phrases if found), items)
    if items and len(items) + 1 in sizes and len(items) not in sizes:
        items = _host(doc, items, begin.sentence) + items
    return items


def _is_other_list(doc: Document, begin: _Begin, items: list[Item], kinds: tuple[str, ...]) -> bool:
    """True for lists of examples or winners, of places without a class word, of bodies that were only present."""
    before = doc.low[max(0, begin.leading - GUARD_REACH) : begin.start].rstrip(" :(")
    if begin.rule == OF_RUN and (len(items) < RUN or "unit" in kinds):
        return True
    if begin.rule in (OF_COUNT, OF_CLASS, OF_RUN) and rule("clusters.no_list").regex.search(before):
        return True
    if kinds.count("place") == len(items) and not any(item.word for item in items):
        return begin.rule in (OF_COUNT, OF_CLASS)
    present = begin.rule == OF_CLASS and kinds.count("unit") * 2 > len(kinds)
    return present and not rule("clusters.of_cluster").regex.search(doc.low, begin.leading, begin.start)


def _host(doc: Document, items: list[Item], sentence_start: int) -> list[Item]:
    """The member missing from a list of the others (`từ Nghệ An tới 5 điểm cầu: …`), named before the list."""
    if any(item.kind != "province" for item in items):
        return []
    words = list(_CAPITAL.finditer(doc.norm, sentence_start, items[0].start))
    for word in reversed(words):
        if found := province_at(doc, word.start(), items[0].start):
            return [found] if all(item.name != found.name for item in items) else []
    return []


def _counts(doc: Document, begin: _Begin) -> list[int]:
    """The numbers that stand in the lead-in of a list."""
    words = _NUMBERS.findall(doc.low[begin.leading : begin.start])
    return [number for word in words if (number := count(word)) is not None]


def _agreement(doc: Document, begin: _Begin, items: list[Item], sizes: list[int]) -> int:
    """Does the list have as many items as are said to belong?"""
    if {len(items), 2 * len(items)} & {*_counts(doc, begin), *sizes}:
        return 4
    return 0 if not sizes or len(items) + 1 in sizes else -2


def _unit_of(doc: Document, begin: _Begin, items: list[Item]) -> str | None:
    """The body whose provincial branches the items are (`Công an các tỉnh: …`)."""
    if items[0].unit and items[0].kind != "unit":
        return items[0].unit
    before = doc.norm[max(0, begin.leading - GUARD_REACH) : items[0].start].rstrip(" :(")
    match = rule("clusters.unit_before").regex.search(before)
    return expand(match["unit"]) if match else None


def _with_unit(item: Item, unit: str | None) -> Item:
    return item if item.unit or unit is None or item.kind == "unit" else replace(item, unit=unit)
