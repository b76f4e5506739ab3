"""A baseline told once, behind the last of an enumeration: `A tăng 14,4%, B tăng 7%, C tăng 6,1% so với cùng kỳ`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.record import Indicator

SHARED = frozenset({"same_period", "previous_year"})
"""Baselines that an enumeration shares; shares of a plan are told with each figure."""


def share_baseline(entries: Sequence[Indicator]) -> list[Indicator]:
    """The entries of one sentence, those before the last with its baseline where they measure the same as it does."""
    result = list(entries)
    for index in range(len(result) - 2, -1, -1):
        entry, follow = result[index], result[index + 1]
        if entry.baseline is None and follow.baseline in SHARED and _alike(entry, follow):
            result[index] = entry.model_copy(update={"baseline": follow.baseline})
    return result


def _alike(entry: Indicator, follow: Indicator) -> bool:
    """The same label at the same place, the same unit, both rising or both falling, of two subjects."""
    label = _label(entry)
    manner = (entry.unit, entry.change, entry.indicator, entry.kind)
    return (
        label is not None
        and label == _label(follow)
        and entry.change is not None
        and entry.subject != follow.subject
        and manner == (follow.unit, follow.change, follow.indicator, follow.kind)
    )


def _label(entry: Indicator) -> tuple[int, int] | None:
    return next(((span.start, span.end) for span in entry.evidence if span.field == "label"), None)
