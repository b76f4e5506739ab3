"""Records into the archive: each article all or not at all, the same input twice without effect.

An article is known by the hash of its text, a record by the hash of its line and by the fingerprint of the rules and
the code that made it. A new fingerprint replaces the facts of the article and keeps the record that it replaces.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from pydantic import ValidationError
from sqlalchemy import bindparam, func, select

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.prepare import Prepared, prepare
from pipeline.archive.store import Store, now, write_registry
from pipeline.archive.versions import Fingerprint, current
from pipeline.archive.write import Batch

LOOK_UP: Final = 256
"""Lines whose hashes are looked up at once."""
BULK: Final = 500
"""Articles of one transaction with `bulk`."""

_KNOWN = select(schema.locations.c.digest).where(
    schema.locations.c.version_id == bindparam("version"),
    schema.locations.c.digest.in_(bindparam("digests", expanding=True)),
)


def digest(line: bytes) -> bytes:
    """The hash under which a line is known."""
    return hashlib.blake2b(line.strip(), digest_size=16).digest()


class Ingest:
    """Takes lines of `records.jsonl`, in order. `counts` says what became of them.

    Keys of `counts`: `added`, `changed` (by other rules or code), `located` (a known text at another place),
    `unchanged`. With `bulk` many articles share a transaction: faster, and when broken off the last of them are
    not there yet, as if they had not been given.
    """

    def __init__(self, store: Store, *, version: Fingerprint | None = None, bulk: bool = False) -> None:
        self.store = store
        self.bulk = bulk
        self.counts: Counter[str] = Counter()
        self.time = now()
        self.version = self._version(version or current())
        self._waiting: list[bytes] = []

    def add_all(self, lines: Iterable[bytes]) -> None:
        """Takes all the lines. Raises `ArchiveError`; what was taken before stays."""
        rest = iter(lines)
        while chunk := [line for line in islice(rest, LOOK_UP) if line.strip()]:
            self._take(chunk)
        self.flush()

    def add(self, line: bytes) -> None:
        """Takes one line, at once."""
        self._take([line])

    def flush(self) -> None:
        """Writes what `bulk` still holds."""
        if self._waiting:
            lines, self._waiting = self._waiting, []
            self._write(lines)

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
        new = self._unknown(lines)
        if not self.bulk:
            for line in new:
                self._write([line])
            return
        self._waiting += new
        while len(self._waiting) >= BULK:
            batch, self._waiting = self._waiting[:BULK], self._waiting[BULK:]
            self._write(batch)

    def _unknown(self, lines: Sequence[bytes]) -> list[bytes]:
        """The lines that this version has not given before, each once."""
        hashed = {digest(line): line for line in lines}
        with self.store.transaction() as connection:
            rows = connection.execute(_KNOWN, {"version": self.version, "digests": list(hashed)})
            known = {bytes(found) for (found,) in rows}
        self.counts["unchanged"] += len(lines) - len(hashed) + len(known)
        return [line for key, line in hashed.items() if key not in known]

    def _write(self, lines: list[bytes]) -> None:
        prepared = [_prepared(line) for line in lines]
        with self.store.transaction() as connection:
            batch = Batch(self.store, connection, self.version, self.time)
            batch.know(prepared)
            for entry in prepared:
                batch.add(entry)
            batch.write()
        self.counts.update(batch.counts)


def _prepared(line: bytes) -> Prepared:
    try:
        return prepare(line, digest(line))
    except (ValidationError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise ArchiveError("bad_record", f"{line[:60].decode(errors='replace')}… ({said})") from error
