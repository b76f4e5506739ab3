"""How fast is `kyyeu run`, where does the time go, how much memory does it take, and how does it compare?

    python benchmarks/bench_run.py [INPUT...] [--rounds 3] [--memory-articles 1000]
    python benchmarks/bench_run.py --open-spans [INPUT...]

Prints, in one run: articles/s and KB/s of one worker (KB: 1000 bytes of UTF-8), the start-up, the time by
stage, one worker against two, peak memory, the cost by article length, and the ratios to `underthesea.ner` and
`underthesea.word_tokenize` over the same whole articles (medians after a cold round).
With `--open-spans` only what underthesea gives the names that the rules leave open: F1 and time with and without.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline import stages
from pipeline.api import extract_article, warm_up
from pipeline.check import command
from pipeline.check.score import score, total
from pipeline.check.sources import Only, default_pairs, extracted
from pipeline.emit.cells import json_line
from pipeline.emit.files import RunFiles
from pipeline.emit.render import render, render_job
from pipeline.emit.summary import Summary
from pipeline.errors import ExtractionError
from pipeline.read.article import read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import MAX_BYTES, Tally
from pipeline.tag import open_spans
from pipeline.workers import run_ordered

NER_SHARE = 8
"""One article in so many goes through `underthesea.ner`, which needs half a second for each."""

LENGTHS = (1, 4, 16, 64, 256, 1000)
"""Lengths of one text in KB."""

MIN_RUN_ARTICLES = 1000
"""Articles of the timed run: the corpus as often as it takes, so that starting the worker does not decide."""


def read_texts(inputs: Sequence[str]) -> list[str]:
    """The texts of all articles of the inputs."""
    texts = []
    for item in items(find_sources(inputs, Tally())):
        try:
            texts.append(read_page(item).text)
        except ExtractionError as error:
            print(f"left out: {item.uri}: {error}", file=sys.stderr)
    return texts


def kilobytes(texts: Sequence[str]) -> float:
    """Size in UTF-8, in units of 1000 bytes."""
    return sum(len(text.encode()) for text in texts) / 1000


def median_seconds(work: Callable[[], object], rounds: int) -> float:
    """Median time of `work` over the rounds after a first one that warms the caches."""
    work()
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def run_seconds(texts: Sequence[str], workers: int = 1) -> float:
    """Seconds of a whole run, from the start of the workers to the files in place."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(json_line({"text": text}) for text in texts), encoding="utf-8")
        summary = Summary()
        started = time.perf_counter()
        results = run_ordered(items(find_sources([source], Tally())), render_job(MAX_BYTES), workers=workers)
        with RunFiles(Path(folder) / "out") as files:
            for _, rendered in results:
                files.add(rendered)
                summary.add(rendered)
            files.commit(summary.to_dict({}))
        seconds = time.perf_counter() - started
    if summary.failures:
        raise SystemExit(f"some articles failed: {dict(summary.failures)}")
    return seconds


def show_run(texts: Sequence[str]) -> None:
    """Speed of the whole run, and how much of it is the start of the worker."""
    many = list(texts) * -(-MIN_RUN_ARTICLES // len(texts))
    seconds, size = run_seconds(many), kilobytes(many)
    print(f"{len(texts)} articles, {kilobytes(texts):.0f} KB, taken {len(many) // len(texts)} times")
    print(f"run, 1 worker: {len(many) / seconds:.1f} articles/s, {size / seconds:.1f} KB/s, {seconds:.1f} s")
    print(f"start-up: {run_seconds(texts[:1]):.2f} s for a run of one article")
    two = run_seconds(many, workers=2)
    print(f"run, 2 workers: {len(many) / two:.1f} articles/s, ×{seconds / two:.2f} of one")


def show_stages(texts: Sequence[str]) -> None:
    """The share of each stage in the time of the extraction."""
    totals: dict[str, float] = {}
    for text in texts:
        for name, seconds in stages.timed(text).items():
            totals[name] = totals.get(name, 0.0) + seconds
    whole = sum(totals.values())
    print("stage            ms/article   share")
    for name, seconds in sorted(totals.items(), key=lambda pair: -pair[1]):
        print(f"  {name:<14} {1000 * seconds / len(texts):>10.2f} {seconds / whole:>7.1%}")


def show_ratio(texts: Sequence[str], rounds: int) -> None:
    """underthesea's entity tagger and segmenter, and the whole extraction, over the same whole articles."""
    from underthesea import ner, word_tokenize

    sample = texts[::NER_SHARE]
    size = kilobytes(sample)
    ours = median_seconds(lambda: [extract_article(text) for text in sample], rounds)
    print(f"same {len(sample)} whole articles ({size:.0f} KB), medians of {rounds}:")
    print(f"  kyyeu                      {size / ours:>8.1f} KB/s")
    for theirs in (ner, word_tokenize):
        seconds = median_seconds(lambda call=theirs: [call(text) for text in sample], rounds)
        print(f"  underthesea.{theirs.__name__:<14} {size / seconds:>8.1f} KB/s   kyyeu ×{seconds / ours:.1f}")


def show_lengths(texts: Sequence[str], rounds: int) -> None:
    """Cost by length: articles joined to one text of so many KB."""
    joined = "\n\n".join(texts).encode()
    joined *= -(-max(LENGTHS) * 1000 // len(joined))
    print("one text of     KB/s")
    for length in LENGTHS:
        text = joined[: length * 1000].decode(errors="ignore")
        seconds = median_seconds(lambda text=text: extract_article(text), rounds)
        print(f"  {length:>5} KB {length / seconds:>10.1f}")


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
    seconds = open_span_seconds(texts, rounds)
    asked = open_spans.proper_names.cache_info().misses
    print(f"underthesea is asked for {asked} sentences of {len(texts)} articles")
    print(f"{1000 * seconds['0'] / len(texts):.2f} ms an article without, {1000 * seconds['1'] / len(texts):.2f} with")


def open_span_seconds(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Median time over the texts by value of the switch, turn by turn so that other load falls on both alike."""
    taken: dict[str, list[float]] = {"0": [], "1": []}
    for _ in range(rounds):
        for switch, seconds in taken.items():
            os.environ[open_spans.SWITCH] = switch
            open_spans.proper_names.cache_clear()
            started = time.process_time()
            for text in texts:
                extract_article(text)
            seconds.append(time.process_time() - started)
    return {switch: statistics.median(seconds) for switch, seconds in taken.items()}


def peak_mb() -> float:
    """Largest resident size of this process so far, in MB."""
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


def memory(inputs: Sequence[str], articles: int) -> None:
    """Runs in a process of its own: peak memory after a tenth of the articles, and after all of them."""
    texts = read_texts(inputs)
    warm_up()
    print(f"peak memory of a worker: {peak_mb():.0f} MB loaded", end="")
    for number in range(articles):
        # Each article differs from all others, so that a cache without bounds would show.
        render(extract_article(f"{texts[number % len(texts)]}\nBản tin số {number}"))
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
    show_run(texts)
    show_stages(texts)
    sys.stdout.flush()
    again = [sys.executable, __file__, *options.inputs, "--only-memory"]
    subprocess.run([*again, "--memory-articles", str(options.memory_articles)], check=True)
    show_ratio(texts, options.rounds)
    show_lengths(texts, options.rounds)


if __name__ == "__main__":
    main()
