"""How fast are crawls read, in how much memory, and does a run that is killed end with the same bytes?

    python benchmarks/bench_warc.py [--records 20000]       the filter against fastwarc, and memory
    python benchmarks/bench_warc.py --kills 10 [--pages 400]  SIGKILL at random points, then --resume

The crawl is made here: portal pages of 6 to 110 KB, one in fifty of a cluster; gzip and chunked bodies, errors, images
and damaged members among them. The yardstick is fastwarc reading every body with digests verified.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import random
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from pipeline.read.containers import Reading
from pipeline.read.warc import warc_items

CORPUS = Path(__file__).parents[1] / "corpus"
REPORT = (
    "Sáng {day}/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua, "
    "khen thưởng năm 2020. Đồng chí Trần Văn Hiện, Phó Chủ tịch UBND tỉnh Cà Mau, Cụm trưởng, chủ trì. Năm 2020, "
    "tốc độ tăng trưởng kinh tế (GRDP) của tỉnh Bạc Liêu đạt {figure}%."
)
MENU = '<li class="menu-item-{0:x}"><a href="/tin-tuc/{1:x}-{0}.html" title="{2}">{2}</a><span>{0}</span></li>\n'


@cache
def sentences() -> list[str]:
    """What other pages say, in words of the corpus: its sentences without the words that are looked for."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    found = {sentence.strip() for text in texts for sentence in re.split(r"[.\n;]", text) if len(sentence) > 40}
    return sorted(sentence for sentence in found if "thi đua" not in sentence.lower())


def digest(raw: bytes) -> str:
    """As WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode()


def page(number: int, rng: random.Random, *, relevant: bool) -> bytes:
    """A portal page: menus, scripts, paragraphs, and the report in it."""
    size = rng.randint(8, 120)
    said = rng.choices(sentences(), k=size * 5)
    parts = [MENU.format(rng.getrandbits(24), rng.getrandbits(64), said[i][:50]) for i in range(size)]
    parts += [f"<p class='p{rng.getrandbits(16):x}'>{'. '.join(said[i : i + 4])}.</p>\n" for i in range(size)]
    parts += [
        f"<script>var v{i:x}=function(a){{return a.b['{rng.getrandbits(96):x}']}};</script>\n" for i in range(size * 2)
    ]
    report = REPORT.format(day=1 + number % 28, figure=f"{number % 20},{number % 10}") if relevant else "Tin khác."
    body = f"{''.join(parts)}<h1>Tin số {number}</h1><p>{report}</p>"
    return f"<!DOCTYPE html><html><head><title>Tin {number}</title></head><body>{body}</body></html>".encode()


def record(
    number: int, body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """One compressed member with a response and its digests."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2021-01-19T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://tinh{number % 40}.example.vn/tin/{number}\r\nWARC-Payload-Digest: {digest(body)}\r\n"
        f"WARC-Block-Digest: {digest(block)}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", compresslevel=6, mtime=0)


def members(count: int, relevant_each: int, rng: random.Random) -> Iterator[bytes]:
    """The records of the crawl; one in 500 is damaged."""
    html = "Content-Type: text/html"
    for number in range(count):
        body = page(number, rng, relevant=number % relevant_each == 0)
        if number % 20 == 3:
            made = record(number, gzip.compress(body, mtime=0), f"{html}\r\nContent-Encoding: gzip")
        elif number % 20 == 5:
            chunked = b"".join(
                b"%x\r\n%s\r\n" % (len(body[i : i + 8192]), body[i : i + 8192]) for i in range(0, len(body), 8192)
            )
            made = record(number, chunked + b"0\r\n\r\n", f"{html}\r\nTransfer-Encoding: chunked")
        elif number % 20 == 7:
            made = record(number, b"gone", html, "404 Not Found")
        elif number % 20 == 9:
            made = record(number, rng.randbytes(20_000), "Content-Type: image/jpeg")
        else:
            made = record(number, body)
        if number % 500 == 250:
            made = made[:200] + b"\xff" * 4 + made[204:]
        yield made


def make_crawl(path: Path, count: int, *, relevant_each: int = 50) -> None:
    """A crawl of `count` records."""
    with path.open("wb") as file:
        for member in members(count, relevant_each, random.Random(7)):  # noqa: S311 (test data)
            file.write(member)


def yardstick(path: Path) -> int:
    """fastwarc: every body read, digests verified; over damaged members with our own resynchronisation."""
    from pipeline.read.warc_repair import next_record

    count, place, last = 0, 0, 0
    with path.open("rb") as file:
        while True:
            file.seek(place)
            try:
                for found in ArchiveIterator(file, verify_digests=True):
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


def peak_mb() -> float:
    """Largest memory of this process so far, in units of 1,000,000 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def compare(count: int, rounds: int) -> None:
    """Prints both rates, their ratio, and the memory over the first fifth and over all."""
    with tempfile.TemporaryDirectory() as folder:
        path, fifth = Path(folder) / "crawl.warc.gz", Path(folder) / "fifth.warc.gz"
        make_crawl(path, count)
        make_crawl(fifth, count // 5)
        print(f"{count:,} records, {path.stat().st_size / 1e6:.0f} MB")
        filtered(fifth)
        small = peak_mb()
        seconds: dict[str, list[float]] = {"fastwarc": [], "kyyeu": []}
        for _ in range(rounds):
            # In turn, so that a busy machine is as busy for both.
            for name, work in (("fastwarc", yardstick), ("kyyeu", filtered)):
                started = time.process_time()
                outcomes = work(path)
                seconds[name].append(time.process_time() - started)
        print(f"outcomes: {dict(sorted(outcomes.items()))}" if isinstance(outcomes, Counter) else "")
        for name, values in seconds.items():
            print(f"{name:9} {count / statistics.median(values):9,.0f} records/s")
        ratio = statistics.median(seconds["fastwarc"]) / statistics.median(seconds["kyyeu"])
        print(f"ratio     {ratio:.2f} (at least 0.60)")
        print(f"memory    {small:.0f} MB after {count // 5:,} records, {peak_mb():.0f} MB after all")


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
    compare(given.records, given.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
