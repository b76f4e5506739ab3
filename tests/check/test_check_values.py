"""Planted errors in single values, labels, members and warnings; every count worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from check_helpers import Score


@pytest.mark.parametrize(
    ("field", "gold", "found", "counts", "causes"),
    [
        ("meeting.date", "2019-08-06", "2019-08-06", (1, 0, 0), []),
        ("meeting.date", "2019-08-06", "2019-08-07", (0, 1, 1), ["wrong value"]),
        ("meeting.date", "2024-03", "2024-03-05", (0, 1, 1), ["wrong value"]),
        ("meeting.date", "2019-08-06", None, (0, 0, 1), ["not found"]),
        ("meeting.date", None, "2019-08-06", (0, 1, 0), ["phantom"]),
        ("meeting.date", None, None, (0, 0, 0), []),
        ("meeting.province", "Hòa Bình", "Hoà Bình", (1, 0, 0), []),
        ("meeting.province", "Hà Nam", "Hà Nội", (0, 1, 1), ["wrong value"]),
        ("meeting.time_of_day", None, "morning", (0, 1, 0), ["phantom"]),
        ("meeting.place", "thành phố Rạch Giá", "TP Rạch Giá", (1, 0, 0), []),
        ("meeting.place", "thành phố Rạch Giá", "Rạch Giá", (0, 1, 1), ["boundary of value"]),
        ("cluster.size", 12, 12, (1, 0, 0), []),
        ("cluster.size", 12, 21, (0, 1, 1), ["wrong value"]),
        ("cluster.size", 9, 90, (0, 1, 1), ["wrong scale of value"]),
        ("cluster.name", "Cụm thi đua số 5 Bộ Công an", "Cụm thi đua số 5 - Bộ Công an", (1, 0, 0), []),
        ("cluster.name", "Cụm thi đua các tỉnh Tây Nam Bộ", "Cụm thi đua", (0, 1, 1), ["boundary of value"]),
        ("cluster.name", "Cụm thi đua các tỉnh Tây Nam Bộ", "Hội nghị", (0, 1, 1), ["wrong value"]),
        ("cluster.kind", "cum", "khoi", (0, 1, 1), ["wrong value"]),
        ("cluster.id", "tay-nam-bo", "tay-nam-bo", (1, 0, 0), []),
        ("cluster.scope", "local", "local", (1, 0, 0), []),
        ("meeting.period", "2019-H1", "2019-9M", (0, 1, 1), ["wrong value"]),
    ],
)
def test_single_values(
    score_one: Score, field: str, gold: Any, found: Any, counts: tuple[int, int, int], causes: list[str]
) -> None:
    part, key = field.split(".")
    assert score_one(field, {part: {key: gold}}, {part: {key: found}}) == (counts, causes)


@pytest.mark.parametrize(
    ("gold", "found", "counts"),
    [
        ({"place": "A1", "place_alt": ["B2"]}, "B2", (1, 0, 0)),
        ({"place": "A1", "place_alt": "B2"}, "B2", (1, 0, 0)),
        ({"place": "A1", "place_alt": [None]}, None, (0, 0, 0)),
        ({"place": "A1", "place_alt": [None]}, "A1", (0, 0, 0)),
        ({"place": None, "place_alt": ["B2"]}, "B2", (0, 0, 0)),
        ({"place": None, "place_optional": "B2"}, "B2", (0, 0, 0)),
        ({"place": None, "place_optional": "B2"}, "C3", (0, 1, 0)),
        ({"place": "A1", "place_optional": "B2"}, "B2", (1, 0, 0)),
        ({"place": "A1", "place_alt": ["B2"]}, "C3", (0, 1, 1)),
    ],
)
def test_alternative_and_optional_values(
    score_one: Score, gold: dict[str, Any], found: Any, counts: tuple[int, int, int]
) -> None:
    assert score_one("meeting.place", {"meeting": gold}, {"meeting": {"place": found}})[0] == counts


@pytest.mark.parametrize(
    ("gold", "found", "counts"),
    [
        ({"types": ["so_ket", "ky_ket"]}, ["ky_ket", "so_ket"], (2, 0, 0)),
        ({"types": ["so_ket", "ky_ket"]}, ["so_ket", "binh_xet"], (1, 1, 1)),
        ({"types": ["so_ket"]}, ["so_ket", "so_ket"], (1, 1, 0)),
        ({"types": ["so_ket"], "types_optional": ["trien_khai"]}, ["so_ket", "trien_khai"], (1, 0, 0)),
        ({"types": ["so_ket"], "types_optional": ["trien_khai"]}, ["so_ket"], (1, 0, 0)),
        ({"types": ["so_ket"], "types_alt": ["tong_ket", "ky_ket"]}, ["tong_ket", "ky_ket"], (2, 0, 0)),
        ({"types": ["so_ket"], "types_alt": [["tong_ket"], ["khac"]]}, ["khac"], (1, 0, 0)),
        ({"types": ["so_ket"], "types_alt": [["tong_ket"], ["khac"]]}, ["so_ket"], (1, 0, 0)),
        ({"types": []}, [], (0, 0, 0)),
        ({}, ["khac"], (0, 1, 0)),
    ],
)
def test_types_are_a_set(
    score_one: Score, gold: dict[str, Any], found: list[str], counts: tuple[int, int, int]
) -> None:
    assert score_one("meeting.types", {"meeting": gold}, {"meeting": {"types": found}})[0] == counts


def test_labels_are_not_paired(score_one: Score) -> None:
    gold, found = {"meeting": {"types": ["so_ket"]}}, {"meeting": {"types": ["tong_ket"]}}
    assert score_one("meeting.types", gold, found) == ((0, 1, 1), ["not found", "phantom"])


@pytest.mark.parametrize(
    ("gold", "found", "counts"),
    [
        ({"members": ["An Giang", "Cà Mau"]}, ["Cà Mau", "An Giang"], (2, 0, 0)),
        ({"members": ["An Giang", "Cà Mau"]}, ["An Giang", "Long An"], (1, 1, 1)),
        ({"members": ["An Giang"]}, ["An Giang", "An Giang"], (1, 1, 0)),
        ({"members": ["An Giang"], "members_optional": ["Cà Mau"]}, ["An Giang", "Cà Mau"], (1, 0, 0)),
        ({"members": ["Huế"], "members_alt": ["Thừa Thiên Huế"]}, ["Thừa Thiên Huế"], (1, 0, 0)),
        ({"members": ["Huế"], "members_alt": ["Thừa Thiên Huế"]}, ["Huế", "Thừa Thiên Huế"], (1, 1, 0)),
        (
            {"members": ["Bạc Liêu", "Hải đoàn Biên phòng 28"], "members_alt": ["Bộ đội Biên phòng tỉnh Bạc Liêu"]},
            ["Bộ đội Biên phòng tỉnh Bạc Liêu", "Hải đoàn Biên phòng 28"],
            (2, 0, 0),
        ),
        ({"members": [{"value": "Huế", "optional": True}]}, [], (0, 0, 0)),
        ({"members": ["Công an tỉnh Trà Vinh"]}, ["Công an tỉnh Trà Vịnh"], (1, 0, 0)),
    ],
)
def test_members(score_one: Score, gold: dict[str, Any], found: list[str], counts: tuple[int, int, int]) -> None:
    assert score_one("cluster.members", {"cluster": gold}, {"cluster": {"members": found}})[0] == counts


def test_warnings_count_by_code(score_one: Score) -> None:
    found = {"warnings": [{"code": "date_conflict", "message": "x"}, {"code": "name_variant", "message": "y"}]}
    assert score_one("warnings", {"warnings": ["date_conflict"]}, found) == ((1, 1, 0), ["phantom"])
    assert score_one("warnings", {"warnings": [{"code": "name_variant", "optional": True}]}, found)[0] == (
        0,
        1,
        0,
    )


def test_a_record_cannot_excuse_itself(score_one: Score) -> None:
    found = {"warnings": [{"code": "name_variant", "optional": True}]}
    assert score_one("warnings", {"warnings": []}, found)[0] == (0, 1, 0)
    alternative = {"meeting": {"place": "A1", "place_alt": ["B2"]}}
    assert score_one("meeting.place", {"meeting": {"place": "B2"}}, alternative)[0] == (0, 1, 1)


@pytest.mark.parametrize(
    ("gold", "record", "report", "date"),
    [
        ("meeting", "meeting", (1, 0, 0), (0, 1, 1)),
        ("meeting", "other", (0, 1, 1), (0, 1, 1)),
        ("other", "other", (1, 0, 0), (0, 0, 0)),
        ("other", "meeting", (0, 1, 1), (0, 0, 0)),
    ],
)
def test_of_other_articles_only_the_report_is_scored(
    score_one: Score, gold: str, record: str, report: tuple[int, int, int], date: tuple[int, int, int]
) -> None:
    wanted = {"report": gold, "meeting": {"date": "2019-08-06"}}
    found = {"report": record, "meeting": {"date": "2019-08-07"}}
    assert score_one("report", wanted, found)[0] == report
    assert score_one("meeting.date", wanted, found)[0] == date


def test_without_a_record_everything_is_missed(score_one: Score) -> None:
    gold = {
        "meeting": {"date": "2019-08-06"},
        "officials": ["A B"],
        "awards": [{"award": "X", "recipients": ["Y", "Z"]}],
    }
    expected = {"report": 1, "meeting.date": 1, "officials.name": 1, "awards": 2, "officials.positions": 0}
    for field, missed in expected.items():
        assert score_one(field, gold, None)[0] == (0, 0, missed)
