"""A first large load makes the indexes at its end; an archive that was killed before gets them from the next writer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_dump import count, dump
from archive_records import line, meeting

from pipeline.archive import ingest
from pipeline.archive.errors import ArchiveError
from pipeline.archive.frames import Archive
from pipeline.archive.indexes import INDEXES, drop_indexes, missing_indexes
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint

VERSION = Fingerprint("p1", "c1")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few records are many."""
    monkeypatch.setattr(ingest, "BATCH", 20)
    monkeypatch.setattr(ingest, "PART", 5)
    monkeypatch.setattr(ingest, "AHEAD", 2)
    monkeypatch.setattr(ingest, "TOGETHER", 2)


def missing(store: Store) -> set[str]:
    with store.transaction() as connection:
        return {str(index.name) for index in missing_indexes(connection)}


def watched(store: Store, numbers: range, seen: list[int]) -> Iterator[bytes]:
    """Lines, and how many indexes are missing when the last is asked for."""
    for number in numbers:
        yield line(meeting(number))
    seen.append(len(missing(store)))


def test_a_first_large_load_makes_them_at_its_end(store: Store, tmp_path: Path) -> None:
    seen: list[int] = []
    with Store(str(tmp_path / "each.db"), write=True) as each:
        for numbers in (range(300), range(300, 600)):
            assert missing(store) == set()
            Ingest(store, version=VERSION, bulk=True).add_all(watched(store, numbers, seen))
            Ingest(each, version=VERSION).add_all(line(meeting(number)) for number in numbers)
            settle(store)
            settle(each)
        assert dump(each) == dump(store)
    assert (seen, missing(store)) == ([len(INDEXES), 0], set())


def test_they_are_made_also_when_a_line_is_no_record(store: Store) -> None:
    lines = [line(meeting(number)) for number in range(60)]
    with pytest.raises(ArchiveError) as error:
        Ingest(store, version=VERSION, bulk=True).add_all([*lines, b'{"schema": "1"}'])
    assert error.value.code == "bad_record"
    assert missing(store) == set()
    assert 0 < count(store, "articles") < 61


def test_what_a_killed_load_left_answers_and_is_mended(location: str) -> None:
    with Store(location, write=True) as store:
        drop_indexes(store)
        Ingest(store, version=VERSION).add_all(line(meeting(number)) for number in range(3))
        assert missing(store) == set(INDEXES)
    with Archive(Store(location)) as found:
        assert len(found.meetings()) == 3
    with Store(location, write=True) as store:
        assert missing(store) == set()
        drop_indexes(store)
        assert missing(store) == set()
