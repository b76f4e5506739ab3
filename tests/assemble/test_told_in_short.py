"""What reports tell in short: bodies by the short form they gave them, provinces and units by «ours», «this one»."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.model.record import Record

NORTH = "Sáng 18/1/2022, tại tỉnh Nghệ An, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết năm 2021.\n"
FIRMS = (
    "Khối thi đua các tập đoàn, tổng công ty tổng kết năm 2023\n"
    "Ngày 25/1/2024, tại Hà Nội, Khối thi đua các tập đoàn, tổng công ty nhà nước tổng kết năm 2023. Khối gồm ba đơn "
    "vị: Tập đoàn Dầu khí Việt Nam (PVN), Tập đoàn Xăng dầu Việt Nam (Petrolimex) và Tập đoàn Công nghiệp Cao su Việt "
    "Nam (gọi tắt là VRG).\n"
)


def told(body: str, lead: str = NORTH) -> Record:
    return extract(f"Cụm thi đua các tỉnh Bắc Trung Bộ tổng kết năm 2021\n{lead}{body}\n")


def firms(body: str) -> Record:
    return extract(f"{FIRMS}{body}\n")


def test_posts_at_bodies_in_their_short_form() -> None:
    record = firms(
        "Ông Lê Mạnh Tường, Phó Tổng giám đốc PVN, chủ trì. Bà Tô Minh Thục, Phó Chủ tịch Công đoàn VRG, phát biểu."
    )
    assert [person.positions[0].text for person in record.officials] == [
        "Phó Tổng giám đốc Tập đoàn Dầu khí Việt Nam",
        "Phó Chủ tịch Công đoàn Tập đoàn Công nghiệp Cao su Việt Nam",
    ]


def test_heads_and_recipients_in_their_short_form() -> None:
    record = firms(
        "Petrolimex được bầu làm Trưởng khối năm 2024, Phó Trưởng khối là VRG. Khối đề nghị Chính phủ tặng Cờ thi đua "
        "cho PVN."
    )
    assert [(entry.office, entry.unit) for entry in record.leadership] == [
        ("head", "Tập đoàn Xăng dầu Việt Nam"),
        ("deputy", "Tập đoàn Công nghiệp Cao su Việt Nam"),
    ]
    assert [who.name for award in record.awards for who in award.recipients] == ["Tập đoàn Dầu khí Việt Nam"]


def test_subjects_in_their_short_form() -> None:
    record = firms("Doanh thu của PVN tăng 3,52%. Lợi nhuận của Petrolimex giảm 8,1%.")
    assert [figure.subject for figure in record.indicators] == [
        "Tập đoàn Dầu khí Việt Nam",
        "Tập đoàn Xăng dầu Việt Nam",
    ]


def test_a_short_form_of_two_bodies_is_left_alone() -> None:
    record = extract(
        "Khối thi đua các ngân hàng tổng kết năm 2023\nNgày 25/1/2024, tại Hà Nội, Khối thi đua các ngân hàng tổng kết "
        "năm 2023 với Ngân hàng Công nghiệp Miền Nam (CNB) và Ngân hàng Công thương Miền Bắc (CNB) tham gia.\n"
        "Ông Lê Mạnh Tường, Phó Tổng giám đốc CNB, chủ trì hội nghị.\n"
    )
    assert record.officials[0].positions[0].text == "Phó Tổng giám đốc CNB"


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("Tỷ lệ giải ngân của chúng tôi mới 27,6%, ông Lê Văn Tám, Phó Chủ tịch UBND tỉnh Quảng Trị nói.", "Quảng Trị"),
        ("Ông Lê Văn Tám, Phó Chủ tịch UBND tỉnh Hà Tĩnh, cho biết thu ngân sách của tỉnh tăng 12%.", "Hà Tĩnh"),
        ("Hà Tĩnh gặp khó khăn. Thu ngân sách của tỉnh ấy chỉ được 71% dự toán.", "Hà Tĩnh"),
        ("Với số điểm 98,5, Quảng Bình được suy tôn là đơn vị dẫn đầu.", "Quảng Bình"),
    ],
)
def test_whose_figure(body: str, subject: str) -> None:
    assert next(figure.subject for figure in told(body).indicators) == subject


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Quảng Trị đứng đầu Cụm. Tỉnh này được đề nghị Chính phủ tặng Cờ thi đua.", ["Quảng Trị"]),
        ("Cụm nhất trí đề nghị Thủ tướng Chính phủ tặng Bằng khen cho các tỉnh trên.", []),
        (
            "Chủ tịch nước tặng Huân chương Lao động hạng Nhì cho Ban Dân tộc tỉnh Hà Tĩnh và Huân chương Lao động "
            "hạng Ba cho Ban Quản lý Khu kinh tế tỉnh Nghệ An.",
            ["Ban Dân tộc tỉnh Hà Tĩnh", "Ban Quản lý Khu kinh tế tỉnh Nghệ An"],
        ),
    ],
)
def test_who_receives(body: str, expected: list[str]) -> None:
    assert [who.name for award in told(body).awards for who in award.recipients] == expected


def test_millions_that_name_no_currency() -> None:
    record = told("Thu nhập bình quân đạt 45,2 triệu/người/năm. Các tỉnh ủng hộ 120 triệu. Có 2,5 triệu lượt khách.")
    assert [(figure.value, figure.unit) for figure in record.indicators] == [
        (45.2, "triệu đồng/người/năm"),
        (120, "triệu đồng"),
        (2.5, "triệu lượt khách"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Tăng gia sản xuất của Lữ đoàn Phòng không 226 thu lãi cao.",
        "Bộ Chỉ huy quân sự tỉnh Nghệ An được Tư lệnh Quân khu 4 tặng Bằng khen.",
        "Dòng thứ hai: chăm lo đời sống.",
    ],
)
def test_numbers_that_are_names_or_order(body: str) -> None:
    assert told(body).indicators == []


def test_as_many_places_as_the_cluster_has_are_the_cluster() -> None:
    record = extract(
        "Cụm thi đua số 3 tỉnh Phú Thọ tổng kết năm 2025\nNgày 12/1/2026, Cụm thi đua số 3 gồm 7 xã tổng kết năm 2025. "
        "Năm qua, 7 xã vừa ổn định bộ máy vừa thực hiện các phong trào thi đua; 3 xã đạt chuẩn nông thôn mới.\n"
    )
    assert [(figure.value, figure.unit) for figure in record.indicators] == [(3, "xã")]


def test_what_the_sentence_before_measured() -> None:
    record = told(
        "GRDP của Cụm tăng 9,3%. Hà Tĩnh dẫn đầu với 11,24%, kế đó là Nghệ An 8,35%. Tỷ lệ hộ nghèo của Cụm còn 4,6%. "
        "Thấp nhất là Quảng Bình 2%."
    )
    assert [(figure.indicator, figure.value) for figure in record.indicators] == [
        ("grdp_growth", 9.3),
        ("grdp_growth", 11.24),
        ("grdp_growth", 8.35),
        ("poverty_rate", 4.6),
        ("poverty_rate", 2),
    ]


def test_two_measures_before_hand_on_none() -> None:
    record = told("GRDP của Cụm tăng 9,3%; thu ngân sách đạt 120% dự toán. Hà Tĩnh đạt 130%.")
    assert record.indicators[-1].indicator is None


def test_a_share_of_what_was_counted() -> None:
    record = told("Công an các tỉnh khám phá 2.386 vụ phạm pháp hình sự, đạt tỷ lệ 76,4%.")
    assert [figure.indicator for figure in record.indicators] == [None, "crime_clearance_rate"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("GRDP của Nghệ An tăng 7%, Hà Tĩnh tăng 6,1% so với cùng kỳ.", ["same_period", "same_period"]),
        ("Sản lượng điện tăng 3,52% so với 2020.", ["previous_year"]),
        ("Quỹ khuyến học lên 486 tỷ đồng, nhiều hơn năm ngoái 11%.", [None, "previous_year"]),
        ("GRDP của Nghệ An tăng 7%, thu ngân sách tăng 6,1% so với cùng kỳ.", [None, "same_period"]),
    ],
)
def test_against_what(body: str, expected: list[str | None]) -> None:
    assert [figure.baseline for figure in told(body).indicators] == expected


def test_the_year_of_the_award_before_it() -> None:
    record = told(
        "Chủ tịch UBND tỉnh trao Cờ thi đua của Chính phủ năm 2020 cho tỉnh Hà Tĩnh; trao Bằng khen của Thủ tướng "
        "Chính phủ cho tỉnh Quảng Trị."
    )
    assert [award.year for award in record.awards] == [2020, 2020]


PARKS = (
    "Khối thi đua các Ban Quản lý khu kinh tế tổng kết năm 2021\nSáng 18/1/2022, tại Nghệ An, Khối thi đua Ban Quản lý "
    "các khu kinh tế các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết năm 2021.\n"
)


@pytest.mark.parametrize(
    ("person", "posts"),
    [
        (
            "ông Lê Văn Tuệ - Trưởng Ban quản lý Khu kinh tế, công nghiệp tỉnh Nghệ An",
            ["Trưởng Ban quản lý Khu kinh tế, công nghiệp tỉnh Nghệ An"],
        ),
        (
            "bà Phạm Thị Hoàng Anh, Phó Giám đốc phụ trách Ban Giám đốc Học viện Ngân hàng",
            ["Phó Giám đốc phụ trách Ban Giám đốc Học viện Ngân hàng"],
        ),
        (
            "ông Nguyễn Duy Hùng, Giám đốc - Tổng Biên tập Nhà xuất bản Nghệ An",
            ["Giám đốc - Tổng Biên tập Nhà xuất bản Nghệ An"],
        ),
        (
            "ông Nguyễn Văn Tấn, Vụ trưởng - Giám đốc cơ quan đại diện Bộ Văn hóa, Thể thao và Du lịch (VH-TT&DL) tại "
            "TP. Vinh",
            ["Vụ trưởng", "Giám đốc cơ quan đại diện Bộ Văn hóa, Thể thao và Du lịch"],
        ),
    ],
)
def test_posts(person: str, posts: list[str]) -> None:
    record = extract(f"{PARKS}Dự hội nghị có {person}.\n")
    assert [post.text for post in record.officials[0].positions] == posts


def test_members_behind_the_region_of_the_cluster() -> None:
    record = extract(
        "Cụm thi đua số 4, Bộ Ngoại giao tổng kết năm 2015\nSáng 6/1/2016, tại TP Quy Nhơn, Cụm thi đua số 4, Bộ Ngoại "
        "giao đã tổng kết năm 2015.\nCụm thi đua số 4, khu vực miền Trung - Tây Nguyên gồm 3 Sở Ngoại vụ: Bình Định "
        "(Trưởng cụm), Kon Tum, Gia Lai và 2 Phòng Ngoại vụ trực thuộc Văn phòng UBND các tỉnh Phú Yên, Ninh Thuận.\n"
    )
    assert record.cluster is not None
    assert record.cluster.name == "Cụm thi đua số 4 Bộ Ngoại giao"
    assert record.cluster.members == ["Bình Định", "Kon Tum", "Gia Lai", "Phú Yên", "Ninh Thuận"]
