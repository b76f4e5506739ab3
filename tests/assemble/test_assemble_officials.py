"""Officials: the mentions of one person become one entry."""

from __future__ import annotations

import pytest
from made_reports import POLICE, quote, report

from pipeline.model.record import Official


def one(body: str) -> Official:
    """The only official of a report."""
    (official,) = report(body).officials
    return official


def names(body: str) -> list[str]:
    """The names of all officials, in order."""
    return [official.name for official in report(body).officials]


def test_an_official_with_everything() -> None:
    record = report("Đồng chí Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau phát biểu khai mạc Hội nghị.\n")
    (official,) = record.officials
    assert official.name == "Lê Văn Sử"
    assert official.honorific == "đồng chí"
    assert official.rank is None
    assert [position.model_dump() for position in official.positions] == [
        {
            "text": "Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",
            "title": "Phó Chủ tịch",
            "organisation": "Ủy ban nhân dân tỉnh Cà Mau",
            "province": "Cà Mau",
        }
    ]
    assert official.roles == ["opened"]
    assert quote(record, official, "name") == "Lê Văn Sử"
    assert quote(record, official, "positions[0]") == "Phó Chủ tịch UBND tỉnh Cà Mau"
    assert quote(record, official, "roles[opened]") == "phát biểu khai mạc"
    assert official.derived == []


@pytest.mark.parametrize(
    ("written", "honorific"),
    [("Đ/c", "đồng chí"), ("Đồng chí", "đồng chí"), ("Bà", "bà"), ("Ông", "ông")],
)
def test_honorifics_have_one_spelling(written: str, honorific: str) -> None:
    assert one(f"{written} Huỳnh Thị Ánh, Giám đốc Sở Nội vụ tỉnh Cà Mau phát biểu.\n").honorific == honorific


def test_a_common_honorific_is_nobodys() -> None:
    record = report("Chủ trì Hội nghị có các ông, bà: Lê Văn Sử, Phạm Thị Bé và Huỳnh Quốc Việt.\n")
    assert [(official.name, official.honorific) for official in record.officials] == [
        ("Lê Văn Sử", None),
        ("Phạm Thị Bé", None),
        ("Huỳnh Quốc Việt", None),
    ]


def test_a_rank_is_no_part_of_the_name() -> None:
    (official,) = report(
        "Thiếu tướng Phạm Văn Các, Giám đốc Công an tỉnh Hưng Yên chủ trì Hội nghị.\n", POLICE
    ).officials
    assert (official.name, official.rank, official.honorific) == ("Phạm Văn Các", "Thiếu tướng", None)


@pytest.mark.parametrize(
    "again",
    [
        "Lê Văn Sử nhấn mạnh ba việc.",
        "Ông Lê Văn Sử nhấn mạnh ba việc.",
        "Ông Sử nhấn mạnh ba việc.",
        "Phó Chủ tịch UBND tỉnh Cà Mau Lê Văn Sử nhấn mạnh ba việc.",
        "Phó Chủ tịch UBND tỉnh Cà Mau nhấn mạnh ba việc.",
        "Ông nhấn mạnh ba việc.",
    ],
)
def test_later_mentions_are_the_same_official(again: str) -> None:
    official = one(f"Ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau chủ trì Hội nghị.\n\n{again}\n")
    assert official.name == "Lê Văn Sử"
    assert [position.text for position in official.positions] == ["Phó Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"]
    assert official.roles == ["chaired", "spoke"]


def test_capitals_are_the_same_official() -> None:
    official = one(
        "Ông LÊ VĂN SỬ, Phó Chủ tịch UBND tỉnh Cà Mau chủ trì Hội nghị.\n\nÔng Lê Văn Sử phát biểu tại Hội nghị.\n\n"
        "Ông Lê Văn Sử và các đại biểu.\n"
    )
    assert official.name == "Lê Văn Sử"


@pytest.mark.parametrize(
    ("first", "slip"),
    [("Lê Minh Khái", "Lê Minh Khải"), ("Bùi Quốc Khởi", "Bùi Quốc Khỏi"), ("Trần Thị Hoà", "Trần Thị Hòa")],
)
def test_a_slip_of_one_letter_is_one_person(first: str, slip: str) -> None:
    official = one(
        f"Ông {first}, Phó Chủ tịch UBND tỉnh Cà Mau chủ trì Hội nghị.\n\nÔng {first} khai mạc Hội nghị.\n\n"
        f"Ông {slip} kết luận Hội nghị.\n"
    )
    assert official.name == first
    assert official.roles == ["chaired", "opened", "closed"]


def test_a_slip_gives_a_warning_that_points_at_it() -> None:
    record = report(
        "Ông Lê Minh Khái, Phó Chủ tịch UBND tỉnh Cà Mau chủ trì Hội nghị.\n\nÔng Lê Minh Khải kết luận Hội nghị.\n"
    )
    (warning,) = [warning for warning in record.warnings if warning.code == "name_variant"]
    assert quote(record, warning, "message") == "Lê Minh Khải"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trần Văn Minh, Giám đốc Sở Nội vụ tỉnh Cà Mau", "Trần Văn Bính, Giám đốc Sở Tài chính tỉnh Cà Mau"),
        ("Lê Thị Hoa, Phó Chủ tịch UBND tỉnh Trà Vinh", "Nguyễn Thị Hoa, Phó Chủ tịch UBND tỉnh Hậu Giang"),
        ("Lê Văn Minh, Phó Chủ tịch UBND tỉnh Trà Vinh", "Lê Văn Minh Tâm, Phó Chủ tịch UBND tỉnh Hậu Giang"),
        # one letter off, but two posts: two people
        ("Lê Văn Hải, Phó Chủ tịch UBND tỉnh Trà Vinh", "Lê Văn Hai, Phó Chủ tịch UBND tỉnh Hậu Giang"),
    ],
)
def test_two_people(first: str, second: str) -> None:
    found = names(f"Dự có ông {first} và bà {second}.\n")
    assert found == [first.split(",")[0], second.split(",")[0]]


def test_order_is_that_of_the_text() -> None:
    assert names(
        "Dự có các đồng chí: Trần Văn Minh, Chủ tịch UBND tỉnh Trà Vinh; Y Ber Niê Siêng, Giám đốc Sở Nội vụ "
        "tỉnh Bến Tre; "
        "H’Lan Mlô, Phó Giám đốc Sở Nội vụ tỉnh Bến Tre và Điểu Krứ, Giám đốc Sở Tài chính tỉnh Bến Tre.\n"
    ) == ["Trần Văn Minh", "Y Ber Niê Siêng", "H’Lan Mlô", "Điểu Krứ"]


@pytest.mark.parametrize(
    "body",
    [
        "Được sự ủy quyền của ông Trần Văn Minh, Chủ tịch UBND tỉnh Trà Vinh, ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh "
        "Trà Vinh dự hội nghị.\n",
        "Ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh Trà Vinh dự thay ông Trần Văn Minh, Chủ tịch UBND tỉnh Trà Vinh.\n",
    ],
)
def test_the_absent_are_left_out(body: str) -> None:
    assert names(body) == ["Lê Văn Sử"]


def test_a_person_of_a_related_headline_is_left_out() -> None:
    body = "Ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau chủ trì Hội nghị và kết luận các nội dung được thảo luận.\n\n"
    related = "Tin liên quan\nÔng Trần Văn Lâu làm Chủ tịch UBND tỉnh Sóc Trăng\n"
    assert names(body + related) == ["Lê Văn Sử"]


def test_a_person_named_in_a_caption_only_counts() -> None:
    body = (
        "Hội nghị đã đánh giá kết quả công tác thi đua năm 2020 và bàn phương hướng, nhiệm vụ của năm tiếp theo.\n\n"
        "Ảnh: Ông Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau phát biểu tại Hội nghị\n\n"
        "Hội nghị cũng đã thảo luận nhiều nội dung quan trọng về công tác thi đua, khen thưởng trong thời gian tới.\n"
    )
    assert names(body) == ["Lê Văn Sử"]


def test_a_slip_taken_up_by_post_alone_is_no_second_spelling() -> None:
    body = (
        "Ông Đặng Xuân Tiếp, Thứ trưởng Bộ Nội vụ đến dự.\n\nThứ trưởng Đặng Xuân Tiệp ghi sổ từng ý.\n\n"
        "Vị Thứ trưởng đã trao Bằng khen.\n"
    )
    (official,) = report(body).officials
    assert (official.name, "presented" in official.roles) == ("Đặng Xuân Tiếp", True)


def test_initials_that_sound_alike_are_one_letter() -> None:
    body = "Ông Đinh Công Trứ, Chủ tịch UBND tỉnh Trà Vinh chủ trì.\n\nBà Hoa đón cờ từ tay ông Đinh Công Chứ.\n"
    assert [official.name for official in report(body).officials] == ["Đinh Công Trứ"]


def test_a_nickname_before_a_province_is_no_name() -> None:
    body = "“Anh Ba Sóc Trăng” được mọi người nhắc tới. Ông Trần Văn Thái Bình, Chủ tịch UBND tỉnh Trà Vinh dự.\n"
    assert [official.name for official in report(body).officials] == ["Trần Văn Thái Bình"]
