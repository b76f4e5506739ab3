"""Word lists of the archive: branches that tell clusters of one number apart, and portals that are believed first."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.archive.cluster_names import alike, parse
from pipeline.archive.merge import rank

BRANCHES = {
    "Công an nhân dân": "police",
    "Bộ đội Biên phòng": "border_guard",
    "Quân sự Quân khu 4": "military",
    "Thanh tra Chính phủ": "inspectorate",
    "Tòa án nhân dân": "court",
    "Viện kiểm sát nhân dân": "procuracy",
    "Ủy ban Mặt trận Tổ quốc": "front",
    "Hội Liên hiệp Phụ nữ": "women",
    "Hội Nông dân": "farmers",
    "Liên đoàn Lao động": "unions",
    "Tỉnh đoàn": "youth",
    "Hội Cựu chiến binh": "veterans",
    "Đảng ủy khối doanh nghiệp": "party",
    "Sở Văn hóa và Thể thao": "culture",
    "Trường Chính trị": "education",
    "Sở Y tế": "health",
    "Cục Thi hành án dân sự": "justice",
    "Kho bạc Nhà nước": "finance",
    "Sở Nội vụ": "home_affairs",
}


@pytest.mark.parametrize(("name", "branch"), BRANCHES.items())
def test_the_branch_of_a_cluster(name: str, branch: str) -> None:
    """Two names of one number in one branch are one cluster, whatever else they say."""
    cluster = parse(f"Cụm thi đua số 3 {name}")
    assert cluster.systems == {branch}
    assert alike(cluster, parse(f"Cụm thi đua số 3 {name} các tỉnh miền núi phía Bắc")) == 1.0


@pytest.mark.parametrize(("one", "other"), list(pairwise([*BRANCHES, "Công an nhân dân"])))
def test_clusters_of_one_number_in_two_branches(one: str, other: str) -> None:
    assert alike(parse(f"Cụm thi đua số 3 {one}"), parse(f"Cụm thi đua số 3 {other}")) is None


@pytest.mark.parametrize(
    ("publisher", "uri", "expected"),
    [
        ("Cổng thông tin điện tử tỉnh Nghệ An", None, 0),
        (None, "https://nghean.gov.vn/tin/1", 0),
        ("Ban Thi đua - Khen thưởng Trung ương", None, 0),
        ("Báo Nghệ An", "https://baonghean.vn/1", 1),
        (None, "https://baomoi.com/1", 2),
    ],
)
def test_whom_to_believe_first(publisher: str | None, uri: str | None, expected: int) -> None:
    assert rank(publisher, uri) == expected
