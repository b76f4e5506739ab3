"""The year of the meeting against the span under review."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.api import extract

CLUSTER = "Cụm thi đua các tỉnh Bắc Trung Bộ"


def read(when: str, what: str) -> dict[str, Any]:
    lead = f"{when}, tại tỉnh Nghệ An, {CLUSTER} tổ chức Hội nghị {what}."
    return extract(f"{CLUSTER} họp\n\n{lead}").to_dict()


@pytest.mark.parametrize(
    ("when", "what", "date"),
    [
        ("Ngày 18/4/2020", "tổng kết phong trào thi đua giai đoạn 2016-2020", "2020-04-18"),
        ("Ngày 18/1/2021", "tổng kết phong trào thi đua giai đoạn 2016-2020", "2021-01-18"),
        ("Ngày 18/4/2018", "sơ kết phong trào thi đua giai đoạn 2016-2020", "2018-04-18"),
    ],
)
def test_several_years_are_reviewed_in_the_last_of_them_too(when: str, what: str, date: str) -> None:
    found = read(when, what)
    assert (found["meeting"]["date"], found["warnings"]) == (date, [])


def test_one_year_is_not_reviewed_at_its_beginning() -> None:
    found = read("Ngày 18/1/2020", "tổng kết năm 2020")
    assert (found["meeting"]["date"], found["warnings"][0]["code"]) == ("2021-01-18", "date_conflict")
