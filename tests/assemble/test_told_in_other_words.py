"""Who gives and who asks, in other words than usual; the year of a date; a list of members, and what is none."""

from __future__ import annotations

import pytest

from tests.assemble.told_once import report

POLICE = (
    "Ngày 20/11/2020, tại Hải Phòng, Cụm thi đua số 3 Bộ Công an (gồm Công an các tỉnh, thành phố: Hải Phòng, Quảng "
    "Ninh, Phú Thọ, Yên Bái, Lào Cai) tổ chức hội nghị tổng kết phong trào thi đua năm 2020."
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Cụm nhất trí đề nghị Bộ tặng Cờ thi đua cho Công an Hải Phòng và Bằng khen cho Công an tỉnh Phú Thọ.",
            [("Cờ thi đua của Bộ Công an", "proposed", ["Công an thành phố Hải Phòng"], None),
             ("Bằng khen của Bộ Công an", "proposed", ["Công an tỉnh Phú Thọ"], None)],
        ),
        (
            "Cụm đề nghị Bộ Công an trao tặng Cờ thi đua cho Công an tỉnh Phú Thọ; trao tặng Bằng khen cho Công an "
            "tỉnh Yên Bái.",
            [("Cờ thi đua của Bộ Công an", "proposed", ["Công an tỉnh Phú Thọ"], None),
             ("Bằng khen của Bộ Công an", "proposed", ["Công an tỉnh Yên Bái"], None)],
        ),
        (
            "Cụm bỏ phiếu chọn Công an tỉnh Phú Thọ trình Chính phủ tặng Cờ thi đua.",
            [("Cờ thi đua của Chính phủ", "proposed", ["Công an tỉnh Phú Thọ"], None)],
        ),
        (
            "Công an tỉnh Yên Bái được suy tôn đơn vị dẫn đầu, đề xuất tặng Cờ “Đơn vị xuất sắc trong phong trào thi "
            "đua Vì an ninh Tổ quốc” năm 2020 của Bộ Công an.",
            [("Cờ thi đua xuất sắc của Bộ Công an", "proposed", ["Công an tỉnh Yên Bái"], None)],
        ),
        (
            "Cụm có 2 tập thể được Bộ Công an khen thưởng, 12 tập thể được Giám đốc Công an tỉnh tặng Giấy khen.",
            [("Giấy khen của Giám đốc Công an tỉnh", "conferred", [], 12)],
        ),
    ],
)  # fmt: skip
def test_awards(body: str, told: list[tuple[str, str, list[str], int | None]]) -> None:
    found = report(POLICE, body).awards
    assert [(one.award, one.status, [to.name for to in one.recipients], one.count) for one in found] == told


def test_the_year_of_a_date_is_no_year_of_office() -> None:
    lead = (
        "Ngày 01 tháng 12 năm 2016, VKSND tỉnh Phú Yên với trách nhiệm Trưởng Cụm thi đua số 8 ngành Kiểm sát nhân dân "
        "đã tổ chức Hội nghị tổng kết công tác thi đua năm 2017."
    )
    assert [(one.unit, one.year) for one in report(lead).leadership] == [("Viện kiểm sát nhân dân tỉnh Phú Yên", 2017)]


@pytest.mark.parametrize(
    "told",
    [
        "Ngoài Sở Tư pháp 5 tỉnh Đắk Nông, Đắk Lắk, Lâm Đồng, Gia Lai, Kon Tum, Hội nghị có thêm Sở Tư pháp Bình Định.",
        "Cụm thi đua gồm 5 tỉnh: Đắk Nông, Đắk Lắk, Lâm Đồng, Gia Lai, Kon Tum. Các Sở bỏ phiếu và đề nghị: Cờ thi đua "
        "của Chính phủ - Sở Tư pháp tỉnh Gia Lai; Bằng khen - Sở Tư pháp tỉnh Lâm Đồng.",
    ],
)
def test_members(told: str) -> None:
    lead = "Ngày 11/12/2012, tại Đắk Nông, Khu vực thi đua các tỉnh Tây Nguyên ngành Tư pháp tổng kết năm 2012."
    cluster = report(lead, told).cluster
    assert cluster is not None
    assert cluster.members == ["Đắk Nông", "Đắk Lắk", "Lâm Đồng", "Gia Lai", "Kon Tum"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Thừa ủy quyền của Bộ trưởng Bộ Công an, lãnh đạo Sở Nội vụ đã trao Bằng khen cho Công an tỉnh Phú Thọ.",
            [("Bằng khen của Bộ trưởng Bộ Công an", "Công an tỉnh Phú Thọ")],
        ),
        (
            "Kết quả bình xét:\n1. Cờ thi đua của Bộ Công an: Công an tỉnh Phú Thọ\n2. Bằng khen của Bộ Công an: Công "
            "an tỉnh Yên Bái, Phòng Tham mưu Công an tỉnh",
            [("Cờ thi đua của Bộ Công an", "Công an tỉnh Phú Thọ"),
             ("Bằng khen của Bộ Công an", "Công an tỉnh Yên Bái"),
             ("Bằng khen của Bộ Công an", "Phòng Tham mưu Công an tỉnh")],
        ),
        (
            "Cờ thi đua của Bộ được đề nghị trao cho Công an tỉnh Phú Thọ, Bằng khen của Bộ Công an dành cho Công an "
            "tỉnh Yên Bái.",
            [("Cờ thi đua của Bộ Công an", "Công an tỉnh Phú Thọ"),
             ("Bằng khen của Bộ Công an", "Công an tỉnh Yên Bái")],
        ),
        ("Công an tỉnh Phú Thọ và Công an tỉnh Yên Bái không được xét tặng Cờ thi đua.", []),
    ],
)  # fmt: skip
def test_who_gives_it_to_whom(body: str, told: list[tuple[str, str]]) -> None:
    found = report(POLICE, body).awards
    assert [(one.award, to.name) for one in found for to in one.recipients] == told


def test_the_unions_by_half_their_name() -> None:
    lead = "Ngày 5/1/2020, tại Hà Nam, Cụm thi đua số 4 Tổng Liên đoàn Lao động Việt Nam tổng kết năm 2019."
    found = report(lead, "Năm 2019, LĐLĐ tỉnh Hà Nam được Tổng Liên đoàn tặng Bằng khen.").awards
    assert [one.award for one in found] == ["Bằng khen của Tổng Liên đoàn Lao động Việt Nam"]


def test_a_programme_asks_for_nothing() -> None:
    body = "Cuối chương trình, Bộ Công an tặng Cờ thi đua cho Công an tỉnh Phú Thọ."
    assert [(one.award, one.status) for one in report(POLICE, body).awards] == [
        ("Cờ thi đua của Bộ Công an", "conferred")
    ]


def test_asked_for_behind_a_colon() -> None:
    body = "+ Cờ thi đua của Chính phủ: đề nghị tặng Công an tỉnh Phú Thọ."
    found = report(POLICE, body).awards
    assert [(one.status, [to.name for to in one.recipients]) for one in found] == [
        ("proposed", ["Công an tỉnh Phú Thọ"])
    ]


def test_who_sends_flowers_is_not_there() -> None:
    body = (
        "Ông Phạm Quốc Duy, Thứ trưởng Bộ Công an gửi lẵng hoa chúc mừng. Vắng mặt vì đi công tác là ông Trần Nhật "
        "Tảo, Giám đốc Công an tỉnh Lào Cai."
    )
    assert report(POLICE, body).officials == []


def test_auditors_by_the_number_of_their_region() -> None:
    lead = (
        "Ngày 13/02/2020, tại Tiền Giang, Khối thi đua số 5 Kiểm toán nhà nước gồm các KTNN khu vực IV, V, IX tổng kết "
        "năm 2019."
    )
    found = report(lead, "KTNN khu vực IX được bầu làm Khối trưởng năm 2020.")
    assert [(one.unit, one.year) for one in found.leadership] == [("Kiểm toán nhà nước khu vực IX", 2020)]
