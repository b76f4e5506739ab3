"""The archive as the pages ask it: some connections that readers share, one short writing at a time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from pipeline.archive import schema
from pipeline.archive.engine import is_url
from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import Asking
from pipeline.archive.store import Store

READERS: Final = 6
REMEMBERED: Final = 200
"""Answers that are kept."""

Kind = TypeVar("Kind")


class Shelf:
    """An archive that is open for reading. Raises `ArchiveError`."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._store = Store(location, readers=READERS)
        self._lock = threading.Lock()
        self._known: OrderedDict[object, object] = OrderedDict()

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """A view of the archive that does not change while it is asked."""
        try:
            with self._store.transaction() as connection:
                yield Asking(connection)
        except PoolTimeoutError as error:
            raise ArchiveError("locked", self.location) from error

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The archive, open to be written. Raises `ArchiveError` (`locked`, `read_only` …)."""
        with Store(self.location, write=True) as store:
            yield store

    def stamp(self) -> tuple[int, ...]:
        """What changes when the archive does: times and sizes of the file and its log, of a server half minutes."""
        if is_url(self.location):
            return (int(time.time()) // 30,)
        found: list[int] = []
        for name in (self.location, f"{self.location}-wal"):
            with suppress(OSError):
                state = Path(name).stat()
                found += [state.st_mtime_ns, state.st_size]
        return tuple(found)

    def remember(self, key: tuple[object, ...], compute: Callable[[], Kind]) -> Kind:
        """An answer that is dear and often wanted, kept until the archive changes."""
        whole = (key, self.stamp())
        with self._lock:
            if whole in self._known:
                self._known.move_to_end(whole)
                return cast("Kind", self._known[whole])
        found = compute()
        with self._lock:
            self._known[whole] = found
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def articles(self) -> int:
        """How many articles there are."""
        with self.asking() as ask:
            return int(ask.rows(select(func.count()).select_from(schema.articles))[0][0])

    def close(self) -> None:
        """Lets the archive go."""
        self._store.close()
