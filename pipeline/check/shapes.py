"""Is this plain data shaped like a record? Gold's liberties are allowed on either side, and unknown keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.check.entries import sequence
from pipeline.check.places import Path

Slip = tuple[Path, str]
"""Where something is wrong, and what."""

PARTS = ("article", "cluster", "meeting")
LISTS = ("officials", "leadership", "awards", "indicators", "warnings")
NESTED = frozenset({"members", "positions", "recipients"})
"""Lists whose items may be objects."""

SUFFIXES = ("_alt", "_optional")
OBJECTS = frozenset({"evidence", "derived", "zones"})


def base_key(key: str) -> str:
    """The key without `_alt` and `_optional`."""
    for suffix in SUFFIXES:
        key = key.removesuffix(suffix)
    return key


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _flat(value: object) -> bool:
    return all(_plain(item) for item in sequence(value))


def _evidence(items: Any, where: Path) -> Iterator[Slip]:
    for index, item in enumerate(sequence(items)):
        if not isinstance(item, Mapping):
            yield (*where, index), "an object is needed"
        elif where[-1] == "evidence":
            offsets = (item.get("start"), item.get("end"))
            if not all(isinstance(offset, int) and offset >= 0 for offset in offsets):
                yield (*where, index), "start and end must be offsets"


def _entry(entry: Mapping[str, Any], where: Path) -> Iterator[Slip]:
    for key, value in entry.items():
        here = (*where, key)
        if key in OBJECTS:
            yield from _evidence(value, here)
            continue
        for index, item in enumerate(sequence(value)):
            if isinstance(item, Mapping):
                if base_key(key) not in NESTED or not all(map(_flat, item.values())):
                    yield (*here, index), "a text or a number is needed"
            elif not (_flat(item) if key.endswith("_alt") else _plain(item)):
                yield (*here, index), "a text or a number is needed"


def shape_errors(data: object) -> Iterator[Slip]:
    """Where `data` is not shaped like a record, as `(("awards", 2, "recipients"), …)`, and how it is not."""
    if not isinstance(data, Mapping):
        yield (), "an object is needed"
        return
    if data.get("report") not in ("meeting", "other"):
        yield ("report",), '"meeting" or "other" is needed'
    for part in PARTS:
        value = data.get(part)
        if isinstance(value, Mapping):
            yield from _entry(value, (part,))
        elif value is not None:
            yield (part,), "an object is needed"
    for part in (name for known in LISTS for name in (known, f"{known}_optional")):
        for index, item in enumerate(sequence(data.get(part))):
            if isinstance(item, Mapping):
                yield from _entry(item, (part, index))
            elif not isinstance(item, str):
                yield (part, index), "an object is needed"
