"""What a file is, by its content first and its name second.

A saved page is often named `.doc`, `.aspx` or nothing at all, and a spreadsheet may be HTML. Formats with a signature
are known by it; text is told apart by its structure; only between kinds of plain text does the name decide.
"""

from __future__ import annotations

import codecs
import json
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Final

from pipeline.read.columns import columns_of, delimiter_of, has_content
from pipeline.read.items import InMemory, Openable

ARTICLES: Final = frozenset({"text", "html", "mhtml", "pdf", "docx"})
TABLES: Final = frozenset({"jsonl", "csv", "xlsx", "parquet"})
CONTAINERS: Final = frozenset({"zip", "warc"})
KINDS: Final = ARTICLES | TABLES | CONTAINERS
"""Every kind that is read."""

HEAD_BYTES: Final = 4096
"""Bytes at the start of a file that tell its kind."""

_NAMED: Final = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".zip": "zip",
}
_TEXT_KINDS: Final = frozenset({"text", "html", "jsonl", "csv"})
_NO_ARTICLES: Final = frozenset(
    [
        ".md",
        ".rst",
        ".css",
        ".js",
        ".mjs",
        ".ts",
        ".map",
        ".json",
        ".xml",
        ".rss",
        ".atom",
        ".svg",
        ".py",
        ".sh",
        ".toml",
        ".yaml",
        ".yml",
        ".ini",
        ".cfg",
        ".conf",
        ".log",
        ".lock",
        ".sql",
        ".bat",
        ".ps1",
        ".java",
        ".c",
        ".h",
        ".cpp",
        ".php",
        ".rtf",
        ".tex",
        ".bib",
        ".srt",
        ".vtt",
        ".ics",
        ".eml",
        ".url",
        ".lnk",
        ".gitignore",
        ".cdx",
        ".cdxj",
    ]
)
"""Endings of text files that hold no article, unless their content shows a format that is read."""

_FOREIGN: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"{\\rtf",
    b"\x7fELF",
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROLOGUE = r"(?:\s|<\?xml[^>]*>|<!--.*?(?:-->|\Z)|<!\[[^>]*>)*"
_HTML = re.compile(
    _PROLOGUE
    + r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|base|article|main|section|div|table|h[1-6]|p)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(r"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?mime-version:\s*1\.0", re.IGNORECASE)
_MIME_TYPE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)


def sniff(source: Openable, name: str) -> str | None:
    """One of `KINDS`; `None` for a format that is not read. Raises `OSError`."""
    with source.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(source)
    return sniff_head(head, name)


def sniff_head(head: bytes, name: str) -> str | None:
    """As `sniff`, from the first `HEAD_BYTES` bytes of a file that is no ZIP."""
    named = _named(name)
    if found := _signed(head):
        return found
    text = _text(head)
    if text is None or not text.strip():
        return named
    if _HTML.match(text):
        return "html"
    if _MHTML.match(text) and _MIME_TYPE.search(text):
        return "mhtml"
    return _plain_kind(text, name, named)


def article_kind(raw: bytes, name: str = "") -> str:
    """Which of `ARTICLES` the bytes of a whole file are; `text` for what is none."""
    kind = _zip_kind(InMemory(raw)) if raw.startswith(b"PK\x03\x04") else sniff_head(raw[:HEAD_BYTES], name)
    return kind if kind in ARTICLES else "text"


def suffix_of(name: str) -> str:
    """The ending of a file name in lower case, with its dot; empty for a name like `.profile`."""
    path = PurePosixPath(name.lower())
    return "".join(path.suffixes[-2:]) if path.suffixes[-2:] == [".warc", ".gz"] else path.suffix


def _named(name: str) -> str | None:
    return _NAMED.get(suffix_of(name))


def _signed(head: bytes) -> str | None:
    """The kind that a signature shows."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\x1f\x8b") and _inflated(head).startswith(b"WARC/"):
        return "warc"
    return None


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _zip_kind(source: Openable) -> str | None:
    """Office files are ZIP archives; the part they are made of tells them apart."""
    try:
        with source.open("rb") as file, zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return "zip"  # its reader says what is broken
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "[Content_Types].xml" in names or "mimetype" in names:
        return None
    return "zip"


def _text(head: bytes) -> str | None:
    """The head as text, a cut character at its end dropped; `None` for what is no text."""
    if head.startswith(_FOREIGN):
        return None
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="ignore").removeprefix("\ufeff")
    return None if b"\0" in head else head.decode("utf-8", errors="replace")


def _plain_kind(text: str, name: str, named: str | None) -> str | None:
    if named == "mhtml":
        return named
    if named in _TEXT_KINDS:
        # A table by another name: the heading or the first line says so.
        return _table_kind(text) or named if named == "text" else named
    if found := _table_kind(text):
        return found
    if text.lstrip().startswith(("<?xml", "{", "[")) or suffix_of(name) in _NO_ARTICLES:
        return None
    return None if PurePosixPath(name).name.startswith(".") else "text"


def _table_kind(text: str) -> str | None:
    first = text.split("\n", 1)[0]
    if first.startswith("{"):
        return "jsonl" if has_content(columns_of(_keys(first, cut="\n" not in text))) else None
    return "csv" if delimiter_of(first.rstrip("\r")) else None


def _keys(line: str, *, cut: bool) -> list[str]:
    """The keys of a line of JSON, none when it is none; of a line longer than the head those that are seen."""
    if cut:
        return re.findall(r'"([^"\\]{1,40})"\s*:', line)
    try:
        data = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return []
    return list(data) if isinstance(data, dict) else []
