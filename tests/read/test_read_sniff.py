"""What a file is, whatever its name says."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from pipeline.read.article import read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import InMemory, Tally
from pipeline.read.sniff import article_kind, sniff, suffix_of

PAGE = b"<!DOCTYPE html>\n<html><body><h1>C\xe1\xbb\xa5m thi \xc4\x91ua</h1></body></html>"


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in names:
            target.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (PAGE, "trang", "html"),
        (PAGE, "bai.doc", "html"),
        (PAGE, "bai.txt", "html"),
        (PAGE, "a.aspx", "html"),
        (PAGE.decode().encode("utf-16"), "a.bin", "html"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><!-- x --><html xmlns='x'>", "a", "html"),
        (b"<div class='a'><p>x</p></div>", "a", "html"),
        (
            b"From: <Saved>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            "a",
            "mhtml",
        ),
        (b"MIME-Version: 1.0\r\n", "a.mht", "mhtml"),
        (b"%PDF-1.7\n", "a.txt", "pdf"),
        (b"junk\r\n%PDF-1.4", "a", "pdf"),
        (b"PAR1\x15", "a", "parquet"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (gzip.compress(b"WARC/1.1\r\n"), "a.gz", "warc"),
        (gzip.compress(b"text"), "a.txt.gz", None),
        (archive("word/document.xml"), "a.doc", "docx"),
        (archive("word/document2.xml"), "a.zip", "docx"),
        (archive("xl/workbook.xml"), "a", "xlsx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "a.zip", None),
        (archive("mimetype", "content.xml"), "a.odt", None),
        (archive("a.html"), "a", "zip"),
        (b"PK\x03\x04broken", "a.docx", "zip"),
        (b'{"title": "x", "text": "y"}\n{"te', "a.json", "jsonl"),
        ('{"tiêu đề": "x", "nội dung": "y"}'.encode(), "a", "jsonl"),
        (b'{"version": 1}', "a.json", None),
        (b'{"version": 1}', "a.jsonl", "jsonl"),
        (b"url,title,text\n", "a.txt", "csv"),
        ("STT;Tiêu đề;Nội dung\r\n".encode(), "a", "csv"),
        (b"a\tb\n", "a.tsv", "csv"),
        (b"Khoi thi dua\n", "", "text"),
        (b"Khoi thi dua\n", "a.2", "text"),
        (b"# read me\n", "README.md", None),
        (b"body { }", "a.css", None),
        (b"<?xml version='1.0'?><rss>", "feed", None),
        (b"x", ".DS_Store", None),
        (b"a\0b", "a.dat", None),
        (b"a\0b", "a.txt", "text"),
        (b"", "a.txt", "text"),
        (b"", "a", None),
        (b"\x89PNG\r\n\x1a\n", "a.png", None),
        (b"{\\rtf1", "a.doc", None),
        (b"\xd0\xcf\x11\xe0", "a.doc", None),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value),
)
def test_kinds(raw: bytes, name: str, kind: str | None) -> None:
    assert sniff(InMemory(raw), name) == kind


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("A.TXT", ".txt"),
        ("a.warc.gz", ".warc.gz"),
        ("a.tar.gz", ".gz"),
        ("none", ""),
        (".profile", ""),
        ("d.x/none", ""),
    ],
)
def test_endings(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_the_kind_of_whole_bytes() -> None:
    assert [article_kind(raw) for raw in (PAGE, b"text", archive("word/document.xml"), archive("a.txt"))] == [
        "html",
        "text",
        "docx",
        "text",
    ]


def test_a_folder_of_pages_without_endings(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(PAGE)
    (tmp_path / "news.aspx").write_bytes(PAGE)
    (tmp_path / "style").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    tally = Tally()
    found = list(items(find_sources([tmp_path], tally)))
    assert [(item.uri, item.kind, read_page(item).text) for item in found] == [
        ("index", "html", "Cụm thi đua"),
        ("news.aspx", "html", "Cụm thi đua"),
    ]
    assert tally.skipped == {"(none)": 1}
