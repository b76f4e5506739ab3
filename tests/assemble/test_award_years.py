"""The year an award rewards and who gives it: told, following from the year under review, or not said."""

from __future__ import annotations

import pytest
from made_reports import LOCAL, POLICE, PROVINCES, quote, report

from pipeline.model.record import Award


def awards(body: str, lead: str) -> list[Award]:
    return report(body + "\n", lead).awards


@pytest.mark.parametrize(
    ("lead", "body", "years"),
    [
        (PROVINCES, "UBND tỉnh Cà Mau trao Cờ thi đua năm 2019 cho Sở Nội vụ tỉnh Cà Mau.", [2019]),
        (PROVINCES, "Năm 2018, tỉnh Sóc Trăng được tặng Cờ thi đua của Chính phủ.", [2018]),
        (
            PROVINCES,
            "Năm 2020, các tỉnh vượt nhiều khó khăn. Tỉnh Sóc Trăng được Chính phủ tặng Cờ thi đua; tỉnh Bến Tre được "
            "Thủ tướng Chính phủ tặng Bằng khen.",
            [2020, 2020],
        ),
        (POLICE, "Trong năm, Công an tỉnh Hà Nam được tặng Huân chương Chiến công hạng Ba.", [2020]),
        (POLICE, "Năm ngoái, Cờ thi đua của Bộ Công an đã về tay Công an tỉnh Hà Nam.", [2019]),
        (
            LOCAL,
            "Kết quả khen thưởng năm 2019:\n\n- Cờ thi đua của UBND tỉnh: Sở Tài chính.\n\n- Bằng khen của Chủ tịch "
            "UBND tỉnh: Sở Công Thương.",
            [2019, 2019],
        ),
        (
            LOCAL,
            "Ông Nguyễn Văn Bình trao Bằng khen của Chủ tịch UBND tỉnh cho Sở Công Thương vì thành tích năm 2019.",
            [2019],
        ),
    ],
)
def test_told_year(lead: str, body: str, years: list[int]) -> None:
    found = awards(body, lead)
    assert [award.year for award in found] == years
    assert all("year" in {item.field for item in award.evidence} for award in found)


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        (PROVINCES, "Dịp này, UBND tỉnh Cà Mau tặng Bằng khen cho 12 tập thể."),
        (
            PROVINCES,
            "Năm 2020, kinh tế phát triển. Tại hội nghị, tỉnh Sóc Trăng được tặng Huân chương Lao động hạng Ba.",
        ),
        (PROVINCES, "Cụm trưởng năm 2021 là tỉnh Long An; UBND tỉnh Cà Mau tặng Bằng khen cho 12 tập thể."),
        (POLICE, "Năm 2021, các đơn vị ký giao ước. Công an tỉnh Hà Nam được tặng Huân chương Chiến công hạng Ba."),
    ],
)
def test_no_year_is_guessed_for_what_is_handed_over(lead: str, body: str) -> None:
    assert [award.year for award in awards(body, lead)] == [None]


def test_proposals_are_for_the_year_under_review() -> None:
    (award,) = awards("Hội nghị thống nhất đề nghị Chính phủ tặng Cờ thi đua cho tỉnh Cà Mau.", PROVINCES)
    assert (award.status, award.year) == ("proposed", 2020)
    assert [(item.field, item.source) for item in award.derived] == [("year", "meeting.period")]


def test_proposals_of_half_a_year_have_none() -> None:
    lead = PROVINCES.replace("tổng kết công tác", "sơ kết công tác").replace("năm 2020", "6 tháng đầu năm 2020")
    (award,) = awards("Hội nghị thống nhất đề nghị Chính phủ tặng Cờ thi đua cho tỉnh Cà Mau.", lead)
    assert (award.status, award.year) == ("proposed", None)


def test_the_year_quotes_its_words() -> None:
    record = report("Cũng trong năm 2019, tỉnh Bến Tre được tặng Huân chương Độc lập hạng Nhì.\n", PROVINCES)
    assert quote(record, record.awards[0], "year") == "năm 2019"


@pytest.mark.parametrize(
    ("lead", "body", "award", "issuer"),
    [
        (
            PROVINCES,
            "Trung ương Hội Nông dân Việt Nam tặng Kỷ niệm chương “Vì giai cấp nông dân Việt Nam” cho 08 cá nhân.",
            'Kỷ niệm chương "Vì giai cấp nông dân Việt Nam"',
            "Trung ương Hội Nông dân Việt Nam",
        ),
        (
            PROVINCES,
            "Chủ tịch nước tặng Huân chương Độc lập hạng Nhì cho tỉnh Bến Tre.",
            "Huân chương Độc lập hạng Nhì",
            None,
        ),
        (
            LOCAL,
            "Hội nghị thống nhất trình Bộ trưởng Bộ Tư pháp:\n\n- Tặng Cờ thi đua ngành Tư pháp: Sở Tư pháp;\n",
            "Cờ thi đua ngành Tư pháp",
            "Bộ Tư pháp",
        ),
        (LOCAL, "Sở Tư pháp được tặng Cờ thi đua ngành Tư pháp.", "Cờ thi đua ngành Tư pháp", None),
        (
            LOCAL.replace("tại Sở Tài chính", "tại thành phố Hội An, tỉnh Quảng Nam"),
            "Sở Công Thương được UBND tỉnh tặng Cờ thi đua.",
            "Cờ thi đua của Ủy ban nhân dân tỉnh",
            "Ninh Bình",
        ),
    ],
)
def test_issuer(lead: str, body: str, award: str, issuer: str | None) -> None:
    (found,) = awards(body, lead)
    assert (found.award, found.issuer) == (award, issuer)
