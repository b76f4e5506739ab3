"""What a reviewer puts right wins over the rules, stays through every new reading, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from archive_records import line, record, span
from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.corrections.change import Change, ChangeError, correct, mark_of, take_back
from pipeline.archive.export.records import records
from pipeline.archive.frames import Archive
from pipeline.archive.ingest import Ingest
from pipeline.archive.present import present
from pipeline.archive.questions.asking import Filters
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.verify import verify
from pipeline.archive.versions import Fingerprint
from pipeline.model.record import Record

TEXT = (
    "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết năm 2020\n\nNgày 18/1/2021. Đồng chí Trần Văn An dự. "
    "Cà Mau tăng 8,2%. Bạc Liêu tăng 7%. Hậu Giang tăng 6,5%."
)
BY = "Lê Thị Bình"


def figure(subject: str, quote: str, value: float, text: str = TEXT) -> dict[str, Any]:
    return {"subject": subject, "value": value, "unit": "%", "evidence": [span(text, "value", quote)]}


FIGURES = (("Cà Mau", "8,2%", 8.2), ("Bạc Liêu", "7%", 7.0), ("Hậu Giang", "6,5%", 65.0))


def reading(*figures: dict[str, Any], text: str = TEXT, **meeting: Any) -> Record:
    """What a version of the rules reads."""
    people = [{"name": "Trần Văn An", "roles": ["attended"], "evidence": [span(text, "name", "Trần Văn An")]}]
    found = list(figures) or [figure(*one, text=text) for one in FIGURES]
    date = {"types": ["tong_ket"], "date": "2021-01-18", **meeting}
    name = {"name": "Cụm thi đua các tỉnh Tây Nam Bộ"}
    return record(text, cluster=name, meeting=date, officials=people, indicators=found)


def read(store: Store, found: Record, version: str = "1") -> str:
    """Puts a reading into the archive; returns the key of its article."""
    Ingest(store, version=Fingerprint(version, version)).add(line(found))
    settle(store)
    return found.id


def now(store: Store, key: str) -> Record:
    """The record as it is."""
    with store.transaction() as connection:
        number = connection.execute(select(schema.articles.c.id).where(schema.articles.c.key == key)).scalar_one()
        return present(connection, number).record


def values(store: Store) -> dict[str, float]:
    """What the archive answers to the question for figures."""
    rows = Archive(store).indicators()
    return dict(zip(rows["subject"], rows["value"], strict=True)) if len(rows) else {}


def seen(store: Store, key: str, index: int, part: str = "indicators") -> str:
    return mark_of(getattr(now(store, key), part)[index].model_dump(mode="json", by_alias=True))


def fix(store: Store, key: str) -> int:
    """Hậu Giang is 6.5, not 65."""
    mark = seen(store, key, 2)
    return correct(store, key, Change("set", BY, "indicators[2]", {"value": 6.5}, seen=mark))


def sound(store: Store) -> list[tuple[str, str]]:
    return list(verify(store))


def test_a_correction_wins_in_every_answer(store: Store) -> None:
    key = read(store, reading())
    fix(store, key)
    assert values(store) == {"Cà Mau": 8.2, "Bạc Liêu": 7.0, "Hậu Giang": 6.5}
    assert now(store, key).indicators[2].evidence[0].rule == "hand"
    with store.transaction() as connection:
        (out,) = records(connection, Filters())
        row = connection.execute(select(schema.corrections)).one()
    assert out.indicators[2].value == 6.5
    assert (row.by, row.made[:2], row.undone) == (BY, "20", None)
    assert sound(store) == []


@pytest.mark.parametrize("figures", [FIGURES, FIGURES[1:], FIGURES[2:], (*FIGURES[::-1], ("Hà Nội", "2021", 1.0))])
def test_it_stays_when_the_rules_read_more_or_fewer(store: Store, figures: Any) -> None:
    key = read(store, reading())
    fix(store, key)
    read(store, reading(*(figure(*one) for one in figures)), "2")
    assert values(store) == {**{subject: value for subject, _, value in figures}, "Hậu Giang": 6.5}
    assert sound(store) == []


def test_it_stays_when_the_rules_read_the_entry_no_more(store: Store) -> None:
    key = read(store, reading())
    fix(store, key)
    read(store, reading(figure(*FIGURES[0])), "2")
    assert values(store) == {"Cà Mau": 8.2, "Hậu Giang": 6.5}
    read(store, reading(), "3")
    assert values(store) == {"Cà Mau": 8.2, "Bạc Liêu": 7.0, "Hậu Giang": 6.5}


def test_what_is_rejected_does_not_come_back(store: Store) -> None:
    key = read(store, reading())
    correct(store, key, Change("reject", BY, "indicators[1]", seen=seen(store, key, 1)))
    read(store, reading(*(figure(*one) for one in FIGURES[::-1])), "2")
    assert set(values(store)) == {"Cà Mau", "Hậu Giang"}


def test_what_is_added_stays_and_is_not_doubled(store: Store) -> None:
    key = read(store, reading(figure(*FIGURES[0])))
    change = Change("add", BY, "indicators", {"value": 7.0, "subject": "Bạc Liêu", "unit": "%"}, quote="7%")
    correct(store, key, change)
    assert values(store) == {"Cà Mau": 8.2, "Bạc Liêu": 7.0}
    read(store, reading(), "2")
    assert values(store) == {"Cà Mau": 8.2, "Bạc Liêu": 7.0, "Hậu Giang": 65.0}
    assert sound(store) == []


def test_what_is_accepted_stays_as_it_was_seen(store: Store) -> None:
    key = read(store, reading())
    correct(store, key, Change("accept", BY, "indicators[0]", seen=seen(store, key, 0)))
    correct(store, key, Change("accept", BY, "meeting.date"))
    changed = (("Bến Tre", "8,2%", 82.0), *FIGURES[1:])
    read(store, reading(*(figure(*one) for one in changed), date="2022-01-18"), "2")
    assert values(store)["Cà Mau"] == 8.2
    assert now(store, key).meeting is not None
    assert now(store, key).meeting.date == "2021-01-18"  # type: ignore[union-attr]


def test_other_words_may_be_chosen(store: Store) -> None:
    key = read(store, reading())
    change = Change("set", BY, "indicators[2]", {"value": 6.5}, quote="Hậu Giang tăng 6,5%", seen=seen(store, key, 2))
    correct(store, key, change)
    found = now(store, key).indicators[2].evidence[-1]
    assert TEXT[found.start : found.end] == "Hậu Giang tăng 6,5%"
    with pytest.raises(ChangeError) as error:
        correct(store, key, replace(change, quote="không có", seen=None))
    assert error.value.code == "quote"


def test_two_reviewers_do_not_overwrite_each_other(store: Store) -> None:
    key = read(store, reading())
    mark = seen(store, key, 2)
    correct(store, key, Change("set", BY, "indicators[2]", {"value": 6.5}, seen=mark))
    with pytest.raises(ChangeError) as error:
        correct(store, key, Change("set", "Hai", "indicators[2]", {"value": 6.6}, seen=mark))
    assert error.value.code == "overtaken"
    correct(store, key, Change("set", "Hai", "indicators[0]", {"value": 8.3}, seen=seen(store, key, 0)))
    assert values(store) == {"Cà Mau": 8.3, "Bạc Liêu": 7.0, "Hậu Giang": 6.5}


def test_it_is_undone(store: Store) -> None:
    key = read(store, reading())
    first = fix(store, key)
    correct(store, key, Change("set", BY, "indicators[2]", {"subject": "Sóc Trăng"}, seen=seen(store, key, 2)))
    assert values(store)["Sóc Trăng"] == 6.5
    assert take_back(store, first, "Hai") == key
    assert values(store)["Sóc Trăng"] == 65.0
    with store.transaction() as connection:
        row = connection.execute(select(schema.corrections).where(schema.corrections.c.id == first)).one()
    assert (row.undone_by, bool(row.undone)) == ("Hai", True)
    assert sound(store) == []


def test_a_later_text_of_the_page_takes_them_by_their_quotes(store: Store) -> None:
    key = read(store, reading())
    fix(store, key)
    later = "Sửa lại lúc 10 giờ\n" + TEXT
    moved = read(store, reading(text=later), "2")
    assert moved != key
    assert now(store, moved).indicators[2].value == 6.5
    found = now(store, moved).indicators[2].evidence[0]
    assert later[found.start : found.end] == "6,5%"
    assert sound(store) == []


def test_what_lost_its_quote_is_flagged_and_not_applied(store: Store) -> None:
    key = read(store, reading())
    fix(store, key)
    later = TEXT.replace("6,5%", "6,8%")
    moved = read(store, reading(figure("Hậu Giang", "6,8%", 6.8, later), text=later), "2")
    assert now(store, moved).indicators[0].value == 6.8
    with store.transaction() as connection:
        rows = connection.execute(select(schema.corrections.c.lost, schema.corrections.c.carried_from)).all()
        query = select(schema.doubts.c.reasons).join(
            schema.articles, schema.articles.c.id == schema.doubts.c.article_id
        )
        (reasons,) = connection.execute(query.where(schema.articles.c.key == moved)).one()
    assert [tuple(row) for row in rows] == [(0, None), (1, 1)]
    assert "lost" in reasons


def test_what_was_looked_at_leaves_the_queue_until_it_is_read_otherwise(store: Store) -> None:
    def queue() -> list[str]:
        with store.transaction() as connection:
            return [reasons for (reasons,) in connection.execute(select(schema.doubts.c.reasons))]

    key = read(store, reading())
    assert queue() == ['["no_chair"]']
    correct(store, key, Change("done", BY))
    assert queue() == []
    read(store, reading(), "2")
    assert queue() == []
    read(store, reading(figure(*FIGURES[0])), "3")
    assert queue() == ['["reread","no_chair"]']


def test_values_that_make_no_record_are_refused(store: Store) -> None:
    key = read(store, reading())
    for change in (
        Change("set", BY, "indicators[0]", {"kind": "dream"}),
        Change("set", BY, "indicators[0]", {"value": None}),
        Change("set", BY, "nothing[0]", {"value": 1}),
    ):
        with pytest.raises(ChangeError):
            correct(store, key, change)
    assert values(store)["Cà Mau"] == 8.2
    with store.transaction() as connection:
        assert connection.execute(select(schema.corrections)).all() == []
