"""One item of a list of members: a province, a place behind its class word, a body, a bare name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from pipeline.assemble.members_model import Item, State
from pipeline.assemble.members_name import at_home, place_class
from pipeline.match import Matcher
from pipeline.model.document import Document
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import canonical, names
from pipeline.rulebook import compile_pattern, rule
from pipeline.tag.unit_names import unit_name
from pipeline.tag.units import read_unit, with_number

MAX_LEAD = 80
"""Characters before the first item that say whom the list is of."""

DISTRICTS = frozenset({"huyện", "thị xã", "quận", "xã", "phường", "thị trấn"})
NAME = regex.compile(r"[\p{Lu}][\p{L}'’]*(?:[\s\-]+[\p{Lu}][\p{L}'’]*){0,3}")
_TWO_PLACES = regex.compile(
    r"\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*){0,3}\s*[-–]\s*\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*){0,3}(?=\s*(?:[,;.)]|và\s))"
)
NUMBER = regex.compile(r"\d{1,3}(?=\s*(?:[,;.)]|và\s))")
_PHRASE = regex.compile(r"[\p{Lu}][^,;:.()\n]{1,60}?(?=\s*[,;).(]|\s+và\s|\s*$)")
_DASHED = regex.compile(r"\s-\s(?!(?i:cụm|khối|trưởng|phó|đơn)\s)\p{Lu}\p{Ll}+(?:\s\p{Ll}+){0,2}(?=\s*[,;.])")
_SHORT = regex.compile(r"\s*\((?P<short>[\p{Lu}&.\-]{2,12})\)")
_CODE = regex.compile(r"P[A-Z]{1,2}\d{2}(?![\p{L}\d])")
"""The code of a division of the police: `PV01`, `PC45`."""
_NUMBERED = frozenset({"quận", "phường"})
"""Places that bear a number for a name (`các quận: 7, 12`)."""
_SHORT_CLASSES = {"tp": "thành phố", "tx": "thị xã"}


@cache
def _province() -> regex.Pattern[str]:
    body = "|".join(regex.escape(n).replace(r"\ ", r"\s+") for n in sorted(names(), key=len, reverse=True))
    with_class = rf"(?i:tỉnh|thành\s+phố|tp\.?)\s*(?=\p{{Lu}})(?P<name>(?i:{body}))"
    return regex.compile(rf"(?:{with_class}|(?P<name>{body}))(?![\p{{L}}])(?!\s+[\p{{Lu}}])")


@cache
def body_classes() -> Matcher:
    return compile_pattern(r"(?:{{body_class}})")


def province_at(doc: Document, start: int, end: int) -> Item | None:
    """A province, with or without its class word, at `start`."""
    match = _province().match(doc.norm, start, end)
    name = canonical(" ".join(match["name"].split())) if match else None
    return Item(match.start(), match.end(), "province", name) if match and name else None


def read_item(doc: Document, position: int, limit: int, state: State) -> Item | None:
    """The item that begins at `position`, in the light of what the list said before it; None where none begins."""
    province = province_at(doc, position, limit)
    firm = _of_firm(doc, position, limit, state)
    if province and not firm and state.word not in DISTRICTS:
        return replace(province, word="tỉnh", unit=state.unit)
    if placed := firm or _classed(doc, position, limit, state):
        return placed
    if state.numbered and (number := NUMBER.match(doc.norm, position, limit)):
        return Item(position, number.end(), "unit", f"{state.numbered}{number[0]}")
    code = _CODE.match(doc.norm, position, limit)
    end = code.end() if code else read_unit(doc, position, limit)
    name = NAME.match(doc.norm, position, limit)
    if end and not (name and name.end() >= end and (state.word in DISTRICTS or _named_like(name[0], state))):
        return _unit(doc, position, end, limit, state)
    if (
        state.word
        and body_classes().fullmatch(state.word.lower())
        and (phrase := _phrase(doc, position, limit) or name)
    ):
        glued = rule("units.glue").regex.match(doc.low, position, limit)
        end = max(phrase.end(), glued.end()) if glued else phrase.end()
        head = f"{state.unit or ''} {state.word[0].upper()}{state.word[1:]}".strip()
        return Item(position, end, "unit", expand(f"{head} {doc.text[position:end]}"))
    if name is None and state.word in _NUMBERED and (number := NUMBER.match(doc.norm, position, limit)):
        return Item(position, number.end(), "place", f"{state.word} {number[0]}")
    if name is None or rule("members.clause").regex.match(doc.norm, position, limit):
        return None
    bare = tidy(doc, position, name.end())
    if (state.unit or state.own) and at_home(bare):
        return Item(position, name.end(), "unit", bare)
    if state.own:
        return Item(position, name.end(), "unit", f"{state.own} {bare}")
    klass = None if state.mixed and (place_class(bare) or "") not in state.mixed else state.word
    return Item(position, name.end(), "place", bare, klass, state.unit, plural=True)


def _of_firm(doc: Document, position: int, limit: int, state: State) -> Item | None:
    """A branch that is called after two places, or by a number: `Quảng Trị - Thừa Thiên Huế`, `171`."""
    if not state.unit or not rule("members.firm").regex.match(state.unit):
        return None
    found = _TWO_PLACES.match(doc.norm, position, limit) or NUMBER.match(doc.norm, position, limit)
    return Item(position, found.end(), "unit", f"{state.unit} {tidy(doc, position, found.end())}") if found else None


def _classed(doc: Document, position: int, limit: int, state: State) -> Item | None:
    """A place behind its own class word (`thị xã An Khê`, `quận 7`)."""
    single = rule("members.singular").regex.match(doc.norm, position, limit)
    name = NAME.match(doc.norm, single.end(), limit) or NUMBER.match(doc.norm, single.end(), limit) if single else None
    if single is None or name is None:
        return None
    word = _full_class(single["class"])
    if name[0].isdecimal():
        return Item(position, name.end(), "place", f"{word} {name[0]}")
    last = with_number(doc.norm, name.end(), limit)
    return Item(position, last, "place", tidy(doc, name.start(), last), word, state.unit)


def _full_class(word: str) -> str:
    """A place's class word, written out (`TX.` is `thị xã`)."""
    plain = " ".join(word.lower().split())
    return _SHORT_CLASSES.get(plain.rstrip("."), plain)


def _phrase(doc: Document, position: int, limit: int) -> regex.Match[str] | None:
    """A name of any words, up to the next comma or to the verb of the sentence."""
    stop = rule("members.stop").regex.search(doc.norm, position, min(limit, position + MAX_LEAD))
    return _PHRASE.match(doc.norm, position, stop.start() if stop else limit)


def _named_like(name: str, state: State) -> bool:
    """Of two syllables, the first being the class word itself: `các trường: Nguyễn Du, Trường Chinh`."""
    first, *rest = name.split()
    return len(rest) == 1 and f"{state.word} ".lower().startswith(f"{first.lower()} ")


def _unit(doc: Document, position: int, end: int, limit: int, state: State) -> Item:
    """A body; behind `Thanh tra các đơn vị:` it is the inspectorate of that body."""
    if dashed := _DASHED.match(doc.norm, end, limit):
        end = dashed.end()
    bracket = _SHORT.match(doc.norm, end, limit)
    name = unit_name(doc.text[position:end])
    if state.word == "đơn vị" and state.unit and not name.startswith(state.unit):
        name = f"{state.unit} {name}"
    return Item(position, bracket.end() if bracket else end, "unit", name)


def tidy(doc: Document, start: int, end: int) -> str:
    return " ".join(doc.text[start:end].split())
