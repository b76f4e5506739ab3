"""The check from options to text and files. `pipeline.cli.check` is its command line."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.check import compare, export, show, sources, summary
from pipeline.check.bad_input import BadInput
from pipeline.check.context import Contexts
from pipeline.check.document import Document
from pipeline.check.entries import Json
from pipeline.check.fields import DETAILS, FIELDS, Field, exactly
from pipeline.check.outputs import write_all
from pipeline.check.score import Outcome, score
from pipeline.emit.cells import csv_text
from pipeline.read.items import Item

BOM = "\ufeff"
"""Spreadsheets take a CSV without it for a legacy encoding."""


@dataclass(frozen=True)
class Options:
    """What is checked: the documents, the fields, and how strictly. `corpora` and `golds` are pairs."""

    records: Path | None = None
    corpora: Sequence[Path] = ()
    golds: Sequence[Path] = ()
    split: str = "all"
    docs: Sequence[str] = ()
    fields: Sequence[str] = ()
    details: bool = False
    exact: bool = False
    show_held: bool = False


@dataclass(frozen=True)
class Listed:
    """Which lists are printed below the scores."""

    errors: bool = False
    causes: bool = False
    documents: bool = False
    loose: bool = False


@dataclass(frozen=True)
class Files:
    """What is written where, and the earlier run that this one is compared with."""

    json: Path | None = None
    csv: Path | None = None
    errors_csv: Path | None = None
    html: Path | None = None
    against: Path | None = None


@dataclass(frozen=True)
class Checked:
    """The outcome of a check."""

    documents: Mapping[str, Document]
    outcomes: Sequence[Outcome]
    show_held: bool

    @property
    def contexts(self) -> Contexts:
        """The sentences of the documents."""
        return Contexts(self.documents)


def choose_fields(names: Sequence[str], *, details: bool) -> tuple[Field, ...]:
    """The fields with these names or in these groups, all without names. Raises `BadInput` for an unknown name.

    Details are among them only if asked for, by `details` or by their own name.
    """
    known = FIELDS + DETAILS
    for name in names:
        if not any(field.name == name or field.name.startswith(f"{name}.") for field in known):
            raise BadInput(f"no field {name}; there are: {', '.join(field.name for field in known)}")
    groups = {field.name for field in (known if details else FIELDS)}
    chosen = tuple(
        field
        for field in known
        if field.name in names
        or (field.name in groups and (not names or any(field.name.startswith(f"{name}.") for name in names)))
    )
    return chosen or tuple(field for field in known if any(field.name.startswith(f"{name}.") for name in names))


def _origin(error: BaseException) -> str:
    """The error at the bottom of the chain, and the line that raised it."""
    while error.__cause__ is not None:
        error = error.__cause__
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({place.filename}:{place.lineno})"


def extract(item: Item) -> tuple[Json | None, str]:
    """The record of an article and its text. What fails is told on standard error, and is a missing record."""
    from pipeline.api import extract_article
    from pipeline.fold import nfc
    from pipeline.read.article import read_page

    text = ""
    try:
        page = read_page(item)
        text = nfc(page.text)
        record = extract_article(
            page.text,
            uri=item.uri,
            title=page.title,
            published=page.published,
            publisher=page.publisher,
            author=page.author,
        )
    except Exception as error:  # noqa: BLE001 - one bad document must not hide the scores of the others
        sys.stderr.write(f"{item.uri}: extraction failed: {_origin(error)}\n")
        return None, text
    return record.to_dict(), text


def pairs_of(options: Options) -> list[sources.Pair]:
    """The folders the options name, or the default ones. Raises `BadInput`."""
    corpora, golds = options.corpora, options.golds
    if options.records is not None and golds and not corpora:
        corpora = golds
    if len(corpora) != len(golds):
        raise BadInput("--corpus and --gold come in pairs")
    return [sources.pair_of(c, g) for c, g in zip(corpora, golds, strict=True)] or sources.default_pairs()


def check(options: Options) -> Checked:
    """Extract or read the records, and score them. Raises `BadInput`."""
    fields = choose_fields(options.fields, details=options.details)
    only = sources.Only(options.split, frozenset(options.docs))
    pairs = pairs_of(options)
    if unknown := only.ids - {path.stem for _, path in sources.golds(pairs)}:
        raise BadInput(f"no gold for {', '.join(sorted(unknown))} in {', '.join(str(pair.gold) for pair in pairs)}")
    if options.records is None:
        listed = list(sources.extracted(pairs, extract, only))
    else:
        listed = list(sources.recorded(pairs, sources.read_records(options.records), only))
    if not listed:
        raise BadInput(f"no documents are left of split {options.split}")
    outcomes = score(map(exactly, fields) if options.exact else fields, listed)
    return Checked({doc.id: doc for doc in listed}, outcomes, options.show_held)


def lines(checked: Checked, listed: Listed) -> list[str]:
    """The scores, and every list that is asked for."""
    told = summary.first_told(checked.outcomes)
    errors = summary.errors(told, show_held=checked.show_held)
    hidden = summary.hidden_errors(told, show_held=checked.show_held)
    printed = [show.headline(list(checked.documents.values())), "", *show.table(checked.outcomes)]
    if listed.documents:
        printed += ["", *show.document_table(summary.by_document(told, show_held=checked.show_held))]
    if listed.causes or listed.errors:
        printed += ["", "causes", *show.cause_lines(errors)]
    if listed.loose:
        printed += ["", "alike, not equal", *show.loose_lines(told, show_held=checked.show_held)]
    if listed.errors:
        printed += ["", "errors", *show.error_lines(errors, checked.contexts)]
    if hidden and (listed.causes or listed.errors):
        printed += ["", f"{hidden} errors of held-out documents are not listed"]
    return printed


def write(checked: Checked, files: Files) -> list[str]:
    """Write the files; the lines of the comparison with an earlier run. Raises `BadInput`, and writes nothing then."""
    data = export.as_data(checked.outcomes, checked.contexts, show_held=checked.show_held)
    changes = compare.changes(files.against, data, summary.splits_of(checked.outcomes)) if files.against else []
    places = [place for place in (files.json, files.csv, files.errors_csv, files.html) if place]
    if len({place.resolve() for place in places}) < len(places):
        raise BadInput(f"two results cannot go into one file: {', '.join(map(str, places))}")
    texts: dict[Path, str] = {}
    if files.json:
        texts[files.json] = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if files.csv:
        texts[files.csv] = BOM + csv_text(map(tuple, export.score_rows(data)))
    if files.errors_csv:
        texts[files.errors_csv] = BOM + csv_text(map(tuple, export.error_rows(data)))
    if files.html:
        from pipeline.check.report import page

        texts[files.html] = page(checked.documents, checked.outcomes, show_held=checked.show_held)
    write_all(texts)
    return changes
