"""Names of organisations: where they begin, where they end, and how they are written out."""

from __future__ import annotations

import pytest

from pipeline.segment import segment
from pipeline.tag.unit_names import unit_name
from pipeline.tag.units import tag_units

OPENING = "Hội nghị nghe báo cáo. "


def units(text: str) -> list[tuple[str, str]]:
    """(quote, full name) of every body named in a sentence."""
    doc = segment(OPENING + text)
    return [(doc.text[span.start : span.end], span.value) for span in tag_units(doc)]


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Gia Lai trình bày tham luận.",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Gia Lai",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Gia Lai",
        ),
        (
            "Sở VH,TT&DL tỉnh Quảng Bình đã báo cáo.",
            "Sở VH,TT&DL tỉnh Quảng Bình",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Bình",
        ),
        (
            "Sở Lao động - Thương binh và Xã hội tỉnh Hà Nam chủ trì.",
            "Sở Lao động - Thương binh và Xã hội tỉnh Hà Nam",
            "Sở Lao động - Thương binh và Xã hội tỉnh Hà Nam",
        ),
        (
            "Sở Nông nghiệp và Phát triển nông thôn, Sở Công Thương cùng dự.",
            "Sở Nông nghiệp và Phát triển nông thôn",
            "Sở Nông nghiệp và Phát triển nông thôn",
        ),
        (
            "Ban Thi đua, Khen thưởng Trung ương hướng dẫn.",
            "Ban Thi đua, Khen thưởng Trung ương",
            "Ban Thi đua - Khen thưởng Trung ương",
        ),
        (
            "UBND tỉnh Kiên Giang tổ chức hội nghị.",
            "UBND tỉnh Kiên Giang",
            "Ủy ban nhân dân tỉnh Kiên Giang",
        ),
        (
            "Uỷ ban nhân dân tỉnh Hoà Bình đăng cai.",
            "Uỷ ban nhân dân tỉnh Hoà Bình",
            "Ủy ban nhân dân tỉnh Hòa Bình",
        ),
        (
            "UBND TP. Đà Nẵng tổ chức hội nghị.",
            "UBND TP. Đà Nẵng",
            "Ủy ban nhân dân thành phố Đà Nẵng",
        ),
        (
            "VKSND huyện Ia H’Drai được khen.",
            "VKSND huyện Ia H’Drai",
            "Viện kiểm sát nhân dân huyện Ia H'Drai",
        ),
        (
            "TAND tỉnh Đắc Lắc dẫn đầu.",
            "TAND tỉnh Đắc Lắc",
            "Tòa án nhân dân tỉnh Đắk Lắk",
        ),
        (
            "Công an Bà Rịa - Vũng Tàu xếp thứ nhất.",
            "Công an Bà Rịa - Vũng Tàu",
            "Công an tỉnh Bà Rịa - Vũng Tàu",
        ),
        (
            "Trường THPT Trần Kỳ Phong đứng đầu khối.",
            "Trường THPT Trần Kỳ Phong",
            "Trường trung học phổ thông Trần Kỳ Phong",
        ),
        (
            "Bệnh viện Đa khoa khu vực Hồng Ngự được tặng cờ.",
            "Bệnh viện Đa khoa khu vực Hồng Ngự",
            "Bệnh viện Đa khoa khu vực Hồng Ngự",
        ),
        (
            "Hội Cựu chiến binh thành phố Huế phát động.",
            "Hội Cựu chiến binh thành phố Huế",
            "Hội Cựu chiến binh thành phố Huế",
        ),
        (
            "Liên minh Hợp tác xã tỉnh Bắc Kạn chuẩn bị.",
            "Liên minh Hợp tác xã tỉnh Bắc Kạn",
            "Liên minh Hợp tác xã tỉnh Bắc Kạn",
        ),
        (
            "Cục Thi hành án dân sự tỉnh Sơn La là Cụm trưởng.",
            "Cục Thi hành án dân sự tỉnh Sơn La",
            "Cục Thi hành án dân sự tỉnh Sơn La",
        ),
        (
            "LĐLĐ tỉnh An Giang ký kết giao ước.",
            "LĐLĐ tỉnh An Giang",
            "Liên đoàn Lao động tỉnh An Giang",
        ),
    ],
)
def test_one_body(text: str, quote: str, name: str) -> None:
    assert units(text)[0] == (quote, name)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Giám đốc HTX Điện năng Triệu Phong Võ Viết Tường phát biểu.", ["HTX Điện năng Triệu Phong"]),
        ("Chủ tịch UBND huyện Đan Phượng Nguyễn Thạc Hùng dự.", ["UBND huyện Đan Phượng"]),
        ("Phó Chủ tịch UBND tỉnh Nghệ An Vi Thị Thương phát biểu.", ["UBND tỉnh Nghệ An"]),
        ("Hiệu trưởng Trường THPT Lê Quý Đôn Trần Văn Minh đọc báo cáo.", ["Trường THPT Lê Quý Đôn"]),
        ("Giám đốc Sở Nội vụ Phan Thị Hồng Vân đọc giao ước.", ["Sở Nội vụ"]),
        ("Sở Tài chính, Sở Tư pháp và Thanh tra tỉnh dự.", ["Sở Tài chính", "Sở Tư pháp", "Thanh tra tỉnh"]),
        ("Công an các tỉnh Trà Vinh và Sóc Trăng thảo luận.", ["Công an các tỉnh Trà Vinh"]),
    ],
)
def test_a_name_ends_before_a_person_a_verb_and_the_next_body(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in units(text)] == quotes


BODIES = (
    "Sở Nội vụ",
    "Sở Xây dựng",
    "Sở Giáo dục và Đào tạo",
    "Sở Kế hoạch và Đầu tư",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Lao động - Thương binh và Xã hội",
    "Ban Thi đua - Khen thưởng",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "Thanh tra tỉnh",
    "Hội Phụ nữ",
    "Hội Liên hiệp Phụ nữ",
    "Hội Người mù",
    "Hội Bảo trợ người khuyết tật và trẻ mồ côi",
    "Liên hiệp các Hội Khoa học và Kỹ thuật",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Kho bạc Nhà nước",
    "Công ty Điện lực",
)


@pytest.mark.parametrize("joint", [" và ", ", ", "; "])
@pytest.mark.parametrize("first", BODIES)
def test_two_bodies(first: str, joint: str) -> None:
    for second in BODIES:
        assert [quote for quote, _ in units(f"Dự có {first}{joint}{second}.")] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Các hội viên và cán bộ sở tại đã thảo luận sôi nổi.",
        "Báo cáo nêu rõ kết quả đạt được.",
        "Đoàn kết là sức mạnh.",
        "Hội trường chật kín người.",
        "Ban hành quy chế hoạt động.",
        "Phòng, chống tham nhũng là nhiệm vụ hàng đầu.",
        "Bộ phận giúp việc làm tốt.",
    ],
)
def test_no_body(text: str) -> None:
    assert units(text) == []


@pytest.mark.parametrize(
    ("written", "date", "name"),
    [
        ("UBND tỉnh Thừa Thiên Huế", "2024-03-01", "Ủy ban nhân dân tỉnh Thừa Thiên Huế"),
        ("Công an Trà Vinh", None, "Công an tỉnh Trà Vinh"),
        ("Công an Cần Thơ", None, "Công an thành phố Cần Thơ"),
        ("Sở Nội vụ Tỉnh Lào Cai", None, "Sở Nội vụ tỉnh Lào Cai"),
        ("UBND Huyện Tuần Giáo", None, "Ủy ban nhân dân huyện Tuần Giáo"),
        ("VKSND tối cao", None, "Viện kiểm sát nhân dân tối cao"),
    ],
)
def test_full_name(written: str, date: str | None, name: str) -> None:
    assert unit_name(written, date) == name


def test_a_body_is_found_at_its_place_in_the_text() -> None:
    text = "Đại biểu của Sở Y tế tỉnh Yên Bái và của Bộ Nội vụ về dự."
    doc = segment(text)
    assert [(span.start, span.end, span.label, span.rule) for span in tag_units(doc)] == [
        (13, 33, "unit", "units.head"),
        (41, 50, "unit", "units.head"),
    ]
