"""Figures of portals' plain reports: what was registered, thresholds, marks to be had, places of what was done."""

from __future__ import annotations

import pytest

from tests.assemble.told_once import report

BLOCK = (
    "Ngày 20/12/2022, tại Sóc Trăng, Khối thi đua các cơ quan Đảng tỉnh Sóc Trăng gồm Ban Tổ chức Tỉnh ủy, Ban Dân vận "
    "Tỉnh ủy, Văn phòng Tỉnh ủy tổ chức hội nghị tổng kết công tác thi đua năm 2022."
)
PROVINCES = (
    "Ngày 20/3/2019, tại Quảng Ninh, Cụm thi đua các tỉnh Đồng bằng sông Hồng tổ chức Hội nghị tổng kết phong trào thi "
    "đua năm 2018."
)


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        (
            "100% cán bộ đăng ký danh hiệu thi đua ngay từ đầu năm; 96,3% văn bản được xử lý trên phần mềm.",
            [(100, "%", "cluster", "result"), (96.3, "%", "cluster", "result")],
        ),
        (
            "98,7% tàu cá có chiều dài từ 15 m trở lên lắp thiết bị giám sát hành trình.",
            [(98.7, "%", "cluster", "result")],
        ),
        ("Hội nghị thông qua Bảng tiêu chí chấm điểm gồm 4 nội dung, tổng điểm 1.000 điểm.", []),
        (
            "Công đoàn các đơn vị vận động được 218 triệu đồng cất 04 căn nhà tình nghĩa tại xã Viên An.",
            [(218, "triệu đồng", "cluster", "result"), (4, "căn nhà", "cluster", "result")],
        ),
        (
            "Các đơn vị đã từ chối 1.046 khoản chi, phụng dưỡng 21 Bà mẹ Việt Nam anh hùng, giảm 186 đơn vị sự nghiệp.",
            [
                (1046, "khoản chi", "cluster", "result"),
                (21, "Bà mẹ Việt Nam anh hùng", "cluster", "result"),
                (186, "đơn vị sự nghiệp", "cluster", "result"),
            ],
        ),
    ],
)
def test_figures_of_a_block(told: str, figures: list[tuple[float, str, str, str]]) -> None:
    record = report(BLOCK, told)
    assert [(one.value, one.unit, one.subject, one.kind) for one in record.indicators] == figures


def test_the_province_of_whoever_speaks() -> None:
    record = report(
        PROVINCES,
        "Tham luận tại hội nghị, đồng chí Trần Lê Hoan, Phó Chủ tịch UBND tỉnh Nam Định chia sẻ kinh nghiệm. Đến hết "
        "năm 2018, tỉnh có 203/209 xã đạt chuẩn nông thôn mới.",
    )
    assert [(one.value, one.total, one.subject) for one in record.indicators] == [(203, 209, "Nam Định")]


@pytest.mark.parametrize(
    ("told", "roles"),
    [
        (
            "Sau phát biểu khai mạc của đồng chí Lò Văn Piên, Hội nghị đã nghe báo cáo tổng kết.",
            {"Lò Văn Piên": ["opened"]},
        ),
        (
            "Ông Đặng Hữu Phong phát động phong trào thi đua; đồng thời chỉ đạo các đơn vị đưa kết quả vào tiêu chí.",
            {"Đặng Hữu Phong": ["directed", "launched"]},
        ),
    ],
)
def test_roles_in_passing(told: str, roles: dict[str, list[str]]) -> None:
    assert {one.name: sorted(one.roles) for one in report(PROVINCES, told).officials} == roles


@pytest.mark.parametrize(
    ("lead", "place", "province"),
    [
        (
            "Ngày 13/02/2020, tại trụ sở KTNN khu vực IX (TP. Mỹ Tho, tỉnh Tiền Giang), Khối thi đua số 5 Kiểm toán "
            "nhà nước tổ chức hội nghị tổng kết năm 2019.",
            "trụ sở KTNN khu vực IX",
            "Tiền Giang",
        ),
        (
            "Ngày 6/8/2021, Cụm thi đua số 5 Bộ Giáo dục và Đào tạo họp trực tuyến tổng kết năm học 2020-2021 tại điểm "
            "cầu TP Đà Nẵng.",
            "TP Đà Nẵng",
            "Đà Nẵng",
        ),
        (
            "Chiều ngày 27/02/2024, tại trụ sở Kho bạc Nhà nước (KBNN) Bình Dương, thành phố Thủ Dầu Một, Khối thi đua "
            "số 6 KBNN tổ chức Hội nghị ký kết giao ước thi đua năm 2024.",
            "trụ sở Kho bạc Nhà nước (KBNN) Bình Dương, thành phố Thủ Dầu Một",
            "Bình Dương",
        ),
        (
            "Ngày 27/7/2018, Trường Đại học Quy Nhơn đăng cai Hội nghị tổng kết năm học 2017 - 2018 của Cụm thi đua số "
            "4 các trường đại học thuộc Bộ Giáo dục và Đào tạo.",
            None,
            "Bình Định",
        ),
        (
            "Ngày 27/7/2018, Khối thi đua các ngân hàng tổ chức hội nghị tổng kết năm 2017. Dự hội nghị có ông Trà Văn "
            "Khiết, Phó Chủ tịch UBND tỉnh Quảng Ngãi.",
            None,
            "Quảng Ngãi",
        ),
        (
            "Ngày 20/12/2018, tại Hội trường Ban Tổ chức Tỉnh ủy, Khối thi đua các cơ quan Đảng tỉnh Sóc Trăng tổ chức "
            "Hội nghị tổng kết năm 2018.",
            "Hội trường Ban Tổ chức Tỉnh ủy",
            "Sóc Trăng",
        ),
    ],
)
def test_where_it_met(lead: str, place: str | None, province: str) -> None:
    meeting = report(lead, "Hội nghị kết thúc tốt đẹp.").meeting
    assert meeting is not None
    assert meeting.province == province
    assert place is None or meeting.place == place
