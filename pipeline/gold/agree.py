"""How far two annotators agree: F1 of each field, Cohen's kappa where both chose a label for the same thing.

F1 takes one side as gold and the other as found; it is the same the other way round. What either marked optional is
neither demanded nor punished. Kappa is `(po - pe) / (1 - pe)`: `po` is the share of things with the same label, `pe`
the share that would have it by chance, from how often each annotator gave each label. It is undefined where `pe` is 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.check import lists, people
from pipeline.check.aspects import Aspect
from pipeline.check.document import Document
from pipeline.check.entries import Bag, Json, is_optional, sequence
from pipeline.check.errors import Problem
from pipeline.check.fields import DETAILS, FIELDS, Field
from pipeline.check.matching import match_bag
from pipeline.check.score import Counts, Outcome, score, total
from pipeline.gold import shape as shapes

Labels = tuple[str, str]
"""What the two chose for one thing; empty where one chose nothing."""

Choose = Callable[[Document], Iterator[Labels]]


@dataclass(frozen=True)
class FieldAgreement:
    """One field: counts (what one has and the other not are `fn` and `fp`), kappa over `things` labelled."""

    field: str
    counts: Counts
    things: int = 0
    kappa: float | None = None


@dataclass(frozen=True)
class Difference:
    """Where the two differ: the document, the field, why, and what each has."""

    doc: str
    field: str
    problem: Problem


def kappa(pairs: Sequence[Labels]) -> float | None:
    """Cohen's kappa; None where it is undefined."""
    number = len(pairs)
    if not number:
        return None
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / number
    chance = sum(left[label] * right[label] for label in left) / number**2
    return (observed - chance) / (1 - chance) if chance < 1 else None


def _sides_alike(field: Field) -> Field:
    """The field with what the second annotator marked optional excused like what the first did."""

    def collect(doc: Document) -> list[Bag]:
        return [
            replace(bag, found=tuple(replace(e, optional=e.optional or is_optional(e.raw)) for e in bag.found))
            for bag in field.collect(doc)
        ]

    return replace(field, collect=collect)


def _report(doc: Document) -> Iterator[Labels]:
    yield _label(doc.gold, "report"), _label(doc.record or {}, "report")


def _both_meetings(doc: Document) -> bool:
    return doc.gold.get("report") == "meeting" == (doc.record or {}).get("report")


def _single(part: str, key: str) -> Choose:
    def choose(doc: Document) -> Iterator[Labels]:
        if _both_meetings(doc):
            yield _label(doc.wanted(part), key), _label(doc.found(part), key)

    return choose


def _label(entry: Json, key: str) -> str:
    value = entry.get(key)
    return "" if value is None else str(value)


def _each(left: Json, right: Json, key: str, labels: Sequence[str]) -> Iterator[Labels]:
    """For each label of the vocabulary whether each has given it."""
    for label in labels:
        yield (str(label in sequence(left.get(key))), str(label in sequence(right.get(key))))


def _types(doc: Document) -> Iterator[Labels]:
    if _both_meetings(doc):
        labels = shapes.keys(shapes.OBJECTS["meeting"])["types"].labels
        yield from _each(doc.wanted("meeting"), doc.found("meeting"), "types", labels)


def _roles(doc: Document) -> Iterator[Labels]:
    labels = [label for label in shapes.keys(shapes.LISTS["officials"])["roles"].labels if label != people.UNSCORED]
    for left, right in people.pairs(doc)[0]:
        yield from _each(left, right, "roles", labels)


def _of_entries(part: str, collect: Callable[[Document], list[Bag]], names: Sequence[str], key: str) -> Choose:
    """The label of the entries that both have: those that agree in the aspects `names`."""
    field = next(field for field in FIELDS if field.name == part)
    aspects: tuple[Aspect, ...] = tuple(aspect for aspect in field.aspects if aspect.name in names)
    default = "eq" if key == "comparator" else "result" if key == "kind" else ""

    def choose(doc: Document) -> Iterator[Labels]:
        for bag in collect(doc):
            for left, right in match_bag(aspects, bag).pairs:
                yield _label(bag.gold[left].raw, key) or default, _label(bag.found[right].raw, key) or default

    return choose


CHOICES: Mapping[str, Choose] = {
    "report": _report,
    "cluster.id": _single("cluster", "id"),
    "cluster.kind": _single("cluster", "kind"),
    "cluster.scope": _single("cluster", "scope"),
    "meeting.types": _types,
    "meeting.time_of_day": _single("meeting", "time_of_day"),
    "officials.roles": _roles,
    "leadership.office": _of_entries("leadership", lists.leadership, ("unit", "year"), "office"),
    "leadership.status": _of_entries("leadership", lists.leadership, ("unit", "office", "year"), "status"),
    "awards.status": _of_entries("awards", lists.awards, ("award", "recipient", "count"), "status"),
    **{
        f"figures.{key}": _of_entries("figures", lists.figures, ("value", "subject", "unit"), key)
        for key in ("indicator", "kind", "comparator", "change", "baseline")
    },
}
"""What annotators choose from a vocabulary: how the pairs of labels are read from a document."""


def agreement(documents: Iterable[Document]) -> tuple[list[FieldAgreement], list[Difference]]:
    """The agreement of each field, `gold` and `record` being the two annotators, and where they differ.

    Fields of which neither says anything are left out.
    """
    listed = list(documents)
    repeated = {field.name for field in FIELDS if field.repeats}
    fields = [_sides_alike(field) for field in (*FIELDS, *DETAILS) if field.name not in repeated]
    outcomes = score(fields, listed)
    found = [_field(name, outcomes, listed) for name in dict.fromkeys([*(f.name for f in fields), *CHOICES])]
    shown = [field for field in found if field.things or field.counts != Counts()]
    return shown, [Difference(o.doc, o.field, problem) for o in outcomes if not o.held for problem in o.problems]


def _field(name: str, outcomes: Sequence[Outcome], documents: Sequence[Document]) -> FieldAgreement:
    counts = total(outcome.counts for outcome in outcomes if outcome.field == name)
    pairs = [pair for doc in documents for pair in CHOICES[name](doc)] if name in CHOICES else []
    return FieldAgreement(name, counts, len(pairs), kappa(pairs))
