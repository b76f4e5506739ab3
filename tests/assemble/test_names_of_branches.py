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


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "Khối thi đua số 4 tỉnh Bình Phước tổ chức hội nghị tổng kết năm 2022.\n\nKhối gồm các đơn vị:\n\n1. Sở Y "
            "tế\n\n 2. Sở Công Thương\n\n3. Bảo hiểm xã hội tỉnh\n\nTại hội nghị, các đơn vị đã thảo luận.",
            ["Sở Y tế", "Sở Công Thương", "Bảo hiểm xã hội tỉnh"],
        ),
        (
            "Cụm thi đua các thành phố trực thuộc Trung ương tổng kết năm 2022. Dự hội nghị có lãnh đạo các thành phố "
            "Hà Nội, Hồ Chí Minh, Đà Nẵng, Cần Thơ và lãnh đạo thành phố Hải Phòng - đơn vị Cụm trưởng.",
            ["Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Cần Thơ", "Hải Phòng"],
        ),
        (
            "Cụm thi đua số 1 Hội Chữ thập đỏ tổng kết năm 2022.\n\nDự hội nghị có đại diện Hội Chữ thập đỏ các tỉnh "
            "Sơn La, Điện Biên, Lai Châu, cùng đại diện Hội Chữ thập đỏ tỉnh Hòa Bình (Cụm trưởng).",
            ["Sơn La", "Điện Biên", "Lai Châu", "Hòa Bình"],
        ),
        (
            "Khối thi đua các phòng tham mưu Công an tỉnh Nghệ An tổng kết năm 2022. Khối có 4 đơn vị: PV01, PX01, "
            "PC01 và PA08.",
            ["PV01", "PX01", "PC01", "PA08"],
        ),
        (
            "Khối thi đua số 4 tỉnh Bình Phước tổng kết năm 2022. Khối có 3 đơn vị: Sở Y tế, Bảo hiểm xã hội tỉnh, "
            "Đài PT-TH và Báo Bình Phước.",
            ["Sở Y tế", "Bảo hiểm xã hội tỉnh", "Đài Phát thanh - Truyền hình và Báo Bình Phước"],
        ),
    ],
)
def test_lists(text: str, members: list[str]) -> None:
    record = report(text)
    assert record.cluster is not None
    assert record.cluster.members == members


def test_short_forms_of_police_and_health_centres() -> None:
    record = report(
        "Khối thi đua số 5 (gồm TTYT các huyện, thị xã: Đức Phổ, Mộ Đức, Nghĩa Hành) tỉnh Quảng Ngãi tổng kết năm "
        "2022.\n\n Đại tá Vũ Văn Lâu - GĐ CA tỉnh Quảng Ngãi dự. Khối bầu TTYT huyện Mộ Đức làm Khối trưởng năm 2023."
    )
    assert record.cluster is not None
    assert record.cluster.members == [
        f"Trung tâm Y tế {place}" for place in ("thị xã Đức Phổ", "huyện Mộ Đức", "huyện Nghĩa Hành")
    ]
    assert record.officials[0].positions[0].text == "Giám đốc Công an tỉnh Quảng Ngãi"
    assert [one.unit for one in record.leadership] == ["Trung tâm Y tế huyện Mộ Đức"]


def test_kinds_of_firms_joined_in_a_name() -> None:
    record = report(
        "Khối thi đua các Tập đoàn kinh tế, Tổng công ty nhà nước (Khối 16) tổ chức hội nghị tổng kết năm 2022."
    )
    assert record.cluster is not None
    assert record.cluster.name == "Khối thi đua các Tập đoàn kinh tế, Tổng công ty nhà nước"
