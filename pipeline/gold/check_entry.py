"""The checks of one object of gold: its keys, labels, types and forms, its quote and its numbers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import regex
from pydantic import BaseModel

from pipeline.check.places import Path
from pipeline.fold import nfc
from pipeline.gold import shape as shapes
from pipeline.gold.numbers import holds
from pipeline.gold.problems import Kind
from pipeline.gold.shape import Key
from pipeline.normalise.provinces import names as province_names
from pipeline.rulebook import read_csv

Found = tuple[Path, Kind, str]
"""Where, what kind, what."""

_SCHOOL_YEAR = regex.compile(r"(?:19|20)\d\d/(?:19|20)\d\d")
_PERIOD = regex.compile(r"(?:19|20)\d\d(?:-(?:H[12]|Q[1-4]|(?:[1-9]|1[0-2])M|(?:0[1-9]|1[0-2]))|/(?:19|20)\d\d)?")
NUMBERS: Mapping[str, tuple[str, ...]] = {"indicators": ("value", "value_max", "total"), "awards": ("count",)}
"""The numbers that the quote of an entry must hold."""

_BESIDE = {**dict.fromkeys(shapes.LISTS, ("quote", "optional")), "warnings": ("quote",)}


@cache
def _closed() -> dict[tuple[str, str], frozenset[str]]:
    """Keys whose values are names of a registry."""
    return {
        ("cluster", "id"): frozenset(row["id"] for row in read_csv("clusters")),
        ("indicators", "indicator"): frozenset(row["id"] for row in read_csv("indicators")),
        ("meeting", "province"): frozenset(province_names().values()),
    }


def check_object(part: str, value: Any, shape: type[BaseModel], path: Path) -> Iterator[Found]:
    """Keys and values of an object, without its quote."""
    if not isinstance(value, Mapping):
        yield path, "type", f"must be an object, is {_named(value)}"
        return
    known = shapes.keys(shape)
    for key, inner in value.items():
        name = shapes.base(key)
        if name in known:
            yield from _check_value(part, known[name], key, inner, (*path, key))
        elif key not in _BESIDE.get(part, ()):
            yield (*path, key), "key", f"unknown key {key}"
    for key in shapes.REQUIRED.get(part, ()):
        if value.get(key) in (None, ""):
            yield path, "missing", f"lacks {key}"


def _check_value(part: str, key: Key, written: str, value: Any, path: Path) -> Iterator[Found]:
    listed = key.many or written != key.name
    if value is None and written == key.name:
        return
    if isinstance(value, list) and not listed:
        yield path, "type", f"must be one value, is {_named(value)}"
        return
    if key.many and not isinstance(value, list):
        yield path, "type", f"must be a list, is {_named(value)}"
        return
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items):
        place = (*path, number) if isinstance(value, list) else path
        if item is not None or key.many:
            yield from _check_item(part, key, item, place)
    yield from _twice(items, path)


def _twice(items: list[Any], path: Path) -> Iterator[Found]:
    for number, item in enumerate(items):
        if item in items[:number]:
            yield (*path, number), "duplicate", f"twice in the list: {_shown(item)}"


def _check_item(part: str, key: Key, item: Any, path: Path) -> Iterator[Found]:
    if key.shape is not None and isinstance(item, Mapping):
        yield from check_object(f"{part}.{key.name}", item, key.shape, path)
        return
    if key.shape is not None and isinstance(item, str):
        yield from _check_text(item, path)
        return
    school_year = key.name == "year" and isinstance(item, str) and _SCHOOL_YEAR.fullmatch(item)
    if not school_year and not _is_a(item, key.types):
        yield path, "type", f"must be {_wanted(key)}, is {_named(item)}"
        return
    if key.labels and item not in key.labels:
        yield path, "vocabulary", f"unknown label {_shown(item)}; there are: {', '.join(key.labels)}"
    closed = _closed().get((part, key.name))
    if closed is not None and item not in closed:
        yield path, "vocabulary", f"unknown {key.name} {_shown(item)}"
    if isinstance(item, str):
        yield from _check_text(item, path)
        if problem := _form(part, key.name, item):
            yield path, "form", problem


def _check_text(text: str, path: Path) -> Iterator[Found]:
    if not text.strip():
        yield path, "missing", "is empty"
    elif nfc(text) != text:
        yield path, "form", f"is not in Unicode form NFC: {_shown(text)}"
    elif " ".join(text.split()) != text:
        yield path, "form", f"has blanks too many: {_shown(text)}"


def _form(part: str, name: str, text: str) -> str | None:
    if part == "meeting" and name in ("date", "date_end"):
        return None if _is_date(text, partial=True) else f"no date as 2024-03-13 or 2024-03: {text}"
    if part == "article" and name == "published":
        return None if _is_date(text, partial=False) else f"no date or date-time: {text}"
    if name == "period" and not _PERIOD.fullmatch(text):
        return f"no period as 2018, 2019-H1, 2020-Q1, 2021-9M, 2016/2020: {text}"
    return None


def _is_date(text: str, *, partial: bool) -> bool:
    full = f"{text}-01" if partial and regex.fullmatch(r"\d{4}-\d\d", text) else text
    try:
        datetime.datetime.fromisoformat(full)
    except ValueError:
        return False
    return len(full) >= len("2024-03-13") and (not partial or len(full) == len("2024-03-13"))


def _is_a(item: Any, types: tuple[type, ...]) -> bool:
    if isinstance(item, bool):
        return bool in types
    return isinstance(item, types) or (isinstance(item, int) and float in types)


def check_quote(part: str, entry: Mapping[str, Any], text: str | None, path: Path) -> Iterator[Found]:
    """The quote of an entry: there, in the text, and with the numbers of the entry in it."""
    quote = entry.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        yield path, "quote", "lacks a quote"
        return
    if text is not None and quote not in text:
        yield (*path, "quote"), "quote", f"not in the text: {_shown(quote)}"
        return
    for key in NUMBERS.get(part, ()):
        value = entry.get(key)
        if not isinstance(value, int | float) or isinstance(value, bool):
            continue
        if not holds(quote, value, entry.get("unit")):
            yield (*path, key), "number", f"the quote does not hold {value}: {_shown(quote)}"


def check_optional(entry: Mapping[str, Any], path: Path) -> Iterator[Found]:
    """`optional` is true or false."""
    if "optional" in entry and not isinstance(entry["optional"], bool):
        yield (*path, "optional"), "type", f"must be true or false, is {_named(entry['optional'])}"


def _wanted(key: Key) -> str:
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
    return " or ".join(dict.fromkeys(names.get(kind, kind.__name__) for kind in key.types)) or "an object or a text"


def _named(value: Any) -> str:
    names = {Mapping: "an object", list: "a list", bool: "true or false", str: "a text", type(None): "null"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), f"the number {value}")


def _shown(value: Any) -> str:
    text = " ".join(str(value).split())
    return f"«{text[:117]}…»" if len(text) > 120 else f"«{text}»"
