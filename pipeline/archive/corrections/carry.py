"""Corrections of a text carried to a later text from the same place: every quote is found again by its words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pipeline.archive.corrections.model import Correction, Data, is_of

AROUND: Final = 40
"""Characters on either side that tell one place of a quote from another."""
MOST: Final = 200
"""Places of a quote that are compared."""


def carry(correction: Correction, old: str, new: str) -> Correction:
    """The correction with its offsets in the new text; `lost` where the words that it rests on are not there."""
    before, after = _moved(correction.before, old, new), _moved(correction.after, old, new)
    lost = any(
        _needed(correction, was) > _needed(correction, now)
        for was, now in ((correction.before, before), (correction.after, after))
    )
    return replace(correction, before=before, after=after, lost=lost)


def _needed(correction: Correction, entry: Data | None) -> int:
    """How many quotes stand behind what was corrected."""
    evidence = (entry or {}).get("evidence") or []
    names = correction.fields
    return sum(not names or any(is_of(one["field"], name) for name in names) for one in evidence)


def _moved(entry: Data | None, old: str, new: str) -> Data | None:
    if entry is None:
        return None
    evidence = []
    for found in entry.get("evidence") or []:
        place = locate(old, found["start"], found["end"], new)
        if place is not None:
            evidence.append({**found, "start": place, "end": place + found["end"] - found["start"]})
    return {**entry, "evidence": evidence}


def locate(old: str, start: int, end: int, new: str) -> int | None:
    """Where the words of `old[start:end]` begin in `new`: of several places the one with the like around it."""
    quote = old[start:end]
    places: list[int] = []
    at = new.find(quote) if quote else -1
    while at >= 0 and len(places) < MOST:
        places.append(at)
        at = new.find(quote, at + 1)
    if not places:
        return None

    def likeness(place: int) -> tuple[int, float]:
        left = _common(old[max(0, start - AROUND) : start][::-1], new[max(0, place - AROUND) : place][::-1])
        right = _common(old[end : end + AROUND], new[place + len(quote) : place + len(quote) + AROUND])
        return left + right, -abs(place / len(new) - start / len(old))

    return max(places, key=likeness)


def _common(one: str, other: str) -> int:
    """Characters at the beginning that two texts share."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
