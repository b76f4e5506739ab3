"""The check as plain data, for files."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.check import summary
from pipeline.check.context import Contexts
from pipeline.check.entries import Entry, Json
from pipeline.check.intervals import Interval
from pipeline.check.score import Counts, Outcome

FORMAT = 1


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


def error_data(error: summary.Error, contexts: Contexts) -> dict[str, object]:
    """An error with both sides and the sentence they stand in."""
    return {
        "field": error.field,
        "doc": error.doc,
        "cause": error.problem.cause,
        "gold": entry_data(error.problem.gold),
        "found": entry_data(error.problem.found),
        "sentence": contexts.sentence(error.doc, error.problem),
    }


def _ends(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None


def _scores_data(scores: summary.Scores) -> dict[str, object]:
    ends = {name: _ends(getattr(scores.intervals, name)) for name in ("precision", "recall", "f1")}
    return {**counts_data(scores.counts), "intervals": ends, "f1_by_document": scores.f1_by_document}


def as_data(outcomes: Sequence[Outcome], contexts: Contexts, *, show_held: bool) -> dict[str, object]:
    """Scores by split and by document, causes, and errors (of held-out documents only if asked)."""
    listed = summary.errors(outcomes, show_held=show_held)
    documents = summary.by_document(outcomes, show_held=show_held)
    return {
        "format": FORMAT,
        "scores": {
            split: {scores.field: _scores_data(scores) for scores in summary.scores(outcomes, split)}
            for split in summary.SPLITS
        },
        "documents": {
            doc: {field: counts_data(counts) for field, counts in fields.items()} for doc, fields in documents.items()
        },
        "causes": [{"field": field, "cause": cause, "count": count} for field, cause, count in summary.causes(listed)],
        "errors": [error_data(error, contexts) for error in listed],
    }


def score_rows(data: Json) -> list[list[str | int | float | None]]:
    """The scores as a table: a row for each field over each split, then for each document."""
    head = ("precision", "recall", "f1", "tp", "fp", "fn")
    rows: list[list[str | int | float | None]] = [
        ["documents", "field", *head, "f1_low", "f1_high", "f1_by_document"],
    ]
    for split, fields in data["scores"].items():
        for field, counts in fields.items():
            ends = counts["intervals"]["f1"] or (None, None)
            rows.append([split, field, *(counts[key] for key in head), *ends, counts["f1_by_document"]])
    for doc, fields in data["documents"].items():
        for field, counts in fields.items():
            rows.append([doc, field, *(counts[key] for key in head), None, None, None])
    return rows


def _shown(entry: Json | None) -> str | None:
    if entry is None:
        return None
    values = [str(accepted[0]) for accepted in entry["values"].values() if accepted and accepted[0] is not None]
    return (f"{entry['owner']}: " if entry["owner"] else "") + " · ".join(values)


def error_rows(data: Json) -> list[list[str | int | float | None]]:
    """The errors as a table: a row for each."""
    rows: list[list[str | int | float | None]] = [
        ["field", "document", "cause", "gold", "found", "gold_quote", "found_quote", "rule", "sentence"]
    ]
    for error in data["errors"]:
        gold, found = error["gold"] or {}, error["found"] or {}
        rows.append(
            [
                *(error[key] for key in ("field", "doc", "cause")),
                _shown(error["gold"]),
                _shown(error["found"]),
                gold.get("quote"),
                found.get("quote"),
                found.get("rule"),
                error["sentence"],
            ]
        )
    return rows
