"""Rules of members, awards and weights of the report that no report of the corpus needs, each with one that does."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.api import extract

CLUSTER = "Cụm thi đua các tỉnh Bắc Trung Bộ"
TITLE = f"{CLUSTER} tổng kết năm 2020"
LEAD = f"Sáng 18/1/2021, tại tỉnh Nghệ An, {CLUSTER} tổ chức Hội nghị tổng kết năm 2020."
PLAIN = "Cụm thi đua số 3 tổng kết năm 2020"
BLOCK = "Khối thi đua các sở tỉnh Nghệ An"
BLOCK_TITLE = f"{BLOCK} tổng kết năm 2020"
BLOCK_LEAD = f"Sáng 18/1/2021, tại tỉnh Nghệ An, {BLOCK} tổ chức Hội nghị tổng kết năm 2020."


def read(*paragraphs: str) -> dict[str, Any]:
    return extract("\n\n".join(paragraphs)).to_dict()


@pytest.mark.parametrize(
    ("rule", "listed", "members"),
    [
        (
            "members.counted",
            "3 VKSND huyện: Phú Riềng, Lộc Ninh, Bù Đốp",
            [f"Viện kiểm sát nhân dân huyện {name}" for name in ("Phú Riềng", "Lộc Ninh", "Bù Đốp")],
        ),
        (
            "members.mixed",
            "Công an các huyện, thị xã: Bình Long, Phú Riềng, Lộc Ninh",
            ["Công an thị xã Bình Long", "Công an huyện Phú Riềng", "Công an huyện Lộc Ninh"],
        ),
        (
            "members.guest",
            "các đơn vị: Sở Y tế, Sở Tài chính, Sở Nội vụ, Cục Thuế tỉnh (khách mời)",
            ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"],
        ),
        (
            "members.guest_before",
            "Sở Y tế, Sở Tài chính, Sở Nội vụ; đại diện các Ban Đảng, Ban Tuyên giáo",
            ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"],
        ),
        (
            "members.stop",
            "3 đơn vị: Nhà máy Đường, Tổ bay, Lâm trường Số 2",
            ["Nhà máy Đường", "Tổ bay", "Lâm trường Số 2"],
        ),
    ],
)
def test_members(rule: str, listed: str, members: list[str]) -> None:
    lead = f"Sáng 18/1/2021, Cụm thi đua số 3 gồm {listed} tổ chức hội nghị tổng kết năm 2020."
    assert read(PLAIN, lead)["cluster"]["members"] == members, rule


def awards(body: str) -> list[tuple[str, list[str]]]:
    found = read(BLOCK_TITLE, BLOCK_LEAD, body)["awards"]
    return [(award["award"], [recipient["name"] for recipient in award["recipients"]]) for award in found]


@pytest.mark.parametrize(
    ("rule", "body", "expected"),
    [
        (
            "awards.gives",
            "Trao Bằng khen cho Sở Y tế và Sở Nội vụ tặng Giấy khen cho 5 cá nhân.",
            [("Bằng khen", ["Sở Y tế"]), ("Giấy khen của Sở Nội vụ", [])],
        ),
        ("awards.proposes", "Sở Y tế nhất trí đề nghị UBND tỉnh tặng Cờ thi đua.", []),
        (
            "awards.list_opens",
            "Kết quả như sau: Sở Y tế; Sở Tài chính được đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh.",
            [("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", ["Sở Y tế", "Sở Tài chính"])],
        ),
        (
            "awards.are_those",
            "Sở Y tế và Sở Tài chính là 2 đơn vị được đề nghị tặng Cờ thi đua của UBND tỉnh.",
            [("Cờ thi đua của Ủy ban nhân dân tỉnh", ["Sở Y tế", "Sở Tài chính"])],
        ),
        (
            "awards.own_giver",
            "Sở Y tế nhận Cờ thi đua của tỉnh.",
            [("Cờ thi đua của Ủy ban nhân dân tỉnh", ["Sở Y tế"])],
        ),
        ("awards.handed_over", "Hội nghị trao Cờ thi đua cho Sở Y tế làm Khối trưởng năm 2021.", []),
        ("awards.plural_body", "Công an 6 huyện được đề nghị tặng Cờ thi đua của Bộ Công an.", []),
    ],
)
def test_awards(rule: str, body: str, expected: list[tuple[str, list[str]]]) -> None:
    assert awards(body) == expected, rule


@pytest.mark.parametrize(
    ("rule", "title", "body", "report"),
    [
        (
            "report.meet_within",
            "Tin thi đua",
            "UBND huyện Đan Phượng, Trưởng Cụm thi đua số 5 đứng ra chủ trì buổi gặp đầu năm.",
            "meeting",
        ),
        (
            "report.chair, title_first",
            "Cụm thi đua số 5: năm cuối trước ngày sắp xếp",
            "Tại hội nghị, các đại biểu nhớ lại một năm. Cụm trưởng phát biểu.",
            "meeting",
        ),
        (
            "report.turn",
            "Cụm thi đua số 5 bước sang năm mới",
            "Tại hội nghị, các đại biểu nhớ lại một năm. Đại biểu cử Sở Y tế làm cụm trưởng.",
            "meeting",
        ),
        (
            "report.vote",
            "Cụm thi đua số 5 bước sang năm mới",
            "Tại hội nghị, các đại biểu nhớ lại một năm. Kết quả được quyết bằng bỏ phiếu kín.",
            "meeting",
        ),
        (
            "report.sign",
            "Cụm thi đua số 5 bước sang năm mới",
            "Tại hội nghị, các đại biểu nhớ lại một năm. Lãnh đạo các sở ký vào bản giao ước.",
            "meeting",
        ),
        (
            "report.title",
            "Sở Y tế và Cụm thi đua số 5: sau lễ ký",
            "Tại hội nghị, các đại biểu nhớ lại một năm. Nhiều cách làm hay được nêu.",
            "meeting",
        ),
        (
            "report.decision",
            "Tin vắn",
            "UBND tỉnh vừa ký Quyết định số 211 về việc chia cụm, khối thi đua. Theo đó, Cụm thi đua số 5 tổ chức hội "
            "nghị tổng kết hằng năm.",
            "other",
        ),
    ],
)
def test_report(rule: str, title: str, body: str, report: str) -> None:
    assert read(title, body)["report"] == report, rule


def test_the_span_whose_results_an_excerpt_tells() -> None:
    first = f"Quang cảnh hội nghị hôm ấy rất sôi nổi. Các tỉnh trong {CLUSTER} có nhiều cách làm hay."
    assert read(f"{first} 6 tháng đầu năm 2019, GRDP tăng 8%.")["meeting"]["period"] == "2019-H1"


def test_who_acts_as_head_is_head_already() -> None:
    body = "Năm 2021, tỉnh Hà Tĩnh với cương vị Cụm trưởng tiếp tục đăng cai."
    found = read(TITLE, LEAD, body)["leadership"]
    assert [(holder["unit"], holder["status"]) for holder in found] == [("Hà Tĩnh", "incumbent")]


def test_who_was_present_is_no_figure() -> None:
    assert read(TITLE, LEAD, "Có sự tham gia của lãnh đạo 7 doanh nghiệp.")["indicators"] == []


def test_a_body_with_a_name_of_its_own_owns_its_figures() -> None:
    lead = f"{BLOCK_LEAD} Khối gồm: Sở Y tế, Sở Tài chính, Sở Nội vụ, Sở Công Thương."
    figures = read(BLOCK_TITLE, lead, "Trong đó, Trung tâm Nguyễn Văn Tố đã giúp 500 hộ thoát nghèo.")["indicators"]
    assert [(figure["subject"], figure["value"]) for figure in figures] == [("Trung tâm Nguyễn Văn Tố", 500)]
