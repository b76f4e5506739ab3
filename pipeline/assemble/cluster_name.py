"""The cluster an article is about, and the fullest name the article gives it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.fold import lower, squeeze
from pipeline.normalise.provinces import names

OPENING_BLOCKS = 4
"""Sentences of lead and body in which the article says whose meeting it reports."""

LONGEST = 26
"""Words of a name; a longer reading has run on into the sentence."""

_IDLE = frozenset("cụm khối thi đua các của thuộc trực số và khu vực ngành trên địa bàn".split())
_NUMBER = regex.compile(
    r"(?i:thi đua|cụm|khối|khu vực)\s+(?i:thi đua\s+)?(?i:khối\s+)?"
    r"(?:(?i:số)\s*(?P<number>0?\d{1,2}|[IVXivx]+)(?![\p{L}\d])|(?P<bare>0?\d{1,2}|[IVX]+)(?![\p{L}\d])(?!\s+\p{Ll}))"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15"}
_BODY = regex.compile(r"(?:Hội|Bộ(?=\s+(?:Công|Tư|Nội|Quốc|Giáo|Tài|Văn|Chỉ|CHQS))|ngành|Ngành|Sở|Công an|Viện|Tòa|Thanh tra|Cục|Ủy ban|Mặt trận|Liên|Ngân hàng|Trường|Bảo hiểm|Kho bạc|Đoàn|Ban)(?![\p{L}])")
_BODY_BEFORE = regex.compile(r"(?:^|[,;.\n]\s*|\d{4}\s*,?\s*|trong\s+)(?P<body>(?:Hội(?!\s+(?:nghị|đồng|thao|thi))|Mặt\s+trận|Hiệp\s+hội)\s[^\d.,;:()\n]{2,50}?)\s+$")
_HEAD = regex.compile(r"(?:Cụm|Khối|Khu vực)(?:\s+thi đua)?(?:\s+(?:số\s+)?(?:\d{1,2}|[IVX]+)(?![\p{L}\d])(?!\s+(?:tỉnh|thành)))?")
_GOES_ON = regex.compile(r"(?:tỉnh|thành\s+phố|thuộc|trực\s+thuộc|của|các|khu\s+vực|ngành|huyện|miền|phía|và|số|trên\s+địa|đồng\s+bằng|duyên\s+hải|trung\s+du|cơ\s+quan)(?![\p{L}])")
_OPEN_OWNER = regex.compile(r"\s(?:của\s+)?(?P<owner>tỉnh|thành phố|huyện)$")
_REGIONS = (
    "Bắc Trung Bộ", "Nam Trung Bộ", "Đông Nam Bộ", "Tây Nam Bộ", "Trung Bộ", "Bắc Bộ", "Nam Bộ", "Tây Nguyên", "Trung ương",
    "Đông Bắc", "Tây Bắc", "Đồng bằng sông Hồng", "Đồng bằng sông Cửu Long", "Bộ Công an", "Việt Nam", "miền Trung", "phía Bắc",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """The cluster's name, the mention it was read from, and all mentions of the same cluster."""

    name: str
    kind: str
    mention: Span
    same: tuple[Span, ...]


def choose(doc: Document, mentions: list[Span]) -> Named | None:
    """The cluster the report is about: named in title or opening, where the meeting is told."""
    inside = [span for span in mentions if doc.zone_at(span.start) in NEWS_ZONES]
    if not inside:
        return None
    keys = {span: _key(span.value) for span in inside}
    main = max(inside, key=lambda span: (_weight(doc, span, inside, keys), -span.start))
    same = tuple(span for span in inside if _compatible(keys[main], keys[span]))
    best = max(same, key=lambda span: (_fullness(span, keys[span]), -span.start))
    best = _without_run_on(best, same)
    name = _completed(tidy(best.value), [tidy(span.value) for span in same])
    name = _with_body_before(doc, name, same)
    return Named(name, kind_of(best.value), best, same)


def _with_body_before(doc: Document, name: str, same: tuple[Span, ...]) -> str:
    """`Hội CCB Việt Nam cụm số 11`: the body whose cluster it is stands before the name; it belongs behind the number."""
    if _BODY.search(name):
        return name
    for span in same:
        match = _BODY_BEFORE.search(doc.norm[max(0, span.start - 70) : span.start])
        if match:
            head = _HEAD.match(name)
            at = head.end() if head else len(name)
            return squeeze(f"{name[:at]} {expand(match['body'])} {name[at:]}")
    return name


def _without_run_on(best: Span, same: tuple[Span, ...]) -> Span:
    """The shorter reading where the longer one goes on in lower case with words no other mention has."""
    low = lower(squeeze(best.value))
    for span in sorted(same, key=lambda other: -len(other.value)):
        short = lower(squeeze(span.value))
        if short != low and low.startswith(short + " ") and len(short.split()) > len("cụm thi đua".split()) + 1:
            rest = squeeze(best.value)[len(short) :].strip()
            if rest[:1].islower() and not _GOES_ON.match(rest):
                return span
    return best


def kind_of(value: str) -> str:
    """`cum` or `khoi`; a `khu vực thi đua` counts as `khoi`."""
    return "cum" if lower(value).startswith("cụm") else "khoi"


@dataclass(frozen=True, slots=True)
class _Key:
    kind: str
    number: str | None
    words: frozenset[str]
    full: bool


def _key(value: str) -> _Key:
    written = expand(value)
    plain = lower(written)
    match = _NUMBER.search(written)
    digits = lower(match["number"] or match["bare"]) if match else ""
    number = _ROMAN.get(digits, digits.lstrip("0")) or None
    words = frozenset(regex.findall(r"[\p{L}\d]+", plain)) - _IDLE
    return _Key(kind_of(value), number, words, "thi đua" in plain)


def _weight(doc: Document, span: Span, inside: list[Span], keys: dict[Span, _Key]) -> int:
    zone = doc.zone_at(span.start)
    sentence = doc.sentence_at(span.start)
    news = [item for item in doc.sentences if item.zone in {"lead", "body"}][:OPENING_BLOCKS]
    weight = 3 * (zone == "title") + 3 * (sentence in news) + (zone == "caption")
    weight += 2 * (span.rule == "clusters.head")
    after = doc.low[span.end : span.end + 220]
    if regex.match(r"[^.;]{0,200}?(?:tổ\s+chức|tổng\s+kết|sơ\s+kết|ký\s+kết|họp|tiến\s+hành|bình\s+xét|gặp|mở)", after):
        weight += 2
    weight -= 2 * (doc.low[max(0, span.start - 12) : span.start].strip().endswith(("dẫn đầu", "khác")))
    return weight + min(3, sum(_compatible(keys[span], keys[other]) for other in inside) - 1)


def _compatible(one: _Key, other: _Key) -> bool:
    """May both name the same cluster?"""
    if one.kind != other.kind:
        return False
    if one.number or other.number:
        return one.number == other.number
    smaller, larger = sorted((one.words, other.words), key=len)
    return len(smaller & larger) >= 0.6 * len(smaller) if smaller else False


def _fullness(span: Span, key: _Key) -> tuple[bool, int, bool]:
    words = len(span.value.split())
    return (words <= LONGEST and key.full, len(key.words) if words <= LONGEST else 0, not span.value.isupper())


def tidy(value: str) -> str:
    """The name in one spelling: abbreviations written out, `Cụm thi đua` with one capital, no marks before the parent body."""
    name = expand(regex.sub(r"\s*\([\p{Lu}\d,.&\-\s]{2,14}\)", "", squeeze(value)))
    if name.isupper() or regex.match(r"^[\p{Lu}\s\d]+(?:-\s)?[\p{Lu}\s,\-\d]+$", value):
        name = _from_capitals(name)
    name = regex.sub(r"^(?P<kind>cụm|khối|khu\s+vực)\s+thi\s*đua", lambda match: f"{match['kind'].capitalize()} thi đua", name, flags=regex.IGNORECASE)
    name = regex.sub(r"(?<=(?:số\s)?(?:\d|[IVX]))\s*(?:,|-)\s+(?=\p{Lu}|ngành)", " ", name)
    name = regex.sub(r"(?<=\d|[IVX])\s+(?:trực\s+thuộc|thuộc|của)\s+", " ", name)
    name = regex.sub(r"\s+của\s+(?=tỉnh|thành phố|huyện)", " ", name)
    for region in _REGIONS:
        name = regex.sub(rf"(?<![\p{{L}}]){region}(?![\p{{L}}])", region, name, flags=regex.IGNORECASE)
    return squeeze(name[0].upper() + name[1:])


def _from_capitals(name: str) -> str:
    """A name in capitals as it is written in running text."""
    plain = lower(name)
    for province in sorted(set(names().values()), key=len, reverse=True):
        plain = regex.sub(rf"(?<![\p{{L}}]){regex.escape(lower(province))}(?![\p{{L}}])", province, plain)
    return regex.sub(r"(?<=số\s)[ivx]+(?![\p{L}])", lambda match: match[0].upper(), plain)


def _completed(name: str, others: list[str]) -> str:
    """«… của tỉnh» gets the province another mention of the same cluster names."""
    match = _OPEN_OWNER.search(name)
    if match is None:
        return name
    for other in others:
        found = regex.search(rf"(?<![\p{{L}}]){match['owner']}\s+(?P<place>[\p{{Lu}}][\p{{L}}]*(?:\s[\p{{Lu}}][\p{{L}}]*)*)", other)
        if found:
            return f"{name} {found['place']}"
    return name


