"""Which files are read, in which order, under which uri."""

from __future__ import annotations

import io
import os
import sys
import zipfile
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
    tree(tmp_path, "b.txt", "a/z.HTML", "a/b/c.txt", "a.txt", "README.md", "x.CSS", "a/y.css", ".none")
    tally = Tally()
    sources = find_sources([tmp_path], tally)
    assert [source.uri for source in sources] == ["a/b/c.txt", "a/z.HTML", "a.txt", "b.txt"]
    assert tally.skipped == {".md": 1, ".css": 2, "(none)": 1}
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
    tree(tmp_path, "a.css")
    found = items(find_sources([tmp_path / "a.css", tmp_path / "missing.txt"], Tally()))
    assert [(item.uri, item.error) for item in found] == [
        ("a.css", ("unsupported", "files of type .css are not read")),
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


def test_globs(tmp_path: Path) -> None:
    tree(tmp_path, "in/b.txt", "in/a.txt", "in/c.html", "in/2020/d.txt", "in/2021/e.txt", "in/[1].txt")

    def uris(*patterns: str) -> list[str]:
        return [source.uri for source in find_sources([f"{tmp_path}/{pattern}" for pattern in patterns], Tally())]

    assert uris("in/*.txt") == ["[1].txt", "a.txt", "b.txt"]
    assert uris("in/20*") == ["2020/d.txt", "2021/e.txt"]
    assert uris("in/**/*.txt") == ["2020/d.txt", "2021/e.txt", "[1].txt", "a.txt", "b.txt"]
    assert uris("in/[1].txt") == ["[1].txt"]
    (item,) = items(find_sources([f"{tmp_path}/in/*.pdf"], Tally()))
    assert item.error == ("unreadable", "no file matches")


def test_reading_goes_on_behind_any_item(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.jsonl").write_text('{"text": "1"}\n{"text": "2"}\n{"text": "3"}\n', encoding="utf-8")
    sources = find_sources([tmp_path], Tally())
    found = list(items(sources))
    assert [item.uri for item in found] == ["a.txt", "b.jsonl#1", "b.jsonl#2", "b.jsonl#3", "c.txt"]
    for done, item in enumerate(found, 1):
        assert list(items(sources, start=item.after)) == found[done:]


def test_an_empty_file_of_any_kind_is_a_failure(tmp_path: Path) -> None:
    names = ["a.csv", "b.docx", "c.html", "d.jsonl", "e.parquet", "f.pdf", "g.txt", "h.warc", "i.warc.gz", "j.xlsx"]
    for name in names:
        (tmp_path / name).touch()
    with zipfile.ZipFile(tmp_path / "k.zip", "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    found = list(items(find_sources([tmp_path], Tally())))
    assert [item.uri for item in found] == [*names, *(f"k.zip!/{name}" for name in names)]
    assert {item.error for item in found} == {("empty", "the file is empty")}
