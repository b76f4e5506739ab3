"""Provinces in every spelling, districts and towns with the province they lie in."""

from __future__ import annotations

import pytest

from pipeline.segment import segment
from pipeline.tag.places import tag_places, tag_provinces


def provinces(text: str) -> list[tuple[str, str]]:
    """(quote, canonical name) of every province."""
    doc = segment(text)
    return [(doc.text[span.start : span.end], span.value) for span in tag_provinces(doc)]


def places(text: str) -> list[tuple[str, tuple[str, str | None]]]:
    """(quote, (name, province)) of every district, town and city."""
    doc = segment(text)
    return [(doc.text[span.start : span.end], span.value) for span in tag_places(doc, tag_provinces(doc))]


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("Khánh Hoà", "Khánh Hòa"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Đắk Lăk", "Đắk Lắk"),
        ("Đăk Nông", "Đắk Nông"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Thừa Thiên-Huế", "Thừa Thiên Huế"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("CAO BẰNG", "Cao Bằng"),
        ("Kon Tum", "Kon Tum"),
        ("Bạc Liêu", "Bạc Liêu"),
    ],
)
def test_every_spelling_is_the_province(spelling: str, canonical: str) -> None:
    assert [value for _, value in provinces(f"Đại biểu {spelling} phát biểu.")] == [canonical]


def test_spans_are_the_names_without_their_class_word() -> None:
    assert provinces("Các tỉnh Cao Bằng, Lạng Sơn và thành phố Hải Phòng.") == [
        ("Cao Bằng", "Cao Bằng"),
        ("Lạng Sơn", "Lạng Sơn"),
        ("Hải Phòng", "Hải Phòng"),
    ]


@pytest.mark.parametrize(
    "text",
    ["vùng biển Thái Bình Dương", "hanoi thơ mộng", "Bắc Kạnh", "một đại biểu nông dân", "hòa bình và hữu nghị"],
)
def test_no_province(text: str) -> None:
    assert provinces(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("họp tại thành phố Phủ Lý, tỉnh Hà Nam", [("thành phố Phủ Lý", ("Phủ Lý", "Hà Nam"))]),
        ("họp tại TP. Pleiku", [("TP. Pleiku", ("Pleiku", "Gia Lai"))]),
        ("họp tại thị xã An Khê", [("thị xã An Khê", ("An Khê", "Gia Lai"))]),
        ("họp tại huyện Đan Phượng", [("huyện Đan Phượng", ("Đan Phượng", "Hà Nội"))]),
        ("họp tại Đà Lạt", [("Đà Lạt", ("Đà Lạt", "Lâm Đồng"))]),
        ("họp tại tỉnh Thái Bình", []),
    ],
)
def test_districts_and_towns(text: str, expected: list[tuple[str, tuple[str, str | None]]]) -> None:
    assert places(text) == expected


def test_a_name_that_two_provinces_share_lies_where_the_text_is() -> None:
    assert places("họp tại huyện Châu Thành, tỉnh Bến Tre") == [("huyện Châu Thành", ("Châu Thành", "Bến Tre"))]
    assert places("họp tại huyện Châu Thành") == [("huyện Châu Thành", ("Châu Thành", None))]


def test_the_city_of_a_province_of_that_name_needs_its_class_word() -> None:
    assert places("họp tại thành phố Thái Bình") == [("thành phố Thái Bình", ("Thái Bình", "Thái Bình"))]
