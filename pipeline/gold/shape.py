"""The shape of gold: the parts and keys of the record's contract with the liberties that gold takes.

A string stands for a position's text, a recipient's name or a warning's code; `quote` for the evidence; `KEY_alt` and
`KEY_optional` hold what is as good as, or may be added to, the value under KEY; `optional: true` marks an entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pipeline.model import record as model

OBJECTS: Mapping[str, type[BaseModel]] = {
    "article": model.Article,
    "cluster": model.Cluster,
    "meeting": model.Meeting,
}
LISTS: Mapping[str, type[BaseModel]] = {
    "officials": model.Official,
    "leadership": model.Leadership,
    "awards": model.Award,
    "indicators": model.Indicator,
}
"""Lists whose entries have a quote."""

BARE: Mapping[tuple[str, str], str] = {
    ("officials", "positions"): "text",
    ("awards", "recipients"): "name",
    ("warnings", ""): "code",
}
"""Where a string stands for an object, and for which of its keys."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "officials": ("name",),
    "leadership": ("office", "status"),
    "awards": ("award", "status"),
    "indicators": ("value",),
}

SUFFIXES = ("_alt", "_optional")
_UNKNOWN_TO_GOLD = {"evidence", "derived", "text", "zones", "sha256", "uri", "date_source"}


@dataclass(frozen=True)
class Key:
    """One key of a part: whether it holds a list, which labels it may hold (empty: any), and which types."""

    name: str
    many: bool
    labels: tuple[str, ...]
    types: tuple[type, ...]
    shape: type[BaseModel] | None = None

    @property
    def numeric(self) -> bool:
        """Does it hold a number?"""
        return int in self.types or float in self.types


def base(key: str) -> str:
    """The key without `_alt` and `_optional`."""
    for suffix in SUFFIXES:
        key = key.removesuffix(suffix)
    return key


@cache
def keys(shape: type[BaseModel]) -> dict[str, Key]:
    """The keys gold may have of a part of the record, without the suffixes."""
    found = {}
    for name, field in shape.model_fields.items():
        if name not in _UNKNOWN_TO_GOLD or shape is model.Position:
            found[name] = _key(name, field.annotation)
    return found


def _key(name: str, annotation: Any) -> Key:
    many, shape = False, None
    labels: list[str] = []
    types: list[type] = []
    waiting: list[Any] = [annotation]
    while waiting:
        kind = waiting.pop(0)
        origin = get_origin(kind)
        if origin is list:
            many = True
            waiting += get_args(kind)
        elif origin is Literal:
            labels += get_args(kind)
            types.append(str)
        elif origin in (Union, UnionType):
            waiting += get_args(kind)
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            shape = kind
        elif kind is not NoneType:
            types.append(kind)
    return Key(name, many, tuple(labels), tuple(types), shape)


def key_of(part: str, written: str) -> Key:
    """The key of a part under any of its names. Raises `KeyError`."""
    return keys({**OBJECTS, **LISTS}[part])[base(written)]


def tidy(value: Any) -> Any:
    """Gold without what says nothing: `null`, empty lists and objects. Nulls among alternatives stay."""
    if isinstance(value, Mapping):
        kept = {key: tidy(inner) for key, inner in value.items() if inner is not None}
        return {key: inner for key, inner in kept.items() if inner not in ([], {})}
    return [tidy(inner) for inner in value] if isinstance(value, list) else value
