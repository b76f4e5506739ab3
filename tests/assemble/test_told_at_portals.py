"""Habits of portals and newspapers met in reports written blind: apposed heads, boards, flags, short leads."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.model.record import Record

FARMERS = (
    "Ngày 28/12/2017, tại Quảng Nam, Cụm thi đua số 4 Hội Nông dân các tỉnh Nam Trung Bộ tổ chức hội nghị tổng kết năm "
    "2017.\n"
)


def told(body: str, lead: str = FARMERS, title: str = "Hội nghị tổng kết Cụm thi đua") -> Record:
    return extract(f"{title}\n{lead}{body}\n")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Khối thi đua số 1 ngành Y tế tỉnh Hải Dương", "Khối thi đua số 1 ngành Y tế tỉnh Hải Dương"),
        ("Cụm thi đua số 3 Quân khu 5", "Cụm thi đua số 3 Quân khu 5"),
    ],
)
def test_names_of_clusters(name: str, expected: str) -> None:
    record = told("", lead=f"Sáng 28/12/2021, {name} (khối các đơn vị) tổ chức hội nghị tổng kết năm 2021.\n")
    assert record.cluster is not None
    assert record.cluster.name == expected


def test_members_in_brackets_behind_a_numbered_region() -> None:
    record = told(
        "",
        lead="Ngày 21/11/2019, Cụm thi đua số 3 Quân khu 5 (gồm Bộ CHQS các tỉnh Đắk Nông, Đắk Lắk, Gia Lai, Kon Tum) "
        "tổ chức tổng kết phong trào thi đua năm 2019.\n",
    )
    assert record.cluster is not None
    assert len(record.cluster.members) == 4


def test_a_short_lead_that_opens_with_its_day_is_no_stamp() -> None:
    record = told(
        "Hội nghị bầu Thuế TP Cần Thơ (đại diện là ông Dương Hoài Ân, Trưởng Thuế TP Cần Thơ) làm Trưởng cụm, Thuế "
        "tỉnh Cà Mau làm Phó cụm năm 2026.",
        lead="Ngày 8/1/2026, tại Cần Thơ, Cụm thi đua số 8 ngành Thuế tổ chức hội nghị tổng kết năm 2025.\n",
        title="Thuế Cần Thơ làm Trưởng cụm thi đua số 8 năm 2026\n",
    )
    assert record.report == "meeting"
    assert record.officials[0].positions[0].text == "Trưởng Thuế thành phố Cần Thơ"
    assert [(entry.office, entry.unit) for entry in record.leadership] == [
        ("head", "Thuế thành phố Cần Thơ"),
        ("deputy", "Thuế tỉnh Cà Mau"),
    ]


def test_everyone_before_the_verb_chaired() -> None:
    record = told(
        "Ông Lê An, Phó Chủ tịch Trung ương Hội; ông Vũ Bình, Chủ tịch Hội Nông dân tỉnh Quảng Nam, đơn vị Cụm trưởng; "
        "ông Hồ Công, Chủ tịch Hội Nông dân tỉnh Phú Yên, đơn vị Cụm phó chủ trì hội nghị."
    )
    assert ["chaired" in person.roles for person in record.officials] == [True, True, True]


def test_who_closed_and_who_pointed_out() -> None:
    record = told(
        "Bà Hoàng Diệu Hiền - Phó Giám đốc Sở GD&ĐT Thừa Thiên - Huế chỉ ra: việc đăng ký còn cào bằng. Khép lại hội "
        "nghị, Phó Chủ tịch Trung ương Hội Đào Nguyên Khang nói: phải cố gắng."
    )
    assert record.officials[0].roles == ["spoke"]
    assert record.officials[0].positions[0].text == "Phó Giám đốc Sở Giáo dục và Đào tạo Thừa Thiên Huế"
    assert "closed" in record.officials[1].roles


def test_one_title_of_two() -> None:
    record = told("Dự hội nghị có ông Đặng Khải, Phó Chủ tịch - Tổng Thư ký Ủy ban Trung ương MTTQ Việt Nam.")
    assert [post.text for post in record.officials[0].positions] == [
        "Phó Chủ tịch - Tổng Thư ký Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Bà Lê Hoài Nhơn trao cờ Cụm trưởng năm 2018 cho ông Võ Đức Tùng, đại diện Hội Nông dân tỉnh Bình Định.",
            ("Hội Nông dân tỉnh Bình Định", "elected"),
        ),
        (
            "Năm 2018, Hội Nông dân tỉnh Phú Yên giữ vai trò Cụm trưởng.",
            ("Hội Nông dân tỉnh Phú Yên", "elected"),
        ),
    ],
)
def test_heads(body: str, expected: tuple[str, str]) -> None:
    assert [(entry.unit, entry.status) for entry in told(body).leadership] == [expected]


def test_a_board_stands_for_its_province() -> None:
    record = told(
        "Ông Danh Út, Trưởng Ban Thi đua - Khen thưởng tỉnh Hà Tĩnh - đơn vị Cụm phó, phát biểu.",
        lead="Sáng 18/1/2022, tại Nghệ An, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết năm 2021.\n",
    )
    assert [entry.unit for entry in record.leadership] == ["Hà Tĩnh"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Hội nghị thống nhất đề nghị Trung ương Hội Nông dân Việt Nam xét, tặng Cờ thi đua của Ngành cho Hội Nông "
            "dân tỉnh Phú Yên và Bằng khen cho Hội Nông dân tỉnh Bình Định.",
            ["Cờ thi đua của Trung ương Hội Nông dân Việt Nam", "Bằng khen của Trung ương Hội Nông dân Việt Nam"],
        ),
        (
            "Chủ tịch UBND tỉnh Quảng Nam đã ký tặng Bằng khen cho 5 tập thể.",
            ["Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"],
        ),
    ],
)
def test_awards(body: str, expected: list[str]) -> None:
    assert [award.award for award in told(body).awards] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Hội Nông dân tỉnh Quảng Nam 991 điểm và Hội Nông dân thành phố Đà Nẵng 984 điểm.",
            [(991, "Hội Nông dân tỉnh Quảng Nam"), (984, "Hội Nông dân thành phố Đà Nẵng")],
        ),
        ("Hội Nông dân các tỉnh bạn đã hỗ trợ nông dân Khánh Hòa, Phú Yên 1,8 tỷ đồng.", [(1.8, "cluster")]),
        ("Quỹ “Vì bộ đội Trường Sa” vận động được 1,36 tỷ đồng.", [(1.36, "cluster")]),
        (
            "Điểm đánh giá chất lượng bình quân đạt 3,86; thành lập 203 công đoàn cơ sở.",
            [(3.86, "cluster"), (203, "cluster")],
        ),
        ("Cụm đề nghị tặng Bằng khen cho 02 đơn vị xếp thứ nhì.", []),
    ],
)
def test_whose_figures(body: str, expected: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.subject) for figure in told(body).indicators] == expected
