"""Everything that is measured of the speed and memory of kyyeu, in one table.

    make bench                      every section, in less than 30 minutes on two cores; FULL=1 adds the longest
    python benchmarks/bench.py [--only SECTION,...] [--size normal|full|tiny] [--results FILE] [--docs DIR]
    python benchmarks/bench.py --page         only the page, from the results that are there

Writes `benchmarks/results.json` after every section and `docs/benchmarks.md` with its pictures at the end. Each section
runs in a process of its own for at most its budget; one that fails is named and costs no other. With --only the other
sections stay as they were, if they were measured on a machine of this kind. Exit code: 0 all measured, 1 some failed,
2 wrong usage.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

import bench_page
from measure import ROOT, SIZES, NotInstalledError, Row, Sizes, machine, show
from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).with_name("results.json")
FORMAT = 1
FULL_FACTOR = 8
"""How many times its budget a section may take in the full run."""

IN_TIME = 0.85
"""Part of the budget in which the rounds of a section have to end."""

GRACE = 20.0
"""Seconds in which a section that is over its budget may end its own processes."""


@dataclass(frozen=True)
class Section:
    """`work` is MODULE:FUNCTION, which gets the sizes and gives rows; `budget` is in seconds."""

    work: str
    budget: float


SECTIONS: dict[str, Section] = {
    "stages": Section("bench_run:by_stage", 60),
    "lengths": Section("bench_run:by_length", 90),
    "rules": Section("bench_rules:by_rules", 130),
    "filter": Section("bench_filter:by_filter", 30),
    "warc": Section("bench_warc:by_crawl", 50),
    "underthesea": Section("bench_compare:beside_underthesea", 180),
    "spacy": Section("bench_compare:beside_spacy", 100),
    "heideltime": Section("bench_compare:beside_heideltime", 60),
    "workers": Section("bench_cluster:by_workers", 420),
    "articles": Section("bench_run:by_articles", 670),
}
"""Together less than 30 minutes."""


def measured(name: str, section: Section, size: str) -> dict[str, Any]:
    """One section: `status` (ok, failed, over budget, not installed), `message`, `seconds`, `load`, `at`, `rows`."""
    budget = section.budget * (FULL_FACTOR if size == "full" else 1)
    started, load = time.monotonic(), os.getloadavg()[0]
    found: dict[str, Any] = {"status": "failed", "message": "its process died", "rows": []}
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / f"{name}.json"
        command = [sys.executable, __file__, "--work", section.work, "--size", size, "--results", str(into)]
        command += ["--seconds", str(budget * IN_TIME)]
        # Libraries with threads of their own would take the time of more than one processor.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TMPDIR": folder}
        with subprocess.Popen(command, env=environment, start_new_session=True) as child:
            try:
                child.wait(budget)
            except subprocess.TimeoutExpired:
                found["status"], found["message"] = "over budget", f"not done after {budget:.0f} s"
            finally:
                end(child)
        if into.exists() and found["status"] == "failed":
            found = json.loads(into.read_text(encoding="utf-8"))
    return {
        **found,
        "size": size,
        "at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "seconds": round(time.monotonic() - started, 1),
        "load": [round(load, 2), round(os.getloadavg()[0], 2)],
    }


def end(child: subprocess.Popen[bytes]) -> None:
    """The process, asked first so that it ends others of its own, and its whole group."""
    if child.poll() is None:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(GRACE)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def work(place: str, sizes: Sizes, into: Path) -> None:
    """Runs in the process of a section."""

    def leave(*_: object) -> NoReturn:
        sys.exit(1)

    signal.signal(signal.SIGTERM, leave)
    module, function = place.split(":")
    told: dict[str, Any]
    try:
        rows: list[Row] = getattr(importlib.import_module(module), function)(sizes)
        told = {"status": "ok", "message": "", "rows": [asdict(found) for found in rows]}
    except NotInstalledError as error:
        told = {"status": "not installed", "message": str(error), "rows": []}
    except Exception as error:  # noqa: BLE001 (whatever ails a section is told)
        traceback.print_exc()
        told = {"status": "failed", "message": f"{type(error).__name__}: {error}"[:300], "rows": []}
    save(told, into)


def save(data: Mapping[str, Any], path: Path) -> None:
    """Written beside its place and put there as a whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def load(path: Path) -> dict[str, Any]:
    """The results that are there; new ones where there are none of this format and of a machine of this kind."""
    with suppress(OSError, ValueError):
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if (found.get("format"), found.get("machine")) == (FORMAT, machine()):
            return found
    return {"format": FORMAT, "version": version("kyyeu"), "machine": machine(), "sections": {}}


def bench(names: Sequence[str], size: str, results: Path, docs: Path) -> int:
    """Measures the sections, tells of them, writes results and page; the exit code."""
    console = Console()
    data = load(results)
    for name in names:
        console.rule(f"{name} (at most {SECTIONS[name].budget * (FULL_FACTOR if size == 'full' else 1):.0f} s)")
        found = data["sections"][name] = measured(name, SECTIONS[name], size)
        data["sections"] = {key: data["sections"][key] for key in SECTIONS if key in data["sections"]}
        save(data, results)
        if found["rows"]:
            show([Row(**each) for each in found["rows"]])
        else:
            console.print(f"{found['status']}: {found['message']}", markup=False)
        console.print(f"{found['seconds']:.0f} s, load {found['load'][0]} to {found['load'][1]}", style="dim")
    bench_page.write(data, docs)
    heading, *lines = bench_page.judged(data)
    table = Table(*heading)
    for line in lines:
        table.add_row(*line)
    console.print(table)
    return int(any(data["sections"][name]["status"] not in ("ok", "not installed") for name in names))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="SECTION,...", help=", ".join(SECTIONS))
    parser.add_argument("--size", choices=list(SIZES), default="normal")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    parser.add_argument("--page", action="store_true", help="only the page")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, default=math.inf, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work, replace(SIZES[options.size], seconds=options.seconds), options.results)
        return 0
    if options.page:
        bench_page.write(json.loads(options.results.read_text(encoding="utf-8")), options.docs)
        return 0
    names = options.only.split(",") if options.only else list(SECTIONS)
    if unknown := [name for name in names if name not in SECTIONS]:
        parser.error(f"no section named {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    return bench(names, options.size, options.results, options.docs)


if __name__ == "__main__":
    sys.exit(main())
