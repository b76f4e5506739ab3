"""Offices in further turns: a clause of its own, brackets, who speaks as the new head, host and head at once."""

from __future__ import annotations

import pytest

from tests.assemble.told_once import report

LEAD = (
    "Ngày 20/3/2020, tại Quảng Ninh, Cụm thi đua các tỉnh Đồng bằng sông Hồng tổ chức Hội nghị tổng kết phong trào thi "
    "đua năm 2019, ký kết giao ước thi đua năm 2020."
)


@pytest.mark.parametrize(
    ("told", "offices"),
    [
        (
            "Trong năm 2020, nhiệm vụ Cụm trưởng sẽ do tỉnh Hưng Yên đảm trách, tỉnh Bắc Ninh làm Cụm phó.",
            [("head", "Hưng Yên", 2020, "elected"), ("deputy", "Bắc Ninh", 2020, "elected")],
        ),
        (
            "Hội nghị giới thiệu và thống nhất tỉnh Hưng Yên (Cụm trưởng); tỉnh Bắc Ninh, tỉnh Vĩnh Phúc (Cụm phó) năm "
            "2020.",
            [("head", "Hưng Yên", 2020, "elected"), ("deputy", "Bắc Ninh", 2020, "elected"),
             ("deputy", "Vĩnh Phúc", 2020, "elected")],
        ),
        (
            "Phát biểu nhận nhiệm vụ Cụm trưởng năm 2020, ông Trần Văn An, Phó Chủ tịch UBND tỉnh Hưng Yên cảm ơn sự "
            "tín nhiệm của các tỉnh.",
            [("head", "Hưng Yên", 2020, "elected")],
        ),
        (
            "Hội nghị thống nhất tỉnh Hưng Yên là đơn vị đăng cai, Cụm trưởng năm 2020.",
            [("head", "Hưng Yên", 2020, "elected")],
        ),
        (
            "Sau khi bỏ phiếu, tỉnh Hưng Yên trúng cử Cụm trưởng, tỉnh Bắc Ninh trúng cử Cụm phó năm 2020.",
            [("head", "Hưng Yên", 2020, "elected"), ("deputy", "Bắc Ninh", 2020, "elected")],
        ),
        (
            "Trên cương vị Cụm trưởng năm 2020, tỉnh Hưng Yên sẽ cùng các tỉnh xây dựng kế hoạch.",
            [("head", "Hưng Yên", 2020, "elected")],
        ),
    ],
)  # fmt: skip
def test_offices(told: str, offices: list[tuple[str, str, int, str]]) -> None:
    found = report(LEAD, told).leadership
    assert [(one.office, one.unit, one.year, one.status) for one in found] == offices


@pytest.mark.parametrize(
    ("announces", "role"),
    [
        ("Chủ trì hội nghị có:", "chaired"),
        ("Đồng chủ trì hội nghị gồm các đồng chí:", "chaired"),
        ("Dự và chỉ đạo hội nghị có:", "directed"),
    ],
)
@pytest.mark.parametrize("marks", [("- ", "- "), ("1. ", "2. "), ("", "")])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_roles_of_the_lines_below(announces: str, role: str, marks: tuple[str, str], between: str) -> None:
    people = ["Ông Trần Văn An, Phó Chủ tịch UBND tỉnh Hưng Yên;", "Bà Lê Thị Bình, Phó Chủ tịch UBND tỉnh Bắc Ninh."]
    lines = [mark + person for mark, person in zip(marks, people, strict=True)]
    found = report(LEAD, between.join([announces, *lines, "Ông Vũ Minh Cảnh trình bày báo cáo."])).officials
    assert [(one.name, role in one.roles) for one in found] == [
        ("Trần Văn An", True),
        ("Lê Thị Bình", True),
        ("Vũ Minh Cảnh", False),
    ]
