"""What a line announces for the lines below it: offices, an election, the people of a role, the units of an award."""

from __future__ import annotations

import pytest

from tests.assemble.told_once import report

LEAD = (
    "Ngày 20/12/2022, tại Hà Nam, Cụm thi đua số 3 gồm Công an các tỉnh Hà Nam, Nam Định, Thái Bình, Hưng Yên tổ chức "
    "hội nghị tổng kết công tác thi đua năm 2022."
)
HEAD, DEPUTY = ("head", "Công an tỉnh Nam Định", 2023, "elected"), ("deputy", "Công an tỉnh Thái Bình", 2023, "elected")


@pytest.mark.parametrize(
    ("told", "offices"),
    [
        (
            "Hội nghị đã bầu Cụm trưởng, Cụm phó năm 2023 như sau:\n- Công an tỉnh Nam Định: Cụm trưởng\n"
            "- Công an tỉnh Thái Bình: Cụm phó",
            [HEAD, DEPUTY],
        ),
        (
            "Kết quả bầu Cụm trưởng, Cụm phó năm 2023:\n1. Công an tỉnh Nam Định - Cụm trưởng\n"
            "2. Công an tỉnh Thái Bình - Cụm phó",
            [HEAD, DEPUTY],
        ),
        (
            "Cụm trưởng năm 2023:\nCông an tỉnh Nam Định\nCụm phó năm 2023:\nCông an tỉnh Thái Bình",
            [HEAD, DEPUTY],
        ),
        (
            "Hội nghị đã bầu:\n1. Cụm trưởng\nCông an tỉnh Nam Định\n2. Cụm phó\n- Công an tỉnh Thái Bình\n"
            "- Công an tỉnh Hưng Yên",
            [HEAD, DEPUTY, ("deputy", "Công an tỉnh Hưng Yên", 2023, "elected")],
        ),
        (
            "Hội nghị đã bầu Cụm trưởng, Cụm phó năm 2023. Theo đó, Công an tỉnh Nam Định: Cụm trưởng; "
            "Công an tỉnh Thái Bình: Cụm phó.",
            [HEAD, DEPUTY],
        ),
        (
            "Hội nghị đã bầu:\nCụm trưởng năm 2023:\nCông an tỉnh Nam Định\nCụm phó năm 2023:\nCông an tỉnh Thái Bình "
            "và Công an tỉnh Hưng Yên",
            [HEAD, DEPUTY, ("deputy", "Công an tỉnh Hưng Yên", 2023, "elected")],
        ),
        (
            "Cụm trưởng năm 2022:\nCông an tỉnh Hà Nam\n\nCông an tỉnh Nam Định đã phát biểu.",
            [("head", "Công an tỉnh Hà Nam", 2022, "incumbent")],
        ),
        (
            "Cụm trưởng phát biểu:\nCông an tỉnh Nam Định",
            [],
        ),
    ],
)
def test_offices_in_lines(told: str, offices: list[tuple[str, str, int, str]]) -> None:
    record = report(LEAD, told)
    assert [(one.office, one.unit, one.year, one.status) for one in record.leadership] == offices


@pytest.mark.parametrize(
    ("told", "roles"),
    [
        (
            "Tham dự hội nghị:\n- Công an tỉnh Nam Định: Đại tá Nguyễn Văn Hùng, Phó Giám đốc\n"
            "- Công an tỉnh Thái Bình: Thượng tá Trần Minh Đức, Phó Giám đốc",
            {"Nguyễn Văn Hùng": ["attended"], "Trần Minh Đức": ["attended"]},
        ),
        (
            "Thành phần tham dự:\n1. Đồng chí Nguyễn Văn Hùng, Giám đốc Công an tỉnh Hà Nam;\n"
            "2. Đồng chí Trần Minh Đức, Phó Giám đốc Công an tỉnh Nam Định.",
            {"Nguyễn Văn Hùng": ["attended"], "Trần Minh Đức": ["attended"]},
        ),
        (
            "Tại hội nghị, các đại biểu đã tham luận:\n- Đại tá Lê Văn Nam, Phó Giám đốc Công an tỉnh Nam Định: "
            "Kinh nghiệm xây dựng phong trào\n- Đại tá Phạm Thị Hoa, Phó Giám đốc Công an tỉnh Thái Bình: Cải cách",
            {"Lê Văn Nam": ["spoke"], "Phạm Thị Hoa": ["spoke"]},
        ),
        (
            "Chỉ đạo hội nghị:\n- Thiếu tướng Lê Văn Nam, Phó Cục trưởng Cục Công tác đảng và công tác chính trị",
            {"Lê Văn Nam": ["directed"]},
        ),
    ],
)
def test_roles_in_lines(told: str, roles: dict[str, list[str]]) -> None:
    record = report(LEAD, told)
    assert {one.name: list(one.roles) for one in record.officials} == roles


def test_recipients_in_lines_without_bullets() -> None:
    record = report(
        LEAD,
        "Đề nghị tặng Cờ thi đua của Chính phủ:\nCông an tỉnh Nam Định\nĐề nghị tặng Cờ thi đua của Bộ Công an:\n"
        "Công an tỉnh Thái Bình\nCông an tỉnh Hưng Yên\n\nCông an tỉnh Hà Nam đã phát biểu tại hội nghị.",
    )
    assert [(one.award, [unit.name for unit in one.recipients]) for one in record.awards] == [
        ("Cờ thi đua của Chính phủ", ["Công an tỉnh Nam Định"]),
        ("Cờ thi đua của Bộ Công an", ["Công an tỉnh Thái Bình", "Công an tỉnh Hưng Yên"]),
    ]
