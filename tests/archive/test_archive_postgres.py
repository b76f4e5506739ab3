"""What only a server does: URLs, what it refuses, versions, two writers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from archive_dump import dump
from archive_records import line, meeting, write
from sqlalchemy import text

from pipeline.archive import migrations, schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store


def filled(url: str) -> str:
    with Store(url, write=True) as store:
        Ingest(store).add(line(meeting(1)))
        settle(store)
    return url


def code(url: str, *, write: bool = False) -> str:
    with pytest.raises(ArchiveError) as caught:
        Store(url, write=write)
    assert "secret" not in str(caught.value)
    return caught.value.code


def test_no_server_no_database_no_archive(postgres_url: str) -> None:
    assert code("postgresql://postgres:secret@127.0.0.1:1/none") == "unreachable"
    assert code(postgres_url + "x") == "unreachable"
    assert code("nosuch://user:secret@host/x") == "unreachable"
    assert code(postgres_url) == "not_an_archive"


def test_tables_of_another_program_are_left_alone(postgres_url: str) -> None:
    with Store(filled(postgres_url), write=True) as store, store.transaction() as connection:
        connection.execute(text("DROP TABLE archive_meta"))
    assert code(postgres_url, write=True) == "not_an_archive"


def test_versions(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(postgres_url)
    number = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", number - 1)
    assert code(postgres_url, write=True) == "newer"
    monkeypatch.setattr(schema, "VERSION", number + 1)
    step = {number + 1: lambda connection: connection.exec_driver_sql("ALTER TABLE people ADD COLUMN later integer")}
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, **step})
    with Store(postgres_url) as store, store.transaction() as connection:
        assert connection.execute(text("SELECT count(later) FROM people")).scalar_one() == 0
        backup = f"kyyeu_backup_v{number}.articles"
        assert connection.execute(text("SELECT count(*) FROM " + backup)).scalar_one() == 1  # noqa: S608
    with Store(postgres_url):
        pass


FILL = """
import sys
from pathlib import Path
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint
with Store(sys.argv[1], write=True) as store, Path(sys.argv[2]).open("rb") as lines:
    Ingest(store, version=Fingerprint("p", "c")).add_all(lines)
    settle(store)
"""


def test_two_programs_write_at_once(postgres_url: str, tmp_path: Path) -> None:
    records = [meeting(number) for number in range(30)]
    halves = [write(tmp_path / name, part) for name, part in (("one", records[:20]), ("two", records[10:]))]
    Store(postgres_url, write=True).close()
    running = [subprocess.Popen([sys.executable, "-c", FILL, postgres_url, half]) for half in halves]
    assert [child.wait(120) for child in running] == [0, 0]
    with Store(postgres_url) as store:
        found = dump(store, "articles", "reports", "meetings", "pending")
    assert {name: len(rows) for name, rows in found.items()} == {
        "articles": 30,
        "reports": 30,
        "meetings": 30,
        "pending": 0,
    }
