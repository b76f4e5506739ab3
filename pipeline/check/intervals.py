"""How sure a score is: bootstrap intervals over documents.

Documents are drawn with replacement, as many as there are, and the pooled score is taken of each draw; the
interval holds the middle 95 % (percentiles). Draws without anything to count are left out. Seeded: the
same input gives the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.check.score import Counts

DRAWS = 1000
SEED = 20240501
TAIL = 0.025


@dataclass(frozen=True)
class Interval:
    """The ends of an interval."""

    low: float
    high: float


@dataclass(frozen=True)
class Intervals:
    """The intervals of precision, recall and F1, `None` where no draw had anything to count."""

    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None


def intervals(counts: Sequence[Counts], draws: int = DRAWS, seed: int = SEED) -> Intervals:
    """The intervals of the pooled scores of documents with these counts."""
    if not counts:
        return Intervals()
    size = len(counts)
    times = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=draws)
    tp, fp, fn = (times @ np.array([(c.tp, c.fp, c.fn) for c in counts])).T
    return Intervals(_middle(tp, tp + fp), _middle(tp, tp + fn), _middle(2 * tp, 2 * tp + fp + fn))


def _middle(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Interval | None:
    counted = whole > 0
    if not counted.any():
        return None
    low, high = np.quantile(part[counted] / whole[counted], (TAIL, 1 - TAIL))
    return Interval(float(low), float(high))
