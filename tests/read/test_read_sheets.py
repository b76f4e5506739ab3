"""Spreadsheets, Parquet files and archives to articles."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from crawls import packed, record
from openpyxl import Workbook

from pipeline.errors import ExtractionError
from pipeline.read import archives
from pipeline.read.article import read_page
from pipeline.read.columns import column_of, columns_of, delimiter_of
from pipeline.read.discover import find_sources, items
from pipeline.read.items import Item, Tally


def read(path: Path, tally: Tally | None = None, max_bytes: int = 10_000) -> list[tuple[str, str]]:
    """Of each article: its uri, and its text or `!` and the code of its failure."""
    return [(item.uri, outcome(item, max_bytes)) for item in items(find_sources([path], tally or Tally()), max_bytes)]


def outcome(item: Item, max_bytes: int = 10_000) -> str:
    try:
        return read_page(item, max_bytes).text
    except ExtractionError as error:
        return f"!{error.code}"


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_spreadsheet_with_vietnamese_headings_below_a_title(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "bài.xlsx",
        [["Danh sách tin"], ["STT", "Tiêu đề", "Ngày đăng", "Nội dung"], [1, "Tít", date(2021, 1, 19), "Cụm thi đua"]],
        [["ghi chú"]],
        [["title", "text"], ["T", "Khối"], [None, None], ["U", 5]],
    )
    assert read(path) == [("bài.xlsx#1", "Tít\nCụm thi đua"), ("bài.xlsx#2", "T\nKhối"), ("bài.xlsx#3", "U\n5")]
    first = next(items(find_sources([path], Tally())))
    assert read_page(first).published == "2021-01-19"


def test_formulas_are_not_calculated(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["title", "text"], ['=HYPERLINK("http://x")', "Cụm"], ["x", "=1+1"]])
    assert read(path) == [("a.xlsx#1", "Cụm"), ("a.xlsx#2", "!empty")]


def test_bad_spreadsheets(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "a.xlsx", [["tên", "link"], ["x", "y"]])) == [("a.xlsx", "!columns")]
    assert read(workbook(tmp_path / "b.xlsx", [["text"]])) == [("b.xlsx", "!empty")]
    assert read(workbook(tmp_path / "c.xlsx", [["text"], ["x" * 20_000]])) == [("c.xlsx#1", "!too_large")]
    good = workbook(tmp_path / "d.xlsx", [["text"], ["x"]]).read_bytes()
    (tmp_path / "d.xlsx").write_bytes(good[:-50])
    assert read(tmp_path / "d.xlsx") == [("d.xlsx", "!truncated")]
    (tmp_path / "e.xlsx").write_bytes(repacked(good, "xl/worksheets/sheet1.xml", b"<broken"))
    assert read(tmp_path / "e.xlsx") == [("e.xlsx", "!malformed")]


def repacked(raw: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.namelist():
            target.writestr(member, content if member == name else source.read(member))
    return buffer.getvalue()


def test_no_entity_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("bí mật", encoding="utf-8")
    good = workbook(tmp_path / "a.xlsx", [["text"], ["x"]]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(good)) as source:
        sheet = source.read("xl/worksheets/sheet1.xml")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'.encode()
    (tmp_path / "a.xlsx").write_bytes(repacked(good, "xl/worksheets/sheet1.xml", doctype + sheet))
    assert read(tmp_path / "a.xlsx") == [("a.xlsx", "!malformed")]


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = {
        "title": ["Tít", None],
        "html": [b"<p>C\xe1\xbb\xa5m</p>", None],
        "published": [date(2021, 1, 19), None],
        "n": [1, 2],
    }
    pq.write_table(pa.table(table), path)
    assert read(path) == [("a.parquet#1", "Tít\nCụm")]
    assert read_page(next(items(find_sources([path], Tally())))).published == "2021-01-19"
    path.write_bytes(path.read_bytes()[:-20])
    assert read(path) == [("a.parquet", "!malformed")]
    pq.write_table(pa.table({"x": [1]}), path)
    assert read(path) == [("a.parquet", "!columns")]


def test_names_of_columns() -> None:
    assert [column_of(name) for name in (" NỘI DUNG: ", "Tác_giả", "Link", "x")] == ["text", "author", "url", None]
    assert columns_of(["date", "published", "Text"]) == [None, "published", "text"]
    assert [delimiter_of(line) for line in ("a;text", "text", "a,b", "Tiêu đề\tNội dung")] == [";", None, None, "\t"]


def archive(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return path


def test_an_archive_of_everything(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner", {"x.txt": "trong"}).read_bytes()
    path = archive(
        tmp_path / "a.zip",
        {
            "tin/bài.html": "<html><p>Cụm</p></html>",
            "t.jsonl": json.dumps({"text": "dòng"}) + "\n",
            "s.css": "b {}",
            "c.warc.gz": packed(record(1)),
            "in.zip": inner,
            "__MACOSX/x.txt": "x",
            "long.txt": "x" * 20_000,
        },
    )
    tally = Tally()
    assert read(path, tally) == [
        ("a.zip!/tin/bài.html", "Cụm"),
        ("a.zip!/t.jsonl#1", "dòng"),
        ("https://a.example.vn/1", "Cụm thi đua số 1\nKhối thi đua họp tổng kết năm 1."),
        ("a.zip!/in.zip!/x.txt", "trong"),
        ("a.zip!/long.txt", "!too_large"),
    ]
    sources = find_sources([path], tally)
    found = list(items(sources, marks=True))
    assert [name for item in found for name in item.skipped] == [".css"]
    for done, item in enumerate(found, 1):
        assert [later.uri for later in items(sources, marks=True, start=item.after)] == [
            later.uri for later in found[done:]
        ]


def test_names_that_lead_out_of_an_archive(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"../x.txt": "x", "/etc/x.txt": "x", "C:/x.txt": "x", "ok.txt": "tốt"})
    assert [code for _, code in read(path)] == ["!malformed", "!malformed", "!malformed", "tốt"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path / "a.zip", {"x.txt": b"0" * 60_000_000})
    assert read(path) == [("a.zip", "!too_large")]
    monkeypatch.setattr(archives, "MAX_UNPACKED", 10)
    deep = archive(tmp_path / "0", {"x.txt": "đáy"})
    for level in range(4):
        deep = archive(tmp_path / f"b{level}.zip", {"n.zip": deep.read_bytes()})
    assert read(deep) == [("b3.zip!/n.zip!/n.zip!/n.zip", "!unsupported")]


def test_encrypted_and_broken_members(tmp_path: Path) -> None:
    raw = archive(tmp_path / "a.zip", {"x.txt": "bài viết", "y.txt": "khác"}).read_bytes()
    locked = bytearray(raw)
    locked[6] |= 1
    locked[raw.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(locked)
    assert read(tmp_path / "a.zip") == [("a.zip!/x.txt", "!encrypted"), ("a.zip!/y.txt", "khác")]
    (tmp_path / "a.zip").write_bytes(raw[:36] + b"\xff\xff\xff" + raw[39:])
    assert [code for _, code in read(tmp_path / "a.zip")] == ["!malformed", "khác"]
    (tmp_path / "a.zip").write_bytes(raw[:-30])
    assert read(tmp_path / "a.zip") == [("a.zip", "!truncated")]
