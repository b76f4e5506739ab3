"""Shards and their parts: cut in order, kept whole or not at all, known again only for the same work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cluster.parts import BrokenPartError, Parts, Result
from pipeline.cluster.shards import SHARD_FILES, Options, cannot_share, make_shards
from pipeline.emit.render import NOTHING, render
from pipeline.model.record import Failure
from pipeline.read.discover import Source, find_sources
from pipeline.read.items import MARK, Item, LedgerRow, Tally

pytest.importorskip("fsspec", reason="the cluster extra is not installed")
pytest.importorskip("pyarrow", reason="the cluster extra is not installed")

OPTIONS = Options(timeout=10, max_bytes=1000, all_pages=False)
ROW = LedgerRow("a.warc", 17, "sha1:x", "https://example.vn/1", "", "")


def results() -> Iterator[Result]:
    failure = Failure(uri="a.warc", code="empty", message="no text")
    yield Item("a.warc", 5, ledger=(ROW,), skipped=("jpg",)), render(failure)
    yield Item("a.warc", 0, kind=MARK, ledger=(ROW._replace(outcome="redirect"),)), NOTHING


def sources(folder: Path, count: int) -> list[Source]:
    for number in range(count):
        (folder / f"{number:02}.txt").write_text("x" * 10, encoding="utf-8")
    return find_sources([folder], Tally())


def test_a_part_comes_back_as_it_was(tmp_path: Path) -> None:
    parts = Parts(str(tmp_path / "parts"))
    assert parts.write("part-1.parquet", results()) == 1
    (item, rendered), (mark, nothing) = parts.read("part-1.parquet")
    given, failed = next(results())
    assert (item.uri, item.size, item.ledger, item.skipped) == (given.uri, given.size, given.ledger, given.skipped)
    assert (rendered.outcome, rendered.lines, rendered.failure) == (failed.outcome, failed.lines, failed.failure)
    assert mark.kind == MARK
    assert nothing.lines == {}
    assert parts.names() == {"part-1.parquet"}


def test_a_part_is_whole_or_not_there(tmp_path: Path) -> None:
    def broken() -> Iterator[Result]:
        yield next(results())
        raise OSError(28, "No space left on device")

    parts = Parts(str(tmp_path / "parts"))
    with pytest.raises(OSError, match="No space left"):
        parts.write("part-1.parquet", broken())
    assert list((tmp_path / "parts").iterdir()) == []


def test_a_damaged_part_says_so(tmp_path: Path) -> None:
    parts = Parts(str(tmp_path / "parts"))
    parts.write("part-1.parquet", results())
    file = tmp_path / "parts" / "part-1.parquet"
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(BrokenPartError, match=r"part-1\.parquet"):
        parts.check("part-1.parquet")


def test_what_lost_workers_left_is_swept(tmp_path: Path) -> None:
    parts = Parts(str(tmp_path))
    for name in ("part-1.parquet", ".part-1.parquet.abc.tmp", ".part-2.parquet.abc.tmp", "notes.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    parts.sweep(["part-1.parquet"])
    assert {path.name for path in tmp_path.iterdir()} == {"part-1.parquet", ".part-2.parquet.abc.tmp", "notes.txt"}


def test_shards_hold_all_inputs_in_order(tmp_path: Path) -> None:
    found = sources(tmp_path, 7)
    shards = make_shards(found, OPTIONS, shard_bytes=25)
    assert [len(shard.sources) for shard in shards] == [2, 2, 2, 1]
    assert [source.uri for shard in shards for source in shard.sources] == [source.uri for source in found]
    assert len(make_shards(found * SHARD_FILES, OPTIONS)) == 7
    assert make_shards([], OPTIONS) == []


def test_a_long_file_is_a_shard_of_its_own(tmp_path: Path) -> None:
    found = sources(tmp_path, 3)
    assert [len(shard.sources) for shard in make_shards(found, OPTIONS, shard_bytes=1)] == [1, 1, 1]


def test_other_inputs_and_options_have_other_parts(tmp_path: Path) -> None:
    found = sources(tmp_path, 2)
    (first,) = make_shards(found, OPTIONS)
    (patient,) = make_shards(found, Options(timeout=99, max_bytes=1000, all_pages=False))
    (larger,) = make_shards(found, Options(timeout=10, max_bytes=2000, all_pages=False))
    (tmp_path / "00.txt").write_text("changed", encoding="utf-8")
    (changed,) = make_shards(find_sources([tmp_path], Tally()), OPTIONS)
    assert first.name == patient.name
    assert len({first.name, larger.name, changed.name}) == 3


def test_what_other_machines_cannot_read() -> None:
    assert cannot_share(find_sources(["-"], Tally())) == "-"
    assert cannot_share(find_sources(["https://example.vn/a.html"], Tally())) == "https://example.vn/a.html"
    assert cannot_share([]) is None
