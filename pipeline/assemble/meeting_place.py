"""Where a meeting was held: place as written, province."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.assemble.meeting_types import Story
from pipeline.assemble.report import View
from pipeline.fold import squeeze
from pipeline.model.document import Document, Span
from pipeline.model.tags import Tags
from pipeline.normalise.provinces import canonical
from pipeline.rulebook import rule
from pipeline.tag.units import read_unit

MAX_PLACE = 110
"""Characters after which a place is not read on."""

TOLD = ("meeting.at", "meeting.at_link")
ELSEWHERE = ("meeting.at_link", "meeting.at_hall")
OF_SUBJECT = "meeting.venue_of"
"""Rules for a place: in the sentence that tells of the meeting, in another one, as the subject of a sentence."""

OPENING_VIEWS = 8
"""Sentences within which the hall of the meeting is named."""

_NAME = r"[\p{Lu}\d][\p{L}]*(?:\s+[\p{Lu}][\p{L}]*){0,3}"
_CITY_CLASS = r"(?:TP\.?|[Tt]hành\s+phố|[Tt]hị\s+xã|TX\.?|[Hh]uyện|[Qq]uận|[Pp]hường|[Xx]ã|[Tt]hị\s+trấn)"
_CITY_NEXT = regex.compile(
    rf"\s*,\s*(?P<place>{_CITY_CLASS}\s*{_NAME})(?=\s*[,.;(]|\s+(?:đã|diễn|tổ|Cụm|cụm|Khối|khối))"
)
_PROVINCE_NEXT = regex.compile(
    r"\s*(?:,|\(|-)\s*(?:(?:thuộc\s+)?(?:tỉnh|TP\.?|thành\s+phố)\s*)?"
    r"(?P<name>[\p{Lu}][\p{L}.]*(?:[\s\-]+[\p{Lu}][\p{L}.]*){0,3})"
)
_MARK = regex.compile(r"(?<!TP|Tp|TX|Tx)\.(?:\s|$)|[,;:(!?\"](?:\s|$|\d)|\s\(|\n|\s-\s(?!\p{Lu})")
_ACRONYM = regex.compile(rf"\s*\([\p{{Lu}}&.\-]{{2,10}}\)(?:\s+(?:(?:tỉnh|thành\s+phố)\s+)?{_NAME})?")
_BRACKET = regex.compile(r"\s*\((?P<inside>[^()\n]{3,80})\)")
_HALL = regex.compile(r"(?:hội\s+trường|phòng|khách\s+sạn|nhà|trung\s+tâm|trụ\s+sở|giảng\s+đường)(?![\p{L}])")
_COMMA = regex.compile(r"\s*,\s*")
_THEN = regex.compile(r"\s*(?:\([\p{Lu}&]{2,8}\)\s*)?,\s+(?:Cụm|Khối|cụm|khối|Ban|UBND|Liên|Hội|Sở|Công|đã|VKSND|Viện)")
_OF_PROVINCE = regex.compile(
    r"(?P<city>(?:thành\s+phố|tp\.?|thị\s+xã|huyện|phường|xã)\s.+?),?\s+tỉnh\s+\p{Lu}.*", regex.IGNORECASE
)
_CLASS = regex.compile(r"(?:tỉnh|thành\s+phố|tp\.?)\s*", regex.IGNORECASE)
_CITY = regex.compile(r"(?:thành\s+phố|tp|thị\s+xã)", regex.IGNORECASE)
_NAME_WORDS = frozenset({"và", "hội nghị", "khối", "cụm", "về", "đơn vị"})
"""Words that follow places and may stand inside the name of a body or hall as well."""

_ORDER = {"opening": 1, "title": 3, "caption": 4, "body": 5}


@dataclass(frozen=True, slots=True)
class Venue:
    """A place in the text: its span, the province it lies in and how that is known."""

    start: int
    end: int
    text: str | None
    province: str | None
    reason: str | None
    rule: str


def find_venue(doc: Document, tags: Tags, story: Story, date: Span | None) -> Venue | None:
    """The place of the meeting: looked for beside its date, then where the meeting is told."""
    told = [view for view in story.views if view in story.purpose or _holds(view, date)]
    found: Venue | None = None
    for view in sorted(told, key=lambda view: _rank(view, date)):
        near = view.place in {"title", "opening"}
        for venue in _venues(doc, tags, view, date, TOLD):
            if found is None or (found.province is None and venue.province):
                found = venue
            elif found.text is None and venue.text and venue.province == found.province and near:
                return venue
        if found and found.province and (found.text or not near):
            return found
    if found is None or found.text is None:
        found = _elsewhere(doc, tags, story, found)
    return found or _end_of_wire(doc, tags, told) or _city(doc, tags, story)


def _end_of_wire(doc: Document, tags: Tags, told: list[View]) -> Venue | None:
    """The one end of a meeting by wire that the sentence of the meeting names («họp trực tuyến tại điểm cầu X»)."""
    for view in told:
        ends = _venues(doc, tags, view, None, ("meeting.at_end",))
        if ends:
            return ends[0] if len(ends) == 1 else None
    return None


def _elsewhere(doc: Document, tags: Tags, story: Story, found: Venue | None) -> Venue | None:
    """The hall or main room named in another sentence of the opening; it must not contradict the province found."""
    for view in story.views[:OPENING_VIEWS]:
        for venue in [] if view.future else _venues(doc, tags, view, None, ELSEWHERE):
            if venue.text and (found is None or venue.province in (None, found.province)):
                return venue if found is None else replace(venue, province=found.province)
    return found


def _city(doc: Document, tags: Tags, story: Story) -> Venue | None:
    """A city named by its class word in the opening, in no list and no name: where else the report takes place."""
    openings = [view for view in story.purpose if view.place == "opening"]
    named = [*tags.units, *tags.clusters]
    for view in openings:
        for match in rule("meeting.city").regex.finditer(doc.norm, view.sentence.start, view.sentence.end):
            start, end = match.span("place")
            if not any(span.start < end and start < span.end for span in named):
                venue = _of_span(doc, tags, (start, end), "meeting.city")
                if venue and venue.province and venue.text and venue.reason:
                    return venue
    return None


def _holds(view: View, date: Span | None) -> bool:
    return date is not None and view.sentence.start <= date.start < view.sentence.end


def _rank(view: View, date: Span | None) -> tuple[int, int]:
    return 0 if _holds(view, date) else _ORDER.get(view.place, 6), view.sentence.start


def _venues(doc: Document, tags: Tags, view: View, date: Span | None, names: tuple[str, ...]) -> list[Venue]:
    start, end = view.sentence.start, view.sentence.end
    found = [
        _read(doc, tags, match.end(), end, name)
        for name in names
        for match in rule(name).regex.finditer(doc.norm, start, end)
    ]
    found += [
        _of_span(doc, tags, match.span("place"), OF_SUBJECT)
        for match in rule(OF_SUBJECT).regex.finditer(doc.norm, start, end)
    ]
    near = date.start if date and _holds(view, date) else start
    return sorted((venue for venue in found if venue), key=lambda venue: abs(venue.start - near))


def _read(doc: Document, tags: Tags, start: int, limit: int, rule_id: str) -> Venue | None:
    """A place phrase from `start` to the mark or word that ends it, with the city behind its comma."""
    limit = min(limit, start + MAX_PLACE)
    end = _plain_end(doc, tags, start, limit)
    while end > start and doc.norm[end - 1] in " ,.-":
        end -= 1
    if end - start < 2:
        return None
    if acronym := _ACRONYM.match(doc.norm, end, limit):
        end = acronym.end()
    return _of_span(doc, tags, (start, _behind_comma(doc, start, end, limit)), rule_id)


def _plain_end(doc: Document, tags: Tags, start: int, limit: int) -> int:
    """Where the place phrase ends: at a mark, or at a word that follows places; never inside the name of a body."""
    mark = _MARK.search(doc.norm, start, limit)
    end = mark.start() if mark else limit
    bodies = [span for span in tags.units if start <= span.start < end and span.end <= limit]
    position = start + 1
    while stop := rule("meeting.place_stop").regex.search(doc.low, position, end):
        body = next((span for span in bodies if span.start < stop.start() < span.end), None)
        before = doc.low[start : stop.start()]
        in_name = stop[0] in _NAME_WORDS and (body or before.endswith("trung tâm "))
        in_name = in_name or (stop[0] == "tổ chức" and before.endswith("ban "))
        if not in_name:
            return stop.start()
        position = body.end if body else stop.end()
    return end


def _behind_comma(doc: Document, start: int, end: int, limit: int) -> int:
    """End of the city or body behind the comma after a hall (`Phòng Hội thảo, Trường Chính trị tỉnh …`)."""
    city = _CITY_NEXT.match(doc.norm, end, limit)
    if city and (canonical(city["place"]) is None or _CITY.match(city["place"])):
        return city.end("place")
    comma = _COMMA.match(doc.norm, end, limit) if _HALL.match(doc.low, start) else None
    body = read_unit(doc, comma.end(), limit) if comma else None
    return body if body and _THEN.match(doc.norm, body, body + 40) else end


def _of_span(doc: Document, tags: Tags, span: tuple[int, int], rule_id: str) -> Venue | None:
    start, end = span
    text = squeeze(doc.text[start:end])
    if city := _OF_PROVINCE.fullmatch(text):
        text = city["city"]
    province, reason = _province_of(doc, tags, start, end)
    bare = canonical(text) or canonical(_CLASS.sub("", text))
    if bare and not _CITY.match(text):
        return Venue(start, end, None, bare, None, rule_id)
    if not province and not any(char.isupper() for char in text):
        return None
    return Venue(start, end, text, province, reason, rule_id)


def _province_of(doc: Document, tags: Tags, start: int, end: int) -> tuple[str | None, str | None]:
    """Province named behind the place or in it; else the one its city or district lies in."""
    if match := _PROVINCE_NEXT.match(doc.norm, end, end + 60):
        words = match["name"].split()
        for size in range(len(words), 0, -1):
            if named := canonical(" ".join(words[:size]).strip(" .-")):
                return named, None
    inside = [span for span in tags.provinces if start <= span.start < end]
    if inside:
        return str(inside[-1].value), None
    bracket = _BRACKET.match(doc.norm, end)
    if bracket:
        told = {str(span.value) for span in tags.provinces if bracket.start() < span.start < bracket.end()}
        if len(told) == 1:
            return told.pop(), None
    for span in tags.places:
        if start <= span.start < (bracket.end() if bracket else end) and span.value[1]:
            return str(span.value[1]), f"{span.value[0]} lies in {span.value[1]}"
    return None, None
