"""Two workers of a Dask cluster against two of one machine, on the same input; and what `kyyeu plan` foretold.

    python benchmarks/bench_cluster.py [--articles 2000]

Prints seconds and ratio of each engine (the Dask cluster is started before the clock and warmed up by a first run of a
few articles, as a cluster that stands), and the time planned from a twentieth of the input against the time taken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "cluster"))

from dask_processes import DaskCluster, dask_cluster  # noqa: E402 (beside the tests of the cluster)


def make_input(folder: Path, articles: int) -> None:
    """Files of 50 articles each, made of the corpus; a mark in each keeps them apart."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    for first in range(0, articles, 50):
        lines = (
            json.dumps({"url": f"https://example.vn/{n}", "text": texts[n % len(texts)]}, ensure_ascii=False) + "\n"
            for n in range(first, min(first + 50, articles))
        )
        (folder / f"{first:07}.jsonl").write_text("".join(lines), encoding="utf-8")


def timed(*arguments: str | Path) -> float:
    """Seconds of a run. Raises `CalledProcessError`."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - started


def planned(folder: Path, seconds: float) -> dict[str, float]:
    """Seconds that a run with one worker will take, and the share of the bytes that the sample read."""
    command = [sys.executable, "-m", "pipeline", "plan", str(folder), "--seconds", f"{seconds:.1f}", "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT, text=True).stdout)
    share = told["sample"]["bytes"] / told["bytes"]
    return {"seconds": told["all"]["reading"] + told["all"]["extraction"], "share": share}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        given, few = work / "in", work / "few"
        for folder, count in ((given, articles), (few, 10)):
            folder.mkdir()
            make_input(folder, count)
        one = timed("run", given, "-o", work / "one", "--workers", "1", "--dedupe", "off")
        plan = planned(given, one / 20)
        two = timed("run", given, "-o", work / "two", "--workers", "2", "--dedupe", "off")
        with dask_cluster(work, "first", "second") as cluster:
            size = sum(path.stat().st_size for path in given.iterdir()) // 8
            dask_run(cluster, few, work / "warm", 1)
            dask = dask_run(cluster, given, work / "dask", size)
        same = (work / "two" / "records.jsonl").read_bytes() == (work / "dask" / "records.jsonl").read_bytes()
    print(f"articles                    {articles:10,}")
    print(f"one worker                  {one:10.1f} s")
    print(f"two workers                 {two:10.1f} s   {one / two:.2f} x one")
    print(f"Dask, two workers           {dask:10.1f} s   {two / dask:.2f} x two workers; same records: {same}")
    print(f"planned for one worker      {plan['seconds']:10.1f} s   from {plan['share']:.1%} of the bytes; "
          f"taken / planned {one / plan['seconds']:.2f}")  # fmt: skip


def dask_run(cluster: DaskCluster, given: Path, out: Path, shard_bytes: int) -> float:
    """Seconds of a run on the cluster."""
    engine = ("--engine", "dask", "--scheduler", cluster.address, "--shard-size", str(max(1, shard_bytes)))
    return timed("run", given, "-o", out, "--dedupe", "off", *engine)


if __name__ == "__main__":
    main()
