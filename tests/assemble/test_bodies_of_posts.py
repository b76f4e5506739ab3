"""Of which body a post is, where the post itself does not say it, or says it already."""

from __future__ import annotations

import pytest

from tests.assemble.told_once import report

NORTH = "Ngày 20/12/2022, tại Hải Dương, {cluster} tổ chức hội nghị tổng kết công tác thi đua năm 2022."


@pytest.mark.parametrize(
    ("cluster", "body", "told"),
    [
        (
            "Cụm thi đua số 2 BHXH Việt Nam",
            "Ông Trịnh Công Hữu, Phó Vụ trưởng Vụ TĐKT BHXH Việt Nam, phát biểu tại hội nghị.",
            ["Phó Vụ trưởng Vụ Thi đua - Khen thưởng Bảo hiểm xã hội Việt Nam"],
        ),
        (
            "Cụm thi đua số 2 Sở GD&ĐT tỉnh Hải Dương",
            "Dự hội nghị có ông Phùng Danh Cẩn, PGĐ Sở GD&ĐT; bà Phạm Thị Minh, Phó Chánh Văn phòng Sở.",
            ["Phó Giám đốc Sở Giáo dục và Đào tạo tỉnh Hải Dương",
             "Phó Chánh Văn phòng Sở Giáo dục và Đào tạo tỉnh Hải Dương"],
        ),
        (
            "Cụm thi đua số 8 các Đài PTTH",
            "Ông Hồ Quang Nhân, Phó Cục trưởng Cục Phát thanh, truyền hình và thông tin điện tử - Bộ TT&TT dự.",
            ["Phó Cục trưởng Cục Phát thanh, truyền hình và thông tin điện tử Bộ Thông tin và Truyền thông"],
        ),
        (
            "Cụm thi đua số 1 ngành Nội vụ",
            "Giám đốc Sở Nội vụ Hà Tĩnh Lê Văn An và Phó Giám đốc Trần Thị Bình chủ trì hội nghị.",
            ["Giám đốc Sở Nội vụ Hà Tĩnh", "Phó Giám đốc Sở Nội vụ tỉnh Hà Tĩnh"],
        ),
        (
            "Cụm thi đua số 1 Bộ Công an",
            "Giám đốc Công an tỉnh Vi Quốc Dự vắng mặt, Đại tá Trần Đình Ngãi, Phó Giám đốc thay mặt ký giao ước.",
            ["Phó Giám đốc Công an tỉnh Hải Dương"],
        ),
    ],
)  # fmt: skip
def test_whose_post_it_is(cluster: str, body: str, told: list[str]) -> None:
    officials = report(NORTH.format(cluster=cluster), body).officials
    assert [position.text for person in officials for position in person.positions] == told
