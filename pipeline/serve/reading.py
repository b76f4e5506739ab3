"""Articles that visitors give, read in a process of their own: what hangs or breaks there costs one answer."""

from __future__ import annotations

import threading
from functools import partial
from typing import Final

from pipeline import api
from pipeline.model.record import Failure, Record
from pipeline.read.items import Item
from pipeline.workers import Job, Pool

WAITING: Final = 8
"""Articles that may wait at once; more are told to come later."""


class Reader:
    """One process that reads, started with the first article."""

    def __init__(self, seconds: float, max_bytes: int) -> None:
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(WAITING)
        self._pool: Pool[Item, bytes | Failure] = Pool(
            Job(partial(api.work_item, max_bytes=max_bytes), api.lost_item, api.warm_up), 1, seconds
        )

    def read(self, item: Item) -> Record | Failure | None:
        """The record or the failure; None where too many wait."""
        if not self._waiting.acquire(blocking=False):
            return None
        try:
            with self._lock:
                ((_, result),) = self._pool.run([item])
        finally:
            self._waiting.release()
        return Record.model_validate_json(result) if isinstance(result, bytes) else result

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._pool.stop()
