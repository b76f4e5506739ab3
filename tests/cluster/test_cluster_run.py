"""`kyyeu run --engine dask` with real processes: the same output as on one machine, whatever is lost on the way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from dask_processes import DaskCluster, dask_cluster, free_port

pytest.importorskip("distributed", reason="the cluster extra is not installed")

MEETING = """Cụm thi đua các tỉnh Tây Nam Bộ tổng kết công tác năm {year}

Ngày 18/1/{next}, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua, \
khen thưởng năm {year}. Hội nghị đã bầu tỉnh Sóc Trăng là đơn vị Cụm trưởng năm {next}.
"""
POISON = "Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết năm 2020 tại tỉnh Cà Mau " * 40_000


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", *map(str, arguments)]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=300, check=False)


def snapshot(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.is_file() and path.suffix != ".parquet")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, a report that takes too long, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("in")
    for year in range(2005, 2025):
        (folder / f"{year}.txt").write_text(MEETING.format(year=year, next=year + 1), encoding="utf-8")
    (folder / "2009a.txt").write_text(POISON, encoding="utf-8")
    (folder / "2010a.txt").write_bytes(b"\x00\x01\x02\x03" * 20)
    (folder / "2011a.jsonl").write_text('{"text": "Tin khác."}\n{\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one machine makes of the inputs."""
    out = tmp_path_factory.mktemp("alone") / "out"
    assert run(inputs, "-o", out, "--timeout", "3").returncode == 1
    found = snapshot(out)
    assert b'"code":"timeout"' in found["failures.jsonl"].replace(b" ", b"")
    assert found["records.jsonl"].count(b"\n") == 21
    return found


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("cluster"), "first") as started:
        yield started


def on(cluster: DaskCluster, inputs: Path, out: Path) -> list[str | Path]:
    engine = ("--engine", "dask", "--scheduler", cluster.address)
    return [inputs, "-o", out, "--timeout", "3", "--shard-size", "500B", *engine]


def test_the_same_output_and_nothing_twice(
    cluster: DaskCluster, inputs: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(*on(cluster, inputs, out)).returncode == 1
    assert snapshot(out) == alone
    parts = {path: path.stat().st_mtime_ns for path in (out / "parts").iterdir()}
    assert len(parts) > 10
    damaged = sorted(parts)[3]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    again = run(*on(cluster, inputs, out))
    assert damaged.name in again.stderr
    assert snapshot(out) == alone
    assert [path for path in parts if path.stat().st_mtime_ns != parts[path]] == [damaged]


def test_nodes_and_scheduler_lost_on_the_way(inputs: Path, alone: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with dask_cluster(tmp_path, "first", "second") as cluster:
        job = subprocess.Popen(command(*on(cluster, inputs, out)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _wait_for_parts(out, 2)
        cluster.kill("first")
        _wait_for_parts(out, 5)
        cluster.kill("scheduler")
        cluster.scheduler()
        cluster.worker("third")
        assert job.stderr is not None
        told = job.stderr.read().decode()
        job.stderr.close()
        assert job.wait(timeout=200) == 1, told
    assert snapshot(out) == alone


def _wait_for_parts(out: Path, count: int) -> None:
    until = time.monotonic() + 120
    while len(list(out.glob("parts/part-*.parquet"))) < count:
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--engine", "dask"], "needs one"),
        (["--scheduler", "tcp://127.0.0.1:1"], "only with --engine dask"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--resume"], "always goes on"),
        (["--engine", "dask", "--scheduler", "rubbish://x"], "no scheduler answers at rubbish://x"),
        (["--workers", "0"], "--workers"),
    ],
)
def test_what_does_not_fit_together(inputs: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run(inputs, "-o", tmp_path / "out", *arguments)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())
    assert not (tmp_path / "out" / "records.jsonl").exists()


def test_a_scheduler_that_is_not_there(inputs: Path, tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    done = run(inputs, "-o", tmp_path / "out", "--engine", "dask", "--scheduler", address)
    assert done.returncode == 2
    assert f"no scheduler answers at {address}" in done.stderr
    assert not (tmp_path / "out" / "records.jsonl").exists()


def test_standard_input_is_nothing_for_a_cluster(cluster: DaskCluster, tmp_path: Path) -> None:
    done = run("-", "-o", tmp_path / "out", "--engine", "dask", "--scheduler", cluster.address)
    assert done.returncode == 2
    assert "a cluster reads files" in " ".join(done.stderr.split())
