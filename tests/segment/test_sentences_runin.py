"""Sentences: full stops that end one and full stops that do not; captions run into the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import fold_spelling
from pipeline.model.document import Zone
from pipeline.segment import segment
from pipeline.segment.sentences import MAX_SENTENCE, split


def sentences(text: str, *, run_in: bool = False) -> list[str]:
    """The sentences of one zone."""
    norm = fold_spelling(text)
    return [text[s.start : s.end] for s in split(Zone("body", 0, len(text)), norm, 0, run_in=run_in)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Hội nghị kết thúc.", "Các đại biểu ra về."],
        ["Cụm đạt kết quả tốt!", "Ai cũng vui?", "Đúng thế."],
        ["Thu ngân sách đạt 26.174 tỷ đồng, tăng 8,2%.", "Xuất khẩu tăng."],
        ["Họp tại TP. Đà Nẵng và TP.HCM.", "Cụm có 5 thành phố."],
        ["Ngày 06.8.2019, cụm họp.", "Dự có ThS. Trần Văn Minh và TS. Lê Thị Hoa."],
        ["Quyết định số 1197/QĐ-UBND được ban hành năm 2024.", "Cụm có 11 huyện."],
        ["Ông nói: “Cụm đã làm tốt.”", "Các đại biểu vỗ tay."],
        ["Theo PGS.TS. Trần Văn Minh, cụm làm tốt.", "Bà Hoa đồng ý."],
        ["Ông A. Pớt phát biểu.", "Bà Hoa đồng ý."],
        ["Tăng trưởng đạt 8,2%.", "“Đây là mức cao” - ông nói."],
        ["Cụm còn khó khăn...", "Các tỉnh cần cố gắng."],
        ["1. Về công tác tổ chức, cụm làm tốt.", "2. Về khen thưởng, cụm làm tốt."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các đại biểu dự hội nghị Đồng chí Trần Văn Minh phát biểu tại hội nghị.",
            ["Các đại biểu dự hội nghị", "Đồng chí Trần Văn Minh phát biểu tại hội nghị."],
        ),
        (
            "Quang cảnh hội nghị Năm 2020, các tỉnh đã làm tốt.",
            ["Quang cảnh hội nghị", "Năm 2020, các tỉnh đã làm tốt."],
        ),
        # behind a word that takes an object nothing is cut
        ("Báo cáo do Đồng chí Trần Văn Minh trình bày.", ["Báo cáo do Đồng chí Trần Văn Minh trình bày."]),
        ("Phát biểu của Ông Lê Văn Sử.", ["Phát biểu của Ông Lê Văn Sử."]),
        ("Cụm phó (tỉnh Trà Vinh và Ông Minh) dự.", ["Cụm phó (tỉnh Trà Vinh và Ông Minh) dự."]),
    ],
)
def test_captions_run_into_the_text(text: str, expected: list[str]) -> None:
    assert sentences(text, run_in=True) == expected
    assert sentences(text) == [text]


def test_a_sentence_without_end_is_cut_at_a_blank() -> None:
    text = "và " * 5_000
    found = sentences(text.strip())
    assert len(found) > 1
    assert max(map(len, found)) <= MAX_SENTENCE + 10
    assert " ".join(found) == text.strip()


def test_a_word_without_end_is_cut() -> None:
    found = sentences("a" * 30_000)
    assert "".join(found) == "a" * 30_000
    assert max(map(len, found)) <= 2 * MAX_SENTENCE


@given(st.text(max_size=300), st.booleans())
def test_sentences_of_any_text_hold_every_word_once_and_in_order(text: str, run_in: bool) -> None:
    found = sentences(text, run_in=run_in)
    assert "".join("".join(fold_spelling(part).split()) for part in found) == "".join(fold_spelling(text).split())


@given(st.text(max_size=300))
def test_sentences_of_a_document_lie_in_their_zones_in_order(text: str) -> None:
    doc = segment(text)
    assert all(a.end <= b.start for a, b in zip(doc.sentences, doc.sentences[1:], strict=False))
    zones = [(zone.start, zone.end, zone.name) for zone in doc.zones]
    for sentence in doc.sentences:
        assert any(
            start <= sentence.start and sentence.end <= end and name == sentence.zone for start, end, name in zones
        )
    assert len(doc.text) == len(doc.norm) == len(doc.low)
