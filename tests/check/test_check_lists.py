"""Planted errors in leadership, awards and figures; every count worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from check_helpers import Score

Json = dict[str, Any]
Counts = tuple[int, int, int]


def leader(unit: str = "An Giang", office: str = "head", year: int | None = 2019, status: str = "elected") -> Json:
    return {"unit": unit, "office": office, "year": year, "status": status}


@pytest.mark.parametrize(
    ("gold", "found", "counts", "causes"),
    [
        ([leader()], [leader()], (1, 0, 0), []),
        ([leader(year=None)], [leader(year=2020)], (1, 0, 0), []),
        ([leader()], [leader(year=None)], (1, 0, 0), []),
        ([leader()], [leader(year=2020)], (0, 1, 1), ["wrong year"]),
        ([leader()], [leader(status="incumbent")], (0, 1, 1), ["wrong status"]),
        ([leader()], [leader(office="deputy")], (0, 1, 1), ["wrong office"]),
        ([leader()], [leader(year=2020, status="outgoing")], (0, 1, 1), ["wrong year + status"]),
        ([leader()], [leader("Cà Mau")], (0, 1, 1), ["not found", "phantom"]),
        ([leader()], [leader(), leader()], (1, 1, 0), ["duplicate"]),
        ([leader(), leader("Cà Mau")], [leader("Cà Mau"), leader()], (2, 0, 0), []),
        ([{**leader(), "optional": True}], [leader()], (0, 0, 0), []),
        ([{**leader(), "optional": True}], [], (0, 0, 0), []),
        ([{**leader(), "status_alt": ["incumbent"]}], [leader(status="incumbent")], (1, 0, 0), []),
        ([{**leader(), "unit_alt": ["Cà Mau"]}], [leader("Cà Mau")], (1, 0, 0), []),
    ],
)
def test_leadership(score_one: Score, gold: list[Json], found: list[Json], counts: Counts, causes: list[str]) -> None:
    assert score_one("leadership", {"leadership": gold}, {"leadership": found}) == (counts, causes)


FLAG, MERIT = "Cờ thi đua của Chính phủ", "Bằng khen của Thủ tướng Chính phủ"


def award(name: str, *recipients: str, count: int | None = None, status: str = "proposed", **more: Any) -> Json:
    return {"award": name, "recipients": list(recipients), "count": count, "status": status, **more}


@pytest.mark.parametrize(
    ("gold", "found", "counts", "causes"),
    [
        (
            [award(MERIT, "Nam Định", "Hà Nam")],
            [award(MERIT, "Hà Nam"), award(MERIT, "Nam Định")],
            (2, 0, 0),
            [],
        ),
        ([award(MERIT, "Nam Định", "Hà Nam")], [award(MERIT, "Nam Định")], (1, 0, 1), ["not found"]),
        ([award(FLAG, "Nam Định")], [award(MERIT, "Nam Định")], (0, 1, 1), ["wrong award"]),
        ([award(FLAG, "Nam Định")], [award(FLAG, "Cà Mau")], (0, 1, 1), ["wrong recipient"]),
        (
            [award(FLAG, "Nam Định")],
            [award(FLAG, "Nam Định", status="conferred")],
            (0, 1, 1),
            ["wrong status"],
        ),
        ([award(MERIT, count=7), award(MERIT, count=14)], [award(MERIT, count=14)], (1, 0, 1), ["not found"]),
        ([award(MERIT, count=7)], [award(MERIT, count=8)], (0, 1, 1), ["wrong count"]),
        (
            [award(MERIT, count=2)],
            [award(MERIT, "Hà Nam", "Nam Định")],
            (0, 2, 1),
            ["wrong recipient + count", "phantom"],
        ),
        ([award(MERIT, "Hà Nam", count=1)], [award(MERIT, "Hà Nam")], (1, 0, 0), []),
        ([award(MERIT)], [award(MERIT)], (1, 0, 0), []),
        ([award(FLAG, "Hà Nam", optional=True)], [award(FLAG, "Hà Nam")], (0, 0, 0), []),
        (
            [award(FLAG, "Hà Nam", recipients_optional=["Cà Mau"])],
            [award(FLAG, "Cà Mau", "Hà Nam")],
            (1, 0, 0),
            [],
        ),
        ([award(FLAG, "Hà Nam", award_alt=[MERIT])], [award(MERIT, "Hà Nam")], (1, 0, 0), []),
        ([award(FLAG, "Hà Nam")], [award(FLAG, "Hà Nam", "Hà Nam")], (1, 1, 0), ["duplicate"]),
    ],
)
def test_awards(score_one: Score, gold: list[Json], found: list[Json], counts: Counts, causes: list[str]) -> None:
    assert score_one("awards", {"awards": gold}, {"awards": found}) == (counts, causes)


def test_recipients_may_be_objects(score_one: Score) -> None:
    found = {"awards": [{"award": FLAG, "status": "proposed", "recipients": [{"name": "Hà Nam", "kind": "province"}]}]}
    assert score_one("awards", {"awards": [award(FLAG, "Hà Nam")]}, found)[0] == (1, 0, 0)


def figure(value: float, subject: str = "cluster", unit: str = "%", kind: str = "result", **more: Any) -> Json:
    return {"value": value, "subject": subject, "unit": unit, "kind": kind, **more}


@pytest.mark.parametrize(
    ("gold", "found", "percentages", "figures", "causes"),
    [
        ([figure(8.2)], [figure(8.20)], (1, 0, 0), (1, 0, 0), []),
        ([figure(8.2)], [figure(82)], (0, 1, 1), (0, 1, 1), ["wrong scale of value"]),
        ([figure(8.2)], [figure(8.2, "An Giang")], (0, 1, 1), (0, 1, 1), ["wrong subject"]),
        ([figure(8.2)], [figure(8.2, unit="điểm phần trăm")], (0, 0, 1), (0, 1, 1), ["wrong unit"]),
        ([figure(8.2)], [figure(8.2, kind="target")], (0, 0, 1), (0, 1, 1), ["wrong kind"]),
        ([figure(8.2, kind="target")], [figure(8.2)], (0, 1, 0), (0, 1, 1), ["wrong kind"]),
        ([figure(8.2)], [figure(8.2), figure(8.2)], (1, 1, 0), (1, 1, 0), ["duplicate"]),
        ([figure(8.2), figure(8.2)], [figure(8.2)], (1, 0, 1), (1, 0, 1), ["not found"]),
        ([figure(5, unit="xã")], [figure(5, unit="xã")], (0, 0, 0), (1, 0, 0), []),
        (
            [figure(5, unit="tỷ đồng")],
            [figure(5, unit="triệu đồng")],
            (0, 0, 0),
            (0, 1, 1),
            ["wrong unit"],
        ),
        ([figure(5, unit="xã", total=9)], [figure(5, unit="xã")], (0, 0, 0), (0, 1, 1), ["no total"]),
        ([figure(5, unit="xã")], [figure(5, unit="xã", total=9)], (0, 0, 0), (1, 0, 0), []),
        ([figure(8, value_max=9)], [figure(8, value_max=9.5)], (1, 0, 0), (0, 1, 1), ["wrong value_max"]),
        ([figure(8.2, optional=True)], [figure(8.2)], (0, 0, 0), (0, 0, 0), []),
        ([figure(8.2, optional=True)], [figure(8.2), figure(8.2)], (0, 1, 0), (0, 1, 0), ["duplicate"]),
        ([figure(8.2, value_alt=[8.3])], [figure(8.3)], (1, 0, 0), (1, 0, 0), []),
        ([figure(8.2, subject_alt="An Giang")], [figure(8.2, "An Giang")], (1, 0, 0), (1, 0, 0), []),
        ([figure(8.2, kind_alt=["target"])], [figure(8.2, kind="target")], (0, 0, 0), (1, 0, 0), []),
        ([{"value": 3, "subject": "cluster", "unit": "%"}], [figure(3)], (1, 0, 0), (1, 0, 0), []),
        ([], [], (0, 0, 0), (0, 0, 0), []),
    ],
)
def test_figures(
    score_one: Score,
    gold: list[Json],
    found: list[Json],
    percentages: Counts,
    figures: Counts,
    causes: list[str],
) -> None:
    wanted, record = {"indicators": gold}, {"indicators": found}
    assert score_one("percentages", wanted, record)[0] == percentages
    assert score_one("figures", wanted, record) == (figures, causes)


def test_figures_read_from_the_same_place_are_one_error(score_one: Score) -> None:
    gold = {"indicators": [figure(8.2, quote="tăng 8,2%"), figure(7.1, quote="đạt 7,1%")]}
    evidence = [{"field": "value", "start": 5, "end": 8, "rule": "r"}]
    record = {
        "article": {"text": "tăng 8,2% và đạt 7,1%"},
        "indicators": [figure(82, evidence=evidence)],
    }
    assert score_one("figures", gold, record) == ((0, 1, 2), ["wrong scale of value", "not found"])


def test_many_equal_figures_in_another_order(score_one: Score) -> None:
    listed = [figure(value, subject) for value in (1, 2, 2, 3) for subject in ("An Giang", "Cà Mau", "Long An")]
    assert score_one("figures", {"indicators": listed}, {"indicators": listed[::-1]})[0] == (12, 0, 0)


def test_details_are_compared_within_matched_entries(score_one: Score) -> None:
    gold = {"indicators": [figure(8.2, change="increase"), figure(3.1, change="decrease"), figure(9)]}
    found = {
        "indicators": [
            figure(8.2, comparator="eq"),
            figure(3.1, change="increase"),
            figure(7, change="increase"),
        ]
    }
    assert score_one("figures.change", gold, found) == ((0, 1, 2), ["not found", "wrong value"])
    assert score_one("figures.comparator", gold, found) == ((0, 0, 0), [])


def test_what_gold_does_not_note_of_the_article_is_not_scored(score_one: Score) -> None:
    found = {"article": {"text": "", "author": "X", "published": "2019-08-06T17:59:00+07:00"}}
    assert score_one("article.author", {"article": {}}, found)[0] == (0, 0, 0)
    assert score_one("article.author", {"article": {"author": None}}, found)[0] == (0, 1, 0)
    assert score_one("article.published", {"article": {"published": "2019-08-06T17:59"}}, found)[0] == (
        1,
        0,
        0,
    )
    assert score_one("article.published", {"article": {"published": "2019-08-06"}}, found)[0] == (1, 0, 0)
    assert score_one("article.published", {"article": {"published": "2019-08-07"}}, found)[0] == (0, 1, 1)
