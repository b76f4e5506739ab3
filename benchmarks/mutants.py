"""Which rules does nothing need? Each is taken out in turn, and its examples with it.

    make mutants
    python benchmarks/mutants.py [NAME...] [--input corpus/] [--records-only] [--jobs 2] [--json FILE]

A rule is needed if without it a record of the input says something else or says it of other words, or a test fails.
Only the documents in which the rule matched are extracted again, and only the tests of the files in which it matched
are run, the most telling first; the first that notices ends the search. Tests that run the command as a program do not
see the change and are left out. NAME is the beginning of a name: `roles.`, `awards.csv`; word lists are taken apart
only where they are named. With --records-only no test is run, and what changes no record is listed.
`--json` writes what noticed each. Exit code: 0 every rule is needed, 1 some are not.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

import mutant_rules
import mutant_tests
from mutant_rules import Mutant, Watch, squeezed
from mutant_work import forked

from pipeline.api import extract_article, warm_up
from pipeline.errors import ExtractionError
from pipeline.read.article import Page, read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import Tally

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Documents:
    """What holds with all rules in place: the records, and which rules matched in which document."""

    pages: list[Page]
    records: list[str]
    fired: list[frozenset[str]]
    composed: frozenset[str]
    tables: frozenset[str]

    def promising(self, mutant: Mutant) -> Iterator[int]:
        """The documents that may change, those first in which the rule matched."""
        near = [number for number, fired in enumerate(self.fired) if mutant.name in fired]
        yield from sorted(near, key=lambda number: len(self.pages[number].text))
        if mutant.name in self.composed or mutant.file in self.tables:
            shows = mutant_rules.shows(mutant)
            texts = {number: squeezed(page.text) for number, page in enumerate(self.pages) if number not in near}
            far = [number for number, text in texts.items() if any(word in text for word in mutant.words or [""])]
            yield from sorted(far, key=lambda number: (not shows(texts[number]), len(texts[number])))

    def changed(self, number: int) -> bool:
        """Does the document say something else now?"""
        return record_of(self.pages[number]) != self.records[number]


def record_of(page: Page) -> str:
    """What the record of a page says and where it read it; not which rule it thanks for it."""
    try:
        meta = {name: getattr(page, name) for name in ("title", "published", "publisher", "author")}
        data = extract_article(page.text, uri="", **meta).to_dict()
    except ExtractionError as error:
        return str(error)
    return json.dumps(_without_rules(data), ensure_ascii=False, sort_keys=True)


def _without_rules(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_rules(inner) for key, inner in value.items() if key not in ("rule", "reason")}
    return [_without_rules(inner) for inner in value] if isinstance(value, list) else value


def watch_documents(inputs: list[str]) -> Documents:
    """Extract the articles of the inputs that can be read."""
    pages = []
    for item in items(find_sources(inputs, Tally())):
        with contextlib.suppress(ExtractionError):
            pages.append(read_page(item))
    records = [record_of(page) for page in pages]
    watch = Watch()
    fired = []
    for page in pages:
        watch.fired = set()
        record_of(page)
        fired.append(frozenset(watch.fired))
    mutant_rules.apply(None)
    tables = {name for name in watch.tables if name.endswith(".csv")}
    return Documents(pages, records, fired, frozenset(watch.composed), frozenset(tables))


@dataclass(frozen=True)
class Hunt:
    """One hunt for rules that nothing needs; each mutant is tried in a fork that has all that is loaded."""

    documents: Documents
    session: mutant_tests.Session | None
    cases: list[mutant_tests.Case]

    def noticed(self, mutants: list[Mutant], jobs: int) -> Iterator[tuple[Mutant, str]]:
        """What notices each mutant, a record or a test by its name; empty where nothing does."""
        yield from zip(mutants, forked(lambda number: self._by(mutants[number]), len(mutants), jobs), strict=True)

    def _by(self, mutant: Mutant) -> str:
        documents = list(self.documents.promising(mutant))
        cases = list(mutant_tests.promising(self.cases, mutant))
        mutant_rules.apply(mutant)
        by_record = ("a record" if self.documents.changed(number) else "" for number in documents)
        by_test = (case.item.nodeid if self._fails(case) else "" for case in cases)
        # One of each in turn: neither many documents nor many tests stand in the way of the other.
        return next(filter(None, chain.from_iterable(zip_longest(by_record, by_test, fillvalue=""))), "")

    def _fails(self, case: mutant_tests.Case) -> bool:
        return self.session is not None and self.session.fails(case.item)


def hunt(given: argparse.Namespace, session: mutant_tests.Session | None) -> bool:
    """Print the rules that nothing needs, a line each. Is there one?"""
    start = time.monotonic()
    cases = mutant_tests.watch(session, given.jobs) if session else []
    warm_up()
    documents = watch_documents(given.input or [str(ROOT / "corpus")])
    _say(f"{len(documents.pages)} documents, {len(cases)} tests watched in {time.monotonic() - start:.0f} s")
    chosen = mutant_rules.mutants(tuple(given.names))
    found = {}
    for mutant, by in Hunt(documents, session, cases).noticed(chosen, given.jobs):
        found[mutant.name] = by
        if not by:
            print(f"{mutant.name}  ({mutant.file})", flush=True)
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    unneeded = sum(not by for by in found.values())
    _say(f"{len(chosen)} mutants, {unneeded} not needed, {time.monotonic() - start:.0f} s")
    return bool(unneeded)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Print the rules that nothing needs, a line each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", metavar="NAME")
    options.add_argument("--input", action="append", metavar="INPUT")
    options.add_argument("--records-only", action="store_true")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--json", type=Path, metavar="FILE")
    given = options.parse_args()
    if given.records_only:
        return int(hunt(given, None))
    return int(mutant_tests.with_tests(lambda session: hunt(given, session)))


if __name__ == "__main__":
    raise SystemExit(main())
