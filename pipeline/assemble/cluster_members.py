"""Which of an article's lists is the list of the cluster's members."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.assemble.members import Item, as_span, member_name, province_at, read_list, read_phrases
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.numbers import WORDS
from pipeline.rulebook import rule

RULES = ("clusters.list_of_name", "clusters.list_of_cluster", "clusters.list_of_count", "clusters.list_of_class")
GUARD_REACH = 110
FIRST_SENTENCES = 4
ENOUGH = 6
"""Score from which a list counts as the list of members."""

_UNIT_BEFORE = regex.compile(
    r"(?P<unit>(?:Công\s+an|CA|Hội|Sở|Viện\s+kiểm|VKSND|TAND|Tòa\s+án|Thanh\s+tra|Cục|Ủy\s+ban|UBMTTQ|Ban|Liên\s+(?:minh|đoàn)|BĐBP|Bộ\s+(?:đội|CHQS|Chỉ)|BHXH|Tỉnh\s+đoàn|Trường)[^.;:,()]{0,60}?)\s+(?:các|\d{1,2}|"
    + "|".join(WORDS)
    + r")\s+(?:tỉnh|thành\s+phố|đơn\s+vị)[^.;:]{0,60}$"
)
_OF_CLUSTER = regex.compile(r"(?<![\p{L}])(?:cụm|khối|thành\s+viên)(?![\p{L}])")
_NUMBERS = regex.compile(r"(?<![\p{L}\d/])(?<!số\s)(?:\d{1,2}|" + "|".join(WORDS) + r")(?![\p{L}\d])")
_PREDICATE = regex.compile(r"(?:thành\s+viên[^.:]{0,30}\slà|quy\s+tụ)\s*:?\s*[^.:]{0,80}:?\s*$")


@dataclass(frozen=True, slots=True)
class MemberList:
    """A list of members: names in order, a span for each, the score that chose it."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    score: int
    kinds: tuple[str, ...]
    unit: str | None


def count(text: str) -> int | None:
    """The number a count in figures or words names."""
    plain = " ".join(text.lower().split())
    return int(plain) if plain.isdecimal() else WORDS.get(plain)


def find_members(doc: Document, mentions: list[Span], sizes: list[int]) -> MemberList | None:
    """The best list of members in the news zones; None when no list is one."""
    best: MemberList | None = None
    seen = 0
    for sentence in doc.sentences:
        if sentence.zone not in NEWS_ZONES or rule("report.future").regex.search(doc.low, sentence.start, sentence.end):
            continue
        seen += sentence.zone in {"lead", "body"}
        bonus = 2 if seen <= FIRST_SENTENCES else 0
        for begin in _starts(doc, sentence.start, sentence.end, mentions):
            found = _judge(doc, (sentence.start, sentence.end), begin, sizes, bonus)
            if found and (best is None or found.score > best.score):
                best = found
    return best if best and best.score >= ENOUGH else None


def _starts(doc: Document, start: int, end: int, mentions: list[Span]) -> list[tuple[int, str, int]]:
    """Offsets in one sentence where a list may begin: (offset, rule, offset where its lead-in begins)."""
    found = []
    for span in mentions:
        if start <= span.end < end and (match := rule(RULES[0]).regex.match(doc.low[span.end : end])):
            found.append((span.end + match.end(), RULES[0], span.start))
    for name in RULES[1:]:
        for match in rule(name).regex.finditer(doc.low, start, end):
            found.append((match.end(), name, match.start()))
            if len(found) > 40:
                return found
    return found


def _judge(
    doc: Document, bounds: tuple[int, int], begin: tuple[int, str, int], sizes: list[int], bonus: int
) -> MemberList | None:
    (sentence_start, end), (start, rule_id, leading) = bounds, begin
    items = read_list(doc, start, end)
    counts = _counts(doc, leading, start)
    if rule_id in RULES[:3] and len(items) not in counts and all(item.kind == "unit" for item in items):
        items = next((found for number in counts if number > 2 and (found := read_phrases(doc, start, end, number))), items)
    if items and len(items) + 1 in sizes and len(items) not in sizes:
        items = _host(doc, items, sentence_start) + items
    if len(items) < 2 or _figures_follow(doc, items[-1].end):
        return None
    before = doc.low[max(0, leading - GUARD_REACH) : start]
    if rule_id in RULES[2:] and rule("clusters.no_list").regex.search(before.rstrip(" :(")):
        return None
    kinds = tuple(item.kind for item in items)
    if kinds.count("place") == len(items) and not any(item.word for item in items) and rule_id not in RULES[:2]:
        return None
    if rule_id == RULES[3] and kinds.count("unit") * 2 > len(kinds) and not _OF_CLUSTER.search(doc.low, leading, start):
        return None
    score = int(rule(rule_id).value or 0) + bonus + (len(items) >= 3) + _agreement(doc, items, sizes, leading, start)
    unit = _unit_of(doc, items, leading, start)
    as_units = unit is not None and _PREDICATE.search(doc.low[leading:items[0].start]) is not None
    with_class = bool(items[0].word) and not items[0].plural
    names = tuple(member_name(_with_unit(item, unit), as_units=as_units, with_class=with_class) for item in items)
    return MemberList(names, tuple(as_span(item, rule_id) for item in items), score, kinds, unit)


def _host(doc: Document, items: list[Item], sentence_start: int) -> list[Item]:
    """The one member missing from a list of the others (`từ Nghệ An tới 5 điểm cầu: …`), named before it in the sentence."""
    if any(item.kind != "province" for item in items):
        return []
    for word in reversed(list(regex.finditer(r"(?<![\p{L}])\p{Lu}\p{Ll}*", doc.norm[sentence_start : items[0].start]))):
        found = province_at(doc, sentence_start + word.start(), items[0].start)
        if found:
            return [found] if all(item.name != found.name for item in items) else []
    return []


def _figures_follow(doc: Document, end: int) -> bool:
    """True when a figure stands behind the last item: a list of results, not of members."""
    return regex.match(r"\s*(?:\(|đạt|tăng|giảm|còn|có|là)?\s*(?:gần\s+|trên\s+|hơn\s+)?\d+(?:[,.]\d+)?\s*(?:%|tỷ|triệu|điểm)", doc.low[end : end + 40]) is not None


def _counts(doc: Document, leading: int, start: int) -> list[int]:
    """The numbers that stand in the lead-in of a list."""
    words = _NUMBERS.findall(doc.low[leading:start])
    return [number for word in words if (number := count(word)) is not None]


def _agreement(doc: Document, items: list[Item], sizes: list[int], leading: int, start: int) -> int:
    """Does the list have as many items as are said to belong?"""
    counts = _counts(doc, leading, start)
    if {len(items), 2 * len(items)} & {*counts, *sizes}:
        return 4
    if not sizes or len(items) + 1 in sizes:
        return 0
    return -2


def _unit_of(doc: Document, items: list[Item], leading: int, start: int) -> str | None:
    """The body whose provincial branches the items are (`Công an các tỉnh: …`)."""
    if items[0].unit and items[0].kind != "unit":
        return items[0].unit
    match = _UNIT_BEFORE.search(doc.norm[max(0, leading - 60) : items[0].start].rstrip(" :("))
    return expand(match["unit"]) if match else None


def _with_unit(item: Item, unit: str | None) -> Item:
    if item.unit or unit is None or item.kind == "unit":
        return item
    return replace(item, unit=unit)
