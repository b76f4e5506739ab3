"""How does the cost of an article grow with the number of rules?

    python benchmarks/bench_rules.py [--rounds 3] [--times 4]

Every rule of `patterns/*.toml` is there once and `--times` times: as copies that begin with words of their own which
stand in no article («foreign words»: rules for other things), and as true copies, all of which match where the first
does. Each set is read by a process of its own; they take turns over the corpus, in processor time. True copies of a
rule that the code calls by its name are loaded and looked for, but never asked.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from measure import SIZES, Row, Sizes, ratios, read_texts, row, show

from pipeline.rulebook import NO_RULES, patterns_dir

TIMES = 4
LABELS = {"once": "×1", "foreign": "×{}, copies that begin with foreign words", "same": "×{}, true copies"}


def foreign_word(copy: int, number: int) -> str:
    """A word of no language, its own for each copy of each rule."""
    letters = ascii_lowercase[copy]
    for _ in range(3):
        number, digit = divmod(number, len(ascii_lowercase))
        letters += ascii_lowercase[digit]
    return f"zx{letters}"


def copied(entry: dict[str, Any], copy: int, number: int, *, foreign: bool) -> dict[str, Any]:
    """A rule under another name."""
    made = {**entry, "id": f"{entry['id']}_x{copy}"}
    if foreign:
        # The pattern may end in a comment: the bracket needs a line of its own.
        made["pattern"] = f"{foreign_word(copy, number)}\\s+(?:{entry['pattern']}\n)"
    return made


def write_copies(folder: Path, times: int, *, foreign: bool) -> int:
    """The rules of the project in a folder, so many times; the number of rules."""
    shutil.copytree(patterns_dir(), folder)
    number = 0
    for path in sorted(folder.glob("*.toml")):
        rules = [] if path.stem in NO_RULES else tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
        with path.open("a", encoding="utf-8") as file:
            for copy in range(times - 1):
                for place, entry in enumerate(rules, start=number):
                    made = copied(entry, copy, place, foreign=foreign)
                    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in made.items())
                    file.write("\n[[rule]]\n" + "".join(lines))
        number += len(rules)
    return number * times


@contextmanager
def reader(patterns: Path, count: int | None) -> Iterator[Callable[[], float]]:
    """A process that reads the corpus by these rules at each call; the seconds of processor it took."""
    command = [sys.executable, __file__, "--reader", str(count or 0)]
    environment = {**os.environ, "KYYEU_PATTERNS": str(patterns)}
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None  # noqa: S101 (tells the type)
        assert child.stdout is not None  # noqa: S101
        told, asked = child.stdout, child.stdin

        def turn() -> float:
            asked.write("\n")
            asked.flush()
            line = told.readline()
            if not line:
                raise RuntimeError(f"the reader of {patterns.name} died")
            return float(line)

        try:
            yield turn
        finally:
            child.kill()


def be_reader(count: int) -> None:
    """Runs in the process of a set of rules: a line of input is a turn, answered by its seconds."""
    from pipeline.api import extract
    from pipeline.rulebook import load_rules

    load_rules()
    texts = read_texts(count=count or None)
    for text in texts:
        extract(text)
    for _ in sys.stdin:
        started = time.process_time()
        for text in texts:
            extract(text)
        print(time.process_time() - started, flush=True)


def by_rules(sizes: Sizes, times: int = TIMES) -> list[Row]:
    """Seconds of the corpus by number of rules, and how many times those of the rules as they are."""
    taken: dict[str, list[float]] = {kind: [] for kind in LABELS}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        counts, turns = {}, {}
        for kind in LABELS:
            counts[kind] = write_copies(folder / kind, 1 if kind == "once" else times, foreign=kind == "foreign")
            turns[kind] = stack.enter_context(reader(folder / kind, sizes.texts))
        for _ in range(sizes.rounds):
            for kind, turn in turns.items():
                taken[kind].append(turn())
    rows = []
    for kind, seconds in taken.items():
        label = f"{LABELS[kind].format(times)} ({counts[kind]:,} rules)"
        rows.append(row(f"{kind}.s", label, "s", seconds))
        rows.append(row(f"{kind}.ratio", label, "× the time of ×1", ratios(seconds, taken["once"])))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=SIZES["normal"].rounds)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--reader", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader is not None:
        be_reader(options.reader)
        return
    show(by_rules(replace(SIZES["normal"], rounds=options.rounds), options.times))


if __name__ == "__main__":
    main()
