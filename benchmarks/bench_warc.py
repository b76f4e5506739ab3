"""How fast are crawls read, in how much memory, and does a run that is killed end with the same bytes?

    python benchmarks/bench_warc.py [--records 20000]       the filter against fastwarc, and memory
    python benchmarks/bench_warc.py --kills 10 [--pages 400]  SIGKILL at random points, then --resume

The crawl is made here: portal pages of 6 to 110 KB, one in fifty of a cluster; gzip and chunked bodies, errors, images
and damaged members among them. The yardstick is fastwarc reading every body with digests verified; beside it fastwarc
reading them unverified.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from crawl_made import make_crawl
from fastwarc.warc import ArchiveIterator
from measure import SIZES, Row, Sizes, in_turn, peak_mb, rates, ratios, row, show

from pipeline.read.containers import Reading
from pipeline.read.warc import warc_items


def yardstick(path: Path, *, verify: bool = True) -> int:
    """fastwarc: every body read, digests verified; over damaged members with our own resynchronisation."""
    from pipeline.read.warc_repair import next_record

    count, place, last = 0, 0, 0
    with path.open("rb") as file:
        while True:
            file.seek(place)
            try:
                for found in ArchiveIterator(file, verify_digests=verify):
                    last = found.stream_pos
                    found.reader.read()
                    count += 1
            except OSError:
                found_place = next_record(file, max(last, place) + 1, gzip=True)
                if found_place is None:
                    return count
                place = found_place
            else:
                return count


def filtered(path: Path) -> Counter[str]:
    """Our reading up to the pages that would be extracted: outcomes of the ledger."""
    outcomes: Counter[str] = Counter()
    for item in warc_items(path, path.name, Reading()):
        outcomes.update(row.outcome or (item.error[0] if item.error else "page") for row in item.ledger)
    return outcomes


def by_crawl(sizes: Sizes) -> list[Row]:
    """Records/s of fastwarc and of ours, their ratio, and the memory after a fifth of the crawl and after all."""
    count = sizes.records
    with tempfile.TemporaryDirectory() as folder:
        path, fifth = Path(folder) / "crawl.warc.gz", Path(folder) / "fifth.warc.gz"
        make_crawl(path, count)
        make_crawl(fifth, count // 5)
        megabytes = path.stat().st_size / 1e6
        filtered(fifth)
        small = peak_mb()
        works = {
            "fastwarc": partial(yardstick, path, verify=False),
            "fastwarc, digests verified": partial(yardstick, path),
            "kyyeu, digests verified, filter": partial(filtered, path),
        }
        taken = in_turn(works, sizes.rounds)
    ours = taken["kyyeu, digests verified, filter"]
    rows = []
    for name, seconds in taken.items():
        rows.append(row(f"{name}.records", name, "records/s", rates(count, seconds)))
        rows.append(row(f"{name}.mb", name, "MB/s", rates(megabytes, seconds)))
        if seconds is not ours:
            rows.append(row(f"{name}.ratio", name, "kyyeu is × as fast", ratios(seconds, ours)))
    rows.append(row("small.peak", f"memory of the process after {count // 5:,} records", "MB", [small]))
    return [*rows, row("all.peak", f"memory of the process after {count:,} records", "MB", [peak_mb()])]


def run_killed(command: list[str], checkpoint: Path, seconds: float) -> bool:
    """Runs the command and kills it so many seconds after its next checkpoint; whether it had ended before."""
    before = checkpoint.stat().st_mtime_ns if checkpoint.exists() else 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and not (checkpoint.exists() and checkpoint.stat().st_mtime_ns > before):
            time.sleep(0.01)
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            return False
    return True


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kill_and_resume(kills: int, pages: int) -> int:
    """Exit code: 0 when the output of a run killed `kills` times is that of one left alone, byte for byte."""
    rng = random.Random(kills)  # noqa: S311 (moments of the kills)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_crawl(folder / "crawl.warc.gz", pages, relevant_each=2)
        command = [
            sys.executable,
            "-m",
            "pipeline",
            "run",
            str(folder / "crawl.warc.gz"),
            "--dedupe",
            "link",
            "--resume",
            # A document given up on a busy machine would be another output.
            "--timeout",
            "600",
        ]
        started = time.monotonic()
        subprocess.run([*command, "--out", str(folder / "whole")], capture_output=True, check=False)
        whole = time.monotonic() - started
        command += ["--out", str(folder / "killed")]
        done = 0
        while done < kills:
            moment = rng.uniform(0.0, whole / (kills + 2))
            if run_killed(command, folder / "killed" / ".unfinished.json", moment):
                break
            done += 1
            print(f"killed {moment:.2f} s after a checkpoint", flush=True)
        subprocess.run(command, capture_output=True, check=False)
        expected, found = snapshot(folder / "whole"), snapshot(folder / "killed")
        same = expected == found
        print(f"{done} kills, output {'the same, byte for byte' if same else 'DIFFERENT'}")
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                print(f"  {name}: {len(expected.get(name, b''))} and {len(found.get(name, b''))} bytes")
        return 0 if same and done == kills else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--pages", type=int, default=400)
    given = parser.parse_args()
    if given.kills:
        return kill_and_resume(given.kills, given.pages)
    show(by_crawl(replace(SIZES["normal"], records=given.records, rounds=given.rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
