"""`kyyeu gold agree`: what it compares, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.check.entries import Entry
from pipeline.check.export import counts_data, entry_data
from pipeline.cli.options import bad_input
from pipeline.gold.agree import Difference, FieldAgreement, agreement
from pipeline.gold.files import GoldError, corpus_of, read_texts
from pipeline.gold.pairs import documents, listed
from pipeline.gold.validate import check_file

UNDEFINED = "—"


@dataclass(frozen=True)
class Compared:
    """Two annotators: how many articles both have, which only one has, each field, each difference."""

    both: int
    alone: tuple[str, ...]
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]

    def as_data(self) -> dict[str, Any]:
        """The comparison as plain data."""
        fields = [
            {"field": f.field, **counts_data(f.counts), "labelled": f.things, "kappa": f.kappa} for f in self.fields
        ]
        differences = [
            {
                "doc": d.doc,
                "field": d.field,
                "cause": d.problem.cause,
                "a": entry_data(d.problem.gold),
                "b": entry_data(d.problem.found),
            }
            for d in self.differences
        ]
        return {"articles": self.both, "alone": list(self.alone), "fields": fields, "differences": differences}


def compare_gold(left: Path, right: Path, corpus: Path | None) -> Compared:
    """Compares two folders or files; ends with 2 where gold is broken or there is nothing to compare."""
    from pipeline.cli.gold import refuse

    texts = _texts(left, corpus)
    files = [*listed(left).values(), *listed(right).values()]
    slips = [problem for file in files for problem in check_file(file, None)]
    refuse([problem for problem in slips if problem.kind in ("json", "type", "missing")])
    both = list(documents(left, right, texts))
    if not both:
        bad_input(f"{left} and {right} have no article in common")
    alone = set(listed(left)) ^ set(listed(right)) if left.is_dir() and right.is_dir() else set()
    fields, differences = agreement(both)
    return Compared(len(both), tuple(sorted(alone)), tuple(fields), tuple(differences))


def _texts(gold: Path, corpus: Path | None) -> dict[str, str]:
    """The articles, to show where differences stand; none where there is no corpus."""
    place = corpus or corpus_of(gold if gold.is_dir() else gold.parent)
    if corpus is None and not place.exists():
        return {}
    try:
        return read_texts(place)
    except GoldError as error:
        bad_input(str(error))


def lines(found: Compared) -> Iterator[str]:
    """A line for each field, then one for each difference."""
    yield f"{found.both} articles"
    for stem in found.alone:
        yield f"{stem}: only one has annotated it"
    yield f"{'field':<24}{'both':>6}{'only A':>8}{'only B':>8}{'F1':>8}{'kappa':>8}{'labelled':>10}"
    for field in found.fields:
        counts = field.counts
        told = counts.tp + counts.fp + counts.fn > 0
        numbers = (counts.tp, counts.fn, counts.fp) if told else ("", "", "")
        kappa = _share(field.kappa) if field.things else ""
        f1 = _share(counts.f1) if told else ""
        labelled = str(field.things or "")
        yield f"{field.field:<24}{numbers[0]:>6}{numbers[1]:>8}{numbers[2]:>8}{f1:>8}{kappa:>8}{labelled:>10}".rstrip()
    for difference in found.differences:
        problem = difference.problem
        yield f"{difference.doc}: {difference.field}: {problem.cause}"
        yield f"    A: {_entry(problem.gold)}"
        yield f"    B: {_entry(problem.found)}"


def _share(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.3f}"


def _entry(entry: Entry | None) -> str:
    if entry is None:
        return UNDEFINED
    return f"{entry.show()}  «{entry.quote}»" if entry.quote else entry.show()
