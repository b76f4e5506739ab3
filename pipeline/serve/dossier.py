"""An article and its record as one page shows them: every value with its words, every word with its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pydantic import BaseModel

from pipeline.archive.corrections.apply import Applied
from pipeline.archive.corrections.change import entry_data, mark_of
from pipeline.archive.corrections.model import Correction
from pipeline.emit.values import Value, pieces, values
from pipeline.model.record import Record

PARTS: Final = ("meeting", "cluster", "leadership", "officials", "awards", "indicators", "article")
"""The parts in the order of the page."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One value. `n` is its number on the page, `place` the number of the piece of text it was read from first."""

    n: int
    field: str
    raw: Any
    rules: tuple[str, ...]
    derived: tuple[tuple[str, str], ...]
    place: int | None

    @property
    def name(self) -> str:
        """The field without its place in a list."""
        return self.field.partition("[")[0]


@dataclass(frozen=True)
class Entry:
    """An entry of a part: `index` is its place in the part's list, None where there is one only."""

    part: str
    index: int | None
    atoms: tuple[Atom, ...]
    data: dict[str, Any]
    corrections: tuple[Correction, ...] = ()

    @property
    def mark(self) -> str:
        """What tells whether it is still as it was shown."""
        return mark_of(self.data)

    def last(self, name: str | None = None) -> Correction | None:
        """The last correction of it, or of one of its fields."""
        return next((one for one in reversed(self.corrections) if name is None or name in one.fields), None)

    @property
    def path(self) -> str:
        """As the record's contract names it: `indicators[3]`."""
        return self.part if self.index is None else f"{self.part}[{self.index}]"

    def all(self, *names: str) -> list[Atom]:
        """The values of some fields, in their order."""
        return [atom for name in names for atom in self.atoms if atom.name == name]

    def one(self, name: str) -> Atom | None:
        """The value of a field, if it has one."""
        return next(iter(self.all(name)), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the text; `numbers` are those of the values that stand on it, the shortest first."""

    id: int
    text: str
    part: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Dossier:
    """A record ready for a page."""

    applied: Applied

    @property
    def record(self) -> Record:
        return self.applied.record

    @cached_property
    def values(self) -> list[Value]:
        return values(self.record)

    @cached_property
    def marks(self) -> list[Mark]:
        """The text in pieces, those without a value too."""
        text = self.record.article.text
        return [
            Mark(
                number,
                text[piece.start : piece.end],
                self.values[piece.values[0]].part if piece.values else "",
                piece.values,
            )
            for number, piece in enumerate(pieces(len(text), self.values))
        ]

    @cached_property
    def parts(self) -> dict[str, list[Entry]]:
        """The entries by part, in the order of the page."""
        places: dict[int, int] = {}
        for mark in self.marks:
            for number in mark.numbers:
                places.setdefault(number, mark.id)
        found: dict[tuple[str, int | None], list[Atom]] = {}
        for number, value in enumerate(self.values):
            rules = tuple(dict.fromkeys(span.rule for span in value.evidence))
            derived = tuple((made.source, made.reason) for made in value.derived)
            raw = _raw(self._entry(value.part, value.entry), value.field)
            atom = Atom(number, value.field, raw, rules, derived, places.get(number))
            found.setdefault((value.part, value.entry), []).append(atom)
        entries = [
            Entry(part, index, tuple(atoms), self._data(part, index), tuple(self.applied.of(part, index)))
            for (part, index), atoms in found.items()
        ]
        return {part: list(_of(entries, part)) for part in PARTS}

    def _data(self, part: str, index: int | None) -> dict[str, Any]:
        return entry_data(self.record, part, index) or {}

    def _entry(self, part: str, index: int | None) -> BaseModel:
        found = getattr(self.record, part)
        entry: BaseModel = found if index is None else found[index]
        return entry


def _of(entries: list[Entry], part: str) -> Iterator[Entry]:
    return (entry for entry in entries if entry.part == part)


def _raw(entry: BaseModel, field: str) -> Any:
    name, bracket, rest = field.partition("[")
    found = getattr(entry, name)
    return found[int(rest.rstrip("]"))] if bracket else found
