"""Connections to an archive: SQLite by path, PostgreSQL by URL, with errors in the archive's own words."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from pipeline.archive.errors import ArchiveError

APPLICATION_ID: Final = 0x4B594555
"""`PRAGMA application_id` of an archive: the letters KYEU."""

LOCK_SECONDS: Final = 5.0
"""How long to wait for another program that writes."""

POOL_SECONDS: Final = 20.0
"""How long to wait for a connection that others read from."""

CACHE_KIB: Final = 65536
"""Memory for pages of the file, shared among the connections."""

ADVISORY_LOCK: Final = 0x4B594555
_MAGIC: Final = b"SQLite format 3\x00"
_CODES: Final = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_NOTADB: "not_an_archive",
    sqlite3.SQLITE_CORRUPT: "not_an_archive",
}


def is_url(location: str) -> bool:
    """True for the URL of a server, false for a path."""
    return "://" in location


def shown(location: str) -> str:
    """The location as messages show it: no password."""
    if not is_url(location):
        return location
    from sqlalchemy import make_url

    return make_url(location).render_as_string(hide_password=True)


def _safe(location: str) -> str:
    """As `shown`, also for what is no URL that any dialect reads."""
    head, _, rest = location.partition("://")
    return f"{head}://{rest.rpartition('@')[2]}"


def connect(location: str, *, write: bool, readers: int = 0) -> Engine:
    """The engine of an archive that is there, or (with `write`) of one yet to be filled. Touches no file.

    With `readers` that many threads share as many connections, and wait for one that is free.
    """
    if is_url(location):
        url = location.replace("postgres://", "postgresql://", 1).replace("postgresql://", "postgresql+psycopg://", 1)
        try:
            return create_engine(url, **_pool(readers))
        except (NoSuchModuleError, ModuleNotFoundError, SQLAlchemyError) as error:
            hint = "pip install 'kyyeu[postgres]'" if isinstance(error, ModuleNotFoundError) else str(error)
            raise ArchiveError("unreachable", f"{_safe(location)} ({hint})") from error
    path = Path(location)
    _check_file(path, write)
    return _sqlite(path, write=write, readers=readers)


def _check_file(path: Path, write: bool) -> None:
    """Raises `ArchiveError` for what SQLite would only find out later, or by changing the file."""
    if path.is_dir():
        raise ArchiveError("not_an_archive", str(path))
    if not path.exists():
        if not write:
            raise ArchiveError("missing", str(path))
        if not path.parent.is_dir():
            raise ArchiveError("missing", str(path.parent))
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise ArchiveError("read_only", f"{path} ({error.strerror})") from error
    if head and head != _MAGIC:
        raise ArchiveError("not_an_archive", str(path))
    if write and not os.access(path, os.W_OK):
        raise ArchiveError("read_only", str(path))


def _pool(readers: int) -> dict[str, Any]:
    from sqlalchemy.pool import QueuePool

    sizes = {"pool_size": readers, "max_overflow": 0, "pool_timeout": POOL_SECONDS}
    return {"poolclass": QueuePool, **sizes} if readers else {}


def _sqlite(path: Path, *, write: bool, readers: int) -> Engine:
    # Without write access SQLite cannot make the file that readers of a WAL share; nobody can be writing then either.
    alone = not write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    # A path may hold what a URI reads otherwise.
    quoted = path.absolute().as_uri()
    mode = "?mode=rwc" if write else "?mode=ro&immutable=1" if alone else "?mode=rw"

    def creator() -> sqlite3.Connection:
        return sqlite3.connect(
            quoted + mode, uri=True, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=not readers
        )

    engine = create_engine("sqlite://", creator=creator, **(_pool(readers) or {"poolclass": _single()}))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB // max(readers, 1)}")
        if not write:
            connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA temp_store=MEMORY")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        raw.execute("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _single() -> Any:
    from sqlalchemy.pool import SingletonThreadPool

    return SingletonThreadPool


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Turns what a database says into `ArchiveError`."""
    try:
        with files_explained(location):
            yield
    except DBAPIError as error:
        raise ArchiveError(_code(error), _said(location, error)) from error
    except sqlite3.Error as error:
        code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "database")
        raise ArchiveError(code, f"{shown(location)} ({error})") from error


@contextmanager
def files_explained(location: str) -> Iterator[None]:
    """Turns what the system says of files into `ArchiveError`."""
    try:
        yield
    except OSError as error:
        code = "full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "read_only"
        raise ArchiveError(code, f"{shown(location)} ({error.strerror})") from error


def _said(location: str, error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()
    return f"{shown(location)} ({said[0]})" if said else shown(location)


def _code(error: DBAPIError) -> str:
    number = getattr(error.orig, "sqlite_errorcode", None)
    if number is not None:
        # The extended code says more of the same error.
        if number == sqlite3.SQLITE_IOERR_WRITE:
            return "full"
        return _CODES.get(number & 0xFF, "database")
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("53"):
        return "full"
    if state in ("25006", "42501"):
        return "read_only"
    if state in ("55P03", "40P01"):
        return "locked"
    if not state and isinstance(error, OperationalError):
        return "unreachable"
    return "database"
