"""What a report tells once and means for several: branches, class words, numbers, verbs, posts."""

from __future__ import annotations

import pytest

from pipeline.api import extract
from pipeline.model.record import Record

UNIONS = (
    "Ngày 5/12/2019, Cụm thi đua số 2 Liên đoàn Lao động tỉnh Bình Thuận tổ chức hội nghị tổng kết công tác thi đua "
    "năm 2019."
)
OFFICES = (
    "Chiều 10/01/2024, tại trụ sở Sở Tài chính tỉnh Bình Định, Khối thi đua các sở Kinh tế tổng hợp tổ chức hội nghị "
    "tổng kết phong trào thi đua năm 2023."
)
MEDIA = (
    "Chiều 30-3-2023, tại Cần Thơ, Cụm Thi đua số 1 Bộ Thông tin và Truyền thông (TT&TT) tổ chức hội nghị tổng kết "
    "phong trào thi đua năm 2022."
)
POLICE = (
    "Ngày 20/12/2022, tại Công an tỉnh Quảng Ninh, Cụm thi đua số 5 Bộ Công an tổ chức hội nghị tổng kết phong trào "
    "thi đua năm 2022. Cụm gồm Công an các tỉnh Quảng Ninh, Bắc Giang, Lạng Sơn và Cao Bằng."
)
DISTRICTS = (
    "Ngày 29 tháng 2 năm 2012, tại huyện Duyên Hải, Cụm thi đua số 1 tỉnh Trà Vinh (gồm 4 huyện: Duyên Hải, Cầu Ngang, "
    "Trà Cú và Châu Thành) tổng kết công tác thi đua năm 2011."
)
JOURNALISTS = "Ngày 5/12/2022, tại An Giang, Cụm thi đua số 2 Hội Nhà báo tổ chức hội nghị tổng kết năm 2022."


def report(lead: str, body: str = "", title: str = "Tổng kết công tác thi đua") -> Record:
    return extract(f"{title}\n\n{lead}\n\n{body}\n\nHội nghị kết thúc trong không khí đoàn kết.")


def members(listed: str) -> list[str]:
    found = report(f"Ngày 5/12/2022, Cụm thi đua số 2 tổ chức tổng kết năm 2022. Cụm gồm các đơn vị: {listed}.").cluster
    assert found is not None
    return found.members


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Hải đoàn 18, 28 và 48", ["Hải đoàn 18", "Hải đoàn 28", "Hải đoàn 48"]),
        ("Sư đoàn 5, 302 và Trung đoàn Gia Định", ["Sư đoàn 5", "Sư đoàn 302", "Trung đoàn Gia Định"]),
        ("TP. Mỹ Tho, TX. Gò Công, huyện Cái Bè", ["thành phố Mỹ Tho", "thị xã Gò Công", "huyện Cái Bè"]),
    ],
)
def test_members(listed: str, told: list[str]) -> None:
    assert members(listed) == told


def test_bodies_behind_a_semicolon_are_members_where_their_head_goes_on() -> None:
    found = report(
        "Ngày 20/12/2019, Cụm thi đua số 4 Công an thành phố Hà Nội, gồm Công an các quận: Ba Đình, Tây Hồ; Công an "
        "huyện Gia Lâm tổ chức hội nghị tổng kết phong trào thi đua năm 2019."
    ).cluster
    assert found is not None
    assert found.members == ["Công an quận Ba Đình", "Công an quận Tây Hồ", "Công an huyện Gia Lâm"]


def test_the_place_of_the_meeting_before_the_list_is_no_second_member() -> None:
    found = report(
        "Ngày 6/7/2018, tại Tiền Giang, các tỉnh: Tiền Giang, Long An, Bến Tre, Đồng Tháp thuộc Cụm thi đua số 8 Ngân "
        "hàng Chính sách xã hội đã sơ kết hoạt động thi đua 6 tháng đầu năm 2018."
    ).cluster
    assert found is not None
    assert found.members == ["Tiền Giang", "Long An", "Bến Tre", "Đồng Tháp"]


@pytest.mark.parametrize(
    ("body", "deputy"),
    [
        (
            "Hội nghị đã bầu LĐLĐ huyện Hàm Tân làm Cụm trưởng và thị xã La Gi làm Cụm phó.",
            "Liên đoàn Lao động thị xã La Gi",
        ),
        (
            "Hội nghị đã bầu LĐLĐ huyện Hàm Tân làm Cụm trưởng, Đức Linh làm Cụm phó.",
            "Liên đoàn Lao động huyện Đức Linh",
        ),
        ("Hội nghị bầu UBND huyện Hàm Tân làm Cụm trưởng, huyện Đức Linh làm Cụm phó.", "huyện Đức Linh"),
        ("Hội nghị bầu thị xã La Gi làm Cụm trưởng, Đức Linh là Cụm phó.", "huyện Đức Linh"),
    ],
)
def test_the_branch_of_the_deputy(body: str, deputy: str) -> None:
    assert [(entry.office, entry.unit) for entry in report(UNIONS, body).leadership][1:] == [("deputy", deputy)]


def test_two_departments_in_one_office() -> None:
    body = "Khối bầu Sở Nội vụ làm Khối trưởng, hai Sở Tài chính và Xây dựng làm Khối phó năm 2024."
    held = [(entry.office, entry.unit) for entry in report(OFFICES, body).leadership]
    assert held == [("head", "Sở Nội vụ"), ("deputy", "Sở Tài chính"), ("deputy", "Sở Xây dựng")]


def test_the_heading_of_a_vote_holds_no_office() -> None:
    body = "Kết quả bầu đơn vị làm Trưởng, Phó khối năm 2024: Sở Công Thương - Trưởng khối; Sở Xây dựng - Phó khối."
    held = [(entry.office, entry.unit) for entry in report(OFFICES, body).leadership]
    assert held == [("head", "Sở Công Thương"), ("deputy", "Sở Xây dựng")]


@pytest.mark.parametrize(
    "body",
    [
        "Hội nghị đã tín nhiệm bầu Giám đốc Sở Công Thương Nguyễn Văn Nam giữ chức Khối trưởng năm 2024.",
        "Hội nghị bầu Đại tá Nguyễn Văn Nam, Giám đốc Sở Công Thương tiếp tục làm Khối trưởng năm 2024.",
    ],
)
def test_the_person_voted_for(body: str) -> None:
    assert [(entry.unit, entry.person) for entry in report(OFFICES, body).leadership] == [
        ("Sở Công Thương", "Nguyễn Văn Nam")
    ]


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
    ("title", "lead", "name", "size"),
    [
        (
            "Tổng kết công tác thi đua Cụm 1 của tỉnh Trà Vinh năm 2011",
            "Ngày 29/2/2012, tại huyện Duyên Hải, Cụm thi đua 1 tổng kết công tác thi đua năm 2011.",
            "Cụm thi đua 1 tỉnh Trà Vinh",
            None,
        ),
        (
            "Tổng kết phong trào thi đua Khối 5 ngành Y tế tỉnh Nghệ An",
            "Sáng 12/1/2021, tại huyện Đô Lương, Khối thi đua số 5 đã tổ chức hội nghị tổng kết thi đua năm 2020.",
            "Khối thi đua số 5 ngành Y tế tỉnh Nghệ An",
            None,
        ),
    ],
)
def test_the_short_title_says_whose_cluster_it_is(title: str, lead: str, name: str, size: int | None) -> None:
    found = report(lead, title=title).cluster
    assert found is not None
    assert (found.name, found.size) == (name, size)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Tốc độ tăng trưởng kinh tế ở các huyện Cầu Ngang, Trà Cú và Châu Thành đều đạt 14%.",
            [(14, "Cầu Ngang"), (14, "Trà Cú"), (14, "Châu Thành")],
        ),
        (
            "Đến nay, 2 huyện Duyên Hải và Trà Cú mỗi huyện có 2 xã xây dựng nông thôn mới.",
            [(2, "Duyên Hải"), (2, "Trà Cú")],
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


def test_a_signing_has_the_year_whose_results_it_tells() -> None:
    found = report(
        "Sáng 5/1/2024, Cụm thi đua các tỉnh Tây Nam Bộ ký kết giao ước thi đua năm 2024.",
        "Năm 2023, kinh tế của các tỉnh trong Cụm tăng trưởng khá, bình quân đạt 6,7%.",
        "12 tỉnh Tây Nam Bộ ký kết giao ước thi đua năm 2024",
    ).meeting
    assert found is not None
    assert (found.period, found.types) == ("2023", ["ky_ket"])


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
