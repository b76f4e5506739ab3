"""Awards as reports tell them: order of words, passive, ellipsis, lists, ranks, numbers; each with its look-alikes."""

from __future__ import annotations

import pytest
from made_reports import PROVINCES, report

FLAG = "Cờ thi đua của Chính phủ"
PM = "Bằng khen của Thủ tướng Chính phủ"
CHAIR = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"

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
            PROVINCES,
            (
                "Với số phiếu tuyệt đối, tỉnh Cà Mau được lựa chọn đề nghị tặng thưởng Cờ thi đua của Chính "
                "phủ năm 2020."
            ),
            [(FLAG, "proposed", ["Cà Mau"])],
        ),
        (
            PROVINCES,
            (
                "Hội nghị đã bỏ phiếu bầu chọn tỉnh Sóc Trăng là đơn vị tiêu biểu xuất sắc dẫn đầu phong trào "
                "thi đua của Cụm, đề nghị Chính phủ tặng Cờ thi đua."
            ),
            [(FLAG, "proposed", ["Sóc Trăng"])],
        ),
        (
            PROVINCES,
            (
                "Trên cơ sở kết quả chấm điểm, Hội nghị thống nhất trình Thủ tướng Chính phủ xem xét, tặng Cờ "
                "thi đua của Chính phủ đối với tỉnh Long An, tặng Bằng khen đối với tỉnh Bến Tre, tỉnh Hậu "
                "Giang."
            ),
            [(FLAG, "proposed", ["Long An"]), (PM, "proposed", ["Bến Tre", "Hậu Giang"])],
        ),
        (
            PROVINCES,
            ("Các tỉnh được đề nghị tặng Bằng khen của Thủ tướng Chính phủ gồm: An Giang, Vĩnh Long, Trà Vinh."),
            [(PM, "proposed", ["An Giang", "Vĩnh Long", "Trà Vinh"])],
        ),
        (
            PROVINCES,
            "Đơn vị được suy tôn nhận Cờ thi đua của Chính phủ là tỉnh Tiền Giang.",
            [(FLAG, "proposed", ["Tiền Giang"])],
        ),
        (
            PROVINCES,
            "Danh hiệu Cờ thi đua của Chính phủ năm 2020 được Cụm bình chọn cho tỉnh Kiên Giang.",
            [(FLAG, "proposed", ["Kiên Giang"])],
        ),
        (
            PROVINCES,
            (
                "Kết quả: tỉnh Đồng Tháp đạt 18/18 phiếu, tỉnh Bạc Liêu 15/18 phiếu. Như vậy, tỉnh Đồng Tháp "
                "được đề nghị tặng Cờ thi đua của Chính phủ, tỉnh Bạc Liêu được đề nghị tặng Bằng khen của "
                "Thủ tướng Chính phủ."
            ),
            [(FLAG, "proposed", ["Đồng Tháp"]), (PM, "proposed", ["Bạc Liêu"])],
        ),
        (
            PROVINCES,
            (
                "Năm 2019, nhân dân và cán bộ tỉnh Hậu Giang vinh dự được Chủ tịch nước tặng thưởng Huân "
                "chương Lao động hạng Nhất."
            ),
            [("Huân chương Lao động hạng Nhất", "conferred", ["Hậu Giang"])],
        ),
        (
            PROVINCES,
            (
                "Dịp này, Ban Thi đua - Khen thưởng tỉnh Cà Mau đón nhận Huân chương Lao động hạng Ba do Chủ "
                "tịch nước trao tặng."
            ),
            [("Huân chương Lao động hạng Ba", "conferred", ["Ban Thi đua - Khen thưởng tỉnh Cà Mau"])],
        ),
        (
            PROVINCES,
            (
                "Tại hội nghị, 12 tập thể và 15 cá nhân có thành tích xuất sắc đã được Chủ tịch UBND tỉnh Cà "
                "Mau tặng Bằng khen."
            ),
            [(CHAIR, "conferred", (12, "collective")), (CHAIR, "conferred", (15, "individual"))],
        ),
        (
            PROVINCES,
            ("UBND tỉnh Cà Mau tặng Bằng khen cho 10 tập thể, 12 cá nhân; Cụm trao Kỷ niệm chương cho 5 cá nhân."),
            [
                (CHAIR, "conferred", (10, "collective")),
                (CHAIR, "conferred", (12, "individual")),
                ("Kỷ niệm chương", "conferred", (5, "individual")),
            ],
        ),
        (
            PROVINCES,
            (
                "Ban tổ chức đã công bố quyết định của Chủ tịch UBND tỉnh Cà Mau về việc tặng Bằng khen cho 8 "
                "tập thể có thành tích trong phong trào thi đua của Cụm."
            ),
            [(CHAIR, "conferred", (8, "collective"))],
        ),
        (
            PROVINCES,
            ("Lãnh đạo UBND tỉnh Cà Mau trao Bằng khen của Chủ tịch UBND tỉnh cho các tập thể và 24 cá nhân."),
            [(CHAIR, "conferred", (24, "individual"))],
        ),
        (
            PROVINCES,
            (
                "Trong đó có 1 tập thể, 2 cá nhân được tặng Huân chương Lao động hạng Ba; 5 tập thể được tặng "
                "Bằng khen của Thủ tướng Chính phủ."
            ),
            [
                ("Huân chương Lao động hạng Ba", "conferred", (1, "collective")),
                ("Huân chương Lao động hạng Ba", "conferred", (2, "individual")),
                (PM, "conferred", (5, "collective")),
            ],
        ),
        (PROVINCES, "Hội nghị chưa đề nghị tặng Cờ thi đua của Chính phủ cho đơn vị nào.", []),
        (PROVINCES, "Các tỉnh phấn đấu có ít nhất 2 tập thể được tặng Huân chương Lao động.", []),
        (
            PROVINCES,
            ("Đại biểu góp ý về tiêu chí xét tặng Cờ thi đua của Chính phủ và Bằng khen của Thủ tướng Chính phủ."),
            [],
        ),
        (
            PROVINCES,
            (
                "Cụm thống nhất suy tôn tỉnh Cà Mau là đơn vị xuất sắc nhất, tỉnh Bến Tre xuất sắc nhì, đề "
                "nghị Thủ tướng Chính phủ tặng Cờ thi đua cho tỉnh Cà Mau, Bằng khen cho tỉnh Bến Tre."
            ),
            [(FLAG, "proposed", ["Cà Mau"]), (PM, "proposed", ["Bến Tre"])],
        ),
        (
            PROVINCES,
            (
                "Đề nghị tặng 01 Cờ thi đua của Chính phủ cho tỉnh Trà Vinh và 02 Bằng khen của Thủ tướng "
                "Chính phủ cho tỉnh Vĩnh Long, tỉnh Cà Mau."
            ),
            [(FLAG, "proposed", ["Trà Vinh"]), (PM, "proposed", ["Vĩnh Long", "Cà Mau"])],
        ),
        (
            PROVINCES,
            (
                "Kết quả bỏ phiếu, tỉnh An Giang là đơn vị dẫn đầu Cụm được đề nghị Chính phủ tặng Cờ thi "
                "đua; hai đơn vị xếp thứ nhì, thứ ba là tỉnh Cà Mau và tỉnh Bạc Liêu được đề nghị Thủ tướng "
                "Chính phủ tặng Bằng khen."
            ),
            [(FLAG, "proposed", ["An Giang"]), (PM, "proposed", ["Cà Mau", "Bạc Liêu"])],
        ),
        (PROVINCES, "Ông Trần Văn Lâm, Phó Chủ tịch UBND tỉnh Cà Mau trao Bằng khen cho các cá nhân.", []),
        (
            PROVINCES,
            "Tỉnh Cà Mau đã hai năm liền (2018, 2019) được Chính phủ tặng Cờ thi đua.",
            [(FLAG, "conferred", ["Cà Mau"])],
        ),
        (
            PROVINCES,
            "Tỉnh Bến Tre, đơn vị từng nhận Cờ thi đua của Chính phủ năm 2017, chia sẻ kinh nghiệm.",
            [(FLAG, "conferred", ["Bến Tre"])],
        ),
    ],
)
def test_told(lead: str, body: str, expected: list[Told]) -> None:
    assert told(body, lead) == expected
