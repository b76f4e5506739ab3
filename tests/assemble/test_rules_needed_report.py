"""Signs of a meeting, each in a text that is a report of one only with it; words before the first member."""

from __future__ import annotations

import pytest

from pipeline.api import extract

CLUSTER = "Cụm thi đua số 3 Viện kiểm sát nhân dân tỉnh Nghệ An"


@pytest.mark.parametrize(
    ("rule", "with_it", "without"),
    [
        (
            "report.review_of",
            ("Bạn đến", f"Ngày 12/7/2019, huyện Yên Thành đăng cai sơ kết công tác 6 tháng đầu năm của {CLUSTER}."),
            ("Bạn đến", f"Ngày 12/7/2019, huyện Yên Thành giới thiệu đặc sản với bạn bè của {CLUSTER}."),
        ),
        (
            "report.units_meet",
            (
                "Sáu địa phương",
                f"{CLUSTER} có thêm bạn mới.",
                "Tại phường Vinh, ngày 12/7/2025, sáu đơn vị ấy tổng kết phong trào thi đua năm 2024.",
                "Các đơn vị trong cụm thảo luận.",
            ),
            (
                "Sáu địa phương",
                f"{CLUSTER} có thêm bạn mới.",
                "Tại phường Vinh, ngày 12/7/2025, sáu đơn vị ấy nhận thêm người.",
                "Các đơn vị trong cụm thảo luận.",
            ),
        ),
        (
            "report.sign",
            ("Một cây bút", f"Họp {CLUSTER} có 6 đơn vị.", "Sáu đơn vị ký giao ước."),
            ("Một cây bút", f"Họp {CLUSTER} có 6 đơn vị.", "Sáu đơn vị ra về."),
        ),
        (
            "report.vote",
            ("Một buổi chiều", f"Họp {CLUSTER} có 6 đơn vị.", "Các tỉnh bỏ phiếu."),
            ("Một buổi chiều", f"Họp {CLUSTER} có 6 đơn vị.", "Các tỉnh ra về."),
        ),
    ],
)
def test_a_sign_of_a_meeting(rule: str, with_it: tuple[str, ...], without: tuple[str, ...]) -> None:
    assert extract("\n\n".join(with_it)).report == "meeting", rule
    assert extract("\n\n".join(without)).report == "other", rule


@pytest.mark.parametrize("before", ["gồm đại diện ", "gồm: lãnh đạo "])
def test_words_before_the_first_member(before: str) -> None:
    listed = f"{before}Sở Y tế, Sở Tư pháp, Sở Nội vụ"
    lead = f"Sáng 18/1/2022, Khối thi đua số 2 {listed} tổ chức Hội nghị tổng kết năm 2021."
    record = extract(f"Khối thi đua số 2 tổng kết năm 2021\n\n{lead}").to_dict()
    assert record["cluster"]["members"] == ["Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"]
