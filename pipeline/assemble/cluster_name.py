"""The cluster an article is about, and the fullest name the article gives it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.fold import lower, squeeze
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import names
from pipeline.rulebook import rule

OPENING = 4
"""Sentences of lead and body in which the article says whose meeting it reports."""

LONGEST = 26
"""Words of a name; a longer reading has run on into the sentence."""

ALIKE = 0.6
"""Share of the words of the shorter name that the longer one has when both name one cluster."""

MOST = 60
"""Mentions that are compared with each other."""

BEFORE = 70
"""Characters before a name in which the society stands whose cluster it is."""

_IDLE = frozenset({"cụm", "khối", "thi", "đua", "các", "của", "thuộc", "trực", "số", "và", "khu", "vực", "ngành"})
_WORDS = regex.compile(r"[\p{L}\d]+")
_NUMBER = regex.compile(
    r"(?i:thi đua|cụm|khối|khu vực)\s+(?i:thi đua\s+)?(?i:khối\s+)?"
    r"(?:(?i:số)\s*(?P<number>0?\d{1,2}|[IVXivx]+)(?![\p{L}\d])"
    r"|(?P<bare>0?\d{1,2}|[IVX]+)(?![\p{L}\d])(?!\s+(?!(?:của|thuộc|trực\s+thuộc|các)\s|ngành\s+\p{Lu})\p{Ll}))"
)
_NUMBERED = regex.compile(r"(?:Cụm|Khối|Khu vực)(?:\s+thi đua)?\s+(?:số\s+)?(?:\d{1,2}|[IVX]+)(?![\p{L}\d])")
_ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
_HEAD = regex.compile(
    r"(?:Cụm|Khối|Khu vực)(?:\s+thi đua)?"
    r"(?:\s+(?:số\s+)?(?:\d{1,2}|[IVX]+)(?![\p{L}\d])(?!\s+(?:tỉnh|thành)))?"
)
_OPEN_OWNER = regex.compile(r"\s(?:của\s+)?(?P<owner>tỉnh|thành phố|huyện)$")
_PLACE = r"\s+(?P<place>[\p{Lu}][\p{L}]*(?:\s[\p{Lu}][\p{L}]*)*)"
_OWNERS = {owner: regex.compile(rf"(?<![\p{{L}}]){owner}{_PLACE}") for owner in ("tỉnh", "thành phố", "huyện")}
_ACRONYM = regex.compile(r"\s*\([\p{Lu}\d,.&\-\s]{2,14}\)")
_CAPITALS = regex.compile(r"[\p{Lu}\s\d]+(?:-\s)?[\p{Lu}\s,\-\d]+")
_KIND = regex.compile(r"^(?P<kind>cụm|khối|khu\s+vực)\s+thi\s*đua", regex.IGNORECASE)
_AWARDING = regex.compile(r"(?<=thi đua)\s*-?\s*khen thưởng(?=\s+(?:các|\d))", regex.IGNORECASE)
_MARK = regex.compile(r"(?<=(?:số\s)?(?:\d|[IVX]))\s*(?:,|-)\s+(?=\p{Lu}|ngành)")
_OF_BODY = regex.compile(r"(?<=\d|[IVX])\s*,?\s+(?:trực\s+thuộc|thuộc|của)\s+")
_OF_PLACE = regex.compile(r"\s+của\s+(?=tỉnh|thành phố|huyện)")
_ROMAN_NUMBER = regex.compile(r"(?<=số\s)[ivx]+(?![\p{L}])")
_REGIONS = (
    "Bắc Trung Bộ", "Nam Trung Bộ", "Đông Nam Bộ", "Tây Nam Bộ", "Trung Bộ", "Bắc Bộ", "Nam Bộ", "Tây Nguyên",
    "Trung ương", "Đông Bắc", "Tây Bắc", "Đồng bằng sông Hồng", "Đồng bằng sông Cửu Long", "Bộ Công an", "Việt Nam",
    "miền Trung", "phía Bắc",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """The cluster's name, the mention it was read from, and all mentions of the same cluster."""

    name: str
    kind: str
    mention: Span
    same: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """What tells two names apart: kind, number, words; `full`: the name says `thi đua`."""

    kind: str
    number: str | None
    words: frozenset[str]
    full: bool


def choose(doc: Document, mentions: list[Span]) -> Named | None:
    """The cluster the report is about: named in title or opening, where the meeting is told."""
    inside = [span for span in mentions if doc.zone_at(span.start) in NEWS_ZONES][:MOST]
    if not inside:
        return None
    keys = {span: _key(span.value) for span in inside}
    opening = _opening(doc)
    main = max(inside, key=lambda span: (_weight(doc, span, opening, keys), -span.start))
    same = tuple(span for span in inside if _compatible(keys[main], keys[span]))
    best = max(same, key=lambda span: (_fullness(span, keys[span]), -span.start))
    best = _without_run_on(best, same)
    names = [tidy(span.value) for span in same]
    name = _completed(_with_owner(tidy(best.value), names), names)
    name = _with_body_before(doc, _with_bracket(doc, name, same), same)
    return Named(name, kind_of(best.value), best, same)


def kind_of(value: str) -> str:
    """`cum` or `khoi`; a `khu vực thi đua` counts as `khoi`."""
    return "cum" if lower(value).startswith("cụm") else "khoi"


def _key(value: str) -> _Key:
    written = expand(value)
    match = _NUMBER.search(written)
    digits = lower(match["number"] or match["bare"]) if match else ""
    plain = lower(written)
    words = frozenset(_WORDS.findall(plain)) - _IDLE
    return _Key(kind_of(value), _ROMAN.get(digits, digits.lstrip("0")) or None, words, "thi đua" in plain)


def _opening(doc: Document) -> int:
    """Offset behind the first sentences of lead and body."""
    news = [sentence for sentence in doc.sentences if sentence.zone in {"lead", "body"}][:OPENING]
    return news[-1].end if news else 0


def _weight(doc: Document, span: Span, opening: int, keys: dict[Span, _Key]) -> int:
    zone = doc.zone_at(span.start)
    weight = 3 * (zone == "title") + 3 * (zone in {"lead", "body"} and span.start < opening) + (zone == "caption")
    weight += 2 * (span.rule == "clusters.head")
    weight += 2 * (rule("clusters.meets").regex.search(doc.low[span.end : span.end + 220]) is not None)
    weight -= 2 * doc.low[max(0, span.start - 12) : span.start].strip().endswith(("dẫn đầu", "khác"))
    return weight + min(3, sum(_compatible(keys[span], other) for other in keys.values()) - 1)


def _compatible(one: _Key, other: _Key) -> bool:
    """May both name the same cluster?"""
    if one.kind != other.kind:
        return False
    if one.number or other.number:
        return one.number == other.number
    smaller, larger = sorted((one.words, other.words), key=len)
    return bool(smaller) and len(smaller & larger) >= ALIKE * len(smaller)


def _fullness(span: Span, key: _Key) -> tuple[bool, int, bool]:
    fits = len(span.value.split()) <= LONGEST
    return fits and key.full, len(key.words) if fits else 0, not span.value.isupper()


def _without_run_on(best: Span, same: tuple[Span, ...]) -> Span:
    """The shorter reading where the longer one goes on in lower case with words no other mention has."""
    value = squeeze(best.value)
    for span in sorted(same, key=lambda other: -len(other.value)):
        short = lower(squeeze(span.value))
        if len(short.split()) > 4 and short != lower(value) and lower(value).startswith(short + " "):
            rest = value[len(short) :].strip()
            if rest[:1].islower() and not rule("clusters.goes_on").regex.match(rest):
                return span
    return best


def tidy(value: str) -> str:
    """The name in one spelling: abbreviations written out, no marks before the body it belongs to."""
    capitals = _CAPITALS.fullmatch(value) is not None
    name = expand(_ACRONYM.sub("", squeeze(value)))
    if capitals or name.isupper():
        name = _from_capitals(name)
    name = _AWARDING.sub("", name)
    name = _KIND.sub(lambda match: f"{match['kind'].capitalize()} thi đua", name)
    name = _OF_PLACE.sub(" ", _OF_BODY.sub(" ", _MARK.sub(" ", name)))
    name = _proper(_REGIONS).sub(lambda match: _spelling(_REGIONS)[lower(match[0])], name)
    return squeeze(name[0].upper() + name[1:])


@cache
def _spelling(words: tuple[str, ...]) -> dict[str, str]:
    return {lower(word): word for word in words}


@cache
def _proper(words: tuple[str, ...]) -> regex.Pattern[str]:
    body = "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}])(?:{body})(?![\p{{L}}])", regex.IGNORECASE)


def _from_capitals(name: str) -> str:
    """A name in capitals as it is written in running text."""
    provinces = tuple(sorted(set(names().values())))
    plain = _proper(provinces).sub(lambda match: _spelling(provinces)[lower(match[0])], lower(name))
    return _ROMAN_NUMBER.sub(lambda match: match[0].upper(), plain)


def _completed(name: str, others: list[str]) -> str:
    """«… của tỉnh» gets the province another mention of the same cluster names."""
    match = _OPEN_OWNER.search(name)
    if match is None:
        return name
    found = (_OWNERS[match["owner"]].search(other) for other in others)
    place = next((hit["place"] for hit in found if hit), None)
    return f"{name} {place}" if place else name


def _with_owner(name: str, others: list[str]) -> str:
    """A bare number («Cụm thi đua số 4») gets what is said behind it elsewhere («Cụm 4 tỉnh Trà Vinh»)."""
    number = _NUMBER.search(name)
    if number is None or number.end() < len(name):
        return name
    tails = [other[match.end() :] for other in others if (match := _NUMBERED.match(other)) is not None]
    longest = max(tails, key=len, default="")
    return f"{name}{longest}" if len(longest.split()) <= LONGEST else name


def _with_bracket(doc: Document, name: str, same: tuple[Span, ...]) -> str:
    """`Cụm thi đua số 7 (Quân chủng Hải quân)`: the body whose cluster a bare number is, in brackets behind it."""
    if not _NUMBERED.fullmatch(name):
        return name
    for span in same:
        bracket = rule("clusters.body_in_bracket").regex.match(doc.norm, span.end, span.end + BEFORE)
        if bracket and rule("units.head").regex.match(bracket["body"]):
            return f"{name} {expand(squeeze(doc.text[bracket.start('body') : bracket.end('body')]))}"
    return name


def _with_body_before(doc: Document, name: str, same: tuple[Span, ...]) -> str:
    """`Hội CCB Việt Nam cụm số 11`: the society stands before the name; it belongs behind the number."""
    if rule("clusters.body").regex.search(name):
        return name
    for span in same:
        match = rule("clusters.body_before").regex.search(doc.norm[max(0, span.start - BEFORE) : span.start])
        if match:
            head = _HEAD.match(name)
            at = head.end() if head else len(name)
            return squeeze(f"{name[:at]} {expand(match['body'])} {name[at:]}")
    return name
