"""Records go into the archive once, all or not at all, and what they replace is kept."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive_dump import count, dump
from archive_records import line, meeting, record, write
from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.ingest import LOOK_UP, Ingest
from pipeline.archive.rows import unpack
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint, current, of_run
from pipeline.model.record import Record

OLD, NEW = Fingerprint("p1", "c1"), Fingerprint("p2", "c1")


def fill(store: Store, *records: Record, version: Fingerprint = OLD, bulk: bool = False) -> dict[str, int]:
    ingest = Ingest(store, version=version, bulk=bulk)
    ingest.add_all(line(found) for found in records)
    settle(store)
    return {name: number for name, number in ingest.counts.items() if number}


def test_every_part_of_a_record_has_its_row(store: Store) -> None:
    assert fill(store, meeting(1), record("Tin khác", report="other")) == {"added": 2}
    rows = dump(store)
    counts = {name: len(found) for name, found in rows.items()}
    facts = dict.fromkeys(("reports", "meetings", "officials", "posts", "people"), 1)
    assert facts.items() <= counts.items()
    assert (counts["articles"], counts["leadership"], counts["awards"], counts["indicators"]) == (2, 1, 1, 1)
    with store.transaction() as connection:
        figure = connection.execute(select(schema.indicators)).one()
        post = connection.execute(select(schema.posts)).one()
        text = connection.execute(select(schema.articles.c.text).where(schema.articles.c.id == 1)).scalar_one()
    assert (figure.quote, text[figure.start_at : figure.end_at], figure.rule) == ("8.2%", "8.2%", "made.rule")
    assert (figure.year, figure.subject_unit, figure.standing) == (2001, "vn-gso:96@..2025-06", "single")
    assert (post.quote, post.unit) == ("Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau", "vn-gso:96@..2025-06")


@pytest.mark.parametrize("bulk", [False, True])
def test_the_same_again_changes_nothing(store: Store, bulk: bool) -> None:
    records = [meeting(number) for number in range(5)]
    assert fill(store, *records, bulk=bulk) == {"added": 5}
    before = dump(store)
    assert fill(store, *records, *records, bulk=bulk) == {"unchanged": 10}
    assert dump(store) == before


def test_one_text_at_two_places_is_one_article(store: Store) -> None:
    one, two = meeting(1, uri="a.txt"), meeting(1, uri="b.txt")
    assert fill(store, one, two) == {"added": 1, "located": 1}
    assert (count(store, "articles"), count(store, "locations"), count(store, "indicators")) == (1, 2, 1)
    before = dump(store)
    assert fill(store, one, two) == {"unchanged": 2}
    assert dump(store) == before


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("uri", [None, "a.txt"])
def test_one_place_told_twice_ends_as_told_last_and_stays(store: Store, uri: str | None, bulk: bool) -> None:
    first = meeting(1, uri="x").model_copy(update={"article": meeting(1).article.model_copy(update={"uri": uri})})
    second = first.model_copy(update={"article": first.article.model_copy(update={"publisher": "Báo Cà Mau"})})
    assert fill(store, first, second, bulk=bulk) == {"added": 1, "changed": 1}
    before = dump(store)
    assert [row[6] for row in before["articles"]] == ["Báo Cà Mau"]
    assert fill(store, first, second, bulk=bulk) == {"unchanged": 2}
    assert dump(store) == before


def test_new_rules_replace_the_facts_and_keep_the_record(store: Store) -> None:
    fill(store, meeting(1), meeting(2))
    changed = meeting(1).model_copy(update={"indicators": [], "awards": []})
    assert fill(store, changed, meeting(2), version=NEW) == {"changed": 2}
    assert (count(store, "indicators"), count(store, "awards"), count(store, "articles")) == (1, 1, 2)
    with store.transaction() as connection:
        table = schema.extractions
        rows = connection.execute(select(table).order_by(table.c.article_id, table.c.number)).all()
        text = connection.execute(select(schema.articles.c.text).where(schema.articles.c.id == 1)).scalar_one()
    assert [(row.article_id, row.number, row.version_id) for row in rows] == [
        (1, 0, 1),
        (1, 1, 2),
        (2, 0, 1),
        (2, 1, 2),
    ]
    assert unpack(rows[0].data, text) == meeting(1)
    assert unpack(rows[1].data, text) == changed
    # The same values under other rules: noted, not stored twice.
    assert rows[3].data is None
    before = dump(store)
    assert fill(store, changed, meeting(2), version=NEW) == {"unchanged": 2}
    assert dump(store) == before


def test_an_article_that_is_no_meeting_any_more_leaves_no_fact(store: Store) -> None:
    found = meeting(1)
    fill(store, found)
    other = Record.model_validate({**found.model_dump(include={"id", "article"}), "report": "other"})
    fill(store, other, version=NEW)
    for name in ("reports", "meetings", "officials", "posts", "people", "leadership", "awards", "indicators"):
        assert count(store, name) == 0, name
    assert fill(store, found, version=OLD) == {"changed": 1}
    assert count(store, "meetings") == count(store, "people") == 1


def test_the_order_of_the_reports_changes_no_meeting(tmp_path: Path) -> None:
    records = [meeting(number, uri=f"{number}.txt") for number in range(6)]
    found = []
    for name, order in (("one.db", records), ("two.db", records[::-1])):
        with Store(str(tmp_path / name), write=True) as store:
            fill(store, *order)
            found.append(sorted(row[1:] for row in dump(store, "meetings")["meetings"]))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "bad", [b"{}", b"nothing", line(meeting(1)).replace(b'"sha256": "', b'"sha256": "0')], ids=["empty", "text", "sha"]
)
def test_a_line_that_is_no_record_is_refused(store: Store, bad: bytes) -> None:
    with pytest.raises(ArchiveError) as caught:
        Ingest(store).add(bad)
    assert caught.value.code == "bad_record"
    assert count(store, "articles") == 0


def test_fingerprints(tmp_path: Path) -> None:
    assert current() == current()
    assert of_run(tmp_path / "records.jsonl").patterns == "unknown"
    (tmp_path / "summary.json").write_text('{"patterns": "p", "code": "c"}')
    assert of_run(tmp_path / "records.jsonl") == Fingerprint("p", "c")


FILL = """
import sys
from pathlib import Path
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint
print("ready", flush=True)
with Store(sys.argv[1], write=True) as store:
    ingest = Ingest(store, version=Fingerprint("p1", "c1"), bulk=len(sys.argv) > 3)
    ingest.add_all(Path(sys.argv[2]).open("rb"))
    settle(store)
print("done", flush=True)
"""


HELPERS = """
import sys, time
from multiprocessing import active_children
from pipeline.archive.ingest import Ingest
from pipeline.archive.store import Store
def lines():
    yield from open(sys.argv[2], "rb")
    print(*[child.pid for child in active_children()], flush=True)
    time.sleep(60)
with Store(sys.argv[1], write=True) as store:
    Ingest(store).add_all(lines())
"""


def test_a_killed_ingest_leaves_no_process_behind(tmp_path: Path) -> None:
    records = write(tmp_path / "records.jsonl", [meeting(number) for number in range(2 * LOOK_UP)])
    with subprocess.Popen([sys.executable, "-c", HELPERS, tmp_path / "a.db", records], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        helpers = [int(number) for number in child.stdout.readline().split()]
        child.send_signal(signal.SIGKILL)
    assert helpers
    deadline = time.monotonic() + 30
    while (left := [number for number in helpers if running(number)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def running(number: int) -> bool:
    """False for a process that is gone, or has ended and waits to be asked how."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("bulk", [False, True])
def test_killed_and_run_again_it_is_as_if_uninterrupted(tmp_path: Path, bulk: bool) -> None:
    """A benchmark does this fifty times (`benchmarks/bench_archive.py --kills 50`)."""
    records = write(tmp_path / "records.jsonl", [meeting(number) for number in range(150)])
    whole, killed = str(tmp_path / "whole.db"), str(tmp_path / "killed.db")
    options = ["--bulk"] if bulk else []
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", FILL, whole, records, *options], check=True, capture_output=True)
    seconds = time.monotonic() - started
    chance = random.Random(5)  # noqa: S311 (any moments will do)
    for _ in range(5):
        child = subprocess.Popen([sys.executable, "-c", FILL, killed, records, *options], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0, seconds / 2))
        child.send_signal(signal.SIGKILL)
        child.communicate()
    subprocess.run([sys.executable, "-c", FILL, killed, records, *options], check=True, capture_output=True)
    with Store(whole) as one, Store(killed) as other:
        assert dump(one) == dump(other)
