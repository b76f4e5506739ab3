"""Records into the archive: each article all or not at all, the same input twice without effect.

An article is known by the hash of its text, a record by the hash of its line and by the fingerprint of the rules and
the code that made it. A new fingerprint replaces the facts of the article and keeps the record that it replaces.
"""

from __future__ import annotations

import gc
import os
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Final

from sqlalchemy import func, select

from pipeline.archive import schema
from pipeline.archive.indexes import drop_indexes, make_indexes
from pipeline.archive.prepare import SELDOM, Prepared, digest, prepare_all, start
from pipeline.archive.store import Store, fetch, now, write_registry
from pipeline.archive.versions import Fingerprint, current
from pipeline.archive.write import Batch

LOOK_UP: Final = 256
"""Lines whose hashes are looked up at once."""
BATCH: Final = 500
"""Articles from which other processes make them ready."""
PART: Final = 200
"""Articles that another process makes ready at once: few enough to begin soon, and enough that it seldom waits."""
AHEAD: Final = 10
"""Parts that are made ready while others are written: memory stays flat."""
TOGETHER: Final = 10
"""Parts of one transaction with `bulk`: the fewer transactions, the less often is a page of an index written."""

_LAST_ID: Final = select(func.coalesce(func.max(schema.articles.c.id), 0))
_KNOWN: Final = "SELECT digest FROM locations WHERE version_id = ? AND digest IN ({})"
"""In plain SQL: it is asked of every line."""

Line = tuple[bytes, bytes]
"""The hash of a line, and the line."""


class Ingest:
    """Takes lines of `records.jsonl`, in order. `counts` says what became of them.

    Keys of `counts`: `added`, `changed` (by other rules or code), `located` (a known text at another place),
    `unchanged`. With `bulk` many articles share a transaction: faster, and when broken off the last of them are
    not there yet, as if they had not been given.
    """

    def __init__(self, store: Store, *, version: Fingerprint | None = None, bulk: bool = False) -> None:
        self.store = store
        self.bulk = bulk
        self._together = TOGETHER if bulk else BATCH // PART
        self.counts: Counter[str] = Counter()
        self.time = now()
        self.version = self._version(version or current())
        self._waiting: list[Line] = []
        self._ahead: deque[Future[list[Prepared]]] = deque()
        self._pool: ProcessPoolExecutor | None = None
        self._next = 0
        """The number that the next article will have if all that was handed over is new."""

    def add_all(self, lines: Iterable[bytes]) -> None:
        """Takes all the lines. Raises `ArchiveError`; what was taken before stays."""
        rest = iter(lines)
        often = gc.get_threshold()
        try:
            gc.set_threshold(SELDOM, *often[1:])
            while chunk := list(islice(rest, LOOK_UP)):
                self._take([line for line in chunk if line.strip()])
            waiting, self._waiting = self._waiting, []
            if self._pool is not None:
                self._hand_over(waiting)
                waiting = []
            while self._ahead:
                self._collect()
            self._write(prepare_all(waiting))
        finally:
            gc.set_threshold(*often)
            self._stop()
            if self.bulk:
                make_indexes(self.store)

    def add(self, line: bytes) -> None:
        """Takes one line, at once."""
        if line.strip() and (new := self._unknown([line])):
            self._write(prepare_all(new))

    def _version(self, fingerprint: Fingerprint) -> int:
        table = schema.versions
        with self.store.transaction() as connection:
            same = (table.c.patterns == fingerprint.patterns) & (table.c.code == fingerprint.code)
            found = connection.execute(select(table.c.id).where(same)).scalar()
            if found is None:
                found = int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1
                self.store.insert(connection, table, [(found, fingerprint.patterns, fingerprint.code, self.time)])
                write_registry(self.store, connection)
            return int(found)

    def _take(self, lines: Sequence[bytes]) -> None:
        self._waiting += self._unknown(lines)
        while len(self._waiting) >= BATCH:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            self._hand_over(batch)

    def _unknown(self, lines: Sequence[bytes]) -> list[Line]:
        """The lines that this version has not given before, each once."""
        hashed = {digest(line): line for line in lines}
        if not hashed:
            return []
        with self.store.transaction() as connection:
            statement = _KNOWN.format(", ".join("?" * len(hashed)))
            known = {bytes(found) for (found,) in fetch(connection, statement, (self.version, *hashed))}
        self.counts["unchanged"] += len(lines) - len(hashed) + len(known)
        return [(key, line) for key, line in hashed.items() if key not in known]

    def _hand_over(self, lines: list[Line]) -> None:
        """Gives a batch to the other processes, and writes what they have done, in order."""
        pool = self._pool or self._start()
        for place in range(0, len(lines), PART):
            part = lines[place : place + PART]
            self._ahead.append(pool.submit(prepare_all, part, self._next))
            self._next += len(part)
        while len(self._ahead) >= AHEAD + self._together:
            self._collect()

    def _start(self) -> ProcessPoolExecutor:
        if self.bulk:
            drop_indexes(self.store)
        with self.store.transaction() as connection:
            self._next = int(connection.execute(_LAST_ID).scalar_one()) + 1
        self._pool = ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn"), initializer=start)
        return self._pool

    def _collect(self) -> None:
        parts = [self._ahead.popleft() for _ in range(min(self._together, len(self._ahead)))]
        self._write([entry for part in parts for entry in part.result()])

    def _stop(self) -> None:
        self._ahead.clear()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _write(self, prepared: list[Prepared]) -> None:
        for some in [prepared] if self.bulk else ([entry] for entry in prepared):
            self._write_together(some)

    def _write_together(self, prepared: list[Prepared]) -> None:
        with self.store.transaction() as connection:
            batch = Batch(self.store, connection, self.version, self.time)
            batch.know(prepared)
            for entry in prepared:
                batch.add(entry)
            batch.write()
        self.counts.update(batch.counts)
