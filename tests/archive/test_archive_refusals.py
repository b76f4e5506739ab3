"""What cannot be opened or written is said in a line, and stays as it was."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from archive_records import line, meeting, write

from pipeline.archive import migrations, schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one meeting, in a file alone."""
    path = tmp_path / "archive.db"
    with Store(str(path), write=True) as store:
        Ingest(store).add(line(meeting(1)))
        settle(store)
    assert [found.name for found in tmp_path.iterdir()] == ["archive.db"]
    return path


def code(location: str | Path, *, write: bool) -> str:
    """The code under which opening it fails, having changed no file."""
    path = Path(location)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ArchiveError) as caught:
        Store(str(location), write=write)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.parent.name in str(caught.value)
    return caught.value.code


def test_nothing_there(tmp_path: Path) -> None:
    assert code(tmp_path / "none.db", write=False) == "missing"
    assert not (tmp_path / "none.db").exists()
    assert code(tmp_path / "no" / "none.db", write=True) == "missing"


@pytest.mark.parametrize("write", [False, True])
def test_not_a_database(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "archive.db"
    path.write_text("Cụm thi đua số 5", encoding="utf-8")
    assert code(path, write=write) == "not_an_archive"
    assert code(tmp_path, write=write) == "not_an_archive"
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    assert code(path, write=write) == "not_an_archive"


@pytest.mark.parametrize("write", [False, True])
def test_the_database_of_another_program(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (x)")
    assert code(path, write=write) == "not_an_archive"


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_version(archive: Path, write: bool) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    assert code(archive, write=write) == "newer"


def test_locked(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.archive.engine.LOCK_SECONDS", 0.1)
    with closing(sqlite3.connect(archive, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError) as caught:
            Store(str(archive), write=True)
        assert caught.value.code == "locked"
        # Who only reads is not kept waiting.
        with Store(str(archive)) as store, store.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 1


READ_ONLY = """
import os, sys
import sqlalchemy.dialects.sqlite
from pipeline.archive.errors import ArchiveError
from pipeline.archive.store import Store
Store(sys.argv[1]).close()
# To root everything is open; and what is imported later could not be read.
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with Store(sys.argv[1]) as store, store.transaction() as connection:
    print(connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one())
try:
    Store(sys.argv[1], write=True)
except ArchiveError as error:
    print(error.code)
"""


def test_a_file_that_may_only_be_read_is_read(archive: Path) -> None:
    before = archive.read_bytes()
    for folder in archive.parent.parents:
        if folder.name.startswith(("pytest", "popen")):
            folder.chmod(0o755)
    archive.chmod(0o444)
    archive.parent.chmod(0o555)
    done = subprocess.run([sys.executable, "-c", READ_ONLY, archive], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["1", "read_only"], "")
    assert archive.read_bytes() == before


FULL = """
import resource, signal, sys
from pathlib import Path
from pipeline.archive.errors import ArchiveError
from pipeline.archive.ingest import Ingest
from pipeline.archive.store import Store
# The disk is full when no file may grow: writes fail as they do there.
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with Store(sys.argv[1], write=True) as store:
        limit = Path(sys.argv[1]).stat().st_size + 200_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        Ingest(store).add_all(Path(sys.argv[2]).open("rb"))
except ArchiveError as error:
    print(error.code)
"""


def test_disk_full(archive: Path, tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    records = write(tmp_path / "records.jsonl", [meeting(number) for number in range(400)])
    done = subprocess.run([sys.executable, "-c", FULL, archive, records], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["full"], "")
    with Store(str(archive), write=True) as store:
        settle(store)
        with store.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        # What was there stays, and what did not fit can be given again.
        with records.open("rb") as lines:
            Ingest(store).add_all(lines)
        with store.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 400


EXPORT = """
import resource, signal, sys
from pipeline.cli.main import app
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
app(["export", sys.argv[1], "--archive", sys.argv[2], "--out", sys.argv[3]])
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "jsonl", "datapackage", "popolo", "ftm", "webannotation"])
def test_disk_full_of_an_export(archive: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", EXPORT, kind, archive, out]
    # While another reads, nothing beside the archive has to be made to read it.
    with Store(str(archive)) as store, store.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 1
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert str(out) in done.stderr
    assert "the disk is full" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive.db"]


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> int:
    """As if this were the next version. Returns the older one."""
    older = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", older + 1)
    steps = {older + 1: lambda connection: connection.exec_driver_sql("CREATE TABLE later (x INTEGER)")}
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, **steps})
    return older


@pytest.mark.parametrize("write", [False, True])
def test_an_older_archive_is_upgraded_after_a_backup(archive: Path, newer: int, write: bool) -> None:
    for _ in range(2):
        with Store(str(archive), write=write) as store, store.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == newer + 1
            assert connection.exec_driver_sql("SELECT count(*) FROM later").scalar_one() == 0
    backup = archive.with_name(f"archive.db.v{newer}.bak")
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (newer,)
        assert copy.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    assert sorted(path.name for path in archive.parent.iterdir()) == ["archive.db", backup.name]


def test_an_older_archive_that_may_not_be_written_says_so(
    archive: Path, newer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # To root everything may be written.
    monkeypatch.setattr("pipeline.archive.engine.os.access", lambda *_: False)
    with pytest.raises(ArchiveError, match=f"schema {newer}, to be upgraded to {newer + 1}") as caught:
        Store(str(archive))
    assert caught.value.code == "read_only"
    assert [path.name for path in archive.parent.iterdir()] == ["archive.db"]


def test_two_programs_upgrade_at_once(archive: Path, newer: int) -> None:
    with Store(str(archive), write=True) as store:
        migrations.migrate(store, newer)
        with store.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == newer + 1


def test_a_step_that_fails_leaves_the_archive_as_it_was(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)

    def fail(_: object) -> None:
        raise RuntimeError("step")

    monkeypatch.setattr(migrations, "STEPS", {schema.VERSION: fail})
    with pytest.raises(RuntimeError, match="step"):
        Store(str(archive), write=True)
    with closing(sqlite3.connect(archive)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
