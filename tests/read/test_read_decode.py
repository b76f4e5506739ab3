"""Bytes to text: each encoding by a page that has it, each failure by its code."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legacy import as_1258

from pipeline.errors import ExtractionError
from pipeline.read.decode import decode, is_binary
from pipeline.read.encodings.repair import is_doubtful

TEXT = "Hội nghị tổng kết Cụm thi đua các tỉnh Đồng bằng sông Hồng – “Ủy ban” 8,2%"


def code_of(raw: bytes, declared: str | None = None) -> str:
    with pytest.raises(ExtractionError) as caught:
        decode(raw, declared)
    return caught.value.code


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        as_1258(TEXT),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "windows-1258"],
)
def test_encodings(raw: bytes) -> None:
    assert decode(raw) == TEXT


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", " \n".encode("utf-16")])
def test_empty(raw: bytes) -> None:
    assert code_of(raw) == "empty"


@pytest.mark.parametrize("raw", [b"ab\0c", b"%PDF-1.7 text", b"PK\x03\x04rest", b"\x01\x02\x03 abc"])
def test_binary(raw: bytes) -> None:
    assert code_of(raw) == "binary"
    assert is_binary(raw)


def test_nul_in_utf16_is_binary() -> None:
    assert code_of("a\0b".encode("utf-16")) == "binary"


@pytest.mark.parametrize(
    "raw", [TEXT.encode()[: -len(" 8,2%") - 1], TEXT.encode("utf-16")[:-1]], ids=["utf-8", "utf-16"]
)
def test_cut_inside_a_character_is_truncated(raw: bytes) -> None:
    assert code_of(raw) == "truncated"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode()[:20] + b"\xff" + TEXT.encode()[20:],
        "Hội nghị tổng kết".encode().replace(b"\xe1", b"\xe1\xe1"),
    ],
    ids=["one bad byte", "doubled byte"],
)
def test_what_no_encoding_explains(raw: bytes) -> None:
    assert code_of(raw) == "encoding"


def test_a_declared_charset_counts_only_if_it_reads_as_vietnamese() -> None:
    assert decode(as_1258("Hội nghị"), "windows-1258") == "Hội nghị"
    assert decode(as_1258("Hội nghị"), "no-such-charset") == "Hội nghị"
    assert decode("à la carte".encode("latin-1"), "iso-8859-1") == "à la carte"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_coded_failure(raw: bytes) -> None:
    try:
        text = decode(raw)
    except ExtractionError:
        return
    assert text.strip()
    assert "\0" not in text
    text.encode("utf-8")


@given(st.text(min_size=1).filter(lambda text: text.strip() and not text.startswith("\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    raw = text.encode()
    if not is_binary(raw) and not any(map(is_doubtful, text.split("\n"))):
        assert decode(raw) == text
