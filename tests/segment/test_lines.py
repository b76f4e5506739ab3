"""Lines and paragraphs, wrapped lines, and the article that is one line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import fold_spelling
from pipeline.segment import segment
from pipeline.segment.lines import is_one_line, lines, split_header


def parts(text: str) -> list[str]:
    """The lines of a text."""
    return [text[line.start : line.end] for line in lines(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Một.", ["Một."]),
        ("Một.\n\nHai.\n", ["Một.", "Hai."]),
        ("  Một.  \n\u00a0Hai.\n", ["Một.", "Hai."]),
        ("Một.\r\nHai.".replace("\r\n", "\n"), ["Một.", "Hai."]),
        # a heading stays a line of its own
        ("Kết quả\nNăm 2020, cụm đạt kết quả.", ["Kết quả", "Năm 2020, cụm đạt kết quả."]),
        # wrapped: the second line goes on in lower case
        ("Hội nghị tổng kết công tác\nnăm 2020 tại Cà Mau.", ["Hội nghị tổng kết công tác\nnăm 2020 tại Cà Mau."]),
        # wrapped after a comma
        (
            "Dự hội nghị có lãnh đạo các sở,\nBan Thi đua - Khen thưởng tỉnh.",
            ["Dự hội nghị có lãnh đạo các sở,\nBan Thi đua - Khen thưởng tỉnh."],
        ),
        # a full stop ends the paragraph, whatever follows
        ("Hội nghị kết thúc tốt đẹp.\nnăm 2020", ["Hội nghị kết thúc tốt đẹp.", "năm 2020"]),
        # bullets
        ("Gồm:\n- Cà Mau;\n- Trà Vinh.", ["Gồm:", "- Cà Mau;", "- Trà Vinh."]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_a_text_wrapped_by_hand_is_joined_to_paragraphs() -> None:
    words = ("Cụm thi đua các tỉnh Tây Nam Bộ tổ chức hội nghị tổng kết công tác thi đua " * 8).split()
    wrapped, row = [], ""
    for word in words:
        if len(row) + len(word) > 70:
            wrapped.append(row.strip())
            row = ""
        row += f" {word}"
    text = "\n".join([*wrapped, row.strip() + "."]) + "\n\nHội nghị kết thúc.\n"
    assert len(wrapped) >= 8
    assert [" ".join(part.split()) for part in parts(text)] == [" ".join(words) + ".", "Hội nghị kết thúc."]


@given(st.text(max_size=300))
def test_lines_of_any_text_hold_every_word_once_and_in_order(text: str) -> None:
    text = text.replace("\r", "\n")
    found = lines(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[line.start : line.end].strip() == text[line.start : line.end] for line in found)
    assert "".join("".join(text[line.start : line.end].split()) for line in found) == "".join(text.split())


SENTENCE = "Các tỉnh trong cụm đã thực hiện tốt các phong trào thi đua yêu nước trong năm qua. "
LEAD = "Ngày 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SENTENCE * 20, True),
        (SENTENCE * 5, False),
        (SENTENCE * 20 + "\n\n" + SENTENCE * 20, False),
        (SENTENCE * 20 + "\nTin liên quan\nMột tin khác\n", True),
        ("", False),
    ],
)
def test_an_article_that_is_one_line(text: str, expected: bool) -> None:
    assert is_one_line(lines(text), text) is expected


def test_title_and_lead_of_a_one_line_article_are_cut_apart() -> None:
    title = "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết công tác năm 2020"
    text = f"{title} {LEAD}{SENTENCE * 20}".strip()
    (line,) = lines(text)
    cut = split_header(line, fold_spelling(text))
    assert text[cut[0].start : cut[0].end] == title
    assert text[cut[1].start : cut[1].end].startswith("Ngày 18/1/2021, tại tỉnh Cà Mau")
    assert [zone.name for zone in segment(text).zones][:2] == ["title", "lead"]


def test_a_one_line_article_without_a_lead_stays_whole() -> None:
    text = (SENTENCE * 20).strip()
    (line,) = lines(text)
    assert split_header(line, fold_spelling(text)) == [line]
