"""Children that hang, die or raise cost their document and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from worker_jobs import JOB, Doc, lost, warm_up_dies, work

from pipeline.workers import BATCH_ITEMS, WINDOW_BATCHES, Job, run_ordered


def results(docs: list[Doc], workers: int = 1, timeout: float = 20.0) -> list[object]:
    found = list(run_ordered(docs, JOB, workers=workers, timeout=timeout))
    assert [doc for doc, _ in found] == docs
    return [result for _, result in found]


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_order(workers: int) -> None:
    assert results([Doc(number) for number in range(100)], workers) == list(range(100))


def test_no_documents_need_no_children() -> None:
    assert results([]) == []
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("raise", ("crash", "ValueError: nein")),
        ("kill", ("crash", "the process died with exit code -9")),
        ("segfault", ("crash", "the process died with exit code -11")),
        ("exit", ("crash", "the process died with exit code 3")),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_document_costs_itself_only(what: str, expected: tuple[str, str], workers: int) -> None:
    docs = [Doc(number, what if number in (3, 20) else "ok") for number in range(40)]
    wanted = [expected if number in (3, 20) else number for number in range(40)]
    assert results(docs, workers) == wanted


def test_an_exit_is_a_crash() -> None:
    crash = ("crash", "RuntimeError: the extraction called exit(1)")
    assert results([Doc(0), Doc(1, "sys.exit"), Doc(2)]) == [0, crash, 2]


def test_a_result_that_cannot_be_sent_is_a_crash() -> None:
    first, bad, last = results([Doc(0), Doc(1, "unpicklable"), Doc(2)])
    assert (first, last) == (0, 2)
    assert isinstance(bad, tuple)
    assert bad[0] == "crash"


@pytest.mark.parametrize("what", ["hang", "hang in C", "quiet exit"])
def test_a_document_that_never_ends_is_given_up(what: str) -> None:
    started = time.monotonic()
    docs = [Doc(number, what if number == 2 else "ok") for number in range(6)]
    wanted: list[object] = [0, 1, ("timeout", "no result within 0.5 s"), 3, 4, 5]
    assert results(docs, timeout=0.5) == wanted
    assert time.monotonic() - started < 20


def test_every_document_bad() -> None:
    assert {result[0] for result in results([Doc(n, "kill") for n in range(5)], 2)} == {"crash"}  # type: ignore[index]


def test_the_reader_waits_for_the_workers() -> None:
    read = 0

    def docs() -> Iterator[Doc]:
        nonlocal read
        for number in range(10_000):
            read += 1
            yield Doc(number)

    running = run_ordered(docs(), JOB)
    assert next(running)[1] == 0
    assert read <= (WINDOW_BATCHES + 2) * BATCH_ITEMS
    running.close()
    assert multiprocessing.active_children() == []


def test_big_documents_wait_alone() -> None:
    read = 0

    def docs() -> Iterator[Doc]:
        nonlocal read
        for number in range(20):
            read += 1
            yield Doc(number, size=40_000_000)

    running = run_ordered(docs(), JOB)
    assert next(running)[1] == 0
    assert read == 2
    assert [result for _, result in running] == list(range(1, 20))


def test_children_killed_from_outside_are_made_again() -> None:
    running = run_ordered([Doc(number) for number in range(300)], JOB, workers=2)
    found = [next(running)[1]]
    for child in multiprocessing.active_children():
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
    found += [result for _, result in running]
    assert found == list(range(300))


def test_children_that_cannot_start_are_a_failure_and_no_hang() -> None:
    found = list(run_ordered([Doc(0), Doc(1)], Job(work, lost, warm_up_dies)))
    assert [result for _, result in found] == [("crash", "the worker processes die with it")] * 2


def test_a_script_needs_no_main_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from worker_jobs import JOB, Doc\n"
        "from pipeline.workers import run_ordered\n"
        "print([result for _, result in run_ordered([Doc(0), Doc(1)], JOB)])\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("[0, 1]\n", "", 0)
