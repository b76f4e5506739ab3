"""The list of a cluster's members: where it begins, its items, and what they are.

`(bao gồm: A, B và C)`, `10 tỉnh … gồm: A, B`, `Công an các tỉnh A, B`, `thị xã A và các huyện: B, C`. Items are
provinces, places or bodies; a class word in the plural (`các huyện`) holds for the items behind it (`members.toml`).
"""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.assemble.members_item import DISTRICTS, MAX_LEAD, NAME, NUMBER, body_classes, read_item, tidy
from pipeline.assemble.members_model import Item, State
from pipeline.model.document import Document
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import canonical, class_word
from pipeline.rulebook import rule
from pipeline.tag.unit_names import unit_name
from pipeline.tag.units import read_unit

MAX_LIST = 2500
"""Characters within which a list of members ends."""

BEFORE = 30
"""Characters before the first item in which «các», a number and the class of the bodies stand."""

_BLANK = regex.compile(r"\s*")
_COLON = regex.compile(r"\s*:\s*")
_NAMES = regex.compile(r"[^\s,;](?:(?!\s+và\s)[^,;])*")
_WITH_NUMBER = regex.compile(r"(?P<stem>.+\s)\d{1,3}")


def read_list(doc: Document, start: int, limit: int) -> list[Item]:
    """The items of the list that begins at `start`; empty when none begins there."""
    items: list[Item] = []
    state, commas = State(), False
    opening = rule("members.opening").regex.match(doc.norm[start : min(limit, start + MAX_LEAD)])
    position = start + opening.end() if opening else _skip(_BLANK, doc.norm, start, limit)
    limit = min(limit, start + MAX_LIST)
    while position < limit:
        begun = _prefix(doc, position, limit, state)
        closed = commas and begun == position and ";" in doc.norm[items[-1].end : position]
        if closed and _joined(items) and not _same_head(doc, begun, items[-1]):
            break
        item = read_item(doc, begun, limit, state)
        if item is None:
            break
        branches = _branches(doc, item, limit)
        if not rule("members.guest").regex.match(doc.norm, item.end, limit):
            items += branches or [item]
        item = replace(item, end=doc.norm.index(")", item.end) + 1) if branches else item
        _remember(doc, item, state)
        separator = rule("members.separator").regex.match(doc.norm, item.end, limit)
        if separator is None or not items:
            break
        commas |= "," in separator[0]
        position = separator.end()
    if len(items) > 1 and items[0].name in {item.name for item in items[1:]}:
        items = items[1:]  # «tại Tiền Giang, các tỉnh: Tiền Giang, Long An»: the place where they met stands before
    return _alike(doc, items)


def _branches(doc: Document, item: Item, limit: int) -> list[Item]:
    """The branches of a firm that stand in brackets behind it; empty where none do."""
    found = rule("members.branches").regex.match(doc.norm, item.end, limit) if item.kind == "unit" else None
    if found is None:
        return []
    word = f"{found['class'][:1].upper()}{found['class'][1:]}"
    names = _NAMES.finditer(found["names"])
    first = found.start("names")
    return [
        Item(first + name.start(), first + name.end(), "unit", expand(f"{item.name} {word} {name[0]}"))
        for name in names
    ]


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
    branch = rule("members.branch").regex.match(expand(tidy(doc, item.start, item.end)))
    if branch is None or branch["place"] == "Việt Nam":
        return
    word = " ".join((branch["class"] or "").lower().split())
    if word and state.word == "đơn vị":
        return
    if word:
        state.unit = branch["unit"]
        state.word = word if word in DISTRICTS else state.word
    else:
        state.own = branch["unit"]


def _same_head(doc: Document, start: int, item: Item) -> bool:
    """The next item is such a body as those before («Công an các quận: A, B; Công an huyện C»)."""
    return item.unit is not None and expand(doc.text[start : start + MAX_LEAD]).startswith(f"{item.unit} ")


def _joined(items: list[Item]) -> bool:
    """True when the items so far are provinces or places, which a semicolon closes."""
    return all(item.kind != "unit" for item in items)


def _alike(doc: Document, items: list[Item]) -> list[Item]:
    """One body among provinces (`… và Công an TP Cần Thơ`) stands for its province; one among places is a city.

    A province that a body of its own is told of (`Bộ CHQS các tỉnh …`) stays one.
    """
    if bodies := _bodies_of(doc, items):
        return bodies
    if [item.kind for item in items].count("province") * 2 <= len(items):
        return [
            replace(item, kind="place", name=tidy(doc, item.start, item.end), word=None)
            if item.kind == "province" and not (item.unit and not rule("members.firm").regex.match(item.unit))
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
    if of_kind := rule("members.kind_of_body").regex.match(doc.norm, position, window):
        body = expand(of_kind["body"])
        state.unit, state.word = body[:1].upper() + body[1:], None
        return of_kind.end()
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
        or NAME.match(doc.norm, match.end(), limit)
        or NUMBER.match(doc.norm, match.end(), limit)
    ):
        return position
    body = " ".join(match["class"].split())
    state.word = body if body_classes().fullmatch(body.lower()) else _class_of(match, state)
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
