"""The list of a cluster's members: where it stands, how far it goes, how each member is named."""

from __future__ import annotations

import pytest

import pipeline

NORTH_CENTRAL = ["Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Bình", "Quảng Trị", "Thừa Thiên Huế"]
LISTED = "Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình, Quảng Trị"


def members(cluster: str, body: str) -> list[str]:
    """The members that a report of the cluster's review tells in one sentence or list."""
    lead = f"Ngày 14/01/2019, tại thành phố Vinh, {cluster} tổ chức Hội nghị tổng kết phong trào thi đua năm 2018."
    chair = "Đồng chí Trần Văn Bình, Cụm trưởng chủ trì Hội nghị."
    text = f"{cluster} tổng kết năm 2018\n\n15/01/2019 08:00\n\n{lead}\n\n{chair}\n\n{body}\n"
    record = pipeline.extract(text)
    assert record.cluster is not None
    return record.cluster.members


@pytest.mark.parametrize(
    "body",
    [
        f"Dự Hội nghị có lãnh đạo UBND, Sở Nội vụ các tỉnh: {LISTED}, Thừa Thiên Huế.",
        f"Về dự Hội nghị có các đoàn đại biểu đến từ các tỉnh {LISTED} và đoàn chủ nhà Thừa Thiên Huế.",
        f"Từ {LISTED}, các đoàn đại biểu lần lượt bước vào bắt tay chủ nhà Thừa Thiên Huế.",
        f"{LISTED}, Thừa Thiên Huế là sáu tỉnh làm nên Cụm.",
    ],
)
def test_provinces(body: str) -> None:
    assert sorted(members("Cụm thi đua các tỉnh Bắc Trung Bộ", body)) == sorted(NORTH_CENTRAL)


@pytest.mark.parametrize(
    ("cluster", "body", "expected"),
    [
        (
            "Cụm thi đua số 3 Tỉnh ủy Kon Tum",
            "Cụm gồm các đơn vị: Huyện ủy Sa Thầy, Đăk Hà và Thành ủy Kon Tum.",
            ["Huyện ủy Sa Thầy", "Huyện ủy Đăk Hà", "Thành ủy Kon Tum"],
        ),
        (
            "Khối thi đua số 2 tỉnh An Giang",
            "Khối có 03 đơn vị thành viên gồm:\n- Sở Nội vụ;\n- Thanh tra tỉnh;\n- Ban Dân tộc.",
            ["Sở Nội vụ", "Thanh tra tỉnh", "Ban Dân tộc"],
        ),
        (
            "Cụm thi đua số 2 Sở Giáo dục và Đào tạo tỉnh Hải Dương",
            "Có mặt đại diện các trường THPT: Kẻ Sặt, Bình Giang, Đường An, Cẩm Giàng, Tuệ Tĩnh.",
            [f"Trường trung học phổ thông {n}" for n in ("Kẻ Sặt", "Bình Giang", "Đường An", "Cẩm Giàng", "Tuệ Tĩnh")],
        ),
        (
            "Cụm thi đua số 2 tỉnh Quảng Trị",
            "Danh sách gồm các phường Đồng Hới, Đồng Sơn và các xã Lệ Thủy, Cam Hồng thuộc Cụm.",
            ["phường Đồng Hới", "phường Đồng Sơn", "xã Lệ Thủy", "xã Cam Hồng"],
        ),
        (
            "Cụm thi đua số 4 Bộ Công an",
            "Sáu đơn vị ấy là Công an các tỉnh Hà Nam, Hải Dương, Hưng Yên, Nam Định, Ninh Bình, Thái Bình.",
            [f"Công an tỉnh {n}" for n in ("Hà Nam", "Hải Dương", "Hưng Yên", "Nam Định", "Ninh Bình", "Thái Bình")],
        ),
        (
            "Cụm thi đua số 2 Thanh tra tỉnh Lạng Sơn",
            "Dự Hội nghị có Thanh tra Sở Tài chính - đơn vị Cụm trưởng và 03 đơn vị thành viên trong Cụm gồm Thanh tra "
            "các đơn vị: Sở Tài nguyên và Môi trường, Sở Xây dựng, Sở Y tế.",
            [f"Thanh tra Sở {n}" for n in ("Tài chính", "Tài nguyên và Môi trường", "Xây dựng", "Y tế")],
        ),
    ],
)
def test_names(cluster: str, body: str, expected: list[str]) -> None:
    assert members(cluster, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Cụm có 8 tỉnh. Bốn tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình được đề nghị tặng Bằng khen.",
        "Tăng trưởng của các tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình đạt 8,5%.",
    ],
)
def test_other_lists(body: str) -> None:
    """Winners and results are no members."""
    assert members("Cụm thi đua các tỉnh Bắc Trung Bộ", body) == []
