"""Gold as regions of its text, the shape that annotation tools share, and back again.

Each entry of a list is a region: its quote in the text, with its values. What belongs to the whole article (report,
`article`, `cluster`, `meeting`, warnings) has no place in the text. Texts stand for all values: a number is written as
in JSON, an object as its JSON, `null` among alternatives as the empty text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.gold.shape import LISTS, OBJECTS, SUFFIXES, Key, base, key_of, keys, tidy

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_FREE = Key("", many=True, labels=(), types=(str,))
FLAG = Key("optional", many=False, labels=("true",), types=(bool,))
REPORT = Key("report", many=False, labels=("meeting", "other"), types=(str,))


class FormatError(ValueError):
    """A file of another tool that cannot be read; the message names the file and the place."""


@dataclass(frozen=True)
class Region:
    """An entry: the part it belongs to, the offsets of its quote in the text, its values by key."""

    part: str
    start: int
    end: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Annotated:
    """The gold of one article. `whole` has the values of the article as a whole by (part, key)."""

    id: str
    text: str
    whole: Mapping[tuple[str, str], Any]
    regions: tuple[Region, ...]


def canonical(gold: Mapping[str, Any]) -> dict[str, Any]:
    """Gold as the formats keep it: `tidy`, alternatives always in lists, `optional` only where it is true."""
    plain = {key: _listed(value) for key, value in tidy(gold).items()}
    # An entry of a list marked optional as a whole is the same as one that says so itself.
    for part in LISTS:
        spare = plain.pop(f"{part}_optional", [])
        if spare:
            plain[part] = [*plain.get(part, []), *({**entry, "optional": True} for entry in spare)]
    return plain


def _listed(value: Any) -> Any:
    if isinstance(value, list):
        return [_listed(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: [inner] if key.endswith(SUFFIXES) and not isinstance(inner, list) else _listed(inner)
        for key, inner in value.items()
        if not (key == "optional" and inner is False)
    }


def annotated(doc_id: str, gold: Mapping[str, Any], text: str) -> Annotated:
    """The regions of gold that is sound. Raises `FormatError` for a quote that is not in the text."""
    plain = canonical(gold)
    whole: dict[tuple[str, str], Any] = {("", "report"): plain["report"]}
    for part in OBJECTS:
        whole |= {(part, key): value for key, value in plain.get(part, {}).items()}
    if "warnings" in plain:
        whole["", "warnings"] = plain["warnings"]
    regions = tuple(_region(doc_id, part, entry, text) for part in LISTS for entry in plain.get(part, ()))
    return Annotated(doc_id, text, whole, regions)


def _region(doc_id: str, part: str, entry: Mapping[str, Any], text: str) -> Region:
    quote = str(entry.get("quote") or "")
    start = text.find(quote)
    if start < 0 or not quote:
        raise FormatError(f"{doc_id}: {part}: the quote is not in the text: «{quote}»")
    values = {key: value for key, value in entry.items() if key != "quote"}
    return Region(part, start, start + len(quote), values)


def gold_of(found: Annotated) -> dict[str, Any]:
    """The gold of the regions, canonical."""
    gold: dict[str, Any] = {"report": found.whole.get(("", "report"))}
    for part in OBJECTS:
        values = {key: value for (of, key), value in found.whole.items() if of == part}
        if values:
            gold[part] = _in_order(part, values)
    for part in LISTS:
        entries = [
            _in_order(part, {**region.values, "quote": found.text[region.start : region.end]})
            for region in found.regions
            if region.part == part
        ]
        if entries:
            gold[part] = entries
    if ("", "warnings") in found.whole:
        gold["warnings"] = found.whole["", "warnings"]
    return gold


def _in_order(part: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in the order of the contract, each followed by its alternatives; then the quote."""
    order = [*keys({**OBJECTS, **LISTS}[part]), "quote", "optional"]
    return {key: values[key] for key in sorted(values, key=lambda key: (order.index(base(key)), key))}


def find_key(part: str, written: str) -> Key:
    """The key of a part, `report` and `warnings` too. Raises `KeyError`."""
    if not part:
        return {"report": REPORT, "warnings": _FREE}[written]
    return FLAG if part in LISTS and written == "optional" else key_of(part, written)


def is_choice(key: Key, written: str) -> bool:
    """Is the value chosen from a vocabulary?"""
    return bool(key.labels) and base(written) == written


def to_texts(value: Any) -> list[str]:
    """A value as texts."""
    items = value if isinstance(value, list) else [value]
    return ["" if item is None else item if isinstance(item, str) else _dump(item) for item in items]


def from_texts(part: str, written: str, texts: list[str]) -> Any:
    """The value that was written as texts. Raises `KeyError` for an unknown key, `ValueError` for broken JSON."""
    key = find_key(part, written)
    items = [_item(key, text) for text in texts]
    if key.many or base(written) != written:
        return items
    return items[0] if items else None


def _item(key: Key, text: str) -> Any:
    if not text:
        return None
    if text.startswith("{") or key is FLAG or (key.numeric and _NUMBER.fullmatch(text)):
        return json.loads(text)
    return text


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def by_person(regions: tuple[Region, ...]) -> dict[int, int]:
    """Regions of `leadership` whose person is an official: the place of each with that of the official."""
    officials = {str(region.values.get("name")): n for n, region in enumerate(regions) if region.part == "officials"}
    return {
        number: officials[region.values["person"]]
        for number, region in enumerate(regions)
        if region.part == "leadership" and region.values.get("person") in officials
    }
