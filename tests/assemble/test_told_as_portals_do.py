"""Constructions of plain portal reports: titles in two lines, unlisted blocks, who is replaced, counts beside names."""

from __future__ import annotations

import pytest

from pipeline import extract
from tests.assemble.told_once import report

POLICE = (
    "Ngày 20/12/2022, tại Hà Nam, Cụm thi đua số 3 gồm Công an các tỉnh Hà Nam, Nam Định, Thái Bình, Hưng Yên tổ chức "
    "hội nghị tổng kết công tác thi đua năm 2022."
)
BANKS = (
    "Ngày 20/12/2018, tại Quy Nhơn, Khối thi đua các ngân hàng tỉnh Bình Định tổ chức hội nghị tổng kết công tác thi "
    "đua năm 2018."
)
SOCIETIES = (
    "Ngày 20/7/2022, tại Hải Dương, Khối thi đua các hội quần chúng tỉnh Hải Dương tổ chức hội nghị sơ kết 6 tháng đầu "
    "năm 2022."
)


@pytest.mark.parametrize(
    ("told", "offices"),
    [
        (
            "Công an tỉnh Thái Bình thôi giữ Cụm phó, thay bằng Công an tỉnh Hưng Yên.",
            [("deputy", "Công an tỉnh Thái Bình", 2022, "outgoing"),
             ("deputy", "Công an tỉnh Hưng Yên", 2023, "elected")],
        ),
        (
            "Hội nghị suy tôn Công an tỉnh Nam Định tiếp tục làm Cụm trưởng, Công an tỉnh Thái Bình thay Công an tỉnh "
            "Hưng Yên làm Cụm phó năm 2023.",
            [("head", "Công an tỉnh Nam Định", 2023, "elected"), ("deputy", "Công an tỉnh Thái Bình", 2023, "elected"),
             ("deputy", "Công an tỉnh Hưng Yên", 2022, "outgoing")],
        ),
        (
            "Ông Hà Kế Trọng, Phó Chủ tịch UBND tỉnh tặng hoa đơn vị thôi giữ và đơn vị nhận nhiệm vụ Cụm trưởng.",
            [],
        ),
    ],
)  # fmt: skip
def test_who_is_replaced(told: str, offices: list[tuple[str, str, int, str]]) -> None:
    record = report(POLICE, told)
    assert [(one.office, one.unit, one.year, one.status) for one in record.leadership] == offices


def test_units_in_front_and_people_by_number() -> None:
    record = report(
        BANKS,
        "BIDV Phú Tài và Agribank Bình Định được đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh, cùng với 5 cá nhân.",
    )
    told = [([unit.name for unit in one.recipients], one.count, one.recipient_kind) for one in record.awards]
    assert told == [(["BIDV Phú Tài", "Agribank Bình Định"], None, None), ([], 5, "individual")]


def test_orders_of_the_state_by_number() -> None:
    record = report(
        POLICE, "Năm qua, Công an các tỉnh có 6 tập thể, 15 cá nhân được tặng thưởng Huân chương Chiến công các hạng."
    )
    assert [(one.award, one.count, one.recipient_kind) for one in record.awards] == [
        ("Huân chương Chiến công", 6, "collective"),
        ("Huân chương Chiến công", 15, "individual"),
    ]


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        (
            "Hội Làm vườn chuyển giao kỹ thuật cho 1.860 hộ; 7/11 hội đã số hóa danh sách (63,6%).",
            [(1860, "Hội Làm vườn"), (7, "cluster"), (63.6, "cluster")],
        ),
        (
            "Các hội vận động được 4,35 tỷ đồng, trong đó Hội CTĐ tỉnh 2,9 tỷ, Hội Người mù tỉnh hơn 800 triệu.",
            [(4.35, "cluster"), (2.9, "Hội Chữ thập đỏ tỉnh"), (800, "Hội Người mù tỉnh")],
        ),
        (
            "Hội Người mù tỉnh thu 33 tỷ đồng cùng 2.700 hội viên với mức lương bình quân 7,6 triệu đồng/người/tháng.",
            [(33, "Hội Người mù tỉnh"), (2700, "Hội Người mù tỉnh"), (7.6, "Hội Người mù tỉnh")],
        ),
        (
            "Trong khối có 142 sáng kiến được công nhận, hội thao có 12 đội tham gia.",
            [(142, "cluster")],
        ),
        ("Nợ toàn khối còn 3,9%, trong ngưỡng 5% cho phép.", [(3.9, "cluster")]),
    ],
)
def test_figures_of_an_unlisted_block(told: str, figures: list[tuple[float, str]]) -> None:
    assert [(one.value, one.subject) for one in report(SOCIETIES, told).indicators] == figures


def test_targets_of_the_second_half() -> None:
    record = report(SOCIETIES, "Sáu tháng cuối năm, khối đặt mức vận động thêm từ 3,5 đến 4 tỷ đồng.")
    assert [(one.value, one.value_max, one.kind) for one in record.indicators] == [(3.5, 4, "target")]


def test_title_in_two_lines() -> None:
    record = extract(
        "KHỐI THI ĐUA CÁC HỘI QUẦN CHÚNG 2\n\nTổ chức hội nghị sơ kết 6 tháng đầu năm 2022\n\n"
        "Ngày 21 tháng 7 năm 2022, tại trụ sở Hội Người mù tỉnh Hải Dương, hội nghị sơ kết 6 tháng đầu năm và triển "
        "khai nhiệm vụ 6 tháng cuối năm 2022 được tổ chức. Tham dự có Chủ tịch của 11 hội trong khối.\n\n"
        "Hội nghị đã nghe ông Vũ Đình Tuyên, Phó Chủ tịch Thường trực Hội Người mù tỉnh trình bày báo cáo."
    )
    assert record.report == "meeting"
    assert record.article.title == "KHỐI THI ĐUA CÁC HỘI QUẦN CHÚNG 2 Tổ chức hội nghị sơ kết 6 tháng đầu năm 2022"
    assert record.cluster is not None
    assert record.cluster.name == "Khối thi đua các hội quần chúng 2"


@pytest.mark.parametrize(
    ("lead", "members"),
    [
        (
            "Ngày 20/12/2017, Khối thi đua các cơ quan Đảng tỉnh gồm: Văn phòng, Ban Tổ chức, Ban Dân vận, Ủy ban Kiểm "
            "tra Tỉnh ủy; Báo Sóc Trăng, Trường Chính trị tỉnh tổ chức hội nghị tổng kết năm 2017.",
            ["Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy",
             "Báo Sóc Trăng", "Trường Chính trị tỉnh"],
        ),
        (
            "Ngày 5/1/2020, Cụm thi đua số 1 Quân khu 5 gồm Bộ CHQS 2 tỉnh Quảng Nam, Quảng Ngãi, Bộ CHQS TP Đà Nẵng "
            "và Sư đoàn 315 tổ chức hội nghị tổng kết năm 2019.",
            ["Bộ Chỉ huy quân sự tỉnh Quảng Nam", "Bộ Chỉ huy quân sự tỉnh Quảng Ngãi",
             "Bộ Chỉ huy quân sự thành phố Đà Nẵng", "Sư đoàn 315"],
        ),
        (
            "Ngày 20/3/2020, Cụm thi đua số 3 Tòa án nhân dân do TAND tỉnh Hưng Yên làm Cụm trưởng, gồm 3 thành viên: "
            "TAND tỉnh Hưng Yên, TAND tỉnh Bắc Ninh và TAND tỉnh Hà Nam, tổ chức hội nghị tổng kết năm 2019.",
            ["Tòa án nhân dân tỉnh Hưng Yên", "Tòa án nhân dân tỉnh Bắc Ninh", "Tòa án nhân dân tỉnh Hà Nam"],
        ),
        (
            "Sáng 02/02/2018, Khối thi đua các cơ quan tham mưu thuộc Tổng cục Thuế ký kết giao ước thi đua năm 2018. "
            "4 đơn vị trong Khối đã ký giao ước, gồm Vụ TCCB, Vụ Pháp chế, Vụ Dự toán thu thuế, Cục CNTT.",
            ["Vụ Tổ chức cán bộ", "Vụ Pháp chế", "Vụ Dự toán thu thuế", "Cục Công nghệ thông tin"],
        ),
    ],
)  # fmt: skip
def test_members(lead: str, members: list[str]) -> None:
    record = report(lead, "Hội nghị kết thúc tốt đẹp.")
    assert record.cluster is not None
    assert list(record.cluster.members) == members


def test_long_list_before_the_verb() -> None:
    places = ("Hưng Yên", "Bắc Ninh", "Vĩnh Phúc", "Hà Nam", "Nam Định", "Thái Bình", "Ninh Bình", "Hải Dương")
    listed = ", ".join(f"Cục Thi hành án dân sự tỉnh {place}" for place in places)
    record = report(
        f"Ngày 20/3/2020, Cụm thi đua số 3 Tổng cục Thi hành án dân sự, có 8 thành viên: {listed}, tổ chức hội nghị "
        "tổng kết năm 2019.",
        "Hội nghị kết thúc tốt đẹp.",
    )
    assert record.cluster is not None
    assert len(record.cluster.members) == len(places)
