"""People who are named again: by name, by given name, by post alone."""

from __future__ import annotations

import pytest

from pipeline.segment import segment
from pipeline.tag.people import sorted_people
from pipeline.tag.units import tag_units

KHOAN = "Ông Trần Hữu Khoan, Phó Chủ tịch UBND tỉnh Bình Phước khai mạc hội nghị. "
LAN = "Bà Nguyễn Thị Quế Lan, Giám đốc Sở Nội vụ trình bày báo cáo. "


def mentions(text: str) -> list[tuple[str, str, str]]:
    """(quote of the mention, person, rule) in text order."""
    doc = segment(text)
    return [(doc.text[p.start : p.end], p.name, p.rule) for p in sorted_people(doc, tag_units(doc))]


@pytest.mark.parametrize(
    ("first", "again", "expected"),
    [
        (KHOAN, "Trần Hữu Khoan nhấn mạnh ba việc.", ("Trần Hữu Khoan", "Trần Hữu Khoan", "people.name")),
        (KHOAN, "Sau đó, ông Khoan nói thêm.", ("ông Khoan", "Trần Hữu Khoan", "people.given")),
        (KHOAN, "Sau đó, đồng chí Khoan nói thêm.", ("đồng chí Khoan", "Trần Hữu Khoan", "people.given")),
        (LAN, "Cuối cùng, bà Quế Lan đáp từ.", ("bà Quế Lan", "Nguyễn Thị Quế Lan", "people.honorific")),
        (
            KHOAN,
            "Phó Chủ tịch UBND tỉnh Bình Phước đề nghị các tỉnh ký kết.",
            ("Phó Chủ tịch UBND tỉnh Bình Phước", "Trần Hữu Khoan", "people.post_only"),
        ),
    ],
)
def test_a_later_mention_is_the_same_person(first: str, again: str, expected: tuple[str, str, str]) -> None:
    found = mentions(first + again)
    assert len(found) == 2
    assert found[1] == expected


@pytest.mark.parametrize(
    "again",
    [
        "Sau đó, bà Khoan nói thêm.",  # a woman of that name was not introduced
        "Sau đó, ông Bình nói thêm.",  # nobody bears that name
        "Phó Chủ tịch UBND tỉnh Tây Ninh đề nghị các tỉnh ký kết.",  # another province's
        "Hội nghị đề nghị Phó Chủ tịch UBND tỉnh Bình Phước tặng Bằng khen.",  # addressed, not acting
    ],
)
def test_no_later_mention(again: str) -> None:
    assert [name for _, name, _ in mentions(KHOAN + again)] == ["Trần Hữu Khoan"]


def test_a_given_name_that_two_people_bear_is_nobody() -> None:
    other = "Ông Lê Văn Khoan, Giám đốc Sở Tài chính phát biểu. "
    assert [name for _, name, _ in mentions(KHOAN + other + "Sau đó, ông Khoan nói thêm.")] == [
        "Trần Hữu Khoan",
        "Lê Văn Khoan",
    ]


def test_a_given_name_before_the_full_name_is_nobody() -> None:
    assert [quote for quote, _, _ in mentions("Sau đó, ông Khoan nói thêm. " + KHOAN)] == [
        "Ông Trần Hữu Khoan, Phó Chủ tịch UBND tỉnh Bình Phước"
    ]


def test_a_post_that_two_people_hold_is_nobody() -> None:
    other = "Ông Lê Văn Uy, Phó Chủ tịch UBND tỉnh Bình Phước phát biểu. "
    found = mentions(KHOAN + other + "Phó Chủ tịch UBND tỉnh Bình Phước đề nghị các tỉnh ký kết.")
    assert [name for _, name, _ in found] == ["Trần Hữu Khoan", "Lê Văn Uy"]
