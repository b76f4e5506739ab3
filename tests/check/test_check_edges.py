"""Edges of the scorer at which a slip of one character would pass the planted errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from check_helpers import FIELD_BY_NAME, Score

from pipeline.check.aspects import Aspect, agreement
from pipeline.check.confusion import confusions
from pipeline.check.document import Document
from pipeline.check.entries import Entry, occurrences, source_of
from pipeline.check.errors import overlap
from pipeline.check.gate import fingerprint, read_gate
from pipeline.check.score import score


def _entry(value: Any = "x", spans: tuple[tuple[int, int], ...] = ()) -> Entry:
    return Entry({"value": (value,)}, spans=spans)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (8, 8.0, True),
        ("8.20", 8.2, True),
        (8, 9, False),
        ("một", "Một", True),
        ("một", "hai", False),
        ("một", 1, False),
        (None, None, True),
        (None, 1, False),
        (1, None, False),
    ],
)
def test_numbers(gold: Any, found: Any, same: bool) -> None:
    reached = agreement(Aspect("value", "number"), _entry(gold), _entry(found))
    assert (reached == 1.0) is same


@pytest.mark.parametrize(
    ("quote", "limit", "spans"),
    [
        ("ab", 8, ((0, 2), (3, 5), (6, 8))),
        ("ab", 2, ((0, 2), (3, 5))),
        ("b a", 8, ((1, 4), (4, 7))),
        ("b", 1, ((1, 2),)),
        ("x", 8, ()),
        ("", 8, ()),
    ],
)
def test_where_a_quote_stands(quote: str, limit: int, spans: tuple[tuple[int, int], ...]) -> None:
    assert occurrences("ab ab ab", quote, limit) == spans


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [((0, 4), (3, 6), True), ((3, 6), (0, 4), True), ((0, 4), (4, 6), False), ((4, 6), (0, 4), False)],
)
def test_places_that_touch_do_not_overlap(gold: tuple[int, int], found: tuple[int, int], same: bool) -> None:
    assert overlap(_entry(spans=(gold,)), _entry(spans=(found,))) is same


def test_a_derived_value_tells_why() -> None:
    entry = {
        "evidence": [{"field": "date", "start": 0, "end": 2, "rule": "dates.full"}],
        "derived": [{"field": "period", "from": "date", "reason": "the year before"}],
    }
    assert source_of(entry, "ab", "period").rule == "derived: the year before"
    assert source_of(entry, "ab", "date").rule == "dates.full"
    assert source_of(entry, "ab", "place").rule == "dates.full"
    assert source_of(entry, "ab", "place", whole=False).rule == ""


@pytest.mark.parametrize(("name", "counts"), [("A B", (0, 0, 0)), ("C D", (0, 1, 0)), (None, (0, 0, 0))])
def test_entries_that_may_be_added(score_one: Score, name: str | None, counts: tuple[int, int, int]) -> None:
    record = {"officials": [{"name": name}] if name else []}
    assert score_one("officials.name", {"officials": [], "officials_optional": ["A B"]}, record)[0] == counts


def test_an_optional_label_belongs_to_each_reading(score_one: Score) -> None:
    gold = {"meeting": {"types": ["so_ket"], "types_alt": [["ky_ket", "phat_dong"]], "types_optional": ["binh_xet"]}}
    # One missed in the first reading, one missed in the second: the first counts.
    assert score_one("meeting.types", gold, {"meeting": {"types": ["binh_xet"]}})[0] == (0, 0, 1)
    assert score_one("meeting.types", gold, {"meeting": {"types": ["ky_ket", "binh_xet"]}})[0] == (1, 0, 1)


def test_texts_that_are_only_an_alternative(score_one: Score) -> None:
    gold = {"officials": [{"name": "A B", "positions": [], "positions_alt": ["Trưởng ban"]}]}
    for posts, counts in (([], (0, 0, 0)), (["Trưởng ban"], (0, 0, 0)), (["Giám đốc"], (0, 1, 0))):
        record = {"officials": [{"name": "A B", "positions": [{"text": post} for post in posts]}]}
        assert score_one("officials.positions", gold, record)[0] == counts


def test_a_wrong_year_of_any_date_that_gold_accepts(score_one: Score) -> None:
    gold = {"meeting": {"date": "2019-08-06", "date_alt": ["2019-08-07"]}}
    assert score_one("meeting.date", gold, {"meeting": {"date": "2018-08-07"}}) == ((0, 1, 1), ["wrong year"])


def test_a_gate_hides_nothing_unless_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "gate.toml").write_text("documents = 1\n", encoding="utf-8")
    assert not read_gate(tmp_path / "gate.toml").held_out


def test_a_fingerprint_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name, encoding="utf-8")
    files = [tmp_path / "a", tmp_path / "b"]
    assert fingerprint(files, tmp_path) == fingerprint(reversed(files), tmp_path)


def _roles(**roles: list[str]) -> dict[str, Any]:
    officials = [{"name": name.replace("_", " "), "roles": listed} for name, listed in roles.items()]
    return {"report": "meeting", "officials": officials}


def test_roles_are_confused_within_one_person_only() -> None:
    gold, found = _roles(A_B=["chaired"], C_D=[]), _roles(A_B=[], C_D=["closed", "waved"])
    field = FIELD_BY_NAME["officials.roles"]
    (apart,) = confusions(score([field], [Document("d", gold, found)]))
    assert dict(apart.pairs) == {("chaired", None): 1, (None, "closed"): 1, (None, "waved"): 1}
    assert apart.axis[-2:] == ("waved", None)
    (together,) = confusions(score([field], [Document("d", _roles(A_B=["chaired"]), _roles(A_B=["closed", "spoke"]))]))
    assert dict(together.pairs) == {("chaired", "closed"): 1, (None, "spoke"): 1}


def test_awards_without_an_owner_are_not_confused() -> None:
    gold = {"report": "meeting", "awards": [{"award": "Cờ thi đua", "recipients": ["Cà Mau"], "status": "proposed"}]}
    other = [{"award": "Huân chương", "recipients": [{"name": "Huế"}], "status": "conferred"}]
    (matrix,) = confusions(
        score([FIELD_BY_NAME["awards"]], [Document("d", gold, {"report": "meeting", "awards": other})])
    )
    assert dict(matrix.pairs) == {("proposed", None): 1, (None, "conferred"): 1}


def test_posts_are_shown_with_their_person() -> None:
    gold = {"report": "meeting", "officials": [{"name": "A B", "positions": ["Trưởng ban"]}]}
    found = {"report": "meeting", "officials": [{"name": "C D", "positions": [{"text": "Giám đốc"}]}]}
    (outcome,) = score([FIELD_BY_NAME["officials.positions.all"]], [Document("d", gold, found)])
    shown = [(problem.gold or problem.found).show() for problem in outcome.problems if problem.gold or problem.found]
    assert shown == ["A B: Trưởng ban", "C D: Giám đốc"]
