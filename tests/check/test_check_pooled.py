"""Pooling over documents, shares, intervals."""

from __future__ import annotations

from typing import Any

import pytest
from check_helpers import FIELD_BY_NAME

from pipeline.check.document import Document
from pipeline.check.fields import FIELDS
from pipeline.check.intervals import Interval, Intervals, intervals
from pipeline.check.score import Counts, score, total

Sets = list[tuple[set[str], set[str]]]


def _documents(pairs: Sets) -> list[Document]:
    def side(labels: set[str]) -> dict[str, Any]:
        return {"report": "meeting", "meeting": {"types": sorted(labels)}}

    return [Document(str(i), side(gold), side(found)) for i, (gold, found) in enumerate(pairs)]


def test_counts_add_up_over_documents() -> None:
    documents = _documents([({"so_ket"}, {"so_ket"}), ({"so_ket", "ky_ket"}, {"binh_xet"}), (set(), set())])
    counts = total(o.counts for o in score([FIELD_BY_NAME["meeting.types"]], documents))
    assert counts == Counts(tp=1, fp=1, fn=2)
    assert counts.precision == 1 / 2
    assert counts.recall == 1 / 3
    assert counts.f1 == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(), (None, None, None)),
        (Counts(fn=3), (None, 0.0, 0.0)),
        (Counts(fp=3), (0.0, None, 0.0)),
        (Counts(tp=2), (1.0, 1.0, 1.0)),
        (Counts(tp=3, fp=1, fn=2), (0.75, 0.6, pytest.approx(2 / 3))),
    ],
)
def test_a_share_of_nothing_is_none(counts: Counts, expected: tuple[float | None, ...]) -> None:
    assert (counts.precision, counts.recall, counts.f1) == expected


def test_every_document_gives_an_outcome_of_every_field() -> None:
    outcomes = score(FIELDS, _documents([(set(), set()), ({"khac"}, set())]))
    assert [(o.doc, o.field) for o in outcomes] == [(doc, field.name) for doc in "01" for field in FIELDS]


def test_the_interval_is_the_same_every_time_and_holds_the_score() -> None:
    counts = [Counts(tp=8, fp=2, fn=1), Counts(tp=3, fp=3), Counts(tp=9), Counts(), Counts(tp=1, fn=4)]
    found = intervals(counts)
    assert found == intervals(counts)
    assert found != intervals(counts, seed=1)
    for name in ("precision", "recall", "f1"):
        ends, value = getattr(found, name), getattr(total(counts), name)
        assert ends.low < value < ends.high


def test_the_interval_is_that_of_scipy() -> None:
    bootstrap = pytest.importorskip("scipy.stats").bootstrap
    counts = [Counts(tp=i % 7, fp=i % 3, fn=i % 4) for i in range(60)]
    columns = [[getattr(c, name) for c in counts] for name in ("tp", "fp", "fn")]

    def f1(tp: Any, fp: Any, fn: Any, axis: int) -> Any:
        tp, fp, fn = (values.sum(axis=axis) for values in (tp, fp, fn))
        return 2 * tp / (2 * tp + fp + fn)

    expected = bootstrap(
        columns, f1, paired=True, vectorized=True, n_resamples=20000, method="percentile", random_state=1
    ).confidence_interval
    ends = intervals(counts, draws=20000).f1
    assert ends is not None
    assert (ends.low, ends.high) == pytest.approx((expected.low, expected.high), abs=0.005)


def test_intervals_of_equal_and_of_empty_documents() -> None:
    assert intervals([Counts(tp=1, fp=1, fn=1)] * 4).f1 == Interval(0.5, 0.5)
    assert intervals([Counts(), Counts()]) == Intervals()
    assert intervals([]) == Intervals()
    assert intervals([Counts(fn=2), Counts(fn=1)]) == Intervals(None, Interval(0, 0), Interval(0, 0))
