"""Confusion of labels: what stands in the record where gold has a label.

Counted over entries that belong together: matches, and errors with both sides. A label of gold without a
counterpart stands in the column of no label, one of the record in its row. Of an official's roles those that
both sides have are matches; of the rest the first missed is set against the first spurious, and so on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.check.entries import Entry
from pipeline.check.score import Outcome

Label = str | None
Pairs = Counter[tuple[Label, Label]]


@dataclass(frozen=True)
class Confusion:
    """How often each pair of labels (gold, record) occurs; `None` stands for no label."""

    field: str
    aspect: str
    labels: Sequence[Label]
    pairs: Pairs

    @property
    def axis(self) -> Sequence[Label]:
        """The rows and the columns: all labels, then none."""
        return (*self.labels, None)

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa where both sides have a label; `None` where it is not defined."""
        return kappa(self.pairs)


MATRICES = (
    ("leadership", "status", ("elected", "incumbent", "outgoing")),
    ("leadership", "office", ("head", "deputy")),
    ("awards", "status", ("proposed", "conferred")),
    ("figures", "kind", ("result", "target")),
    (
        "officials.roles",
        "value",
        ("chaired", "directed", "opened", "closed", "spoke", "launched", "presented", "received"),
    ),
)


def kappa(pairs: Pairs) -> float | None:
    """Cohen's kappa of the pairs with both labels: 1 for full agreement, 0 for that of chance."""
    both = {pair: count for pair, count in pairs.items() if None not in pair}
    size = sum(both.values())
    rows, columns = Counter[Label](), Counter[Label]()
    for (gold, found), count in both.items():
        rows[gold] += count
        columns[found] += count
    chance = sum(rows[label] * columns[label] for label in rows)
    if size == 0 or chance == size**2:
        return None
    agreed = sum(count for (gold, found), count in both.items() if gold == found)
    return (size * agreed - chance) / (size**2 - chance)


def confusions(outcomes: Iterable[Outcome]) -> list[Confusion]:
    """The matrices of the fields among the outcomes that have anything to show."""
    listed = list(outcomes)
    found = []
    for field, aspect, labels in MATRICES:
        pairs: Pairs = Counter()
        for outcome in listed:
            if outcome.field == field:
                pairs.update(_pairs(outcome, aspect))
        if pairs:
            used = {label for pair in pairs for label in pair if label is not None}
            extra = sorted(used - set(labels))
            found.append(Confusion(field, aspect, (*labels, *extra), pairs))
    return found


def _label(entry: Entry | None, aspect: str) -> Label:
    value = entry.parts[aspect][0] if entry is not None else None
    return None if value is None else str(value)


def _pairs(outcome: Outcome, aspect: str) -> Iterator[tuple[Label, Label]]:
    for _, match in outcome.matches:
        # The label that was found is among those gold accepts.
        yield (_label(match, aspect),) * 2
    missed: defaultdict[str, list[Label]] = defaultdict(list)
    spurious: defaultdict[str, list[Label]] = defaultdict(list)
    for problem in outcome.problems:
        gold, entry = problem.gold, problem.found
        if gold is not None and entry is not None:
            accepted = {str(value) for value in gold.parts[aspect]}
            found = _label(entry, aspect)
            yield (found if found in accepted else _label(gold, aspect)), found
        elif gold is not None:
            missed[gold.owner].append(_label(gold, aspect))
        elif entry is not None:
            spurious[entry.owner].append(_label(entry, aspect))
    for owner in dict.fromkeys((*missed, *spurious)):
        together = min(len(missed[owner]), len(spurious[owner])) if owner else 0
        yield from zip(missed[owner][:together], spurious[owner][:together], strict=True)
        yield from ((label, None) for label in missed[owner][together:])
        yield from ((None, label) for label in spurious[owner][together:])
