"""Dates of publication as tables and pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.dates import iso_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-01-19", "2021-01-19"),
        ("2021-01-19T08:00:00+07:00", "2021-01-19T08:00:00+07:00"),
        ("2021-01-19T08:00:00Z", "2021-01-19T08:00:00+00:00"),
        ("19/01/2021", "2021-01-19"),
        (" 9-1-2021 ", "2021-01-09"),
        ("19/01/2021 08:30", "2021-01-19T08:30:00"),
        ("19/01/2021 | 08:30", "2021-01-19T08:30:00"),
        ("31/02/2021", None),
        ("19/13/2021", None),
        ("hôm qua", None),
        ("", None),
        (None, None),
    ],
)
def test_iso_date(value: str | None, expected: str | None) -> None:
    assert iso_date(value) == expected


@given(st.dates())
def test_day_month_year(day: object) -> None:
    year, month, date = str(day).split("-")
    assert iso_date(f"{date}/{month}/{year}") == str(day)


@given(st.text())
def test_any_text_is_a_date_or_none(value: str) -> None:
    found = iso_date(value)
    assert found is None or iso_date(found) == found
