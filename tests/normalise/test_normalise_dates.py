"""Dates that may lack a part, and the day of a stamp."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.dates import PartialDate, as_date, by_dateparser, parse_published, read_stamp


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        ((2019, 8, 6), "2019-08-06"),
        ((2019, 8, None), "2019-08"),
        ((2019, None, None), "2019"),
        ((None, 8, 6), None),
        ((None, None, None), None),
    ],
)
def test_as_much_as_is_known(parts: tuple[int | None, int | None, int | None], iso: str | None) -> None:
    assert PartialDate(*parts).iso() == iso


@pytest.mark.parametrize(
    ("parts", "exists"),
    [
        ((2019, 2, 29), False),
        ((2020, 2, 29), True),
        ((None, 2, 29), True),
        ((None, 6, 31), False),
        ((2019, None, None), True),
    ],
)
def test_days_that_exist(parts: tuple[int | None, int | None, int | None], exists: bool) -> None:
    assert PartialDate(*parts).exists() is exists


def test_the_same_day_of_another_year() -> None:
    assert PartialDate(None, 3, 19).in_year(2019).date() == datetime.date(2019, 3, 19)
    assert PartialDate(None, 3, 19).date() is None
    assert PartialDate(2019, 2, 30).date() is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2019-08-06T17:59:00+07:00", "2019-08-06T17:59"),
        ("2019-08-06T17:59:30Z", "2019-08-06T17:59:30"),
        ("2019-08-06", "2019-08-06"),
        ("06/08/2019 17:59", "2019-08-06T17:59"),
        ("6/8/2019", "2019-08-06"),
        ("Thứ Ba, 06/08/2019 - 17:59", "2019-08-06T17:59"),
        ("March 5, 2019", "2019-03-05"),
        ("5 March 2019", "2019-03-05"),
        ("8,2%", None),
        ("12/12", None),
        ("31/6/2019", None),
        ("", None),
        (None, None),
        ("hôm qua", None),
        ("yesterday", None),
    ],
)
def test_published(value: str | None, iso: str | None) -> None:
    assert parse_published(value) == iso


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("Cập nhật: 15:20 - 22/07/2016", "22/07/2016"),
        ("Thứ Năm, 23/12/2021 - 11:02", "23/12/2021"),
        ("Ngày đăng: 2019-08-06", "2019-08-06"),
        ("Tháng Sáu 28, 2021", "Tháng Sáu 28, 2021"),
    ],
)
def test_a_stamp_says_where_it_stands(line: str, quote: str) -> None:
    found = read_stamp(line)
    assert found is not None
    _, start, end = found
    assert quote in line[start:end]


@pytest.mark.parametrize("text", ["8,2% 2019", "1/1", "2019", "tháng ba", "a" * 61 + " 2019"])
def test_nothing_is_guessed(text: str) -> None:
    assert by_dateparser(text) is None


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    iso = parse_published(text)
    assert iso is None or (iso[:4].isdigit() and 1948 <= int(iso[:4]) <= 2100)


@pytest.mark.parametrize(
    ("iso", "day"),
    [("2019-08-06T17:59", datetime.date(2019, 8, 6)), ("2019-08", None), (None, None), ("2019-02-30", None)],
)
def test_as_date(iso: str | None, day: datetime.date | None) -> None:
    assert as_date(iso) == day
