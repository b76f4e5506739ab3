"""An entry of a record as a form, and the form back as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.archive.corrections.model import Data
from pipeline.gold.shape import LISTS, OBJECTS, Key, keys
from pipeline.normalise import provinces
from pipeline.serve import wording
from pipeline.serve.labels import Labels

PREFIX: Final = "f."
"""Before the names of the fields of the record: others are of the form itself."""
_NUMBER: Final = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?|-?\d+\.\d+")
_ENGLISH: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


class FormError(ValueError):
    """A value that is none; its text names the field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind` is `text`, `number`, `select`, `checks` or `lines`; `value` what it holds, as text or texts."""

    name: str
    kind: str
    value: Any
    options: tuple[str, ...] = ()


def fields(part: str, entry: Data, say: Labels, only: str | None = None) -> list[Field]:
    """The fields of an entry of a part; of an object one alone may be wanted."""
    shape = keys({**OBJECTS, **LISTS}[part])
    return [_field(key, entry.get(name), say) for name, key in shape.items() if only in (None, name)]


def _field(key: Key, value: Any, say: Labels) -> Field:
    if key.many and key.labels:
        return Field(key.name, "checks", list(value or []), key.labels)
    if key.many:
        return Field(key.name, "lines", "\n".join(_line(item) for item in value or []))
    if key.labels:
        return Field(key.name, "select", value or "", key.labels)
    if key.numeric:
        year = key.name == "year"
        text = "" if value is None else str(value) if year else wording.number(value, say)
        return Field(key.name, "number", text)
    return Field(key.name, "text", "" if value is None else str(value))


def _line(item: Any) -> str:
    return str(item.get("text") or item.get("name")) if isinstance(item, dict) else str(item)


def values(part: str, before: Data, given: Mapping[str, Any], say: Labels) -> dict[str, Any]:
    """The fields that the form changes. `given` has lists under names of several. Raises `FormError`."""
    shape = keys({**OBJECTS, **LISTS}[part])
    found = {}
    for name, key in shape.items():
        if PREFIX + name in given:
            value = _value(key, given[PREFIX + name], before.get(name), say)
            if value != (before.get(name) if before.get(name) is not None else [] if key.many else None):
                found[name] = value
    return found


def _value(key: Key, given: list[str], before: Any, say: Labels) -> Any:
    if key.many and key.labels:
        return [label for label in given if label]
    text = given[0].strip() if given else ""
    if key.many:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return [_item(key.name, line, before or []) for line in lines]
    if not text:
        return None
    if key.numeric:
        return number(key.name, text, say, whole=float not in key.types)
    return text


def _item(name: str, line: str, before: list[Any]) -> Any:
    """An entry of a list within an entry: as it was where its words are the same."""
    known = next((item for item in before if _line(item) == line), None)
    if known is not None:
        return known
    if name == "positions":
        return {"text": line}
    if name == "recipients":
        province = provinces.canonical(line)
        return {"name": province or line, "kind": "province" if province else "unit", "province": province}
    return line


def number(name: str, text: str, say: Labels, *, whole: bool = False) -> int | float:
    """A number as the visitor's language writes it: `26.174` is 26174 in Vietnamese. Raises `FormError`."""
    plain = text.replace(" ", "")
    if say.language == "en" and _ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _NUMBER.fullmatch(plain):
        plain = (
            plain.replace(".", "").replace(",", ".")
            if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", plain)
            else (plain.replace(",", "."))
        )
    else:
        raise FormError(name)
    found = float(plain)
    if whole and found != int(found):
        raise FormError(name)
    return int(found) if found == int(found) and "." not in plain else found
