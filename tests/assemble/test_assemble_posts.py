"""Posts written out: abbreviations expanded, the province the context implies added and marked as derived."""

from __future__ import annotations

import pytest
from made_reports import LOCAL, POLICE, PROVINCES, quote, report

from pipeline.model.record import Official


def official(body: str, lead: str = PROVINCES) -> Official:
    """The first official of a report."""
    return report(body, lead).officials[0]


def texts(body: str, lead: str = PROVINCES) -> list[str]:
    """The posts of the first official."""
    return [position.text for position in official(body, lead).positions]


@pytest.mark.parametrize(
    ("written", "posts"),
    [
        ("Chủ tịch UBND tỉnh Trà Vinh", ["Chủ tịch Ủy ban nhân dân tỉnh Trà Vinh"]),
        ("PCT UBND tỉnh Trà Vinh", ["Phó Chủ tịch Ủy ban nhân dân tỉnh Trà Vinh"]),
        ("Phó Chủ tịch nước", ["Phó Chủ tịch nước"]),
        ("Thứ trưởng Bộ Nội vụ", ["Thứ trưởng Bộ Nội vụ"]),
        (
            "Phó Trưởng ban Ban TĐKT Trung ương",
            ["Phó Trưởng ban Ban Thi đua - Khen thưởng Trung ương"],
        ),
        (
            "Ủy viên Ban Chấp hành Trung ương Đảng, Bí thư Tỉnh ủy Cà Mau",
            ["Ủy viên Ban Chấp hành Trung ương Đảng", "Bí thư Tỉnh ủy Cà Mau"],
        ),
        (
            "Phó Chủ tịch thứ nhất Hội đồng Thi đua - Khen thưởng T.Ư",
            ["Phó Chủ tịch thứ nhất Hội đồng Thi đua - Khen thưởng Trung ương"],
        ),
        (
            "nguyên Phó Chủ tịch UBND tỉnh Đồng Tháp",
            ["nguyên Phó Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp"],
        ),
        (
            "Phó Chủ tịch UBND thành phố Cần Thơ",
            ["Phó Chủ tịch Ủy ban nhân dân thành phố Cần Thơ"],
        ),
        (
            "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy Trà Vinh",
            ["Ủy viên Ban Thường vụ Tỉnh ủy Trà Vinh", "Trưởng Ban Tổ chức Tỉnh ủy Trà Vinh"],
        ),
    ],
)
def test_written_out(written: str, posts: list[str]) -> None:
    found = official(f"Dự có đồng chí Trần Văn Minh, {written}.\n")
    assert [position.text for position in found.positions] == posts


@pytest.mark.parametrize(
    ("written", "post"),
    [
        ("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"),
        ("Bí thư Tỉnh ủy", "Bí thư Tỉnh ủy Cà Mau"),
        ("Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ tỉnh Cà Mau"),
        ("Tỉnh ủy viên", "Tỉnh ủy viên Cà Mau"),
        ("Chủ tịch HĐND tỉnh", "Chủ tịch Hội đồng nhân dân tỉnh Cà Mau"),
        ("Chánh Thanh tra tỉnh", "Chánh Thanh tra tỉnh Cà Mau"),
        ("Trưởng Ban Thi đua - Khen thưởng tỉnh", "Trưởng Ban Thi đua - Khen thưởng tỉnh Cà Mau"),
    ],
)
def test_a_bare_post_is_of_the_province_where_they_met(written: str, post: str) -> None:
    record = report(f"Đồng chí Trần Văn Minh, {written} phát biểu tại Hội nghị.\n")
    (found,) = record.officials
    (position,) = found.positions
    assert (position.text, position.province) == (post, "Cà Mau")
    assert quote(record, found, "positions[0]") == written
    assert [(entry.field, entry.source) for entry in found.derived] == [("positions[0]", "Cà Mau")]


@pytest.mark.parametrize(
    ("body", "post"),
    [
        ("Về phía tỉnh Trà Vinh có đồng chí Trần Văn Minh, Chủ tịch "
         "UBND tỉnh.\n", "Chủ tịch Ủy ban nhân dân tỉnh Trà Vinh"),
        ("Đoàn Bến Tre do đồng chí Trần Văn Minh, Phó Chủ tịch UBND tỉnh "
         "dẫn đầu.\n", "Phó Chủ tịch Ủy ban nhân dân tỉnh Bến Tre"),
        ("Đại diện tỉnh Long An, ông Trần Văn Minh, Giám đốc Sở Nội vụ "
         "phát biểu.\n", "Giám đốc Sở Nội vụ tỉnh Long An"),
    ],
)  # fmt: skip
def test_a_bare_post_is_of_the_delegation_named_before(body: str, post: str) -> None:
    assert texts(body) == [post]


def test_a_bare_post_takes_the_province_of_the_persons_other_post() -> None:
    found = official("Đồng chí Trần Văn Minh, Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh Kiên Giang phát biểu.\n")
    assert [position.text for position in found.positions] == [
        "Tỉnh ủy viên Kiên Giang",
        "Phó Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang",
    ]
    assert [(entry.field, entry.source) for entry in found.derived] == [("positions[0]", "Kiên Giang")]


def test_a_central_post_takes_no_province() -> None:
    found = official("Đồng chí Trần Thị Hà, Thứ trưởng Bộ Nội vụ, Trưởng Ban Thi đua - Khen thưởng Trung ương dự.\n")
    assert [(position.text, position.province) for position in found.positions] == [
        ("Thứ trưởng Bộ Nội vụ", None),
        ("Trưởng Ban Thi đua - Khen thưởng Trung ương", None),
    ]
    assert found.derived == []


@pytest.mark.parametrize(
    ("first", "second", "posts"),
    [
        ("Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh Trà Vinh", ["Chủ tịch Ủy ban nhân dân tỉnh Trà Vinh"]),
        ("Phó Chủ tịch UBND tỉnh Trà Vinh", "Phó Chủ tịch Thường trực UBND tỉnh Trà Vinh",
         ["Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh Trà Vinh"]),
        ("Giám đốc Sở Nội vụ tỉnh Trà Vinh", "Giám đốc Sở Nội vụ", ["Giám đốc Sở Nội vụ tỉnh Trà Vinh"]),
        ("Tỉnh ủy viên", "Giám đốc Sở Nội vụ tỉnh Trà Vinh",
         ["Tỉnh ủy viên Trà Vinh", "Giám đốc Sở Nội vụ tỉnh Trà Vinh"]),
    ],
)  # fmt: skip
def test_a_post_said_twice_is_one_in_its_fullest_wording(first: str, second: str, posts: list[str]) -> None:
    assert (
        texts(
            f"Đồng chí Trần Văn Minh, {first} chủ trì Hội nghị.\n\nĐồng chí Trần Văn Minh, {second} phát biểu "
            f"bế mạc Hội nghị.\n"
        )
        == posts
    )


def test_a_cluster_office_is_no_post() -> None:
    assert texts("Đồng chí Trần Văn Minh, Chủ tịch UBND tỉnh Cà Mau, Cụm trưởng Cụm thi đua năm 2020 chủ trì.\n") == [
        "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"
    ]


def test_spellings_of_provinces_are_canonical() -> None:
    found = official("Đồng chí Y Thông, Phó Chủ tịch UBND tỉnh Đắc Lắc phát biểu.\n")
    assert [(position.text, position.province) for position in found.positions] == [
        ("Phó Chủ tịch Ủy ban nhân dân tỉnh Đắk Lắk", "Đắk Lắk")
    ]


@pytest.mark.parametrize(
    ("written", "post"),
    [
        ("Giám đốc Công an tỉnh Hải Dương", "Giám đốc Công an tỉnh Hải Dương"),
        (
            "Phó Cục trưởng Cục Công tác Đảng và công tác chính trị (X03)",
            "Phó Cục trưởng Cục Công tác Đảng và công tác chính trị",
        ),
        (
            "Phó Cục trưởng Cục Công tác Đảng và công tác chính trị, Bộ Công an",
            "Phó Cục trưởng Cục Công tác Đảng và công tác chính trị Bộ Công an",
        ),
    ],
)
def test_posts_of_a_sector(written: str, post: str) -> None:
    assert texts(f"Dự hội nghị có Đại tá Nguyễn Văn Ba, {written}.\n", POLICE) == [post]


def test_posts_inside_one_province() -> None:
    assert texts(
        "Đồng chí Trần Văn Minh, Giám đốc Sở Tài chính, Khối trưởng Khối thi đua chủ trì Hội nghị.\n", LOCAL
    ) == ["Giám đốc Sở Tài chính tỉnh Ninh Bình"]


@pytest.mark.parametrize(
    ("body", "post"),
    [
        (
            "Về phía Thanh tra Chính phủ có Phó Tổng Thanh tra Lương Quốc Bình; ông Đỗ Anh Sơn, Chánh Văn phòng.",
            "Phó Tổng Thanh tra Chính phủ",
        ),
        (
            "Về phía Bộ Tư pháp có Thứ trưởng Đỗ Văn An; Vụ trưởng Vụ Tổ chức cán bộ Lương Quốc Bình.",
            "Vụ trưởng Vụ Tổ chức cán bộ Bộ Tư pháp",
        ),
        (
            "Thay mặt lãnh đạo Thanh tra Chính phủ có ông Lương Quốc Bình, Phó Vụ trưởng Vụ Tổ chức cán bộ.",
            "Phó Vụ trưởng Vụ Tổ chức cán bộ Thanh tra Chính phủ",
        ),
        (
            "Bà Đỗ Thị An, Giám đốc Sở Y tế, và Vụ trưởng Vụ Tổ chức cán bộ Lương Quốc Bình cùng dự.",
            "Vụ trưởng Vụ Tổ chức cán bộ",
        ),
    ],
)
def test_the_body_of_the_delegation(body: str, post: str) -> None:
    official = next(o for o in report(body + "\n").officials if o.name == "Lương Quốc Bình")
    assert [p.text for p in official.positions] == [post]


def test_the_degree_between_post_and_name() -> None:
    body = "Sở Y tế tỉnh Trà Vinh đăng cai; Giám đốc Sở, Nghệ sĩ Ưu tú Đào Duy Toàn chủ trì hội nghị.\n"
    (official,) = report(body).officials
    assert [p.text for p in official.positions] == ["Giám đốc Sở Y tế tỉnh Trà Vinh"]


def test_the_head_office_in_short_is_the_same_post() -> None:
    body = (
        "Đồng chí Đinh Khắc Phúc, Phó Chủ tịch Ban Chấp hành Trung ương Hội Nông dân Việt Nam đến dự.\n\n"
        "Hội nghị kết thúc trước sự chứng kiến của đồng chí Phó Chủ tịch Trung ương Hội Đinh Khắc Phúc.\n"
    )
    (official,) = report(body).officials
    assert [p.text for p in official.positions] == ["Phó Chủ tịch Ban Chấp hành Trung ương Hội Nông dân Việt Nam"]


def test_a_group_behind_is_no_post() -> None:
    body = "Dự có bà Lê Thị Lan, Phó Giám đốc Sở Nội vụ tỉnh Trà Vinh và Thường trực Hội Nông dân 6 tỉnh trong Cụm.\n"
    (official,) = report(body).officials
    assert [p.text for p in official.positions] == ["Phó Giám đốc Sở Nội vụ tỉnh Trà Vinh"]
