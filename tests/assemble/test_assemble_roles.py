"""Roles: who chaired, directed, opened, closed, spoke, launched, presented, received, attended."""

from __future__ import annotations

import pytest
from made_reports import quote, report

MINH = "Trần Văn Minh, Chủ tịch UBND tỉnh Trà Vinh"
HOA = "Lê Thị Hoa, Phó Chủ tịch UBND tỉnh Hậu Giang"
TAI = "Võ Anh Tài, Phó Chủ tịch UBND tỉnh Bến Tre"


def roles(body: str) -> dict[str, list[str]]:
    """The roles of each official by given name."""
    return {official.name.split()[-1]: list(official.roles) for official in report(body + "\n").officials}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Đồng chí {MINH} chủ trì Hội nghị.", ["chaired"]),
        (f"Chủ trì Hội nghị có đồng chí {MINH}.", ["chaired"]),
        (f"Hội nghị diễn ra dưới sự chủ trì của đồng chí {MINH}.", ["chaired"]),
        (f"Đồng chí {MINH} điều hành Hội nghị.", ["chaired"]),
        (f"Hội nghị do đồng chí {MINH} chủ trì.", ["chaired"]),
        (f"Dự và chỉ đạo Hội nghị có đồng chí {MINH}.", ["directed"]),
        (f"Đồng chí {MINH} đến dự và phát biểu chỉ đạo Hội nghị.", ["directed"]),
        (f"Phát biểu chỉ đạo tại Hội nghị, đồng chí {MINH} yêu cầu các tỉnh làm tốt.", ["directed"]),
        (f"Đồng chí {MINH} phát biểu khai mạc Hội nghị.", ["opened"]),
        (f"Phát biểu khai mạc Hội nghị, đồng chí {MINH} chào mừng các đại biểu.", ["opened"]),
        (f"Đồng chí {MINH} đọc diễn văn khai mạc.", ["opened"]),
        (f"Đồng chí {MINH} phát biểu kết luận Hội nghị.", ["closed"]),
        (f"Đồng chí {MINH} phát biểu bế mạc Hội nghị.", ["closed"]),
        (f"Kết luận Hội nghị, đồng chí {MINH} ghi nhận kết quả.", ["closed"]),
        (f"Đồng chí {MINH} phát biểu tại Hội nghị.", ["spoke"]),
        (f"Phát biểu tại Hội nghị, đồng chí {MINH} nhấn mạnh ba việc.", ["spoke"]),
        (f"Đồng chí {MINH} trình bày báo cáo tổng kết.", ["spoke"]),
        (f"Đồng chí {MINH} cho biết năm qua Trà Vinh đạt nhiều kết quả.", ["spoke"]),
        (f"Đồng chí {MINH} phát động phong trào thi đua năm 2021.", ["launched"]),
        (f"Đồng chí {MINH} trao Cờ luân lưu cho đơn vị Cụm trưởng.", ["presented"]),
        (f"Đồng chí {MINH} tặng hoa chúc mừng các tỉnh.", ["presented"]),
        (f"Đồng chí {MINH} nhận Cờ luân lưu của Cụm.", ["received"]),
        (f"Tham dự Hội nghị có đồng chí {MINH}.", ["attended"]),
        (f"Đồng chí {MINH} đến dự Hội nghị.", ["attended"]),
    ],
)
def test_one_person(body: str, expected: list[str]) -> None:
    found = roles(body)["Minh"]
    # what opens, closes and directs may count as speaking as well
    free = {"spoke", "attended"} if {"opened", "closed", "directed", "launched"} & set(expected) else set()
    assert [role for role in found if role in expected or role not in free] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"Các đồng chí: {MINH}; {HOA} đồng chủ trì Hội nghị.",
            {"Minh": ["chaired"], "Hoa": ["chaired"]},
        ),
        (
            f"Đồng chí {MINH} và bà {HOA} đồng chủ trì Hội nghị.",
            {"Minh": ["chaired"], "Hoa": ["chaired"]},
        ),
        (
            f"Chủ trì Hội nghị có các đồng chí: {MINH}; {HOA} và {TAI}.",
            {"Minh": ["chaired"], "Hoa": ["chaired"], "Tài": ["chaired"]},
        ),
        (
            f"Chủ trì Hội nghị có đồng chí {MINH}. Tham dự có bà {HOA} và ông {TAI}.",
            {"Minh": ["chaired"], "Hoa": ["attended"], "Tài": ["attended"]},
        ),
        (
            f"Dự và chỉ đạo Hội nghị có đồng chí {MINH}; cùng dự có bà {HOA}.",
            {"Minh": ["directed"], "Hoa": ["attended"]},
        ),
        (
            f"Đồng chí {MINH} khai mạc, bà {HOA} bế mạc Hội nghị.",
            {"Minh": ["opened"], "Hoa": ["closed"]},
        ),
        (
            f"Đồng chí {MINH} phát biểu khai mạc và bà {HOA} trình bày báo cáo tổng kết.",
            {"Minh": ["opened"], "Hoa": ["spoke"]},
        ),
        (
            f"Đồng chí {MINH} trao Cờ luân lưu cho bà {HOA}.",
            {"Minh": ["presented"], "Hoa": ["received"]},
        ),
        (
            f"Bà {HOA} nhận Cờ luân lưu từ đồng chí {MINH}.",
            {"Hoa": ["received"], "Minh": ["presented"]},
        ),
        (
            f"Đồng chí {MINH} thay mặt Cụm tặng hoa cho đồng chí {HOA} và đồng chí {TAI}.",
            {"Minh": ["presented"], "Hoa": ["received"], "Tài": ["received"]},
        ),
        (
            "Các đồng chí Trần Văn Minh, Lê Thị Hoa lần lượt phát biểu khai mạc và bế mạc Hội nghị.",
            {"Minh": ["opened"], "Hoa": ["closed"]},
        ),
        (
            f"Hội nghị do đồng chí {MINH} chủ trì, có sự tham dự của bà {HOA}.",
            {"Minh": ["chaired"], "Hoa": ["attended"]},
        ),
        (
            f"Đồng chí {MINH} chủ trì Hội nghị và phát biểu khai mạc.",
            {"Minh": ["chaired", "opened"]},
        ),
    ],
)
def test_several_people(body: str, expected: dict[str, list[str]]) -> None:
    found = roles(body)
    assert {
        name: [role for role in held if role in expected[name] or role != "attended"] for name, held in found.items()
    } == expected


@pytest.mark.parametrize(
    ("again", "added"),
    [
        ("Ông nhấn mạnh ba việc cần làm.", ["spoke"]),
        ("Đồng chí cũng đề nghị các tỉnh phối hợp chặt chẽ.", ["spoke"]),
        ("Bà nhấn mạnh ba việc cần làm.", []),
    ],
)
def test_a_pronoun_takes_up_the_person_named_last(again: str, added: list[str]) -> None:
    assert roles(f"Ông {MINH} chủ trì Hội nghị. {again}")["Minh"] == ["chaired", *added]


@pytest.mark.parametrize(
    "body",
    [
        # somebody or something else is the subject
        f"Dự có đồng chí {MINH}. Cơ quan chủ trì soạn thảo báo cáo giải trình.",
        f"Dự có đồng chí {MINH}. Phong trào thi đua do Thủ tướng Chính phủ phát động lan tỏa mạnh mẽ.",
        f"Dự có đồng chí {MINH}. Sở Nội vụ chủ trì, phối hợp với các sở tham mưu.",
        f"Dự có đồng chí {MINH}, các đại biểu đã phát biểu sôi nổi.",
        f"Dự có đồng chí {MINH}. Tỉnh Trà Vinh được tặng Cờ thi đua của Chính phủ.",
        f"Dự có đồng chí {MINH}. Hội nghị đã trao đổi kinh nghiệm và kết luận thanh tra.",
        # the verb's object
        f"Dự có đồng chí {MINH}. Hội nghị chúc mừng các tỉnh.",
    ],
)
def test_no_more_than_attended(body: str) -> None:
    assert roles(body) == {"Minh": ["attended"]}


@pytest.mark.parametrize(
    "body",
    [
        f"Hội nghị nghe ý kiến phát biểu chỉ đạo của đồng chí {MINH}.",
        f"Đồng chí {MINH} đã có bài phát biểu chỉ đạo quan trọng.",
    ],
)
def test_who_gives_guidance_is_no_chair(body: str) -> None:
    assert "directed" in roles(body)["Minh"]
    assert "chaired" not in roles(body)["Minh"]


def test_guidance_needs_the_word() -> None:
    assert roles(f"Đồng chí {MINH} yêu cầu các tỉnh làm tốt công tác thi đua.") == {"Minh": ["spoke"]}


def test_the_passive_is_not_the_act() -> None:
    assert "presented" not in roles(f"Đồng chí {MINH} được tặng Bằng khen của Thủ tướng Chính phủ.")["Minh"]


def test_the_person_spoken_to_does_not_speak() -> None:
    assert roles(f"Phát biểu tại Hội nghị, bà {HOA} cảm ơn đồng chí {MINH}.")["Minh"] == []


def test_evidence_of_a_role_is_the_words_that_say_it() -> None:
    record = report(f"Chủ trì Hội nghị có các đồng chí: {MINH}; {HOA}.\n")
    assert [quote(record, official, "roles[chaired]") for official in record.officials] == ["Chủ trì Hội nghị có"] * 2


def test_roles_stand_in_the_order_of_the_contract() -> None:
    body = (
        f"Đồng chí {MINH} trao Cờ luân lưu cho đơn vị Cụm trưởng. Đồng chí {MINH} phát động phong trào thi đua "
        f"năm 2021.\n\n"
        f"Đồng chí {MINH} bế mạc Hội nghị.\n\nĐồng chí {MINH} chủ trì Hội nghị."
    )
    assert roles(body)["Minh"] == ["chaired", "closed", "launched", "presented"]


def test_a_role_told_in_a_caption_counts() -> None:
    body = (
        f"Dự Hội nghị có đồng chí {MINH} và đại biểu của các tỉnh trong Cụm cùng lãnh đạo các sở, ngành của "
        f"tỉnh Cà Mau.\n\n"
        "Ảnh: Đồng chí Trần Văn Minh trao Cờ luân lưu cho đơn vị Cụm trưởng\n\n"
        "Hội nghị đã thảo luận nhiều nội dung quan trọng về công tác thi đua, khen thưởng trong thời gian tới của Cụm."
    )
    assert roles(body)["Minh"] == ["presented", "attended"]
