"""Bodies that a report tells as a list: departments with commas in their names, schools, committees of districts."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.api import extract

TITLE = "Cụm thi đua số 2 tổng kết năm 2021"
LEAD = "Sáng 18/1/2022, tại tỉnh Nghệ An, Cụm thi đua số 2 {} tổ chức Hội nghị tổng kết năm 2021."
PRESSED = "Cục Kiểm soát, phòng ngừa ô nhiễm và Bảo vệ môi trường"


def read(*paragraphs: str) -> dict[str, Any]:
    return extract("\n\n".join(paragraphs)).to_dict()


@pytest.mark.parametrize(
    ("listed", "members"),
    [
        (
            f"có 04 đơn vị bao gồm: {PRESSED}, Cục Đăng ký đất đai và Bồi thường nhà nước, Cục Địa chất, Vụ Pháp chế,",
            [PRESSED, "Cục Đăng ký đất đai và Bồi thường nhà nước", "Cục Địa chất", "Vụ Pháp chế"],
        ),
        (
            "gồm các Trường THPT: Nguyễn Trãi, Trường Chinh, Lê Lợi, Bắc Yên đã",
            [f"Trường trung học phổ thông {name}" for name in ("Nguyễn Trãi", "Trường Chinh", "Lê Lợi", "Bắc Yên")],
        ),
    ],
)
def test_members_with_a_list_in_their_name(listed: str, members: list[str]) -> None:
    record = read(TITLE, LEAD.format(listed))
    assert record["cluster"]["members"] == members


def test_guests_are_not_drawn_into_a_name() -> None:
    guests = "ông Lê Văn Tám, Giám đốc Sở Nội vụ, trưởng khối và Nhân dân xã"
    record = read(TITLE, LEAD.format(""), f"Dự hội nghị có {guests}.")
    assert record["officials"][0]["positions"][0]["organisation"] == "Sở Nội vụ tỉnh Nghệ An"


def test_recipients_behind_the_committees_of_several_districts() -> None:
    told = "03 đơn vị Hội Nông dân các huyện: Đô Lương, Yên Thành, Quỳ Hợp"
    (award,) = read(TITLE, LEAD.format(""), f"Hội nghị đề nghị tặng Bằng khen của UBND tỉnh cho {told}.")["awards"]
    assert [one["name"] for one in award["recipients"]] == [
        f"Hội Nông dân huyện {name}" for name in ("Đô Lương", "Yên Thành", "Quỳ Hợp")
    ]
    assert award["count"] is None


@pytest.mark.parametrize(("day", "date"), [("15-10", "2013-10-15"), ("20-9", "2013-09-20")])
def test_a_pact_for_a_school_year_is_signed_when_it_begins(day: str, date: str) -> None:
    record = read(
        "Cụm thi đua số 4 các trường THPT ký giao ước thi đua năm học 2013 - 2014",
        f"Ngày {day}, tại Trường THPT Lê Lợi, Cụm thi đua số 4 ký kết giao ước thi đua năm học 2013 - 2014.",
    )
    assert record["meeting"]["date"] == date


def test_delegates_beside_a_person_are_no_post_of_his() -> None:
    guests = "đồng chí Trần Văn Hai, Chủ tịch Hội Nông dân tỉnh, đại biểu Bộ Tư lệnh Quân khu 4, UBND và Bộ CHQS tỉnh"
    record = read(TITLE, LEAD.format(""), f"Tại hội nghị, {guests} đã về dự.")
    (official,) = record["officials"]
    assert [post["title"] for post in official["positions"]] == ["Chủ tịch"]
    assert official["roles"] == ["attended"]


def test_what_health_insurance_costs_is_no_share_of_the_insured() -> None:
    told = "Chi khám chữa bệnh bảo hiểm y tế bằng 104,1% dự toán; tỷ lệ bao phủ bảo hiểm y tế đạt 93,2%."
    found = read(TITLE, LEAD.format(""), told)["indicators"]
    assert [(one["value"], one["indicator"]) for one in found] == [
        (104.1, None),
        (93.2, "health_insurance_coverage"),
    ]
