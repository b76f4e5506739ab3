"""Numbers with what they measure: exact spans, values, units."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numbers import parse_number, parse_words
from pipeline.rulebook import RuleError, rules
from pipeline.segment.document import segment
from pipeline.tag.figures import Figure, tag_figures
from pipeline.tag.figures_nouns import read_noun
from pipeline.tag.figures_words import Words, openers


def found(text: str) -> list[tuple[str, str, float | int, str]]:
    """(quote, shape, value, unit) of each figure of a sentence."""
    doc = segment(text)
    return [(doc.text[s.start : s.end], s.label, s.value.value, s.value.unit) for s in tag_figures(doc)]


def one(text: str) -> Figure:
    """The only figure of a sentence."""
    (span,) = tag_figures(segment(text))
    figure: Figure = span.value
    return figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GRDP tăng 8,2%", ("8,2%", "percent", 8.2, "%")),
        ("đạt 118 % kế hoạch", ("118 %", "percent", 118, "%")),
        ("tăng 10.05%", ("10.05%", "percent", 10.05, "%")),
        ("vượt 2,55 điểm phần trăm", ("2,55 điểm phần trăm", "points", 2.55, "điểm phần trăm")),
        ("thu 26.174 tỷ đồng", ("26.174 tỷ đồng", "amount", 26174, "tỷ đồng")),
        ("trên 8,493 tỷ USD", ("8,493 tỷ USD", "amount", 8.493, "tỷ USD")),
        ("Hải Phòng 97 tỷ,", ("97 tỷ", "amount", 97, "tỷ đồng")),
        ("256 nghìn tỷ đồng", ("256 nghìn tỷ đồng", "amount", 256, "nghìn tỷ đồng")),
        ("41 tỷ 350 triệu đồng", ("41 tỷ 350 triệu đồng", "amount", 41.35, "tỷ đồng")),
        ("5,2 triệu đồng/người/tháng", ("5,2 triệu đồng/người/tháng", "amount", 5.2, "triệu đồng/người/tháng")),
        ("58.300 đồng/người dân", ("58.300 đồng/người dân", "amount", 58300, "đồng/người dân")),
        ("hiến 312.460m2 đất", ("312.460m2", "measure", 312460, "m2")),
        ("cứng hóa 94km đường", ("94km", "measure", 94, "km")),
        ("điện thương phẩm 3,2 tỷ kWh", ("3,2 tỷ kWh", "measure", 3.2, "tỷ kWh")),
        ("tăng gấp 1,6 lần", ("1,6 lần", "multiple", 1.6, "lần")),
        ("Long An 985,5 điểm", ("985,5 điểm", "score", 985.5, "điểm")),
        ("đón 5,2 triệu lượt khách", ("5,2 triệu lượt khách", "count", 5.2, "triệu lượt khách")),
        ("17,5 tiêu chí/xã", ("17,5 tiêu chí/xã", "count", 17.5, "tiêu chí/xã")),
        ("7 huyện, thị xã về đích", ("7 huyện, thị xã", "count", 7, "huyện")),
        ("1.035 kiến nghị, kháng nghị, tỷ lệ", ("1.035 kiến nghị, kháng nghị", "count", 1035, "kiến nghị, kháng nghị")),
        ("370.401 NCT có thẻ", ("370.401 NCT", "count", 370401, "NCT")),
        ("Bốn tỉnh vượt dự toán", ("Bốn tỉnh", "count", 4, "tỉnh")),
        ("Số giải quốc gia môn Toán là 241, tăng", ("241", "count", 241, "giải")),
        ("nâng tổng số hội viên lên 1.482.300, chiếm", ("1.482.300", "count", 1482300, "hội viên")),
        ("86 “Ngôi nhà xanh”", ("86 “Ngôi nhà", "count", 86, "Ngôi nhà")),
        ("xuất bản 120 ấn phẩm phục vụ", ("120 ấn phẩm", "count", 120, "ấn phẩm")),
        ("lập 64 chốt kiểm soát", ("64 chốt", "count", 64, "chốt")),
    ],
)
def test_one_figure(text: str, expected: tuple[str, str, float, str]) -> None:
    """Comma for decimals, dot for thousands; the unit as written."""
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "value", "top", "total"),
    [
        ("GDP tăng 9,5-10%", 9.5, 10, None),
        ("tăng 12% - 13%", 12, 13, None),
        ("còn từ 4,5% đến 17,2%", 4.5, 17.2, None),
        ("từ 2 đến 2,5%", 2, 2.5, None),
        ("ban hành từ 6 - 8 kiến nghị", 6, 8, None),
        ("1.241/1.310 xã", 1241, None, 1310),
        ("còn 02/5 tỉnh chưa", 2, None, 5),
        ("5/6 địa phương có", 5, None, 6),
        ("giải ngân 68/75 tỷ đồng", 68, None, 75),
        ("xếp hạng 9/63 về", 9, None, 63),
    ],
)
def test_ranges_and_ratios(text: str, value: float, top: float | None, total: int | None) -> None:
    """A range has its upper end, a part its whole; a part of a whole is no day of the year."""
    figure = one(text)
    assert (figure.value, figure.value_max, figure.total) == (value, top, total)


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ thị số 34-CT/TW", "Quyết định 379 QĐ-UBND", "Sáng 5/7 hội nghị khai mạc", "Nghị định 98/2023/NĐ-CP",
        "ngày 06/8/2018", "sáng 5/7", "giai đoạn 2016 - 2020", "lúc 15h30", "năm 2018 tỷ lệ hộ nghèo",
        "năm 2022 đồng thời", "năm 2018 xã đạt", "dịch COVID-19", "Huân chương Lao động hạng Nhì",
        "Đại hội lần thứ 8", "Thứ hai, 22/01/2024", "thuộc nhóm đứng đầu cả nước", "Phó Chủ tịch thứ nhất Hội đồng",
    ],
)  # fmt: skip
def test_no_figures(text: str) -> None:
    """Dates, papers, years, orders and ordinals measure nothing."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Hải Dương xếp thứ 33/63 tỉnh", 33, "rank"),
        ("SIPAS đứng thứ nhất", 1, "rank"),
        ("xếp thứ Nhì với", 2, "rank"),
        ("Thanh Hóa hạng 15, Nghệ An", 15, "rank_short"),
        ("đứng đầu cả nước", 1, "rank"),
        ("lùi từ hạng 18 xuống 21", 21, "rank_fall"),
    ],
)
def test_ranks(text: str, value: int, kind: str) -> None:
    """Places in figures and in words; of a move the place reached."""
    figure = one(text)
    assert (figure.shape, figure.value, figure.noun, figure.unit) == ("rank", value, kind, "hạng")


def test_two_units_around_a_slash_are_two_figures() -> None:
    """`812 vụ/1.265 bị can` counts twice, `9,56%/6,5%` is a result and its plan."""
    assert [item[2:] for item in found("thụ lý 812 vụ/1.265 bị can")] == [(812, "vụ"), (1265, "bị can")]
    assert [item[2:] for item in found("Tây Ninh (9,56%/6,5%)")] == [(9.56, "%"), (6.5, "%")]


@pytest.mark.parametrize(
    ("text", "share", "value"),
    [
        ("8,2", False, 8.2), ("26.174", False, 26174), ("1.234,5", False, 1234.5), ("14,0", False, 14.0),
        ("07", False, 7), ("10.053", True, 10.053), ("1,234,567", False, 1234567), ("x", False, None),
        ("1,2,3", False, None), ("٣", False, None),
    ],
)  # fmt: skip
def test_parse_number(text: str, share: bool, value: float | None) -> None:
    """The decimal number exactly as written."""
    assert parse_number(text, share=share) == value


def test_numbers_without_their_own_unit() -> None:
    """A score in brackets, in a sentence that gives scores; a second noun only where it has no number of its own."""
    scores = found("Theo thang điểm 1.000 điểm, Thanh Hóa nhất (992)")
    assert scores[1:] == [("992", "score", 992, "điểm")]
    assert found("Hội nghị có mặt đông đủ (992)") == []
    assert [item[3] for item in found("giám sát 3.407 cuộc, kiến nghị xử lý 289 vụ việc")] == ["cuộc", "vụ việc"]


def test_parse_words() -> None:
    """Numbers and ranks in words; `tư` is four."""
    assert [parse_words(text) for text in ("bốn", "tư", "nhì", "mười  hai", "tá")] == [4, 4, 2, 12, None]


def test_a_ratio_that_names_its_noun_twice_is_one_figure() -> None:
    spans = tag_figures(segment("thi hành xong 41.875 việc/71.230 việc có điều kiện"))
    assert [(span.value.value, span.value.total, span.value.unit) for span in spans] == [(41875, 71230, "việc")]


def test_a_day_in_a_name_counts_nothing() -> None:
    assert found("Công ty 22.12 tổ chức") == []


def test_nouns() -> None:
    """The longest noun of the table, `lượt` with what it counts, else the first word."""
    low = "trạm y tế xã đạt"
    noun = read_noun(low, low, 0)
    assert noun is not None
    assert (noun.unit, noun.klass, noun.end) == ("trạm y tế xã", "result", 12)
    text = "lượt CBCS xuống"
    noun = read_noun(text.lower(), text, 0)
    assert noun is not None
    assert noun.unit == "lượt cán bộ chiến sĩ"
    assert read_noun("được", "được", 0) is None


def test_openers() -> None:
    """The words a pattern can begin with are read off it, through groups, options and looks behind."""
    assert openers(r"(?<!đã\s) phấn\s+đấu | (?:tổng\s+)?số\s | \d+%", "x") == {"phấn", "tổng", "số", "#"}
    with pytest.raises(RuleError, match="x: must begin with a word"):
        openers(r"\p{L}+", "x")
    with pytest.raises(RuleError, match="not closed"):
        openers(r"(?:a", "x")


def test_index_finds_what_a_walk_finds() -> None:
    """Trying a rule at its openers only finds the same as trying it everywhere."""
    text = "phấn đấu tăng 5%, đã phấn đấu, trong đó mục tiêu là giảm; các tỉnh cam kết. bốn tỉnh, toàn cụm".lower()
    words = Words.of(text)
    starts = sorted(start for offsets in words.index.offsets.values() for start in offsets)
    for entry in rules("figures"):
        if entry.regex.pairs is None:
            continue
        walked, position = [], 0
        for start in starts:
            if start >= position and (match := entry.regex.raw.match(text, start)):
                walked.append(match.span())
                position = max(match.end(), start + 1)
        assert [m.span() for m in words.find(entry.id.removeprefix("figures."))] == walked, entry.id


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    """Any text at all: figures lie inside it, in order, without overlap."""
    doc = segment(text)
    spans = tag_figures(doc)
    assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
