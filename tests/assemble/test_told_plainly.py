"""Turns of phrase of plain portal reports: offices in crossed order, numbered quarters, posts without a comma."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.model.record import Record

LEAD = (
    "Cụm thi đua số 1 tỉnh Thanh Hóa tổng kết công tác thi đua năm 2023\n"
    "Ngày 12/1/2024, tại huyện Quan Sơn, Cụm thi đua số 1 tỉnh Thanh Hóa tổ chức Hội nghị tổng kết công tác thi đua "
    "năm 2023, triển khai nhiệm vụ năm 2024.\n"
)
SECTOR = (
    "Ngày 12/1/2023, tại Đà Nẵng, Cụm thi đua Liên minh Hợp tác xã các tỉnh miền Trung tổ chức hội nghị tổng kết "
    "năm 2022.\n"
)


def told(body: str, lead: str = LEAD) -> Record:
    return extract(f"{lead}{body}\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Trọng trách Cụm trưởng năm 2024 được giao cho huyện Cẩm Thủy, thị xã Bỉm Sơn làm Cụm phó.",
            [("head", "huyện Cẩm Thủy"), ("deputy", "thị xã Bỉm Sơn")],
        ),
        (
            "UBND tỉnh đã giao nhiệm vụ Cụm trưởng, Cụm thi đua số 1 năm 2024 cho huyện Cẩm Thủy, Cụm phó cho huyện "
            "Lang Chánh.",
            [("head", "huyện Cẩm Thủy"), ("deputy", "huyện Lang Chánh")],
        ),
        (
            "Hội nghị cử huyện Cẩm Thủy - Trưởng Cụm thi đua năm 2024, huyện Lang Chánh - Phó Trưởng Cụm thi đua "
            "năm 2024.",
            [("head", "huyện Cẩm Thủy"), ("deputy", "huyện Lang Chánh")],
        ),
        (
            "Năm 2024, Cụm trưởng là huyện Cẩm Thủy, các Cụm phó là huyện Lang Chánh và huyện Quan Sơn.",
            [("head", "huyện Cẩm Thủy"), ("deputy", "huyện Lang Chánh"), ("deputy", "huyện Quan Sơn")],
        ),
        (
            "Hội nghị đã bầu ra đơn vị trưởng cụm, phó cụm năm 2024 là huyện Cẩm Thủy và huyện Lang Chánh.",
            [("head", "huyện Cẩm Thủy"), ("deputy", "huyện Lang Chánh")],
        ),
    ],
)
def test_offices_told_together(body: str, expected: list[tuple[str, str]]) -> None:
    found = told(body).leadership
    assert [(entry.office, entry.unit) for entry in found] == expected
    assert {(entry.year, entry.status) for entry in found} == {(2024, "elected")}


def test_the_person_whose_unit_is_elected() -> None:
    found = told(
        "Hội nghị thống nhất bầu đồng chí Nguyễn Văn Hải, Chủ tịch UBND huyện Cẩm Thủy làm Cụm trưởng và đồng chí "
        "Lê Thị Hoa, Chủ tịch UBND huyện Lang Chánh làm Cụm phó năm 2024."
    ).leadership
    assert [(entry.office, entry.person) for entry in found] == [("head", "Nguyễn Văn Hải"), ("deputy", "Lê Thị Hoa")]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (
            "gồm các quận: 7, 12, Bình Tân và Gò Vấp",
            ["quận 7", "quận 12", "quận Bình Tân", "quận Gò Vấp"],
        ),
        (
            "(gồm Quận 1, Quận 3 và quận Bình Thạnh)",
            ["quận 1", "quận 3", "quận Bình Thạnh"],
        ),
        (
            "gồm: Sở Ngoại vụ; Ban Dân tộc; Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân thành phố; "
            "Đội Quản lý thị trường số 6",
            [
                "Sở Ngoại vụ",
                "Ban Dân tộc",
                "Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân thành phố",
                "Đội Quản lý thị trường số 6",
            ],
        ),
    ],
)
def test_members(members: str, expected: list[str]) -> None:
    text = f"Ngày 12/1/2024, Cụm thi đua số 3 TPHCM {members} tổ chức hội nghị tổng kết công tác thi đua năm 2023."
    cluster = extract(text).cluster
    assert cluster is not None
    assert cluster.members == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Khối thi đua thứ 7 UBND thị xã Điện Bàn", "Khối thi đua thứ 7 Ủy ban nhân dân thị xã Điện Bàn"),
        (
            "Khối thi đua các cơ quan quản lý nhà nước về kinh tế-kỹ thuật tỉnh",
            "Khối thi đua các cơ quan quản lý nhà nước về kinh tế-kỹ thuật tỉnh",
        ),
        (
            "Cụm thi đua số 1 Đài PT - TH các tỉnh miền núi khu vực Tây Bắc",
            "Cụm thi đua số 1 Đài Phát thanh - Truyền hình các tỉnh miền núi khu vực Tây Bắc",
        ),
        (
            "Khối giao ước thi đua các sở, ngành tổng hợp tỉnh Hà Giang",
            "Khối giao ước thi đua các sở, ngành tổng hợp tỉnh Hà Giang",
        ),
        ("Cụm thi đua số 4, thuộc Sở Giáo dục và Đào tạo", "Cụm thi đua số 4 Sở Giáo dục và Đào tạo"),
    ],
)
def test_names(name: str, expected: str) -> None:
    cluster = extract(f"Ngày 12/1/2024, {name} tổ chức hội nghị tổng kết công tác thi đua năm 2023.").cluster
    assert cluster is not None
    assert cluster.name == expected


def test_a_post_without_its_comma() -> None:
    official = told("Đồng chí Trần Văn Du Phó Chánh án Tòa án nhân dân tỉnh Thanh Hóa chủ trì hội nghị.").officials[0]
    assert official.name == "Trần Văn Du"
    assert [post.title for post in official.positions] == ["Phó Chánh án"]
    assert official.roles == ["chaired"]


def test_people_told_with_their_guests() -> None:
    officials = told(
        "Các đồng chí: Trần Văn Du - Phó Giám đốc Công an tỉnh; Đinh Mạnh Hà - Phó Bí thư Huyện ủy Quan Sơn; cùng đại "
        "diện các phòng nghiệp vụ, một số ban, ngành của huyện…dự hội nghị."
    ).officials
    assert [official.roles for official in officials] == [["attended"], ["attended"]]


def test_asked_to_be_considered_and_given() -> None:
    awards = told("Cụm đề nghị Bộ Công an xét và tặng Cờ thi đua cho 1 đơn vị.").awards
    assert [award.status for award in awards] == ["proposed"]


def test_a_university_keeps_the_place_in_its_name() -> None:
    awards = told(
        "Hội nghị đề nghị Bộ Giáo dục và Đào tạo tặng Cờ thi đua cho Đại học Huế.",
        "Ngày 28/12/2020, Cụm thi đua số 1 Bộ Giáo dục và Đào tạo tổ chức hội nghị tổng kết năm học 2019 - 2020.\n",
    ).awards
    assert [recipient.name for recipient in awards[0].recipients] == ["Đại học Huế"]


def test_crowds_of_members_are_figures() -> None:
    body = "Khu vực có 5.935 nghìn thành viên; cụm hiện có 12 thành viên; 100% số xã có điện."
    found = [(entry.value, entry.unit) for entry in told(body, SECTOR).indicators]
    assert found == [(5935, "nghìn thành viên"), (100, "%")]


def test_the_number_of_a_block_in_capitals_is_no_size() -> None:
    cluster = extract(
        "KHỐI THI ĐUA 11 THÀNH PHỐ HỒ CHÍ MINH SƠ KẾT 6 THÁNG ĐẦU NĂM 2023\n\nNgày 20/7/2023, Khối thi đua 11 thành "
        "phố Hồ Chí Minh tổ chức hội nghị sơ kết phong trào thi đua 6 tháng đầu năm 2023 của 05 đơn vị là thành viên."
    ).cluster
    assert cluster is not None
    assert cluster.size == 5


def test_a_new_clause_behind_the_members() -> None:
    lead = (
        "Ngày 19/4/2018, Khối thi đua các cơ quan tham mưu tỉnh Cao Bằng tổ chức Lễ ký kết giao ước thi đua năm 2018.\n"
    )
    cluster = told(
        "Với 04 đơn vị thành viên: Ban Dân tộc tỉnh, Sở Tài chính, Sở Nội vụ, Sở Ngoại vụ; Trong nhiều năm liền Khối "
        "đã phát huy tốt vai trò của mình.",
        lead,
    ).cluster
    assert cluster is not None
    assert cluster.members == ["Ban Dân tộc tỉnh", "Sở Tài chính", "Sở Nội vụ", "Sở Ngoại vụ"]


def test_members_in_lines_that_end_in_commas() -> None:
    lead = (
        "Tối 12/1/2017, Khối thi đua 13 thành phố Đà Nẵng tổng kết phong trào thi đua năm 2016. Khối hiện có 3 doanh "
        "nghiệp:\n- Tổng Công ty CP Dệt may Hòa Khánh,\n- Công ty CP Cao su Sông Cẩm,\n- Công ty CP Bia Sơn Phước.\n"
    )
    cluster = told("Hội nghị diễn ra sôi nổi.", lead).cluster
    assert cluster is not None
    assert cluster.members == [
        "Tổng Công ty Cổ phần Dệt may Hòa Khánh",
        "Công ty Cổ phần Cao su Sông Cẩm",
        "Công ty Cổ phần Bia Sơn Phước",
    ]


def test_a_part_of_the_members_is_no_size() -> None:
    cluster = told("Cụm hiện có 25 thành viên. Hiện, có 6 đơn vị trong Cụm đang nhận phụng dưỡng.", SECTOR).cluster
    assert cluster is not None
    assert cluster.size == 25


def test_rows_of_figures_are_no_headings() -> None:
    body = "Tỷ lệ hộ nghèo ở các tỉnh:\n\nQuảng Nam: 6,9%\nQuảng Ngãi: 5,84%\nPhú Yên: 4,1%\n\nHội nghị bế mạc."
    found = [(entry.subject, entry.value) for entry in told(body, SECTOR).indicators]
    assert found == [("Quảng Nam", 6.9), ("Quảng Ngãi", 5.84), ("Phú Yên", 4.1)]


def test_members_below_a_heading() -> None:
    lead = "Sáng 21/01/2026, Cụm thi đua số 14 tỉnh Lâm Đồng tổ chức Hội nghị tổng kết công tác thi đua năm 2025.\n"
    cluster = told("Thành viên của Cụm:\n1. Xã Đạ Huoai\n2. Xã Đạ Huoai 2\n3. Xã Cát Tiên\n", lead).cluster
    assert cluster is not None
    assert cluster.members == ["xã Đạ Huoai", "xã Đạ Huoai 2", "xã Cát Tiên"]


def test_two_posts_and_no_comma() -> None:
    lead = "Sáng 21/01/2026, Cụm thi đua số 14 tỉnh Lâm Đồng tổ chức Hội nghị tổng kết công tác thi đua năm 2025.\n"
    record = told(
        "Chủ trì Hội nghị: đ/c Nguyễn Tấn Phong, Phó Bí thư Đảng ủy Chủ tịch UBND xã Đạ Huoai 2, Cụm trưởng; đ/c "
        "K’Brèo, Phó Chủ tịch UBND xã Cát Tiên, Cụm phó.",
        lead,
    )
    assert [[post.text for post in official.positions] for official in record.officials] == [
        ["Phó Bí thư Đảng ủy xã Đạ Huoai 2", "Chủ tịch Ủy ban nhân dân xã Đạ Huoai 2"],
        ["Phó Chủ tịch Ủy ban nhân dân xã Cát Tiên"],
    ]
    assert [official.roles for official in record.officials] == [["chaired"], ["chaired"]]


def test_the_posts_behind_the_last_comma_are_the_next_ones() -> None:
    record = told(
        "Phó Chủ tịch UBND tỉnh Hà Tĩnh Võ Đức Thuận, Phó Chủ tịch UBND tỉnh Quảng Trị - Cụm phó Lê Nguyên Hạnh chủ "
        "trì hội nghị."
    )
    assert [[post.text for post in official.positions] for official in record.officials] == [
        ["Phó Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh"],
        ["Phó Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị"],
    ]


def test_a_target_behind_its_time() -> None:
    found = told("Phấn đấu đến hết năm 2023, toàn cụm có thêm 150 xã về đích nông thôn mới.").indicators
    assert [(entry.value, entry.kind) for entry in found] == [(150, "target")]


def test_the_board_that_decided_holds_no_office() -> None:
    found = told(
        "Theo Quyết định số 318/QĐ-UBND của Chủ tịch UBND tỉnh, huyện Cẩm Thủy được giao làm Cụm trưởng năm 2024."
    ).leadership
    assert [entry.unit for entry in found] == ["huyện Cẩm Thủy"]
