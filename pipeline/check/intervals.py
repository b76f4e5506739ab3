"""How sure a score is: bootstrap intervals over documents.

Documents are drawn with replacement, as many as there are, and the pooled F1 is taken of each draw; the
interval holds the middle 95 % (percentiles). Draws without anything to count are left out. Seeded: the
same input gives the same interval.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.check.score import Counts, Outcome

DRAWS = 1000
SEED = 20240501
TAIL = 0.025


@dataclass(frozen=True)
class Interval:
    """The ends of an interval of F1."""

    low: float
    high: float


def _f1(drawn: Sequence[tuple[int, int]]) -> float | None:
    right = sum(twice for twice, _ in drawn)
    size = sum(weight for _, weight in drawn)
    return right / size if size else None


def interval(counts: Sequence[Counts], draws: int = DRAWS, seed: int = SEED) -> Interval | None:
    """The interval of the pooled F1 of documents with these counts, `None` where nothing was counted."""
    pairs = [(2 * c.tp, 2 * c.tp + c.fp + c.fn) for c in counts]
    source = random.Random(seed)  # noqa: S311 - resampling, no secret
    values = [_f1(source.choices(pairs, k=len(pairs))) for _ in range(draws)] if pairs else []
    real = sorted(value for value in values if value is not None)
    if not real:
        return None
    last = len(real) - 1
    return Interval(real[round(TAIL * last)], real[round((1 - TAIL) * last)])


def intervals(outcomes: Sequence[Outcome]) -> dict[str, Interval | None]:
    """The interval of every field."""
    fields = dict.fromkeys(outcome.field for outcome in outcomes)
    return {field: interval([o.counts for o in outcomes if o.field == field]) for field in fields}
