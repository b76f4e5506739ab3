"""Where an article lists units, and which units each list names; the hosts that stand apart from it included."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

import regex

from pipeline.assemble.cluster_size import count
from pipeline.assemble.members import read_list
from pipeline.assemble.members_item import province_at
from pipeline.assemble.members_model import Item
from pipeline.assemble.members_shared import share_committee
from pipeline.assemble.members_text import read_bullets, read_phrases
from pipeline.match import find
from pipeline.model.cover import beginning
from pipeline.model.document import Document, Sentence, Span
from pipeline.model.tags import Tags
from pipeline.normalise.numbers import WORDS
from pipeline.normalise.provinces import canonical
from pipeline.rulebook import rule
from pipeline.tag.unit_names import unit_name
from pipeline.tag.units import read_unit

OF_NAME, OF_CLUSTER, OF_COUNT, OF_CLASS = RULES = (
    "clusters.list_of_name",
    "clusters.list_of_cluster",
    "clusters.list_of_count",
    "clusters.list_of_class",
)
OF_RUN = "clusters.list_of_run"
RUN = 4
"""Provinces or bodies in a row that are a list without words that lead to it."""

RUN_REACH = 90
"""Characters within which, on the average, the next name of such a list begins."""

COUNT_REACH = 30
"""Characters before the colon of such a list in which it is counted («chỉ còn sáu tấm biển: …»)."""

OFFICE_REACH = 40
"""Characters behind a unit within which its office in the cluster stands."""

MOST_STARTS = 40
"""Places in one sentence where a list is looked for."""

HOST_REACH = 700
"""Characters before a list of the others in which the host is named."""

_NUMBERS = regex.compile(r"(?<![\p{L}\d/])(?<!số\s)(?:\d{1,2}|" + "|".join(WORDS) + r")(?![\p{L}\d])")
_AREA = regex.compile(r"^.*\s(?:tỉnh|thành\s+phố|TP\.?)\s+(?=\p{Lu})")
_CAPITAL = regex.compile(r"(?<![\p{L}])\p{Lu}\p{Ll}*")
_RUN_GAP = regex.compile(r"\s*(?:\([^()]{1,40}\))?\s*(?:[,;]|[,;]?\s+và)\s+(?:(?:tỉnh|tp\.?|thành\s+phố)\s*)?")


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a list may begin, by which rule, and where the words that lead to it begin."""

    sentence: int
    end: int
    start: int
    rule: str
    leading: int


def begins(doc: Document, sentence: Sentence, mentions: list[Span], tags: Tags) -> list[Begin]:
    """Every place in the sentence where a list may begin."""
    start, end = sentence.start, sentence.end
    found = [
        Begin(start, end, span.end + match.end(), OF_NAME, span.start)
        for span in mentions
        if start <= span.end < end and (match := rule(OF_NAME).regex.match(doc.low[span.end : end]))
    ]
    for name in RULES[1:]:
        for match in find(doc, rule(name).regex, start, end):
            found.append(Begin(start, end, match.end(), name, match.start()))
            if len(found) > MOST_STARTS:
                return found
    found = [_of_cluster(doc, begin, found) for begin in found]
    return found + _runs(doc, sentence, tags)


def _of_cluster(doc: Document, begin: Begin, found: list[Begin]) -> Begin:
    """«Khối gồm | các đơn vị:»: the list behind a class is that of the cluster which is said to consist of it."""
    if begin.rule != OF_CLASS:
        return begin
    said = next((other for other in found if other.rule == OF_CLUSTER and other.start <= begin.leading), None)
    if said is None or doc.low[said.start : begin.leading].strip():
        return begin
    return replace(begin, rule=OF_CLUSTER, leading=said.leading)


def _runs(doc: Document, sentence: Sentence, tags: Tags) -> list[Begin]:
    """The first of several provinces or bodies in a row, in a sentence that speaks of the cluster or its meeting."""
    found: list[Begin] = []
    units = beginning(tags.units, sentence.start, sentence.end)[:MOST_STARTS]
    people = beginning(tags.people, sentence.start, sentence.end)
    provinces = beginning(tags.provinces, sentence.start, sentence.end)[:MOST_STARTS]
    # «đồng chí A - Trưởng ban, Sở Nội vụ; đại diện Sở Y tế, …»: the body of a post begins no list.
    apart = [unit for unit in units if not any(one.start < unit.start and unit.end <= one.end for one in people)]
    for inside in (provinces, apart):
        if len(inside) < RUN or not rule(OF_RUN).regex.search(doc.low, sentence.start, sentence.end):
            continue
        for before, span, last in zip([None, *inside], inside, inside[RUN - 1 :], strict=False):
            near = last.start - span.start < RUN * RUN_REACH and not _each_in_body(units, inside, span)
            if near and not (before and _RUN_GAP.fullmatch(doc.low, before.end, span.start)):
                counted = doc.low[sentence.start : span.start].rstrip().endswith(":")
                leading = max(sentence.start, span.start - COUNT_REACH) if counted else span.start
                found.append(Begin(sentence.start, sentence.end, span.start, OF_RUN, leading))
    return found


def _each_in_body(units: list[Span], inside: list[Span], span: Span) -> bool:
    """«TAND tỉnh A, TAND tỉnh B»: the province and the next one end the names of two bodies, which are the list."""
    if span.label != "province":
        return False
    index = inside.index(span)
    return all(
        any(unit.start < one.start and one.end <= unit.end for unit in units) for one in inside[index : index + 2]
    )


def read_items(doc: Document, begin: Begin, sizes: list[int], tags: Tags) -> tuple[list[Item], list[Item]]:
    """The units the list names, and those that the text sets beside it: its heads, its host."""
    if not doc.norm[begin.start : begin.end].strip():
        return read_bullets(doc, begin.end), []
    items = read_list(doc, begin.leading, begin.end) if begin.rule in (OF_COUNT, OF_CLASS) else []
    items = items if len(items) > 1 else read_list(doc, begin.start, begin.end)
    if len(items) == 1 and items[0].kind == "unit" and not doc.norm[items[0].end : begin.end].strip(" ,;.\n"):
        items += read_bullets(doc, begin.end)
    if begin.rule != OF_CLASS and all(item.kind == "unit" for item in items):
        items = _phrases(doc, begin, items)
    if len(items) < 2:
        return items, []
    items = share_committee(doc, items)
    if beside := _office_holders(doc, begin, items, tags) or _head_behind(doc, items):
        return items, beside
    apart = rule("members.home_word").regex.search(doc.low, begin.sentence, begin.end)
    wanted = len(items) + 1 in sizes and len(items) not in sizes
    if apart and (named := _named_host(doc, apart.end(), begin.end, items)):
        return items, [named]
    far = apart is not None or (wanted and begin.rule != OF_NAME)
    return items, _host(doc, items, begin.sentence, tags, far=far) if apart or wanted else []


def _phrases(doc: Document, begin: Begin, items: list[Item]) -> list[Item]:
    """The names cut at their commas, where they are as many as is said, or where the list read so far broke off."""
    counts = counts_before(doc, begin)
    if len(items) in counts:
        return items
    phrases = (read_phrases(doc, begin.start, begin.end, number) for number in counts if number > 2)
    if found := next((found for found in phrases if found), None):
        return found
    if begin.rule in (OF_NAME, OF_CLUSTER) and items:
        longer = read_phrases(doc, begin.start, begin.end, None)
        return longer if len(longer) > len(items) else items
    return items


def counts_before(doc: Document, begin: Begin) -> list[int]:
    """The numbers that stand in the lead-in of a list."""
    words = _NUMBERS.findall(doc.low[begin.leading : begin.start])
    return [number for word in words if (number := count(word)) is not None]


def _office_holders(doc: Document, begin: Begin, items: list[Item], tags: Tags) -> list[Item]:
    """«A - đơn vị Cụm trưởng, B (Cụm phó) và 07 đơn vị thành viên gồm: …»: the heads that the list goes on from."""
    floor = begin.sentence
    if rule("members.others").regex.search(doc.low, begin.leading, begin.start):
        floor = max(0, begin.sentence - HOST_REACH)
    elif not rule("members.joins").regex.search(doc.low, begin.sentence, begin.leading):
        return []
    office = rule("posts.office").regex
    first = bisect_left(tags.units, floor, key=lambda span: span.start)
    before = [span for span in tags.units[first : first + MOST_STARTS] if span.end <= begin.leading]
    names = {item.name for item in items}
    found = []
    ends = [*(span.start for span in before), begin.leading][1:]
    for span, limit in zip(before, ends, strict=True):
        named = office.search(doc.low, span.end, limit)
        of_person = any(person.start <= span.start < person.end for person in tags.people)
        if named and named.start() - span.end < OFFICE_REACH and str(span.value) not in names and not of_person:
            found.append(Item(span.start, span.end, "unit", str(span.value)))
    return found if all(item.kind == "unit" or item.unit for item in items) else []


def _head_behind(doc: Document, items: list[Item]) -> list[Item]:
    """«A, B và lãnh đạo thành phố C - đơn vị Cụm trưởng»: the head or the host, told behind the list of the others."""
    sentence = doc.sentence_at(items[-1].start)
    limit = sentence.end if sentence else items[-1].end
    joined = rule("members.behind").regex.match(doc.low, items[-1].end, limit)
    if joined is None:
        return []
    start = joined.end()
    province = province_at(doc, start, limit)
    end = province.end if province else read_unit(doc, start, limit)
    if end is None or not rule("members.office_behind").regex.match(doc.low, end, limit):
        return []
    kinds = {item.kind for item in items}
    if kinds == {"province"}:
        name = province.name if province else canonical(_AREA.sub("", doc.text[start:end]))
        found = Item(start, end, "province", name, "tỉnh", items[0].unit) if name else None
    else:
        found = Item(start, end, "unit", unit_name(doc.text[start:end])) if kinds == {"unit"} and not province else None
    return [found] if found and all(item.name != found.name for item in items) else []


def _named_host(doc: Document, start: int, end: int, items: list[Item]) -> Item | None:
    """The unit named right behind «chủ nhà»."""
    if items[0].kind == "province":
        found = province_at(doc, start, end)
        return found if found and all(item.name != found.name for item in items) else None
    stop = read_unit(doc, start, end)
    name = unit_name(doc.text[start:stop]) if stop else None
    return Item(start, stop, "unit", name) if stop and name and all(item.name != name for item in items) else None


def _host(doc: Document, items: list[Item], sentence_start: int, tags: Tags, *, far: bool) -> list[Item]:
    """The member missing from a list of the others (`từ Nghệ An tới 5 điểm cầu: …`), named before the list.

    `far`: the sentence says that the host is one more; it may be named in the sentences before.
    """
    floor = max(0, items[0].start - HOST_REACH) if far else sentence_start
    kinds = {item.kind for item in items}
    if kinds == {"province"}:
        words = list(_CAPITAL.finditer(doc.norm, floor, items[0].start))
        for word in reversed(words):
            if found := province_at(doc, word.start(), items[0].start):
                return [found] if all(item.name != found.name for item in items) else []
    elif kinds == {"unit"} and far:
        head = items[0].name.split()[0]
        for span in reversed([span for span in tags.units if floor <= span.start < items[0].start]):
            name = str(span.value)
            if name.startswith(head) and all(item.name != name for item in items):
                return [Item(span.start, span.end, "unit", name)]
    return []
