"""What lively reports tell in other words: figures in words, targets of a pact, offices of those beside the head."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.api import extract

NAME = "Cụm thi đua các tỉnh Bắc Trung Bộ"
LEAD = f"Sáng 18/1/2022, tại tỉnh Nghệ An, {NAME} tổ chức Hội nghị tổng kết năm 2021."


def read(*paragraphs: str) -> dict[str, Any]:
    return extract("\n\n".join((f"{NAME} tổng kết năm 2021", LEAD, *paragraphs))).to_dict()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Bốn mươi mốt phần trăm hộ nghèo được vay vốn.", [(41, "%", "result")]),
        ("Hà Tĩnh có bốn mươi chín xã về đích nông thôn mới.", [(49, "xã", "result")]),
        ("Nợ quá hạn của Quảng Trị giảm từ 0,91% xuống còn 0,52%.", [(0.52, "%", "result")]),
        ("Ông A yêu cầu năm 2022 toàn Cụm phải đưa nợ quá hạn xuống dưới 0,6%.", [(0.6, "%", "target")]),
        (
            "Lãnh đạo các tỉnh đã ký giao ước với 4 nhóm nội dung, 20 chỉ tiêu, trong đó GRDP tăng từ 7% trở lên.",
            [(7, "%", "target")],
        ),
        (
            "Giao ước có 12 chỉ tiêu. Đáng chú ý: mỗi tỉnh kết nạp tối thiểu 5.000 hội viên; 60% cài ứng dụng.",
            [(5000, "hội viên", "target"), (60, "%", "target")],
        ),
        ("Ảnh: Bà Lê Thị An (thứ hai từ phải sang) điều hành hội nghị.", []),
    ],
)
def test_figures(told: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(one["value"], one["unit"], one["kind"]) for one in read(told)["indicators"]] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Sang năm 2022, tỉnh Quảng Bình sẽ là Cụm trưởng, còn tỉnh Hà Tĩnh thế chân Quảng Bình ở vị trí Cụm phó.",
            {("head", "Quảng Bình"), ("deputy", "Hà Tĩnh"), ("deputy", "Quảng Bình")},
        ),
        (
            "Hội nghị bầu Quảng Bình làm Cụm trưởng năm 2022. Giúp việc Quảng Bình là cụm phó Hà Tĩnh.",
            {("head", "Quảng Bình"), ("deputy", "Hà Tĩnh")},
        ),
        (
            "Chủ trì buổi lễ có hai Cụm phó là ông Lê Văn Ba, Phó Chủ tịch UBND tỉnh Nghệ An và ông Trần Viết Sỹ, Phó "
            "Chủ tịch UBND tỉnh Hà Tĩnh.",
            {("deputy", "Nghệ An"), ("deputy", "Hà Tĩnh")},
        ),
    ],
)
def test_offices(told: str, expected: set[tuple[str, str]]) -> None:
    assert {(one["office"], one["unit"]) for one in read(told)["leadership"]} == expected


def test_where_a_person_stands_in_the_picture_parts_no_post() -> None:
    told = "Ông Bùi Văn Quân (bìa trái), Chủ tịch UBND tỉnh Hà Tĩnh nhận cờ luân lưu."
    (person,) = read(told)["officials"]
    assert [post["text"] for post in person["positions"]] == ["Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh"]
    assert person["roles"] == ["received"]


def test_heads_of_tax_offices() -> None:
    (person,) = read("Dự hội nghị có ông Siu Thành Đô - Phó Trưởng Thuế tỉnh Hà Tĩnh.")["officials"]
    assert [post["text"] for post in person["positions"]] == ["Phó Trưởng Thuế tỉnh Hà Tĩnh"]


LIVELY = (
    "Năm tỉnh, một cuộc chạy tiếp sức",
    "Nếu ví Cụm thi đua các tỉnh Bắc Trung Bộ là một đội chạy, thì sáng ngày 14/7/2022 đội ấy vừa dừng nửa vòng.",
    "Tỉnh Nghệ An, Cụm trưởng năm 2022, cử ông Lê Văn Ba, Phó Chủ tịch UBND tỉnh, ngồi ghế chủ tọa.",
    "Phiếu kín, năm lá. Tỉnh Hà Tĩnh được đề nghị Chính phủ tặng Cờ thi đua.",
    "Trong bản giao ước, dòng đầu tiên viết bằng mực đỏ.",
)


def test_a_report_that_never_says_that_they_met() -> None:
    assert extract("\n\n".join(LIVELY)).report == "meeting"


def test_without_its_day_it_is_no_report_of_a_meeting() -> None:
    undated = LIVELY[1].replace(" sáng ngày 14/7/2022", "")
    assert extract("\n\n".join((LIVELY[0], undated, *LIVELY[2:]))).report == "other"
