"""Mentions of emulation clusters (cụm) and blocks (khối): where a name begins and how far it goes.

Names are open: `Cụm thi đua các tỉnh …`, `Cụm thi đua số 6, Bộ Công an`, `Khối thi đua các sở, ngành kinh tế tỉnh …`.
They have no closing mark, so a name is read word by word until a word that cannot stand inside one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.model.document import Document, Span
from pipeline.normalise.fold import squeeze
from pipeline.normalise.provinces import names
from pipeline.rulebook import rule

MAX_NAME = 220
"""Characters after which a name is not read on."""

_WORD = regex.compile(r"(?:TP|TX|Tp|Tx)\.|[\p{L}\d](?:[\p{L}\d'&/]|[.,](?=\p{Lu}{2})|\.(?=\p{L}))*+")
_ACRONYM = regex.compile(r"\s*\((?:(?:gọi|viết)\s+tắt\s+là\s+|sau\s+đây\s+gọi\s+(?:tắt\s+)?là\s+)?[\p{Lu}][\p{Lu}\d,.&\-\s]{1,12}\)")
_GAP = regex.compile(r"(?P<comma>\s*,\s*)|(?P<dash>\s+-\s*|\s*-\s+|(?<=\p{L})-(?=\p{Lu}))|(?P<blank>[ ]+)")
_COUNTED = regex.compile(r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai|ba))?)\s+(?:tỉnh|thành|huyện|đơn\s+vị|xã|phường|quận|sở|hội|bộ|cơ\s+quan|trường|phòng)")
_OF = regex.compile(r"(?:của|thuộc|trực\s+thuộc|trên\s+địa\s+bàn|trong(?=\s+ngành))\s+")
_OWNER = regex.compile(r"(?:tỉnh|thành\s+phố|tp|huyện|bộ|ngành|tổng|hội|tập\s+đoàn|ubnd|thị\s+xã|quận|viện|vks|tòa|công\s+an|liên|ủy\s+ban|trung\s+ương|đảng|sở|thanh\s+tra)(?![\p{L}])")
_PERSON = regex.compile(r"(?:đồng\s+chí|đ/c|ông|bà|đại\s+tá|thượng\s+tá|thiếu\s+tướng|trung\s+tướng|đơn\s+vị|giám\s+đốc|phó|chủ\s+tịch|trưởng)(?![\p{L}])")
_COMPOUND = regex.compile(r"(?:xã\s+hội|kỹ\s+thuật|hậu\s+cần|tổng\s+hợp|đoàn\s+thể|văn\s+hóa|an\s+ninh|kinh\s+tế|du\s+lịch|thể\s+thao|quốc\s+phòng|nội\s+chính|ngân\s+sách|tài\s+chính|tài\s+vụ|miền|trung\s+du|duyên\s+hải|hải\s+đảo|đồng\s+bằng|nam\s+trung|bắc\s+trung|khen\s+thưởng|đào\s+tạo|công\s+nghệ|dịch\s+vụ|thương\s+mại|xây\s+dựng|tin\s+học|đời\s+sống|môi\s+trường)(?![\p{L}])")
_CITY = regex.compile(r"(?:TP\.?|[Tt]hành\s+phố)\s*(?:HCM|Hồ\s+Chí\s+Minh|Hà\s+Nội|Hải\s+Phòng|Đà\s+Nẵng|Cần\s+Thơ|Huế)(?![\p{L}])")
_AGENCY = regex.compile(r"(?:Công\s+an|UBND|Ủy\s+ban|Sở|VKSND|Huyện|Thành)\s")
_PREFIX = 14


@dataclass(slots=True)
class _Walk:
    """The reading of one name: where it ends so far and what kind of name it is."""

    doc: Document
    end: int
    limit: int
    numbered: bool = False
    capitals: bool = False
    body: bool = False


def tag_clusters(doc: Document) -> list[Span]:
    """Names of clusters and blocks in text order; `value` is the name as written, tidied. Generic mentions are left out."""
    found: list[Span] = []
    for name, text in (("clusters.head", doc.low), ("clusters.bare", doc.norm)):
        for head in rule(name).regex.finditer(text):
            if any(span.start < head.end() and head.start() < span.end for span in found):
                continue
            span = _read(doc, head.start(), head.end(), name)
            if span:
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def _read(doc: Document, start: int, head_end: int, name: str) -> Span | None:
    if rule("clusters.plural").regex.search(doc.low, max(0, start - _PREFIX), start):
        return None
    sentence = doc.sentence_at(start)
    newline = doc.low.find("\n", head_end)
    limit = min(sentence.end if sentence and sentence.end > head_end else len(doc.low), start + MAX_NAME)
    limit = min(limit, newline) if newline >= 0 else limit
    window = doc.text[start : min(limit, start + 60)]
    walk = _Walk(doc, head_end, limit, capitals=window.isupper() or doc.text[start:head_end].isupper())
    while _step(walk):
        pass
    end = _trim(doc, head_end, walk.end)
    tail = doc.low[head_end:end].strip(" -,")
    if rule("clusters.generic").regex.search(tail):
        return None
    return Span(start, end, "cluster", name, squeeze(doc.text[start:end]))


def _step(walk: _Walk) -> bool:
    """Takes the next word or phrase into the name; False where the name ends."""
    doc, low = walk.doc, walk.doc.low
    if (acronym := _ACRONYM.match(doc.norm, walk.end, walk.limit)) and _goes_on(walk, acronym.end()):
        walk.end = acronym.end()
        return True
    gap = _GAP.match(doc.norm, walk.end, walk.limit)
    if gap is None:
        return False
    at = gap.end()
    if not walk.numbered and (number := rule("clusters.number").regex.match(low, at, walk.limit)) and gap["blank"]:
        walk.numbered, walk.end = True, number.end()
        return True
    parent = walk.numbered and rule("clusters.parent").regex.match(doc.norm, at, walk.limit)
    if gap["comma"]:
        joins = parent or _parent_alone(walk, at) if walk.numbered else _comma(walk, at)
        return _take(walk, at) if joins else False
    if gap["dash"]:
        joins = parent or _body_follows(walk, at) if walk.numbered else _dash(walk, at)
        walk.body |= walk.numbered
        return _take(walk, at) if joins else False
    return _blank(walk, at, owned=bool(parent))


def _body_follows(walk: _Walk, at: int) -> bool:
    """A branch's body behind the dash, not the province's agency that held the meeting."""
    return rule("units.head").regex.match(walk.doc.norm, at, walk.limit) is not None and not _AGENCY.match(walk.doc.norm, at)


def _parent_alone(walk: _Walk, at: int) -> bool:
    """A body behind a comma belongs to the name when nothing follows it but a colon, a bracket or the end of the line."""
    if not _body_follows(walk, at):
        return False
    mark = regex.compile(r"[^.,;:(\n]{4,60}?\s*(?=[:(]|\n|$)").match(walk.doc.norm, at, walk.limit)
    return mark is not None and not rule("clusters.stop").regex.search(walk.doc.low, at, mark.end())


def _goes_on(walk: _Walk, at: int) -> bool:
    """After an acronym in brackets the name goes on only with a comma, «các», «tỉnh» or a parent body."""
    rest = walk.doc.low[at : min(walk.limit, at + 30)]
    return regex.match(r"\s*(?:,\s*(?:khu|kcn|thi\s+hành)|\s(?:các|tỉnh|thành\s+phố|khu\s+vực|miền|việt\s+nam))", rest) is not None


def _comma(walk: _Walk, at: int) -> bool:
    return rule("clusters.comma").regex.match(walk.doc.low, at, walk.limit) is not None


def _dash(walk: _Walk, at: int) -> bool:
    low, norm = walk.doc.low, walk.doc.norm
    if _PERSON.match(low, at, walk.limit) or rule("clusters.stop").regex.match(low, at, walk.limit):
        return _COMPOUND.match(low, at, walk.limit) is not None
    return _COMPOUND.match(low, at, walk.limit) is not None or (norm[at].isupper() and not walk.capitals)


def _blank(walk: _Walk, at: int, *, owned: bool) -> bool:
    doc, low = walk.doc, walk.doc.low
    if _glued(walk, at):
        return _take(walk, at)
    if of := _OF.match(low, at, walk.limit):
        if not _OWNER.match(low, of.end(), walk.limit) and not rule("units.head").regex.match(doc.norm, of.end(), walk.limit):
            return False
        walk.end = of.end() - 1
        return _take(walk, of.end())
    if low.startswith("và ", at):
        following = at + 3
        if not walk.numbered and (city := _CITY.match(doc.norm, following, walk.limit)):
            walk.end = city.end()
            return True
        joined = rule("clusters.and").regex.match(low, following, walk.limit)
        if not joined or rule("clusters.stop").regex.match(low, following, walk.limit):
            return False
        walk.end = joined.end()
        return True
    if walk.numbered and rule("units.head").regex.match(doc.norm, at, walk.limit) and not _PERSON.match(low, at, walk.limit):
        walk.body = True
    if not owned and rule("clusters.stop").regex.match(low, at, walk.limit):
        return False
    if walk.numbered and not walk.body and not owned and not _after_number(walk, at):
        return False
    return _take(walk, at)


def _glued(walk: _Walk, at: int) -> int | None:
    """End of a phrase that is taken as a whole: a count of units, a province, a compound with a stop word inside."""
    low, norm, limit = walk.doc.low, walk.doc.norm, walk.limit
    match = (
        _COUNTED.match(low, at, limit)
        or rule("units.glue").regex.match(low, at, limit)
        or rule("clusters.glue").regex.match(low, at, limit)
        or _provinces().match(norm, at, limit)
    )
    return match.end() if match else None


def _after_number(walk: _Walk, at: int) -> bool:
    """Behind a number a name goes on with a capital or a noun of its own, never with a verb we do not know."""
    if rule("clusters.and").regex.match(walk.doc.low, at, walk.limit):
        return True
    first = walk.doc.norm[at]
    return walk.capitals or first.isupper() or walk.doc.norm[walk.end - 1].islower()


@cache
def _provinces() -> regex.Pattern[str]:
    body = "|".join(regex.escape(name).replace(r"\ ", r"\s+") for name in sorted(names(), key=len, reverse=True))
    return regex.compile(rf"(?:{body})(?![\p{{L}}])")


def _take(walk: _Walk, at: int) -> bool:
    if glued := _glued(walk, at):
        walk.end = glued
        return True
    word = _WORD.match(walk.doc.norm, at, walk.limit)
    if word is None or (word[0][0].isdigit() and not walk.numbered) or regex.match(r"\d", word[0]):
        return False
    walk.end = word.end()
    return True


def _trim(doc: Document, head_end: int, end: int) -> int:
    """Drops words that cannot close a name."""
    loose = regex.compile(r"\s+(?:và|các|của|thuộc|trực\s+thuộc|trên\s+địa\s+bàn|ngành|số|,|-)\s*$")
    while match := loose.search(doc.low, head_end, end):
        end = match.start()
    return end
