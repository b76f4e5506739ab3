"""The tests as `mutants.py` runs them: collected once by pytest, then run one by one in forks of this process."""

from __future__ import annotations

import inspect
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import mutant_rules
import pytest
from mutant_rules import Mutant, Watch, squeezed
from mutant_work import forked

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
TESTS = [
    *(f"tests/{name}" for name in ("assemble", "normalise", "read", "rulebook", "segment", "tag")),
    *("tests/archive/test_archive_words.py", "tests/test_stages.py", "tests/test_other.py"),
]
NOT_THESE = [
    # They ask of records only that they hang together, which they do where they are as they were.
    "--deselect=tests/test_stages.py::test_evidence_of_the_corpus",
    "--deselect=tests/test_stages.py::test_every_value_of_the_corpus_is_read_or_derived",
    # They ask what time something takes, or for no record.
    "--deselect=tests/read/test_read_html_parts.py::test_monstrous_pages_end_soon",
    "--ignore=tests/read/test_read_fuzz.py",
    # It hunts itself.
    "--ignore=tests/rulebook/test_rulebook_mutants.py",
]
OPTIONS = ["-s", "-p", "no:terminal", "-p", "no:cacheprovider", "-o", "addopts=", "--rootdir", str(ROOT), *NOT_THESE]


@dataclass(frozen=True)
class Case:
    """A test with all rules in place."""

    item: pytest.Item
    text: str
    """Its source and its parameters."""
    fired: frozenset[str]
    """Rules that match in it."""
    around: frozenset[str]
    """Rules that match in its file or are built into others there: what one test makes another may use."""
    tables: frozenset[str]
    """Tables that its file reads."""
    seconds: float


class Session:
    """A plugin of pytest that hands the collected tests over in place of running them."""

    def __init__(self, work: Callable[[Session], None]) -> None:
        self.items: list[pytest.Item] = []
        self.failed = False
        self._work = work

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise pytest.UsageError("the tests cannot be collected")
        self.items = session.items
        self._work(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    def fails(self, item: pytest.Item, following: pytest.Item | None = None) -> bool:
        """Run one test; its fixtures stay for the following one."""
        self.failed = False
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        return self.failed


def with_tests(work: Callable[[Session], T]) -> T:
    """What `work` gives for the collected tests. Raises `SystemExit` where they cannot be collected."""
    done: list[T] = []
    with tempfile.TemporaryDirectory() as folder:
        # An example that fails because of a mutant is none to keep.
        os.environ |= {"PYTEST_DEBUG_TEMPROOT": folder, "HYPOTHESIS_STORAGE_DIRECTORY": folder}
        plugin = Session(lambda session: done.append(work(session)))
        pytest.main([*OPTIONS, *(str(ROOT / name) for name in TESTS)], plugins=[plugin])
    if not done:
        raise SystemExit("the tests cannot be run")
    return done[0]


def watch(session: Session, jobs: int) -> list[Case]:
    """What each test needs. One that fails here with all rules in place is told on standard error and left out."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in session.items:
        files.setdefault(item.path, []).append(item)
    listed = sorted(files.values(), key=len, reverse=True)
    cases = []
    for number, found in enumerate(forked(lambda number: _watch_file(session, listed[number]), len(listed), jobs)):
        ran, around, tables = found
        for item, (failed, fired, seconds) in zip(listed[number], ran, strict=True):
            if failed:
                print(f"left out, fails with all rules in place: {item.nodeid}", file=sys.stderr)
            else:
                cases.append(Case(item, _text(item), fired, around, tables, seconds))
    return cases


def _watch_file(session: Session, items: list[pytest.Item]) -> tuple[list[Any], frozenset[str], frozenset[str]]:
    """For each test whether it fails, the rules that match and the seconds; the rules and tables of all together."""
    watch = Watch()
    ran = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        watch.fired, start = set(), time.monotonic()
        failed = session.fails(item, following)
        ran.append((failed, frozenset(watch.fired), time.monotonic() - start))
    around = watch.composed.union(*(fired for _, fired, _ in ran))
    return ran, frozenset(around), frozenset(watch.tables)


def _text(item: pytest.Item) -> str:
    function, parameters = getattr(item, "function", None), getattr(item, "callspec", None)
    return squeezed(f"{parameters.params if parameters else ''} {inspect.getsource(function) if function else ''}")


def promising(cases: list[Case], mutant: Mutant) -> Iterator[Case]:
    """The tests that may fail without the rule, those first in which it matches and few others do."""
    near = [case for case in cases if mutant.name in case.fired]
    yield from sorted(near, key=lambda case: (case.seconds > 1, len(case.fired)))
    needed = mutant.file if mutant.lines else mutant.name
    far = [case for case in cases if needed in (case.tables if mutant.lines else case.around - case.fired)]
    shows = mutant_rules.shows(mutant)
    yield from sorted(far, key=lambda case: (not shows(case.text), case.seconds))
