"""`python -m pipeline.check`: score records against gold.

Without `--records` every text that has gold is extracted now (`pipeline.api.extract`). Without `--corpus` and
`--gold` the repository's own corpus is used and, where `KYYEU_REAL` names them, the real texts beside it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.check import show, sources
from pipeline.check.compare import difference
from pipeline.check.document import Document
from pipeline.check.entries import Json
from pipeline.check.export import as_data
from pipeline.check.fields import DETAILS, FIELDS, Field, exactly
from pipeline.check.goldcheck import gold_lines
from pipeline.check.intervals import intervals
from pipeline.check.score import Outcome, score


def parser() -> argparse.ArgumentParser:
    """The options."""
    options = argparse.ArgumentParser(prog="kyyeu check", description="Score records against gold.")
    add = options.add_argument
    add("--records", type=Path, help="records.jsonl to score; else the texts are extracted now")
    add("--corpus", type=Path, action="append", default=[], help="directory of .txt files; pairs with --gold")
    add("--gold", type=Path, action="append", default=[], help="directory of gold .json files")
    add("--split", choices=show.SPLITS, help="only this split (default: all three side by side)")
    add("--field", action="append", default=[], help="only this field or group (`meeting`); may be repeated")
    add("--doc", action="append", default=[], help="only this document; may be repeated")
    add("--details", action="store_true", help="score what the contract leaves open, too")
    add("--errors", action="store_true", help="list every missed and every spurious value")
    add("--causes", action="store_true", help="count the causes of errors, most frequent first")
    add("--documents", action="store_true", help="a line per document")
    add("--loose", action="store_true", help="list matches that are alike but not equal")
    add("--exact", action="store_true", help="let only equal texts match, not alike ones")
    add("--intervals", action="store_true", help="bootstrap intervals of F1 over documents")
    add("--show-held", action="store_true", help="list errors of held-out documents too")
    add("--json", type=Path, metavar="FILE", help="write scores, causes and errors")
    add("--against", type=Path, metavar="FILE", help="compare with the --json file of an earlier run")
    add("--validate", action="store_true", help="look for slips in the gold itself instead of scoring")
    return options


def choose_fields(names: Sequence[str], *, details: bool) -> tuple[Field, ...]:
    """The fields with these names or in these groups, all without names.

    Details are among them only if asked for, by `details` or by their own name.
    """
    known = FIELDS + DETAILS
    groups = {field.name for field in (known if details else FIELDS)}
    chosen = tuple(
        field
        for field in known
        if field.name in names
        or (field.name in groups and (not names or any(field.name.startswith(f"{name}.") for name in names)))
    )
    if not chosen:
        raise SystemExit(f"no field {', '.join(names)}; there are: {', '.join(f.name for f in known)}")
    return chosen


def _origin(error: BaseException) -> str:
    """The error at the bottom of the chain, and the line that raised it."""
    while error.__cause__ is not None:
        error = error.__cause__
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({place.filename}:{place.lineno})"


def _extract(text: str, uri: str) -> Json | None:
    api = importlib.import_module("pipeline.api")
    try:
        record: Json = api.extract(text, uri=uri).to_dict()
    except Exception as error:  # noqa: BLE001 - one bad document must not hide the scores of the others
        sys.stderr.write(f"{uri}: extraction failed: {_origin(error)}\n")
        return None
    return record


def _pairs(arguments: argparse.Namespace) -> list[sources.Pair]:
    corpora, golds = arguments.corpus, arguments.gold
    if arguments.records is not None and golds and not corpora:
        corpora = golds
    if len(corpora) != len(golds):
        raise SystemExit("--corpus and --gold come in pairs")
    pairs = [sources.Pair(c, g, real=g.name == "real") for c, g in zip(corpora, golds, strict=True)]
    return pairs or sources.default_pairs()


def documents(arguments: argparse.Namespace) -> Iterable[Document]:
    """The documents the options ask for."""
    only = sources.Only(arguments.split or "all", frozenset(arguments.doc))
    if arguments.records is not None:
        return sources.recorded(_pairs(arguments), sources.read_records(arguments.records), only)
    return sources.extracted(_pairs(arguments), _extract, only)


def lines(outcomes: Sequence[Outcome], arguments: argparse.Namespace) -> list[str]:
    """The scores, and every list the options ask for."""
    splits = (arguments.split,) if arguments.split else show.SPLITS
    repeated = {field.name for field in FIELDS if field.repeats and field.name not in arguments.field}
    shown = [outcome for outcome in outcomes if outcome.field not in repeated]
    printed = show.table(outcomes, splits)
    if arguments.intervals:
        printed += ["", *show.interval_lines(intervals(outcomes))]
    if arguments.documents:
        printed += ["", *show.document_table(shown)]
    if arguments.causes or arguments.errors:
        printed += ["", "causes", *show.cause_lines(shown)]
    if arguments.loose:
        printed += ["", "alike, not equal", *show.loose_lines(shown, show_held=arguments.show_held)]
    if arguments.errors:
        printed += ["", "errors", *show.error_lines(shown, show_held=arguments.show_held)]
    return printed


def main(argv: Sequence[str] | None = None) -> int:
    """Score and print; 1 where there is nothing to score or the gold is not sound."""
    arguments = parser().parse_args(argv)
    if arguments.validate:
        slips = gold_lines(_pairs(arguments))
        sys.stdout.write("".join(f"{line}\n" for line in slips))
        return int(bool(slips))
    listed = list(documents(arguments))
    if not listed:
        sys.stderr.write("no documents with gold; name them with --corpus and --gold\n")
        return 1
    fields = choose_fields(arguments.field, details=arguments.details)
    outcomes = score(map(exactly, fields) if arguments.exact else fields, listed)
    printed = [show.headline(listed), "", *lines(outcomes, arguments)]
    data = as_data(outcomes, show_held=arguments.show_held)
    if arguments.against:
        old = json.loads(arguments.against.read_text(encoding="utf-8"))
        printed += ["", f"since {arguments.against}", *difference(old, data, show.SPLITS)]
    sys.stdout.write("\n".join(printed) + "\n")
    if arguments.json:
        arguments.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0
