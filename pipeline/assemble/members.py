"""The list of a cluster's members: where it begins, its items, and what they are.

`(bao gồm: A, B và C)`, `10 tỉnh … gồm: A, B`, `Công an các tỉnh A, B`, `thị xã A và các huyện: B, C`. Items are
provinces, districts or bodies; a class word in the plural (`các huyện`) holds for the items behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.model.document import Document, Span
from pipeline.model.tags import Tags
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.numbers import WORDS
from pipeline.normalise.provinces import canonical, names
from pipeline.tag.units import read_unit, unit_name

MAX_LIST = 2500
"""Characters within which a list of members ends."""

_COUNT = r"(?:\d{1,2}|" + "|".join(WORDS) + ")"
_CLASSES = r"tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|tx\.?|quận|xã|phường|thị\s+trấn"
_PLURAL = regex.compile(
    rf"(?:(?:các|{_COUNT})\s+)(?P<class>{_CLASSES}|thành|địa\s+phương|đơn\s+vị)"
    rf"(?:\s*(?:,|và)\s*(?:các\s+)?(?:{_CLASSES}|thành))*(?![\p{{L}}])(?P<rest>\s+(?!\p{{Lu}}\p{{Ll}}+\s*,)[^,;:()\n]{{2,60}}?(?=\s*[:(]|\s+gồm))?"
    r"\s*(?:gồm(?:\s+có)?\s*)?[:(]?\s*",
    regex.IGNORECASE,
)
_SINGULAR = regex.compile(rf"(?P<class>{_CLASSES})\s*(?=[\p{{Lu}}\d])", regex.IGNORECASE)
_SEPARATOR = regex.compile(r"\s*(?:\([^()\n]{1,60}\))?\s*(?:[,;]\s*(?:và|cùng)?|(?<=\s)và(?=\s)|(?<=\s)cùng(?=\s)|\n\s*[-+•*]|\s-\s(?=\p{Lu}))\s*")
_NAME = regex.compile(r"[\p{Lu}][\p{L}']*(?:[\s\-]+[\p{Lu}][\p{L}']*){0,3}")
_PLURAL_INSIDE = regex.compile(rf"\s+(?=(?:các|{_COUNT})\s+(?:{_CLASSES}|địa\s+phương|đơn\s+vị)(?![\p{{L}}]))", regex.IGNORECASE)
_BLANK = regex.compile(r"\s*")
_BRANCH = regex.compile(rf"^(?P<unit>.+?)\s+(?:{_CLASSES})\s+[\p{{Lu}}].*$", regex.IGNORECASE)
_OPENING = regex.compile(r"\s*(?:[-+•*]\s*)?(?:là\s+)?")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its text, class word and what it is (`province`, `place` or `unit`)."""

    start: int
    end: int
    kind: str
    name: str
    word: str | None
    unit: str | None


@dataclass(slots=True)
class _State:
    """Class word and unit that hold for the items to come."""

    word: str | None = None
    unit: str | None = None


def province_at(doc: Document, start: int, end: int) -> Item | None:
    """A province, with or without its class word, at `start`."""
    match = _province().match(doc.norm, start, end)
    if match is None:
        return None
    name = canonical(" ".join(match["name"].split()))
    return Item(match.start(), match.end(), "province", name, None, None) if name else None


_CACHE: dict[str, regex.Pattern[str]] = {}


def _province() -> regex.Pattern[str]:
    if "province" not in _CACHE:
        body = "|".join(regex.escape(n).replace(r"\ ", r"\s+") for n in sorted(names(), key=len, reverse=True))
        _CACHE["province"] = regex.compile(
            rf"(?:(?i:tỉnh|thành\s+phố|tp\.?)\s*)?(?P<name>{body})(?![\p{{L}}])(?!\s+[\p{{Lu}}])"
        )
    return _CACHE["province"]


def read_list(doc: Document, start: int, limit: int) -> list[Item]:
    """The items of the list that begins at `start`; empty when none begins there."""
    items: list[Item] = []
    state, commas = _State(), False
    position = _skip(_OPENING, doc.norm, start, limit)
    limit = min(limit, start + MAX_LIST)
    while position < limit:
        position = _prefix(doc, position, limit, state)
        item = _item(doc, position, limit, state)
        if item is None:
            break
        items.append(item)
        if item.kind == "unit" and (branch := _BRANCH.match(item.name)):
            state.unit = branch["unit"]
        separator = _SEPARATOR.match(doc.norm, item.end, limit)
        if separator is None or (commas and ";" in separator[0]):
            break
        commas |= "," in separator[0]
        position = separator.end()
    return _alike(items)


def _alike(items: list[Item]) -> list[Item]:
    """One body among provinces (`… và Công an TP Cần Thơ`) stands for its province."""
    if [item.kind for item in items].count("province") * 2 <= len(items):
        return items
    found: list[Item] = []
    for item in items:
        name = canonical(regex.split(r"(?:tỉnh|thành phố) ", item.name)[-1]) if item.kind == "unit" else None
        if name:
            found.append(Item(item.start, item.end, "province", name, "tỉnh", None))
        elif item.kind != "unit" or found:
            found.append(item)
    return found


def _skip(pattern: regex.Pattern[str], text: str, start: int, limit: int) -> int:
    match = pattern.match(text, start, limit)
    return match.end() if match else start


def _prefix(doc: Document, position: int, limit: int, state: _State) -> int:
    """Reads `các huyện:` or `Công an các tỉnh` before an item and remembers what it says of the items."""
    body_end = _body(doc, position, limit)
    start = _skip(_BLANK, doc.norm, body_end, limit) if body_end else position
    match = _PLURAL.match(doc.norm, start, min(limit, start + 160))
    if match is None or not _province_or_name(doc, match.end(), limit):
        return position
    state.word = " ".join(match["class"].lower().split())
    state.unit = expand(doc.text[position:body_end]) if body_end else state.unit
    return match.end()


def _body(doc: Document, position: int, limit: int) -> int | None:
    """End of a body's name that is followed by `các tỉnh`, `8 tỉnh`: the bodies of those provinces."""
    plural = _PLURAL_INSIDE.search(doc.norm, position, min(limit, position + 110))
    if plural is None:
        return None
    end = read_unit(doc, position, plural.start())
    return end if end == plural.start() else None


def _province_or_name(doc: Document, position: int, limit: int) -> bool:
    return _SINGULAR.match(doc.norm, position, limit) is not None or _NAME.match(doc.norm, position, limit) is not None


def _item(doc: Document, position: int, limit: int, state: _State) -> Item | None:
    province = province_at(doc, position, limit)
    if province and state.word not in {"huyện", "thị xã", "quận", "xã", "phường"}:
        return Item(province.start, province.end, "province", province.name, "tỉnh", state.unit)
    single = _SINGULAR.match(doc.norm, position, limit)
    if single and (name := _NAME.match(doc.norm, single.end(), limit)):
        word = " ".join(single["class"].lower().split())
        return Item(position, name.end(), "place", _tidy(doc, name.start(), name.end()), word, state.unit)
    if end := read_unit(doc, position, limit):
        return _unit(doc, position, end, limit)
    name = _NAME.match(doc.norm, position, limit)
    if name is None:
        return None
    return Item(position, name.end(), "place", _tidy(doc, position, name.end()), state.word, state.unit)


def _unit(doc: Document, position: int, end: int, limit: int) -> Item:
    """A body; one that ends in its province's name (`Công an TP Cần Thơ`) knows that province."""
    bracket = regex.compile(r"\s*\((?P<short>[\p{Lu}&.\-]{2,12})\)").match(doc.norm, end, limit)
    text = doc.text[position:end]
    return Item(position, bracket.end() if bracket else end, "unit", unit_name(text), None, text)


def _tidy(doc: Document, start: int, end: int) -> str:
    return " ".join(doc.text[start:end].split())


def member_name(item: Item, *, as_units: bool) -> str:
    """The member as the record names it."""
    if item.kind == "province":
        return unit_name(f"{item.unit} tỉnh {item.name}") if as_units and item.unit else item.name
    if item.kind == "unit":
        return item.name
    place = f"{item.word} {item.name}" if item.word in {"huyện", "thị xã", "thành phố", "quận", "xã", "phường"} else item.name
    return f"{item.unit} {place}" if item.unit else place


def as_span(item: Item, rule: str) -> Span:
    """The item as a span, for evidence."""
    return Span(item.start, item.end, "member", rule, item.name)


def provinces_in(tags: Tags, start: int, end: int) -> int:
    """How many province mentions lie between two offsets."""
    return sum(start <= span.start < end for span in tags.provinces)
