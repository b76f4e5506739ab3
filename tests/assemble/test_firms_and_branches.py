"""Firms and branches: short forms of the report's own, bodies of one kind, posts and awards of a firm, lists below."""

from __future__ import annotations

import pytest

from tests.assemble.told_once import report

RAILWAY = (
    "Ngày 17/11/2023, tại thành phố Vinh, Cụm thi đua số 2 thuộc Tổng công ty Đường sắt Việt Nam tổ chức hội nghị "
    "tổng kết công tác thi đua năm 2023."
)
BRANCHES = (
    "Cụm gồm 04 Chi nhánh khai thác đường sắt (KTĐS): Hà Thanh, Nghệ Tĩnh, Quảng Trị - Thừa Thiên Huế và Đà Nẵng."
)
WATER = (
    "Ngày 29/11/2019, tại Hội trường Công ty Cổ phần Cấp nước Tân Hòa, Khối thi đua 4 thuộc Tổng Công ty Cấp nước Sài "
    "Gòn tổ chức hội nghị tổng kết công tác thi đua năm 2019."
)


def test_short_forms_inside_names() -> None:
    record = report(
        RAILWAY,
        f"{BRANCHES} Hội nghị bầu Chi nhánh KTĐS Đà Nẵng làm Cụm trưởng năm 2024. Chi nhánh KTĐS Hà Thanh đạt 102,3% "
        "kế hoạch. Hội nghị đề nghị tặng Cờ thi đua của Tổng công ty ĐSVN cho Chi nhánh KTĐS Nghệ Tĩnh.",
    )
    assert [one.unit for one in record.leadership] == ["Chi nhánh khai thác đường sắt Đà Nẵng"]
    assert [one.subject for one in record.indicators] == ["Chi nhánh khai thác đường sắt Hà Thanh"]
    assert [to.name for one in record.awards for to in one.recipients] == ["Chi nhánh khai thác đường sắt Nghệ Tĩnh"]


def test_a_short_form_that_is_no_body_is_none() -> None:
    told = "Giá trị sản xuất (GTSX) đạt 12.400 tỷ đồng. Cụm trưởng là GTSX."
    assert report(RAILWAY, told).leadership == []


@pytest.mark.parametrize(
    ("told", "members"),
    [
        (
            BRANCHES,
            ["Chi nhánh khai thác đường sắt Hà Thanh", "Chi nhánh khai thác đường sắt Nghệ Tĩnh",
             "Chi nhánh khai thác đường sắt Quảng Trị - Thừa Thiên Huế", "Chi nhánh khai thác đường sắt Đà Nẵng"],
        ),
        ("Cụm gồm các xí nghiệp: Than Hà Lầm, Than Núi Béo.", ["Xí nghiệp Than Hà Lầm", "Xí nghiệp Than Núi Béo"]),
        (
            "Cụm gồm 5 Cục Dự trữ Nhà nước khu vực: Hà Bắc, Bắc Thái, Vĩnh Phú, Đông Bắc và Tây Bắc.",
            [f"Cục Dự trữ Nhà nước khu vực {one}" for one in ("Hà Bắc", "Bắc Thái", "Vĩnh Phú", "Đông Bắc", "Tây Bắc")],
        ),
        (
            "Cụm gồm BIDV (các chi nhánh: Quảng Ngãi, Dung Quất); Vietcombank (các chi nhánh: Quảng Ngãi, Bắc Quảng "
            "Ngãi) và Agribank Quảng Ngãi.",
            ["BIDV Chi nhánh Quảng Ngãi", "BIDV Chi nhánh Dung Quất", "Vietcombank Chi nhánh Quảng Ngãi",
             "Vietcombank Chi nhánh Bắc Quảng Ngãi", "Agribank Quảng Ngãi"],
        ),
    ],
)  # fmt: skip
def test_members(told: str, members: list[str]) -> None:
    cluster = report(RAILWAY, told).cluster
    assert cluster is not None
    assert cluster.members == members


@pytest.mark.parametrize(
    ("told", "posts"),
    [
        (
            "Dự họp có ông Lý Thành Nhơn, Phó Tổng Giám đốc Tổng Công ty, Phó Chủ tịch Hội đồng Thi đua - Khen thưởng.",
            ["Phó Tổng Giám đốc Tổng Công ty Cấp nước Sài Gòn",
             "Phó Chủ tịch Hội đồng Thi đua - Khen thưởng Tổng Công ty Cấp nước Sài Gòn"],
        ),
        (
            "Tham dự có ông Lê Đình Quý - Chủ tịch kiêm Giám đốc Công ty Cổ phần Cấp nước Gia Định.",
            ["Chủ tịch Công ty Cổ phần Cấp nước Gia Định", "Giám đốc Công ty Cổ phần Cấp nước Gia Định"],
        ),
        (
            "Tham dự có ông Lê Đình Quý, Bí thư Đảng ủy kiêm Chủ tịch HĐTV Công ty Cổ phần Cấp nước Gia Định.",
            ["Bí thư Đảng ủy Công ty Cổ phần Cấp nước Gia Định",
             "Chủ tịch Hội đồng thành viên Công ty Cổ phần Cấp nước Gia Định"],
        ),
    ],
)  # fmt: skip
def test_posts(told: str, posts: list[str]) -> None:
    assert [one.text for one in report(WATER, told).officials[0].positions] == posts


@pytest.mark.parametrize(
    "announces", ["Đề nghị tặng Bằng khen của Bộ Xây dựng cho:", "- Đề nghị Bằng khen của Bộ Xây dựng:"]
)
@pytest.mark.parametrize("marks", [("1.", "2."), ("-", "-"), ("+", "+")])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_recipients_in_the_lines_below(announces: str, marks: tuple[str, str], between: str) -> None:
    first, second = "Công ty Cổ phần Cấp nước Tân Hòa", "Công ty Cổ phần Cấp nước Thủ Đức"
    told = between.join([announces, f"{marks[0]} {first};", f"{marks[1]} {second}.", "Hội nghị kết thúc tốt đẹp."])
    awards = report(WATER, told).awards
    assert [(one.award, one.status) for one in awards] == [("Bằng khen của Bộ Xây dựng", "proposed")]
    assert [to.name for to in awards[0].recipients] == [first, second]


def test_an_award_of_its_own_ends_the_list() -> None:
    told = (
        "Đề nghị tặng Bằng khen của Bộ Xây dựng cho:\n- Công ty Cổ phần Cấp nước Tân Hòa;\n"
        "- Giấy khen của Tổng Công ty cho Công ty Cổ phần Cấp nước Thủ Đức."
    )
    assert [[to.name for to in one.recipients] for one in report(WATER, told).awards] == [
        ["Công ty Cổ phần Cấp nước Tân Hòa"],
        ["Công ty Cổ phần Cấp nước Thủ Đức"],
    ]


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("EVN bảo đảm cung ứng điện với sản lượng 220,3 tỷ kWh.", [(220.3, "EVN", "result")]),
        (
            "Các đơn vị đặt mục tiêu hoàn thành kế hoạch trước ngày 30/9, giải ngân vốn đạt 95%.",
            [(95, "cluster", "target")],
        ),
        ("Ông An yêu cầu các đơn vị tập trung thu tiền qua ngân hàng (hiện đạt 64%).", [(64, "cluster", "result")]),
        ("Công đoàn các đơn vị thăm hỏi 318 lượt đoàn viên.", [(318, "cluster", "result")]),
        ("Các đơn vị gắn mới 38.412 đồng hồ nước.", []),
    ],
)
def test_figures(told: str, figures: list[tuple[float, str, str]]) -> None:
    assert [(one.value, one.subject, one.kind) for one in report(WATER, told).indicators] == figures


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("Cụm thi đua số 3 Bảo hiểm xã hội Việt Nam", "sector"),
        ("Khối thi đua số 4 ngành Thuế", "sector"),
        ("Cụm thi đua các Văn phòng Hội đồng nhân dân khu vực Tây Nguyên", "sector"),
        ("Khối thi đua số 4 Bộ Công an", "central"),
    ],
)
def test_scopes(name: str, scope: str) -> None:
    cluster = report(f"Ngày 17/11/2023, tại Hà Nội, {name} tổ chức hội nghị tổng kết năm 2023.").cluster
    assert cluster is not None
    assert (cluster.name, cluster.scope) == (name, scope)


@pytest.mark.parametrize(
    "name",
    [
        "Khối thi đua các Bộ, ngành tổng hợp",
        "Khối thi đua các cơ quan Đảng Trung ương",
        "Khối thi đua các tập đoàn kinh tế",
    ],
)
def test_blocks_of_the_centre(name: str) -> None:
    record = report(f"Ngày 12/1/2022, {name} tổ chức hội nghị tổng kết năm 2021.", "Hội nghị kết thúc tốt đẹp.")
    assert record.cluster is not None
    assert record.cluster.scope == "central"
