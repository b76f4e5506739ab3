"""`kyyeu serve`: what it refuses before it starts, and that it starts and stops."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.archive import schema
from pipeline.archive.store import Store
from pipeline.cli.main import app


def refused(*arguments: str, **environment: str) -> str:
    result = CliRunner().invoke(app, ["serve", *arguments], env=environment)
    assert result.exit_code == 2, result.output
    return result.output


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An archive without an article."""
    path = tmp_path / "archive.db"
    Store(str(path), write=True).close()
    return path


def test_no_archive(tmp_path: Path) -> None:
    said = refused("-a", str(tmp_path / "none.db"))
    assert "Không tìm thấy kho" in said
    assert "no archive is there" in said
    # And how to make one.
    assert f"kyyeu run THƯ_MỤC --archive {tmp_path / 'none.db'}" in said
    assert not (tmp_path / "none.db").exists()


def test_no_archive_of_ours(tmp_path: Path) -> None:
    (tmp_path / "nothing.db").touch()
    (tmp_path / "text.db").write_text("x" * 100, encoding="utf-8")
    for name in ("nothing.db", "text.db"):
        assert "not an archive" in refused("-a", str(tmp_path / name))


def test_an_archive_of_a_newer_version(empty: Path) -> None:
    with sqlite3.connect(empty) as connection:
        connection.execute("PRAGMA user_version=99")
    assert "newer version" in refused("-a", str(empty))


def test_an_older_archive_is_upgraded(empty: Path) -> None:
    with sqlite3.connect(empty) as connection:
        stated = "UPDATE archive_meta SET value = '1' WHERE key = 'version'"
        connection.executescript("DROP INDEX meetings_facets; DROP INDEX awards_award; DROP INDEX awards_year")
        connection.executescript(f"DROP TABLE doubts; DROP TABLE corrections; {stated}; PRAGMA user_version=1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused("-a", str(empty), "--port", str(taken.getsockname()[1]))
    with Store(str(empty)) as store, store.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM corrections").scalar_one() == 0
        there = {name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'")}
        assert {index.name for table in schema.metadata.tables.values() for index in table.indexes} <= there
    assert empty.with_name("archive.db.v1.bak").exists()


def test_a_port_that_is_taken(empty: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "--port" in refused("-a", str(empty), "--port", port)


def test_other_addresses_want_a_password(empty: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 (what is refused)
    assert "KYYEU_PASSWORD" in refused("-a", str(empty), "--host", everywhere)


def test_an_empty_archive_is_shown_and_ctrl_c_ends_it(empty: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "serve", "-a", str(empty), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        url = running.stdout.readline().split()[0]
        with urllib.request.urlopen(url) as response:  # noqa: S310 (our own address)
            assert "Kho chưa có bài nào" in response.read().decode()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
        assert running.returncode in (0, 130)
    assert "the archive is empty" in said
    assert "Traceback" not in said
