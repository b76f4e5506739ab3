"""Awards as reports tell them: order of words, passive, ellipsis, lists, ranks, numbers; the recipients are bodies."""

from __future__ import annotations

import pytest
from made_reports import LOCAL, POLICE, report

FLAG = "Cờ thi đua của Chính phủ"
PM = "Bằng khen của Thủ tướng Chính phủ"
CHAIR = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
PROVINCE_FLAG = "Cờ thi đua của Ủy ban nhân dân tỉnh"

Told = tuple[str, str, list[str] | tuple[int, str]]


def told(body: str, lead: str) -> list[Told]:
    """(award, status, names or number of the recipients) of each award."""
    return [
        (a.award, a.status, [r.name for r in a.recipients] or (a.count or 0, a.recipient_kind or ""))
        for a in report(body + "\n", lead).awards
    ]


@pytest.mark.parametrize(
    ("lead", "body", "expected"),
    [
        (
            POLICE,
            (
                "Cụm thống nhất đề nghị Bộ Công an tặng Cờ thi đua cho Công an tỉnh Trà Vinh; tặng Bằng khen "
                "cho Công an các tỉnh Sóc Trăng, Bạc Liêu, Cà Mau."
            ),
            [
                ("Cờ thi đua của Bộ Công an", "proposed", ["Công an tỉnh Trà Vinh"]),
                (
                    "Bằng khen của Bộ Công an",
                    "proposed",
                    ["Công an tỉnh Sóc Trăng", "Công an tỉnh Bạc Liêu", "Công an tỉnh Cà Mau"],
                ),
            ],
        ),
        (
            POLICE,
            (
                "Qua bình xét, Công an tỉnh Trà Vinh được suy tôn đề nghị tặng Cờ thi đua của Chính phủ, Công "
                "an tỉnh Cà Mau và Công an tỉnh An Giang được đề nghị tặng Cờ thi đua của Bộ Công an."
            ),
            [
                (FLAG, "proposed", ["Công an tỉnh Trà Vinh"]),
                ("Cờ thi đua của Bộ Công an", "proposed", ["Công an tỉnh Cà Mau", "Công an tỉnh An Giang"]),
            ],
        ),
        (
            POLICE,
            (
                "Đại tá Lê Văn Minh thừa ủy quyền Bộ trưởng Bộ Công an trao Bằng khen cho Công an tỉnh Trà "
                "Vinh và 3 cá nhân."
            ),
            [
                ("Bằng khen của Bộ trưởng Bộ Công an", "conferred", ["Công an tỉnh Trà Vinh"]),
                ("Bằng khen của Bộ trưởng Bộ Công an", "conferred", (3, "individual")),
            ],
        ),
        (
            POLICE,
            (
                "Có 05 đơn vị được tặng danh hiệu “Đơn vị quyết thắng”, 12 đồng chí đạt danh hiệu Chiến sĩ "
                "thi đua toàn lực lượng Công an nhân dân."
            ),
            [
                ("Đơn vị quyết thắng", "conferred", (5, "collective")),
                ("Chiến sĩ thi đua toàn lực lượng Công an nhân dân", "conferred", (12, "individual")),
            ],
        ),
        (
            POLICE,
            ("Công an tỉnh Trà Vinh - đơn vị 3 năm liên tục nhận Cờ thi đua của Bộ Công an - báo cáo điển hình."),
            [("Cờ thi đua của Bộ Công an", "conferred", ["Công an tỉnh Trà Vinh"])],
        ),
        (
            LOCAL,
            (
                "Khối đề nghị Chủ tịch UBND tỉnh tặng Cờ thi đua cho Sở Tư pháp, tặng Bằng khen cho Sở Nội vụ "
                "và Thanh tra tỉnh."
            ),
            [(PROVINCE_FLAG, "proposed", ["Sở Tư pháp"]), (CHAIR, "proposed", ["Sở Nội vụ", "Thanh tra tỉnh"])],
        ),
        (
            LOCAL,
            (
                "Kết quả bình xét: 01 đơn vị được đề nghị tặng Cờ thi đua của UBND tỉnh (Sở Tư pháp), 02 đơn "
                "vị được đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh (Sở Nội vụ, Thanh tra tỉnh)."
            ),
            [(PROVINCE_FLAG, "proposed", ["Sở Tư pháp"]), (CHAIR, "proposed", ["Sở Nội vụ", "Thanh tra tỉnh"])],
        ),
        (
            LOCAL,
            "Các đơn vị thống nhất suy tôn Sở Tư pháp nhận Cờ thi đua xuất sắc của UBND tỉnh.",
            [(PROVINCE_FLAG, "proposed", ["Sở Tư pháp"])],
        ),
        (
            LOCAL,
            (
                "Hội nghị bình xét đề nghị UBND tỉnh tặng Cờ thi đua hạng Nhất cho Sở Tư pháp, hạng Nhì cho "
                "Sở Nội vụ, hạng Ba cho Thanh tra tỉnh."
            ),
            [
                (PROVINCE_FLAG, "proposed", ["Sở Tư pháp"]),
                (PROVINCE_FLAG, "proposed", ["Sở Nội vụ"]),
                (PROVINCE_FLAG, "proposed", ["Thanh tra tỉnh"]),
            ],
        ),
        (
            LOCAL,
            (
                "Sở Tư pháp đứng đầu Khối, được đề nghị UBND tỉnh tặng Cờ thi đua. Các đơn vị còn lại được đề "
                "nghị tặng Bằng khen."
            ),
            [(PROVINCE_FLAG, "proposed", ["Sở Tư pháp"])],
        ),
        (
            LOCAL,
            "Khối nhất trí đề nghị tặng Cờ thi đua của UBND tỉnh cho 1 đơn vị, Bằng khen cho 2 đơn vị.",
            [(PROVINCE_FLAG, "proposed", (1, "collective")), (CHAIR, "proposed", (2, "collective"))],
        ),
        (
            LOCAL,
            (
                "Năm qua, đồng chí Lê Văn Minh, Giám đốc Sở Tư pháp được Thủ tướng Chính phủ tặng Bằng khen; "
                "2 đồng chí được công nhận Chiến sĩ thi đua cấp tỉnh."
            ),
            [(PM, "conferred", ["Lê Văn Minh"]), ("Chiến sĩ thi đua cấp tỉnh", "conferred", (2, "individual"))],
        ),
        (
            LOCAL,
            (
                "Ban Tổ chức trao Bằng khen của Chủ tịch UBND tỉnh tặng các tập thể, cá nhân: Phòng Hành "
                "chính Sở Tư pháp, ông Nguyễn Văn Bình và bà Trần Thị Cúc."
            ),
            [(CHAIR, "conferred", ["Phòng Hành chính Sở Tư pháp", "Nguyễn Văn Bình", "Trần Thị Cúc"])],
        ),
        (
            LOCAL,
            "Sở Tư pháp được tặng Bằng khen của Bộ trưởng Bộ Tư pháp, Cờ thi đua của UBND tỉnh.",
            [
                ("Bằng khen của Bộ trưởng Bộ Tư pháp", "conferred", ["Sở Tư pháp"]),
                (PROVINCE_FLAG, "conferred", ["Sở Tư pháp"]),
            ],
        ),
        (
            LOCAL,
            ("Sở Nội vụ được Thủ tướng Chính phủ tặng Bằng khen, Chủ tịch nước tặng Huân chương Lao động hạng Ba."),
            [(PM, "conferred", ["Sở Nội vụ"]), ("Huân chương Lao động hạng Ba", "conferred", ["Sở Nội vụ"])],
        ),
        (
            LOCAL,
            (
                "Hội nghị thống nhất danh sách đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho 04 tập thể: "
                "Sở Tư pháp, Sở Nội vụ, Thanh tra tỉnh và Văn phòng UBND tỉnh."
            ),
            [(CHAIR, "proposed", ["Sở Tư pháp", "Sở Nội vụ", "Thanh tra tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"])],
        ),
        (
            LOCAL,
            ("Được bình chọn là đơn vị dẫn đầu, Sở Tư pháp được Khối đề nghị UBND tỉnh xét, tặng Cờ thi đua năm 2021."),
            [(PROVINCE_FLAG, "proposed", ["Sở Tư pháp"])],
        ),
        (
            LOCAL,
            "Đồng chí Giám đốc Sở Nội vụ trao tặng Giấy khen cho 6 tập thể, 10 cá nhân.",
            [
                ("Giấy khen của Giám đốc Sở Nội vụ", "conferred", (6, "collective")),
                ("Giấy khen của Giám đốc Sở Nội vụ", "conferred", (10, "individual")),
            ],
        ),
    ],
)
def test_told(lead: str, body: str, expected: list[Told]) -> None:
    assert told(body, lead) == expected
