"""How fast is the archive, how large, and does it survive being killed?

    python benchmarks/bench_archive.py [--meetings 100000] [--folder DIR]
    python benchmarks/bench_archive.py --kills 50 [--server]

Makes records (13 facts and 8 KB of text each), then prints meetings/s written with a transaction each and with
`--bulk`, records/s given again unchanged, the time of questions (median of some rounds), the size of the file and the
peak memory of each step; the same bytes put bare into a table of SQLite tell how fast the disk is. With `--kills N` an
ingest is killed N times at random moments instead (with `--server` on PostgreSQL); after each the archive is verified,
and after every fifth run to its end and compared with one that was left in peace.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from archive_made import FACTS, made
from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.frames import Archive
from pipeline.archive.indexes import missing_indexes
from pipeline.archive.ingest import PART, TOGETHER
from pipeline.archive.store import Store
from pipeline.archive.verify import NOT_LINKED, verify

ROOT = Path(__file__).parents[1]
CHILD = """
import resource, sys, time
from pathlib import Path
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint
print("ready", flush=True)
started, begun = time.perf_counter(), time.process_time()
with Store(sys.argv[1], write=True) as store, Path(sys.argv[2]).open("rb") as lines:
    ingest = Ingest(store, version=Fingerprint("made", "made"), bulk=sys.argv[3] == "bulk")
    ingest.add_all(lines)
    taken, own = time.perf_counter() - started, time.process_time()
    settle(store)
linking, own = time.process_time() - own, own - begun
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(one.ru_utime + one.ru_stime for one in used)
print(taken, time.perf_counter() - started, own, linking, cpu, used[0].ru_maxrss // 1024, flush=True)
"""
ROUNDS = 5
KILLED = 4200
"""Records of an ingest that is killed."""


def child(archive: str, records: Path, how: str) -> subprocess.Popen[str]:
    """An ingest in a process of its own."""
    command = [sys.executable, "-c", CHILD, archive, str(records), how]
    # A killed one has semaphores to clean up.
    environment = {**os.environ, "PYTHONWARNINGS": "ignore:resource_tracker"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


@dataclass(frozen=True)
class Taken:
    """Seconds to write and with linking; of processor time of the one process that writes, of linking, and of all.

    Where others use the machine too, the processor time tells how fast it would be alone. `memory` is the peak in MB.
    """

    written: float
    linked: float
    writing: float
    linking: float
    cpu: float
    memory: int


def ingest(archive: str, records: Path, how: str) -> Taken:
    """Runs an ingest to its end."""
    done, _ = child(archive, records, how).communicate()
    *seconds, memory = done.split()[1:]
    return Taken(*map(float, seconds), int(memory))


def speed(folder: Path, meetings: int) -> None:
    """The figures of writing, asking and size."""
    records = folder / "records.jsonl"
    started = time.perf_counter()
    if not records.exists():
        with records.open("wb") as file:
            file.writelines(made(meetings))
    size = records.stat().st_size / 1e6
    print(f"{meetings:,} records, {meetings * FACTS:,} facts, {size:,.0f} MB, {time.perf_counter() - started:.0f} s")
    print(f"bare: {meetings / bare(folder, records, each=True):,.0f} lines/s with a transaction each, ", end="")
    print(f"{meetings / bare(folder, records, each=False):,.0f}/s with {PART * TOGETHER:,} in one", flush=True)
    for how, name in (("each", "a transaction each"), ("bulk", "--bulk")):
        archive = folder / f"{how}.db"
        archive.unlink(missing_ok=True)
        taken = ingest(str(archive), records, how)
        rates = f"{meetings / taken.written:,.0f} meetings/s written, {meetings / taken.linked:,.0f}/s with linking"
        print(f"{name}: {rates}; {_processor(taken)}; file {archive.stat().st_size / 1e6:,.0f} MB", flush=True)
    taken = ingest(str(folder / "each.db"), records, "each")
    print(f"the same again: {meetings / taken.written:,.0f} records/s; {_processor(taken)}", flush=True)
    ask(folder / "each.db")


def _processor(taken: Taken) -> str:
    times = f"{taken.writing:.0f} s writing, {taken.linking:.0f} s linking, {taken.cpu:.0f} s in all"
    return f"processor time {times}; peak memory {taken.memory} MB"


def bare(folder: Path, records: Path, *, each: bool) -> float:
    """Seconds to put the lines into one table of SQLite."""
    path = folder / "bare.db"
    path.unlink(missing_ok=True)
    started = time.perf_counter()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, records.open("rb") as lines:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("CREATE TABLE lines (line BLOB)")
        while chunk := list(islice(lines, 1 if each else PART * TOGETHER)):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO lines VALUES (?)", [(line,) for line in chunk])
            connection.execute("COMMIT")
    path.unlink()
    return time.perf_counter() - started


def ask(path: Path) -> None:
    """The time of questions, a cold connection each round."""
    questions: dict[str, Callable[[Archive], object]] = {
        "full text, two words": lambda found: found.search("nông thôn thưởng", limit=20),
        "full text, phrase": lambda found: found.search('"khen thuong phong"', limit=20),
        "full text, phrase and year": lambda found: found.search('"khen thuong phong"', year=2020, limit=20),
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
        seconds, processor = [], []
        for _ in range(ROUNDS):
            with Archive(Store(str(path))) as found:
                started, begun = time.perf_counter(), time.process_time()
                rows = len(question(found))  # type: ignore[arg-type]
                seconds.append(time.perf_counter() - started)
                processor.append(time.process_time() - begun)
        print(f"{name}: {_ms(seconds)} ms, {_ms(processor)} of them processor time, {rows} rows")
    print(f"peak memory of asking {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _ms(seconds: list[float]) -> str:
    return f"{1000 * statistics.median(seconds):.0f}"


def rows(place: str) -> dict[str, list[object]]:
    """All rows without the times of writing, and the indexes that are not there."""
    found: dict[str, list[object]] = {}
    with Store(place) as store, store.transaction() as connection:
        for name, table in schema.metadata.tables.items():
            columns = [column for column in table.columns if column.name not in {"added", "made", "first_used"}]
            if name != "archive_meta":
                found[name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
        found["missing indexes"] = [str(index.name) for index in missing_indexes(connection)]
    return found


def kill(folder: Path, kills: int, *, server: bool) -> None:
    """Ingests that are killed, verified, and run again: on SQLite, or on a PostgreSQL server of our own."""
    records = folder / "records.jsonl"
    with records.open("wb") as file:
        file.writelines(made(KILLED))
    with _places(folder, server=server) as places:
        whole = next(places)
        seconds = ingest(whole, records, "each").linked
        expected = rows(whole)
        for how in ("each", "bulk"):
            print(f"{how}: {_killed(places, records, how, (kills, seconds), expected)}", flush=True)


@contextmanager
def _places(folder: Path, *, server: bool) -> Iterator[Iterator[str]]:
    """Where new archives can be made, as many as are wanted."""
    if not server:
        yield (str(folder / f"killed-{number}.db") for number in count())
        return
    sys.path.insert(0, str(ROOT / "tests" / "archive"))
    import archive_postgres

    with archive_postgres.server() as url:
        yield (archive_postgres.database(url, f"killed_{number}") for number in count())


def _killed(
    places: Iterator[str], records: Path, how: str, moments: tuple[int, float], expected: dict[str, list[object]]
) -> str:
    """Kills an ingest again and again; every fifth time it is run to its end and compared."""
    kills, seconds = moments
    chance = random.Random(5)  # noqa: S311 (any moments will do)
    midway, unclean, lost, compared, same = 0, 0, 0, 0, 0
    place = next(places)
    before = 0
    for number in range(kills):
        midway += killed_midway(child(place, records, how), chance.uniform(0, seconds / 2))
        found, problems = _state(place)
        unclean += problems > 0
        lost += found < before
        before = found
        if number % 5 == 4 or number == kills - 1:
            ingest(place, records, how)
            compared += 1
            same += rows(place) == expected and _state(place)[1] == 0
            place, before = next(places), 0
    told = f"{kills} times killed ({midway} midway), {unclean} times not whole, {lost} times something lost"
    return f"{told}; {same} of {compared} run to the end the same as uninterrupted and verified"


def _state(place: str) -> tuple[int, int]:
    """Articles in the archive, and problems of it; none where it was killed before there was one."""
    try:
        with Store(place) as store:
            problems = sum(what != NOT_LINKED for what, _ in verify(store))
            with store.transaction() as connection:
                return len(connection.execute(select(schema.articles.c.id)).all()), problems
    except ArchiveError as error:
        # Killed while it was made: what is run again makes it.
        return 0, error.code not in ("missing", "not_an_archive")


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
    parser.add_argument("--server", action="store_true", help="kill ingests into a PostgreSQL server")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if options.kills:
            kill(folder, options.kills, server=options.server)
        else:
            speed(folder, options.meetings)


if __name__ == "__main__":
    main()
