"""Posts: a title and the body behind it."""

from __future__ import annotations

import pytest

from pipeline.segment import segment
from pipeline.tag.posts import posts_after, read_post


def first_post(text: str) -> tuple[str, str, bool] | None:
    """(quote, text written out, names a body) of the post a text begins with."""
    doc = segment(text)
    post = read_post(doc, 0, len(doc.text))
    return (doc.text[post.start : post.end], post.text, post.has_unit) if post else None


def behind_name(name: str, text: str) -> tuple[list[str], str]:
    """The posts behind a name, and what is left of the text."""
    doc = segment(name + text)
    posts, end = posts_after(doc, len(name), len(doc.text))
    return [post.text for post in posts], doc.text[end:]


@pytest.mark.parametrize(
    ("quote", "full", "has_unit"),
    [
        ("Chủ tịch UBND tỉnh Hà Nam", "Chủ tịch Ủy ban nhân dân tỉnh Hà Nam", True),
        ("PCT UBND tỉnh Hà Nam", "Phó Chủ tịch Ủy ban nhân dân tỉnh Hà Nam", True),
        ("Phó Chủ tịch Thường trực UBND tỉnh", "Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh", True),
        ("Phó Chủ tịch nước", "Phó Chủ tịch nước", False),
        ("Thứ trưởng Bộ Nội vụ", "Thứ trưởng Bộ Nội vụ", True),
        ("Phó Trưởng ban TĐKT Trung ương", "Phó Trưởng ban Thi đua - Khen thưởng Trung ương", True),
        ("Bí thư Tỉnh uỷ Kiên Giang", "Bí thư Tỉnh ủy Kiên Giang", True),
        ("Tỉnh ủy viên", "Tỉnh ủy viên", False),
        ("Ủy viên Ban Thường vụ Tỉnh ủy", "Ủy viên Ban Thường vụ Tỉnh ủy", True),
        ("Giám đốc Công an tỉnh Hưng Yên", "Giám đốc Công an tỉnh Hưng Yên", True),
        ("Viện trưởng VKSND tỉnh Thái Bình", "Viện trưởng Viện kiểm sát nhân dân tỉnh Thái Bình", True),
        ("nguyên Phó Chủ tịch HĐND tỉnh Lai Châu", "nguyên Phó Chủ tịch Hội đồng nhân dân tỉnh Lai Châu", True),
        ("Chủ tịch tỉnh Sơn La", "Chủ tịch tỉnh Sơn La", True),
        ("Trưởng phòng Tham mưu", "Trưởng phòng Tham mưu", True),
    ],
)
@pytest.mark.parametrize("behind", [" phát biểu", ", các đại biểu", " dự và chỉ đạo", "."])
def test_one_post(quote: str, full: str, has_unit: bool, behind: str) -> None:
    assert first_post(quote + behind) == (quote, full, has_unit)


@pytest.mark.parametrize(
    "text", ["Hội nghị tổng kết", "chủ trì hội nghị", "bộ phận thường trực", "Trần Văn An phát biểu"]
)
def test_no_post(text: str) -> None:
    assert first_post(text) is None


@pytest.mark.parametrize(
    ("text", "posts", "rest"),
    [
        (
            ", Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Cà Mau phát biểu",
            ["Phó Bí thư Tỉnh ủy", "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"],
            " phát biểu",
        ),
        (
            " - Phó Chủ tịch UBND tỉnh Phú Thọ nhấn mạnh",
            ["Phó Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ"],
            " nhấn mạnh",
        ),
        (
            " (Phó Giám đốc Sở Nội vụ tỉnh Hà Nam) đọc",
            ["Phó Giám đốc Sở Nội vụ tỉnh Hà Nam"],
            " đọc",
        ),
        (
            ", Giám đốc Sở Nội vụ kiêm Trưởng Ban Thi đua - Khen thưởng tỉnh trình bày",
            ["Giám đốc Sở Nội vụ", "Trưởng Ban Thi đua - Khen thưởng tỉnh"],
            " trình bày",
        ),
        (
            ", Phó Cục trưởng Cục Công tác Đảng và công tác chính trị, Bộ Công an dự",
            ["Phó Cục trưởng Cục Công tác Đảng và công tác chính trị Bộ Công an"],
            " dự",
        ),
        (", các đại biểu", [], ", các đại biểu"),
        (" và Chủ tịch UBND tỉnh Bến Tre Trần Ngọc Tam", [], " và Chủ tịch UBND tỉnh Bến Tre Trần Ngọc Tam"),
    ],
)
def test_posts_behind_a_name(text: str, posts: list[str], rest: str) -> None:
    assert behind_name("Lê Minh Khái", text) == (posts, rest)


def test_an_office_of_the_cluster_is_a_post_of_its_own_kind() -> None:
    doc = segment("Lê Minh Khái, Chủ tịch UBND tỉnh Cà Mau, Cụm trưởng Cụm thi đua năm 2020 phát biểu")
    posts, _ = posts_after(doc, len("Lê Minh Khái"), len(doc.text))
    assert [(post.text, post.rule) for post in posts] == [
        ("Chủ tịch Ủy ban nhân dân tỉnh Cà Mau", "posts.title"),
        ("Cụm trưởng", "posts.office"),
    ]
