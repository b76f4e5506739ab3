"""What a report tells once and means for several: awards, figures, posts and roles."""

from __future__ import annotations

import pytest
from told_once import DISTRICTS, JOURNALISTS, MEDIA, OFFICES, POLICE, report


@pytest.mark.parametrize(
    ("lead", "body", "told"),
    [
        (
            MEDIA,
            "Cụm thống nhất trình Bộ TT&TT khen thưởng Cờ thi đua Bộ cho 2 tập thể có thành tích dẫn đầu Cụm Thi đua "
            "là Sở TT&TT TP Cần Thơ và Sở TT&TT TP Hải Phòng.",
            [
                (
                    "Cờ thi đua của Bộ Thông tin và Truyền thông",
                    [
                        "Sở Thông tin và Truyền thông thành phố Cần Thơ",
                        "Sở Thông tin và Truyền thông thành phố Hải Phòng",
                    ],
                )
            ],
        ),
        (
            OFFICES,
            "Khối đề nghị UBND tỉnh tặng Cờ thi đua cho đơn vị có số điểm cao nhất là Sở Công Thương, tặng Bằng khen "
            "cho hai đơn vị có số điểm kế tiếp là Sở Y tế và Sở Tư pháp.",
            [
                ("Cờ thi đua của Ủy ban nhân dân tỉnh", ["Sở Công Thương"]),
                ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", ["Sở Y tế", "Sở Tư pháp"]),
            ],
        ),
        (
            OFFICES,
            "Hai sở Xây dựng và Tài chính nhận Bằng khen của Chủ tịch UBND tỉnh.",
            [("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", ["Sở Xây dựng", "Sở Tài chính"])],
        ),
        (
            OFFICES,
            "Khối đề nghị UBND tỉnh tặng Bằng khen cho các trường THPT Lê Lợi, Trần Phú.",
            [
                (
                    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
                    ["Trường trung học phổ thông Lê Lợi", "Trường trung học phổ thông Trần Phú"],
                )
            ],
        ),
        (
            POLICE,
            "Công an Quảng Ninh được đề nghị Cờ của Chính phủ, Công an 2 tỉnh Bắc Giang, Lạng Sơn được đề nghị Cờ của "
            "Bộ, Công an Cao Bằng Bằng khen của Bộ.",
            [
                ("Cờ thi đua của Chính phủ", ["Công an tỉnh Quảng Ninh"]),
                ("Cờ thi đua của Bộ Công an", ["Công an tỉnh Bắc Giang", "Công an tỉnh Lạng Sơn"]),
                ("Bằng khen của Bộ Công an", ["Công an tỉnh Cao Bằng"]),
            ],
        ),
        (
            OFFICES,
            "Xếp hạng: Nhất: Sở Công Thương; Nhì: Sở Y tế; Ba: Sở Tư pháp. Đề nghị UBND tỉnh tặng Bằng khen cho đơn "
            "vị xếp hạng nhì và ba.",
            [("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", ["Sở Y tế", "Sở Tư pháp"])],
        ),
    ],
)
def test_awards(lead: str, body: str, told: list[tuple[str, list[str]]]) -> None:
    found = report(lead, body).awards
    assert [(award.award, [one.name for one in award.recipients]) for award in found] == told


def test_units_out_of_all_that_received_an_award() -> None:
    found = report(OFFICES, "Năm 2023, Khối có 4/9 đơn vị được tặng Cờ thi đua của UBND tỉnh.").awards
    assert [(award.award, award.count) for award in found] == [("Cờ thi đua của Ủy ban nhân dân tỉnh", 4)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Tốc độ tăng trưởng kinh tế ở các huyện Cầu Ngang, Trà Cú và Châu Thành đều đạt 14%.",
            [(14, "huyện Cầu Ngang"), (14, "huyện Trà Cú"), (14, "huyện Châu Thành")],
        ),
        (
            "Đến nay, 2 huyện Duyên Hải và Trà Cú mỗi huyện có 2 xã xây dựng nông thôn mới.",
            [(2, "huyện Duyên Hải"), (2, "huyện Trà Cú")],
        ),
    ],
)
def test_whose_the_figure_is(body: str, told: list[tuple[float, str]]) -> None:
    assert [(entry.value, entry.subject) for entry in report(DISTRICTS, body).indicators] == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Dự hội nghị có Phó Chủ tịch Hội Nhà báo Việt Nam Trần Trọng Dũng; nguyên Phó Chủ tịch Hội Nhà báo Việt "
            "Nam Nguyễn Bé.",
            [
                ("Trần Trọng Dũng", "Phó Chủ tịch Hội Nhà báo Việt Nam"),
                ("Nguyễn Bé", "nguyên Phó Chủ tịch Hội Nhà báo Việt Nam"),
            ],
        ),
        (
            "Dự hội nghị có Phó Chủ tịch UBND tỉnh Trần Chung, Giám đốc Sở Nội vụ Lê Oanh.",
            [
                ("Trần Chung", "Phó Chủ tịch Ủy ban nhân dân tỉnh An Giang"),
                ("Lê Oanh", "Giám đốc Sở Nội vụ tỉnh An Giang"),
            ],
        ),
    ],
)
def test_posts(body: str, told: list[tuple[str, str]]) -> None:
    found = report(JOURNALISTS, body).officials
    assert [(one.name, position.text) for one in found for position in one.positions] == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Dự và chỉ đạo hội nghị có đồng chí Nguyễn Thị Hà, Thứ trưởng Bộ Nội vụ; đồng chí Bùi Đình Long, Phó Chủ "
            "tịch UBND tỉnh An Giang - Cụm trưởng chủ trì hội nghị.",
            {"Nguyễn Thị Hà": ["directed"], "Bùi Đình Long": ["chaired"]},
        ),
        (
            "Dự hội nghị có ông Trần Văn Sáu, Giám đốc Sở Nội vụ; ông Lê Văn Bảy, Phó Giám đốc Sở Tài chính cùng điều "
            "hành phần thảo luận.",
            {"Trần Văn Sáu": ["chaired", "attended"], "Lê Văn Bảy": ["chaired", "attended"]},
        ),
        (
            "Bà Trần Thị Liên (Giám đốc Sở Nội vụ), ông Vũ Văn Hùng (Phó Giám đốc Sở Y tế) đã tham luận. Ông Trương "
            "Quốc Huy - Chủ tịch UBND tỉnh do bận công tác không dự.",
            {"Trần Thị Liên": ["spoke"], "Vũ Văn Hùng": ["spoke"]},
        ),
    ],
)
def test_roles(body: str, told: dict[str, list[str]]) -> None:
    assert {one.name: list(one.roles) for one in report(JOURNALISTS, body).officials} == told


@pytest.mark.parametrize(
    ("body", "names", "counts"),
    [
        (
            "Khối đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 1 tập thể; 2 cá nhân là Giám đốc Sở Tài chính Nguyễn "
            "Văn An và Phó Giám đốc Sở Y tế Trần Văn Bình.",
            ["Nguyễn Văn An", "Trần Văn Bình"],
            [1],
        ),
        (
            "Đề nghị tặng Bằng khen cho 2 cá nhân gồm ông Nguyễn Văn An, Giám đốc Sở Tài chính và ông Trần Văn Bình, "
            "Phó Giám đốc Sở Y tế.",
            ["Nguyễn Văn An", "Trần Văn Bình"],
            [],
        ),
    ],
)
def test_the_people_whose_number_is_told(body: str, names: list[str], counts: list[int]) -> None:
    found = report(OFFICES, body).awards
    assert [one.name for award in found for one in award.recipients] == names
    assert [award.count for award in found if award.count] == counts


def test_a_plan_that_goes_on_gives_nothing() -> None:
    body = (
        "Các đơn vị ký giao ước thi đua, phấn đấu đến cuối năm có 1 đơn vị được nhận Cờ thi đua của Chính phủ và 4 "
        "đơn vị được nhận Cờ thi đua của Bộ Công an."
    )
    assert report(POLICE, body).awards == []


def test_a_flag_and_an_office_in_one_breath() -> None:
    body = "Khối đề nghị UBND tỉnh tặng Cờ thi đua cho Sở Nội vụ và bầu Sở Y tế làm Khối trưởng năm 2024."
    found = report(OFFICES, body)
    assert [[one.name for one in award.recipients] for award in found.awards] == [["Sở Nội vụ"]]
    assert [entry.unit for entry in found.leadership] == ["Sở Y tế"]


def test_figures_in_turn_go_on_in_the_order_of_the_names() -> None:
    body = "Tỷ lệ hộ nghèo của Duyên Hải và Cầu Ngang lần lượt còn 4,5% và 3,2%, giảm 1% và 1,2%."
    found = [(entry.value, entry.subject) for entry in report(DISTRICTS, body).indicators]
    assert found == [(4.5, "Duyên Hải"), (3.2, "Cầu Ngang"), (1, "Duyên Hải"), (1.2, "Cầu Ngang")]


@pytest.mark.parametrize(
    ("post", "told"),
    [
        ("Phó GĐ Sở Nội vụ", "Phó Giám đốc Sở Nội vụ tỉnh An Giang"),
        ("Liên đoàn trưởng Liên đoàn Địa chất miền Nam", "Liên đoàn trưởng Liên đoàn Địa chất miền Nam"),
        ("chuyên viên phòng Thi đua - Khen thưởng", "chuyên viên phòng Thi đua - Khen thưởng"),
        (
            "Giám đốc Trung tâm Điều tra tài nguyên nước miền Trung",
            "Giám đốc Trung tâm Điều tra tài nguyên nước miền Trung",
        ),
    ],
)
def test_posts_in_full(post: str, told: str) -> None:
    found = report(JOURNALISTS, f"Dự hội nghị có ông Huỳnh Mạnh Thắng - {post}.").officials
    assert [position.text for one in found for position in one.positions] == [told]


def test_the_only_person_of_the_sentence_before_goes_on() -> None:
    body = (
        "Ông Huỳnh Xuân Luật, Phó Giám đốc Sở Nội vụ đã ghi nhận thành tích. Đồng thời chỉ đạo, định hướng phương "
        "hướng, nhiệm vụ năm 2023."
    )
    assert [list(one.roles) for one in report(JOURNALISTS, body).officials] == [["directed", "spoke"]]


def test_amounts_in_turn() -> None:
    body = "Thu ngân sách của Duyên Hải và Cầu Ngang lần lượt đạt 520 tỷ đồng và 315 tỷ đồng."
    found = [(entry.value, entry.subject) for entry in report(DISTRICTS, body).indicators]
    assert found == [(520, "Duyên Hải"), (315, "Cầu Ngang")]


def test_three_people_stand_for_three_offices_in_order() -> None:
    body = (
        "Chủ trì hội nghị có Đại tá Cao Thành Nghiệp, Giám đốc Công an tỉnh Quảng Ninh; Đại tá Lê Văn Rinh, Giám đốc "
        "Công an tỉnh Bắc Giang và Đại tá Bùi Chí Dõng, Giám đốc Công an tỉnh Lạng Sơn, lần lượt đại diện Trưởng cụm, "
        "Phó cụm thứ nhất và Phó cụm thứ hai năm 2022."
    )
    assert [(entry.office, entry.unit, entry.year, entry.status) for entry in report(POLICE, body).leadership] == [
        ("head", "Công an tỉnh Quảng Ninh", 2022, "incumbent"),
        ("deputy", "Công an tỉnh Bắc Giang", 2022, "incumbent"),
        ("deputy", "Công an tỉnh Lạng Sơn", 2022, "incumbent"),
    ]


def test_recipients_behind_a_dash() -> None:
    body = (
        "Các đơn vị bỏ phiếu suy tôn và đề nghị: Cờ thi đua của Chính phủ - Công an tỉnh Quảng Ninh; Bằng khen của Bộ "
        "Công an - Công an tỉnh Lạng Sơn và Công an tỉnh Cao Bằng."
    )
    found = report(POLICE, body).awards
    assert [(award.award, [one.name for one in award.recipients]) for award in found] == [
        ("Cờ thi đua của Chính phủ", ["Công an tỉnh Quảng Ninh"]),
        ("Bằng khen của Bộ Công an", ["Công an tỉnh Lạng Sơn", "Công an tỉnh Cao Bằng"]),
    ]


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Chỉ tiêu năm tới: tỷ lệ hộ nghèo giảm 2%; trên 85% xã đạt chuẩn nông thôn mới.", ["target", "target"]),
        ("Ông đề nghị các huyện lo giải ngân vốn đầu tư công, hiện mới được 31,7% kế hoạch.", ["result"]),
        ("Tỷ lệ hộ nghèo còn 3,2%, thấp hơn mức bình quân chung của toàn ngành (4,05%).", ["result"]),
    ],
)
def test_what_is_planned_and_what_is_reached(body: str, kinds: list[str]) -> None:
    assert [entry.kind for entry in report(DISTRICTS, body).indicators] == kinds


@pytest.mark.parametrize(
    "body",
    [
        "Giám đốc Công an tỉnh Vi Quốc Dự không có mặt, Phó Giám đốc ký thay.",
        "Vắng mặt đáng tiếc là ông Vi Quốc Dự, Phó Giám đốc Sở Nội vụ.",
    ],
)
def test_who_was_not_there(body: str) -> None:
    assert report(JOURNALISTS, body).officials == []
