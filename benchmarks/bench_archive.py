"""How fast is the archive, how large, and does it survive being killed?

    python benchmarks/bench_archive.py [--meetings 100000] [--folder DIR] [--kills 50]

Makes records (13 facts and 8 KB of text each), then prints meetings/s written with a transaction each and with
`--bulk`, records/s given again unchanged, the time of questions (median of some rounds), the size of the file and the
peak memory of each step. With `--kills N` an ingest is killed N times at random moments instead; after each the
archive is verified, and at the end compared with one that was left in peace.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive_made import FACTS, made
from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.frames import Archive
from pipeline.archive.store import Store
from pipeline.archive.verify import verify

ROOT = Path(__file__).parents[1]
CHILD = """
import resource, sys, time
from pathlib import Path
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint
print("ready", flush=True)
started = time.perf_counter()
with Store(sys.argv[1], write=True) as store, Path(sys.argv[2]).open("rb") as lines:
    ingest = Ingest(store, version=Fingerprint("made", "made"), bulk=sys.argv[3] == "bulk")
    ingest.add_all(lines)
    taken = time.perf_counter() - started
    settle(store)
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(one.ru_utime + one.ru_stime for one in used)
print(taken, time.perf_counter() - started, cpu, used[0].ru_maxrss // 1024, flush=True)
"""
ROUNDS = 5


def child(archive: Path, records: Path, how: str) -> subprocess.Popen[str]:
    """An ingest in a process of its own."""
    command = [sys.executable, "-c", CHILD, str(archive), str(records), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def ingest(archive: Path, records: Path, how: str) -> tuple[float, float, float, int]:
    """Seconds to write, seconds with linking, seconds of processor time, peak memory in MB."""
    done, _ = child(archive, records, how).communicate()
    written, linked, cpu, memory = done.split()[1:]
    return float(written), float(linked), float(cpu), int(memory)


def speed(folder: Path, meetings: int) -> None:
    """The figures of writing, asking and size."""
    records = folder / "records.jsonl"
    started = time.perf_counter()
    with records.open("wb") as file:
        file.writelines(made(meetings))
    size = records.stat().st_size / 1e6
    print(f"{meetings:,} records, {meetings * FACTS:,} facts, {size:,.0f} MB, {time.perf_counter() - started:.0f} s")
    for how, name in (("each", "a transaction each"), ("bulk", "--bulk")):
        archive = folder / f"{how}.db"
        written, linked, cpu, memory = ingest(archive, records, how)
        rates = f"{meetings / written:,.0f} meetings/s written, {meetings / linked:,.0f}/s with linking"
        rates += f" ({cpu:.0f} s of processor time)"
        print(f"{name}: {rates}; peak memory {memory} MB; file {archive.stat().st_size / 1e6:,.0f} MB")
    written, _, cpu, memory = ingest(folder / "each.db", records, "each")
    print(
        f"the same again: {meetings / written:,.0f} records/s ({cpu:.0f} s of processor time); peak memory {memory} MB"
    )
    ask(folder / "each.db")


def ask(path: Path) -> None:
    """The time of questions, a cold connection each round."""
    questions: dict[str, Callable[[Archive], object]] = {
        "full text, two words": lambda found: found.search("nông thôn thưởng", limit=20),
        "full text, phrase": lambda found: found.search('"khen thuong phong"', limit=20),
        "full text, rare prefix": lambda found: found.search("nghèom*", limit=20),
        "full text, one cluster": lambda found: found.search("thi dua", cluster="so 7 tinh ca mau", limit=20),
        "meetings of a cluster": lambda found: found.meetings(cluster="số 7 tỉnh Cà Mau"),
        "meetings of a province and year": lambda found: found.meetings(province="Gia Lai", year=2020, limit=100),
        "indicator by province and year": lambda found: found.indicators(
            province="Cà Mau", year=2020, indicator="grdp_growth", limit=100
        ),
        "leadership of a cluster": lambda found: found.leadership(cluster="số 7 tỉnh Cà Mau"),
        "awards of a province and year": lambda found: found.awards(province="Cà Mau", year=2020, limit=100),
        "a figure": lambda found: found.figure("4.321 tỷ đồng"),
        "a person": lambda found: found.person("Nguyễn Đức An", limit=100),
        "coverage of a cluster": lambda found: found.coverage(cluster="số 7 tỉnh Cà Mau"),
    }
    for name, question in questions.items():
        seconds = []
        for _ in range(ROUNDS):
            with Archive(Store(str(path))) as found:
                started = time.perf_counter()
                rows = len(question(found))  # type: ignore[arg-type]
                seconds.append(time.perf_counter() - started)
        print(f"{name}: {1000 * statistics.median(seconds):.0f} ms, {rows} rows")
    print(f"peak memory of asking {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def rows(path: Path) -> dict[str, list[object]]:
    """All rows without the times of writing."""
    found = {}
    with Store(str(path)) as store, store.transaction() as connection:
        for name, table in schema.metadata.tables.items():
            columns = [column for column in table.columns if column.name not in {"added", "made", "first_used"}]
            if name != "archive_meta":
                found[name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
    return found


def kill(folder: Path, kills: int) -> None:
    """Ingests that are killed, verified, and run again."""
    records, whole = folder / "records.jsonl", folder / "whole.db"
    with records.open("wb") as file:
        file.writelines(made(2000))
    _, seconds, _, _ = ingest(whole, records, "each")
    expected = rows(whole)
    chance = random.Random(5)  # noqa: S311 (any moments will do)
    for how in ("each", "bulk"):
        killed, unclean, midway = folder / f"killed-{how}.db", 0, 0
        for number in range(kills):
            if number % 5 == 0:
                for path in folder.glob(f"{killed.name}*"):
                    path.unlink()
            midway += killed_midway(child(killed, records, how), chance.uniform(0, seconds / 2))
            if killed.exists() and killed.stat().st_size:
                with Store(str(killed)) as store:
                    unclean += any(what != "not linked yet" for what, _ in verify(store))
        ingest(killed, records, how)
        with Store(str(killed)) as store:
            left = len(list(verify(store)))
        print(
            f"{how}: {midway} of {kills} killed midway, unclean after {unclean}; run again: {left} problems, ", end=""
        )
        print("the same rows as uninterrupted" if rows(killed) == expected else "OTHER ROWS than uninterrupted")


def killed_midway(running: subprocess.Popen[str], seconds: float) -> bool:
    """Kills an ingest some time after it is ready; false when it was done before."""
    with running:
        if running.stdout is not None:
            running.stdout.readline()
        time.sleep(seconds)
        unfinished = running.poll() is None
        running.kill()
    return unfinished


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the files go; default: a temporary folder")
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if options.kills:
            kill(folder, options.kills)
        else:
            speed(folder, options.meetings)


if __name__ == "__main__":
    main()
