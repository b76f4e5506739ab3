"""Who can hold an office or receive an award: provinces, bodies, localities, in the wording the record wants."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

import regex

from pipeline.assemble.bodies import PLURAL_BODY, PLURAL_LOCAL, Holder, same_body
from pipeline.assemble.members import read_list
from pipeline.match import find
from pipeline.model.document import Document, Span
from pipeline.model.tags import Context, Tags
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import as_of, canonical, class_word
from pipeline.rulebook import compiled, rule
from pipeline.tag.places import place_name
from pipeline.tag.unit_names import unit_name
from pipeline.tag.units import with_city

_JOINER = regex.compile(
    r"\s*(?:\([^)]{1,60}\)\s*)?(?:,|;|(?:,\s*)?(?:và|cùng|với|cùng\s+với)(?=\s))\s*"
    r"(?:(?:tỉnh|thành\s+phố|tp\.?|các\s+tỉnh|hai\s+tỉnh)\s*)?"
    r"(?:(?:nhân\s+dân\s+và\s+cán\s+bộ|cán\s+bộ\s+và\s+nhân\s+dân|đơn\s+vị)\s+(?:tỉnh\s+)?)?"
)
_CONTEXT_ONLY = regex.compile(
    r"(?i)^(?:Ban Thi đua - Khen thưởng|Hội đồng Thi đua - Khen thưởng|Bộ |Chính phủ|Trung ương|Quốc hội"
    r"|Nhà nước|Đảng|Ban Chấp hành|Bộ Chính trị)"
)
_LOCAL = regex.compile(r"(?:huyện|thị xã|quận|xã|phường|thị trấn|thành phố) [\p{Lu}][\p{L}' ]+$")
_LIST_OPENS = regex.compile(
    r"(?:\s+(?:các\s+)?tỉnh)?(?:\s*(?:,|và)\s*(?:các\s+)?thành\s+phố)?(?:\s*\([^)]{1,20}\))?\s*:\s*(?:tỉnh\s+|thành\s+phố\s+)?"
)
LIST_GAP = 40
"""Characters between a plural body and the first province of its list."""
OBJECT = 40
"""Characters before a holder in which the word stands whose object it is."""
_OBJECT = regex.compile(
    r"(?:(?<![\p{L}])từ|thay(?:\s+cho)?|của|tại|(?:của|đồng\s+chí|đ/c|ông|bà)\s[^.;:,]{0,40}(?:chủ\s+tịch|giám\s+đốc))\s*$"
)


def _full_province(doc: Document, start: int) -> int:
    """Start of the class word before a province name, if one stands there."""
    match = compiled(r"(?:tỉnh|thành phố|tp\.?)\s*$").search(doc.low[max(0, start - 12) : start])
    return start - len(match[0]) if match else start


class _Found:
    """The units found so far, and which characters they and the names of people take."""

    def __init__(self, doc: Document, tags: Tags) -> None:
        self.holders: list[Holder] = []
        self._taken = bytearray(len(doc.norm) + 1)
        self._people = bytearray(len(doc.norm) + 1)
        for person in tags.people:
            _mark(self._people, person.name_start, person.name_end)

    def add(self, holder: Holder) -> None:
        self.holders.append(holder)
        _mark(self._taken, holder.start, holder.end)

    def free(self, start: int, end: int) -> bool:
        """Whether no unit holds any of these characters."""
        return self._taken.find(1, start, end) < 0

    def free_of_people(self, start: int, end: int) -> bool:
        """The same, and no person's name begins before them and goes on."""
        return self.free(start, end) and not self._people[start]


_COUNTED_ONE = regex.compile(r"(?:0?1|một)\s+(?:tỉnh|thành\s+phố|đơn\s+vị|địa\s+phương)\s*\($")
"""Before a province in brackets that is the unit itself: «tặng Cờ thi đua cho 01 tỉnh (Nghệ An)»."""


def _mark(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def find_holders(doc: Document, tags: Tags, context: Context) -> list[Holder]:
    """All units of the document that can hold an office or receive an award, none inside another."""
    found = _Found(doc, tags)
    _add_listed(doc, found)
    for unit in tags.units:
        if found.free(unit.start, unit.end) and (holder := _of_unit(unit, context)):
            found.add(holder)
    for province in tags.provinces:
        bracketed = doc.norm[province.start - 1 : province.start] == "(" and doc.norm.startswith(")", province.end)
        bracketed = bracketed and not _COUNTED_ONE.search(doc.low, max(0, province.start - 16), province.start)
        if not bracketed and found.free_of_people(province.start, province.start + 1):
            name = as_of(province.value, context.date)
            found.add(Holder(_full_province(doc, province.start), province.end, name, "province", name))
    for match in rule("leadership.locality").regex.finditer(doc.norm):
        if found.free_of_people(match.start(), match.end()):
            end = with_city(doc.norm, match.end(), len(doc.norm))
            found.add(Holder(match.start(), end, expand(place_name(doc.text[match.start() : end])), "unit"))
    _add_members(doc, found, context)
    for place in tags.places:
        if found.free_of_people(place.start, place.end):
            found.add(Holder(place.start, place.end, place.value[0], "place"))
    located = _located(doc, sorted(found.holders, key=lambda holder: holder.start))
    heads = [(unit.start, unit.end, expand(doc.text[unit.start : unit.end])) for unit in tags.units]
    return _inherit_heads(doc, located, context, heads)


def _located(doc: Document, found: list[Holder]) -> list[Holder]:
    """`… huyện Tân Thạnh, tỉnh Long An` is one unit: the province only says where it lies."""
    result: list[Holder] = []
    for holder in found:
        last = result[-1] if result else None
        local = last is not None and last.kind == "unit" and _LOCAL.search(last.name) is not None
        if last and local and holder.kind == "province" and doc.low.startswith(", tỉnh ", last.end):
            result[-1] = Holder(last.start, holder.end, f"{last.name}, tỉnh {holder.name}", "unit", holder.province)
        else:
            result.append(holder)
    return result


def _of_unit(unit: Span, context: Context) -> Holder | None:
    name = compiled(r"(?:các|\d{1,2}|hai|ba|bốn|năm|sáu) (tỉnh|huyện|thành phố)(?= [\p{Lu}])").sub(
        r"\1", unit_name(str(unit.value), context.date)
    )
    if name.endswith(("các tỉnh", "các huyện", "các đơn vị", "các địa phương", "các xã")):
        return None
    words = name.split()
    province = next((p for n in (5, 4, 3, 2, 1) if (p := canonical(" ".join(words[-n:]), context.date))), None)
    if context.scope == "provinces" and province and compiled(r"(?:Ủy ban nhân dân|Tỉnh ủy|Thành ủy)").match(name):
        return Holder(unit.start, unit.end, province, "province", province)
    return Holder(unit.start, unit.end, name, "unit", province)


def _add_listed(doc: Document, found: _Found) -> None:
    """Bodies of one kind by their bare names: «các bệnh viện: Đa khoa tỉnh, Nhi và Phổi»."""
    for match in find(doc, rule("leadership.listed").regex, norm=True):
        sentence = doc.sentence_at(match.start())
        items = read_list(doc, match.start(), sentence.end) if sentence else []
        if len(items) > 1 and all(item.kind == "unit" for item in items):
            for item in items:
                start = match.start("class") if item is items[0] else item.start
                found.add(Holder(start, item.end, item.name, "unit"))


def _add_members(doc: Document, found: _Found, context: Context) -> None:
    """Members named without class word (`Kbang`, `Hoài Đức`), known from the cluster's own list."""
    for member in context.members:
        bare = compiled(r"^(?:huyện|thị xã|thành phố|quận|xã|phường)\s+").sub("", member)
        if canonical(bare) or len(bare) < 3:
            continue
        for match in compiled(rf"(?<![\p{{L}}]){regex.escape(bare)}(?![\p{{L}}])").finditer(doc.norm):
            if found.free(match.start(), match.end()):
                found.add(Holder(match.start(), match.end(), member, "member"))


def _inherit_heads(
    doc: Document, found: list[Holder], context: Context, heads: Sequence[tuple[int, int, str]]
) -> list[Holder]:
    """`Công an các tỉnh A, B và C`: the bare provinces behind a body stand for that body in each of them.

    `heads`: where each body named in the text begins and ends, and its full name.
    """
    if context.scope == "provinces":
        return [replace(h, kind="unit") if h.kind == "member" else h for h in found if h.kind != "place"]
    of_places = context.scope == "local" and rule("leadership.of_places").regex.search((context.name or "").lower())
    result: list[Holder] = []
    for holder in found:
        previous = result[-1] if result else None
        if holder.kind in {"place", "member"}:
            joins = previous is not None and _JOINER.fullmatch(doc.low[previous.end : holder.start])
            named = _same_district(doc, previous, holder) if previous and joins else None
            if listed := _listed_local(doc, holder, heads):
                result.append(listed)
            elif named or of_places or holder.kind == "member":
                result.append(Holder(holder.start, holder.end, named or holder.name, "unit"))
            continue
        if holder.kind == "province" and previous is not None and previous.kind == "unit":
            gap = doc.low[previous.end : holder.start]
            plural = gap.strip() == "" and doc.low.endswith("tỉnh", 0, previous.end)
            if (plural or _JOINER.fullmatch(gap)) and (named := same_body(previous, holder)):
                result.append(Holder(holder.start, holder.end, named, "unit", holder.province))
                continue
        result.append(_listed_body(doc, holder, heads) or holder)
    return result


def _listed_body(doc: Document, place: Holder, heads: Sequence[tuple[int, int, str]]) -> Holder | None:
    """The first of a list behind a plural body: «Sở Tài chính các tỉnh: Phú Thọ, …», «10 Sở Ngoại vụ: Bình Định, …»."""
    if place.kind != "province":
        return None
    _, end, head = _last_before(heads, place.start)
    if place.start - end > LIST_GAP:
        return None
    plural = PLURAL_BODY.search(head)
    if _LIST_OPENS.fullmatch(doc.low[end : place.start]) and (plural or canonical(head.split()[-1]) is None):
        body = plural["head"] if plural else head
        name = f"{body} {class_word(place.province or place.name)} {place.name}"
        return Holder(place.start, place.end, name, "unit", place.province)
    return None


def _listed_local(doc: Document, place: Holder, heads: Sequence[tuple[int, int, str]]) -> Holder | None:
    """The first of a list behind the bodies of one kind of place: «Hội Nông dân các huyện: Thống Nhất, Tân Phú»."""
    start, end, head = _last_before(heads, place.start)
    plural = PLURAL_LOCAL.search(head)
    if plural is None or doc.low[end : place.start].strip() != ":":
        return None
    name = f"{plural['head']} {plural['area']} {doc.text[place.start : place.end]}"
    return Holder(start, place.end, name, "unit")


def _last_before(heads: Sequence[tuple[int, int, str]], offset: int) -> tuple[int, int, str]:
    """The last of the heads that end before the offset; one without a name far off where there is none."""
    index = bisect_right(heads, offset, key=itemgetter(1))
    return heads[index - 1] if index else (-LIST_GAP - 1, -LIST_GAP - 1, "")


def _same_district(doc: Document, body: Holder, place: Holder) -> str | None:
    """`Công an huyện Phước Sơn, Tiên Phước`: the second district's police as well."""
    match = compiled(
        r"^(?P<head>(?:.+ )?)(?P<area>[Hh]uyện|thị xã|quận|thành phố|xã|phường) [\p{Lu}][\p{L}' ]+$"
    ).search(body.name)
    return (
        f"{match['head']}{match['area'].lower()} {doc.text[place.start : place.end]}"
        if match and body.kind == "unit"
        else None
    )


_RANKED = regex.compile(
    r",?\s*\(?\d{1,2}/\d{1,2}\s+phiếu\)?|\s*(?:dẫn\s+đầu|đứng\s+đầu|(?:xếp\s+|đứng\s+)?(?:vị\s+)?(?:thứ|hạng)\s+\p{L}+|với\s+[\d,.]+\s+điểm)(?=\s*(?:,|;|và))"
)


def joined(
    doc: Document, holders: Sequence[Holder], index: int, step: int, *, semicolon: bool = False, ranked: bool = False
) -> list[int]:
    """Indexes of the holders coordinated with `index`, going right (`step` 1) or left (-1), itself included."""
    chain = [index]
    while 0 <= chain[-1] + step < len(holders):
        here, there = holders[chain[-1]], holders[chain[-1] + step]
        left, right = (here, there) if step > 0 else (there, here)
        before, gap = doc.low[max(0, left.start - OBJECT) : left.start], doc.low[left.end : right.start]
        gap = _RANKED.sub("", gap) if ranked else gap
        if not _JOINER.fullmatch(gap) or (";" in gap and not semicolon) or _OBJECT.search(before):
            break
        chain.append(chain[-1] + step)
    return sorted(chain)
