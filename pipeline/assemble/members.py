"""The list of a cluster's members: where it begins, its items, and what they are.

`(bao gồm: A, B và C)`, `10 tỉnh … gồm: A, B`, `Công an các tỉnh A, B`, `thị xã A và các huyện: B, C`. Items are
provinces, places or bodies; a class word in the plural (`các huyện`) holds for the items behind it (`members.toml`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from pipeline.assemble.members_model import Item, State
from pipeline.assemble.members_name import at_home, place_class
from pipeline.match import Matcher
from pipeline.model.document import Document
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import canonical, class_word, names
from pipeline.rulebook import compile_pattern, rule
from pipeline.tag.units import read_unit, unit_name, with_number

MAX_LIST = 2500
"""Characters within which a list of members ends."""

BEFORE = 30
"""Characters before the first item in which «các», a number and the class of the bodies stand."""

MAX_LEAD = 80
"""Characters before the first item that say whom the list is of."""

_NAME = regex.compile(r"[\p{Lu}][\p{L}'’]*(?:[\s\-]+[\p{Lu}][\p{L}'’]*){0,3}")
_PHRASE = regex.compile(r"[\p{Lu}][^,;:.()\n]{1,60}?(?=\s*[,;).(]|\s+và\s|\s*$)")
_DASHED = regex.compile(r"\s-\s(?!(?i:cụm|khối|trưởng|phó|đơn)\s)\p{Lu}\p{Ll}+(?:\s\p{Ll}+){0,2}(?=\s*[,;.])")
_SHORT = regex.compile(r"\s*\((?P<short>[\p{Lu}&.\-]{2,12})\)")
_CODE = regex.compile(r"P[A-Z]{1,2}\d{2}(?![\p{L}\d])")
"""The code of a division of the police: `PV01`, `PC45`."""
_BLANK = regex.compile(r"\s*")
_COLON = regex.compile(r"\s*:\s*")
_NUMBER = regex.compile(r"\d{1,3}(?=\s*(?:[,;.)]|và\s))")
_WITH_NUMBER = regex.compile(r"(?P<stem>.+\s)\d{1,3}")
_NUMBERED = frozenset({"quận", "phường"})
"""Places that bear a number for a name (`các quận: 7, 12`)."""
_DISTRICTS = frozenset({"huyện", "thị xã", "quận", "xã", "phường", "thị trấn"})


@cache
def _province() -> regex.Pattern[str]:
    body = "|".join(regex.escape(n).replace(r"\ ", r"\s+") for n in sorted(names(), key=len, reverse=True))
    with_class = rf"(?i:tỉnh|thành\s+phố|tp\.?)\s*(?=\p{{Lu}})(?P<name>(?i:{body}))"
    return regex.compile(rf"(?:{with_class}|(?P<name>{body}))(?![\p{{L}}])(?!\s+[\p{{Lu}}])")


@cache
def _bodies() -> Matcher:
    return compile_pattern(r"(?:{{body_class}})")


def province_at(doc: Document, start: int, end: int) -> Item | None:
    """A province, with or without its class word, at `start`."""
    match = _province().match(doc.norm, start, end)
    name = canonical(" ".join(match["name"].split())) if match else None
    return Item(match.start(), match.end(), "province", name) if match and name else None


def read_list(doc: Document, start: int, limit: int) -> list[Item]:
    """The items of the list that begins at `start`; empty when none begins there."""
    items: list[Item] = []
    state, commas = State(), False
    opening = rule("members.opening").regex.match(doc.norm[start : min(limit, start + MAX_LEAD)])
    position = start + opening.end() if opening else _skip(_BLANK, doc.norm, start, limit)
    limit = min(limit, start + MAX_LIST)
    while position < limit:
        begun = _prefix(doc, position, limit, state)
        if commas and begun == position and ";" in doc.norm[items[-1].end : position] and _joined(items):
            break
        item = _item(doc, begun, limit, state)
        if item is None:
            break
        if not rule("members.guest").regex.match(doc.norm, item.end, limit):
            items.append(item)
        _remember(doc, item, state)
        separator = rule("members.separator").regex.match(doc.norm, item.end, limit)
        if separator is None or not items:
            break
        commas |= "," in separator[0]
        position = separator.end()
    return _alike(doc, items)


def _remember(doc: Document, item: Item, state: State) -> None:
    """What a body says of the bare names and numbers behind it: they are such bodies, of other places or numbers."""
    numbered = _WITH_NUMBER.fullmatch(item.name) if item.kind == "unit" else None
    state.numbered = numbered["stem"] if numbered else None
    if (
        item.kind != "unit"
        or (state.word == "đơn vị" and state.unit)
        or not rule("units.head").regex.match(doc.norm, item.start)
    ):
        return
    branch = rule("members.branch").regex.match(expand(_tidy(doc, item.start, item.end)))
    if branch is None or branch["place"] == "Việt Nam":
        return
    word = " ".join((branch["class"] or "").lower().split())
    if word and state.word == "đơn vị":
        return
    if word:
        state.unit = branch["unit"]
        state.word = word if word in _DISTRICTS else state.word
    else:
        state.own = branch["unit"]


def _joined(items: list[Item]) -> bool:
    """True when the items so far are provinces or places, which a semicolon closes."""
    return all(item.kind != "unit" for item in items)


def _alike(doc: Document, items: list[Item]) -> list[Item]:
    """One body among provinces (`… và Công an TP Cần Thơ`) stands for its province; one among places is a city."""
    if bodies := _bodies_of(doc, items):
        return bodies
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


def _bodies_of(doc: Document, items: list[Item]) -> list[Item]:
    """«các Sở GD&ĐT Nghệ An, Thanh Hóa»: bodies told in the plural, each with its province; empty for other lists."""
    if len(items) < 2 or items[0].kind != "unit" or any(item.kind != "province" or item.unit for item in items[1:]):
        return []
    found = rule("members.branch").regex.match(items[0].name)
    first = canonical(found["place"]) if found else None
    before = doc.norm[max(0, items[0].start - BEFORE) : items[0].start]
    if found is None or first is None or not rule("members.several").regex.search(before):
        return []
    provinces = [first, *(item.name for item in items[1:])]
    names = [unit_name(f"{found['unit']} {class_word(province)} {province}") for province in provinces]
    return [replace(item, kind="unit", name=name) for item, name in zip(items, names, strict=True)]


def _skip(pattern: regex.Pattern[str], text: str, start: int, limit: int) -> int:
    match = pattern.match(text, start, limit)
    return match.end() if match else start


def _prefix(doc: Document, position: int, limit: int, state: State) -> int:
    """Reads `các huyện:`, `Công an các tỉnh`, `6 VKSND các huyện:` before an item and remembers what it says."""
    window = min(limit, position + 160)
    if counted := rule("members.counted").regex.match(doc.norm, position, window):
        state.word, state.unit = _class_of(counted, state), expand(counted["unit"])
        return counted.end()
    plural = rule("members.plural_body").regex.match(doc.norm, position, window)
    if plural and not rule("members.plural").regex.match(doc.norm, position, window):
        end = read_unit(doc, plural.end(), min(window, plural.end("body")))
        if end == plural.end("body"):
            state.unit = expand(doc.text[plural.end() : end])
            colon = _skip(_COLON, doc.norm, end, limit)
            first = rule("members.singular").regex.match(doc.norm, colon, limit)
            state.word = " ".join(first["class"].lower().split()) if first else None
            return colon
    body_end = _body(doc, position, limit)
    start = _skip(_BLANK, doc.norm, body_end, limit) if body_end else position
    match = rule("members.plural").regex.match(doc.norm, start, window)
    if match is None or not (
        rule("members.singular").regex.match(doc.norm, match.end(), limit)
        or _NAME.match(doc.norm, match.end(), limit)
        or _NUMBER.match(doc.norm, match.end(), limit)
    ):
        return position
    body = " ".join(match["class"].split())
    state.word = body if _bodies().fullmatch(body.lower()) else _class_of(match, state)
    state.unit = expand(doc.text[position:body_end]) if body_end else state.unit
    if state.word == "đơn vị" and not body_end and _body(doc, match.end(), limit):
        return _prefix(doc, match.end(), limit, state)
    return match.end()


def _class_of(head: regex.Match[str], state: State) -> str:
    """The class word of a head in the plural; empty where it names several, which `state` then remembers."""
    state.mixed = head[0].lower() if rule("members.mixed").regex.search(head[0]) else ""
    return "" if state.mixed else " ".join(head["class"].lower().split())


def _body(doc: Document, position: int, limit: int) -> int | None:
    """End of a body's name that is followed by `các tỉnh`, `8 tỉnh`: the bodies of those provinces."""
    plural = rule("members.plural_inside").regex.search(doc.low, position + 1, min(limit, position + 110))
    if plural is None:
        return None
    end = read_unit(doc, position, plural.start())
    return end if end is not None and doc.low[end : plural.start()].isspace() else None


def _item(doc: Document, position: int, limit: int, state: State) -> Item | None:
    province = province_at(doc, position, limit)
    if province and state.word not in _DISTRICTS:
        return replace(province, word="tỉnh", unit=state.unit)
    single = rule("members.singular").regex.match(doc.norm, position, limit)
    if single and (name := _NAME.match(doc.norm, single.end(), limit) or _NUMBER.match(doc.norm, single.end(), limit)):
        word = " ".join(single["class"].lower().split())
        if name[0].isdecimal():
            return Item(position, name.end(), "place", f"{word} {name[0]}")
        last = with_number(doc.norm, name.end(), limit)
        return Item(position, last, "place", _tidy(doc, name.start(), last), word, state.unit)
    if state.numbered and (number := _NUMBER.match(doc.norm, position, limit)):
        return Item(position, number.end(), "unit", f"{state.numbered}{number[0]}")
    code = _CODE.match(doc.norm, position, limit)
    end = code.end() if code else read_unit(doc, position, limit)
    name = _NAME.match(doc.norm, position, limit)
    if end and not (name and name.end() >= end and (state.word in _DISTRICTS or _named_like(name[0], state))):
        return _unit(doc, position, end, limit, state)
    if state.word and _bodies().fullmatch(state.word.lower()) and (phrase := _phrase(doc, position, limit) or name):
        glued = rule("units.glue").regex.match(doc.low, position, limit)
        end = max(phrase.end(), glued.end()) if glued else phrase.end()
        head = state.word[0].upper() + state.word[1:]
        return Item(position, end, "unit", expand(f"{head} {doc.text[position:end]}"))
    if name is None and state.word in _NUMBERED and (number := _NUMBER.match(doc.norm, position, limit)):
        return Item(position, number.end(), "place", f"{state.word} {number[0]}")
    if name is None or rule("members.clause").regex.match(doc.norm, position, limit):
        return None
    bare = _tidy(doc, position, name.end())
    if (state.unit or state.own) and at_home(bare):
        return Item(position, name.end(), "unit", bare)
    if state.own:
        return Item(position, name.end(), "unit", f"{state.own} {bare}")
    klass = None if state.mixed and (place_class(bare) or "") not in state.mixed else state.word
    return Item(position, name.end(), "place", bare, klass, state.unit, plural=True)


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


def _tidy(doc: Document, start: int, end: int) -> str:
    return " ".join(doc.text[start:end].split())
