"""A record as the list of its values, each with the words and the rule it came from: what `explain` shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pydantic import BaseModel

from pipeline.model.record import Derived, Evidence, Record, Sourced
from pipeline.model.sourced import sourced

LABELS: Final = {
    "article": "Bài viết",
    "cluster": "Cụm, khối thi đua",
    "meeting": "Hội nghị",
    "officials": "Đại biểu",
    "leadership": "Cụm trưởng, cụm phó",
    "awards": "Khen thưởng",
    "indicators": "Chỉ tiêu, số liệu",
    "warnings": "Cảnh báo",
}
"""The parts of a record as the screen and the page name them."""

_OWN_FIELDS = frozenset({"evidence", "derived", "text", "zones", "sha256"})
_DEFAULTS = {"comparator": "eq", "kind": "result"}
"""Values of an indicator that go without saying."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the record. `part` is a key of `LABELS`, `entry` the place in the part's list."""

    part: str
    entry: int | None
    field: str
    value: str
    evidence: tuple[Evidence, ...]
    derived: tuple[Derived, ...]

    @property
    def reasons(self) -> list[str]:
        """The rules that made the value, or from what it was concluded."""
        rules = dict.fromkeys(found.rule for found in self.evidence)
        return [*rules, *(f"← {made.source}: {made.reason}" for made in self.derived)]


def values(record: Record) -> list[Value]:
    """All values that the article gave, in the order of the record."""
    return [
        Value(
            part,
            index,
            field,
            value,
            tuple(found for found in entry.evidence if _supports(found.field, field)),
            tuple(made for made in entry.derived if _supports(made.field, field)),
        )
        for part, index, entry in sourced(record)
        for field, value in _fields(part, entry)
    ]


def _fields(part: str, entry: Sourced) -> Iterator[tuple[str, str]]:
    if part == "article":
        names = ["title", "publisher", "author", "published", "date_source"]
    else:
        names = [name for name in type(entry).model_fields if name not in _OWN_FIELDS]
    for name in names:
        value = getattr(entry, name)
        if part == "indicators" and _DEFAULTS.get(name) == value:
            continue
        if isinstance(value, list):
            yield from ((f"{name}[{index}]", _shown(item)) for index, item in enumerate(value))
        elif value is not None:
            yield name, _shown(value)


def _shown(value: object) -> str:
    if not isinstance(value, BaseModel):
        return str(value)
    main, *rest = (str(item) for item in value.model_dump().values() if item is not None)
    # A post repeats its parts after its text; a recipient has its kind and province there.
    return main if hasattr(value, "text") or not rest else f"{main} ({', '.join(rest)})"


def _supports(supported: str, field: str) -> bool:
    """`positions`, `positions[0]` and `positions[0].province` all stand behind `positions[0]`."""
    return supported in (field, field.split("[")[0]) or supported.startswith((field + ".", field + "["))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text under the same spans; `values` are indices of values, the shortest span first."""

    start: int
    end: int
    values: tuple[int, ...]


def pieces(length: int, found: list[Value]) -> list[Piece]:
    """The text of `length` characters cut wherever a span begins or ends."""
    spans = [(span.start, span.end, index) for index, value in enumerate(found) for span in value.evidence]
    cuts = sorted({0, length, *(cut for start, end, _ in spans for cut in (start, end))})
    starts: dict[int, list[tuple[int, int, int]]] = {}
    for span in spans:
        starts.setdefault(span[0], []).append(span)
    result: list[Piece] = []
    active: list[tuple[int, int, int]] = []
    for start, end in pairwise(cuts):
        active = [span for span in active if span[1] > start] + starts.get(start, [])
        active.sort(key=lambda span: (span[1] - span[0], span[2]))
        result.append(Piece(start, end, tuple(dict.fromkeys(index for _, _, index in active))))
    return result
