"""Slips in the gold itself: keys the contract does not have, quotes that are not in the text, unknown labels.

A key misspelt in gold would silently demand nothing, so gold is looked over before it is trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from pydantic import BaseModel

from pipeline.check.entries import Json, as_object, sequence
from pipeline.check.sources import Pair, golds, read_gold
from pipeline.model import record as model

PARTS: dict[str, type[BaseModel]] = {
    "article": model.Article,
    "cluster": model.Cluster,
    "meeting": model.Meeting,
}
LISTS: dict[str, tuple[type[BaseModel], str]] = {
    "officials": (model.Official, "name"),
    "leadership": (model.Leadership, "unit"),
    "awards": (model.Award, "award"),
    "indicators": (model.Indicator, "subject"),
    "warnings": (model.RecordWarning, "code"),
}
EXTRA = frozenset({"quote", "optional"})
SUFFIXES = ("_alt", "_optional")


def _base(key: str) -> str:
    for suffix in SUFFIXES:
        key = key.removesuffix(suffix)
    return key


def _choices(shape: type[BaseModel], key: str) -> frozenset[object]:
    """The labels allowed under `key`, empty where any value is."""
    found: set[object] = set()
    waiting: list[object] = [shape.model_fields[key].annotation]
    while waiting:
        kind = waiting.pop()
        if getattr(kind, "__origin__", None) is Literal:
            found |= set(get_args(kind))
        else:
            waiting += [inner for inner in get_args(kind) if inner is not type(None)]
    return frozenset(found)


def _slips(entry: Json, shape: type[BaseModel], where: str, text: str) -> Iterator[str]:
    for key, value in entry.items():
        if _base(key) not in shape.model_fields:
            if key not in EXTRA:
                yield f"{where}: unknown key {key}"
            continue
        choices = _choices(shape, _base(key))
        for label in sequence(value):
            if choices and label is not None and label not in choices:
                yield f"{where}.{key}: unknown label {label}"
    quote = entry.get("quote")
    if quote and quote not in text:
        yield f"{where}: quote not in the text: {quote}"


def slips(gold: Json, text: str) -> Iterator[str]:
    """The slips in one gold record."""
    known = {"id", "schema", "report", *PARTS, *LISTS}
    for key in gold:
        if _base(key) not in known:
            yield f"unknown key {key}"
    if gold.get("report") not in ("meeting", "other"):
        yield f"unknown report {gold.get('report')}"
    for part, shape in PARTS.items():
        value = gold.get(part)
        if isinstance(value, Mapping):
            yield from _slips(value, shape, part, text)
    for part, (shape, key) in LISTS.items():
        for index, item in enumerate(sequence(gold.get(part))):
            yield from _slips(as_object(item, key), shape, f"{part}[{index}]", text)


def gold_lines(pairs: Iterable[Pair]) -> list[str]:
    """The slips in all gold, a line each."""
    lines = []
    for pair, path in golds(pairs):
        source = pair.corpus / f"{path.stem}.txt"
        if not source.exists():
            lines.append(f"{path.stem}: no text {source}")
            continue
        lines += [f"{path.stem}: {slip}" for slip in slips(read_gold(path), source.read_text(encoding="utf-8"))]
    return lines
