"""Heads, deputies, awards and figures as reporters of many kinds of clusters turn them."""

from __future__ import annotations

import pytest

from pipeline.api import extract
from pipeline.model.record import Record

PROVINCES = (
    "Ngày 15/12/2023, tại thành phố Vinh, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết công tác thi "
    "đua, khen thưởng năm 2023, triển khai nhiệm vụ năm 2024. Dự hội nghị có đại diện lãnh đạo các tỉnh Thanh Hóa, "
    "Nghệ An, Hà Tĩnh, Quảng Bình, Quảng Trị và Thừa Thiên Huế."
)
OFFICES = (
    "Chiều 10/01/2024, tại trụ sở Sở Tài chính tỉnh Bình Định, Khối thi đua các sở Kinh tế tổng hợp tổ chức hội nghị "
    "tổng kết phong trào thi đua năm 2023 và ký kết giao ước thi đua năm 2024."
)
POLICE = (
    "Ngày 20/12/2022, tại Công an tỉnh Quảng Ninh, Cụm thi đua số 5 Bộ Công an tổ chức hội nghị tổng kết phong trào "
    "thi đua “Vì an ninh Tổ quốc” năm 2022. Cụm gồm Công an các tỉnh Quảng Ninh, Bắc Giang, Lạng Sơn và Cao Bằng."
)
COMMUNES = (
    "Ngày 28/12/2024, tại UBND xã Tân Hưng, Cụm thi đua số 3 huyện Tân Châu gồm các xã Tân Hưng, Tân Hà, Suối Ngô và "
    "thị trấn Tân Châu tổ chức hội nghị tổng kết phong trào thi đua năm 2024."
)


def report(lead: str, body: str = "") -> Record:
    return extract(f"Tổng kết công tác thi đua\n\n{lead}\n\n{body}\n\nHội nghị kết thúc trong không khí đoàn kết.")


@pytest.mark.parametrize(
    ("lead", "body", "told"),
    [
        (
            PROVINCES,
            "Đơn vị làm Cụm trưởng năm 2024 là tỉnh Hà Tĩnh, đơn vị làm Cụm phó là tỉnh Quảng Trị.",
            [("head", "Hà Tĩnh", 2024, "elected"), ("deputy", "Quảng Trị", 2024, "elected")],
        ),
        (
            PROVINCES,
            "Chiếc ghế Cụm trưởng năm tới được trao cho Hà Tĩnh, còn Quảng Bình sẽ là Cụm phó.",
            [("head", "Hà Tĩnh", 2024, "elected"), ("deputy", "Quảng Bình", 2024, "elected")],
        ),
        (
            PROVINCES,
            "Thay mặt tỉnh được giao làm Cụm trưởng năm 2024, đồng chí Võ Văn An, Chủ tịch UBND tỉnh Hà Tĩnh phát "
            "biểu.",
            [("head", "Hà Tĩnh", 2024, "elected")],
        ),
        (
            OFFICES,
            "Sở Tài chính, Khối trưởng năm 2023, đã bàn giao công tác Khối trưởng cho Sở Xây dựng.",
            [("head", "Sở Tài chính", 2023, "incumbent"), ("head", "Sở Xây dựng", 2024, "elected")],
        ),
        (
            OFFICES,
            "Năm 2024, Khối trưởng là Sở Xây dựng và Khối phó là Sở Công Thương.",
            [("head", "Sở Xây dựng", 2024, "elected"), ("deputy", "Sở Công Thương", 2024, "elected")],
        ),
        (
            OFFICES,
            "Nhiệm kỳ 2024, trưởng khối thi đua là Sở Xây dựng.",
            [("head", "Sở Xây dựng", 2024, "elected")],
        ),
        (
            OFFICES,
            "Hội nghị đã tiến hành bàn giao chức danh Khối trưởng giữa Sở Tài chính và Sở Công Thương.",
            [("head", "Sở Tài chính", 2023, "outgoing"), ("head", "Sở Công Thương", 2024, "elected")],
        ),
        (
            OFFICES,
            "Sở Công Thương tiếp nhận cờ Khối trưởng năm 2024 từ Sở Tài chính.",
            [("head", "Sở Công Thương", 2024, "elected"), ("head", "Sở Tài chính", 2023, "outgoing")],
        ),
        (
            OFFICES,
            "Hội nghị chọn Sở Công Thương vào vị trí Khối trưởng, Sở Xây dựng vào vị trí Khối phó năm 2024.",
            [("head", "Sở Công Thương", 2024, "elected"), ("deputy", "Sở Xây dựng", 2024, "elected")],
        ),
        (
            OFFICES,
            "Sở Công Thương được tin tưởng giao phó trọng trách Khối trưởng Khối thi đua năm 2024.",
            [("head", "Sở Công Thương", 2024, "elected")],
        ),
        (
            OFFICES,
            "Hội nghị đã nghe Khối trưởng Khối thi đua năm 2023 (Sở Tài chính) báo cáo kết quả.",
            [("head", "Sở Tài chính", 2023, "incumbent")],
        ),
        (
            OFFICES,
            "Cờ Khối trưởng được chuyển từ Sở Tài chính sang Sở Công Thương.",
            [("head", "Sở Công Thương", 2024, "elected"), ("head", "Sở Tài chính", 2023, "outgoing")],
        ),
        (
            OFFICES,
            "Với vai trò là đơn vị Khối trưởng, năm 2023 Sở Tài chính đã chủ động xây dựng quy chế hoạt động.",
            [("head", "Sở Tài chính", 2023, "incumbent")],
        ),
        (
            OFFICES,
            "Sở Xây dựng là cơ quan đăng cai Khối trưởng năm 2024.",
            [("head", "Sở Xây dựng", 2024, "elected")],
        ),
        (
            OFFICES,
            "Theo đó, THACO được bầu làm Khối trưởng thi đua năm 2024.",
            [("head", "THACO", 2024, "elected")],
        ),
        (
            OFFICES,
            "Sở Xây dựng được đề nghị UBND tỉnh tặng Cờ thi đua với số phiếu cao nhất và được tín nhiệm giới thiệu "
            "làm Trưởng khối thi đua năm 2024.",
            [("head", "Sở Xây dựng", 2024, "elected")],
        ),
        (
            POLICE,
            "Năm 2022, Công an tỉnh Bắc Giang được Bộ Công an phân công là đơn vị Cụm trưởng Cụm thi đua số 5.",
            [("head", "Công an tỉnh Bắc Giang", 2022, "incumbent")],
        ),
        (
            POLICE,
            "Đại diện đơn vị Cụm trưởng Cụm thi đua số 5 Bộ Công an, đồng chí Vũ Thị Thành, Phó Giám đốc Công an tỉnh "
            "Quảng Ninh trình bày báo cáo.",
            [("head", "Công an tỉnh Quảng Ninh", 2022, "incumbent")],
        ),
        (
            POLICE,
            "Các đơn vị bỏ phiếu bầu ra: Công an tỉnh Cao Bằng - Cụm trưởng; Công an tỉnh Lạng Sơn - Cụm phó năm 2023.",
            [
                ("head", "Công an tỉnh Cao Bằng", 2023, "elected"),
                ("deputy", "Công an tỉnh Lạng Sơn", 2023, "elected"),
            ],
        ),
        (
            POLICE,
            "Công an tỉnh Quảng Ninh - Cụm trưởng Cụm thi đua số 5 năm 2022 đã bàn giao cho Công an tỉnh Bắc Giang làm "
            "Cụm trưởng năm 2023.",
            [
                ("head", "Công an tỉnh Quảng Ninh", 2022, "incumbent"),
                ("head", "Công an tỉnh Bắc Giang", 2023, "elected"),
            ],
        ),
    ],
)
def test_heads_and_deputies(lead: str, body: str, told: list[tuple[str, str, int, str]]) -> None:
    record = report(lead, body)
    assert [(one.office, one.unit, one.year, one.status) for one in record.leadership] == told


@pytest.mark.parametrize(
    ("lead", "body", "told"),
    [
        (
            PROVINCES,
            "Dịp này, Chủ tịch nước tặng Huân chương Lao động hạng Nhì cho 1 tập thể, hạng Ba cho 3 tập thể.",
            [("Huân chương Lao động hạng Nhì", 1), ("Huân chương Lao động hạng Ba", 3)],
        ),
        (
            OFFICES,
            "Khối bình chọn Sở Công Thương là đơn vị xuất sắc nhất để đề nghị tặng Cờ thi đua cấp tỉnh.",
            [("Cờ thi đua của Ủy ban nhân dân tỉnh", None)],
        ),
    ],
)
def test_awards(lead: str, body: str, told: list[tuple[str, int | None]]) -> None:
    assert [(award.award, award.count) for award in report(lead, body).awards] == told


@pytest.mark.parametrize(
    ("lead", "body", "told"),
    [
        (PROVINCES, "Với 98,5 điểm, tỉnh Nghệ An dẫn đầu Cụm.", [(98.5, "Nghệ An")]),
        (COMMUNES, "Với 98,5 điểm, xã Tân Hưng dẫn đầu Cụm.", [(98.5, "xã Tân Hưng")]),
        (PROVINCES, "Tổng số điểm của tỉnh Nghệ An là 998 điểm.", [(998, "Nghệ An")]),
        (PROVINCES, "So với 98,5 điểm năm trước, Nghệ An thấp hơn.", [(98.5, "cluster")]),
    ],
)
def test_whose_the_figure_is(lead: str, body: str, told: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.subject) for figure in report(lead, body).indicators] == told


def test_towns_are_members_with_their_class_word() -> None:
    record = report(COMMUNES)
    assert record.cluster is not None
    assert record.cluster.members == ["xã Tân Hưng", "xã Tân Hà", "xã Suối Ngô", "thị trấn Tân Châu"]


def test_a_commune_is_not_the_district_of_its_name() -> None:
    """A district Tân Hưng lies in Long An; the communes of that name lie anywhere."""
    record = report(COMMUNES.replace("huyện Tân Châu", "của huyện").replace("thị trấn Tân Châu", "xã Tân Hội"))
    assert record.meeting is not None
    assert record.meeting.province is None


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("Khối thi đua 12 (khối các hội đặc thù) tỉnh Trà Vinh", "Trà Vinh"),
        ("Khối thi đua VII - Khối Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tỉnh Bắc Giang", "Bắc Giang"),
        ("Khối thi đua các phường, xã thành phố Cao Lãnh", "Đồng Tháp"),
    ],
)
def test_the_province_in_the_name(name: str, province: str) -> None:
    record = report(f"Ngày 5/1/2021, {name} tổ chức hội nghị tổng kết năm 2020.")
    assert record.cluster is not None
    assert record.cluster.name is not None
    assert record.cluster.name.endswith(name.rpartition(" ")[2])
    assert record.meeting is not None
    assert record.meeting.province == province


@pytest.mark.parametrize(
    ("lead", "body", "post"),
    [
        (
            PROVINCES,
            "Thay mặt Ban Thi đua - Khen thưởng Trung ương, ông Vương Văn An, Phó Trưởng ban Thường trực biểu dương "
            "Cụm.",
            "Phó Trưởng ban Thường trực Ban Thi đua - Khen thưởng Trung ương",
        ),
        (
            COMMUNES.replace("gồm", "- gồm"),
            "Tham dự hội nghị có bà Lê Thị Hoa - Trưởng phòng Nội vụ huyện.",
            "Trưởng phòng Nội vụ huyện Tân Châu",
        ),
    ],
)
def test_the_body_of_a_post(lead: str, body: str, post: str) -> None:
    assert [position.text for person in report(lead, body).officials for position in person.positions] == [post]


@pytest.mark.parametrize("place", ["Thị trấn Tân Châu", "Xã Tân Hà", "Phường 1", "Phường Bến Cát", "Huyện Tân Châu"])
def test_places_that_open_a_sentence(place: str) -> None:
    """The class word is small in the record, and tells a town from the district of its name."""
    record = report(
        COMMUNES,
        f"{place} được bầu làm Cụm trưởng năm 2025. {place} đạt 98 điểm. Đề nghị UBND tỉnh tặng Cờ cho {place}.",
    )
    name = place[0].lower() + place[1:]
    assert [one.unit for one in record.leadership] == [name]
    assert [figure.subject for figure in record.indicators] == [name]
    assert [recipient.name for award in record.awards for recipient in award.recipients] == [name]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Kết quả: đề nghị Chính phủ tặng Cờ thi đua cho 01 tỉnh (Nghệ An); Thủ tướng Chính phủ tặng Bằng khen cho "
            "02 tỉnh (Thanh Hóa, Quảng Bình).",
            [["Nghệ An"], ["Thanh Hóa", "Quảng Bình"]],
        ),
        (
            "Tỉnh Thanh Hóa nhất Cụm, tỉnh Nghệ An nhì Cụm, tỉnh Hà Tĩnh ba Cụm. Tỉnh nhất Cụm được đề nghị tặng Cờ "
            "thi đua của Chính phủ, hai tỉnh còn lại được đề nghị tặng Bằng khen của Thủ tướng Chính phủ.",
            [["Thanh Hóa"], ["Nghệ An", "Hà Tĩnh"]],
        ),
    ],
)
def test_recipients(body: str, told: list[list[str]]) -> None:
    found = report(PROVINCES, body).awards
    assert {award.status for award in found} == {"proposed"}
    assert [[recipient.name for recipient in award.recipients] for award in found] == told


def test_the_members_behind_the_name_of_the_cluster_do_not_head_it() -> None:
    record = extract(
        "Sơ kết\n\nSáng 16-6-2012, tại Tam Đảo, UBND huyện Mê Linh - Cụm trưởng Cụm thi đua số 9 (gồm các huyện: Mê "
        "Linh, Sóc Sơn, Đông Anh, Thanh Trì) đã chủ trì tổ chức sơ kết phong trào thi đua 6 tháng đầu năm 2012."
    )
    assert [(one.office, one.unit) for one in record.leadership] == [("head", "Ủy ban nhân dân huyện Mê Linh")]
