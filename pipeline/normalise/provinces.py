"""Canonical province names, valid by date. Source: the official two-digit list before and after 1 July 2025."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.fold import fold_spelling, squeeze
from pipeline.rulebook import read_csv

HUE = ("Thừa Thiên Huế", "Huế", "2025-01-01")
"""One unit, two names: province until 2024, centrally-run city since."""


@cache
def names() -> dict[str, str]:
    """Every spelling of a province (case kept, one spelling of tone marks) with its canonical name."""
    found: dict[str, str] = {}
    for row in read_csv("provinces"):
        for name in [row["name"], *row["aliases"].split(";")]:
            if name:
                found.setdefault(fold_spelling(name), row["name"])
                found.setdefault(fold_spelling(name).upper(), row["name"])
    return found


@cache
def folded_names() -> dict[str, str]:
    """The same, by lower-case key with blanks around hyphens dropped."""
    return {_key(name): canonical for name, canonical in names().items()}


def _key(name: str) -> str:
    return squeeze(fold_spelling(name)).lower().replace(" - ", "-").replace("- ", "-").replace(" -", "-")


@lru_cache(maxsize=65536)
def canonical(name: str, date: str | None = None) -> str | None:
    """Canonical name of a province in any spelling, as it was called on `date` (ISO); None when it is no province."""
    key, known = _key(name), folded_names()
    if key not in known:
        prefix = next(
            (prefix for prefix in ("tỉnh ", "thành phố ", "tp. ", "tp.", "tp ") if key.startswith(prefix)), ""
        )
        if not prefix:
            return None
        key = _key(squeeze(name)[len(prefix) :])
    found = known.get(key)
    return as_of(found, date) if found else None


def as_of(name: str, date: str | None) -> str:
    """The province's name on that date (only Huế was renamed without a merger)."""
    old, new, since = HUE
    if name in (old, new) and date:
        return new if date >= since[: len(date)] else old
    return name


@cache
def _cities() -> frozenset[str]:
    return frozenset(row["name"] for row in read_csv("provinces") if row["class"] == "thanh_pho")


def is_city(name: str, date: str | None = None) -> bool:
    """True for a centrally-run city."""
    return name in _cities() and not (name == "Huế" and (date or "9") < "2025")


def class_word(name: str, date: str | None = None) -> str:
    """`tỉnh` or `thành phố`, as the name is written out in a post."""
    return "thành phố" if is_city(name, date) else "tỉnh"
