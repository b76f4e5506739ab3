"""What a run will cost, from a sample: pages, relevant pages, hours and memory on one machine and on many workers."""

from __future__ import annotations

import math
import os
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from random import Random
from typing import Final

from pipeline.api import process_item, warm_up
from pipeline.model.record import Record
from pipeline.read.discover import Source, items
from pipeline.read.items import MARK, Item

STEPS: Final = 200
"""Inputs that the sample is spread over, evenly by their bytes."""

GOLDEN: Final = 0.618
"""Stride through the inputs drawn, as a share of them: near the golden section a walk leaves no large gap."""

START_UP: Final = 4.0
"""Seconds until workers and their children stand ready."""


@dataclass(slots=True)
class Counts:
    """What was found in some bytes of the inputs, and the seconds of one processor that it took."""

    bytes: float = 0
    pages: float = 0
    relevant: float = 0
    meetings: float = 0
    failures: float = 0
    reading: float = 0
    extraction: float = 0

    def plus(self, other: Counts, times: float = 1) -> None:
        """Adds another one, so many times."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + times * getattr(other, each.name))


@dataclass(slots=True)
class Sample:
    """What was read (`found`) and what that makes of all inputs (`whole`)."""

    total_bytes: int
    files: int
    found: Counts
    whole: Counts
    worker_bytes: int

    def seconds(self, workers: int, *, cluster: bool = False) -> float:
        """Wall time of the whole run. One machine reads in one process; on a cluster each worker reads its shards."""
        if cluster:
            return START_UP + (self.whole.reading + self.whole.extraction) / workers
        return START_UP + max(self.whole.reading, self.whole.extraction / workers)

    def memory(self, workers: int, *, cluster: bool = False) -> int:
        """Bytes that all processes hold: a reader and a child each on a cluster, else one reader."""
        return self.worker_bytes * (2 * workers if cluster else workers + 1)


def take_sample(sources: Sequence[Source], *, seconds: float, max_bytes: int, all_pages: bool) -> Sample:
    """Reads parts of the inputs until the time is up.

    Inputs are drawn in proportion to their bytes, so that what is true of all is the mean of what each of them
    has in a byte (the estimator of Hansen and Hurwitz, 1943).
    """
    total = sum(source.size for source in sources)
    found, rates, drawn = Counts(), Counts(), 0
    warm_up()
    chosen = list(_spread(sources))
    until = time.perf_counter() + seconds
    for index, (source, times) in enumerate(chosen):
        if drawn and time.perf_counter() > until:
            break
        share = (until - time.perf_counter()) / (len(chosen) - index)
        part = _read(source, time.perf_counter() + share, max_bytes=max_bytes, all_pages=all_pages)
        if part.bytes:
            found.plus(part)
            rates.plus(part, times / part.bytes)
            drawn += times
    whole = Counts()
    if drawn:
        whole.plus(rates, total / drawn)
    # Linux counts in KiB.
    return Sample(total, len(sources), found, whole, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def _spread(sources: Sequence[Source]) -> Iterator[tuple[Source, int]]:
    """At most `STEPS` inputs, one for each equal part of all bytes, and for how many parts each stands.

    They come in an order in which any beginning is spread over all of them: the time may be up before the end.
    """
    readable = [source for source in sources if source.error is None and source.size]
    step = sum(source.size for source in readable) / STEPS
    # A point at random in each step: inputs that come in turns would meet equal distances again and again.
    chance = Random(0)  # noqa: S311 (no secret; the same inputs give the same sample)
    points = iter([(number + chance.random()) * step for number in range(STEPS)])
    point = next(points)
    drawn: list[tuple[Source, int]] = []
    passed = 0
    for source in readable:
        passed += source.size
        times = 0
        while point < passed:
            times += 1
            point = next(points, math.inf)
        if times:
            drawn.append((source, times))
    stride = max(1, round(len(drawn) * GOLDEN))
    while math.gcd(stride, len(drawn)) > 1:
        stride += 1
    return (drawn[index * stride % len(drawn)] for index in range(len(drawn)))


def _read(source: Source, until: float, *, max_bytes: int, all_pages: bool) -> Counts:
    """The items of one input, up to a moment but at least one."""
    part = Counts()
    started = time.perf_counter()
    done = offset = 0
    for item in items([source], max_bytes, relevant_only=not all_pages, marks=True):
        part.reading += time.perf_counter() - started
        article = item.kind != MARK
        part.pages += len(item.ledger) or int(article)
        done += item.size if article else 0
        offset = item.after.offset
        if article:
            _extract(item, part, max_bytes)
        if time.perf_counter() > until:
            part.bytes = min(offset or done, source.size)
            return part
        started = time.perf_counter()
    part.bytes = source.size
    return part


def _extract(item: Item, part: Counts, max_bytes: int) -> None:
    started = time.perf_counter()
    result = process_item(item, max_bytes)
    part.extraction += time.perf_counter() - started
    part.relevant += 1
    if isinstance(result, Record):
        part.meetings += result.report == "meeting"
    else:
        part.failures += 1


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
