"""The check as plain data, for files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.check.entries import Entry
from pipeline.check.score import Counts, Outcome, total
from pipeline.check.show import SPLITS, in_split


def counts_data(counts: Counts) -> dict[str, float | int | None]:
    """Counts with precision, recall and F1."""
    shares = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {"tp": counts.tp, "fp": counts.fp, "fn": counts.fn, **shares}


def entry_data(entry: Entry | None) -> dict[str, object] | None:
    """An entry with its values, quote, rule and offsets."""
    if entry is None:
        return None
    values = {name: list(accepted) for name, accepted in entry.parts.items()}
    spans = [list(span) for span in entry.spans]
    return {
        "owner": entry.owner or None,
        "values": values,
        "quote": entry.quote,
        "rule": entry.rule,
        "spans": spans,
    }


def as_data(outcomes: Sequence[Outcome], *, show_held: bool) -> dict[str, object]:
    """Scores by split and by document, causes, and errors (of held-out documents only if asked)."""
    fields = list(dict.fromkeys(outcome.field for outcome in outcomes))
    scores: dict[str, dict[str, object]] = {}
    for split in SPLITS:
        mine = [outcome for outcome in outcomes if in_split(outcome, split)]
        scores[split] = {f: counts_data(total(o.counts for o in mine if o.field == f)) for f in fields}
    by_document: dict[str, dict[str, object]] = {}
    for outcome in outcomes:
        by_document.setdefault(outcome.doc, {})[outcome.field] = counts_data(outcome.counts)
    causes = Counter((outcome.field, problem.cause) for outcome in outcomes for problem in outcome.problems)
    ranked = sorted(causes.items(), key=lambda item: (-item[1], item[0]))
    errors = [
        {
            "field": outcome.field,
            "doc": outcome.doc,
            "cause": problem.cause,
            "gold": entry_data(problem.gold),
            "found": entry_data(problem.found),
        }
        for outcome in outcomes
        if show_held or not outcome.held
        for problem in outcome.problems
    ]
    return {
        "scores": scores,
        "documents": by_document,
        "causes": [{"field": field, "cause": cause, "count": count} for (field, cause), count in ranked],
        "errors": errors,
    }
