"""People: every way a report names them, with honorific, rank and posts."""

from __future__ import annotations

import pytest

from pipeline.model.document import Document
from pipeline.model.tags import Person
from pipeline.segment import segment
from pipeline.tag.people import sorted_people
from pipeline.tag.units import tag_units

OPENING = "Hội nghị diễn ra tại tỉnh Cà Mau.\n\n"


def people(text: str) -> tuple[Document, tuple[Person, ...]]:
    """The people of a text that stands behind a first sentence."""
    doc = segment(OPENING + text)
    return doc, sorted_people(doc, tag_units(doc))


def posts(person: Person) -> list[str]:
    """The posts of a mention, written out."""
    return [str(post.value) for post in person.posts]


@pytest.mark.parametrize(
    ("text", "name", "honorific", "rank", "held"),
    [
        # behind an honorific, posts behind the name
        ("Đồng chí Trần Văn Minh, Chủ tịch UBND tỉnh Cà Mau phát biểu.",
         "Trần Văn Minh", "Đồng chí", None, ["Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"]),
        ("Bà Lê Thị Hoa - Phó Chủ tịch UBND tỉnh Hậu Giang nêu ý kiến.",
         "Lê Thị Hoa", "Bà", None, ["Phó Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang"]),
        ("Ông Đỗ Huy Khánh (Phó Giám đốc Sở Nội vụ tỉnh Hà Nam) đọc báo cáo.",
         "Đỗ Huy Khánh", "Ông", None, ["Phó Giám đốc Sở Nội vụ tỉnh Hà Nam"]),
        ("Đ/c Bùi Văn Tài - Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Cà Mau dự.",
         "Bùi Văn Tài", "Đ/c", None, ["Phó Bí thư Tỉnh ủy", "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"]),
        # posts in front of the name
        ("Phó Chủ tịch UBND tỉnh Nghệ An Vi Thị Thương phát biểu.",
         "Vi Thị Thương", None, None, ["Phó Chủ tịch Ủy ban nhân dân tỉnh Nghệ An"]),
        ("Giám đốc HTX Điện năng Triệu Phong Võ Viết Tường phát biểu.",
         "Võ Viết Tường", None, None, ["Giám đốc Hợp tác xã Điện năng Triệu Phong"]),
        ("Hiệu trưởng Trường THPT Trần Kỳ Phong Nguyễn Tấn Hưng đọc báo cáo.",
         "Nguyễn Tấn Hưng", None, None, ["Hiệu trưởng Trường trung học phổ thông Trần Kỳ Phong"]),
        ("Đồng chí Phó Chủ tịch UBND tỉnh Lai Châu Tống Thanh Hải kết luận.",
         "Tống Thanh Hải", "Đồng chí", None, ["Phó Chủ tịch Ủy ban nhân dân tỉnh Lai Châu"]),
        ("Phó Chủ tịch UBND tỉnh - Phạm Tấn Hòa phát biểu.",
         "Phạm Tấn Hòa", None, None, ["Phó Chủ tịch Ủy ban nhân dân tỉnh"]),
        # no honorific
        ("Mai Xuân Tính (Phó Chủ tịch UBND tỉnh Sơn La) cho biết kết quả.",
         "Mai Xuân Tính", None, None, ["Phó Chủ tịch Ủy ban nhân dân tỉnh Sơn La"]),
        ("Nguyễn Duy Bắc, Phó Giám đốc Học viện Chính trị phát biểu.",
         "Nguyễn Duy Bắc", None, None, ["Phó Giám đốc Học viện Chính trị"]),
        ("Phạm Thị Bé - GĐ Sở Nội vụ tỉnh Bến Tre nêu ý kiến.",
         "Phạm Thị Bé", None, None, ["Giám đốc Sở Nội vụ tỉnh Bến Tre"]),
        # ranks and degrees
        ("Thiếu tướng, PGS.TS Trần Văn Minh, Cục trưởng Cục X03 phát biểu.",
         "Trần Văn Minh", None, "Thiếu tướng, PGS.TS", ["Cục trưởng Cục X03"]),
        ("Đại tá Lô Văn Thái, Giám đốc Công an tỉnh Sơn La chủ trì.",
         "Lô Văn Thái", None, "Đại tá", ["Giám đốc Công an tỉnh Sơn La"]),
        ("Đồng chí Thiếu tướng Phạm Văn Các, Giám đốc Công an thành phố Cần Thơ dự.",
         "Phạm Văn Các", "Đồng chí", "Thiếu tướng", ["Giám đốc Công an thành phố Cần Thơ"]),
        ("TS. Đinh Thúy Quỳnh, Hiệu trưởng Trường Chính trị tỉnh Phú Thọ phát biểu.",
         "Đinh Thúy Quỳnh", None, "TS", ["Hiệu trưởng Trường Chính trị tỉnh Phú Thọ"]),
        ("Thượng tướng Trần Quang Phương, Phó Chủ tịch Quốc hội dự.",
         "Trần Quang Phương", None, "Thượng tướng", ["Phó Chủ tịch Quốc hội"]),
        # capitals
        ("Đồng chí TRẦN THỊ HÀ, Thứ trưởng Bộ Nội vụ phát biểu.",
         "TRẦN THỊ HÀ", "Đồng chí", None, ["Thứ trưởng Bộ Nội vụ"]),
    ],
)  # fmt: skip
def test_one_person(text: str, name: str, honorific: str | None, rank: str | None, held: list[str]) -> None:
    _, (person,) = people(text)
    assert (person.name, person.honorific, person.rank, posts(person)) == (name, honorific, rank, held)


@pytest.mark.parametrize(
    "name",
    [
        "Y Ber Niê Siêng",
        "H’Lan Mlô",
        "K’ Brểu",
        "K’Dền",
        "Điểu Krứ",
        "Y Thanh Hà Niê Kđăm",
        "Ksor Phin",
        "Rơ Châm Hồng",
        "Thạch Đara Rith",
        "Lò Văn Muôn",
        "Sùng A Hồ",
        "Giàng Páo Mỷ",
        "Ma Thị Thúy Vân",
        "Hồ Văn Niên",
        "Kpă Thuyên",
        "Sơn Phước Hoan",
        "A Pớt",
        "Bríu Liếc",
        "Nay H’Nan",
        "H Bên Ksơr",
    ],
)
def test_names_of_every_people_of_the_country(name: str) -> None:
    doc, (person,) = people(f"Đồng chí {name}, Phó Chủ tịch UBND tỉnh Gia Lai phát biểu.")
    assert doc.text[person.name_start : person.name_end] == name
    assert person.name == name


@pytest.mark.parametrize("name", ["Hầu A Lềnh", "Vừ A Bằng", "H’Yim Kđoh", "Ksor Ayun", "Rah Lan Chung", "Lê Thị Hoa"])
@pytest.mark.parametrize(
    "post",
    ["Chủ nhiệm Ủy ban Dân tộc", "Giám đốc Sở Nội vụ", "Thứ trưởng Bộ Nội vụ", "Phó Chủ tịch UBND tỉnh Trà Vinh"],
)
def test_a_name_behind_an_open_body(name: str, post: str) -> None:
    _, found = people(f"{post} {name} phát biểu tại hội nghị.")
    assert [person.name for person in found] == [name]


def test_the_span_covers_honorific_name_and_posts() -> None:
    doc, (person,) = people("Tới dự có ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau cùng đại biểu.")
    assert doc.text[person.start : person.end] == "ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau"
    assert doc.text[person.name_start : person.name_end] == "Lê Văn Sử"
    assert [doc.text[post.start : post.end] for post in person.posts] == ["Phó Chủ tịch UBND tỉnh Cà Mau"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dự có các đồng chí: Trần Văn Minh, Chủ tịch UBND tỉnh; Lê Thị Hoa, Giám đốc Sở Nội vụ và "
            "Võ Anh Tài, Trưởng Ban Dân vận Tỉnh ủy.",
            {
                "Trần Văn Minh": ["Chủ tịch Ủy ban nhân dân tỉnh"],
                "Lê Thị Hoa": ["Giám đốc Sở Nội vụ"],
                "Võ Anh Tài": ["Trưởng Ban Dân vận Tỉnh ủy"],
            },
        ),
        (
            "Chủ trì có các ông, bà: Lê Văn Sử, Phạm Thị Bé và Huỳnh Quốc Việt.",
            {"Lê Văn Sử": [], "Phạm Thị Bé": [], "Huỳnh Quốc Việt": []},
        ),
        (
            "Dự có các đồng chí: Đại tá Lô Văn Thái - Giám đốc Công an tỉnh Sơn La; Thượng tá Hà Thị Bích - "
            "Phó Giám đốc Công an tỉnh Phú Thọ.",
            {
                "Lô Văn Thái": ["Giám đốc Công an tỉnh Sơn La"],
                "Hà Thị Bích": ["Phó Giám đốc Công an tỉnh Phú Thọ"],
            },
        ),
        (
            "Dự có đồng chí Trần Văn Minh - Chủ tịch UBND tỉnh Cà Mau và Phó Chủ tịch UBND tỉnh Hậu Giang "
            "Trương Cảnh Tuyên.",
            {
                "Trần Văn Minh": ["Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"],
                "Trương Cảnh Tuyên": ["Phó Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang"],
            },
        ),
    ],
)
def test_lists(text: str, expected: dict[str, list[str]]) -> None:
    _, found = people(text)
    assert {person.name: posts(person) for person in found} == expected
    assert len(found) == len(expected)


def test_a_list_over_bullets() -> None:
    _, found = people(
        "Đến dự hội nghị có các đồng chí:\n- Trần Văn Minh, Chủ tịch UBND tỉnh Cà Mau;\n"
        "- Lê Thị Hoa, Phó Chủ tịch UBND tỉnh Hậu Giang;\n- Võ Anh Tài, Phó Chủ tịch UBND tỉnh Trà Vinh.\n"
    )
    assert [(person.name, posts(person)) for person in found] == [
        ("Trần Văn Minh", ["Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"]),
        ("Lê Thị Hoa", ["Phó Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang"]),
        ("Võ Anh Tài", ["Phó Chủ tịch Ủy ban nhân dân tỉnh Trà Vinh"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bà Rịa - Vũng Tàu đăng cai hội nghị.",
        "Các đồng chí lãnh đạo sở, ngành cùng dự.",
        "Phong trào học tập và làm theo tư tưởng Hồ Chí Minh được đẩy mạnh.",
        "Ông cho biết năm qua cụm đạt nhiều kết quả.",
        "Đại diện Tổng Liên đoàn Lao động Việt Nam phát biểu.",
        "Chủ tịch UBND các tỉnh ký kết giao ước.",
        "Trường THPT Trần Kỳ Phong đứng đầu khối.",
        "Thành phố Hồ Chí Minh và Đồng Nai dẫn đầu.",
    ],
)
def test_nobody(text: str) -> None:
    assert people(text)[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "Được sự ủy quyền của ông Trần Văn Minh, Chủ tịch UBND tỉnh, ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh chủ trì.",
        "Thừa ủy quyền ông Trần Văn Minh, ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh trao cờ.",
        "Ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh dự thay ông Trần Văn Minh.",
    ],
)
def test_whoever_is_represented_is_absent(text: str) -> None:
    assert [person.name for person in people(text)[1]] == ["Lê Văn Sử"]


def test_a_name_in_a_related_headline_is_nobody() -> None:
    doc = segment(
        "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết năm 2020\n\n"
        "Ngày 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua "
        "năm 2020 và triển khai nhiệm vụ năm 2021 với sự tham dự của lãnh đạo các tỉnh.\n\n"
        "Ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau chủ trì hội nghị và kết luận các nội dung được thảo luận.\n\n"
        "Tin liên quan\nÔng Trần Văn Lâu làm Chủ tịch UBND tỉnh Sóc Trăng\n"
    )
    assert {person.name for person in sorted_people(doc, tag_units(doc))} == {"Lê Văn Sử"}
