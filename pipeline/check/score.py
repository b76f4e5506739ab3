"""Counting: one document and one field give an outcome; outcomes add up over documents (pooled, micro).

`precision = tp / (tp + fp)`, `recall = tp / (tp + fn)`, `F1 = 2 tp / (2 tp + fp + fn)`; each is `None` where
its denominator is 0. Empty against empty gives nothing to count. Matches of optional gold count nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.check.document import Document
from pipeline.check.entries import Bag, Entry
from pipeline.check.errors import Problem, problems
from pipeline.check.fields import Field
from pipeline.check.matching import match_bag


@dataclass(frozen=True)
class Counts:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """The share of found values that are right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """The share of gold's values that were found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp + self.fp + self.fn else None


@dataclass(frozen=True)
class Outcome:
    """What one field of one document came to."""

    field: str
    doc: str
    held: bool
    counts: Counts
    problems: tuple[Problem, ...]
    matches: tuple[tuple[Entry, Entry], ...]


def total(counts: Iterable[Counts]) -> Counts:
    """The sum."""
    return sum(counts, Counts())


def score_bag(field: Field, bag: Bag) -> tuple[Counts, list[Problem], list[tuple[Entry, Entry]]]:
    """Match one bag and describe what is left over."""
    matching = match_bag(field.aspects, bag)
    counts = Counts(len(matching.pairs), len(matching.spurious), len(matching.missed))
    matches = [(bag.gold[gold], bag.found[found]) for gold, found in matching.pairs]
    return counts, problems(field, bag, matching), matches


def score_field(field: Field, doc: Document) -> Outcome:
    """One field of one document. Where gold says `other` only `report` is scored."""
    applies = field.name == "report" or doc.gold.get("report") != "other"
    scored = [score_bag(field, bag) for bag in field.collect(doc)] if applies else []
    return Outcome(
        field.name,
        doc.id,
        doc.held,
        total(counts for counts, _, _ in scored),
        tuple(problem for _, found, _ in scored for problem in found),
        tuple(pair for _, _, pairs in scored for pair in pairs),
    )


def score(fields: Iterable[Field], documents: Iterable[Document]) -> list[Outcome]:
    """Every field of every document, documents in the order given."""
    chosen = tuple(fields)
    return [score_field(field, doc) for doc in documents for field in chosen]
