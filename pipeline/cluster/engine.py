"""`kyyeu run --engine dask`: shards to the workers of a Dask cluster, their results back in order.

What is lost on the way (a worker, a node, the scheduler) costs time only: a shard is done when its part is in its
place, and whatever is not there is asked for again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.archive.versions import current
from pipeline.cluster.parts import BrokenPartError, Parts, Result
from pipeline.cluster.shards import Options, Shard
from pipeline.cluster.work import Done, do_shard

CONNECT: Final = 10.0
"""Seconds within which the scheduler has to answer."""

PATIENCE: Final = 120.0
"""Seconds that a run waits for a scheduler or for workers that are gone."""

AHEAD: Final = 3
"""Shards for each worker that are handed out at once."""

TRIES: Final = 3
"""Times that a shard is tried when its worker says that it failed."""


class ClusterError(Exception):
    """The cluster cannot be used, or shards could not be done; what is done stays."""


@dataclass(slots=True)
class _State:
    """Shards still to be handed out, those that are out by index, and how often each failed."""

    waiting: deque[Shard]
    out: dict[int, tuple[Shard, Any]] = field(default_factory=dict)
    failed: dict[int, int] = field(default_factory=dict)
    given_up: dict[int, str] = field(default_factory=dict)


class Cluster:
    """A connection to a scheduler, as a context. Raises `ClusterError`."""

    def __init__(
        self, scheduler: str, *, patience: float = PATIENCE, tell: Callable[[str], None] | None = None
    ) -> None:
        self.scheduler = scheduler
        self.patience = patience
        self.tell = tell or (lambda _: None)
        self.client: Any = None

    def __enter__(self) -> Cluster:
        self.client = self._connect()
        try:
            self._check()
        except BaseException:
            self.client.close(timeout=1)
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.client.close(timeout=2)

    def results(self, shards: Sequence[Shard], options: Options, parts: Parts) -> Iterator[Result]:
        """The results of all shards, in order. Raises `ClusterError` when a shard cannot be done."""
        there = parts.names()
        state = _State(deque(shard for shard in shards if shard.name not in there))
        for shard in shards:
            self._until_done(shard, state, options, parts)
            yield from self._read(shard, state, options, parts)
        parts.sweep(shard.name for shard in shards)

    def _read(self, shard: Shard, state: _State, options: Options, parts: Parts) -> Iterator[Result]:
        """The results of a part; one that was damaged is done again."""
        try:
            parts.check(shard.name)
        except BrokenPartError as error:
            self.tell(f"{error}: done again")
            parts.remove(shard.name)
            state.waiting.appendleft(shard)
            self._until_done(shard, state, options, parts)
        yield from parts.read(shard.name)

    def _until_done(self, shard: Shard, state: _State, options: Options, parts: Parts) -> None:
        """Hands shards out and waits until this one is done."""
        alone = time.monotonic()
        while shard.index in state.out or shard in state.waiting:
            try:
                self._hand_out(state, options, parts)
                if self._collect(state):
                    alone = time.monotonic()
            except _lost_errors() as error:
                self._again(state, parts, error)
                alone = time.monotonic()
            if time.monotonic() - alone > self.patience and not self._workers():
                raise ClusterError(f"no worker at {self.scheduler} for {self.patience:.0f} s")
        if shard.index in state.given_up:
            raise ClusterError(f"shard {shard.index} ({shard.sources[0].uri} …): {state.given_up[shard.index]}")

    def _hand_out(self, state: _State, options: Options, parts: Parts) -> None:
        room = AHEAD * max(1, self._workers())
        while state.waiting and len(state.out) < room:
            shard = state.waiting[0]
            future = self.client.submit(
                do_shard, shard, options, parts.where, pure=False, retries=0, key=f"{shard.name}-{time.monotonic_ns()}"
            )
            state.out[shard.index] = (state.waiting.popleft(), future)

    def _collect(self, state: _State) -> bool:
        """Takes what is done from the cluster; waits a moment when nothing is."""
        from distributed import wait

        futures = [future for _, future in state.out.values()]
        if not futures:
            time.sleep(0.05)
            return False
        try:
            with self.client.as_current():
                done = wait(futures, timeout=1, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return False
        for index in [index for index, (_, future) in state.out.items() if future in done]:
            shard, future = state.out.pop(index)
            self._settle(shard, future, state)
        return bool(done)

    def _settle(self, shard: Shard, future: Any, state: _State) -> None:
        if future.status == "finished":
            assert isinstance(future.result(), Done)  # noqa: S101 (tells the type)
            return
        if future.status in {"cancelled", "lost"}:
            state.waiting.appendleft(shard)
            return
        error = future.exception()
        tried = state.failed[shard.index] = state.failed.get(shard.index, 0) + 1
        told = f"{type(error).__name__}: {error}"
        self.tell(f"shard {shard.index}, attempt {tried}: {told}")
        if tried < TRIES:
            state.waiting.append(shard)
        else:
            state.given_up[shard.index] = told

    def _again(self, state: _State, parts: Parts, error: BaseException) -> None:
        """The scheduler is gone: wait for it, and ask again for what is not there."""
        self.tell(f"connection to {self.scheduler} lost ({type(error).__name__}); waiting for it")
        self.client.close(timeout=1)
        until = time.monotonic() + self.patience
        while True:
            try:
                self.client = self._connect()
                break
            except ClusterError:
                if time.monotonic() > until:
                    raise
                time.sleep(1)
        there = parts.names()
        out = [shard for shard, _ in state.out.values()]
        state.out.clear()
        state.waiting.extendleft(shard for shard in reversed(out) if shard.name not in there)

    def _workers(self) -> int:
        return len(self.client.scheduler_info(n_workers=-1)["workers"])

    def _connect(self) -> Any:
        try:
            from distributed import Client
        except ImportError as error:
            raise ClusterError("the dask engine is not installed: pip install 'kyyeu[cluster]'") from error
        try:
            return Client(self.scheduler, timeout=CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(f"no scheduler answers at {self.scheduler}: {error}") from error

    def _check(self) -> None:
        """Workers with other rules would mix records of two kinds."""
        try:
            told = self.client.run(_version)
        except Exception as error:
            raise ClusterError(f"a worker does not know kyyeu: {type(error).__name__}: {error}") from error
        here = _version()
        for worker, version in sorted(told.items()):
            if version != here:
                raise ClusterError(f"worker {worker} has other versions: {_differ(here, version)}")


def _version() -> dict[str, str]:
    import platform
    from importlib.metadata import version

    fingerprint = current()
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "distributed": version("distributed"),
        "patterns": fingerprint.patterns,
        "code": fingerprint.code,
    }


def _differ(here: dict[str, str], there: dict[str, str]) -> str:
    return ", ".join(
        f"{name} {there.get(name)} there, {value} here" for name, value in here.items() if there.get(name) != value
    )


def _lost_errors() -> tuple[type[BaseException], ...]:
    from concurrent.futures import CancelledError

    from distributed.comm import CommClosedError

    return (CommClosedError, CancelledError, OSError, RuntimeError)
