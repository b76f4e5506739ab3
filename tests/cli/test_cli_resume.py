"""`kyyeu run --resume`: broken off at any point and started again, the output is the same byte for byte."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from cli_reports import MEETING, OTHER
from typer.testing import CliRunner

from pipeline.cli import written
from pipeline.cli.main import app
from pipeline.cli.written import Written

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "read"))

from crawls import packed, record  # noqa: E402 (beside the tests of the reader)


def page(number: int) -> bytes:
    lines = MEETING.replace("8,2", f"{number},2").splitlines()
    return f"<html><h1>{lines[0]}</h1>{''.join(f'<p>{line}</p>' for line in lines[1:])}</html>".encode()


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Files, a table, and a crawl with damaged and other records."""
    folder = tmp_path / "in"
    folder.mkdir()
    members = [packed(record(number, page(number) if number % 2 else b"<p>x")) for number in range(12)]
    members[5] = members[5][:60] + b"\xff\xff\xff" + members[5][63:]
    (folder / "a.txt").write_text(OTHER, encoding="utf-8")
    (folder / "b.warc.gz").write_bytes(b"".join(members))
    (folder / "c.jsonl").write_text(f"{json.dumps({'text': MEETING})}\n{{\n{json.dumps({'text': OTHER})}\n")
    return folder


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["run", *map(str, arguments), "--resume", "--dedupe", "link"])


def snapshot(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


class BrokenOffError(Exception):
    """Stands for the end of the process."""


def break_off(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The next run ends without a word when it has written so many items, each behind a checkpoint."""
    add = Written.add
    done = 0

    def counted(self: Written, *given: Any) -> None:
        nonlocal done
        if done == after:
            raise BrokenOffError
        done += 1
        add(self, *given)

    monkeypatch.setattr(written, "CHECKPOINT_SECONDS", 0.0)
    monkeypatch.setattr(Written, "add", counted)


def test_a_run_goes_on_where_it_was_broken_off(crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, again = tmp_path / "whole", tmp_path / "again"
    assert run(crawl, "--out", whole).exit_code == 1
    expected = snapshot(whole)
    summary = json.loads(expected["summary.json"])
    assert summary["crawl"] == {"damaged": 1, "irrelevant": 6, "meeting": 5}
    assert summary["failures"] == {"damaged": 1, "truncated": 1}
    assert [json.loads(line)["offset"] for line in expected["ledger.jsonl"].splitlines()] == sorted(
        json.loads(line)["offset"] for line in expected["ledger.jsonl"].splitlines()
    )
    for done in (3, 4):
        with monkeypatch.context() as patch:
            break_off(patch, done)
            assert isinstance(run(crawl, "--out", again).exception, BrokenOffError)
        assert not (again / "records.jsonl").exists()
        assert (again / ".unfinished.json").exists()
        (again / ".unfinished.json.tmp").write_text("killed while writing this", encoding="utf-8")
    assert run(crawl, "--out", again).exit_code == 1
    assert snapshot(again) == expected


def test_another_run_is_refused(crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        break_off(patch, 2)
        run(crawl, "--out", out)
    refused = run(crawl / "a.txt", "--out", out)
    assert refused.exit_code == 2
    assert "unfinished run" in refused.output
    assert run(crawl, "--all-pages", "--out", out).exit_code == 2
    (crawl / "a.txt").write_text(MEETING, encoding="utf-8")
    assert run(crawl, "--out", out).exit_code == 2


def test_an_archive_is_filled_by_a_run_that_was_broken_off(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archives = tmp_path / "whole.db", tmp_path / "again.db"
    assert run(crawl, "--out", tmp_path / "whole", "--archive", archives[0]).exit_code == 1
    with monkeypatch.context() as patch:
        break_off(patch, 6)
        run(crawl, "--out", tmp_path / "again", "--archive", archives[1])
    assert run(crawl, "--out", tmp_path / "again").exit_code == 2
    assert run(crawl, "--out", tmp_path / "again", "--archive", archives[1]).exit_code == 1
    assert snapshot(tmp_path / "again") == snapshot(tmp_path / "whole")
    asked = [
        CliRunner().invoke(app, ["archive", "search", "thi đua", "--archive", str(path), "--json"]).stdout
        for path in archives
    ]
    assert asked[0] == asked[1]
    assert len(json.loads(asked[0])) >= 6
    verified = CliRunner().invoke(app, ["archive", "verify", "--archive", str(archives[1]), "--extract"])
    assert (verified.exit_code, verified.stdout) == (0, "all well\n")


def test_a_killed_run(crawl: Path, tmp_path: Path) -> None:
    source = crawl / "b.warc.gz"
    source.write_bytes(packed(*(record(number, page(number)) for number in range(160))))
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert run(source, "--out", whole).exit_code == 0
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "run",
        str(source),
        "--resume",
        "--dedupe",
        "link",
        "--out",
        str(killed),
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT) as running:
        deadline = time.monotonic() + 60
        while not (killed / ".unfinished.json").exists() and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert run(source, "--out", killed).exit_code == 0
    assert snapshot(killed) == snapshot(whole)
