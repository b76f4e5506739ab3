"""`kyyeu plan`: shares of the sample, and what they make of all inputs and of many workers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.cluster import plan as planning
from pipeline.cluster.plan import Counts, Sample, take_sample
from pipeline.read.discover import find_sources
from pipeline.read.items import Tally

MEETING = "Sáng 18/1/2021, tại Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác năm 2020."
OTHER = "Sáng 18/1/2021, tại Cà Mau, giải bóng đá thiếu niên khai mạc với tám đội, mỗi đội mười lăm cầu thủ tham gia."


def folder(tmp_path: Path, count: int) -> Path:
    """Pages of about one length; every seventh reports a meeting."""
    for number in range(count):
        text = OTHER if number % 7 else MEETING
        (tmp_path / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_sample_stands_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "STEPS", 40)
    sources = find_sources([folder(tmp_path, 400)], Tally())
    sample = take_sample(sources, seconds=60, max_bytes=10_000, all_pages=False)
    assert sample.found.pages == 40
    assert sample.whole.pages == pytest.approx(400, rel=0.05)
    assert sample.whole.bytes == sample.total_bytes
    assert sample.whole.meetings / sample.whole.pages == pytest.approx(1 / 7, abs=0.06)


def test_short_inputs_are_not_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "STEPS", 1000)
    folder(tmp_path, 20)
    lines = "".join(json.dumps({"text": MEETING}, ensure_ascii=False) + "\n" for _ in range(300))
    (tmp_path / "z.jsonl").write_text(lines, encoding="utf-8")
    sample = take_sample(find_sources([tmp_path], Tally()), seconds=60, max_bytes=10_000, all_pages=False)
    assert sample.whole.pages == pytest.approx(320, rel=0.05)
    assert sample.whole.meetings == pytest.approx(305, rel=0.05)


def test_the_time_is_kept(tmp_path: Path) -> None:
    sources = find_sources([folder(tmp_path, 200)], Tally())
    sample = take_sample(sources, seconds=0.0, max_bytes=10_000, all_pages=False)
    assert sample.found.pages == 1
    assert sample.whole.pages == pytest.approx(200, rel=0.2)


def test_hours_and_memory() -> None:
    sample = Sample(0, 0, Counts(), Counts(reading=100, extraction=1000), worker_bytes=300)
    start = planning.START_UP
    assert sample.seconds(1) == start + 1000
    assert sample.seconds(20) == start + 100
    assert sample.seconds(11, cluster=True) == start + 100
    assert sample.memory(2) == 900
    assert sample.memory(10, cluster=True) == 6000


def test_the_command(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["plan", str(folder(tmp_path, 8)), "--seconds", "1", "--json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["all"]["pages"] == pytest.approx(8, rel=0.01)
    assert [run["engine"] for run in told["runs"]] == ["local", "dask", "dask"]
    shown = CliRunner().invoke(app, ["plan", str(tmp_path), "--seconds", "1"])
    assert "100 cụm máy (cluster)" in shown.stdout


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)))
    unread = CliRunner().invoke(app, ["plan", str(tmp_path / "a.bin")])
    assert unread.exit_code == 1
    assert "a.bin: unsupported" in unread.stderr
    missing = CliRunner().invoke(app, ["plan", str(tmp_path / "no.txt")])
    assert missing.exit_code == 2
    stdin = CliRunner().invoke(app, ["plan", "-"])
    assert stdin.exit_code == 2
    assert "only files can be sampled" in " ".join(stdin.stderr.split())
