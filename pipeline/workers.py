"""Many documents through child processes: in order, in bounded memory, each document on its own account.

A document that hangs, raises or kills its process becomes one lost result; all others are done. A batch that
fails is done again document by document, so that only the guilty one is lost. Even one worker is
a child, since only a child can be stopped while it is inside C code.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any, Final, Generic, Protocol, TypeVar

TIMEOUT = 10.0
"""Seconds one document may take, unless the caller says otherwise."""

BATCH_ITEMS: Final = 16
BATCH_BYTES: Final = 64_000
"""A batch is closed at either: handing one over costs 0.3 ms, doing it far less than `TIMEOUT`."""

WINDOW_BATCHES: Final = 4
WINDOW_BYTES: Final = 64_000_000
"""Batches for each worker, and bytes, that may wait at once; the reader waits beyond either."""

MAX_RESTARTS: Final = 3
"""Times in a row that the pool may die while no document is to blame."""


POLL: Final = 1.0
"""Seconds after which a waiting parent looks whether the pool is still alive."""


class _PoolLostError(Exception):
    """The pool died, and not by the doing of the batch in question."""


class Sized(Protocol):
    """What can be put into a batch: it knows its size in bytes."""

    @property
    def size(self) -> int: ...


ItemT = TypeVar("ItemT", bound=Sized)
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Job(Generic[ItemT, ResultT]):
    """What is done to each item (`work` and `warm_up`, run in the child) and what stands for a lost one.

    `lost` gets the item, `timeout` or `crash`, and a message.
    """

    work: Callable[[ItemT], ResultT]
    lost: Callable[[ItemT, str, str], ResultT]
    warm_up: Callable[[], None]


def run_ordered(
    items: Iterable[ItemT], job: Job[ItemT, ResultT], *, workers: int = 1, timeout: float = TIMEOUT
) -> Iterator[tuple[ItemT, ResultT]]:
    """Each item with its result, in order. `timeout` in seconds holds for each document."""
    pool = Pool(job, workers, timeout)
    try:
        yield from pool.run(items)
    finally:
        pool.stop()


def _batches(items: Iterable[ItemT]) -> Iterator[list[ItemT]]:
    batch: list[ItemT] = []
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH_ITEMS or _weight(batch) >= BATCH_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def _weight(batch: list[ItemT]) -> int:
    return sum(item.size for item in batch)


@dataclass(frozen=True, slots=True)
class _Task(Generic[ItemT]):
    """A batch in the hands of a pool."""

    batch: list[ItemT]
    future: Future[Any]
    pool: Any


class Pool(Generic[ItemT, ResultT]):
    """Child processes for many calls of `run`; made again when they break, ended by `stop`."""

    def __init__(self, job: Job[ItemT, ResultT], workers: int, timeout: float) -> None:
        self.job = job
        self.workers = workers
        self.timeout = timeout
        self.restarts = 0
        self.pool: Any = None

    def run(self, items: Iterable[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """Each item with its result, in order; the reader waits while enough is in the works."""
        waiting: deque[_Task[ItemT]] = deque()
        pending = 0
        for batch in _batches(items):
            waiting.append(self.schedule(batch))
            pending += _weight(batch)
            while len(waiting) > self.workers * WINDOW_BATCHES or (pending > WINDOW_BYTES and len(waiting) > 1):
                pending -= _weight(waiting[0].batch)
                yield from self.collect(waiting.popleft())
        while waiting:
            yield from self.collect(waiting.popleft())

    def schedule(self, batch: list[ItemT]) -> _Task[ItemT]:
        """The batch, handed to the next free child; it may take as long as one document."""
        from pebble import ProcessPool

        for _ in range(MAX_RESTARTS):
            if self.pool is None:
                self.pool = ProcessPool(self.workers, initializer=self.job.warm_up, context=_Context())
            try:
                future = self.pool.schedule(_work, (self.job.work, batch), timeout=self.timeout)
            except RuntimeError:  # the pool broke since the last call
                self.stop()
            else:
                return _Task(batch, future, self.pool)
        raise RuntimeError("the worker processes cannot be started")

    def collect(self, task: _Task[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """The results of a batch, in order; when it failed, it is done again document by document."""
        try:
            results = self._results(task)
        except _PoolLostError:
            yield from self._again(task)
            return
        self.restarts = 0
        if isinstance(results, list):
            yield from zip(task.batch, results, strict=True)
        elif len(task.batch) == 1:
            yield task.batch[0], self.job.lost(task.batch[0], *results)
        else:
            for item in task.batch:
                yield from self.collect(self.schedule([item]))

    def _again(self, task: _Task[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """Once more after the pool died; a single document with which it dies again and again is lost."""
        if task.pool is self.pool:
            self.restarts += 1
            self.stop()
        if self.restarts > MAX_RESTARTS and len(task.batch) == 1:
            self.restarts = 0
            yield task.batch[0], self.job.lost(task.batch[0], "crash", "the worker processes die with it")
            return
        for item in task.batch:
            yield from self.collect(self.schedule([item]))

    def _results(self, task: _Task[ItemT]) -> list[ResultT] | tuple[str, str]:
        """The results of a batch, else the code and message of what it did. Raises `_PoolLostError`."""
        from pebble import ProcessExpired

        try:
            return self._wait(task)
        except TimeoutError:
            return "timeout", f"no result within {self.timeout:g} s"
        except ProcessExpired as error:
            return "crash", f"the process died with exit code {error.exitcode}"
        except (BrokenProcessPool, CancelledError) as error:
            raise _PoolLostError from error
        except _PoolLostError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever the child raised costs its document only)
            return "crash", f"{type(error).__name__}: {error}"

    def _wait(self, task: _Task[ItemT]) -> list[ResultT]:
        """The results, or the error of the task. The futures of a pool that died may never be set."""
        while not task.future.done():
            if task.pool is not self.pool or not task.pool.active:
                raise _PoolLostError
            wait([task.future], timeout=POLL)
        done: list[ResultT] = task.future.result()
        return done

    def stop(self) -> None:
        """Ends the children, at once."""
        if self.pool is not None:
            self.pool.stop()
            self.pool.join()
            self.pool = None


def _work(work: Callable[[Any], Any], batch: list[Any]) -> list[Any]:
    """Runs in the child."""
    try:
        return [work(item) for item in batch]
    except SystemExit as error:
        # pebble hands it to the parent, which it would end.
        raise RuntimeError(f"the extraction called exit({error.code})") from error


class _Worker(SpawnProcess):
    """A child that does not import the caller's main module.

    It needs nothing from there, and a script that calls `run` without `if __name__ == "__main__"` would start
    itself over and over.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 (the name multiprocessing calls)
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return SpawnProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _Context(SpawnContext):
    """Starts children afresh: forking a process that has threads may deadlock."""

    Process = _Worker
