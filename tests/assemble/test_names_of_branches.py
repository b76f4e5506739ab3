"""Clusters and members whose names hold words that are verbs elsewhere: «dự trữ», «viễn thông», «làm vườn»."""

from __future__ import annotations

import pytest

from pipeline.api import extract
from pipeline.model.record import Record
from pipeline.normalise.abbreviations import expand


def report(text: str) -> Record:
    return extract(f"Tổng kết công tác thi đua\n\nNgày 15/12/2022, {text}")


@pytest.mark.parametrize(
    "name",
    [
        "Khối thi đua các Ban Quản lý dự án tỉnh Bình Dương",
        "Khối thi đua Công đoàn cấp trên trực tiếp cơ sở tỉnh Bình Dương",
        "Khối thi đua các doanh nghiệp viễn thông tỉnh Lâm Đồng",
        "Khối thi đua y tế dự phòng tỉnh Nghệ An",
        "Cụm thi đua các Cục Dự trữ Nhà nước khu vực miền Trung",
        "Khối thi đua các trường dự bị đại học",
        "Cụm thi đua Hội Làm vườn các tỉnh phía Bắc",
        "Cụm thi đua số 2 Quân chủng Phòng không - Không quân",
        "Khối thi đua các Ban Kiểm tra Huyện ủy tỉnh Sơn La",
        "Khối thi đua các đơn vị sự nghiệp công lập tỉnh Quảng Nam",
        "Cụm thi đua các trường trung học phổ thông thành phố Huế",
        "Khối thi đua các công ty lâm nghiệp tỉnh Quảng Bình",
    ],
)
def test_clusters(name: str) -> None:
    record = report(f"{name} tổ chức hội nghị tổng kết công tác thi đua năm 2022.")
    assert record.cluster is not None
    assert record.cluster.name is not None
    assert record.cluster.name.replace(" - ", " ") == name.replace(" - ", " ")


@pytest.mark.parametrize(
    "members",
    [
        "Trung tâm Y tế dự phòng; Cục Dự trữ Nhà nước khu vực Nam Tây Bắc; Hội Làm vườn; Hạt Kiểm lâm",
        "Ngân hàng TMCP Công thương Chi nhánh Lào Cai; Ngân hàng Nông nghiệp Lào Cai; Bảo Việt Lào Cai",
        "Công ty Điện lực Lào Cai; Chi nhánh Viettel Lào Cai; Mobifone Lào Cai",
        "Hội Khuyến học; Liên minh Hợp tác xã tỉnh; Trung tâm Lưu trữ lịch sử",
        "Ban Quản lý rừng phòng hộ; Hạt Kiểm lâm; Công ty TNHH MTV Khai thác công trình thủy lợi",
    ],
)
def test_members(members: str) -> None:
    names = members.split("; ")
    record = report(
        "Khối thi đua số 3 tỉnh Lào Cai tổ chức hội nghị tổng kết năm 2022.\n\n"
        f"Khối thi đua số 3 gồm {len(names)} đơn vị: {', '.join(names[:-1])} và {names[-1]}."
    )
    assert record.cluster is not None
    assert record.cluster.members == [expand(name) for name in names]


def test_instructions_for_clusters_are_no_meeting() -> None:
    text = "Ban Thi đua - Khen thưởng tỉnh hướng dẫn các cụm, khối thi đua tổng kết, bình xét khen thưởng năm 2022."
    assert report(text).report == "other"
