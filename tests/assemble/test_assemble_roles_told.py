"""Roles in the words of newspaper features: told by a turn of phrase, a post alone, a caption, a thing handed over."""

from __future__ import annotations

import pytest
from made_reports import report

MINH = "Trần Văn Minh, Chủ tịch UBND tỉnh Trà Vinh"
HOA = "Lê Thị Hoa, Phó Chủ tịch UBND tỉnh Hậu Giang"
SEATS = f"Dự hội nghị có ông {MINH}; bà {HOA}."


def roles(body: str) -> dict[str, list[str]]:
    """The roles of each official by given name, but for `attended`."""
    return {
        official.name.split()[-1]: [role for role in official.roles if role != "attended"]
        for official in report(body + "\n").officials
    }


@pytest.mark.parametrize(
    ("body", "role"),
    [
        (f"Ngồi ghế điều hành, ông {MINH} gợi mở nhiều vấn đề.", "chaired"),
        (f"Với tư cách chủ tọa, ông {MINH} mời các tỉnh nêu ý kiến.", "chaired"),
        (f"Điều hành phần thảo luận, ông {MINH} gợi mở nhiều vấn đề.", "chaired"),
        (f"Đoàn chủ tọa (từ trái qua): ông {MINH}, bà {HOA}.", "chaired"),
        (f"Ông {MINH} và bà {HOA} giữ vai trò điều hành, khai mạc rất ngắn.", "chaired"),
        (f"Ông {MINH} tiếp lời: phải làm thật.", "spoke"),
        (f"Ông {MINH} bàn giao lá cờ Cụm trưởng cho tỉnh Bến Tre.", "presented"),
        (f"Ông {MINH} đứng ra dẫn dắt hội nghị.", "chaired"),
        (f"Hội nghị diễn ra dưới sự điều khiển của ông {MINH}.", "chaired"),
        (f"Hội nghị làm việc dưới quyền điều hành của ông {MINH}.", "chaired"),
        (f"Chỉ đạo tại hội nghị, ông {MINH} lưu ý ba việc.", "directed"),
        (f"Ông {MINH} chỉ đạo các tỉnh chăm lo đời sống công nhân.", "directed"),
        (f"Người mở lời đầu tiên là ông {MINH}.", "spoke"),
        (f"Câu đáp lại đến từ ông {MINH}: phải làm thật.", "spoke"),
        ("Yêu cầu đặt ra từ TS Trần Văn Minh, Hiệu trưởng Trường Đại học Trà Vinh: chấm điểm phải có số.", "spoke"),
        ("Ở Trà Vinh, như lời Chủ tịch UBND tỉnh Trần Văn Minh, con tôm nuôi chỉ tiêu.", "spoke"),
        (f"Nhận bàn giao, ông {MINH} hứa giữ vững phong trào.", "received"),
        (f"Ông {MINH} khép lại bằng lời nhắn gửi các tỉnh.", "closed"),
    ],
)
def test_told_by_a_turn_of_phrase(body: str, role: str) -> None:
    assert role in roles(body)["Minh"]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        (f"Ông {MINH} quan tâm chỉ đạo các đơn vị làm tốt công tác khen thưởng.", "directed"),
        (f"Ông {MINH} thăm gian trưng bày trước giờ khai mạc.", "opened"),
        (f"Ông {MINH} dẫn dắt phong trào thi đua của tỉnh.", "chaired"),
    ],
)
def test_not_told(body: str, role: str) -> None:
    assert role not in roles(body).get("Minh", [])


def test_plural_post_with_the_province_in_brackets() -> None:
    body = (
        "Hội nghị làm việc dưới quyền điều hành của hai Chánh Thanh tra tỉnh: Huỳnh Bá Luyến (Bình Định - Cụm trưởng) "
        "và Nguyễn Hữu Trực (Khánh Hòa).\n\nKết luận hội nghị, ông Huỳnh Bá Luyến cảm ơn các tỉnh.\n"
    )
    found = {o.name: (o.roles[0], [p.text for p in o.positions]) for o in report(body).officials}
    assert found == {
        "Huỳnh Bá Luyến": ("chaired", ["Chánh Thanh tra tỉnh Bình Định"]),
        "Nguyễn Hữu Trực": ("chaired", ["Chánh Thanh tra tỉnh Khánh Hòa"]),
    }


def test_handed_from_one_to_the_other() -> None:
    found = roles("Lá cờ được ông Trần Văn Minh gửi lại cho bà Lê Thị Hoa.")
    assert found == {"Minh": ["presented"], "Hoa": ["received"]}


def test_who_took_it_stands_behind_the_comma() -> None:
    found = roles("Nhận cờ từ đồng chí Trần Văn Minh, đồng chí Lê Thị Hoa nói vui: cờ đi xa quá.")
    assert found == {"Minh": ["presented"], "Hoa": ["spoke", "received"]}


def test_named_again_is_another_clause() -> None:
    body = (
        "Chủ nhà có Phó Bí thư Thường trực Thành ủy Đỗ Thị Lan Chi và Phó Chủ tịch UBND thành phố Lưu Văn Quyết; "
        "đồng chí Lưu Văn Quyết được phân công chủ trì."
    )
    assert roles(body) == {"Chi": [], "Quyết": ["chaired"]}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Vị Chủ tịch nói ngắn: khó đến đâu cũng làm được.", ["spoke"]),
        ("Chủ tịch UBND tỉnh Trà Vinh đồng tình, nói thêm ba việc.", ["spoke"]),
        ("Đơn vị Chủ tịch nêu ý kiến.", []),
    ],
)
def test_taken_up_by_post_alone(told: str, expected: list[str]) -> None:
    assert roles(f"{SEATS}\n\n{told}")["Minh"] == expected
