"""Where a meeting was held: place as written, province, host."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.assemble.meeting_types import purpose_views
from pipeline.assemble.report import View
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.model.tags import Tags
from pipeline.normalise.fold import squeeze
from pipeline.normalise.provinces import as_of, canonical
from pipeline.rulebook import read_csv, rule
from pipeline.tag.units import read_unit

MAX_PLACE = 110
"""Characters after which a place is not read on."""

_CITY_NEXT = regex.compile(
    r"\s*,\s*(?P<place>(?:TP\.?|[Tt]hành\s+phố|[Tt]hị\s+xã|TX\.?|[Hh]uyện|[Qq]uận|[Pp]hường|[Xx]ã|[Tt]hị\s+trấn)\s*[\p{Lu}\d][\p{L}]*(?:\s+[\p{Lu}][\p{L}]*){0,3})(?=\s*[,.;(]|\s+(?:đã|diễn|tổ|Cụm|cụm|Khối|khối))"
)
_PROVINCE_NEXT = regex.compile(r"\s*(?:,|\(|-)\s*(?:(?:thuộc\s+)?(?:tỉnh|TP\.?|thành\s+phố)\s*)?(?P<name>[\p{Lu}][\p{L}.]*(?:[\s\-]+[\p{Lu}][\p{L}.]*){0,3})")
_MARK = regex.compile(r"(?<!TP|Tp|TX|Tx)\.(?:\s|$)|[,;:(!?\"](?:\s|$|\d)|\s\(|\n|\s-\s(?!\p{Lu})")
_NAME_WORDS = frozenset({"và", "hội nghị", "khối", "cụm", "về", "đơn vị"})
"""Words that follow places and may stand inside the name of a body or hall as well."""

_OF_PROVINCE = regex.compile(r"^(?P<city>(?:thành\s+phố|tp\.?|thị\s+xã|huyện|phường|xã)\s.+?),?\s+tỉnh\s+\p{Lu}.*$", regex.IGNORECASE)
_HALL = regex.compile(r"(?:hội\s+trường|phòng|khách\s+sạn|nhà|trung\s+tâm|trụ\s+sở|giảng\s+đường)(?![\p{L}])")
_CLASS = regex.compile(r"(?:tỉnh|thành\s+phố|tp\.?)\s*", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Venue:
    """A place in the text: its span, the province it lies in and how that is known."""

    start: int
    end: int
    text: str | None
    province: str | None
    reason: str | None
    rule: str


def find_venue(doc: Document, tags: Tags, views: list[View], date: Span | None) -> Venue | None:
    """The place of the meeting, looked for beside its date first, then in title and opening, then further down."""
    told = purpose_views(views)
    order = sorted((view for view in views if view in told or _holds(view, date)), key=lambda view: _rank(view, date))
    found: Venue | None = None
    for view in order:
        for venue in _venues(doc, tags, view, date):
            if found is None or (found.province is None and venue.province):
                found = venue
            elif found.text is None and venue.text and venue.province == found.province and view.place in {"title", "opening"}:
                return venue
        if found and found.province and (found.text or view.place not in {"title", "opening"}):
            return found
    return found


def _holds(view: View, date: Span | None) -> bool:
    return date is not None and view.sentence.start <= date.start < view.sentence.end


def _rank(view: View, date: Span | None) -> tuple[int, int]:
    holds = _holds(view, date)
    places = {"opening": 1, "title": 3, "caption": 4, "body": 5}
    return (0 if holds else places.get(view.place, 6), view.sentence.start)


def _venues(doc: Document, tags: Tags, view: View, date: Span | None) -> list[Venue]:
    sentence = view.sentence
    found = [
        _read(doc, tags, match.end(), sentence.end)
        for match in rule("meeting.at").regex.finditer(doc.norm, sentence.start, sentence.end)
    ]
    found += [
        _of_span(doc, tags, match.start("place"), match.end("place"), match.end("place"), "meeting.venue_of")
        for match in rule("meeting.venue_of").regex.finditer(doc.norm, sentence.start, sentence.end)
    ]
    near = date.start if date and sentence.start <= date.start < sentence.end else sentence.start
    return sorted((venue for venue in found if venue), key=lambda venue: abs(venue.start - near))


def _read(doc: Document, tags: Tags, start: int, limit: int) -> Venue | None:
    """A place phrase from `start` to the mark or word that ends it, with the city behind its comma."""
    limit = min(limit, start + MAX_PLACE)
    end = _plain_end(doc, tags, start, limit)
    while end > start and doc.norm[end - 1] in " ,.-":
        end -= 1
    if end - start < 2:
        return None
    acronym = regex.compile(r"\s*\([\p{Lu}&.\-]{2,10}\)(?:\s+(?:tỉnh|thành\s+phố)\s+[\p{Lu}][\p{L}]*(?:\s+[\p{Lu}][\p{L}]*){0,2})?").match(doc.norm, end, limit)
    if acronym:
        end = acronym.end()
    follow = end
    end = follow = _behind_comma(doc, start, end, limit)
    return _of_span(doc, tags, start, end, follow, "meeting.at")


def _behind_comma(doc: Document, start: int, end: int, limit: int) -> int:
    """End of the city or of the body behind the comma after a hall (`Phòng Hội thảo, Trường Chính trị tỉnh …`)."""
    city = _CITY_NEXT.match(doc.norm, end, limit)
    if city and (canonical(city["place"]) is None or _is_city_of_province(city["place"], city["place"])):
        return city.end()
    if not _HALL.match(doc.low, start):
        return end
    comma = regex.compile(r"\s*,\s*").match(doc.norm, end, limit)
    body = read_unit(doc, comma.end(), limit) if comma else None
    if body and regex.compile(r"\s*(?:\([\p{Lu}&]{2,8}\)\s*)?,\s+(?:Cụm|Khối|cụm|khối|Ban|UBND|Liên|Hội|Sở|Công|đã|VKSND|Viện)").match(doc.norm, body, body + 40):
        return body
    return end


def _plain_end(doc: Document, tags: Tags, start: int, limit: int) -> int:
    """Where the place phrase ends: at a mark, or at a word that follows places; never inside the name of a body."""
    mark = _MARK.search(doc.norm, start, limit)
    end = mark.start() if mark else limit
    inside = [span for span in tags.units if start <= span.start < end and span.end <= limit]
    position = start + 1
    while stop := rule("meeting.place_stop").regex.search(doc.low, position, end):
        held = next((span for span in inside if span.start < stop.start() < span.end), None)
        open_name = stop[0] in _NAME_WORDS and (held is not None or doc.low[start : stop.start()].endswith("trung tâm "))
        if not open_name:
            return stop.start()
        position = held.end if held else stop.end()
    return end


def _of_span(doc: Document, tags: Tags, start: int, end: int, follow: int, rule_id: str) -> Venue | None:
    text = squeeze(doc.text[start:end])
    if city := _OF_PROVINCE.match(text):
        text = city["city"]
    province, reason = _province_of(doc, tags, start, end, follow)
    bare = canonical(_CLASS.sub("", text)) if _is_bare(text) else None
    if bare and not _is_city_of_province(text, bare):
        return Venue(start, end, None, bare, None, rule_id)
    if not any(char.isupper() for char in text) and not province:
        return None
    return Venue(start, end, text, province, reason, rule_id)


def _is_bare(text: str) -> bool:
    return canonical(text) is not None or canonical(_CLASS.sub("", text)) is not None


def _is_city_of_province(text: str, name: str) -> bool:
    """`TP Hà Tĩnh`, `TP Cần Thơ` name a city, `tỉnh Hà Tĩnh` and `Hà Nội` only the province."""
    return name != "" and regex.match(r"(?:thành\s+phố|tp|thị\s+xã)", text.lower()) is not None


def _province_of(doc: Document, tags: Tags, start: int, end: int, follow: int) -> tuple[str | None, str | None]:
    """Province named behind the place or in it; else the one its city or district lies in."""
    match = _PROVINCE_NEXT.match(doc.norm, follow, follow + 60)
    if match:
        words = match["name"].split()
        for size in range(len(words), 0, -1):
            if named := canonical(" ".join(words[:size]).strip(" .-")):
                return named, None
    inside = [span for span in tags.provinces if start <= span.start < end]
    if inside:
        return str(inside[-1].value), None
    for span in tags.places:
        if start <= span.start < end and span.value[1]:
            return str(span.value[1]), f"{span.value[0]} lies in {span.value[1]}"
    return None, None


def successor(province: str, date: str | None) -> tuple[str, str | None]:
    """The province's name on the day: districts are known by the provinces of before 1 July 2025."""
    name = as_of(province, date)
    if date and date >= "2025-07-01"[: len(date)]:
        for row in read_csv("provinces"):
            if row["name"] == province and row["successor"] and row["valid_to"] and row["successor"] != province:
                return row["successor"], f"{province} is part of {row['successor']} since 1 July 2025"
    return name, None


def find_host(doc: Document) -> Venue | None:
    """The unit that is said to host the meeting."""
    for sentence in doc.sentences:
        if sentence.zone not in NEWS_ZONES:
            continue
        match = rule("meeting.host").regex.search(doc.norm, sentence.start, sentence.end)
        if match and (name := canonical(match["host"])) and not rule("report.future").regex.search(doc.low[sentence.start : sentence.end]):
            return Venue(match.start("host"), match.end("host"), name, name, None, "meeting.host")
    return None


def owner_province(name: str | None) -> str | None:
    """The province in the name of a local cluster or of the publisher."""
    if not name:
        return None
    words = regex.findall(r"[\p{L}.]+", name)
    for size in (4, 3, 2):
        for start in range(len(words) - size + 1):
            if found := canonical(" ".join(words[start : start + size])):
                return found
    return None
