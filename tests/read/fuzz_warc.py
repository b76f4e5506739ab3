"""Crawl files broken at random: `make fuzz`, or

    python tests/read/fuzz_warc.py SECONDS [--seed N]

Whatever is done to a file, the reader ends, every record in front of the damage and every whole one behind it is found,
and reading goes on behind any item as if it had not been broken off. What contradicts that is saved in
`tests/data/damaged/`, which the tests replay.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import sys
import time
from pathlib import Path

from crawls import packed, record

from pipeline.read.containers import Reading
from pipeline.read.items import InMemory, Item
from pipeline.read.warc import warc_items

DAMAGED = Path(__file__).parents[1] / "data" / "damaged"
READING = Reading(max_bytes=100_000, relevant_only=False)
PIECES = (
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"\r\n\r\n",
    b"\0" * 40,
    b"Content-Length: 99999999\r\n",
    b"\xff" * 9,
    b"-1",
)


def read(raw: bytes, after: Item | None = None) -> list[Item]:
    """The items of a file, or those behind one of them."""
    start = [] if after is None else [after.after]
    return list(warc_items(InMemory(raw), "c", READING, *start))


def told(found: list[Item]) -> list[tuple[object, ...]]:
    """What the ledger says."""
    return [(row.offset, row.outcome, row.url, item.error) for item in found for row in item.ledger]


def check(raw: bytes) -> None:
    """Raises `AssertionError` where reading does not go on as it would have."""
    found = read(raw)
    whole = told(found)
    for done, item in enumerate(found, 1):
        if told(read(raw, item)) != told(found[done:]):
            raise AssertionError(f"goes on otherwise behind item {done} of {len(found)}: {whole}")


def pages(raw: bytes) -> set[str]:
    """The addresses that were read."""
    return {item.url for item in read(raw) if item.url and item.error is None}


def intact(members: list[bytes], first: int, last: int) -> None:
    """Raises `AssertionError` where a record outside the damaged ones (`first` to `last`) is lost."""
    expected = {f"https://a.example.vn/{number}" for number in range(len(members)) if not first <= number <= last}
    if missing := expected - pages(b"".join(members)):
        raise AssertionError(f"lost: {sorted(missing)}")


def mutated(raw: bytes, rng: random.Random) -> bytes:
    """The bytes with a few cuts, flips and insertions."""
    for _ in range(rng.randint(1, 4)):
        place, length = rng.randrange(len(raw) + 1), rng.choice((1, 2, 9, 80, 900))
        act = rng.randrange(4)
        if act == 0:
            raw = raw[:place] + raw[place + length :]
        elif act == 1:
            raw = raw[:place] + rng.choice((*PIECES, rng.randbytes(length))) + raw[place:]
        elif act == 2:
            raw = raw[:place] + rng.randbytes(length) + raw[place + length :]
        else:
            raw = raw[:place] + raw[max(0, place - length) : place] + raw[place:]
    return raw


def attempt(rng: random.Random) -> bytes:
    """One broken file, checked; returned so that it can be saved. Raises whatever the reader does wrong."""
    records = [
        record(number, None if number % 3 else b"<p>" + rng.randbytes(rng.randrange(3000))) for number in range(6)
    ]
    form = rng.randrange(3)
    if form == 2:
        raw = mutated(gzip.compress(b"".join(records), mtime=0), rng)
    elif form == 1:
        raw = mutated(b"".join(records), rng)
    else:
        members = [packed(made) for made in records]
        hit = rng.randrange(len(members))
        members[hit] = mutated(members[hit], rng)
        raw = b"".join(members)
        Attempt.raw = raw
        intact(members, hit, hit)
    Attempt.raw = raw
    check(raw)
    return raw


class Attempt:
    """The file in hand, for when the reader fails on it."""

    raw = b""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else time.time_ns()
    rng = random.Random(seed)  # noqa: S311 (what is broken where)
    end, done, failed = time.monotonic() + given.seconds, 0, 0
    while time.monotonic() < end and failed < 20:
        try:
            attempt(rng)
        except Exception as error:  # noqa: BLE001 (whatever it is, the file is wanted)
            failed += 1
            DAMAGED.mkdir(exist_ok=True)
            path = DAMAGED / f"{hashlib.sha256(Attempt.raw).hexdigest()[:16]}.warc"
            path.write_bytes(Attempt.raw)
            sys.stderr.write(f"{path.name}: {type(error).__name__}: {error}\n")
        done += 1
    sys.stdout.write(f"{done:,} files, {failed} failures, seed {seed}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
