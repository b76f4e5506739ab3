"""How quickly `kyyeu serve` answers over a large archive, to many readers, and whether its memory stays flat.

python benchmarks/bench_serve.py                     100,000 made meetings: every page, 50 readers, 20,000 requests
python benchmarks/bench_serve.py --archive FILE      the same over an archive that is there
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from archive_made import made

from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store

ROUNDS = 5
READERS = 50
REQUESTS = 20_000
SAMPLES = 5


def fill(path: Path, meetings: int) -> None:
    """An archive of made meetings."""
    started = time.perf_counter()
    with Store(str(path), write=True) as store:
        Ingest(store, bulk=True).add_all(made(meetings))
        settle(store)
    print(f"{meetings:,} meetings, {path.stat().st_size / 1e6:,.0f} MB, made in {time.perf_counter() - started:.0f} s")


@contextmanager
def server(archive: Path) -> Iterator[tuple[str, int]]:
    """A server in a process of its own: its address and its number."""
    command = [sys.executable, "-m", "pipeline", "serve", "-a", str(archive), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        line = running.stdout.readline() if running.stdout else ""
        try:
            yield line.split()[0], running.pid
        finally:
            running.terminate()


def pages(client: httpx.Client) -> dict[str, str]:
    """A path of each kind by name."""
    row = client.get("/api/meetings?size=1&conflict=false").json()["rows"][0]
    person = client.get("/api/people?size=1").json()["rows"][0]["person"]
    key, cluster, province = row["meeting"], row["cluster"], row["province"]
    return {
        "first page": "/",
        "search": "/search?q=nong+thon+thuong",
        "search, a phrase": '/search?q="khen thuong phong"',
        "meetings": "/meetings",
        "meetings of a year": "/meetings?year=2020",
        "meetings of a province, by cluster": f"/meetings?province={province}&sort=cluster",
        "meetings of a kind, last page": "/meetings?type=so_ket&page=1000",
        "meetings to be reviewed": "/meetings?doubt=1",
        "meetings with an award": "/meetings?award=Cờ thi đua&year=2020",
        "a meeting": f"/meetings/{key}",
        "clusters": "/clusters",
        "a cluster": f"/clusters/{cluster}",
        "a province": f"/provinces/{province}",
        "people": "/people",
        "people by name": "/people?person=duc an",
        "a person": f"/people/{person}",
        "figures": "/figures?indicator=poverty_rate&year=2020",
        "a map": "/pictures/map.svg?indicator=poverty_rate&year=2020",
        "lines": "/pictures/lines.png?indicator=poverty_rate&year=2020&province=Cà Mau,Hà Nam",
        "queue": "/review",
        "a review": f"/review/{key}",
        "as JSON": "/api/indicators?province=Cà Mau&year=2020&indicator=grdp_growth",
    }


def memory(process: int) -> int:
    """Megabytes that a process holds."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def measure(client: httpx.Client, paths: dict[str, str]) -> None:
    """The time of each page: the first, and the middle of some."""
    for name, path in paths.items():
        seconds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            response = client.get(path)
            seconds.append(time.perf_counter() - started)
            if response.status_code != 200:
                raise SystemExit(f"{path}: {response.status_code}")
        first, middle = 1000 * seconds[0], 1000 * statistics.median(seconds)
        print(f"{name}: {middle:.0f} ms, first {first:.0f} ms, {len(response.content) / 1000:.0f} kB")


def many(url: str, process: int, paths: list[str], requests: int) -> None:
    """Readers at once; how many errors, and what the server holds meanwhile."""
    errors, held = 0, [memory(process)]
    with httpx.Client(base_url=url, timeout=60, limits=httpx.Limits(max_connections=READERS)) as client:

        def ask(number: int) -> bool:
            try:
                return client.get(paths[number % len(paths)]).status_code == 200
            except httpx.HTTPError:
                return False

        started = time.perf_counter()
        with ThreadPoolExecutor(READERS) as readers:
            for part in range(SAMPLES):
                numbers = range(part * requests // SAMPLES, (part + 1) * requests // SAMPLES)
                errors += sum(not done for done in readers.map(ask, numbers))
                held.append(memory(process))
        seconds = time.perf_counter() - started
    print(f"{READERS} readers, {requests:,} requests: {errors} errors, {requests / seconds:.0f}/s; memory {held} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=100_000)
    parser.add_argument("--archive", type=Path, help="an archive that is there")
    parser.add_argument("--requests", type=int, default=REQUESTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        archive = options.archive or Path(temporary) / "archive.db"
        if not options.archive:
            fill(archive, options.meetings)
        with server(archive) as (url, process), httpx.Client(base_url=url, timeout=60) as client:
            paths = pages(client)
            measure(client, paths)
            light = [path for name, path in paths.items() if name in LIGHT]
            many(url, process, list(paths.values()), READERS * 4)
            many(url, process, light, options.requests)


LIGHT = ("meetings of a year", "a meeting", "a cluster", "a person", "queue", "as JSON")
"""Pages for the long run: all of them would take hours."""


if __name__ == "__main__":
    main()
