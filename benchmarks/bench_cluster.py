"""Two workers against one, and two workers of a Dask cluster against two of one machine; what `kyyeu plan` foretold.

    python benchmarks/bench_cluster.py [--articles 800] [--rounds 1]

The Dask cluster is started before the clock and warmed up by a run of a few articles, as a cluster that stands. Beside
two workers stand two runs of one worker each, at once, over half the input: what this machine gives to two processes
that have nothing to do with each other, at that moment. Then the time planned from a twentieth of the input is set
against the time taken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import psutil
from measure import (
    ROOT,
    SIZES,
    Cost,
    Row,
    Sizes,
    cost_of,
    kyyeu,
    rates,
    ratios,
    read_texts,
    row,
    show,
    turns,
    write_articles,
)

sys.path.insert(0, str(ROOT / "tests" / "cluster"))

from dask_processes import DaskCluster, dask_cluster

LABELS = {
    "one": "one worker",
    "two": "two workers",
    "halves": "two runs at once, half the input each",
    "dask": "Dask, two workers",
}
SHARDS = 8
"""Shards that the input is cut into for Dask."""


def by_workers(sizes: Sizes) -> list[Row]:
    """Seconds of each kind of run and how they compare, in turn; each starts its processes, but for Dask's workers."""
    count, texts = sizes.worker_articles, read_texts(count=sizes.texts)
    taken: dict[str, list[Cost]] = {name: [] for name in LABELS}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        given = write_articles(work / "in", range(count), texts)
        halves = [write_articles(work / f"half{n}", range(n * count // 2, (n + 1) * count // 2), texts) for n in (0, 1)]
        few = write_articles(work / "few", range(10), texts)
        with dask_cluster(work, "first", "second") as cluster:
            run_dask(cluster, few, work / "warm", 1)
            size = sum(path.stat().st_size for path in given.iterdir()) // SHARDS
            for turn in turns(sizes):
                out = work / f"out{turn}"
                taken["one"].append(cost_of(_local(given, out / "one", 1)))
                taken["two"].append(cost_of(_local(given, out / "two", 2)))
                both = [_local(half, out / half.name, 1) for half in halves]
                taken["halves"].append(cost_of(*both))
                taken["dask"].append(run_dask(cluster, given, out / "dask", size))
                two, dask = ((out / kind / "records.jsonl").read_bytes() for kind in ("two", "dask"))
                if two != dask:
                    raise RuntimeError("two workers and Dask wrote other records")
    return _rows(count, taken)


def _rows(count: int, taken: Mapping[str, list[Cost]]) -> list[Row]:
    rows = []
    for name, costs in taken.items():
        rows.append(row(f"{name}.s", LABELS[name], "s", [cost.seconds for cost in costs]))
        rows.append(row(f"{name}.articles", LABELS[name], "articles/s", rates(count, [cost.seconds for cost in costs])))
        rows.append(row(f"{name}.cpu", LABELS[name], "s of processor", [cost.cpu for cost in costs]))
        rows.append(row(f"{name}.mb", LABELS[name], "MB of memory", [cost.peak_mb for cost in costs]))

    def compare(key: str, label: str, over: str, under: str, part: Callable[[Cost], float]) -> None:
        rows.append(row(key, label, "×", ratios([part(c) for c in taken[over]], [part(c) for c in taken[under]])))

    compare("two.ratio", "two workers against one", "one", "two", _seconds)
    compare("halves.ratio", "two runs at once against one (what the machine gives)", "one", "halves", _seconds)
    compare("two.cpu_ratio", "processor time of one worker against two (1: nothing added)", "one", "two", _processor)
    compare("dask.ratio", "Dask against two workers", "two", "dask", _seconds)
    compare("dask.cpu_ratio", "processor time of two workers against Dask", "two", "dask", _processor)
    return rows


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _processor(cost: Cost) -> float:
    return cost.cpu


def _local(given: Path, out: Path, workers: int) -> list[str]:
    return kyyeu("run", given, "-o", out, "--dedupe", "off", "--workers", str(workers))


def run_dask(cluster: DaskCluster, given: Path, out: Path, shard_bytes: int) -> Cost:
    """What a run on the cluster took, scheduler and workers with it."""
    before = _cluster_use(cluster)
    shards = ("--shard-size", str(max(1, shard_bytes)))
    engine = ("--engine", "dask", "--scheduler", cluster.address, *shards)
    cost = cost_of(kyyeu("run", given, "-o", out, "--dedupe", "off", *engine))
    after = _cluster_use(cluster)
    return Cost(cost.seconds, cost.cpu + after[0] - before[0], cost.peak_mb + after[1])


def _cluster_use(cluster: DaskCluster) -> tuple[float, float]:
    """Seconds of processor so far, and MB now."""
    cpu = memory = 0.0
    for process in cluster.processes.values():
        parent = psutil.Process(process.pid)
        for each in (parent, *parent.children(recursive=True)):
            times = each.cpu_times()
            cpu += times.user + times.system
            memory += each.memory_info().rss / 1e6
    return cpu, memory


def by_plan(articles: int) -> list[Row]:
    """Seconds that `kyyeu plan` foretells for one worker from a twentieth of the input, and those taken."""
    with tempfile.TemporaryDirectory() as name:
        given = write_articles(Path(name) / "in", range(articles), read_texts())
        one = cost_of(_local(given, Path(name) / "out", 1)).seconds
        command = kyyeu("plan", given, "--seconds", f"{one / 20:.1f}", "--json")
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    planned = told["all"]["reading"] + told["all"]["extraction"]
    share = told["sample"]["bytes"] / told["bytes"]
    label = f"planned from {share:.1%} of the bytes"
    return [row("planned", label, "s", [planned]), row("taken", "taken / planned", "×", [one / planned])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=SIZES["normal"].worker_articles)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    show(by_workers(replace(SIZES["normal"], rounds=options.rounds, worker_articles=options.articles)))
    show(by_plan(options.articles))


if __name__ == "__main__":
    main()
