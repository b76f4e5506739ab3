"""Who chairs, as reports word it: all named people chair, however many."""

from __future__ import annotations

import pytest
from made_reports import PROVINCES, report

A = "ông Lê Văn Minh, Phó Chủ tịch UBND tỉnh Cà Mau"
B = "bà Trần Thị Cúc, Phó Chủ tịch UBND tỉnh Bến Tre"


@pytest.mark.parametrize(
    ("body", "chairs"),
    [
        (f"{A} và {B} là những người điều hành hội nghị.", 2),
        (f"Người chủ trì là {A}.", 1),
        (f"Chủ trì: {A}; {B}.", 2),
        (f"Ngồi ghế chủ tọa có {A} và {B}.", 2),
        (f"{A} (Cụm trưởng) cùng {B} (Cụm phó) chủ trì hội nghị.", 2),
        (f"Hội nghị do {A} chủ trì.", 1),
        (f"Hội nghị do {A} - Cụm trưởng và {B} - Cụm phó đồng chủ trì.", 2),
        (f"{A}, Cụm trưởng Cụm thi đua; {B}, Cụm phó Cụm thi đua đồng chủ trì Hội nghị.", 2),
        (f"{A}; {B} đã đến dự và chủ trì hội nghị.", 2),
        (f"Dự và đồng chủ trì hội nghị có {A}; {B}.", 2),
        (f"Tham dự và chủ trì hội nghị có {A} cùng {B}.", 2),
        (f"{A} thay mặt lãnh đạo tỉnh Cà Mau chủ trì hội nghị.", 1),
        (f"{A}, thừa ủy quyền của Chủ tịch UBND tỉnh, chủ trì hội nghị.", 1),
        (f"Thay mặt đoàn chủ tịch, {A} điều hành phần thảo luận.", 1),
        (f"Đoàn Chủ tịch điều hành hội nghị gồm {A} và {B}.", 2),
        (f"{A} được cử điều hành hội nghị.", 1),
        (f"{A} giữ vai trò chủ tọa.", 1),
        (f"{A} và {B} làm chủ tọa.", 2),
        (f"Cuộc họp diễn ra dưới sự điều hành của {A}.", 1),
        (f"Ảnh: {A} chủ trì hội nghị", 1),
        (f"Cùng chủ trì với {A} còn có {B}.", 2),
        (f"{A} chủ trì; cùng chủ trì có {B}.", 2),
        (f"{A} chủ trì hội nghị. Cùng chủ trì có {B}.", 2),
        (
            "Các đồng chí Lê Văn Minh, Phó Chủ tịch UBND tỉnh Cà Mau; Trần Thị Cúc, Phó Chủ tịch UBND "
            "tỉnh Bến Tre; Ngô Văn Tám, Phó Chủ tịch UBND tỉnh Long An tham gia đoàn chủ tọa.",
            3,
        ),
        (f"Hội nghị đặt dưới sự chủ trì của {A} cùng {B}.", 2),
        (f"{A} đứng ra điều hành cuộc họp.", 1),
        (f"{A} đảm nhiệm việc điều hành hội nghị.", 1),
        (f"Lo phần điều hành là {A}.", 1),
        (f"Chủ trì và phát biểu khai mạc hội nghị, {A} cho biết.", 1),
        (f"Phát biểu khai mạc và chủ trì hội nghị, {A} nhấn mạnh.", 1),
        (f"{A} chủ trì, phát biểu khai mạc.", 1),
        (
            "Hai đồng chí Lê Văn Minh và Trần Thị Cúc, Phó Chủ tịch UBND các tỉnh Cà Mau, Bến Tre cùng "
            "điều hành hội nghị.",
            2,
        ),
        (f"Với sự chủ trì của {A}, hội nghị đã nghe báo cáo.", 1),
        (
            "Đồng chí Phó Chủ tịch UBND tỉnh Cà Mau Lê Văn Minh chủ trì; đồng chí Phó Chủ tịch UBND "
            "tỉnh Bến Tre Trần Thị Cúc đồng chủ trì.",
            2,
        ),
    ],
)
def test_chairs(body: str, chairs: int) -> None:
    found = [official.name for official in report(body + "\n", PROVINCES).officials if "chaired" in official.roles]
    assert len(found) == chairs


def test_presenting_is_not_receiving() -> None:
    body = "Bà Trần Thị Cúc, Phó Chủ tịch UBND tỉnh Bến Tre chủ trì; bà Cúc được Chủ tịch nước tặng Huân chương.\n"
    (official,) = report(body, PROVINCES).officials
    assert "presented" not in official.roles
