"""Which rules does nothing need? Each is taken out in turn, and its examples with it.

    make mutants
    python benchmarks/mutants.py [NAME...] [--input corpus/] [--records-only] [--jobs 2] [--json FILE]

A rule is needed if without it a record of the input says something else or says it of other words, or a test fails.
Only the documents in which the rule matched are extracted again, and only the test files in which it matched are run.
Tests that run the command as a program do not see the change and are left out. NAME is the beginning of a name:
`roles.`, `awards.csv`; word lists are taken apart only where they are named. With --records-only no test is run, and
what changes no record is listed. Exit code: 0 every rule is needed, 1 some are not.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import mutant_rules
import pytest
from mutant_rules import Mutant, Watch

from pipeline.api import extract_article, warm_up
from pipeline.errors import ExtractionError
from pipeline.read.article import Page, read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import Tally

ROOT = Path(__file__).parents[1]
TESTS = [
    *(f"tests/{name}" for name in ("assemble", "normalise", "read", "rulebook", "segment", "tag")),
    *("tests/test_stages.py", "tests/test_other.py"),
]
# These ask of records only that they hang together, which they do where they are as they were; or hunt themselves.
NOT_THESE = [
    "--deselect=tests/test_stages.py::test_evidence_of_the_corpus",
    "--deselect=tests/test_stages.py::test_every_value_of_the_corpus_is_read_or_derived",
    "--ignore=tests/rulebook/test_rulebook_mutants.py",
]
OPTIONS = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:warnings", "--rootdir", str(ROOT), *NOT_THESE]


@dataclass
class Seen:
    """What holds with all rules in place: the records, and which rules matched in which document and test file."""

    pages: list[Page]
    records: list[str] = field(default_factory=list)
    documents: list[frozenset[str]] = field(default_factory=list)
    tests: dict[str, frozenset[str]] = field(default_factory=dict)
    composed: frozenset[str] = frozenset()

    def where(self, mutant: Mutant) -> list[int]:
        """The documents that may change, those where the rule matched."""
        if mutant.lines:
            return [number for number, page in enumerate(self.pages) if _holds(page.text, mutant)]
        if mutant.name in self.composed:
            return sorted(range(len(self.pages)), key=lambda number: mutant.name not in self.documents[number])
        return [number for number, fired in enumerate(self.documents) if mutant.name in fired]

    def files(self, mutant: Mutant) -> list[str]:
        """The test files that may fail."""
        if mutant.lines:
            return [path for path in self.tests if _holds((ROOT / path).read_text(encoding="utf-8"), mutant)]
        if mutant.name in self.composed:
            return list(self.tests)
        return [path for path, fired in self.tests.items() if mutant.name in fired]


def _holds(text: str, mutant: Mutant) -> bool:
    low = mutant_rules.squeezed(text)
    return not mutant.words or any(word in low for word in mutant.words)


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


class _Files:
    """A plugin of pytest: which rules match while the tests of a file run."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.fired: dict[str, set[str]] = {}

    def pytest_runtest_logstart(self, location: tuple[str, int | None, str]) -> None:
        if location[0] not in self.fired:
            # What an earlier file made and kept would match here no more.
            mutant_rules.forget()
        self.watch.fired = self.fired.setdefault(location[0], set())


def _run_tests(files: list[str], plugin: object | None = None) -> bool:
    """Do the tests pass?"""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*OPTIONS, *(str(ROOT / name) for name in files)], plugins=[plugin] if plugin else [])
    return code == pytest.ExitCode.OK


def watch_tests(_: None = None) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The rules that match in each test file. Raises `SystemExit` where a test fails even so."""
    watch = Watch()
    plugin = _Files(watch)
    if not _run_tests(TESTS, plugin):
        raise SystemExit("the tests fail with all rules in place")
    return {path: frozenset(fired) for path, fired in plugin.fired.items()}, frozenset(watch.composed)


def watch_documents(pages: list[Page]) -> tuple[list[frozenset[str]], frozenset[str]]:
    """The rules that match in each document."""
    watch = Watch()
    fired = []
    for page in pages:
        watch.fired = set()
        record_of(page)
        fired.append(frozenset(watch.fired))
    return fired, frozenset(watch.composed)


def noticed_by_record(task: tuple[Mutant, Seen]) -> tuple[Mutant, bool]:
    """Does a record change without the rule?"""
    mutant, seen = task
    mutant_rules.apply(mutant)
    return mutant, any(record_of(seen.pages[number]) != seen.records[number] for number in seen.where(mutant))


def noticed_by_test(task: tuple[Mutant, Seen]) -> tuple[Mutant, bool]:
    """Does a test fail without the rule?"""
    mutant, seen = task
    files = seen.files(mutant)
    mutant_rules.apply(mutant)
    return mutant, bool(files) and not _run_tests(files)


def read_pages(inputs: list[str]) -> list[Page]:
    """The articles of the inputs that can be read."""
    pages = []
    for item in items(find_sources(inputs, Tally())):
        with contextlib.suppress(ExtractionError):
            pages.append(read_page(item))
    return pages


class Hunt:
    """One hunt for rules that nothing needs; each process of it is a fork that has all that is loaded."""

    def __init__(self, inputs: list[str], jobs: int, *, with_tests: bool = True) -> None:
        self.jobs = jobs
        self.with_tests = with_tests
        warm_up()
        self.seen = Seen(read_pages(inputs))
        with self._pool() as pool:
            mutant_rules.apply(None)
            documents = pool.apply_async(watch_documents, (self.seen.pages,))
            tests = pool.apply_async(watch_tests) if with_tests else None
            self.seen.records = [record_of(page) for page in self.seen.pages]
            self.seen.documents, built = documents.get()
            self.seen.tests, more = tests.get() if tests else ({}, frozenset())
        self.seen.composed = built | more

    def _pool(self) -> multiprocessing.pool.Pool:
        return multiprocessing.get_context("fork").Pool(self.jobs, maxtasksperchild=1)

    def unneeded(self, found: list[Mutant]) -> Iterator[Mutant]:
        """The mutants that nothing notices."""
        tasks = [(mutant, self.seen) for mutant in found]
        with self._pool() as pool:
            left = []
            for mutant, noticed in pool.imap(noticed_by_record, tasks):
                if not noticed:
                    left.append(mutant)
                    where = len(self.seen.where(mutant))
                    print(f"no record changes without {mutant.name} ({where} documents)", file=sys.stderr)
            print(f"{len(found)} mutants, {len(left)} change no record", file=sys.stderr)
            for mutant, noticed in pool.imap(noticed_by_test, [(mutant, self.seen) for mutant in left]):
                if not noticed:
                    yield mutant


def main() -> int:
    """Print the rules that nothing needs, a line each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", metavar="NAME")
    options.add_argument("--input", action="append", metavar="INPUT")
    options.add_argument("--records-only", action="store_true")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--json", type=Path, metavar="FILE")
    given = options.parse_args()
    start = time.monotonic()
    hunt = Hunt(given.input or [str(ROOT / "corpus")], given.jobs, with_tests=not given.records_only)
    chosen = mutant_rules.mutants(tuple(given.names))
    print(f"{len(hunt.seen.pages)} documents, {len(hunt.seen.tests)} test files", file=sys.stderr)
    found = []
    for mutant in hunt.unneeded(chosen):
        matched = len(hunt.seen.where(mutant))
        found.append({"name": mutant.name, "file": mutant.file, "documents": matched})
        print(f"{mutant.name}  ({mutant.file}, may matter in {matched} documents)", flush=True)
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(chosen)} mutants, {len(found)} not needed, {time.monotonic() - start:.0f} s", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
