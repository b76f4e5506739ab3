"""The scores are those of scikit-learn and of nervaluate where they define the same thing."""

from __future__ import annotations

from collections import Counter
from typing import Any

import nervaluate
import pytest
from check_helpers import FIELD_BY_NAME
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from pipeline.check.confusion import confusions, kappa
from pipeline.check.document import Document
from pipeline.check.fields import exactly
from pipeline.check.score import Outcome, score, total

TYPES = ("so_ket", "tong_ket", "trien_khai", "ky_ket", "phat_dong", "binh_xet")
LABELS = st.sets(st.sampled_from(TYPES))
STATUSES = ("proposed", "conferred")
Span = tuple[int, int]


def _document(name: str, gold: dict[str, Any], found: dict[str, Any]) -> Document:
    return Document(name, {"report": "meeting", **gold}, {"report": "meeting", **found})


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=6))
def test_sets_of_labels_agree_with_scikit_learn(pairs: list[tuple[set[str], set[str]]]) -> None:
    documents = [
        _document(str(i), {"meeting": {"types": sorted(gold)}}, {"meeting": {"types": sorted(found)}})
        for i, (gold, found) in enumerate(pairs)
    ]
    counts = total(o.counts for o in score([FIELD_BY_NAME["meeting.types"]], documents))
    gold, found = ([[int(label in pair[side]) for label in TYPES] for pair in pairs] for side in (0, 1))
    expected = metrics.precision_recall_fscore_support(gold, found, average="micro", zero_division=0)
    assert (counts.precision or 0, counts.recall or 0, counts.f1 or 0) == pytest.approx(expected[:3])
    tn, fp, fn, tp = metrics.multilabel_confusion_matrix(gold, found).sum(axis=0).ravel().tolist()
    assert (counts.tp, counts.fp, counts.fn) == (tp, fp, fn)
    assert tn == len(TYPES) * len(pairs) - tp - fp - fn


def _awards(labels: list[tuple[str, str]], side: int) -> dict[str, Any]:
    return {
        "awards": [
            {"award": f"Danh hiệu {'xyzabcdefg'[i] * 9}", "recipients": ["An Giang"], "status": pair[side]}
            for i, pair in enumerate(labels)
        ]
    }


PAIRS = st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(STATUSES)), min_size=1, max_size=10)


@given(PAIRS)
def test_the_confusion_of_statuses_agrees_with_scikit_learn(labels: list[tuple[str, str]]) -> None:
    document = _document("d", _awards(labels, 0), _awards(labels, 1))
    (matrix,) = confusions(score([FIELD_BY_NAME["awards"]], [document]))
    gold, found = zip(*labels, strict=True)
    expected = metrics.confusion_matrix(gold, found, labels=STATUSES).tolist()
    assert [[matrix.pairs[row, column] for column in STATUSES] for row in STATUSES] == expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=12))
def test_kappa_agrees_with_scikit_learn(labels: list[tuple[str, str]]) -> None:
    pairs: Counter[tuple[str | None, str | None]] = Counter(labels)
    pairs[None, "a"] = pairs["b", None] = 3
    found = kappa(pairs)
    if len({label for pair in labels for label in pair}) < 2:
        # Without labels, or with one only, there is nothing that chance could get wrong.
        assert found is None
    else:
        assert found == pytest.approx(metrics.cohen_kappa_score(*zip(*labels, strict=True)))


KEPT, CUT, DROPPED = "kept", "cut", "dropped"


@st.composite
def _articles(draw: st.DrawFn) -> tuple[list[Span], list[Span]]:
    """Spans of words: gold's, and those found, some of them cut by a word, dropped, or found where none is."""
    gold: list[Span] = []
    found: list[Span] = []
    start = 0
    for _ in range(draw(st.integers(0, 4))):
        end = start + draw(st.integers(3, 5))
        what = draw(st.sampled_from([KEPT, CUT, DROPPED]))
        gold.append((start, end))
        found += [] if what == DROPPED else [(start, end - (what == CUT))]
        start = end + 1
        if draw(st.booleans()):
            found.append((start, start + 2))
            start += 3
    return gold, found


def _words(span: Span) -> str:
    # Each word has a letter of its own, so that only the same place has the same text.
    return " ".join(chr(0x4E00 + place) * 4 for place in range(*span))


def _spans(spans: list[Span]) -> list[dict[str, Any]]:
    return [{"label": "member", "start": start, "end": end - 1} for start, end in spans]


@given(st.lists(_articles(), min_size=1, max_size=4))
def test_spans_agree_with_nervaluate(articles: list[tuple[list[Span], list[Span]]]) -> None:
    documents = [
        _document(
            str(i),
            {"cluster": {"members": [_words(span) for span in gold]}},
            {"cluster": {"members": [_words(span) for span in found]}},
        )
        for i, (gold, found) in enumerate(articles)
    ]
    outcomes = score([exactly(FIELD_BY_NAME["cluster.members"])], documents)
    counts = total(outcome.counts for outcome in outcomes)
    sides = [[_spans(article[side]) for article in articles] for side in (0, 1)]
    expected = nervaluate.Evaluator(*sides, tags=["member"], loader="dict").evaluate()["overall"]
    exact, partial = expected["exact"], expected["partial"]
    assert counts.tp == exact.correct
    assert counts.fp == exact.incorrect + exact.spurious
    assert counts.fn == exact.incorrect + exact.missed
    assert (counts.f1 or 0) == pytest.approx(exact.f1)
    causes = _causes(outcomes)
    assert causes["boundary of value"] == partial.partial
    assert causes["not found"] == partial.missed
    assert causes["phantom"] == partial.spurious
    assert sum(causes.values()) == partial.partial + partial.missed + partial.spurious


def _causes(outcomes: list[Outcome]) -> Counter[str]:
    return Counter(problem.cause for outcome in outcomes for problem in outcome.problems)
