"""Figures, units, periods and names as they stand in cells."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sheet.cells import CellError, Figure, decimal_mark, parse_figure, parse_number
from pipeline.sheet.names import province, same_subject
from pipeline.sheet.rows import parse_period
from pipeline.sheet.units import Unit, parse_unit, same_measure

D = Decimal


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("8,2", Figure((D("8.2"),))),
        ("8.2 %", Figure((D("8.2"),), unit="%")),
        ("26.174 tỷ đồng", Figure((D("26.174"), D(26174)), unit="tỷ đồng")),
        ("1.234.567", Figure((D(1234567),))),
        ("1,234,567.5", Figure((D("1234567.5"),))),
        ("1 234 567", Figure((D(1234567),))),
        ("-1,5", Figure((D("-1.5"),))),
        ("\u22121,5", Figure((D("-1.5"),))),
        ("trên 8,493 tỷ USD", Figure((D("8.493"), D(8493)), unit="tỷ usd", comparator="gt")),
        ("≥ 5 xã", Figure((D(5),), unit="xã", comparator="ge")),
        ("từ 5 xã trở lên", Figure((D(5),), unit="xã", comparator="ge")),
        ("khoảng 70%", Figure((D(70),), unit="%", comparator="approx")),
        ("< 3", Figure((D(3),), comparator="lt")),
        ("5 - 7%", Figure((D(5),), D(7), unit="%")),
        ("từ 5 đến 7", Figure((D(5),), D(7))),
        ("64/84 huyện", Figure((D(64),), total=D(84), unit="huyện")),
        ("hạng 3", Figure((D(3),))),
    ],
)
def test_figure(cell: str, figure: Figure) -> None:
    found = parse_figure(cell)
    assert (set(found.values), found.value_max, found.total, found.unit, found.comparator) == (
        set(figure.values),
        figure.value_max,
        figure.total,
        figure.unit,
        figure.comparator,
    )


@pytest.mark.parametrize("cell", ["", "mười", "n/a", "8,2,3.1.4", "1.2.3", "7 - 5", "chưa có số liệu năm 2019"])
def test_no_figure(cell: str) -> None:
    with pytest.raises(CellError):
        parse_figure(cell)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["8,25", "26.174"], ","),
        (["8.25", "26,174"], "."),
        (["26.174", "8.250"], None),
        (["8,25", "8.25"], None),
        (["1.234,5"], ","),
        (["1,234,567"], "."),
        (["0.125"], "."),
        (["12", ""], None),
    ],
)
def test_the_column_tells_the_mark(cells: list[str], mark: str | None) -> None:
    assert decimal_mark(cells) == mark


def test_a_known_mark_leaves_one_reading() -> None:
    assert parse_number("26.174", ",") == (D(26174),)
    assert parse_number("26.174", ".") == (D("26.174"),)
    assert parse_number("26.174") == (D(26174), D("26.174"))


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_what_is_written_either_way_is_read(value: Decimal) -> None:
    english = f"{value:,}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    assert value in parse_number(english)
    assert value in parse_number(vietnamese)
    assert parse_figure(f"{vietnamese} %", ",").value == value


@given(st.text(max_size=30))
def test_any_cell_is_a_figure_or_an_error(text: str) -> None:
    with suppress(CellError):
        assert parse_figure(text).values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("tỷ đồng", Unit("dong", D(10**9))),
        ("Triệu VNĐ", Unit("dong", D(10**6))),
        ("trđ", Unit("dong", D(10**6))),
        ("nghìn tỷ đồng", Unit("dong", D(10**12))),
        ("triệu USD", Unit("usd", D(10**6))),
        ("nghìn tấn", Unit("kg", D(10**6))),
        ("phần trăm", Unit("%", D(1))),
        ("%", Unit("%", D(1))),
        ("điểm %", Unit("diem phan tram", D(1))),
        ("mô hình", Unit("mo hinh", D(1))),
        ("tỷ", Unit("", D(10**9))),
        ("", None),
    ],
)
def test_unit(text: str, unit: Unit | None) -> None:
    assert parse_unit(text) == unit


def test_units_of_one_measure() -> None:
    assert same_measure(parse_unit("tỷ đồng"), parse_unit("triệu đồng"))
    assert same_measure(parse_unit(""), parse_unit("xã"))
    assert same_measure(parse_unit("tỷ"), parse_unit("tỷ đồng"))
    assert not same_measure(parse_unit("tỷ đồng"), parse_unit("triệu USD"))
    assert not same_measure(parse_unit("%"), parse_unit("điểm %"))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019", "2019"),
        ("Năm 2019", "2019"),
        ("6 tháng đầu năm 2019", "2019-H1"),
        ("6 tháng cuối năm 2019", "2019-H2"),
        ("H2 2019", "2019-H2"),
        ("2019-H1", "2019-H1"),
        ("Quý I/2020", "2020-Q1"),
        ("quý IV năm 2020", "2020-Q4"),
        ("Q3-2020", "2020-Q3"),
        ("9 tháng năm 2021", "2021-9M"),
        ("2021-9M", "2021-9M"),
        ("giai đoạn 2016 - 2020", "2016/2020"),
        ("năm ngoái", None),
    ],
)
def test_period(text: str, period: str | None) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dak Lak", "Đắk Lắk"),
        ("ĐẮC LẮC", "Đắk Lắk"),
        ("tinh Ba Ria - Vung Tau", "Bà Rịa - Vũng Tàu"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("tp hcm", "Hồ Chí Minh"),
        ("Thua Thien Hue", "Huế"),
        ("Hoà Bình", "Hòa Bình"),
        ("Sở Nội vụ", None),
    ],
)
def test_province(text: str, name: str | None) -> None:
    assert province(text) == name


@pytest.mark.parametrize(
    ("written", "found", "same"),
    [
        ("Toàn cụm", "cluster", True),
        ("Cum thi dua cac tinh Tay Nam Bo", "cluster", True),
        ("Trà Vinh", "cluster", False),
        ("Thừa Thiên Huế", "Huế", True),
        ("Quảng Nam", "Quảng Ngãi", False),
        ("Sở GD-ĐT Trà Vinh", "Sở Giáo dục và Đào tạo Trà Vinh", True),
        ("Trà Vinh", None, False),
    ],
)
def test_subject(written: str, found: str | None, same: bool) -> None:
    assert same_subject(written, found, "Cụm thi đua các tỉnh Tây Nam Bộ") is same
