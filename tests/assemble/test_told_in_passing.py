"""What reports tell in passing: the flag that changes hands, the other members, the year beside the day."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.api import extract

TITLE = "Cụm thi đua số 2 tổng kết năm 2021"
LEAD = "Sáng 18/1/2022, tại tỉnh Nghệ An, Cụm thi đua số 2 tổ chức Hội nghị tổng kết năm 2021."


def read(*paragraphs: str) -> dict[str, Any]:
    return extract("\n\n".join(paragraphs)).to_dict()


@pytest.mark.parametrize(
    "told",
    ["Lá cờ luân lưu của Cụm từ tay Nghệ An sang tay Hà Tĩnh.", "Cờ luân lưu Cụm được chuyển từ Nghệ An sang Hà Tĩnh."],
)
def test_the_flag_of_the_cluster_goes_from_head_to_head(told: str) -> None:
    found = {(one["unit"], one["status"], one["year"]) for one in read(TITLE, LEAD, told)["leadership"]}
    assert found == {("Hà Tĩnh", "elected", 2022), ("Nghệ An", "outgoing", 2021)}


def test_a_flag_for_the_best_is_no_office() -> None:
    assert read(TITLE, LEAD, "Hội nghị trao cờ luân lưu của Cụm cho Công an tỉnh Hà Tĩnh.")["leadership"] == []


def test_the_other_members_are_listed_behind_the_heads() -> None:
    block = "Khối thi đua các sở tỉnh Nghệ An"
    record = read(
        f"{block} tổng kết năm 2021",
        f"Sáng 18/1/2022, {block} tổ chức Hội nghị tổng kết năm 2021. Sở Nội vụ là Khối trưởng, Sở Tài chính là "
        "Khối phó. Các thành viên khác của Khối gồm: Sở Y tế, Sở Tư pháp, Sở Công Thương.",
    )
    listed = ("Nội vụ", "Tài chính", "Y tế", "Tư pháp", "Công Thương")
    assert record["cluster"]["members"] == [f"Sở {name}" for name in listed]


def test_the_year_of_the_work_dates_a_meeting_without_review() -> None:
    block = "Khối thi đua các sở tỉnh Nghệ An"
    told = f"Chiều 25/10, tại Sở Nội vụ, {block} tổ chức Hội nghị sinh hoạt chuyên đề quý III năm 2024."
    record = read(f"{block} sinh hoạt quý", told)
    assert record["meeting"]["date"] == "2024-10-25"
    (reason,) = [one["reason"] for one in record["meeting"]["derived"] if one["field"] == "date"]
    assert "sentence" in reason


def test_bodies_of_the_centre_in_one_province_are_local() -> None:
    record = read(
        "Tổng kết công tác thi đua, khen thưởng khối các cơ quan Trung ương",
        "Hội nghị được tổ chức ngày 16/2/2012 tại Kho bạc Nhà nước tỉnh Nghệ An. Năm 2011 các cơ quan Trung ương trên "
        "địa bàn tỉnh thi đua theo khối. Tại hội nghị, các đơn vị trong khối bình xét thi đua.",
    )
    assert record["report"] == "meeting"
    assert (record["cluster"]["name"], record["cluster"]["scope"]) == ("Khối các cơ quan Trung ương", "local")


@pytest.mark.parametrize("name", ["Trần Quân", "Lê Trí"])
def test_a_name_of_two_syllables_ends_the_body(name: str) -> None:
    record = read(TITLE, LEAD, f"Dự hội nghị có Tổng Giám đốc Kho bạc Nhà nước {name}; Thứ trưởng Bộ Nội vụ Vũ Văn Ba.")
    assert [(one["name"], one["positions"][0]["organisation"]) for one in record["officials"]] == [
        (name, "Kho bạc Nhà nước"),
        ("Vũ Văn Ba", "Bộ Nội vụ"),
    ]


def test_what_is_counted_is_named_whole() -> None:
    told = (
        "Năm 2021, các đơn vị hoàn thành nhiệm vụ với tổng nguồn vốn huy động đạt 59.860 tỷ đồng, tổng dư nợ cho vay "
        "phát triển kinh tế, xã hội đạt 53.480 tỷ đồng."
    )
    labels = [one["label"] for one in read(TITLE, LEAD, told)["indicators"]]
    assert labels == ["tổng nguồn vốn huy động", "tổng dư nợ cho vay phát triển kinh tế, xã hội"]


def test_recognised_at_the_meeting_is_given() -> None:
    told = "Trong năm 2021, toàn cụm đã bình xét và công nhận 3 Tập thể lao động xuất sắc."
    (award,) = read(TITLE, LEAD, told)["awards"]
    assert (award["status"], award["count"]) == ("conferred", 3)
