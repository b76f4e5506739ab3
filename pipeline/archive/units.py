"""Provinces by time: a name is one unit before the mergers of 2025 and may be another after them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.archive.text import fold
from pipeline.normalise import provinces
from pipeline.rulebook import read_csv


@dataclass(frozen=True, slots=True)
class Unit:
    """A province for as long as it was one. `id` is `vn-gso:CODE@FROM..TO` in months, open ends left out."""

    id: str
    code: str
    name: str
    kind: str
    valid_from: str | None
    valid_to: str | None
    successor: str | None


@cache
def all_units() -> tuple[Unit, ...]:
    """Every province of `patterns/provinces.csv`, successors as ids."""
    rows = read_csv("provinces")
    ids = {(row["name"], row["valid_from"]): _id(row) for row in rows}
    found = []
    for row in rows:
        successor = None
        if row["successor"]:
            later = [key for key in ids if key[0] == row["successor"] and key[1] > row["valid_to"]]
            successor = ids[min(later, key=lambda key: key[1])]
        kind = "city" if row["class"] == "thanh_pho" else "province"
        dates = (row["valid_from"] or None, row["valid_to"] or None)
        found.append(Unit(_id(row), row["code"], row["name"], kind, *dates, successor))
    return tuple(found)


def _id(row: dict[str, str]) -> str:
    return f"vn-gso:{row['code']}@{row['valid_from'][:7]}..{row['valid_to'][:7]}"


@cache
def _by_name() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in all_units():
        found[unit.name] = (*found.get(unit.name, ()), unit)
    return found


@cache
def by_id() -> dict[str, Unit]:
    """The units by id."""
    return {unit.id: unit for unit in all_units()}


@lru_cache(maxsize=4096)
def unit_of(name: str | None, date: str | None) -> Unit | None:
    """The province of that canonical name on a date (ISO, also a year or month alone); None when it is none.

    Without a date, or outside its time, only a name that has always meant one unit has an answer.
    """
    known = _by_name().get(name or "", ())
    if not date:
        return known[0] if len(known) == 1 else None
    day = first_day(date)
    for unit in known:
        if (unit.valid_from or "") <= day <= (unit.valid_to or "9999"):
            return unit
    # A province that is no more may be named later, and no other ever bore the name.
    return known[0] if len(known) == 1 else None


def first_day(date: str) -> str:
    """The first day of an ISO date that may be a year or a month alone."""
    return f"{date}-01-01"[:10] if len(date) < 10 else date[:10]


@dataclass(frozen=True, slots=True)
class Related:
    """A unit that a question about a name concerns, and how: `same`, `successor` or `predecessor`."""

    unit: Unit
    relation: str
    link: str


def related(name: str) -> list[Related]:
    """The units that bear the name (in any spelling), what became of them and what they were made from."""
    canonical = provinces.canonical(name) or next(
        (unit.name for unit in all_units() if fold(unit.name) == fold(name)), None
    )
    own = _by_name().get(canonical or "", ())
    found = {unit.id: Related(unit, "same", "") for unit in own}
    for unit in own:
        after = by_id().get(unit.successor or "")
        if after is not None:
            found.setdefault(after.id, Related(after, "successor", _arrow(unit, after)))
        for before in all_units():
            if before.successor == unit.id:
                found.setdefault(before.id, Related(before, "predecessor", _arrow(before, unit)))
    return list(found.values())


def _arrow(before: Unit, after: Unit) -> str:
    return f"{before.name} ({before.code}) → {after.name} ({after.code}), {after.valid_from}"
