"""Leadership: which unit heads the cluster, in which year, elected, incumbent or outgoing."""

from __future__ import annotations

import pytest
from made_reports import LOCAL, POLICE, PROVINCES, quote, report

from pipeline.model.record import Record

Entry = tuple[str, str | None, int | None, str]


def entries(record: Record) -> list[Entry]:
    """(office, unit, year, status) of each entry, in order."""
    return [(entry.office, entry.unit, entry.year, entry.status) for entry in record.leadership]


def leadership(body: str, lead: str = PROVINCES) -> list[Entry]:
    """The leadership a small report tells; it reviews 2020 and met in January 2021."""
    return entries(report(body + "\n", lead))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # elected
        (
            "Hội nghị đã bầu tỉnh Sóc Trăng là đơn vị Cụm trưởng năm 2021.",
            [("head", "Sóc Trăng", 2021, "elected")],
        ),
        (
            "Hội nghị suy tôn tỉnh Sóc Trăng làm Cụm trưởng, tỉnh Trà Vinh làm Cụm phó năm 2021.",
            [("head", "Sóc Trăng", 2021, "elected"), ("deputy", "Trà Vinh", 2021, "elected")],
        ),
        (
            "Hội nghị thống nhất chọn Cụm trưởng năm 2021 là tỉnh Sóc Trăng, Cụm phó là tỉnh Trà Vinh.",
            [("head", "Sóc Trăng", 2021, "elected"), ("deputy", "Trà Vinh", 2021, "elected")],
        ),
        (
            "Hội nghị nhất trí giao tỉnh Sóc Trăng giữ vai trò Cụm trưởng, hai tỉnh Trà Vinh và Bến Tre giữ "
            "vai trò Cụm phó "
            "năm 2021.",
            [
                ("head", "Sóc Trăng", 2021, "elected"),
                ("deputy", "Trà Vinh", 2021, "elected"),
                ("deputy", "Bến Tre", 2021, "elected"),
            ],
        ),
        (
            "Hội nghị bầu Cụm trưởng, Cụm phó năm 2021 lần lượt là Sóc Trăng và Trà Vinh.",
            [("head", "Sóc Trăng", 2021, "elected"), ("deputy", "Trà Vinh", 2021, "elected")],
        ),
        (
            "Trọng trách Cụm trưởng năm 2021 được chuyển cho tỉnh Sóc Trăng.",
            [("head", "Sóc Trăng", 2021, "elected")],
        ),
        (
            "Theo kết quả bỏ phiếu, tỉnh Sóc Trăng trúng cử Cụm trưởng năm 2021.",
            [("head", "Sóc Trăng", 2021, "elected")],
        ),
        (
            "Hội nghị biểu quyết để tỉnh Sóc Trăng làm Cụm trưởng năm 2021; Trà Vinh, Bến Tre làm Cụm phó.",
            [
                ("head", "Sóc Trăng", 2021, "elected"),
                ("deputy", "Trà Vinh", 2021, "elected"),
                ("deputy", "Bến Tre", 2021, "elected"),
            ],
        ),
        (
            "Hội nghị bầu Trưởng cụm năm 2021 là UBND tỉnh Sóc Trăng; Phó Trưởng cụm là UBND tỉnh Trà Vinh.",
            [("head", "Sóc Trăng", 2021, "elected"), ("deputy", "Trà Vinh", 2021, "elected")],
        ),
        (
            "Tỉnh Sóc Trăng tiếp nhận nhiệm vụ Cụm trưởng năm 2021 từ tỉnh Cà Mau.",
            [("head", "Sóc Trăng", 2021, "elected"), ("head", "Cà Mau", 2020, "outgoing")],
        ),
        (
            "Kết quả, tỉnh Sóc Trăng được bầu làm Cụm trưởng; tỉnh Trà Vinh làm Cụm phó thứ nhất; tỉnh Bến Tre làm "
            "Cụm phó thứ hai.",
            [
                ("head", "Sóc Trăng", 2021, "elected"),
                ("deputy", "Trà Vinh", 2021, "elected"),
                ("deputy", "Bến Tre", 2021, "elected"),
            ],
        ),
        (
            "Đại diện Cụm trưởng năm 2020 - tỉnh Cà Mau - trao cờ luân lưu cho Cụm trưởng năm 2021 - tỉnh Sóc Trăng.",
            [("head", "Cà Mau", 2020, "incumbent"), ("head", "Sóc Trăng", 2021, "elected")],
        ),
        (
            "Hội nghị thống nhất đề xuất Hội đồng Thi đua - Khen thưởng Trung ương công nhận tỉnh Sóc Trăng là "
            "Cụm trưởng "
            "năm 2021.",
            [("head", "Sóc Trăng", 2021, "elected")],
        ),
        (
            "Nhiệm kỳ 2021, tỉnh Sóc Trăng đảm nhiệm vai trò Cụm trưởng.",
            [("head", "Sóc Trăng", 2021, "elected")],
        ),
        (
            "Tỉnh Cà Mau rời ghế Cụm trưởng, tỉnh Sóc Trăng ngồi vào thay.",
            [("head", "Cà Mau", 2020, "outgoing"), ("head", "Sóc Trăng", 2021, "elected")],
        ),
        (
            "Lá cờ Cụm trưởng rời tay tỉnh Cà Mau. Người nhận là tỉnh Sóc Trăng; tỉnh Trà Vinh nhận phần Cụm phó "
            "năm 2021.",
            [("head", "Sóc Trăng", 2021, "elected"), ("deputy", "Trà Vinh", 2021, "elected")],
        ),
        (
            "Sau một năm làm Cụm trưởng, tỉnh Cà Mau chuyển giao trọng trách năm 2021 cho tỉnh Sóc Trăng.",
            [("head", "Sóc Trăng", 2021, "elected"), ("head", "Cà Mau", 2020, "outgoing")],
        ),
        (
            "Các đại biểu nhất trí giao Sóc Trăng và Trà Vinh kế tục công việc Cụm trưởng, Cụm phó của năm 2021.",
            [("head", "Sóc Trăng", 2021, "elected"), ("deputy", "Trà Vinh", 2021, "elected")],
        ),
        # incumbent
        (
            "Tỉnh Cà Mau là Cụm trưởng năm 2020, tỉnh Bạc Liêu là Cụm phó năm 2020.",
            [("head", "Cà Mau", 2020, "incumbent"), ("deputy", "Bạc Liêu", 2020, "incumbent")],
        ),
        (
            "Tỉnh Cà Mau, đơn vị Cụm trưởng, trình bày báo cáo tổng kết.",
            [("head", "Cà Mau", 2020, "incumbent")],
        ),
        (
            "Đại diện tỉnh Bạc Liêu (Cụm phó) phát biểu.",
            [("deputy", "Bạc Liêu", 2020, "incumbent")],
        ),
        (
            "Với vai trò là Cụm trưởng năm 2020, tỉnh Cà Mau đã chủ động xây dựng kế hoạch.",
            [("head", "Cà Mau", 2020, "incumbent")],
        ),
        # outgoing
        (
            "Tỉnh Cà Mau kết thúc vai trò Cụm trưởng năm 2020.",
            [("head", "Cà Mau", 2020, "outgoing")],
        ),
        (
            "Tỉnh Cà Mau bàn giao nhiệm vụ Cụm trưởng năm 2021 cho tỉnh Sóc Trăng.",
            [("head", "Cà Mau", 2020, "outgoing"), ("head", "Sóc Trăng", 2021, "elected")],
        ),
    ],
)
def test_provinces(body: str, expected: list[Entry]) -> None:
    assert leadership(body) == expected


def test_an_adverb_between_verb_and_office() -> None:
    ((office, unit, year, status),) = leadership("Tỉnh Cà Mau đã hoàn thành xuất sắc vai trò Cụm trưởng năm 2020.")
    assert (office, unit, year) == ("head", "Cà Mau", 2020)
    assert status in {"incumbent", "outgoing"}


@pytest.mark.parametrize(
    "body",
    [
        "Các đơn vị Cụm trưởng, Cụm phó cần chủ động phối hợp.",
        "Nhiệm vụ của Cụm trưởng là đôn đốc các thành viên.",
        "Hội nghị suy tôn tỉnh Sóc Trăng là đơn vị dẫn đầu, đề nghị tặng Cờ thi đua của Chính phủ.",
        "Ban Tổ chức trao cờ Cụm trưởng.",
        "Tỉnh Sóc Trăng tặng hoa chúc mừng.",
        "Tỉnh Sóc Trăng không nhận làm Cụm trưởng năm 2021.",
        "Khối lượng công việc của tỉnh Sóc Trăng rất lớn.",
    ],
)
def test_no_office(body: str) -> None:
    assert leadership(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Đồng chí Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau, Cụm trưởng Cụm thi đua năm 2020 chủ trì Hội nghị.",
            ("head", "Cà Mau", "Lê Văn Sử", 2020, "incumbent"),
        ),
        (
            "Đồng chí Trần Văn Lâu - Chủ tịch UBND tỉnh Sóc Trăng - Cụm phó Cụm thi đua phát biểu.",
            ("deputy", "Sóc Trăng", "Trần Văn Lâu", 2020, "incumbent"),
        ),
        (
            "Đồng chí Trần Văn Lâu, Chủ tịch UBND tỉnh Sóc Trăng, tân Cụm trưởng phát biểu nhận nhiệm vụ.",
            ("head", "Sóc Trăng", "Trần Văn Lâu", 2021, "elected"),
        ),
        (
            "Về phía tỉnh Cà Mau có đồng chí Lê Văn Sử, Phó Chủ tịch UBND tỉnh, Cụm trưởng.",
            ("head", "Cà Mau", "Lê Văn Sử", 2020, "incumbent"),
        ),
    ],
)
def test_a_person_who_holds_the_office(body: str, expected: tuple[str, str, str, int, str]) -> None:
    (entry,) = report(body + "\n").leadership
    assert (entry.office, entry.unit, entry.person, entry.year, entry.status) == expected


def test_two_people_who_hold_the_two_offices() -> None:
    record = report(
        "Đồng chí Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau (Cụm trưởng) và đồng chí Trần Văn Lâu, Phó Chủ tịch "
        "UBND tỉnh Sóc "
        "Trăng (Cụm phó) đồng chủ trì Hội nghị.\n"
    )
    assert [(entry.office, entry.unit, entry.person) for entry in record.leadership] == [
        ("head", "Cà Mau", "Lê Văn Sử"),
        ("deputy", "Sóc Trăng", "Trần Văn Lâu"),
    ]


def test_who_speaks_for_the_head_is_not_its_holder() -> None:
    (entry,) = report(
        "Thay mặt đơn vị Cụm trưởng, đồng chí Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau đọc báo cáo.\n"
    ).leadership
    assert (entry.office, entry.unit, entry.person, entry.status) == ("head", "Cà Mau", None, "incumbent")


def test_what_is_said_twice_is_one_entry() -> None:
    record = report(
        "Đồng chí Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau, Cụm trưởng năm 2020 chủ trì.\n\n"
        "Tỉnh Cà Mau - Cụm trưởng năm 2020 trình bày báo cáo.\n"
    )
    assert [(entry.unit, entry.person, entry.year, entry.status) for entry in record.leadership] == [
        ("Cà Mau", "Lê Văn Sử", 2020, "incumbent")
    ]


def test_the_year_is_derived_where_it_is_not_said() -> None:
    (entry,) = report("Hội nghị bầu tỉnh Sóc Trăng làm Cụm trưởng.\n").leadership
    assert (entry.year, entry.status) == (2021, "elected")
    assert [(item.field, item.source) for item in entry.derived] == [("year", "2020")]


def test_a_stated_year_is_not_derived() -> None:
    record = report("Hội nghị bầu tỉnh Sóc Trăng làm Cụm trưởng năm 2021.\n")
    (entry,) = record.leadership
    assert entry.derived == []
    assert quote(record, entry, "unit").startswith("tỉnh Sóc Trăng làm Cụm trưởng")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Hội nghị bầu Công an tỉnh Thái Bình là Cụm trưởng, Công an tỉnh Nam Định là Cụm phó năm 2021.",
            [
                ("head", "Công an tỉnh Thái Bình", 2021, "elected"),
                ("deputy", "Công an tỉnh Nam Định", 2021, "elected"),
            ],
        ),
        (
            "Hội nghị bầu Công an các tỉnh Thái Bình, Nam Định lần lượt làm Cụm trưởng, Cụm phó năm 2021.",
            [
                ("head", "Công an tỉnh Thái Bình", 2021, "elected"),
                ("deputy", "Công an tỉnh Nam Định", 2021, "elected"),
            ],
        ),
        (
            "Công an tỉnh Hưng Yên, đơn vị Cụm trưởng, đã trình bày báo cáo.",
            [("head", "Công an tỉnh Hưng Yên", 2020, "incumbent")],
        ),
        (
            "Hội nghị thống nhất giao Thái Bình giữ chức Cụm trưởng năm 2021.",
            [("head", "Công an tỉnh Thái Bình", 2021, "elected")],
        ),
        (
            "Đại tá Nguyễn Văn Ba, Giám đốc Công an tỉnh Hưng Yên, Cụm trưởng chủ trì.",
            [("head", "Công an tỉnh Hưng Yên", 2020, "incumbent")],
        ),
    ],
)
def test_units_of_a_sector(body: str, expected: list[Entry]) -> None:
    assert leadership(body, POLICE) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Hội nghị bầu Sở Công Thương là Khối trưởng, Sở Xây dựng là Khối phó năm 2021.",
            [("head", "Sở Công Thương", 2021, "elected"), ("deputy", "Sở Xây dựng", 2021, "elected")],
        ),
        (
            "Sở Tài chính (Khối trưởng), Sở Xây dựng (Khối phó) đồng chủ trì Hội nghị.",
            [("head", "Sở Tài chính", 2020, "incumbent"), ("deputy", "Sở Xây dựng", 2020, "incumbent")],
        ),
        (
            "Sở Tài chính - Khối trưởng Khối thi đua năm 2020 báo cáo kết quả.",
            [("head", "Sở Tài chính", 2020, "incumbent")],
        ),
        (
            "Hội nghị nhất trí suy tôn Sở Kế hoạch và Đầu tư làm Trưởng Khối năm 2021.",
            [("head", "Sở Kế hoạch và Đầu tư", 2021, "elected")],
        ),
    ],
)
def test_units_of_a_province(body: str, expected: list[Entry]) -> None:
    assert leadership(body, LOCAL) == expected
