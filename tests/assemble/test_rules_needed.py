"""Rules that no report of the corpus needs, each with a report that does: without the rule its test fails."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.api import extract

CLUSTER = "Cụm thi đua các tỉnh Bắc Trung Bộ"
TITLE = f"{CLUSTER} tổng kết năm 2020"
LEAD = f"Sáng 18/1/2021, tại tỉnh Nghệ An, {CLUSTER} tổ chức Hội nghị tổng kết năm 2020."
PLAIN = "Cụm thi đua số 3 tổng kết năm 2020"


def read(*paragraphs: str) -> dict[str, Any]:
    return extract("\n\n".join(paragraphs)).to_dict()


def held(when: str, what: str) -> dict[str, Any]:
    """The meeting of a report that says only when it was and what it reviewed."""
    found: dict[str, Any] = read(f"{CLUSTER} họp", f"{when}, tại tỉnh Nghệ An, {CLUSTER} tổ chức Hội nghị {what}.")
    meeting: dict[str, Any] = found["meeting"]
    return meeting


@pytest.mark.parametrize(
    ("rule", "when", "what", "period"),
    [
        ("meeting.span_nine", "Sáng 18/10/2021", "sơ kết công tác thi đua 9 tháng đầu năm 2021", "2021-9M"),
        ("meeting.span_quarter", "Sáng 18/4/2020", "sơ kết công tác thi đua quý I/2020", "2020-Q1"),
        ("meeting.span_years", "Sáng 18/1/2021", "tổng kết phong trào thi đua giai đoạn 2016-2020", "2016/2020"),
    ],
)
def test_period(rule: str, when: str, what: str, period: str) -> None:
    assert held(when, what)["period"] == period, rule


def test_days_of_two_months() -> None:
    meeting = held("Trong hai ngày 30/11 và 01/12/2022", "tổng kết năm 2022")
    assert (meeting["date"], meeting["date_end"]) == ("2022-11-30", "2022-12-01")


def test_a_city_in_the_lead_is_where_they_met() -> None:
    lead = "Đến TP Vinh những ngày này, đại biểu Cụm thi đua số 3 dự hội nghị tổng kết năm 2020."
    meeting = read(PLAIN, lead)["meeting"]
    assert (meeting["province"], meeting["place"]) == ("Nghệ An", "TP Vinh")


def test_an_excerpt_tells_what_was_reviewed_by_the_report_read() -> None:
    first = f"Quang cảnh hội nghị hôm ấy rất sôi nổi. Các tỉnh trong {CLUSTER} đều vượt kế hoạch thu ngân sách."
    meeting = read(f"{first} Theo báo cáo tổng kết công tác thi đua năm 2020, GRDP toàn cụm tăng 8,2%.")["meeting"]
    assert (meeting["types"], meeting["period"]) == (["tong_ket"], "2020")


def test_the_hour_tells_the_time_of_day() -> None:
    assert held("14 giờ 30 ngày 18/1/2021", "tổng kết năm 2020")["time_of_day"] == "afternoon"


def test_the_day_of_a_decision_is_not_that_of_the_meeting() -> None:
    lead = f"{CLUSTER} tổ chức hội nghị tổng kết năm 2020 theo Quyết định số 211/QĐ-UBND ngày 5/1/2021."
    assert read(f"{CLUSTER} tổng kết", lead)["meeting"]["date"] is None


def test_what_is_ahead_was_not_reviewed() -> None:
    body = "Năm 2021, các đơn vị quyết tâm hoàn thành nhiệm vụ."
    lead = f"Sáng 18/1/2021, tại tỉnh Nghệ An, {CLUSTER} họp. Kết quả thi đua năm 2021 các đơn vị quyết tâm đạt cao."
    meeting = read(f"{CLUSTER} họp", lead, body)["meeting"]
    assert (meeting["date"], meeting["period"]) == ("2021-01-18", None)


@pytest.mark.parametrize(
    ("rule", "title", "body", "report"),
    [
        (
            "report.regulation",
            "Quy chế hoạt động của Cụm thi đua số 5",
            "Hàng năm, cụm tổ chức phát động thi đua, sơ kết và tổng kết. Cụm trưởng, cụm phó do hội nghị bầu, một "
            "nhiệm kỳ là một năm. Hội nghị tổng kết Cụm thi đua số 5 tổ chức vào tháng 12.",
            "other",
        ),
        (
            "report.council",
            "Hội đồng họp",
            "Ngày 21-3-2019, Hội đồng Thi đua - Khen thưởng tỉnh họp lần thứ nhất, hội nghị bình xét; tổng kết "
            f"{CLUSTER}.",
            "other",
        ),
        (
            "report.other_title",
            "Chuẩn bị hội nghị tổng kết Cụm thi đua số 5",
            "Sáng 18/1/2021, Cụm thi đua số 5 tổ chức hội nghị bàn về công tác tổng kết.",
            "other",
        ),
        (
            "report.gathered",
            "Gặp nhau sau một năm",
            "Công an 8 tỉnh gặp nhau tại Vĩnh Long để sơ kết phong trào thi đua của Cụm thi đua số 8.",
            "meeting",
        ),
        (
            "report.held_of",
            "Tin vắn",
            "Các đại biểu tới dự lễ tổng kết phong trào thi đua năm 2009 của Cụm thi đua số 5.",
            "meeting",
        ),
    ],
)
def test_report(rule: str, title: str, body: str, report: str) -> None:
    assert read(title, body)["report"] == report, rule


@pytest.mark.parametrize(
    ("rule", "lead", "key", "value"),
    [
        (
            "clusters.scope_regional",
            "Sáng 18/1/2019, các tỉnh miền Đông Nam Bộ trong cụm họp tổng kết, bình xét thi đua năm 2018. Hội nghị bầu "
            "Cụm trưởng cụm thi đua.",
            "scope",
            "provinces",
        ),
        (
            "clusters.body_before",
            "Năm 2020, Hội Chữ thập đỏ Cụm thi đua số 3 tổ chức hội nghị tổng kết.",
            "name",
            "Cụm thi đua số 3 Hội Chữ thập đỏ",
        ),
        (
            "clusters.scope_police",
            "Sáng 18/1/2019, Cụm thi đua số 3 tổ chức hội nghị tổng kết phong trào thi đua “Vì an ninh Tổ quốc”. "
            "Phạm pháp hình sự giảm 5%.",
            "scope",
            "sector",
        ),
        (
            "clusters.scope_central_body",
            "Sáng 18/1/2019, Khối thi đua số 3 gồm Bộ Tư pháp, Bộ Nội vụ, Ban Tổ chức Trung ương tổ chức hội nghị.",
            "scope",
            "central",
        ),
    ],
)
def test_cluster(rule: str, lead: str, key: str, value: str) -> None:
    title = {"central": "Khối thi đua các bộ tổng kết năm 2018", "provinces": "Họp cụm"}.get(value, PLAIN)
    assert read(title, lead)["cluster"][key] == value, rule


def test_a_person_behind_a_dash_is_no_part_of_the_name() -> None:
    lead = f"Sáng 18/1/2021, tại tỉnh Nghệ An, {CLUSTER} - Đại tá Lê Văn An chủ trì Hội nghị tổng kết năm 2020."
    assert read(f"{CLUSTER} - Đại tá Lê Văn An", lead)["cluster"]["name"] == CLUSTER


def test_agencies_of_the_government_are_no_branch() -> None:
    lead = "Sáng 18/1/2019, các tỉnh trong cụm họp tổng kết; Sở Nội vụ các tỉnh dự. Hội nghị bầu Cụm trưởng thi đua."
    cluster = read("Họp cụm", lead)["cluster"]
    assert (cluster["name"], cluster["kind"], cluster["scope"]) == (None, "cum", "provinces")


def test_agencies_are_counted() -> None:
    lead = "Sáng 18/1/2019, Công an 7 tỉnh họp tổng kết cụm thi đua. Hội nghị bầu Cụm trưởng cụm thi đua."
    assert read("Họp cụm", lead)["cluster"]["scope"] == "sector"


def test_a_head_of_one_branch_makes_it_a_sector() -> None:
    name = "Cụm thi đua các tỉnh miền Bắc"
    lead = (
        "Sáng 18/1/2019, tại Ninh Bình, Sở Văn hóa và Thể thao Ninh Bình - đơn vị Cụm trưởng năm 2018 tổ chức hội nghị "
        f"tổng kết {name}."
    )
    assert read(f"{name} tổng kết năm 2018", lead)["cluster"]["scope"] == "sector"


def test_members_present_are_members() -> None:
    lead = "Sáng 18/1/2021, Khối thi đua các sở tỉnh Nghệ An tổ chức hội nghị tổng kết năm 2020."
    body = "Dự hội nghị có các đơn vị trong khối: Sở Nội vụ, Sở Tài chính, Sở Y tế, Sở Công Thương."
    found = read("Khối thi đua các sở tổng kết năm 2020", lead, body)["cluster"]["members"]
    assert found == ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Công Thương"]


def test_the_year_of_an_office_is_not_the_year_under_review() -> None:
    lead = f"Sáng 18/1/2021, {CLUSTER} tổng kết, bầu tỉnh Hà Tĩnh làm cụm trưởng năm 2021."
    meeting = read("Họp cụm", lead)["meeting"]
    assert (meeting["date"], meeting["period"]) == ("2021-01-18", "2020")


def test_a_name_in_capitals() -> None:
    officials = read(TITLE, LEAD, "Đồng chí TRẦN THỊ HÀ, Thứ trưởng Bộ Nội vụ phát biểu.")["officials"]
    assert [(official["name"], official["positions"][0]["text"]) for official in officials] == [
        ("TRẦN THỊ HÀ", "Thứ trưởng Bộ Nội vụ")
    ]


def test_who_speaks_when_the_movement_is_launched_launches_it() -> None:
    body = "Phát động phong trào thi đua năm 2021, đồng chí Lê Văn An, Chủ tịch UBND tỉnh Nghệ An phát biểu."
    assert "launched" in read(TITLE, LEAD, body)["officials"][0]["roles"]


def test_words_of_a_picture_are_no_part_of_a_sentence() -> None:
    body = "leftcenterrightdel\nÔng Lê Văn An, Chủ tịch UBND tỉnh Nghệ An, phát biểu."
    officials = read(f"bqbht_br_1.jpg\n{TITLE}", LEAD, body)["officials"]
    assert [official["name"] for official in officials] == ["Lê Văn An"]


def test_a_medal_is_an_award() -> None:
    awards = read(TITLE, LEAD, "Đề nghị tặng Huy chương Chiến sĩ vẻ vang hạng Nhất cho ông Lê Văn An.")["awards"]
    assert [found["award"] for found in awards] == ["Huy chương Chiến sĩ vẻ vang hạng Nhất"]


def test_a_certificate_of_the_trade_unions_is_an_award() -> None:
    awards = read(TITLE, LEAD, "Đề nghị tặng Bằng Lao động sáng tạo cho ông Lê Văn An.")["awards"]
    assert [(found["award"], found["status"]) for found in awards] == [("Bằng Lao động sáng tạo", "proposed")]


def test_a_list_of_members_owns_no_figure() -> None:
    found = read(TITLE, LEAD, "Các thành viên gồm: Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình có GRDP tăng 8,2%.")
    assert [figure["subject"] for figure in found["indicators"]] == ["cluster"]


def test_a_result_beside_a_target() -> None:
    figures = read(TITLE, LEAD, "Phấn đấu năm 2021 tăng trưởng 8%, đến nay đạt 9%.")["indicators"]
    assert [(figure["value"], figure["kind"]) for figure in figures] == [(8, "target"), (9, "result")]


def test_what_was_done_is_no_target() -> None:
    body = "Đăng ký thi đua năm 2021; 316 tập thể, 804 cá nhân được khen thưởng đột xuất."
    assert {figure["kind"] for figure in read(TITLE, LEAD, body)["indicators"]} == {"result"}


@pytest.mark.parametrize(
    "body",
    [
        "Các đơn vị đăng ký danh hiệu Cờ thi đua của Chính phủ cho tỉnh Hà Tĩnh.",
        "Tỉnh Hà Tĩnh chưa được tặng Bằng khen của Thủ tướng Chính phủ.",
    ],
)
def test_an_award_that_is_not_given(body: str) -> None:
    assert read(TITLE, LEAD, body)["awards"] == []


@pytest.mark.parametrize(
    "award",
    [
        "Tập thể lao động tiên tiến",
        "Chiến sĩ thi đua toàn quốc",
        "Chiến sĩ thi đua cấp bộ",
        "Chiến sĩ thi đua cấp tỉnh",
        "Lao động tiên tiến",
        "Nghệ nhân ưu tú",
    ],
)
def test_titles_are_awards(award: str) -> None:
    awards = read(TITLE, LEAD, f"Đề nghị tặng danh hiệu {award} cho ông Lê Văn An.")["awards"]
    assert [found["award"] for found in awards] == [award]


@pytest.mark.parametrize(
    ("rule", "body", "figures"),
    [
        ("figures.skip_document", "Toàn tỉnh có 379 QĐ-UBND khen thưởng.", []),
        ("figures.day_before", "Sáng 5/7 tỉnh tham quan.", []),
        ("figures.vote_after", "Kết quả, 95% số phiếu bầu tỉnh Hà Tĩnh.", []),
        ("figures.quoted", "Phong trào “5 xã, 3 sạch” được hưởng ứng.", []),
        ("figures.downwards", "Tỷ lệ hộ nghèo của Hà Tĩnh từ 5% trở xuống.", [(5, "le")]),
    ],
)
def test_figures(rule: str, body: str, figures: list[tuple[float, str]]) -> None:
    found = read(TITLE, LEAD, body)["indicators"]
    assert [(figure["value"], figure["comparator"]) for figure in found] == figures, rule
