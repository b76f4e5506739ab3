"""Rules of figures, people and the report that no report of the corpus needs, each with a report that does."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.api import extract

CLUSTER = "Cụm thi đua các tỉnh Bắc Trung Bộ"
TITLE = f"{CLUSTER} tổng kết năm 2020"
LEAD = f"Sáng 18/1/2021, tại tỉnh Nghệ An, {CLUSTER} tổ chức Hội nghị tổng kết năm 2020."


def read(*paragraphs: str) -> dict[str, Any]:
    return extract("\n\n".join(paragraphs)).to_dict()


def figures(body: str) -> list[tuple[str, float, str]]:
    return [(f["subject"], f["value"], f["kind"]) for f in read(TITLE, LEAD, body)["indicators"]]


def test_what_was_done_ends_the_targets() -> None:
    body = "Mục tiêu năm 2021: GRDP tăng 7%. Dịp này, thu ngân sách tăng 5%. Kết thúc hội nghị, xuất khẩu tăng 6%."
    assert [kind for _, _, kind in figures(body)] == ["target", "result", "result"]


def test_a_place_given_in_a_vote_is_no_figure() -> None:
    assert ("Nghệ An", 1, "result") not in figures("Hội nghị đã suy tôn tỉnh Nghệ An xếp thứ nhất, Hà Tĩnh thứ nhì.")


def test_a_number_of_members_behind_a_preposition_is_the_cluster() -> None:
    assert [f["unit"] for f in read(TITLE, LEAD, "Tại 5 tỉnh đạt mức tăng 5%.")["indicators"]] == ["%"]


def test_a_speaker_of_a_province_owns_no_figure() -> None:
    assert figures("Phó Chủ tịch UBND tỉnh Nghệ An cho biết thu ngân sách đạt 120%.") == [("cluster", 120, "result")]


def test_targets_are_for_the_year_of_the_pact() -> None:
    lead = f"Sáng 18/1, {CLUSTER} tổ chức hội nghị triển khai nhiệm vụ năm 2021."
    found = read("Cụm họp", lead, "Các tỉnh phấn đấu GRDP tăng 7%.")["indicators"]
    assert [(f["kind"], f["period"]) for f in found] == [("target", "2021")]


def test_a_person_only_honoured_is_no_official() -> None:
    body = "Dịp này, ông Trần Văn An, trưởng bản Khe Sanh, được UBND tỉnh tặng Bằng khen."
    assert read(TITLE, LEAD, body)["officials"] == []


def test_the_cluster_meets_where_its_head_is_at_home() -> None:
    lead = f"Sáng 18/1/2021, {CLUSTER} họp tổng kết năm 2020."
    head = "Đồng chí Lê Văn Bình, Phó Chủ tịch UBND tỉnh Hà Tĩnh, Cụm trưởng điều hành hội nghị."
    assert read(f"{CLUSTER} họp", f"{lead} {head}")["meeting"]["province"] == "Hà Tĩnh"


@pytest.mark.parametrize(
    ("rule", "title", "body", "report"),
    [
        (
            "report.coming",
            "Hội nghị tổng kết Cụm thi đua số 5",
            "Sáng mai, tại thị xã Đồng Xoài sẽ diễn ra hội nghị tổng kết Cụm thi đua số 5. Năm qua, Cụm thi đua số 5 "
            "đã tổ chức hội nghị sơ kết, bầu Cụm trưởng. Các đơn vị trong cụm bỏ phiếu suy tôn.",
            "other",
        ),
        (
            "report.members",
            "Toàn cảnh",
            "Toàn cảnh hội nghị. Các tỉnh trong Cụm thi đua số 5 đều đạt kế hoạch.",
            "meeting",
        ),
    ],
)
def test_report(rule: str, title: str, body: str, report: str) -> None:
    assert read(title, body)["report"] == report, rule
