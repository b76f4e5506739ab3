"""Outcomes put together: the scores of a field over all documents of a split, the documents, the causes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.check.errors import Problem
from pipeline.check.fields import FIELDS
from pipeline.check.intervals import Intervals, intervals
from pipeline.check.score import Counts, Outcome, total

SPLITS = ("all", "dev", "held")
HELD_OUT = "held-out"
"""Stands for all held-out documents where they are not named."""


@dataclass(frozen=True)
class Scores:
    """One field over the documents of one split; `f1_by_document` is the mean F1 of those with anything to count."""

    field: str
    counts: Counts
    intervals: Intervals
    f1_by_document: float | None


@dataclass(frozen=True)
class Error:
    """One problem of one document and field."""

    field: str
    doc: str
    problem: Problem


def in_split(outcome: Outcome, split: str) -> bool:
    """Does the outcome's document belong to the split?"""
    return split == "all" or outcome.held == (split == "held")


def splits_of(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """All three where there are documents of both kinds, else the one that says it all."""
    kinds = {outcome.held for outcome in outcomes}
    return SPLITS if len(kinds) > 1 else ("all",)


def scores(outcomes: Sequence[Outcome], split: str) -> list[Scores]:
    """The scores of every field over a split, in the order of the fields."""
    listed = []
    for field in dict.fromkeys(outcome.field for outcome in outcomes):
        mine = [o.counts for o in outcomes if o.field == field and in_split(o, split)]
        single = [counts.f1 for counts in mine if counts.f1 is not None]
        mean = sum(single) / len(single) if single else None
        listed.append(Scores(field, total(mine), intervals(mine), mean))
    return listed


def first_told(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes without those whose errors another field in them tells already."""
    fields = {outcome.field for outcome in outcomes}
    repeated = {field.name for field in FIELDS if field.repeats in fields}
    return [outcome for outcome in outcomes if outcome.field not in repeated]


def by_document(outcomes: Sequence[Outcome], *, show_held: bool) -> dict[str, dict[str, Counts]]:
    """Counts by document and field; held-out documents summed up as one, unless they are to be shown."""
    listed: dict[str, dict[str, Counts]] = {}
    for outcome in outcomes:
        name = HELD_OUT if outcome.held and not show_held else outcome.doc
        fields = listed.setdefault(name, {})
        fields[outcome.field] = fields.get(outcome.field, Counts()) + outcome.counts
    return listed


def errors(outcomes: Sequence[Outcome], *, show_held: bool) -> list[Error]:
    """The errors that may be shown: the most frequent cause of a field first, within it in the order of documents."""
    listed = [
        Error(outcome.field, outcome.doc, problem)
        for outcome in outcomes
        if show_held or not outcome.held
        for problem in outcome.problems
    ]
    often = Counter((error.field, error.problem.cause) for error in listed)
    return sorted(listed, key=lambda e: (-often[e.field, e.problem.cause], e.field, e.problem.cause))


def causes(listed: Iterable[Error]) -> list[tuple[str, str, int]]:
    """Field, cause, how often; the most frequent first."""
    often = Counter((error.field, error.problem.cause) for error in listed)
    ranked = sorted(often.items(), key=lambda item: (-item[1], item[0]))
    return [(field, cause, count) for (field, cause), count in ranked]


def hidden_errors(outcomes: Iterable[Outcome], *, show_held: bool) -> int:
    """How many errors of held-out documents are not shown."""
    return 0 if show_held else sum(len(outcome.problems) for outcome in outcomes if outcome.held)
