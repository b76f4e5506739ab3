"""Errors of every kind planted in whole records: alone, together, over several documents; counts worked out by hand."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from check_helpers import FIELD_BY_NAME

from pipeline.check.document import Document
from pipeline.check.fields import FIELDS
from pipeline.check.score import Counts, Outcome, score, total

Json = dict[str, Any]

TEXT = """Cụm thi đua các tỉnh Tây Nam Bộ sơ kết 6 tháng đầu năm 2019

Sáng 06/8/2019, tại Kiên Giang, ông Lê Văn An, Chủ tịch UBND tỉnh Kiên Giang, chủ trì.
Bà Trần Thị Bé phát biểu.
Hậu Giang đạt 83,41%, Long An 68,6%, Bến Tre 67,94%. Long An được bầu làm Cụm trưởng năm 2020, An Giang làm Cụm phó.
Hội nghị đề nghị tặng Cờ thi đua của Chính phủ cho Trà Vinh và Cà Mau.
"""


def figure(value: float, subject: str) -> Json:
    return {"value": value, "subject": subject, "unit": "%", "kind": "result"}


RECORD: Json = {
    "report": "meeting",
    "article": {"text": TEXT},
    "cluster": {"name": "Cụm thi đua các tỉnh Tây Nam Bộ", "kind": "cum", "members": ["Long An", "Cà Mau"]},
    "meeting": {"date": "2019-08-06", "period": "2019-H1", "types": ["so_ket", "ky_ket"]},
    "officials": [
        {
            "name": "Lê Văn An",
            "positions": [{"text": "Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang"}],
            "roles": ["chaired"],
        },
        {"name": "Trần Thị Bé", "positions": [], "roles": ["spoke"]},
    ],
    "leadership": [
        {"office": "head", "unit": "Long An", "year": 2020, "status": "elected"},
        {"office": "deputy", "unit": "An Giang", "year": 2020, "status": "elected"},
    ],
    "awards": [
        {
            "award": "Cờ thi đua của Chính phủ",
            "status": "proposed",
            "recipients": [{"name": "Trà Vinh"}, {"name": "Cà Mau"}],
        }
    ],
    "indicators": [figure(83.41, "Hậu Giang"), figure(68.6, "Long An"), figure(67.94, "Bến Tre")],
}
GOLD = {key: value for key, value in RECORD.items() if key != "article"}

Plant = Callable[[Json], object]
Expected = dict[str, tuple[int, int, int, list[str]]]
"""By field: how many more or fewer true positives, how many false ones, missed ones, and the causes."""


def _set(part: str, key: str, value: object) -> Plant:
    return lambda record: record[part].__setitem__(key, value)


def _in(part: str, index: int, key: str, value: object) -> Plant:
    return lambda record: record[part][index].__setitem__(key, value)


def _drop(part: str, index: int) -> Plant:
    return lambda record: record[part].pop(index)


def _add(part: str, entry: Json) -> Plant:
    return lambda record: record[part].append(entry)


def wrong(cause: str) -> tuple[int, int, int, list[str]]:
    return -1, 1, 1, [cause]


MISSED = (-1, 0, 1, ["not found"])
PHANTOM = (0, 1, 0, ["phantom"])
DUPLICATE = (0, 1, 0, ["duplicate"])

KINDS: dict[str, tuple[Plant, Expected]] = {
    "wrong year of the date": (_set("meeting", "date", "2018-08-06"), {"meeting.date": wrong("wrong year")}),
    "wrong day": (_set("meeting", "date", "2019-08-08"), {"meeting.date": wrong("wrong value")}),
    "no date": (_set("meeting", "date", None), {"meeting.date": MISSED}),
    "wrong year of the period": (_set("meeting", "period", "2018-H1"), {"meeting.period": wrong("wrong year")}),
    "phantom place": (_set("meeting", "place", "Rạch Giá"), {"meeting.place": PHANTOM}),
    "name cut": (_set("cluster", "name", "Cụm thi đua"), {"cluster.name": wrong("boundary of value")}),
    "label missed and added": (
        _set("meeting", "types", ["so_ket", "phat_dong"]),
        {"meeting.types": (-1, 1, 1, ["not found", "phantom"])},
    ),
    "member twice": (_set("cluster", "members", ["Long An", "Cà Mau", "Cà Mau"]), {"cluster.members": DUPLICATE}),
    "official missed": (
        _drop("officials", 1),
        {"officials.name": MISSED, "officials.roles": (-1, 0, 0, []), "officials.roles.all": MISSED},
    ),
    "official invented": (
        _add("officials", {"name": "Đỗ Minh Chí", "roles": ["opened"]}),
        {"officials.name": PHANTOM, "officials.roles.all": PHANTOM},
    ),
    "post cut": (
        _in("officials", 0, "positions", [{"text": "Chủ tịch Ủy ban nhân dân"}]),
        {
            "officials.positions": wrong("boundary of value"),
            "officials.positions.all": wrong("boundary of value"),
        },
    ),
    "role mistaken": (
        _in("officials", 1, "roles", ["chaired"]),
        {
            "officials.roles": (-1, 1, 1, ["not found", "phantom"]),
            "officials.roles.all": (-1, 1, 1, ["not found", "phantom"]),
            "chairs": PHANTOM,
        },
    ),
    "wrong status of an office": (_in("leadership", 0, "status", "incumbent"), {"leadership": wrong("wrong status")}),
    "wrong year of an office": (_in("leadership", 1, "year", 2019), {"leadership": wrong("wrong year")}),
    "offices exchanged": (
        lambda record: [_in("leadership", i, "office", ("deputy", "head")[i])(record) for i in (0, 1)],
        {"leadership": (-2, 2, 2, ["wrong office", "wrong office"])},
    ),
    "award conferred": (
        _in("awards", 0, "status", "conferred"),
        {"awards": (-2, 2, 2, ["wrong status", "wrong status"])},
    ),
    "recipient missed": (_in("awards", 0, "recipients", [{"name": "Trà Vinh"}]), {"awards": MISSED}),
    "wrong scale": (
        _in("indicators", 0, "value", 8341),
        {"figures": wrong("wrong scale of value"), "percentages": wrong("wrong scale of value")},
    ),
    "wrong subject": (
        _in("indicators", 1, "subject", "Vĩnh Long"),
        {"figures": wrong("wrong subject"), "percentages": wrong("wrong subject")},
    ),
    "subject cut": (
        _in("indicators", 2, "subject", "Bến"),
        {"figures": wrong("boundary of subject"), "percentages": wrong("boundary of subject")},
    ),
    "target for result": (
        _in("indicators", 0, "kind", "target"),
        {"figures": wrong("wrong kind"), "percentages": MISSED},
    ),
    "figure twice": (_add("indicators", figure(68.6, "Long An")), {"figures": DUPLICATE, "percentages": DUPLICATE}),
    "figure invented": (_add("indicators", figure(6, "Hà Nội")), {"figures": PHANTOM, "percentages": PHANTOM}),
    "figure missed": (_drop("indicators", 2), {"figures": MISSED, "percentages": MISSED}),
    "two subjects exchanged": (
        lambda record: [_in("indicators", i, "subject", ("Long An", "Hậu Giang")[i])(record) for i in (0, 1)],
        {
            "figures": (-2, 2, 2, ["wrong subject", "wrong subject"]),
            "percentages": (-2, 2, 2, ["wrong subject", "wrong subject"]),
        },
    ),
}

TOGETHER = (
    *("wrong year of the date", "name cut", "label missed and added", "official invented", "wrong status of an office"),
    *("recipient missed", "wrong scale", "figure missed", "figure invented"),
)
"""Kinds that do not touch the same entry: planted at once they add up."""

RIGHT = {
    **dict.fromkeys(("report", "cluster.name", "cluster.kind", "meeting.date", "meeting.period"), 1),
    **dict.fromkeys(("cluster.members", "meeting.types", "officials.name", "leadership", "awards"), 2),
    **dict.fromkeys(("officials.positions", "officials.positions.all", "chairs"), 1),
    **dict.fromkeys(("officials.roles", "officials.roles.all"), 2),
    **dict.fromkeys(("percentages", "figures"), 3),
}
"""How many values of each field the record has right before anything is planted."""


def planted(*names: str) -> Json:
    record = copy.deepcopy(RECORD)
    for name in names:
        KINDS[name][0](record)
    return record


def counts(outcomes: list[Outcome]) -> dict[str, Counts]:
    summed = {field.name: total(o.counts for o in outcomes if o.field == field.name) for field in FIELDS}
    return {name: found for name, found in summed.items() if found != Counts()}


def causes(outcomes: list[Outcome]) -> dict[str, Counter[str]]:
    listed: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        for problem in outcome.problems:
            listed.setdefault(outcome.field, Counter())[problem.cause] += 1
    return listed


def expected(*names: str, documents: int = 1) -> tuple[dict[str, Counts], dict[str, Counter[str]]]:
    """Counts and causes where `documents` right records have had the errors `names` planted."""
    summed = {field: Counts(tp=right * documents) for field, right in RIGHT.items()}
    told: dict[str, Counter[str]] = {}
    for name in names:
        for field, (tp, fp, fn, kinds) in KINDS[name][1].items():
            summed[field] = summed.get(field, Counts()) + Counts(tp, fp, fn)
            if kinds:
                told.setdefault(field, Counter()).update(kinds)
    return summed, told


def check(*records: Json) -> tuple[dict[str, Counts], dict[str, Counter[str]]]:
    outcomes = score(FIELDS, [Document(str(i), GOLD, record) for i, record in enumerate(records)])
    return counts(outcomes), causes(outcomes)


def test_nothing_planted() -> None:
    assert check(planted()) == expected()


@pytest.mark.parametrize("name", KINDS)
def test_alone(name: str) -> None:
    assert check(planted(name)) == expected(name)


def test_together_in_one_document() -> None:
    assert check(planted(*TOGETHER)) == expected(*TOGETHER)


def test_each_in_its_own_document() -> None:
    assert check(*map(planted, KINDS)) == expected(*KINDS, documents=len(KINDS))


def test_together_over_documents_with_right_and_empty_ones() -> None:
    found, told = check(planted(*TOGETHER), planted(), {"report": "meeting"}, planted("figure missed"))
    summed, causes_told = expected(*TOGETHER, "figure missed", documents=3)
    for field, right in RIGHT.items():
        # Of the empty document only the report is right; posts and roles are compared within officials.
        within = field in ("officials.positions", "officials.roles")
        summed[field] += Counts(tp=1) if field == "report" else Counts(fn=0 if within else right)
        if field != "report" and not within:
            causes_told.setdefault(field, Counter())["not found"] += right
    assert (found, told) == (summed, causes_told)


def test_empty_against_empty_counts_for_nothing() -> None:
    outcomes = score(FIELDS, [Document("d", {"report": "meeting"}, {"report": "meeting"})])
    assert counts(outcomes) == {"report": Counts(tp=1)}
    assert counts(score(FIELDS, [])) == {}


def test_a_document_without_a_record_misses_everything_once() -> None:
    outcomes = score(FIELDS, [Document("d", GOLD, None)])
    within = ("officials.positions", "officials.roles")
    assert counts(outcomes) == {field: Counts(fn=right) for field, right in RIGHT.items() if field not in within}


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_entries_and_documents_changes_nothing(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 (no secret)
    records = [planted(name) for name in KINDS]
    before = check(*records)
    for record in records:
        for part in ("officials", "leadership", "awards", "indicators"):
            source.shuffle(record[part])
        for holder, key in (("cluster", "members"), ("meeting", "types")):
            source.shuffle(record[holder][key])
        for award in record["awards"]:
            source.shuffle(award["recipients"])
    source.shuffle(records)
    assert check(*records) == before


def test_every_planted_field_is_one_of_the_check() -> None:
    assert set(RIGHT) | {field for _, told in KINDS.values() for field in told} <= set(FIELD_BY_NAME)
