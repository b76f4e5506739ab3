"""Offices told by terms that end, flags received, seats shared; by whom they are assigned, and who stays in them."""

from __future__ import annotations

import pytest

from tests.assemble.told_once import report

PROVINCES = (
    "Ngày 20/3/2020, tại Kon Tum, Cụm thi đua 5 tỉnh Tây Nguyên (gồm Kon Tum, Gia Lai, Đắk Lắk, Đắk Nông, Lâm Đồng) "
    "tổ chức hội nghị tổng kết phong trào thi đua năm 2019."
)
COMMUNES = (
    "Ngày 20/1/2026, tại phường Đồng Hới, Cụm thi đua số 1 tỉnh Quảng Trị (gồm các phường Đồng Hới, Đồng Sơn; các xã "
    "Trường Ninh, Lệ Thủy, Quảng Ninh) tổ chức hội nghị tổng kết phong trào thi đua năm 2025."
)
FIRMS = (
    "Ngày 18-1-2017, tại Công ty CP Gạch men Thuận An, Khối thi đua số 7 tỉnh Bình Dương họp mặt tổng kết năm 2016, ký "
    "giao ước năm 2017."
)
UNIONS = (
    "Ngày 15-1-2020, tại TP Hạ Long (Quảng Ninh), Khối thi đua số 3 trực thuộc Tổng Liên đoàn Lao động Việt Nam tổng "
    "kết năm 2019."
)


@pytest.mark.parametrize(
    ("lead", "body", "told"),
    [
        (
            PROVINCES,
            "Tỉnh Đắk Lắk vừa được các tỉnh bạn tin cậy trao chức Cụm trưởng năm 2020.",
            [("head", "Đắk Lắk", 2020, "elected")],
        ),
        (
            PROVINCES,
            "Biểu trưng Cụm trưởng năm 2020 được Phó Chủ tịch UBND tỉnh Kon Tum Trần Văn An trao cho Phó Chủ tịch UBND "
            "tỉnh Gia Lai Lê Thị Bình.",
            [("head", "Gia Lai", 2020, "elected")],
        ),
        (
            PROVINCES,
            "Đắk Nông và Lâm Đồng chia nhau hai ghế Cụm phó năm 2020.",
            [("deputy", "Đắk Nông", 2020, "elected"), ("deputy", "Lâm Đồng", 2020, "elected")],
        ),
        (
            PROVINCES,
            "Gia Lai từ Cụm phó trở thành Cụm trưởng năm 2020; ghế Cụm phó dành cho Lâm Đồng.",
            [("head", "Gia Lai", 2020, "elected"), ("deputy", "Lâm Đồng", 2020, "elected")],
        ),
        (
            PROVINCES,
            "Nhiệm kỳ Cụm trưởng năm 2019 của Kon Tum khép lại từ hôm nay.",
            [("head", "Kon Tum", 2019, "outgoing")],
        ),
        (
            PROVINCES,
            "Ảnh: Lãnh đạo tỉnh Gia Lai nhận cờ Cụm trưởng năm 2020 từ tay lãnh đạo tỉnh Kon Tum.",
            [("head", "Gia Lai", 2020, "elected")],
        ),
        (
            PROVINCES,
            "Sau một năm giữ cương vị Cụm trưởng, Kon Tum đã chuyển giao hồ sơ cho Cụm trưởng mới là Gia Lai.",
            [("head", "Kon Tum", 2019, "outgoing"), ("head", "Gia Lai", 2020, "elected")],
        ),
        (
            PROVINCES,
            "Gia Lai và Lâm Đồng lần lượt được Hội đồng Thi đua - Khen thưởng Trung ương chỉ định làm Cụm trưởng và "
            "Cụm phó năm 2020.",
            [("head", "Gia Lai", 2020, "incumbent"), ("deputy", "Lâm Đồng", 2020, "incumbent")],
        ),
        (
            COMMUNES,
            "Phường Đồng Sơn, xã Trường Ninh cùng vào vai Cụm phó năm 2026.",
            [("deputy", "phường Đồng Sơn", 2026, "elected"), ("deputy", "xã Trường Ninh", 2026, "elected")],
        ),
        (
            FIRMS,
            "Công ty CP Gạch men Thuận An được khối đề nghị UBND tỉnh tặng cờ thi đua, đồng thời được bầu làm Khối phó "
            "của năm 2017.",
            [("deputy", "Công ty Cổ phần Gạch men Thuận An", 2017, "elected")],
        ),
        (
            FIRMS,
            "Công ty TNHH Dệt Tân Phú Cường, Khối trưởng năm 2016, được tín nhiệm ở lại vị trí này thêm một năm.",
            [("head", "Công ty TNHH Dệt Tân Phú Cường", 2016, "incumbent"),
             ("head", "Công ty TNHH Dệt Tân Phú Cường", 2017, "elected")],
        ),
        (
            FIRMS,
            "Công ty TNHH Dệt Phú Cường xin thôi làm Khối trưởng; các doanh nghiệp cử Công ty TNHH May An Bình "
            "thay thế.",
            [("head", "Công ty TNHH Dệt Phú Cường", 2016, "outgoing"),
             ("head", "Công ty TNHH May An Bình", 2017, "elected")],
        ),
        (
            UNIONS,
            "Khối thống nhất cơ cấu năm 2020: Khối trưởng - Công đoàn Dầu khí Việt Nam; các Khối phó - Công đoàn Dệt "
            "may Việt Nam, Công đoàn Cao su Việt Nam.",
            [("head", "Công đoàn Dầu khí Việt Nam", 2020, "elected"),
             ("deputy", "Công đoàn Dệt may Việt Nam", 2020, "elected"),
             ("deputy", "Công đoàn Cao su Việt Nam", 2020, "elected")],
        ),
        (
            UNIONS,
            "Ông Mạc Văn Triển, Chủ tịch Công đoàn Dầu khí Việt Nam, phát biểu với tư cách người đứng đầu đơn vị Khối "
            "trưởng. Đơn vị Khối phó, Công đoàn Cao su Việt Nam, trình bày báo cáo.",
            [("head", "Công đoàn Dầu khí Việt Nam", 2019, "incumbent"),
             ("deputy", "Công đoàn Cao su Việt Nam", 2019, "incumbent")],
        ),
        (
            UNIONS,
            "Khối phó - ông Bùi Đăng Ruộng, Chủ tịch Công đoàn Cao su Việt Nam cùng điều hành phần thảo luận.",
            [("deputy", "Công đoàn Cao su Việt Nam", 2019, "incumbent")],
        ),
    ],
)  # fmt: skip
def test_offices(lead: str, body: str, told: list[tuple[str, str, int, str]]) -> None:
    found = report(lead, body).leadership
    assert [(entry.office, entry.unit, entry.year, entry.status) for entry in found] == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Các tỉnh thống nhất phân công năm 2020: Cụm trưởng - tỉnh Gia Lai, Cụm phó - tỉnh Lâm Đồng.",
            [("head", "Gia Lai", 2020, "elected"), ("deputy", "Lâm Đồng", 2020, "elected")],
        ),
        (
            "Hội nghị thông qua danh sách Cụm trưởng, Cụm phó năm 2020 gồm: tỉnh Gia Lai (Cụm trưởng), tỉnh Lâm Đồng "
            "(Cụm phó).",
            [("head", "Gia Lai", 2020, "elected"), ("deputy", "Lâm Đồng", 2020, "elected")],
        ),
        (
            "Giữ vai trò Cụm trưởng năm 2020 là Gia Lai; giúp việc cho Cụm trưởng là Lâm Đồng trong vai trò Cụm phó.",
            [("head", "Gia Lai", 2020, "elected"), ("deputy", "Lâm Đồng", 2020, "elected")],
        ),
        (
            "Kon Tum hoàn thành nhiệm vụ Cụm trưởng năm 2019, chuyển giao cho Gia Lai đảm nhận năm 2020.",
            [("head", "Kon Tum", 2019, "outgoing"), ("head", "Gia Lai", 2020, "elected")],
        ),
        ("Đơn vị Cụm trưởng mới - tỉnh Gia Lai - hứa phối hợp chặt chẽ.", [("head", "Gia Lai", 2020, "elected")]),
        ("Ảnh: Lãnh đạo tỉnh Gia Lai nhận Cờ Cụm trưởng năm 2020.", [("head", "Gia Lai", 2020, "elected")]),
        (
            "Kết quả bầu chọn năm 2020:\n- Cụm trưởng: tỉnh Gia Lai\n- Cụm phó: tỉnh Lâm Đồng, tỉnh Đắk Nông",
            [("head", "Gia Lai", 2020, "elected"), ("deputy", "Lâm Đồng", 2020, "elected"),
             ("deputy", "Đắk Nông", 2020, "elected")],
        ),
    ],
)  # fmt: skip
def test_offices_in_lists(body: str, told: list[tuple[str, str, int, str]]) -> None:
    found = report(PROVINCES, body).leadership
    assert [(entry.office, entry.unit, entry.year, entry.status) for entry in found] == told


def test_a_caption_with_a_verb_is_no_byline() -> None:
    body = "Ảnh: Lãnh đạo tỉnh Gia Lai nhận Cờ Cụm trưởng năm 2020.\n\nTỉnh Lâm Đồng làm Cụm phó năm 2020."
    found = report(PROVINCES, body)
    assert [entry.unit for entry in found.leadership] == ["Gia Lai", "Lâm Đồng"]
