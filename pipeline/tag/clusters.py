"""Mentions of emulation clusters (cụm) and blocks (khối): where a name begins and how far it goes.

Names are open: `Cụm thi đua các tỉnh …`, `Cụm thi đua số 6, Bộ Công an`, `Khối thi đua các sở, ngành kinh tế tỉnh …`.
They have no closing mark, so a name is read word by word until a word that cannot stand inside one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.fold import squeeze
from pipeline.model.cover import Cover
from pipeline.model.document import Document, Span
from pipeline.normalise.provinces import names
from pipeline.rulebook import rule
from pipeline.tag.units import place_end

MAX_NAME = 220
"""Characters after which a name is not read on."""

PLURAL_REACH = 14
"""Characters before a head in which a plural (`các`, `12`) may stand."""

_WORD = regex.compile(r"(?:TP|TX|Tp|Tx)\.|[\p{L}\d](?:[\p{L}\d'&/]|[.,](?=\p{Lu}{2})|\.(?=\p{L}))*+")
_SHORT = r"[\p{Lu}][\p{Lu}\d,.&\-\s]{1,12}"
_ACRONYM = regex.compile(rf"\s*\((?:(?:gọi|viết)\s+tắt\s+là\s+|sau\s+đây\s+gọi\s+(?:tắt\s+)?là\s+)?{_SHORT}\)")
_PART = regex.compile(r"\s*\((?i:khối|ngành|bậc|cấp|lĩnh\s+vực)\s[\p{L}\d\s,&-]{2,40}\)(?=\s+[\p{L}])")
"""What the name is of, in brackets inside it: `Cụm thi đua số 2 (khối THPT) Sở GD-ĐT tỉnh Hải Dương`."""
_DESCRIBED = regex.compile(r"\s*-\s*(?i:khối|cụm)(?=\s+(?!(?i:trưởng|phó)(?![\p{L}]))[\p{L}])")
"""What a numbered block is: `Khối thi đua VII - Khối Mặt trận Tổ quốc và các đoàn thể tỉnh Bắc Giang`."""
_AFTER_ACRONYM = regex.compile(
    r"\s*(?:,\s*(?:khu|kcn|thi\s+hành)|\s(?:các|tỉnh|thành\s+phố|khu\s+vực|miền|việt\s+nam))"
)
_GAP = regex.compile(
    r"(?P<comma>\s*,\s*)|(?P<dash>\s+-\s*|\s*-\s+|(?<=\p{L})-(?=\p{L})|(?<=\d)-(?=\p{Lu}))|(?P<blank>[ ]+)"
)
_COUNTED = regex.compile(
    r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai|ba))?)\s+"
    r"(?:tỉnh|thành|huyện|đơn\s+vị|xã|phường|quận|sở|hội|bộ|cơ\s+quan|trường|phòng)"
)
_OF = regex.compile(r"(?:của|thuộc|trực\s+thuộc|trên\s+địa\s+bàn|trong(?=\s+ngành))\s+")
_CITY = regex.compile(
    r"(?:TP\.?|[Tt]hành\s+phố)\s*(?:HCM|Hồ\s+Chí\s+Minh|Hà\s+Nội|Hải\s+Phòng|Đà\s+Nẵng|Cần\s+Thơ|Huế)(?![\p{L}])"
)
_PLACE_CLASS = regex.compile(
    r"(?:[Hh]uyện|[Tt]hị\s+xã|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị\s+trấn|[Tt]hành\s+phố)(?=\s+\p{Lu}\p{Ll})"
)
_ALONE = regex.compile(r"[^.,;:(\n]{4,60}?\s*(?=[:(]|\n|$)")
_LOOSE = regex.compile(r"\s+(?:và|các|của|thuộc|trực\s+thuộc|trên\s+địa\s+bàn|ngành|số|,|-)\s*$")


@dataclass(slots=True)
class _Walk:
    """The reading of one name: where it ends so far and what kind of name it is.

    `numbered`: a number has been read; `body`: the body behind the number is being read; `capitals`: the text is in
    capitals, so that a capital tells nothing.
    """

    doc: Document
    end: int
    limit: int
    numbered: bool = False
    capitals: bool = False
    body: bool = False

    def at(self, name: str, offset: int, *, norm: bool = False) -> regex.Match[str] | None:
        """Match of a rule of `clusters.toml` at the offset."""
        return rule(name).regex.match(self.doc.norm if norm else self.doc.low, offset, self.limit)


def tag_clusters(doc: Document) -> list[Span]:
    """Names of clusters and blocks in order; `value` is the name as written, tidied. Generic mentions are left out."""
    found: list[Span] = []
    for name, text in (("clusters.head", doc.low), ("clusters.bare", doc.norm)):
        earlier = Cover(0, len(text), ((span.start, span.end) for span in found))
        for head in rule(name).regex.finditer(text):
            if earlier.meets(head.start(), head.end()):
                continue
            if span := _read(doc, head.start(), head.end(), name):
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def _read(doc: Document, start: int, head_end: int, name: str) -> Span | None:
    if rule("clusters.plural").regex.search(doc.low, max(0, start - PLURAL_REACH), start):
        return None
    sentence = doc.sentence_at(start)
    newline = doc.low.find("\n", head_end, start + MAX_NAME)
    limit = min(sentence.end if sentence and sentence.end > head_end else len(doc.low), start + MAX_NAME)
    limit = min(limit, newline) if newline >= 0 else limit
    capitals = doc.text[start : min(limit, start + 60)].isupper() or doc.text[start:head_end].isupper()
    walk = _Walk(doc, head_end, limit, capitals=capitals)
    while _step(walk):
        pass
    end = _trim(doc, head_end, walk.end)
    if rule("clusters.generic").regex.search(doc.low[head_end:end].strip(" -,")):
        return None
    return Span(start, end, "cluster", name, squeeze(_PART.sub("", doc.text[start:end])))


def _step(walk: _Walk) -> bool:
    """Takes the next word or phrase into the name; False where the name ends."""
    norm = walk.doc.norm
    acronym = _ACRONYM.match(norm, walk.end, walk.limit)
    if acronym and _AFTER_ACRONYM.match(walk.doc.low, acronym.end(), walk.limit):
        walk.end = acronym.end()
        return True
    part = _PART.match(norm, walk.end, walk.limit) if walk.numbered else None
    if part and (_body_follows(walk, part.end() + 1) or walk.at("clusters.parent", part.end() + 1, norm=True)):
        walk.end = part.end()
        return True
    if walk.numbered and (described := _DESCRIBED.match(norm, walk.end, walk.limit)):
        walk.numbered, walk.end = False, described.end()
        return True
    gap = _GAP.match(norm, walk.end, walk.limit)
    if gap is None:
        return False
    at = gap.end()
    if gap["blank"] and not walk.numbered and (number := walk.at("clusters.number", at)):
        walk.numbered, walk.end = True, number.end()
        return True
    parent = walk.numbered and walk.at("clusters.parent", at, norm=True) is not None
    if gap["blank"]:
        return _blank(walk, at, owned=parent)
    if gap["comma"]:
        joins = (parent or _parent_alone(walk, at)) if walk.numbered else walk.at("clusters.comma", at) is not None
    else:
        inside = walk.body and gap[0] == "-" and norm[at].isupper()  # `Sở GD-ĐT`
        joins = (inside or parent or _body_follows(walk, at)) if walk.numbered else _dash(walk, at)
        walk.body |= walk.numbered and joins
    return joins and _take(walk, at)


def _body_follows(walk: _Walk, at: int) -> bool:
    """A body behind the dash, the branch the cluster belongs to."""
    return rule("units.head").regex.match(walk.doc.norm, at, walk.limit) is not None


def _parent_alone(walk: _Walk, at: int) -> bool:
    """A body behind a comma belongs to the name when only a colon, a bracket or the end of the line follows it."""
    if not _body_follows(walk, at):
        return False
    alone = _ALONE.match(walk.doc.norm, at, walk.limit)
    return alone is not None and not rule("clusters.stop").regex.search(walk.doc.low, at, alone.end())


def _dash(walk: _Walk, at: int) -> bool:
    if walk.at("clusters.compound", at):
        return True
    if walk.at("clusters.person", at) or walk.at("clusters.stop", at):
        return False
    return walk.doc.norm[at : at + 1].isupper() and not walk.capitals


def _blank(walk: _Walk, at: int, *, owned: bool) -> bool:
    if _glued(walk, at):
        return _take(walk, at)
    if of := _OF.match(walk.doc.low, at, walk.limit):
        return _of(walk, of.end())
    if walk.doc.low.startswith("và ", at):
        return _and(walk, at + 3)
    head = walk.numbered and rule("units.head").regex.match(walk.doc.norm, at, walk.limit)
    if head and not walk.at("clusters.person", at):
        walk.body = True
    if not owned and walk.at("clusters.stop", at):
        return False
    if walk.numbered and not walk.body and not owned and not _after_number(walk, at):
        return False
    return _take(walk, at)


def _of(walk: _Walk, at: int) -> bool:
    """`của`, `thuộc` stay inside a name before the body or the province whose cluster it is."""
    if not walk.at("clusters.owner", at) and not rule("units.head").regex.match(walk.doc.norm, at, walk.limit):
        return False
    walk.end = at - 1
    return _take(walk, at)


def _and(walk: _Walk, at: int) -> bool:
    """`và` stays inside a name before a region, a kind of unit or a centrally-run city."""
    city = None if walk.numbered else _CITY.match(walk.doc.norm, at, walk.limit)
    joined = city or walk.at("clusters.and", at)
    if joined is None or (not city and walk.at("clusters.stop", at)):
        return False
    walk.end = joined.end()
    return True


def _glued(walk: _Walk, at: int) -> int | None:
    """End of a phrase taken as a whole: a count of units, a province, a named place, a compound with a stop inside."""
    match = (
        _COUNTED.match(walk.doc.low, at, walk.limit)
        or rule("units.glue").regex.match(walk.doc.low, at, walk.limit)
        or walk.at("clusters.glue", at)
        or _provinces().match(walk.doc.norm, at, walk.limit)
    )
    return match.end() if match else _place(walk, at)


def _place(walk: _Walk, at: int) -> int | None:
    """End of a class word and the name of its place, whose syllables may be verbs elsewhere (`thị xã Điện Bàn`)."""
    klass = None if walk.capitals else _PLACE_CLASS.match(walk.doc.norm, at, walk.limit)
    end = place_end(walk.doc, klass.end(), walk.limit) if klass else at
    return end if klass and end > klass.end() else None


def _after_number(walk: _Walk, at: int) -> bool:
    """Behind a number a name goes on with a capital or a noun of its own, never with a verb we do not know."""
    if walk.at("clusters.and", at):
        return True
    return walk.capitals or walk.doc.norm[at : at + 1].isupper() or walk.doc.norm[walk.end - 1].islower()


@cache
def _provinces() -> regex.Pattern[str]:
    spellings = sorted(names(), key=len, reverse=True)
    body = "|".join(regex.escape(name).replace(r"\ ", r"\s+") for name in spellings)
    return regex.compile(rf"(?:{body})(?![\p{{L}}])")


def _take(walk: _Walk, at: int) -> bool:
    if glued := _glued(walk, at):
        walk.end = glued
        return True
    word = _WORD.match(walk.doc.norm, at, walk.limit)
    if word is None or word[0][0].isdecimal():
        return False
    walk.end = word.end()
    return True


def _trim(doc: Document, head_end: int, end: int) -> int:
    """Drops words that cannot close a name."""
    while match := _LOOSE.search(doc.low, head_end, end):
        end = match.start()
    return end
