"""The check in words: tables of scores, lists of errors, causes by frequency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.check import summary
from pipeline.check.context import Contexts
from pipeline.check.document import Document
from pipeline.check.entries import Entry
from pipeline.check.score import Counts, Outcome, total

NONE = "–"
WIDTH = 24
COUNTS_HEAD = f"{'tp':>5} {'fp':>4} {'fn':>4}"
SHARES_HEAD = f"{'P':>5} {'R':>5} {'F1':>5}"
MAX_QUOTE = 160


def share(value: float | None) -> str:
    """A share in percent with one decimal, a dash for none."""
    return f"{100 * value:5.1f}" if value is not None else f"{NONE:>5}"


def plain(text: str) -> str:
    """The text in one line, without the characters that a terminal would obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))


def headline(documents: Sequence[Document]) -> str:
    """How many documents there are."""
    held = sum(doc.held for doc in documents)
    missing = sum(doc.record is None for doc in documents)
    split = f": {len(documents) - held} dev, {held} held out" if held else ""
    return f"{len(documents)} documents{split}; {missing} without a record"


def _shares(counts: Counts) -> str:
    return " ".join(map(share, (counts.precision, counts.recall, counts.f1)))


def _numbers(counts: Counts) -> str:
    return f"{counts.tp:5d} {counts.fp:4d} {counts.fn:4d}"


def _interval(scores: summary.Scores) -> str:
    ends = scores.intervals.f1
    return f"{100 * ends.low:5.1f}–{100 * ends.high:<5.1f}" if ends else f"{NONE:^11}"


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """A line per field: pooled scores with the 95 % interval of F1, its mean by document, counts, F1 by split."""
    splits = summary.splits_of(outcomes)
    by_split = {split: summary.scores(outcomes, split) for split in splits}
    others = [split for split in splits if split != "all"]
    head = f"{'field':<{WIDTH}}{SHARES_HEAD}  {'95 % of F1':<11} {'by doc':>6} {COUNTS_HEAD}"
    lines = [head + "".join(f"  {'F1 ' + split:>7}" for split in others)]
    for row, scores in enumerate(by_split["all"]):
        line = f"{scores.field:<{WIDTH}}{_shares(scores.counts)}  {_interval(scores)}  {share(scores.f1_by_document)}"
        line += f" {_numbers(scores.counts)}"
        lines.append(line + "".join(f"  {share(by_split[split][row].counts.f1):>7}" for split in others))
    return lines


def document_table(documents: Mapping[str, Mapping[str, Counts]]) -> list[str]:
    """A line per document: its counts over all fields, the worst first."""
    rows = [(total(fields.values()), doc) for doc, fields in documents.items()]
    rows.sort(key=lambda row: (-(row[0].fp + row[0].fn), row[1]))
    lines = [f"{plain(doc):<{WIDTH}}{_shares(counts)} {_numbers(counts)}" for counts, doc in rows]
    return [f"{'document':<{WIDTH}}{SHARES_HEAD} {COUNTS_HEAD}", *lines]


def cause_lines(listed: Iterable[summary.Error]) -> list[str]:
    """How often each cause occurs in each field, the most frequent first."""
    return [f"{count:5d}  {field:<{WIDTH}}{cause}" for field, cause, count in summary.causes(listed)]


def _side(name: str, entry: Entry | None) -> list[str]:
    if entry is None:
        return []
    quote = plain(entry.quote)
    where = f"  «{quote[:MAX_QUOTE]}»" if quote else ""
    return [f"    {name:<6} {plain(entry.show())}{where}" + (f" [{plain(entry.rule)}]" if entry.rule else "")]


def error_lines(listed: Sequence[summary.Error], contexts: Contexts) -> list[str]:
    """Every error in the order given: both sides, and the sentence they stand in."""
    lines: list[str] = []
    before: tuple[str, str] | None = None
    often = {(field, cause): count for field, cause, count in summary.causes(listed)}
    for error in listed:
        group = (error.field, error.problem.cause)
        if group != before:
            lines += [f"{error.field}: {error.problem.cause} ({often[group]})"]
            before = group
        lines += [f"  {plain(error.doc)}", *_side("gold", error.problem.gold), *_side("found", error.problem.found)]
        sentence = plain(contexts.sentence(error.doc, error.problem))
        lines += [f"    in     {sentence}"] if sentence else []
    return lines


def loose_lines(outcomes: Iterable[Outcome], *, show_held: bool) -> list[str]:
    """Matches that are not equal: what the thresholds let pass, to be looked at."""
    lines = []
    for outcome in outcomes:
        if outcome.held and not show_held:
            continue
        for gold, found in outcome.matches:
            if any(values and found.parts[name][0] not in values for name, values in gold.parts.items()):
                lines.append(f"{outcome.field}  {outcome.doc}: {plain(gold.show())}  ≈  {plain(found.show())}")
    return lines
