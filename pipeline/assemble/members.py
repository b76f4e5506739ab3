"""The list of a cluster's members: where it begins, its items, and what they are.

`(bao gồm: A, B và C)`, `10 tỉnh … gồm: A, B`, `Công an các tỉnh A, B`, `thị xã A và các huyện: B, C`. Items are
provinces, places or bodies; a class word in the plural (`các huyện`) holds for the items behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import regex

from pipeline.fold import fold_spelling
from pipeline.model.document import Document, Span
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.numbers import WORDS
from pipeline.normalise.provinces import canonical, names
from pipeline.rulebook import read_csv, rule
from pipeline.tag.units import read_unit, unit_name

MAX_LIST = 2500
"""Characters within which a list of members ends."""

MAX_BULLETS = 80
"""Lines of a list of members; no cluster has more."""

_COUNT = r"(?:\d{1,2}|" + "|".join(WORDS) + ")"
_CLASSES = r"tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|tx\.?|quận|xã|phường|thị\s+trấn"
_BODIES = r"phòng|sở|chi\s+cục|chi\s+nhánh"
_PLURAL = regex.compile(
    rf"(?:(?:các|{_COUNT})\s+)(?P<class>{_CLASSES}|thành|địa\s+phương|đơn\s+vị|{_BODIES})"
    rf"(?:\s*(?:,|và)\s*(?:các\s+)?(?:{_CLASSES}|thành))*(?![\p{{L}}])"
    rf"(?P<rest>\s+(?!\p{{Lu}}\p{{Ll}}+\s*,)[^,;:()\n]{{2,60}}?(?=\s*(?:[:(]|,\s*là\s|\s(?:bao\s+)?gồm|\slà\s)))?"
    r"\s*,?\s*(?:(?:bao\s+)?gồm(?:\s+có)?|là(?=\s))?\s*[:(]?\s*",
    regex.IGNORECASE,
)
_COUNTED_BODIES = regex.compile(
    rf"{_COUNT}\s+(?P<unit>(?!(?:{_CLASSES}|thành|địa\s+phương|đơn\s+vị)(?![\p{{L}}]))[\p{{L}}&.\-]+(?:\s+[\p{{L}}&.\-]+){{0,3}}?)\s+(?:các\s+)?(?P<class>{_CLASSES})"
    rf"(?:\s*,\s*(?:{_CLASSES}))*\s*[:(]?\s*(?=[\p{{Lu}}])",
    regex.IGNORECASE,
)
_PLURAL_INSIDE = regex.compile(
    rf"\s+(?=(?:các|{_COUNT})\s+(?:{_CLASSES}|địa\s+phương|đơn\s+vị)(?![\p{{L}}]))", regex.IGNORECASE
)
_SINGULAR = regex.compile(rf"(?P<class>{_CLASSES})\s*(?=[\p{{Lu}}\d])", regex.IGNORECASE)
_OFFICE = r"(?:\s*[-–]\s*(?:đơn\s+vị\s+)?(?:Cụm|Khối|cụm|khối|Trưởng|Phó)\s+[\p{L}]+)?"
_SEPARATOR = regex.compile(
    rf"{_OFFICE}\s*(?:\((?P<note>[^()\n]{{1,60}})\))?\s*(?:[,;]\s*(?:và|cùng)?(?![\p{{L}}])|(?<=\s)và(?=\s)|(?<=\s)cùng(?=\s)|\n\s*[-+•*])\s*"
    r"(?:đơn\s+vị\s+(?:cụm|khối)\s+(?:trưởng|phó)\s+)?"
)
_NAME = regex.compile(r"[\p{Lu}][\p{L}'’]*(?:[\s\-]+[\p{Lu}][\p{L}'’]*){0,3}")
_PHRASE = regex.compile(r"[\p{Lu}][^,;:.()\n]{1,60}?(?=\s*[,;).(]|\s+và\s|\s*$)")
_GUEST = regex.compile(r"\s*\((?:khách\s+mời|dự\s+thính)\)", regex.IGNORECASE)
_OPENING = regex.compile(
    r"\s*(?:[-+•*]\s*)?(?:là\s+)?(?:(?:[Ll]ãnh\s+đạo|[Đđ]ại\s+diện|[Đđ]ại\s+biểu)\s+)?(?:các\s+(?=\p{Lu}))?"
)
_STOP = regex.compile(r"\s(?:đã|vừa|tổ\s+chức|tiến\s+hành|họp|cùng\s+ký)\s")
_CUT = regex.compile(r"[,;]\s+(?=\p{Lu})|\s+và\s+(?=\p{Lu})")
_PIECE = regex.compile(
    r"\s*(?P<name>[\p{Lu}][^()\n]{1,120}?)(?:\s*[-–]\s*(?:đơn\s+vị\s+)?(?:Cụm|Khối|cụm|khối|Trưởng|Phó)\s+[\p{L}]+|\s*\([^()\n]{1,40}\))?\s*[,;.]?\s*(?:và\s*)?$"
)
_MIXED = regex.compile(
    rf"(?:{_CLASSES})\s*(?:,|và)\s*(?:các\s+)?(?:thị\s+xã|thành\s+phố|huyện|quận|phường)", regex.IGNORECASE
)
_CLASS_NAMES = {"huyen": "huyện", "thi_xa": "thị xã", "thanh_pho": "thành phố", "quan": "quận"}
_DASHED = regex.compile(r"\s-\s\p{Lu}\p{Ll}+(?:\s\p{Ll}+){0,2}(?=\s*[,;.])")
_SHORT = regex.compile(r"\s*\((?P<short>[\p{Lu}&.\-]{2,12})\)")
_BULLET = regex.compile(r"(?:[-+•*▪–]|\d{1,2}[.)])\s*(?=\p{Lu})")
_BLANK = regex.compile(r"\s*")
_BRANCH = regex.compile(rf"^(?P<unit>.+?)\s+(?:{_CLASSES})\s+[\p{{Lu}}].*$", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its text, class word and what it is (`province`, `place` or `unit`).

    `plural`: the class word was read from the head of the list (`các huyện: …`) and not from the item itself.
    """

    start: int
    end: int
    kind: str
    name: str
    word: str | None = None
    unit: str | None = None
    plural: bool = False


@dataclass(slots=True)
class _State:
    """Class word and unit that hold for the items to come."""

    word: str | None = None
    unit: str | None = None


@cache
def _province() -> regex.Pattern[str]:
    body = "|".join(regex.escape(n).replace(r"\ ", r"\s+") for n in sorted(names(), key=len, reverse=True))
    return regex.compile(rf"(?:(?i:tỉnh|thành\s+phố|tp\.?)\s*)?(?P<name>{body})(?![\p{{L}}])(?!\s+[\p{{Lu}}])")


def province_at(doc: Document, start: int, end: int) -> Item | None:
    """A province, with or without its class word, at `start`."""
    match = _province().match(doc.norm, start, end)
    name = canonical(" ".join(match["name"].split())) if match else None
    return Item(match.start(), match.end(), "province", name) if match and name else None


def read_list(doc: Document, start: int, limit: int) -> list[Item]:
    """The items of the list that begins at `start`; empty when none begins there."""
    items: list[Item] = []
    state, commas = _State(), False
    position = _skip(_OPENING, doc.norm, start, limit)
    limit = min(limit, start + MAX_LIST)
    while position < limit:
        begun = _prefix(doc, position, limit, state)
        if commas and begun == position and ";" in doc.norm[items[-1].end : position] and _joined(items):
            break
        item = _item(doc, begun, limit, state)
        if item is None:
            break
        if not _GUEST.match(doc.norm, item.end, limit):
            items.append(item)
        if item.kind == "unit" and (branch := _BRANCH.match(item.name)):
            state.unit = branch["unit"]
        separator = _SEPARATOR.match(doc.norm, item.end, limit)
        if separator is None or not items:
            break
        commas |= "," in separator[0]
        position = separator.end()
    return _alike(doc, items)


def read_phrases(doc: Document, start: int, limit: int, count: int) -> list[Item]:
    """Names of any kind, split at their commas: taken only when there are as many as the list is said to have."""
    limit = min(limit, start + MAX_LIST)
    stop = _STOP.search(doc.norm, start, limit)
    end = stop.start() if stop else limit
    cuts = [start, *(match.end() for match in _CUT.finditer(doc.norm, start, end)), end]
    items = []
    for left, right in pairwise(cuts):
        piece = _PIECE.match(doc.norm, left, right)
        if piece is None:
            return []
        name = expand(doc.text[piece.start("name") : piece.end("name")])
        items.append(Item(piece.start("name"), piece.end("name"), "unit", name))
    return items if len(items) == count else []


def read_bullets(doc: Document, after: int) -> list[Item]:
    """The items of a list that stands in lines of its own behind `after`, one to a line."""
    items: list[Item] = []
    for sentence in doc.sentences:
        if sentence.start < after:
            continue
        bullet = _BULLET.match(doc.norm, sentence.start, sentence.end)
        if bullet is None or len(items) == MAX_BULLETS:
            break
        end = sentence.end
        while end > bullet.end() and doc.norm[end - 1] in " ;,.":
            end -= 1
        read = read_list(doc, bullet.end(), end)
        items.append(
            read[0] if len(read) == 1 else Item(bullet.end(), end, "unit", unit_name(doc.text[bullet.end() : end]))
        )
    return items


def _joined(items: list[Item]) -> bool:
    """True when the items so far are provinces or places, which a semicolon closes."""
    return all(item.kind != "unit" for item in items)


def _alike(doc: Document, items: list[Item]) -> list[Item]:
    """One body among provinces (`… và Công an TP Cần Thơ`) stands for its province; one among places is a city."""
    if [item.kind for item in items].count("province") * 2 <= len(items):
        return [
            replace(item, kind="place", name=_tidy(doc, item.start, item.end), word=None)
            if item.kind == "province"
            else item
            for item in items
        ]
    found: list[Item] = []
    for item in items:
        name = canonical(regex.split(r"(?:tỉnh|thành phố) ", item.name)[-1]) if item.kind == "unit" else None
        if name:
            found.append(Item(item.start, item.end, "province", name, "tỉnh"))
        elif item.kind != "unit" or found:
            found.append(item)
    return found


def _skip(pattern: regex.Pattern[str], text: str, start: int, limit: int) -> int:
    match = pattern.match(text, start, limit)
    return match.end() if match else start


def _prefix(doc: Document, position: int, limit: int, state: _State) -> int:
    """Reads `các huyện:`, `Công an các tỉnh`, `6 VKSND các huyện:` before an item and remembers what it says."""
    window = min(limit, position + 160)
    if counted := _COUNTED_BODIES.match(doc.norm, position, window):
        word = "" if _MIXED.search(counted[0]) else " ".join(counted["class"].lower().split())
        state.word, state.unit = word, expand(counted["unit"])
        return counted.end()
    body_end = _body(doc, position, limit)
    start = _skip(_BLANK, doc.norm, body_end, limit) if body_end else position
    match = _PLURAL.match(doc.norm, start, window)
    if match is None or not (
        _SINGULAR.match(doc.norm, match.end(), limit) or _NAME.match(doc.norm, match.end(), limit)
    ):
        return position
    state.word = " ".join(match["class"].lower().split()) if not _MIXED.search(match[0]) else ""
    state.unit = expand(doc.text[position:body_end]) if body_end else state.unit
    return match.end()


def _body(doc: Document, position: int, limit: int) -> int | None:
    """End of a body's name that is followed by `các tỉnh`, `8 tỉnh`: the bodies of those provinces."""
    plural = _PLURAL_INSIDE.search(doc.norm, position, min(limit, position + 110))
    if plural is None:
        return None
    end = read_unit(doc, position, plural.start())
    return end if end == plural.start() else None


def _item(doc: Document, position: int, limit: int, state: _State) -> Item | None:
    province = province_at(doc, position, limit)
    if province and state.word not in {"huyện", "thị xã", "quận", "xã", "phường"}:
        return replace(province, word="tỉnh", unit=state.unit)
    single = _SINGULAR.match(doc.norm, position, limit)
    if single and (name := _NAME.match(doc.norm, single.end(), limit)):
        word = " ".join(single["class"].lower().split())
        return Item(position, name.end(), "place", _tidy(doc, name.start(), name.end()), word, state.unit)
    if end := read_unit(doc, position, limit):
        return _unit(doc, position, end, limit, state)
    if state.word and regex.fullmatch(_BODIES, state.word) and (phrase := _PHRASE.match(doc.norm, position, limit)):
        glued = rule("units.glue").regex.match(doc.low, position, limit)
        end = max(phrase.end(), glued.end()) if glued else phrase.end()
        return Item(position, end, "unit", f"{state.word.capitalize()} {expand(doc.text[position:end])}")
    name = _NAME.match(doc.norm, position, limit)
    if name is None:
        return None
    return Item(position, name.end(), "place", _tidy(doc, position, name.end()), state.word, state.unit, plural=True)


def _unit(doc: Document, position: int, end: int, limit: int, state: _State) -> Item:
    """A body; behind `Thanh tra các đơn vị:` it is the inspectorate of that body."""
    if dashed := _DASHED.match(doc.norm, end, limit):
        end = dashed.end()
    bracket = _SHORT.match(doc.norm, end, limit)
    name = unit_name(doc.text[position:end])
    if state.word == "đơn vị" and state.unit:
        name = f"{state.unit} {name}"
    return Item(position, bracket.end() if bracket else end, "unit", name)


def _tidy(doc: Document, start: int, end: int) -> str:
    return " ".join(doc.text[start:end].split())


def member_name(item: Item, *, as_units: bool, with_class: bool) -> str:
    """The member as the record names it. `with_class`: a class word read from the list's head is written out."""
    if item.kind == "province":
        return unit_name(f"{item.unit} tỉnh {item.name}") if as_units and item.unit else item.name
    if item.kind == "unit":
        return item.name
    word = place_class(item.name) if item.word == "" and item.unit else item.word
    classes = {"huyện", "thị xã", "thành phố", "quận", "xã", "phường"}
    place = f"{word} {item.name}" if word in classes and (with_class or not item.plural or item.unit) else item.name
    return f"{item.unit} {place}" if item.unit else expand(place)


@cache
def _classes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in read_csv("places"):
        found.setdefault(fold_spelling(row["name"]), set()).add(_CLASS_NAMES.get(row["class"], ""))
    return found


def place_class(name: str) -> str | None:
    """`huyện`, `thị xã` … of a district where all districts of that name are of one class."""
    classes = _classes().get(fold_spelling(name), set())
    return next(iter(classes)) if len(classes) == 1 else None


def as_span(item: Item, rule_id: str) -> Span:
    """The item as a span, for evidence."""
    return Span(item.start, item.end, "member", rule_id, item.name)
