"""Figures with their subjects: small reports, each entry in one readable line, nothing else besides them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.indicators import assemble_indicators
from pipeline.assemble.indicators_vocabulary import families, pick
from pipeline.model.document import Document, Span
from pipeline.model.record import Indicator
from pipeline.model.tags import Context, Tags
from pipeline.segment.document import segment
from pipeline.tag.clusters import tag_clusters
from pipeline.tag.places import tag_places, tag_provinces
from pipeline.tag.units import tag_units

LEAD = "Ngày 18/1/2021, Cụm thi đua các tỉnh tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2020.\n\n"
PROVINCES = Context(scope="provinces", size=6, date="2021-01-18", period="2020")
POLICE = Context(
    scope="sector", date="2021-01-18", period="2020", members=("Hưng Yên", "Hải Dương", "Thái Bình", "Gia Lai")
)
LOCAL = Context(
    scope="local", date="2021-01-18", period="2020", province="Cao Bằng",
    members=("Phòng Tham mưu", "Hội Người mù", "Tòa án nhân dân tỉnh", "huyện Ba Vì", "xã Bình Tiến", "An Khê"),
)  # fmt: skip


def read(body: str, context: Context = PROVINCES) -> tuple[Document, list[Indicator]]:
    """The entries of a report whose lead tells nothing; every quote lies inside the text."""
    doc = segment(LEAD + body)
    provinces = tag_provinces(doc)
    tags = Tags(
        provinces=tuple(provinces),
        places=tuple(tag_places(doc, provinces)),
        units=tuple(tag_units(doc)),
        clusters=tuple(tag_clusters(doc)),
    )
    entries = assemble_indicators(doc, tags, context)
    for entry in entries:
        assert {item.field for item in entry.evidence} >= {"value"}
        assert any(item.field == "subject" for item in entry.evidence) != bool(entry.derived)
        assert all(doc.text[item.start : item.end].strip() for item in entry.evidence)
    return doc, entries


def lines(body: str, context: Context = PROVINCES) -> list[str]:
    """`subject value unit indicator`, with `target` behind it where it is planned."""
    shown = []
    for entry in read(body, context)[1]:
        number = f"{entry.value}" + (f"..{entry.value_max}" if entry.value_max is not None else "")
        number += f"/{entry.total}" if entry.total is not None else ""
        planned = " target" if entry.kind == "target" else ""
        shown.append(f"{entry.subject} {number} {entry.unit} {entry.indicator}{planned}")
    return shown


def only(body: str, context: Context = PROVINCES) -> Indicator:
    """The only entry of a report."""
    (entry,) = read(body, context)[1]
    return entry


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # name before, in brackets, behind; lists that inherit the indicator
        (
            "Một số tỉnh có tốc độ tăng trưởng GRDP cao như: Trà Vinh 17%; Long An 9,89%; Bến Tre (8,37%).",
            ["Trà Vinh 17 % grdp_growth", "Long An 9.89 % grdp_growth", "Bến Tre 8.37 % grdp_growth"],
        ),
        (
            "Tỷ lệ hộ nghèo còn 4,6%, cao nhất là Ninh Thuận với 7,5%, thấp nhất: 1,2% (Bình Dương).",
            ["cluster 4.6 % poverty_rate", "Ninh Thuận 7.5 % poverty_rate", "Bình Dương 1.2 % poverty_rate"],
        ),
        ("Nông thôn mới: 100% xã của Hà Tĩnh cán đích.", ["Hà Tĩnh 100 % new_rural_communes_share"]),
        # coordinated names: each its percentage, together their amount, or one after the other
        (
            "Hà Nam, Ninh Bình điều tra, khám phá đạt 100%.",
            ["Hà Nam 100 % crime_clearance_rate", "Ninh Bình 100 % crime_clearance_rate"],
        ),
        (
            "Bình Thuận và Ninh Thuận có GDP tăng lần lượt là 11,4% và 10,8%.",
            ["Bình Thuận 11.4 % grdp_growth", "Ninh Thuận 10.8 % grdp_growth"],
        ),
        (
            "Phú Yên và Bình Định trồng được 7.860ha rừng, bằng 68,5% kế hoạch.",
            ["Phú Yên và Bình Định 7860 ha None", "Phú Yên và Bình Định 68.5 % None"],
        ),
        # a name that opens the sentence keeps its figures, a name inside a list does not
        (
            "Thanh Hóa tăng trưởng 12,16%; thu ngân sách 56.286 tỷ đồng, vượt 58,2% dự toán; xuất khẩu 6,12 tỷ USD.",
            [
                "Thanh Hóa 12.16 % grdp_growth", "Thanh Hóa 56286 tỷ đồng budget_revenue",
                "Thanh Hóa 58.2 % budget_revenue_vs_plan", "Thanh Hóa 6.12 tỷ USD export_turnover",
            ],
        ),
        (
            "Tỷ lệ tham gia BHYT 94,3%, trong đó Huế trên 99%; độ che phủ rừng 58%.",
            ["cluster 94.3 % health_insurance_coverage", "Thừa Thiên Huế 99 % health_insurance_coverage",
             "cluster 58 % forest_cover"],
        ),
        (
            "Xuất khẩu cả Cụm gần 46,2 tỷ USD, trong đó riêng Bình Dương 24,3 tỷ USD, tăng 16,1 %.",
            ["cluster 46.2 tỷ USD export_turnover", "Bình Dương 24.3 tỷ USD export_turnover",
             "Bình Dương 16.1 % export_growth"],
        ),
        # brackets give the turn back to what stood before them
        (
            "Tỷ lệ hòa giải thành đạt 86,3% (Quảng Ninh 92,8%; Lào Cai 90,4%); trợ giúp pháp lý 4.315 vụ.",
            ["cluster 86.3 % None", "Quảng Ninh 92.8 % None", "Lào Cai 90.4 % None", "cluster 4315 vụ None"],
        ),
        # the country, the speaker, the receiver and the roll of members own nothing
        (
            "Có 5/6 tỉnh có tăng trưởng cao hơn cả nước (7,09%), cao nhất là Cà Mau 9,1%.",
            ["cluster 5/6 tỉnh None", "Cà Mau 9.1 % grdp_growth"],
        ),
        ("Phó Chủ tịch UBND tỉnh Nghệ An nêu: hộ nghèo còn 3%.", ["cluster 3 % poverty_rate"]),
        ("Các đơn vị ủng hộ đồng bào Quảng Trị 25 tỷ đồng.", ["cluster 25 tỷ đồng funds_raised"]),
        ("Dưới sự chỉ đạo của Chủ tịch UBND tỉnh Nghệ An, hộ nghèo còn 3%.", ["cluster 3 % poverty_rate"]),
        ("Sở Nội vụ Nghệ An cho biết: hộ nghèo còn 3%.", ["cluster 3 % poverty_rate"]),
        ("Cà Mau có GRDP cao nhất toàn cụm, tăng 9,1%.", ["Cà Mau 9.1 % grdp_growth"]),
        (
            "Cụm gồm các tỉnh: Cà Mau, Hà Nam, Nghệ An với trên 1.600 hội viên.",
            ["cluster 1600 hội viên None"],
        ),
    ],
)  # fmt: skip
def test_subjects(body: str, expected: list[str]) -> None:
    """Whose a figure is."""
    assert lines(body) == expected


def test_paragraph_of_one_member_after_another() -> None:
    """A sentence between two that open with names goes on about the first; elsewhere it is the cluster's."""
    told = "Nghệ An có GRDP tăng 9%. Thu ngân sách đạt 25.310 tỷ đồng. Hà Tĩnh tăng 7,48%."
    assert [entry.subject for entry in read(told)[1]] == ["Nghệ An", "Nghệ An", "Hà Tĩnh"]
    assert lines("Nghệ An có GRDP tăng 9%; Hà Tĩnh tăng 7%. Thu ngân sách đạt 25.310 tỷ đồng.")[-1] == (
        "cluster 25310 tỷ đồng budget_revenue"
    )


@pytest.mark.parametrize(
    ("context", "body", "expected"),
    [
        (
            POLICE,
            "Công an Gia Lai có tỷ lệ làm rõ cao nhất với 94,8%; Thái Bình 90,1%.",
            ["Công an tỉnh Gia Lai 94.8 % crime_clearance_rate", "Thái Bình 90.1 % crime_clearance_rate"],
        ),
        (POLICE, "Công an 4 tỉnh làm rõ 5.412/6.377 vụ, đạt 84,8%.",
         ["cluster 5412/6377 vụ None", "cluster 84.8 % crime_clearance_rate"]),
        (LOCAL, "Phòng Tham mưu dẫn đầu với 986 điểm.", ["Phòng Tham mưu 986 điểm None"]),
        (LOCAL, "Hội Người mù dạy nghề cho 214 hội viên.", ["Hội Người mù 214 hội viên None"]),
        (LOCAL, "Tòa án hai cấp giải quyết 1.047/1.062 vụ án, đạt 98,6%.",
         ["Tòa án nhân dân tỉnh 1047/1062 vụ None", "Tòa án nhân dân tỉnh 98.6 % case_resolution_rate"]),
        (LOCAL, "Huyện Ba Vì thu ngân sách 36,4 tỷ đồng, Ba Vì trồng 120 ha rừng; thị xã An Khê đạt 94km đường.",
         ["huyện Ba Vì 36.4 tỷ đồng budget_revenue", "Ba Vì 120 ha None", "An Khê 94 km None"]),
        (LOCAL, "Hộ nghèo xã Bình Tiến còn 3,2%, xã Hòa Sơn 4%.",
         ["xã Bình Tiến 3.2 % poverty_rate", "xã Hòa Sơn 4 % poverty_rate"]),
        (Context(scope="sector"), "Bộ Công an giao khám phá đạt 75%.", ["cluster 75 % crime_clearance_rate"]),
        (Context(scope="central"), "Bộ Công Thương giải ngân vốn đầu tư công 95%.\n\nChính phủ giao bảo đảm 98% hồ sơ.",
         ["Bộ Công Thương 95 % public_investment_disbursement", "cluster 98 % None"]),
        (LOCAL, "Số vụ tội phạm toàn tỉnh giảm 4,3%.", ["Cao Bằng 4.3 % crime_change"]),
    ],
)  # fmt: skip
def test_bodies(context: Context, body: str, expected: list[str]) -> None:
    """In a cluster of branches or of a province the body or place that the sentence names, by the member's name."""
    assert lines(body, context) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Thu ngân sách đạt 26.174 tỷ đồng, bằng 104,3% kế hoạch.",
         ["cluster 26174 tỷ đồng budget_revenue", "cluster 104.3 % budget_revenue_vs_plan"]),
        ("Thu ngân sách đạt 500 tỷ đồng, tăng 12% so với cùng kỳ.",
         ["cluster 500 tỷ đồng budget_revenue", "cluster 12 % budget_revenue_growth"]),
        ("Có thêm 59 xã được công nhận đạt chuẩn quốc gia về y tế, đạt 118 % kế hoạch.",
         ["cluster 59 xã health_standard_communes", "cluster 118 % health_standard_communes_vs_plan"]),
        ("85,4% dân nông thôn được dùng nước sạch.", ["cluster 85.4 % clean_water_share"]),
        ("Tỷ lệ hộ nghèo giảm 1,5%, còn 3,1%.", ["cluster 1.5 % poverty_reduction", "cluster 3.1 % poverty_rate"]),
        ("Gia Lai có hộ nghèo giảm từ 29,82% xuống còn 9,7%.", ["Gia Lai 9.7 % poverty_rate"]),
        ("Gia Lai có hộ nghèo giảm từ 29,82% năm 2006 xuống còn 9,7%.",
         ["Gia Lai 29.82 % poverty_rate", "Gia Lai 9.7 % poverty_rate"]),
        ("PCI thì Thái Nguyên xếp thứ 7; PAPI: Phú Thọ hạng 5/63.",
         ["Thái Nguyên 7 hạng pci_rank", "Phú Thọ 5/63 hạng papi_rank"]),
        ("Cấp Nhà nước khen 511 tập thể và 1.398 cá nhân; tỷ lệ người lao động trực tiếp chiếm 61,3%.",
         ["cluster 511 tập thể state_commendations_collectives",
          "cluster 1398 cá nhân state_commendations_individuals", "cluster 61.3 % worker_commendation_share"]),
    ],
)  # fmt: skip
def test_labels(body: str, expected: list[str]) -> None:
    """The id by the nearest words that name the figure, its unit and its form."""
    assert lines(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Dự hội nghị có lãnh đạo Sở Nội vụ 6 tỉnh.",
        "Dịp này, UBND tỉnh Cà Mau tặng Bằng khen cho 7 tập thể, 14 cá nhân.",
        "Với 100% số phiếu, tỉnh Cà Mau được bầu.", "Kết quả của 4 tỉnh đạt yêu cầu.",
        "Các đơn vị nhất trí 100% giao tỉnh Cà Mau làm Cụm trưởng.", "Cụm có 4 nhóm chỉ tiêu, 5 nội dung.",
        "Phong trào “Chung sức 100 ngày xóa 1.000 nhà tạm” được hưởng ứng.", "Hội nghị suy tôn Cà Mau xếp thứ nhất.",
        "Hội thao có 72 vận động viên.", "Thứ nhất, công nhân được quan tâm.",
        "Bằng khen của Bộ: 05 tập thể và 11 cá nhân.",
        "Cụm thi đua số 12 Hội Cựu chiến binh họp.", "Hộ có thu nhập dưới 12 triệu đồng/người/năm được hỗ trợ.",
    ],
)  # fmt: skip
def test_what_is_no_indicator(body: str) -> None:
    """Members, delegates, votes, slogans, awards, ordinals, games, thresholds."""
    assert lines(body) == []


@pytest.mark.parametrize(
    ("body", "comparator", "change", "baseline"),
    [
        ("Xuất khẩu đạt trên 8,493 tỷ USD.", "gt", None, None),
        ("Thu ngân sách đạt từ 55% kế hoạch năm trở lên.", "ge", None, "plan"),
        ("Giải ngân đầu tư công xấp xỉ 83%.", "approx", None, None),
        ("Số vụ án bị trả hồ sơ không quá 3%.", "le", None, None),
        ("Tỷ lệ án bị hủy từ 1,5% trở xuống.", "le", None, None),
        ("GRDP tăng cao hơn bình quân cả nước 2,3 điểm phần trăm.", "eq", "increase", "national"),
        ("Hộ nghèo giảm xuống dưới 3%.", "lt", "decrease", None),
        ("GRDP tăng 8% so với cùng kỳ.", "eq", "increase", "same_period"),
        ("Xuất khẩu tăng 9% so với năm 2019.", "eq", "increase", "previous_year"),
        ("Thu ngân sách vượt 7,9% dự toán.", "eq", "increase", "plan"),
        ("Doanh thu bằng 93,5% năm 2019.", "eq", None, "previous_year"),
        ("Phạm pháp hình sự giảm (- 4,9%) so với năm 2019.", "eq", "decrease", "previous_year"),
    ],
)
def test_manner(body: str, comparator: str, change: str | None, baseline: str | None) -> None:
    """More than, rise or fall, against what."""
    entry = only(body)
    assert (entry.comparator, entry.change, entry.baseline) == (comparator, change, baseline)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Năm 2021, Cụm phấn đấu GRDP tăng 8%, thu ngân sách vượt dự toán 5%.",
         ["cluster 8 % grdp_growth target", "cluster 5 % budget_revenue_vs_plan target"]),
        ("Tây Ninh có GRDP tăng (9,56%/6,5%).", ["Tây Ninh 9.56 % grdp_growth", "Tây Ninh 6.5 % grdp_growth target"]),
        ("Tỷ lệ án được giải quyết đạt 83,2% (chỉ tiêu của Quốc hội là 70%).",
         ["cluster 83.2 % case_resolution_rate", "cluster 70 % None target"]),
        ("Với mục tiêu xóa nghèo, toàn cụm đã đưa hộ nghèo xuống còn 3%.", ["cluster 3 % poverty_rate"]),
        ("Các tỉnh thi đua, quyết tâm cao, thu ngân sách đạt 104% dự toán.", ["cluster 104 % budget_revenue_vs_plan"]),
        ("Đạt 100% mục tiêu, đáp ứng yêu cầu nhiệm vụ, hộ nghèo còn 3%.",
         ["cluster 100 % None", "cluster 3 % poverty_rate"]),
        ("Đồng chí đề nghị các tỉnh giảm hồ sơ bị trả xuống dưới 3%.", ["cluster 3 % None target"]),
        ("Mục tiêu năm 2021: GRDP tăng 8%. Thu ngân sách vượt 5% dự toán.",
         ["cluster 8 % grdp_growth target", "cluster 5 % budget_revenue_vs_plan target"]),
        ("Năm 2021, phấn đấu GRDP tăng 8%. Dịp này, các đơn vị ủng hộ 5 tỷ đồng.",
         ["cluster 8 % grdp_growth target", "cluster 5 tỷ đồng funds_raised"]),
        ("Phấn đấu giảm nghèo nhanh, toàn cụm kéo hộ nghèo xuống 3%.", ["cluster 3 % poverty_rate"]),
        ("Phấn đấu thoát nghèo toàn cụm đã đưa hộ nghèo còn 3%.", ["cluster 3 % poverty_rate"]),
        ("Cụm phấn đấu 97% hộ văn hóa; 316 tập thể, 804 cá nhân được khen thưởng đột xuất.",
         ["cluster 97 % cultural_family_share target", "cluster 316 tập thể None", "cluster 804 cá nhân None"]),
        ("Chỉ tiêu giao ước như sau:\n- GRDP tăng 8%;\n- Thêm 60 xã, 3 huyện đạt chuẩn nông thôn mới.",
         ["cluster 8 % grdp_growth target", "cluster 60 xã new_rural_communes target",
          "cluster 3 huyện new_rural_districts target"]),
    ],
)  # fmt: skip
def test_targets(body: str, expected: list[str]) -> None:
    """Planned figures are kept apart; words of effort alone make none."""
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("body", "context", "period"),
    [
        ("Chỉ số cải cách hành chính năm 2019 của Cà Mau xếp thứ 33/63.", PROVINCES, "2019"),
        ("Năm 2020, GRDP tăng 8%.", PROVINCES, None),
        ("Năm 2021, Cụm phấn đấu GRDP tăng 8%.", PROVINCES, "2021"),
        ("Cụm phấn đấu 100% xã có điện vào năm 2030.", PROVINCES, "2030"),
        ("Sáu tháng tới, Cụm phấn đấu thêm 41 xã nông thôn mới.", Context(period="2022-H1"), "2022-H2"),
        ("Trong năm 2019, án hình sự giảm 9,3%.", Context(scope="sector", date="2020-02-27"), "2019"),
        ("Năm học 2018-2019, các Sở phấn đấu có trên 58% trường chuẩn quốc gia.",
         Context(scope="sector", period="2017/2018"), "2018/2019"),
    ],
)  # fmt: skip
def test_periods(body: str, context: Context, period: str | None) -> None:
    """The period of a figure where it is not the meeting's."""
    assert only(body, context).period == period


def test_evidence() -> None:
    """Each part of an entry points at the words it was read from, under the id of its rule."""
    doc, (entry, _) = read("Thu ngân sách của Cà Mau đạt 26.174 tỷ đồng, bằng 104,3% kế hoạch.")
    quoted = {item.field: (doc.text[item.start : item.end], item.rule) for item in entry.evidence}
    assert quoted == {
        "value": ("Thu ngân sách của Cà Mau đạt 26.174 tỷ đồng", "figures.amount"),
        "subject": ("Cà Mau", "places.province"),
        "label": ("Thu ngân sách", "indicators.csv:budget_revenue"),
    }
    assert read("Thu ngân sách đạt 26.174 tỷ đồng.")[1][0].derived[0].source == "cluster"


def test_a_sentence_told_twice_counts_once() -> None:
    """A lead repeated as the first paragraph makes no second entry."""
    told = "Toàn Cụm có 861/1.023 xã đạt chuẩn nông thôn mới."
    assert lines(f"{told}\n\n{told}") == ["cluster 861/1023 xã new_rural_communes"]


def test_other_news_and_titles_make_no_entries() -> None:
    """Headlines below the report and its own title are not read."""
    assert lines("Toàn Cụm có 861 xã đạt chuẩn nông thôn mới.\n\nHùng Sơn\n\nTin liên quan\nGRDP tăng 11,67%") == [
        "cluster 861 xã new_rural_communes"
    ]


def test_vocabulary() -> None:
    """A family gives the id by unit and form; money in any scale is money, a list of two nouns is none."""
    assert {row.id for row in families()["budget"]} == {
        "budget_revenue", "budget_revenue_vs_plan", "budget_revenue_growth",
    }  # fmt: skip
    money, fall = pick("budget", "nghìn tỷ đồng", "level"), pick("budget", "%", "fall")
    assert money is not None
    assert fall is not None
    assert (money.id, fall.id) == ("budget_revenue", "budget_revenue_growth")
    assert pick("state_praise", "tập thể, cá nhân", "level") is None


PIECES = "Hà Nội|5%|12/12 tỉnh|(|)|;|,|tăng|phấn đấu|GRDP|2.014|tỷ đồng|xã|năm 2021|của|các tỉnh|\n|.|thứ 3|Công an|“"


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=60))
def test_never_raises(pieces: list[str]) -> None:
    """Any order of the words that mean something here; the checks of `read` hold throughout."""
    for context in (PROVINCES, POLICE, LOCAL, Context()):
        read(" ".join(pieces), context)


def test_no_spans_at_all() -> None:
    """Without any tag every figure is the cluster's, and an empty text has none."""
    assert assemble_indicators(segment(""), Tags(), Context()) == []
    doc = segment(LEAD + "Hà Nội tăng 5%.")
    assert [e.subject for e in assemble_indicators(doc, Tags(), Context())] == ["cluster"]
    person = Span(0, 4, "unit", "x", "Sở")
    assert assemble_indicators(doc, Tags(units=(person,)), Context(scope="local"))[0].value == 5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Sáu đơn vị ký vào bản giao ước: thu ngân sách vượt 5% dự toán.",
            ["cluster 5 % budget_revenue_vs_plan target"],
        ),
        ("Ông thay mặt Cụm hứa sớm họp lại, nâng tỷ lệ thu hồi nợ lên 75%.", ["cluster 75 % None target"]),
        (
            "Tỷ lệ thất thoát nước 16,9% (kế hoạch 17,5%).",
            ["cluster 16.9 % None", "cluster 17.5 % None target"],
        ),
        (
            "Chỉ tiêu giao giảm 5% số vụ cháy, thực tế giảm 9,6%.",
            ["cluster 5 % None target", "cluster 9.6 % None"],
        ),
        (
            "Để đạt kế hoạch năm 2020 (trên 73% về việc, trên 33% về tiền), Cụm họp hằng tháng.",
            ["cluster 73 % None target", "cluster 33 % None target"],
        ),
    ],
)
def test_targets_named_by_pacts_promises_and_brackets(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_the_end_of_the_year_is_to_come_in_a_report_on_its_half() -> None:
    body = "Các tỉnh thống nhất đến hết năm trồng 120 ha rừng."
    half = Context(scope="provinces", size=6, date="2020-07-18", period="2020-H1")
    assert lines(body, half) == ["cluster 120 ha None target"]
    assert lines(body) == ["cluster 120 ha None"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hội Nông dân tỉnh kết nạp 5.120 hội viên.", ["Hội Nông dân tỉnh 5120 hội viên None"]),
        (
            "Công ty CP May Trà Lý là Khối trưởng. May Trà Lý có doanh thu tăng 27,3%.",
            ["May Trà Lý 27.3 % None"],
        ),
        (
            "Cụm gồm các phường Đồng Lương, Đồng Mạc. Đồng Mạc thu ngân sách 12 tỷ đồng.",
            ["Đồng Mạc 12 tỷ đồng budget_revenue"],
        ),
    ],
)
def test_bodies_that_act_and_names_in_short(body: str, expected: list[str]) -> None:
    assert lines(body, LOCAL) == expected


def test_norms_are_no_figures() -> None:
    assert lines("Tỷ lệ án bị hủy 0,8%, thấp hơn mức 1,5% của ngành.") == ["cluster 0.8 % None"]
