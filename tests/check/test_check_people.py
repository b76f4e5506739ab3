"""Planted errors in officials, posts, roles and chairs; every count worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from check_helpers import Score

from pipeline.check.people import CLUSTER_OFFICE

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang"
DEPUTY = "Phó Bí thư Tỉnh ủy Kiên Giang"
Official = dict[str, Any]


def official(name: str, *positions: str, roles: list[str] | None = None, **more: Any) -> Official:
    return {"name": name, "positions": list(positions), "roles": roles or [], **more}


def people(*officials: Official) -> dict[str, Any]:
    return {"officials": list(officials)}


@pytest.mark.parametrize(
    ("gold", "found", "counts", "causes"),
    [
        (["Trần Thị Hà", "Lê Văn A"], ["Lê Văn A", "Trần Thị Hà"], (2, 0, 0), []),
        (["Trần Thị Hà"], ["Trần Thị Hạ"], (0, 1, 1), ["wrong value"]),
        (["Trần Thị Hà"], [], (0, 0, 1), ["not found"]),
        ([], ["Trần Thị Hà"], (0, 1, 0), ["phantom"]),
        (["Trần Thị Hà"], ["Trần Thị Hà", "Trần Thị Hà"], (1, 1, 0), ["duplicate"]),
        (["Đào Thuỷ"], ["Đào Thủy"], (1, 0, 0), []),
        (["Ngô Văn Bé"], ["Hồ Đức Phớc"], (0, 1, 1), ["not found", "phantom"]),
    ],
)
def test_names(
    score_one: Score, gold: list[str], found: list[str], counts: tuple[int, int, int], causes: list[str]
) -> None:
    assert score_one("officials.name", people(*map(official, gold)), people(*map(official, found))) == (
        counts,
        causes,
    )


def test_an_optional_official_counts_nowhere(score_one: Score) -> None:
    gold = people(official("A B", CHAIRMAN, roles=["chaired"], optional=True))
    for found in (people(), people(official("A B", DEPUTY, roles=["chaired", "spoke"]))):
        for field in (
            "officials.name",
            "officials.positions",
            "officials.roles",
            "chairs",
            "officials.positions.all",
        ):
            assert score_one(field, gold, found)[0] == (0, 0, 0)


def test_a_name_may_have_an_alternative(score_one: Score) -> None:
    gold = people(official("Y Biêr Niê", CHAIRMAN, name_alt=["Y Biêr"]))
    found = people(official("Y Biêr", CHAIRMAN))
    assert score_one("officials.name", gold, found)[0] == (1, 0, 0)
    assert score_one("officials.positions", gold, found)[0] == (1, 0, 0)


@pytest.mark.parametrize(
    ("gold", "found", "counts", "causes"),
    [
        ([CHAIRMAN, DEPUTY], [DEPUTY, CHAIRMAN], (2, 0, 0), []),
        ([CHAIRMAN], ["Chủ tịch UBND tỉnh Kiên Giang"], (1, 0, 0), []),
        ([CHAIRMAN], ["Chủ tịch UBND tỉnh"], (0, 1, 1), ["boundary of value"]),
        ([CHAIRMAN], ["Thứ trưởng Bộ Nội vụ"], (0, 1, 1), ["not found", "phantom"]),
        ([CHAIRMAN], [CHAIRMAN, CHAIRMAN], (1, 1, 0), ["duplicate"]),
        ([CHAIRMAN], [CHAIRMAN, "Cụm trưởng Cụm thi đua"], (1, 0, 0), []),
        ([CHAIRMAN, "Khối phó"], [CHAIRMAN], (1, 0, 0), []),
        (["Khối phó Khối thi đua"], ["Khối phó Khối thi đua"], (0, 0, 0), []),
        ([], [CHAIRMAN], (0, 1, 0), ["phantom"]),
    ],
)
def test_posts_of_the_same_official(
    score_one: Score, gold: list[str], found: list[str], counts: tuple[int, int, int], causes: list[str]
) -> None:
    wanted, record = people(official("A B", *gold)), people(official("A B", *found))
    assert score_one("officials.positions", wanted, record) == (counts, causes)


def test_positions_may_be_objects(score_one: Score) -> None:
    found = people({"name": "A B", "positions": [{"text": CHAIRMAN, "title": "Chủ tịch"}]})
    assert score_one("officials.positions", people(official("A B", CHAIRMAN)), found)[0] == (1, 0, 0)


def test_a_post_of_another_official_does_not_match(score_one: Score) -> None:
    gold = people(official("A B", CHAIRMAN), official("C D", DEPUTY))
    found = people(official("A B", DEPUTY), official("C D", CHAIRMAN))
    assert score_one("officials.positions", gold, found)[0] == (0, 2, 2)


def test_posts_and_roles_of_missed_and_invented_officials(score_one: Score) -> None:
    gold = people(official("A B", CHAIRMAN, DEPUTY, roles=["chaired", "presented"]))
    found = people(official("C D", DEPUTY, roles=["chaired"]))
    assert score_one("officials.positions", gold, found)[0] == (0, 0, 0)
    assert score_one("officials.positions.all", gold, found)[0] == (0, 1, 2)
    assert score_one("officials.roles", gold, found)[0] == (0, 0, 0)
    assert score_one("officials.roles.all", gold, found)[0] == (0, 1, 2)


@pytest.mark.parametrize(
    ("gold", "optional", "found", "counts"),
    [
        (["chaired", "attended"], [], ["chaired"], (1, 0, 0)),
        (["chaired"], [], ["chaired", "attended"], (1, 0, 0)),
        (["chaired"], [], ["chaired", "spoke"], (1, 1, 0)),
        (["directed"], [], ["directed", "spoke"], (1, 0, 0)),
        (["directed", "spoke"], [], ["directed"], (1, 0, 0)),
        (["opened", "spoke"], [], ["spoke"], (0, 0, 1)),
        (["spoke"], [], ["directed", "spoke"], (1, 1, 0)),
        (["presented"], ["closed"], ["presented", "closed", "spoke"], (1, 0, 0)),
        (["presented"], ["closed"], ["presented", "spoke"], (1, 1, 0)),
        (["presented"], ["attended", "spoke"], ["presented", "spoke"], (1, 0, 0)),
        (["spoke"], [], [], (0, 0, 1)),
        ([], [], [], (0, 0, 0)),
    ],
)
def test_roles(
    score_one: Score, gold: list[str], optional: list[str], found: list[str], counts: tuple[int, int, int]
) -> None:
    wanted = people(official("A B", roles=gold, roles_optional=optional))
    assert score_one("officials.roles", wanted, people(official("A B", roles=found)))[0] == counts


def test_chairs_are_the_persons_with_the_role(score_one: Score) -> None:
    gold = people(
        official("A B", roles=["chaired"]),
        official("C D", roles=["spoke"], roles_optional=["chaired"]),
        official("E F", roles=["chaired"]),
    )
    found = people(*(official(name, roles=["chaired"]) for name in ("A B", "C D", "X Y")))
    assert score_one("chairs", gold, found)[0] == (1, 1, 1)


@pytest.mark.parametrize(
    "post",
    ["cụm trưởng", "cụm trưởng cụm thi đua", "khối phó năm 2020", "trưởng khối thi đua", "phó cụm trưởng",
     "phó trưởng cụm các tỉnh", "đồng cụm trưởng", "nguyên cụm trưởng", "phó khối", "trưởng cụm số 5"],
)  # fmt: skip
def test_cluster_offices(post: str) -> None:
    assert CLUSTER_OFFICE.match(post)


@pytest.mark.parametrize(
    "post", ["trưởng khối dân vận", "phó trưởng ban", "trưởng ban thi đua", "trưởng phòng", "khối trưởngx"]
)
def test_other_posts_are_no_cluster_offices(post: str) -> None:
    assert not CLUSTER_OFFICE.match(post)
