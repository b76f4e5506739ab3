"""What a report tells once and means for several: members, offices, names of clusters."""

from __future__ import annotations

import pytest
from told_once import OFFICES, UNIONS, report


def members(listed: str) -> list[str]:
    found = report(f"Ngày 5/12/2022, Cụm thi đua số 2 tổ chức tổng kết năm 2022. Cụm gồm các đơn vị: {listed}.").cluster
    assert found is not None
    return found.members


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Hải đoàn 18, 28 và 48", ["Hải đoàn 18", "Hải đoàn 28", "Hải đoàn 48"]),
        ("Sư đoàn 5, 302 và Trung đoàn Gia Định", ["Sư đoàn 5", "Sư đoàn 302", "Trung đoàn Gia Định"]),
        ("TP. Mỹ Tho, TX. Gò Công, huyện Cái Bè", ["thành phố Mỹ Tho", "thị xã Gò Công", "huyện Cái Bè"]),
    ],
)
def test_members(listed: str, told: list[str]) -> None:
    assert members(listed) == told


def test_bodies_behind_a_semicolon_are_members_where_their_head_goes_on() -> None:
    found = report(
        "Ngày 20/12/2019, Cụm thi đua số 4 Công an thành phố Hà Nội, gồm Công an các quận: Ba Đình, Tây Hồ; Công an "
        "huyện Gia Lâm tổ chức hội nghị tổng kết phong trào thi đua năm 2019."
    ).cluster
    assert found is not None
    assert found.members == ["Công an quận Ba Đình", "Công an quận Tây Hồ", "Công an huyện Gia Lâm"]


def test_the_place_of_the_meeting_before_the_list_is_no_second_member() -> None:
    found = report(
        "Ngày 6/7/2018, tại Tiền Giang, các tỉnh: Tiền Giang, Long An, Bến Tre, Đồng Tháp thuộc Cụm thi đua số 8 Ngân "
        "hàng Chính sách xã hội đã sơ kết hoạt động thi đua 6 tháng đầu năm 2018."
    ).cluster
    assert found is not None
    assert found.members == ["Tiền Giang", "Long An", "Bến Tre", "Đồng Tháp"]


@pytest.mark.parametrize(
    ("body", "deputy"),
    [
        (
            "Hội nghị đã bầu LĐLĐ huyện Hàm Tân làm Cụm trưởng và thị xã La Gi làm Cụm phó.",
            "Liên đoàn Lao động thị xã La Gi",
        ),
        (
            "Hội nghị đã bầu LĐLĐ huyện Hàm Tân làm Cụm trưởng, Đức Linh làm Cụm phó.",
            "Liên đoàn Lao động huyện Đức Linh",
        ),
        ("Hội nghị bầu UBND huyện Hàm Tân làm Cụm trưởng, huyện Đức Linh làm Cụm phó.", "huyện Đức Linh"),
        ("Hội nghị bầu thị xã La Gi làm Cụm trưởng, Đức Linh là Cụm phó.", "huyện Đức Linh"),
    ],
)
def test_the_branch_of_the_deputy(body: str, deputy: str) -> None:
    assert [(entry.office, entry.unit) for entry in report(UNIONS, body).leadership][1:] == [("deputy", deputy)]


def test_two_departments_in_one_office() -> None:
    body = "Khối bầu Sở Nội vụ làm Khối trưởng, hai Sở Tài chính và Xây dựng làm Khối phó năm 2024."
    held = [(entry.office, entry.unit) for entry in report(OFFICES, body).leadership]
    assert held == [("head", "Sở Nội vụ"), ("deputy", "Sở Tài chính"), ("deputy", "Sở Xây dựng")]


def test_the_heading_of_a_vote_holds_no_office() -> None:
    body = "Kết quả bầu đơn vị làm Trưởng, Phó khối năm 2024: Sở Công Thương - Trưởng khối; Sở Xây dựng - Phó khối."
    held = [(entry.office, entry.unit) for entry in report(OFFICES, body).leadership]
    assert held == [("head", "Sở Công Thương"), ("deputy", "Sở Xây dựng")]


@pytest.mark.parametrize(
    "body",
    [
        "Hội nghị đã tín nhiệm bầu Giám đốc Sở Công Thương Nguyễn Văn Nam giữ chức Khối trưởng năm 2024.",
        "Hội nghị bầu Đại tá Nguyễn Văn Nam, Giám đốc Sở Công Thương tiếp tục làm Khối trưởng năm 2024.",
    ],
)
def test_the_person_voted_for(body: str) -> None:
    assert [(entry.unit, entry.person) for entry in report(OFFICES, body).leadership] == [
        ("Sở Công Thương", "Nguyễn Văn Nam")
    ]


@pytest.mark.parametrize(
    ("title", "lead", "name", "size"),
    [
        (
            "Tổng kết công tác thi đua Cụm 1 của tỉnh Trà Vinh năm 2011",
            "Ngày 29/2/2012, tại huyện Duyên Hải, Cụm thi đua 1 tổng kết công tác thi đua năm 2011.",
            "Cụm thi đua 1 tỉnh Trà Vinh",
            None,
        ),
        (
            "Tổng kết phong trào thi đua Khối 5 ngành Y tế tỉnh Nghệ An",
            "Sáng 12/1/2021, tại huyện Đô Lương, Khối thi đua số 5 đã tổ chức hội nghị tổng kết thi đua năm 2020.",
            "Khối thi đua số 5 ngành Y tế tỉnh Nghệ An",
            None,
        ),
    ],
)
def test_the_short_title_says_whose_cluster_it_is(title: str, lead: str, name: str, size: int | None) -> None:
    found = report(lead, title=title).cluster
    assert found is not None
    assert (found.name, found.size) == (name, size)


def test_a_signing_has_the_year_whose_results_it_tells() -> None:
    found = report(
        "Sáng 5/1/2024, Cụm thi đua các tỉnh Tây Nam Bộ ký kết giao ước thi đua năm 2024.",
        "Năm 2023, kinh tế của các tỉnh trong Cụm tăng trưởng khá, bình quân đạt 6,7%.",
        "12 tỉnh Tây Nam Bộ ký kết giao ước thi đua năm 2024",
    ).meeting
    assert found is not None
    assert (found.period, found.types) == ("2023", ["ky_ket"])


@pytest.mark.parametrize(
    ("name", "told", "scope"),
    [
        ("Khu vực thi đua Tây Nguyên - Agribank", "Khu vực thi đua Tây Nguyên - Agribank", "sector"),
        ("Cụm thi đua Công đoàn các KCN phía Bắc", "Cụm thi đua Công đoàn các khu công nghiệp phía Bắc", "sector"),
        ("Cụm thi đua số 3 (Sở Y tế Nghệ An)", "Cụm thi đua số 3 Sở Y tế Nghệ An", "local"),
        ("Cụm thi đua số 3 (Sở Y tế làm Cụm trưởng)", "Cụm thi đua số 3", "local"),
    ],
)
def test_names_of_clusters(name: str, told: str, scope: str) -> None:
    found = report(f"Ngày 5/1/2022, {name} tổ chức hội nghị tổng kết công tác thi đua năm 2021.").cluster
    assert found is not None
    assert (found.name, found.scope) == (told, scope)


def test_courts_of_a_region_bear_the_province_behind_a_dash() -> None:
    lead = (
        "Ngày 7-10-2025, TAND khu vực 15 - TP.HCM (Cụm trưởng Cụm thi đua số IV) tổ chức hội nghị tổng kết công tác "
        "thi đua năm 2025 của Cụm thi đua số IV - TAND hai cấp TP.HCM. Cụm thống nhất bầu TAND khu vực 18 làm Cụm "
        "trưởng."
    )
    found = report(lead)
    assert [entry.unit for entry in found.leadership] == [
        "Tòa án nhân dân khu vực 15 - thành phố Hồ Chí Minh",
        "Tòa án nhân dân khu vực 18",
    ]
    assert found.indicators == []
