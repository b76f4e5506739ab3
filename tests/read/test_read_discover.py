"""Which files are read, in which order, under which uri."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import ExtractionError
from pipeline.read.article import read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import Tally


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("nội dung", encoding="utf-8")


def test_a_folder_is_read_in_sorted_order_and_the_rest_counted(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a/z.HTML", "a/b/c.txt", "a.txt", "README.md", "x.PDF", "a/y.pdf", "none")
    tally = Tally()
    sources = find_sources([tmp_path], tally)
    assert [source.uri for source in sources] == ["a/b/c.txt", "a/z.HTML", "a.txt", "b.txt"]
    assert tally.skipped == {".md": 1, ".pdf": 2, "(none)": 1}
    assert tally.total_bytes == 4 * len("nội dung".encode())


def test_uris_are_relative_to_their_own_input(tmp_path: Path) -> None:
    tree(tmp_path, "in/a.txt", "in/sub/b.txt", "c.txt")
    sources = find_sources([tmp_path / "c.txt", tmp_path / "in", tmp_path / "in/sub"], Tally())
    assert [source.uri for source in sources] == ["c.txt", "a.txt", "sub/b.txt", "b.txt"]


def test_the_folder_of_the_results_is_no_input(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "out/records.jsonl", "out/tables/meetings.csv")
    sources = find_sources([tmp_path], Tally(), leave_out=tmp_path / "out")
    assert [source.uri for source in sources] == ["a.txt"]


def test_files_given_by_name_that_cannot_be_read(tmp_path: Path) -> None:
    tree(tmp_path, "a.pdf")
    found = items(find_sources([tmp_path / "a.pdf", tmp_path / "missing.txt"], Tally()))
    assert [(item.uri, item.error) for item in found] == [
        ("a.pdf", ("unsupported", "files of type .pdf are not read")),
        ("missing.txt", ("unreadable", "No such file or directory")),
    ]


def test_a_link_to_nothing_in_a_folder_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (item,) = items(find_sources([tmp_path], Tally()))
    assert (item.uri, item.error) == ("a.txt", ("unreadable", "No such file or directory"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/b\xe0i.txt"
    with open(name, "wb") as file:  # noqa: PTH123 (pathlib has no bytes)
        file.write("nội dung".encode())
    (item,) = items(find_sources([tmp_path], Tally()))
    assert item.uri == "b\ufffdi.txt"
    assert read_page(item).text == "nội dung"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = "Cụm thi đua".encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    (item,) = items(find_sources(["-"], Tally()))
    assert (item.uri, read_page(item).text) == ("-", "Cụm thi đua")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    (item,) = items(find_sources(["-"], Tally()), max_bytes=5)
    assert item.error == ("too_large", "6 bytes; at most 5 are read")


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 11)
    (item,) = items(find_sources([tmp_path], Tally()))
    with pytest.raises(ExtractionError, match=r"^too_large: 11 bytes; at most 10 are read$"):
        read_page(item, 10)
    assert read_page(item, 11).text == "a" * 11
