"""What the benchmarks share: texts, works that are timed in turn, rows of results, runs of `kyyeu`, the machine."""

from __future__ import annotations

import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from pipeline.errors import ExtractionError
from pipeline.read.article import read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import Tally

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"

ARTICLES_PER_FILE = 50


class NotInstalledError(Exception):
    """What is compared with is not there."""


@dataclass(frozen=True)
class Sizes:
    """How much a benchmark does. Articles, records and pages are numbers of them; lengths are in KB."""

    rounds: int
    articles: tuple[int, ...]
    once: tuple[int, ...]
    """Numbers of articles that are run once."""
    worker_articles: int
    """Enough that starting the processes, two to three seconds, counts for little beside the work."""
    share: int
    """One article in so many goes through what is slower than the extraction."""
    records: int
    pages: int
    lengths: tuple[int, ...]
    texts: int | None = None
    """Articles of the corpus that are taken; all where `None`."""
    seconds: float = math.inf
    """In which the rounds of what takes minutes have to end: fewer are done where other load slows them."""


_LENGTHS = (1, 4, 16, 64, 256, 1000)
SIZES: Mapping[str, Sizes] = {
    "tiny": Sizes(3, (2, 4), (), 4, 2, 40, 20, (1, 4, 8), texts=4),
    "normal": Sizes(3, (100, 1000, 10_000), (), 800, 12, 5000, 1000, _LENGTHS),
    "full": Sizes(5, (100, 1000, 10_000), (100_000,), 10_000, 12, 20_000, 2000, _LENGTHS),
}


@dataclass(frozen=True)
class Row:
    """One figure: the median of the runs and their range. `key` names it for targets and plots."""

    key: str
    label: str
    unit: str
    median: float
    low: float
    high: float
    runs: int


def row(key: str, label: str, unit: str, values: Iterable[float]) -> Row:
    """The row of the values of all runs. Raises `ValueError` without any or where one is no finite number."""
    found = list(values)
    if not found or not all(map(math.isfinite, found)):
        raise ValueError(f"{key}: no figures: {found}")
    return Row(key, label, unit, statistics.median(found), min(found), max(found), len(found))


def in_turn(
    works: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, list[float]]:
    """Seconds of each work by round. Each round does all works, so that other load falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            started = clock()
            work()
            taken[name].append(clock() - started)
    return taken


def turns(sizes: Sizes) -> Iterator[int]:
    """The numbers of the rounds, as many as end in time, one at least."""
    started, longest = time.monotonic(), 0.0
    for turn in range(sizes.rounds):
        begun = time.monotonic()
        if turn and begun - started + longest > sizes.seconds:
            return
        yield turn
        longest = max(longest, time.monotonic() - begun)


def rates(amount: float, seconds: Sequence[float]) -> list[float]:
    """Amount a second, by round."""
    return [amount / each for each in seconds]


def ratios(over: Sequence[float], under: Sequence[float]) -> list[float]:
    """The quotient of each round."""
    return [one / other for one, other in zip(over, under, strict=True)]


def read_texts(inputs: Sequence[str | Path] = (CORPUS,), count: int | None = None) -> list[str]:
    """The texts of all articles of the inputs, or of so many spread over them."""
    texts = []
    for item in items(find_sources(inputs, Tally())):
        try:
            texts.append(read_page(item).text)
        except ExtractionError as error:
            print(f"left out: {item.uri}: {error}", file=sys.stderr)
    return texts[:: max(1, len(texts) // count)][:count] if count else texts


def kilobytes(texts: Iterable[str]) -> float:
    """Size in UTF-8, in units of 1000 bytes."""
    return sum(len(text.encode()) for text in texts) / 1000


def numbered(texts: Sequence[str], number: int) -> str:
    """One of the texts, unlike all others of other numbers: a cache without bounds would show."""
    return f"{texts[number % len(texts)]}\nBản tin số {number}"


def write_articles(folder: Path, numbers: Iterable[int], texts: Sequence[str]) -> Path:
    """The folder, with a file for each 50 articles."""
    folder.mkdir(parents=True)
    lines = [
        json.dumps({"url": f"https://example.vn/{n}", "text": numbered(texts, n)}, ensure_ascii=False) + "\n"
        for n in numbers
    ]
    for first in range(0, len(lines), ARTICLES_PER_FILE):
        (folder / f"{first:07}.jsonl").write_text("".join(lines[first : first + ARTICLES_PER_FILE]), encoding="utf-8")
    return folder


def peak_mb() -> float:
    """Largest resident size of this process so far, in MB."""
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, seconds of processor and the peak of memory in MB, its children with it."""

    seconds: float
    cpu: float
    peak_mb: float


def kyyeu(*arguments: str | Path) -> list[str]:
    """The command as a list of words."""
    return [sys.executable, "-m", "pipeline", *map(str, arguments)]


def cost_of(*commands: list[str]) -> Cost:
    """What the commands took, all at once. Raises `CalledProcessError`."""
    before, started = _cpu_of_children(), time.perf_counter()
    running = [psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    peak = 0.0
    try:
        while any(process.poll() is None for process in running):
            peak = max(peak, sum(map(_memory_mb, running)))
            time.sleep(0.05)
        seconds = time.perf_counter() - started
    finally:
        for process in running:
            if process.poll() is None:
                process.kill()
    for process, command in zip(running, commands, strict=True):
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command[1:4])
    return Cost(seconds, _cpu_of_children() - before, peak)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory_mb(process: psutil.Process) -> float:
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            total += each.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total / 1e6


def machine() -> dict[str, str | int | float]:
    """What kind of machine this is, not which."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def figure(value: float) -> str:
    """A number as people write it, of three digits or more."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def cell(found: Row) -> str:
    """Median and, of several runs, the range."""
    if found.runs == 1:
        return figure(found.median)
    return f"{figure(found.median)} ({figure(found.low)}–{figure(found.high)})"


def table(rows: Sequence[Row]) -> list[list[str]]:
    """Heading and lines of a table: a line for each label, a column for each unit."""
    units = list(dict.fromkeys(found.unit for found in rows))
    lines: dict[str, dict[str, str]] = {}
    for found in rows:
        lines.setdefault(found.label, {})[found.unit] = cell(found)
    return [["", *units], *([label, *(cells.get(unit, "") for unit in units)] for label, cells in lines.items())]


def show(rows: Sequence[Row]) -> None:
    """Prints the table."""
    lines = table(rows)
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        print(line[0].ljust(widths[0]), *(line[n].rjust(widths[n]) for n in range(1, len(line))), sep="  ")
