"""Tables to articles: each row under its number, each broken row a failure of its own."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractionError
from pipeline.read.article import read_page
from pipeline.read.items import Item
from pipeline.read.tables import table_items

MAX = 10_000


def read(path: Path, raw: bytes, max_bytes: int = MAX) -> list[tuple[str, str]]:
    """Of each row: its uri, and its text or `!` and the code of its failure."""
    path.write_bytes(raw)
    return [(item.uri, outcome(item, max_bytes)) for item in table_items(path, path.name, max_bytes)]


def outcome(item: Item, max_bytes: int = MAX) -> str:
    try:
        return read_page(item, max_bytes).text
    except ExtractionError as error:
        return f"!{error.code}"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "bài.csv"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "a.jsonl"


def test_csv_rows(table: Path) -> None:
    raw = 'url,title,text,published\r\nu1,Tít,"Dòng 1\nDòng 2",19/01/2021\r\n\r\nu2,,"nói ""có""",\r\n'.encode()
    assert read(table, raw) == [("bài.csv#1", "Tít\nDòng 1\nDòng 2"), ("bài.csv#2", 'nói "có"')]
    first = next(iter(table_items(table, "b", MAX)))
    page = read_page(first)
    assert (page.title, page.published) == ("Tít", "2021-01-19")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_every_spreadsheet(table: Path, delimiter: str, encoding: str) -> None:
    raw = delimiter.join(("Title", " TEXT ")) + "\r\n" + delimiter.join(("Tít", "Cụm thi đua")) + "\r\n"
    assert read(table, raw.encode(encoding)) == [("bài.csv#1", "Tít\nCụm thi đua")]


def test_html_column(table: Path) -> None:
    assert read(table, "url,html\nu,<h1>Tít</h1><p>Hội nghị</p>\n".encode()) == [("bài.csv#1", "Tít\nHội nghị")]


def test_each_row_has_its_own_encoding(table: Path) -> None:
    raw = b"text\n" + "Hội nghị\n".encode() + b"H\xf4\xf2i ngh\xb8 \xff\x81\n" + b"C\xf4ng t\xe1c \xf0ua\n"
    assert [text for _, text in read(table, raw)] == ["Hội nghị", "!encoding", "Công tác đua"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b"url,title\nu,t\n", "columns"),
        (b"a;b\n1;2\n", "columns"),
        (b"\x89PNG\0\0\n", "binary"),
        (b"\xff\xfe\x00\xd8t\n", "encoding"),
    ],
)
def test_a_csv_that_is_none_is_one_failure(table: Path, raw: bytes, code: str) -> None:
    assert read(table, raw) == [("bài.csv", f"!{code}")]


def test_missing_columns_are_named_with_the_row(table: Path) -> None:
    table.write_text("url,title\n", encoding="utf-8")
    (item,) = table_items(table, "b.csv", MAX)
    message = "row 1 (the heading) has no column text or html; it has: url, title"
    assert item.error == ("columns", message)


def test_an_unclosed_quote_costs_its_row_only(table: Path) -> None:
    raw = b'title,text\na,"eins\nb,zwei\nc,drei\n'
    assert read(table, raw) == [
        ("bài.csv#1", "!truncated"),
        ("bài.csv#2", "b\nzwei"),
        ("bài.csv#3", "c\ndrei"),
    ]


def test_two_stray_quotes_cost_two_rows(table: Path) -> None:
    raw = b'title,text\na,"eins\nb,"zwei\nc,drei\n'
    assert [text for _, text in read(table, raw)] == ["!malformed", "c\ndrei"]


def test_rows_of_the_wrong_length(table: Path) -> None:
    raw = b"title,text\na\nb,zwei\nc,drei,vier\nd,eins,,\ne"
    assert read(table, raw) == [
        ("bài.csv#1", "!malformed"),
        ("bài.csv#2", "b\nzwei"),
        ("bài.csv#3", "!malformed"),
        ("bài.csv#4", "d\neins"),
        ("bài.csv#5", "!truncated"),
    ]


def test_row_failures_name_row_and_line(table: Path) -> None:
    table.write_bytes(b'title,text\na,"x\ny"\nb\n')
    errors = [item.error for item in table_items(table, "b.csv", MAX)]
    assert errors == [None, ("malformed", "row 2 (line 4): 1 cells, and 2 columns in the heading")]


def test_long_rows(table: Path) -> None:
    raw = b"text\n" + b"a" * 500 + b"\nok\n"
    assert [text for _, text in read(table, raw, 100)] == ["!too_large", "ok"]
    raw = b'text,title\n"' + b"aaa\n" * 100 + b'",t\nok,t\n'
    assert [text for _, text in read(table, raw, 100)] == ["!too_large", "t\nok"]


def test_cells_without_text(table: Path) -> None:
    raw = b"title,text\na,\nb,  \nc,x\0y\n"
    assert [text for _, text in read(table, raw)] == ["!empty", "!empty", "!binary"]


def test_a_json_table(lines: Path) -> None:
    rows = [{"text": "Hội nghị", "title": "Tít", "published": "2021-01-19"}, {"html": "<p>Cụm</p>", "n": 1}]
    raw = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    assert read(lines, raw) == [("a.jsonl#1", "Tít\nHội nghị"), ("a.jsonl#3", "Cụm")]
    assert read(lines, raw.decode().encode("utf-16"))[0] == ("a.jsonl#1", "Tít\nHội nghị")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "abc', "truncated"),
        (b'{"text": "abc"', "truncated"),
        (b'{"text": abc}', "malformed"),
        (b'["text"]', "malformed"),
        (b"null", "malformed"),
        (b"[" * 5000 + b"x", "malformed"),
        (b'{"title": "x"}', "columns"),
        (b'{"text": 5}', "columns"),
        (b'{"text": ""}', "empty"),
        (b'{"text": "\\ud800 x"}', "encoding"),
        (b'{"text": "x", "title": "\\udfff"}', "encoding"),
        (b'{"text": "a\\u0000b"}', "binary"),
        (b'{"text": "\xff\xfe\x80\xff"}', "encoding"),
        (b'{"text": "' + b"a" * MAX + b'"}', "too_large"),
    ],
)
def test_a_broken_line_is_one_failure(lines: Path, line: bytes, code: str) -> None:
    ok = b'{"text": "ok"}'
    expected = [("a.jsonl#1", "ok"), ("a.jsonl#2", f"!{code}"), ("a.jsonl#3", "ok")]
    assert read(lines, b"\n".join((ok, line, ok))) == expected


def test_a_missing_table_is_one_failure(tmp_path: Path) -> None:
    (item,) = table_items(tmp_path / "x.csv", "x.csv", MAX)
    assert item.error == ("unreadable", "No such file or directory")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=8))
def test_what_csv_writes_is_read(rows: list[tuple[str, str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("title", "text"))
    clean = [tuple("".join(c for c in cell if c not in "\r\0") for cell in row) for row in rows]
    writer.writerows(clean)
    wanted = [row[1] for row in clean if any(cell.strip() for cell in row)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(buffer.getvalue().encode())
        found = [item.row["text"].decode() for item in table_items(path, "t", 10**6) if item.row is not None]
    assert found == wanted


@given(st.binary(max_size=300), st.sampled_from(["t.csv", "t.jsonl"]))
def test_any_bytes_give_rows_or_coded_failures(raw: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(b"text,title\n" + raw if name == "t.csv" else raw)
        for item in table_items(path, name, 200):
            assert outcome(item, 200).strip()


def test_a_row_of_no_break_spaces_is_a_blank_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("title,text\n\u00a0,\u00a0\ntin,bài\n".encode())
    assert [item.row["text"].decode() for item in table_items(path, "t", 100) if item.row is not None] == ["bài"]


SENTENCES = "Sáng 18/1/2021, tại Cà Mau, Cụm thi đua số 3 tổ chức hội nghị tổng kết. " * 3
PAGE = (
    '<html><body><ul><li>Trang chủ</li></ul><h1 class="entry-title">Cụm thi đua số 3 họp</h1>'
    '<div class="entry-meta"><time class="entry-date published">19/01/2021</time></div>'
    f'<div class="entry-content"><p>{SENTENCES}</p></div></body></html>'
)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_page_in_a_table_is_read_as_a_saved_one(tmp_path: Path, kind: str) -> None:
    if kind == "csv":
        path = tmp_path / "a.csv"
        cell = PAGE.replace('"', '""')
        path.write_text(f'title,published,html\n,,"{cell}"\nTên khác,2021-02-01,"{cell}"\n', encoding="utf-8")
    else:
        path = tmp_path / "a.jsonl"
        rows = [{"html": PAGE}, {"html": PAGE, "title": "Tên khác", "published": "2021-02-01"}]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    plain, other = (read_page(item) for item in table_items(path, path.name, 1_000_000))
    assert (plain.recipe, plain.title) == ("wordpress", "Cụm thi đua số 3 họp")
    assert (plain.published, plain.date_source) == ("2021-01-19", "stamp")
    assert other.text == f"Tên khác\n{plain.text}"
    assert (other.title, other.published, other.date_source) == ("Tên khác", "2021-02-01", "meta")
    for page in (plain, other):
        lead = next(block for block in page.blocks if block.zone in {"lead", "body"})
        assert page.text[lead.start : lead.end].startswith("Sáng 18/1/2021")
        start, end = page.in_source(lead.start, lead.start + 14) or (0, 0)
        assert PAGE[start:end] == "Sáng 18/1/2021"
