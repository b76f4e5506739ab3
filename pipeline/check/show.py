"""The check in words: tables of scores, lists of errors, causes by frequency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.check.document import Document
from pipeline.check.entries import Entry
from pipeline.check.errors import Problem
from pipeline.check.intervals import Interval
from pipeline.check.score import Counts, Outcome, total

SPLITS = ("dev", "held", "all")
NONE = "–"


def in_split(outcome: Outcome, split: str) -> bool:
    """Does the outcome's document belong to the split?"""
    return split == "all" or outcome.held == (split == "held")


def share(value: float | None) -> str:
    """A share in percent with one decimal, a dash for none."""
    return f"{100 * value:5.1f}" if value is not None else f"{NONE:>5}"


def headline(documents: Sequence[Document]) -> str:
    """How many documents there are."""
    held = sum(doc.held for doc in documents)
    missing = sum(doc.record is None for doc in documents)
    dev = len(documents) - held
    return f"{dev + held} documents, {dev} dev, {held} held out; {missing} without a record"


def interval_lines(found: Mapping[str, Interval | None]) -> list[str]:
    """A line per field: the interval of F1."""
    lines = ["95 % interval of F1"]
    for field, ends in found.items():
        shown = f"{100 * ends.low:5.1f} – {100 * ends.high:5.1f}" if ends else NONE
        lines.append(f"{field:<24}{shown}")
    return lines


def _cells(counts: Counts) -> str:
    shares = " ".join(map(share, (counts.precision, counts.recall, counts.f1)))
    return f"{shares} {counts.tp:5d} {counts.fp:4d} {counts.fn:4d}"


def table(outcomes: Sequence[Outcome], splits: Sequence[str]) -> list[str]:
    """A line per field, a block of P, R, F1, tp, fp, fn per split."""
    head = f"{'P':>5} {'R':>5} {'F1':>5} {'tp':>5} {'fp':>4} {'fn':>4}"
    width = 24
    lines = [" " * width + " │ ".join(f"{split:<{len(head)}}" for split in splits)]
    lines.append(f"{'field':<{width}}" + " │ ".join(head for _ in splits))
    for field in dict.fromkeys(outcome.field for outcome in outcomes):
        mine = [outcome for outcome in outcomes if outcome.field == field]
        cells = [_cells(total(o.counts for o in mine if in_split(o, split))) for split in splits]
        lines.append(f"{field:<{width}}" + " │ ".join(cells))
    return lines


def document_table(outcomes: Sequence[Outcome]) -> list[str]:
    """A line per document: its counts over all fields, the worst first."""
    by_doc: dict[tuple[str, bool], list[Outcome]] = {}
    for outcome in outcomes:
        by_doc.setdefault((outcome.doc, outcome.held), []).append(outcome)
    rows = [(total(o.counts for o in mine), doc, held) for (doc, held), mine in by_doc.items()]
    rows.sort(key=lambda row: (-(row[0].fp + row[0].fn), row[1]))
    head = f"{'P':>5} {'R':>5} {'F1':>5} {'tp':>5} {'fp':>4} {'fn':>4}"
    return [f"{'document':<24}{head}"] + [
        f"{doc + (' (held)' if held else ''):<24}{_cells(counts)}" for counts, doc, held in rows
    ]


def _where(entry: Entry) -> str:
    rule = f" [{entry.rule}]" if entry.rule else ""
    return f"  «{' '.join(entry.quote.split())[:160]}»{rule}" if entry.quote or rule else ""


def problem_lines(problem: Problem) -> list[str]:
    """One error: what gold has, what was found, where."""
    lines = [f"  {problem.cause}"]
    if problem.gold is not None:
        lines.append(f"    gold   {problem.gold.show()}{_where(problem.gold)}")
    if problem.found is not None:
        lines.append(f"    found  {problem.found.show()}{_where(problem.found)}")
    return lines


def error_lines(outcomes: Iterable[Outcome], *, show_held: bool) -> list[str]:
    """Every error, field by field and document by document; of held-out documents the number only."""
    lines: list[str] = []
    hidden: Counter[str] = Counter()
    for outcome in sorted(outcomes, key=lambda o: o.field):
        if not outcome.problems:
            continue
        if outcome.held and not show_held:
            hidden[outcome.field] += len(outcome.problems)
            continue
        lines.append(f"{outcome.field}  {outcome.doc}{' (held)' if outcome.held else ''}")
        for problem in outcome.problems:
            lines += problem_lines(problem)
    lines += [f"{field}  held-out: {count} errors" for field, count in hidden.items()]
    return lines


def cause_lines(outcomes: Iterable[Outcome]) -> list[str]:
    """How often each cause occurs in each field, the most frequent first."""
    causes = Counter((o.field, problem.cause) for o in outcomes for problem in o.problems)
    ranked = sorted(causes.items(), key=lambda item: (-item[1], item[0]))
    return [f"{count:5d}  {field:<24}{cause}" for (field, cause), count in ranked]


def loose_lines(outcomes: Iterable[Outcome], *, show_held: bool) -> list[str]:
    """Matches that are not equal: what the thresholds let pass, to be looked at."""
    lines = []
    for outcome in outcomes:
        if outcome.held and not show_held:
            continue
        for gold, found in outcome.matches:
            if any(values and found.parts[name][0] not in values for name, values in gold.parts.items()):
                lines.append(f"{outcome.field}  {outcome.doc}: {gold.show()}  ≈  {found.show()}")
    return lines
