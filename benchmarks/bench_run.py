"""How fast is `kyyeu run`, where does the time go, how much memory does it take, and how does it compare?

    python benchmarks/bench_run.py [INPUT...] [--rounds 3] [--memory-articles 1000]
    python benchmarks/bench_run.py --open-spans [INPUT...]

Prints, in one run: articles/s and KB/s (KB: 1000 bytes of UTF-8) by stage and whole, the cost by number of articles
and by article length, peak memory, and the ratios to `underthesea.ner` and `underthesea.word_tokenize`; `make bench`
measures the same and more. Ranges in brackets are those of the rounds.
With `--open-spans` only what underthesea gives the names that the rules leave open: F1 and time with and without.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from measure import (
    SIZES,
    Row,
    Sizes,
    cost_of,
    in_turn,
    kilobytes,
    kyyeu,
    numbered,
    peak_mb,
    rates,
    ratios,
    read_texts,
    row,
    show,
    turns,
    write_articles,
)

from pipeline import stages
from pipeline.api import extract_article, process_item, warm_up
from pipeline.check import command
from pipeline.check.score import score, total
from pipeline.check.sources import Only, default_pairs, extracted
from pipeline.emit.render import render
from pipeline.read.article import read_page
from pipeline.read.items import MAX_BYTES, Item
from pipeline.tag import open_spans

NO_COPIES = ("--dedupe", "off")
"""The articles are those of the corpus over and over: they are not looked at as copies of each other."""

LINEAR_FROM = 4
"""KB from which the cost has to grow with the length: below it what every article costs counts for more."""


def by_stage(sizes: Sizes, texts: Sequence[str] = ()) -> list[Row]:
    """Time of each stage and of all, reading plain text and rendering with them."""
    texts = texts or read_texts(count=sizes.texts)
    warm_up()
    cold = in_turn({"cold": lambda: [extract_article(text) for text in texts]}, 1)["cold"]
    items = [Item("a.txt", len(raw), raw=raw, kind="text") for raw in map(str.encode, texts)]
    records = [extract_article(text) for text in texts]
    taken: dict[str, list[float]] = {}
    # Processor time, so that what else the machine does is not counted.
    with mock.patch.object(stages, "time", SimpleNamespace(perf_counter=time.process_time)):
        for _ in range(sizes.rounds):
            for name, seconds in _stages(texts, items, records).items():
                taken.setdefault(name, []).append(seconds)
    taken["whole, a text never seen before"] = [cold[0]]
    rows = []
    for name, seconds in taken.items():
        rows.append(row(f"{name}.ms", name, "ms/article", [1000 * each / len(texts) for each in seconds]))
        rows.append(row(f"{name}.articles", name, "articles/s", rates(len(texts), seconds)))
        rows.append(row(f"{name}.kb", name, "KB/s", rates(kilobytes(texts), seconds)))
    return rows


def _stages(texts: Sequence[str], items: Sequence[Item], records: Sequence[object]) -> dict[str, float]:
    """Seconds of one round by stage."""
    works: dict[str, Callable[[], object]] = {
        "read": lambda: [read_page(item) for item in items],
        "render": lambda: [render(record) for record in records],
        "whole": lambda: [render(process_item(item, MAX_BYTES)) for item in items],
    }
    once = {name: seconds[0] for name, seconds in in_turn(works, 1).items()}
    found = {"read": once["read"]}
    for text in texts:
        for name, seconds in stages.timed(text).items():
            found[name] = found.get(name, 0.0) + seconds
    return {**found, "render": once["render"], "whole": once["whole"]}


def by_articles(sizes: Sizes, texts: Sequence[str] = ()) -> list[Row]:
    """`kyyeu run --workers 2` from start to end by number of articles; memory is that of parent and workers."""
    texts = texts or read_texts(count=sizes.texts)
    taken: dict[int, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        counts = (*sizes.articles, *sizes.once)
        folders = {count: write_articles(Path(name) / str(count), range(count), texts) for count in counts}
        size = {count: sum(path.stat().st_size for path in folders[count].iterdir()) / 1000 for count in counts}
        for turn in turns(sizes):
            for count in counts:
                if turn == 0 or count in sizes.articles:
                    cost = cost_of(kyyeu("run", folders[count], "-o", Path(name) / "out", "--workers", "2", *NO_COPIES))
                    taken.setdefault(count, []).append((cost.seconds, cost.peak_mb))
    rows = []
    for count, found in taken.items():
        seconds, label = [each for each, _ in found], f"{count:,} articles"
        rows.append(row(f"{count}.s", label, "s", seconds))
        rows.append(row(f"{count}.articles", label, "articles/s", rates(count, seconds)))
        rows.append(row(f"{count}.kb", label, "KB/s", rates(size[count], seconds)))
        rows.append(row(f"{count}.mb", label, "MB of memory", [each for _, each in found]))
    before, after = sizes.articles[-2:]
    grown = ratios([mb for _, mb in taken[after]], [mb for _, mb in taken[before]])
    return [*rows, row("memory.ratio", f"memory, {after:,} against {before:,} articles", "×", grown)]


def by_length(sizes: Sizes, texts: Sequence[str] = ()) -> list[Row]:
    """Cost of one text by its length: reports of meetings joined to one text of so many KB."""
    texts = texts or read_texts(count=sizes.texts)
    warm_up()
    # Of a text that reports on no meeting little more is asked, whatever its length.
    joined = "\n\n".join(text for text in texts if extract_article(text).report == "meeting").encode()
    joined *= -(-max(sizes.lengths) * 1000 // len(joined))
    cut = {length: joined[: length * 1000].decode(errors="ignore") for length in sizes.lengths}
    works = {str(length): lambda text=text: extract_article(text) for length, text in cut.items()}
    in_turn(works, 1)
    taken = in_turn(works, sizes.rounds)
    rows = []
    for length in sizes.lengths:
        seconds, label = taken[str(length)], f"one text of {length:,} KB"
        rows.append(row(f"{length}.ms", label, "ms", [1000 * each for each in seconds]))
        rows.append(row(f"{length}.kb", label, "KB/s", rates(length, seconds)))
    long = [length for length in sizes.lengths if length >= LINEAR_FROM]
    slopes = [_exponent(long, [taken[str(length)][turn] for length in long]) for turn in range(sizes.rounds)]
    return [*rows, row("exponent", f"exponent of the length from {long[0]} KB (1: linear)", "", slopes)]


def _exponent(lengths: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the length with which the time grows."""
    return statistics.linear_regression(list(map(math.log, lengths)), list(map(math.log, seconds))).slope


def show_open_spans(texts: Sequence[str], rounds: int) -> None:
    """F1 of the officials' names in each corpus with gold, and the time, with underthesea's word and without."""
    fields = command.choose_fields(["officials.name"], details=False)
    for name, switch in (("without", "0"), ("with", "1")):
        os.environ[open_spans.SWITCH] = switch
        for pair in default_pairs():
            documents = list(extracted([pair], command.extract, Only()))
            counts = total(outcome.counts for outcome in score(fields, documents))
            print(f"{name:<8}", pair.corpus.name, end=": F1 of officials.name ")
            f1 = "–" if counts.f1 is None else f"{counts.f1:.2%}"
            print(f"{f1}, {counts.tp} right, {counts.fp} wrong, {counts.fn} missed")
    taken = in_turn({switch: lambda switch=switch: _switched(switch, texts) for switch in ("0", "1")}, rounds)
    asked = open_spans.proper_names.cache_info().misses
    print(f"underthesea is asked for {asked} sentences of {len(texts)} articles")
    without, with_it = (1000 * statistics.median(seconds) / len(texts) for seconds in taken.values())
    print(f"{without:.2f} ms an article without, {with_it:.2f} with")


def _switched(switch: str, texts: Sequence[str]) -> None:
    os.environ[open_spans.SWITCH] = switch
    open_spans.proper_names.cache_clear()
    for text in texts:
        extract_article(text)


def memory(inputs: Sequence[str], articles: int) -> None:
    """Runs in a process of its own: peak memory after a tenth of the articles, and after all of them."""
    texts = read_texts(inputs)
    warm_up()
    print(f"peak memory of a worker: {peak_mb():.0f} MB loaded", end="")
    for number in range(articles):
        render(extract_article(numbered(texts, number)))
        if number == articles // 10:
            print(f", {peak_mb():.0f} MB after {number} articles", end="")
    print(f", {peak_mb():.0f} MB after {articles}")


def main() -> None:
    """Prints the whole report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("inputs", nargs="*", default=["corpus"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory-articles", type=int, default=1000)
    parser.add_argument("--open-spans", action="store_true", help="only F1 and time with and without open spans")
    parser.add_argument("--only-memory", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_memory:
        memory(options.inputs, options.memory_articles)
        return
    texts = read_texts(options.inputs)
    if not texts:
        parser.error("no articles")
    warm_up()
    if options.open_spans:
        show_open_spans(texts, options.rounds)
        return
    from bench_compare import beside_underthesea

    sizes = replace(SIZES["normal"], rounds=options.rounds, articles=(100, 1000))
    for work in (by_stage, by_articles, by_length, beside_underthesea):
        show(work(sizes, texts))
        print(flush=True)
    again = [sys.executable, __file__, *options.inputs, "--only-memory"]
    subprocess.run([*again, "--memory-articles", str(options.memory_articles)], check=True)


if __name__ == "__main__":
    main()
