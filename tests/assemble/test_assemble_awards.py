"""Awards: what was proposed or conferred, by whom, to whom or to how many."""

from __future__ import annotations

import pytest
from made_reports import LOCAL, POLICE, PROVINCES, quote, report

from pipeline.model.record import Award

GOVERNMENT_FLAG = "Cờ thi đua của Chính phủ"
PM_CERTIFICATE = "Bằng khen của Thủ tướng Chính phủ"
PROVINCE_CERTIFICATE = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"

Named = tuple[str, str, list[str]]


def awards(body: str, lead: str = PROVINCES) -> list[Award]:
    """The awards of a small report."""
    return report(body + "\n", lead).awards


def named(body: str, lead: str = PROVINCES) -> list[Named]:
    """(award, status, names of the recipients) of each award."""
    return [(award.award, award.status, [r.name for r in award.recipients]) for award in awards(body, lead)]


def counted(body: str, lead: str = PROVINCES) -> list[tuple[str, str, int | None, str | None]]:
    """(award, status, number, of whom) of each award."""
    return [(award.award, award.status, award.count, award.recipient_kind) for award in awards(body, lead)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # proposed
        (
            "Hội nghị thống nhất đề nghị Chính phủ tặng Cờ thi đua cho tỉnh Cà Mau.",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau"])],
        ),
        (
            "Hội nghị bình xét, suy tôn tỉnh Cà Mau được đề nghị tặng Cờ thi đua của Chính phủ.",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau"])],
        ),
        (
            "Cụm đề nghị Thủ tướng Chính phủ tặng Bằng khen cho các tỉnh Trà Vinh, Bến Tre và Long An.",
            [(PM_CERTIFICATE, "proposed", ["Trà Vinh", "Bến Tre", "Long An"])],
        ),
        # one giver for several awards
        (
            "Hội nghị đề nghị Thủ tướng Chính phủ tặng Cờ thi đua cho tỉnh Cà Mau và Bằng khen cho Trà Vinh, Bến Tre.",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau"]), (PM_CERTIFICATE, "proposed", ["Trà Vinh", "Bến Tre"])],
        ),
        # ellipsis
        (
            "Tỉnh Cà Mau được đề nghị tặng Cờ thi đua của Chính phủ; tỉnh Trà Vinh, Bến Tre được đề nghị tặng "
            "Bằng khen "
            "của Thủ tướng Chính phủ.",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau"]), (PM_CERTIFICATE, "proposed", ["Trà Vinh", "Bến Tre"])],
        ),
        # brackets
        (
            "Cụm đề nghị tặng Cờ thi đua của Chính phủ (tỉnh Cà Mau) và Bằng khen của Thủ tướng Chính phủ (Trà "
            "Vinh, Bến Tre).",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau"]), (PM_CERTIFICATE, "proposed", ["Trà Vinh", "Bến Tre"])],
        ),
        # colon
        (
            "Kết quả bình xét đề nghị tặng Cờ thi đua của Chính phủ: Cà Mau, Sóc Trăng.",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau", "Sóc Trăng"])],
        ),
        # conferred
        (
            "Năm 2020, tỉnh Cà Mau được Chính phủ tặng Cờ thi đua.",
            [(GOVERNMENT_FLAG, "conferred", ["Cà Mau"])],
        ),
        (
            "Tỉnh Cà Mau vinh dự đón nhận Huân chương Lao động hạng Ba.",
            [("Huân chương Lao động hạng Ba", "conferred", ["Cà Mau"])],
        ),
        (
            "Thừa ủy quyền của Thủ tướng Chính phủ, Thứ trưởng đã trao Cờ thi đua của Chính phủ cho tỉnh Cà Mau.",
            [(GOVERNMENT_FLAG, "conferred", ["Cà Mau"])],
        ),
        (
            "Cụm đề nghị tặng Cờ thi đua của Chính phủ cho 02 tỉnh: Cà Mau và Sóc Trăng; đề nghị tặng Bằng "
            "khen của Thủ "
            "tướng Chính phủ cho 03 tỉnh: Trà Vinh, Bến Tre, Long An.",
            [
                (GOVERNMENT_FLAG, "proposed", ["Cà Mau", "Sóc Trăng"]),
                (PM_CERTIFICATE, "proposed", ["Trà Vinh", "Bến Tre", "Long An"]),
            ],
        ),
        (
            "Cụm đã suy tôn Cà Mau, Sóc Trăng đề nghị Chính phủ tặng Cờ thi đua; Trà Vinh, Bến Tre đề nghị Thủ "
            "tướng Chính "
            "phủ tặng Bằng khen.",
            [
                (GOVERNMENT_FLAG, "proposed", ["Cà Mau", "Sóc Trăng"]),
                (PM_CERTIFICATE, "proposed", ["Trà Vinh", "Bến Tre"]),
            ],
        ),
        (
            "Kết quả bỏ phiếu: Cờ thi đua của Chính phủ: tỉnh Cà Mau (12/12 phiếu), tỉnh Sóc Trăng (11/12 phiếu).",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau", "Sóc Trăng"])],
        ),
        (
            "Danh hiệu Cờ thi đua của Chính phủ năm 2020 thuộc về tỉnh Cà Mau.",
            [(GOVERNMENT_FLAG, "conferred", ["Cà Mau"])],
        ),
        # the level in other words
        (
            "Hội nghị đề nghị Thủ tướng Chính phủ tặng Cờ thi đua xuất sắc cho tỉnh Cà Mau.",
            [(GOVERNMENT_FLAG, "proposed", ["Cà Mau"])],
        ),
    ],
)
def test_provinces(body: str, expected: list[Named]) -> None:
    assert named(body) == expected


def test_bullets_under_a_heading_inherit_status_and_giver() -> None:
    body = (
        "Hội nghị đã bình xét và thống nhất đề nghị Thủ tướng Chính phủ tặng:\n"
        "- Cờ thi đua của Chính phủ cho tỉnh Cà Mau;\n"
        "- Bằng khen cho các tỉnh Trà Vinh, Bến Tre."
    )
    assert named(body) == [
        (GOVERNMENT_FLAG, "proposed", ["Cà Mau"]),
        (PM_CERTIFICATE, "proposed", ["Trà Vinh", "Bến Tre"]),
    ]


@pytest.mark.parametrize(
    ("body", "recipients"),
    [
        (
            "Kết quả chấm điểm: Cà Mau xếp thứ nhất, Sóc Trăng xếp thứ nhì, Trà Vinh xếp thứ ba. "
            "Hội nghị đề nghị Chính phủ tặng Cờ thi đua cho tỉnh xếp thứ nhất.",
            ["Cà Mau"],
        ),
        (
            "Ba tỉnh dẫn đầu là Cà Mau, Sóc Trăng và Trà Vinh. Hội nghị đề nghị Chính phủ tặng Cờ thi đua cho "
            "ba tỉnh này.",
            ["Cà Mau", "Sóc Trăng", "Trà Vinh"],
        ),
    ],
)
def test_back_references(body: str, recipients: list[str]) -> None:
    assert named(body) == [(GOVERNMENT_FLAG, "proposed", recipients)]


@pytest.mark.parametrize(
    "body",
    [
        "Tỉnh Cà Mau trao cờ luân lưu cho tỉnh Sóc Trăng.",
        "Tỉnh Sóc Trăng nhận Cờ luân lưu của Cụm.",
        "Các tỉnh đăng ký phấn đấu đạt Cờ thi đua của Chính phủ năm 2021.",
        "Mỗi tỉnh được đề nghị không quá 01 Cờ thi đua của Chính phủ.",
        "Hội nghị quán triệt hướng dẫn cách xét Bằng khen của Thủ tướng Chính phủ.",
        "Các đại biểu tặng hoa chúc mừng.",
        "Tỉnh Cà Mau không được đề nghị tặng Cờ thi đua của Chính phủ.",
        "Tỉnh Trà Vinh đề nghị tăng tỷ lệ Bằng khen cho người lao động trực tiếp.",
        "Tỉnh Cà Mau đề nghị Trung ương sửa đổi quy định về Cờ thi đua của Chính phủ.",
        "Tỉnh Cà Mau chưa được tặng Cờ thi đua của Chính phủ.",
    ],
)
def test_no_award(body: str) -> None:
    assert awards(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Chủ tịch UBND tỉnh Cà Mau đã tặng Bằng khen cho 07 tập thể và 14 cá nhân.",
            [
                (PROVINCE_CERTIFICATE, "conferred", 7, "collective"),
                (PROVINCE_CERTIFICATE, "conferred", 14, "individual"),
            ],
        ),
        (
            "Nhân dịp này, UBND tỉnh Cà Mau tặng Bằng khen cho 12 cá nhân có thành tích xuất sắc.",
            [(PROVINCE_CERTIFICATE, "conferred", 12, "individual")],
        ),
        (
            "Trong năm, 1.316 lượt tập thể, cá nhân được tặng Bằng khen của Thủ tướng Chính phủ.",
            [(PM_CERTIFICATE, "conferred", 1316, "mixed")],
        ),
        (
            "Hội nghị đề nghị Thủ tướng Chính phủ tặng Bằng khen cho hai tập thể.",
            [(PM_CERTIFICATE, "proposed", 2, "collective")],
        ),
    ],
)
def test_counts(body: str, expected: list[tuple[str, str, int | None, str | None]]) -> None:
    assert counted(body) == expected


def test_a_unit_by_name_and_people_by_number() -> None:
    unit, people = awards("Tại Hội nghị, UBND tỉnh Cà Mau đã tặng Bằng khen cho tập thể Sở Nội vụ và 2 cá nhân.")
    assert (unit.award, [recipient.name for recipient in unit.recipients], unit.count) == (
        PROVINCE_CERTIFICATE,
        ["Sở Nội vụ"],
        None,
    )
    assert (people.award, people.recipients, people.count, people.recipient_kind) == (
        PROVINCE_CERTIFICATE,
        [],
        2,
        "individual",
    )


def test_the_province_is_the_issuer_of_its_certificates() -> None:
    (award,) = awards("Nhân dịp này, Chủ tịch UBND tỉnh Cà Mau tặng Bằng khen cho 12 cá nhân.")
    assert (award.award, award.issuer) == (PROVINCE_CERTIFICATE, "Cà Mau")


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("Tỉnh Cà Mau được tặng Cờ thi đua của Chính phủ năm 2019.", 2019),
        ("Năm 2018, tỉnh Cà Mau được tặng Cờ thi đua của Chính phủ.", 2018),
        ("Nhân dịp này, tỉnh Cà Mau được trao Cờ thi đua của Chính phủ.", None),
    ],
)
def test_years_are_as_stated(body: str, year: int | None) -> None:
    assert [award.year for award in awards(body)] == [year]


def test_each_clause_has_its_own_year() -> None:
    body = (
        "Năm 2019, tỉnh Cà Mau được tặng Cờ thi đua của Chính phủ; năm 2020, Cụm đề nghị tặng Cờ thi đua của "
        "Chính phủ cho tỉnh "
        "Sóc Trăng."
    )
    assert [(award.status, award.year) for award in awards(body)] == [("conferred", 2019), ("proposed", 2020)]


def test_recipients_have_a_kind_and_a_province() -> None:
    (award,) = awards("Hội nghị đề nghị Chính phủ tặng Cờ thi đua cho thành phố Cần Thơ.")
    assert [recipient.model_dump() for recipient in award.recipients] == [
        {"name": "Cần Thơ", "kind": "province", "province": "Cần Thơ"}
    ]


def test_a_person_as_recipient() -> None:
    (award,) = awards("Ông Lê Văn Sử, Giám đốc Sở Nội vụ tỉnh Cà Mau được tặng Huân chương Lao động hạng Nhì.")
    assert (award.award, award.status) == ("Huân chương Lao động hạng Nhì", "conferred")
    assert [(recipient.name, recipient.kind) for recipient in award.recipients] == [("Lê Văn Sử", "person")]


def test_what_a_caption_repeats_is_one_award() -> None:
    body = (
        "Thay mặt Chính phủ, Thứ trưởng Bộ Nội vụ đã trao Cờ thi đua của Chính phủ cho tỉnh Cà Mau trong niềm "
        "vui của đại biểu.\n\n"
        "Ảnh: Trao Cờ thi đua của Chính phủ cho tỉnh Cà Mau\n\n"
        "Hội nghị đã thảo luận nhiều nội dung quan trọng về công tác thi đua, khen thưởng trong thời gian tới của Cụm."
    )
    assert named(body) == [(GOVERNMENT_FLAG, "conferred", ["Cà Mau"])]


def test_evidence_of_an_award() -> None:
    record = report("Hội nghị đề nghị Chính phủ tặng Cờ thi đua cho tỉnh Cà Mau và tỉnh Trà Vinh.\n")
    (award,) = record.awards
    assert quote(record, award, "award") == "Cờ thi đua cho tỉnh Cà Mau và tỉnh Trà Vinh"
    assert quote(record, award, "recipients[0]") == "tỉnh Cà Mau"
    assert quote(record, award, "recipients[1]") == "tỉnh Trà Vinh"


def test_an_implied_giver_is_derived() -> None:
    (award,) = awards("Hội nghị suy tôn và đề nghị tặng Cờ thi đua cho tỉnh Cà Mau.")
    assert award.award == GOVERNMENT_FLAG
    assert [item.field for item in award.derived] == ["award", "year"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Hội nghị đề nghị tặng Cờ thi đua của Chính phủ cho Công an tỉnh Hưng Yên; Cờ thi đua của Bộ Công "
            "an cho Công an "
            "tỉnh Hải Dương, Thái Bình.",
            [
                (GOVERNMENT_FLAG, "proposed", ["Công an tỉnh Hưng Yên"]),
                ("Cờ thi đua của Bộ Công an", "proposed", ["Công an tỉnh Hải Dương", "Công an tỉnh Thái Bình"]),
            ],
        ),
        (
            "Hội nghị thống nhất đề nghị Bộ Công an tặng Cờ thi đua cho Công an tỉnh Hưng Yên và Bằng khen cho "
            "Công an các "
            "tỉnh Hải Dương, Nam Định.",
            [
                ("Cờ thi đua của Bộ Công an", "proposed", ["Công an tỉnh Hưng Yên"]),
                ("Bằng khen của Bộ Công an", "proposed", ["Công an tỉnh Hải Dương", "Công an tỉnh Nam Định"]),
            ],
        ),
    ],
)
def test_units_of_a_sector(body: str, expected: list[Named]) -> None:
    assert named(body, POLICE) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Khối đề nghị UBND tỉnh tặng Cờ thi đua cho Sở Công Thương.",
            [("Cờ thi đua của Ủy ban nhân dân tỉnh", "proposed", ["Sở Công Thương"])],
        ),
        (
            "Khối thống nhất đề nghị Chủ tịch UBND tỉnh Ninh Bình tặng Bằng khen cho Sở Xây dựng, Sở Giao "
            "thông vận tải.",
            [(PROVINCE_CERTIFICATE, "proposed", ["Sở Xây dựng", "Sở Giao thông vận tải"])],
        ),
    ],
)
def test_units_of_a_province(body: str, expected: list[Named]) -> None:
    assert named(body, LOCAL) == expected
    assert {award.issuer for award in awards(body, LOCAL)} == {"Ninh Bình"}


def test_emulation_titles_are_awards() -> None:
    assert named("Sở Công Thương được công nhận danh hiệu Tập thể lao động xuất sắc.", LOCAL) == [
        ("Tập thể lao động xuất sắc", "conferred", ["Sở Công Thương"])
    ]
