"""Habits met in reports of police, army, procuracy, schools and commune offices that no rule had been read against."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.model.record import Record

POLICE = "Ngày 5/4/2024, tại Quảng Trị, Cụm thi đua số 7 Bộ Công an tổ chức hội nghị ký giao ước thi đua năm 2024.\n"
BLOCK = (
    "Sáng 25/11/2022, tại Vĩnh Long, Khối thi đua các cơ quan Nội chính tỉnh tổ chức hội nghị tổng kết công tác thi "
    "đua năm 2022.\n"
)


def told(body: str, lead: str = POLICE, title: str = "Hội nghị của Cụm thi đua") -> Record:
    return extract(f"{title}\n{lead}{body}\n")


def members(lead: str) -> list[str]:
    record = told("", lead=lead)
    assert record.cluster is not None
    return record.cluster.members


# ---- report and name -----------------------------------------------------------------------------------------------


def test_the_branch_meets_and_its_cluster_is_named_in_another_sentence() -> None:
    record = told(
        "Cụm thi đua số 6 Công an các tỉnh Tây Nguyên gồm Công an Đắk Lắk, Gia Lai, Kon Tum và Lâm Đồng.\n"
        "Công an các tỉnh đã thống nhất ký kết giao ước thi đua năm 2021.",
        lead="Chiều 1/4/2021, tại Công an tỉnh Lâm Đồng, Công an các tỉnh Tây Nguyên tổ chức hội nghị ký kết phong "
        "trào thi đua năm 2021.\n",
        title="Công an các tỉnh Tây Nguyên thi đua",
    )
    assert record.report == "meeting"
    assert record.meeting is not None
    assert record.meeting.types == ["ky_ket"]
    assert record.cluster is not None
    assert record.cluster.members == ["Đắk Lắk", "Gia Lai", "Kon Tum", "Lâm Đồng"]


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        (
            "Ngày 24/2/2020, tại Bắc Ninh, Cụm thi đua số 4-Trường Chính trị các tỉnh đồng bằng sông Hồng tổ chức ký "
            "giao ước thi đua năm 2020.",
            "Cụm thi đua số 4-Trường Chính trị các tỉnh Đồng bằng sông Hồng",
        ),
        (
            "Ngày 8/3/2018, Khối Xây dựng lực lượng - Trực thuộc - Hậu cần kỹ thuật, Công an tỉnh tổ chức hội nghị ký "
            "kết giao ước thi đua năm 2018.",
            "Khối Xây dựng lực lượng - Trực thuộc - Hậu cần kỹ thuật",
        ),
        (
            "Sáng 7/2/2018, tại Khánh Hòa, Cụm thi đua các Văn phòng đoàn đại biểu Quốc hội các tỉnh Tây Nguyên tổ "
            "chức hội nghị ký kết giao ước thi đua năm 2018.",
            "Cụm thi đua các Văn phòng đoàn đại biểu Quốc hội các tỉnh Tây Nguyên",
        ),
        (
            "Sáng 25/5/2018, Cụm thi đua số 2 (khối THPT) Sở GD-ĐT tỉnh Hải Dương tổ chức hội nghị tổng kết năm học "
            "2017-2018.",
            "Cụm thi đua số 2 Sở Giáo dục và Đào tạo tỉnh Hải Dương",
        ),
        (
            "Ngày 2/6/2023, Cụm thi đua số 2 khối các trường THPT tỉnh Bắc Giang tổ chức hội nghị tổng kết năm học "
            "2022-2023.",
            "Cụm thi đua số 2 khối các trường trung học phổ thông tỉnh Bắc Giang",
        ),
        (
            "Ngày 2/6/2023, Khối thi đua các doanh nghiệp ngoài nhà nước tỉnh Bình Dương tổ chức hội nghị sơ kết năm "
            "2023.",
            "Khối thi đua các doanh nghiệp ngoài nhà nước tỉnh Bình Dương",
        ),
        (
            "Ngày 4/3/2019, khối Công an các huyện, thành phố - Công an tỉnh Hòa Bình tổ chức lễ ký giao ước thi đua "
            "năm 2019.",
            "Khối Công an các huyện, thành phố - Công an tỉnh Hòa Bình",
        ),
    ],
)
def test_names_of_clusters(lead: str, name: str) -> None:
    record = told("", lead=f"{lead}\n")
    assert record.cluster is not None
    assert record.cluster.name == name


def test_two_agencies_of_one_branch_make_a_cluster_of_that_branch() -> None:
    lead = "Chiều 5/3/2020, Cụm thi đua số 7 tổ chức hội nghị ký kết giao ước thi đua năm 2020.\n"
    pair = "Năm 2020, VKSND tỉnh Lâm Đồng là Cụm trưởng và VKSND tỉnh Đắk Nông là Cụm phó."
    single = "Năm 2020, VKSND huyện Đức Trọng là Cụm trưởng. VKSND tỉnh Lâm Đồng chứng kiến."
    scopes = [cluster.scope for body in (pair, single) if (cluster := told(body, lead=lead).cluster)]
    assert scopes == ["sector", "local"]


# ---- members -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told_of", "expected"),
    [
        (
            "Cụm thi đua số 10 gồm các Văn phòng Đảng ủy: phường Bến Cát, Tân Uyên và phường Thới Hòa",
            [
                "Văn phòng Đảng ủy phường Bến Cát",
                "Văn phòng Đảng ủy phường Tân Uyên",
                "Văn phòng Đảng ủy phường Thới Hòa",
            ],
        ),
        (
            "Cụm thi đua số 12 gồm 3 đơn vị Cảnh sát PCCC các tỉnh: tỉnh Thừa thiên Huế, tỉnh Bà rịa - Vũng tàu, tỉnh "
            "Bạc liêu",
            ["Thừa Thiên Huế", "Bà Rịa - Vũng Tàu", "Bạc Liêu"],
        ),
        (
            "Cụm thi đua số 2 gồm 4 đơn vị: Cục CSGT, Cục Cơ yếu, Cục An ninh mạng và Cục Cảnh sát PCCC và cứu nạn, "
            "cứu hộ",
            [
                "Cục Cảnh sát giao thông",
                "Cục Cơ yếu",
                "Cục An ninh mạng",
                "Cục Cảnh sát phòng cháy chữa cháy và cứu nạn, cứu hộ",
            ],
        ),
        (
            "Cụm thi đua số 6 Bộ Giáo dục và Đào tạo, gồm các Sở GD-ĐT Đắk Nông, Gia Lai và Lâm Đồng",
            [f"Sở Giáo dục và Đào tạo {place}" for place in ("tỉnh Đắk Nông", "tỉnh Gia Lai", "tỉnh Lâm Đồng")],
        ),
        (
            "Ban CHQS các huyện, thị xã nội địa (Bình Long, Đồng Xoài, Phước Long) thuộc Cụm thi đua số 6",
            [f"Ban Chỉ huy quân sự {place}" for place in ("thị xã Bình Long", "Đồng Xoài", "Phước Long")],
        ),
    ],
)
def test_members(told_of: str, expected: list[str]) -> None:
    assert (
        members(f"Ngày 6/1/2017, {told_of} tổ chức hội nghị tổng kết năm 2016 và ký giao ước thi đua năm 2017.\n")
        == expected
    )


def test_members_of_a_block_behind_a_comma() -> None:
    record = told(
        "Dự có lãnh đạo các Bộ, ngành là thành viên Khối, gồm: Văn phòng Quốc hội, Bộ Nội vụ, Liên minh Hợp tác xã "
        "Việt Nam, Ngân hàng Nhà nước, Ngân hàng phát triển Việt Nam.",
        lead="Ngày 4/4/2016, Khối thi đua các Bộ, ngành tổng hợp tổ chức hội nghị tổng kết năm 2015.\n",
    )
    assert record.cluster is not None
    assert record.cluster.members[-3:] == [
        "Liên minh Hợp tác xã Việt Nam",
        "Ngân hàng Nhà nước",
        "Ngân hàng phát triển Việt Nam",
    ]


def test_the_list_ends_before_the_verb_of_those_who_came() -> None:
    record = told(
        "Đại diện các Trại giam Cụm thi đua số 7, gồm: Trại giam An Phước; Trại giam Cây Cầy và Trại giam Thạnh Hòa "
        "cùng dự."
    )
    assert record.cluster is not None
    assert record.cluster.members == ["Trại giam An Phước", "Trại giam Cây Cầy", "Trại giam Thạnh Hòa"]


# ---- leadership ----------------------------------------------------------------------------------------------------


def heads(body: str, lead: str = POLICE) -> list[tuple[str | None, str, int | None, str]]:
    return [(entry.unit, entry.office, entry.year, entry.status) for entry in told(body, lead=lead).leadership]


def test_assigned_before_the_meeting() -> None:
    found = heads("Bộ Công an phân công Công an tỉnh Quảng Trị là đơn vị Cụm trưởng, Công an tỉnh Hà Tĩnh cụm phó.")
    assert found == [
        ("Công an tỉnh Quảng Trị", "head", 2024, "incumbent"),
        ("Công an tỉnh Hà Tĩnh", "deputy", 2024, "incumbent"),
    ]


def test_the_last_of_the_members_listed_is_the_head() -> None:
    found = heads(
        "Cụm thi đua số 7 gồm các đơn vị Tổng cục An ninh, Tổng cục Tình báo, Bộ Tư lệnh Cảnh vệ và Cục CSGT là đơn "
        "vị Cụm trưởng."
    )
    assert [unit for unit, *_ in found] == ["Cục Cảnh sát giao thông"]


def test_signing_a_pact_elects_nobody() -> None:
    lead = (
        "Ngày 3/3/2017, Khối thi đua Văn hóa - Xã hội tỉnh Hậu Giang do Sở Y tế là Khối trưởng vừa tổ chức hội nghị "
        "ký kết giao ước thi đua năm 2017.\n"
    )
    assert heads("", lead=lead) == [("Sở Y tế", "head", 2017, "incumbent")]


def test_the_host_holds_the_office_of_the_year_reviewed() -> None:
    lead = (
        "Chiều 11/12/2023, Công an quận Cầu Giấy - đơn vị Cụm trưởng Cụm thi đua số 9 Công an thành phố Hà Nội tổ "
        "chức hội nghị tổng kết phong trào thi đua năm 2023 và bầu Công an quận Tây Hồ là đơn vị Cụm trưởng năm 2024.\n"
    )
    assert heads("", lead=lead) == [
        ("Công an quận Cầu Giấy", "head", 2023, "incumbent"),
        ("Công an quận Tây Hồ", "head", 2024, "elected"),
    ]


# ---- posts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "posts"),
    [
        (
            "Đó là khẳng định của Ủy viên Bộ Chính trị, Chủ tịch UBTW MTTQ Việt Nam Nguyễn Thanh Nhàn tại hội nghị.",
            ["Ủy viên Bộ Chính trị", "Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"],
        ),
        ("Dự có đồng chí Lê Ngọc Hòa - Phó Chủ tich UBND tỉnh Nghệ An.", ["Phó Chủ tịch Ủy ban nhân dân tỉnh Nghệ An"]),
        (
            "Trung tướng Hồ Văn Thanh - Bí thư Đảng ủy, Chính ủy Bộ Tư lệnh Quân khu 9 phát biểu tại hội nghị.",
            ["Bí thư Đảng ủy Quân khu 9", "Chính ủy Bộ Tư lệnh Quân khu 9"],
        ),
        ("Thiếu tướng Hoàng Tiến Hải, Phó Chánh Văn phòng Bộ tặng hoa các đơn vị.", ["Phó Chánh Văn phòng Bộ Công an"]),
        ("Phó Chủ nhiệm VPQH Lê Quang Minh đã tham dự Hội nghị.", ["Phó Chủ nhiệm Văn phòng Quốc hội"]),
    ],
)
def test_posts(body: str, posts: list[str]) -> None:
    record = told(body, lead=POLICE.replace("Cụm thi đua số 7 Bộ Công an", "Cụm thi đua số 7 thuộc Bộ Công an"))
    assert [post.text for post in record.officials[0].positions] == posts


# ---- awards, figures, dates ----------------------------------------------------------------------------------------


def test_a_request_goes_on_behind_semicolons() -> None:
    record = told(
        "Các đơn vị đề nghị Thanh tra tỉnh được nhận Cờ thi đua của Chính phủ; 02 đơn vị được nhận Cờ thi đua của "
        "UBND tỉnh; 03 đơn vị được nhận Bằng khen của Chủ tịch UBND tỉnh.",
        lead=BLOCK,
    )
    assert [(entry.status, entry.count) for entry in record.awards] == [
        ("proposed", None),
        ("proposed", 2),
        ("proposed", 3),
    ]
    assert [recipient.name for recipient in record.awards[0].recipients] == ["Thanh tra tỉnh"]


@pytest.mark.parametrize(
    "body",
    [
        "Các đơn vị ký kết giao ước thi đua với nhiệm vụ cụ thể tấn công mạnh tội phạm, giải quyết đạt 90% tin báo tố "
        "giác.",
        "Cụm triển khai các giải pháp kéo giảm ít nhất 05% các vụ phạm tội về trật tự xã hội.",
    ],
)
def test_what_a_pact_asks_for_is_a_target(body: str) -> None:
    assert [figure.kind for figure in told(body).indicators] == ["target"]


def test_students_counted_by_their_initials() -> None:
    record = told("Các trường trong Khối có trên 8.700 HSSV tốt nghiệp.", lead=BLOCK)
    assert [(figure.value, figure.unit) for figure in record.indicators] == [(8700, "học sinh, sinh viên")]


def test_a_year_named_beside_a_plan_moves_no_written_date() -> None:
    record = told(
        "",
        lead="Thực hiện Kế hoạch ngày 29/12/2022 về công tác thi đua, khen thưởng năm 2023, được sự thống nhất của "
        "Hội đồng thi đua, ngày 10/02/2023 Cụm thi đua số 2 VKSND tỉnh An Giang tổ chức Lễ "
        "ký giao ước.\n",
        title="Lễ ký kết giao ước thi đua",
    )
    assert record.meeting is not None
    assert (record.meeting.types, record.meeting.date, record.meeting.period) == (["ky_ket"], "2023-02-10", None)


def test_a_review_half_way_does_not_say_in_which_year_it_was_held() -> None:
    record = told(
        "",
        lead="Cụm thi đua số 3 Phụ nữ Công an vừa tổ chức hội nghị sơ kết 2 năm thực hiện phong trào thi đua giai đoạn "
        "2022-2026, ngày 21/8 tại Công an tỉnh Quảng Ninh.\n",
    )
    assert record.meeting is not None
    assert record.meeting.date is None
    assert "date_incomplete" in {warning.code for warning in record.warnings}


PLAIN = (
    "Sáng 22/2/2017, tại Kon Tum, Cụm thi đua các tỉnh Tây Nguyên tổ chức hội nghị tổng kết phong trào thi đua năm "
    "2016.\n"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tỷ lệ hộ nghèo của Gia Lai và Kon Tum còn 9,5% và 12,3%.", [("Gia Lai", 9.5), ("Kon Tum", 12.3)]),
        ("Mức tăng GRDP 12,3% đưa Kon Tum lên đầu bảng.", [("Kon Tum", 12.3)]),
        ("Có 99,8% thí sinh Gia Lai đỗ tốt nghiệp.", [("Gia Lai", 99.8)]),
        ("Khách du lịch tới Kon Tum tăng 17,2%.", [("Kon Tum", 17.2)]),
        ("Gia Lai là tỉnh đầu tiên của Cụm cấp 100% căn cước.", [("Gia Lai", 100)]),
        ("Gia Lai giải quyết 81,5% số vụ, trong khi mức chung là 90,7%.", [("Gia Lai", 81.5), ("cluster", 90.7)]),
        ("Trước đó, các đại biểu đã dâng hương và trao 50 suất quà cho người nghèo.", []),
        ("Các cơ quan tham mưu ban hành 5 nghị quyết, 12 chỉ thị.", [("cluster", 5), ("cluster", 12)]),
    ],
)
def test_whose_the_figures_are(body: str, expected: list[tuple[str, float]]) -> None:
    record = told(body, lead=PLAIN)
    assert [(figure.subject, figure.value) for figure in record.indicators] == expected


def test_a_body_that_acts_owns_its_figures_up_to_the_number() -> None:
    lead = "Chiều 6/12/2022, Khối thi đua các cơ quan Đảng tỉnh Yên Bái tổ chức hội nghị tổng kết năm 2022.\n"
    record = told("Ban Tổ chức Tỉnh ủy tham mưu kết nạp 1.846 đảng viên, vượt 15,4% kế hoạch.", lead=lead)
    assert {figure.subject for figure in record.indicators} == {"Ban Tổ chức Tỉnh ủy"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Các bệnh viện: Đa khoa tỉnh, Nhi và Phổi đề nghị công nhận danh hiệu Tập thể lao động xuất sắc.",
            ["Bệnh viện Đa khoa tỉnh", "Bệnh viện Nhi", "Bệnh viện Phổi"],
        ),
        (
            "Đề nghị tặng Bằng khen cho các trường THPT: Kẻ Sặt, Bình Giang và Đường An.",
            [f"Trường trung học phổ thông {name}" for name in ("Kẻ Sặt", "Bình Giang", "Đường An")],
        ),
        ("UBND tỉnh tặng Bằng khen cho Đông Giang và Bắc Trà My.", ["Đông Giang", "Bắc Trà My"]),
    ],
)
def test_recipients_by_their_bare_names(body: str, expected: list[str]) -> None:
    lead = "Chiều 17/1/2014, Cụm thi đua các huyện miền núi cao của tỉnh Quảng Nam tổ chức tổng kết năm 2013.\n"
    assert [one.name for award in told(body, lead=lead).awards for one in award.recipients] == expected


def test_heads_by_their_bare_names() -> None:
    found = heads("Cụm bầu các trường THPT: Kẻ Sặt, Bình Giang làm Cụm trưởng, Cụm phó năm 2023.", lead=BLOCK)
    assert [(unit, office) for unit, office, *_ in found] == [
        ("Trường trung học phổ thông Kẻ Sặt", "head"),
        ("Trường trung học phổ thông Bình Giang", "deputy"),
    ]


@pytest.mark.parametrize(
    ("cluster", "body", "post"),
    [
        (
            "Cụm thi đua Ngân hàng Chính sách xã hội các tỉnh Tây Nguyên",
            "Giám đốc chi nhánh Kon Tum Phạm Ngọc Dần chia sẻ cách làm.",
            "Giám đốc chi nhánh Ngân hàng Chính sách xã hội tỉnh Kon Tum",
        ),
        (
            "Cụm thi đua số 6 Bảo hiểm xã hội Việt Nam",
            "Tham dự có bà Lê Thanh Trúc, Vụ trưởng Vụ Thi đua - Khen thưởng.",
            "Vụ trưởng Vụ Thi đua - Khen thưởng Bảo hiểm xã hội Việt Nam",
        ),
    ],
)
def test_posts_completed_from_the_name_of_the_cluster(cluster: str, body: str, post: str) -> None:
    record = told(body, lead=f"Ngày 12/1/2023, tại Gia Lai, {cluster} tổ chức hội nghị tổng kết năm 2022.\n")
    assert [one.text for one in record.officials[0].positions] == [post]


def test_recipients_by_their_posts_and_further_numbers() -> None:
    record = told(
        "- Đề nghị Bằng khen của Liên minh HTX Việt Nam: 02 tập thể là Liên minh HTX tỉnh Tiền Giang, Liên minh HTX "
        "tỉnh Trà Vinh; 02 cá nhân là Chủ tịch Liên minh HTX tỉnh Vĩnh Long và Phó Chủ tịch Liên minh HTX tỉnh Long "
        "An; 11 HTX.",
        lead="Ngày 18/12/2020, tại Vĩnh Long, Cụm thi đua số 5 Liên minh HTX các tỉnh Tây Nam Bộ tổ chức tổng kết năm "
        "2020.\n",
    )
    named, counted = record.awards
    assert [(one.name, one.kind) for one in named.recipients][2:] == [
        ("Chủ tịch Liên minh Hợp tác xã tỉnh Vĩnh Long", "person"),
        ("Phó Chủ tịch Liên minh Hợp tác xã tỉnh Long An", "person"),
    ]
    assert counted.count == 11
