"""What was tampered with is found; what each version read can be asked for."""

from __future__ import annotations

import pytest
from archive_records import line, meeting
from sqlalchemy import update

from pipeline.api import extract_article
from pipeline.archive import schema
from pipeline.archive.ingest import Ingest
from pipeline.archive.questions.asking import Asking
from pipeline.archive.questions.history import history
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.verify import OTHER_VERSION, verify
from pipeline.archive.versions import Fingerprint

TEXT = (
    "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết năm 2020\n\n"
    "Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết năm 2020. "
    "Đồng chí Trần Văn Hiện, Phó Chủ tịch UBND tỉnh Cà Mau, chủ trì Hội nghị."
)


@pytest.fixture
def filled(store: Store) -> Store:
    known = {"uri": "a.txt", "published": "2021-01-19", "publisher": "Báo"}
    Ingest(store).add_all([line(extract_article(TEXT, **known)), line(meeting(1))])
    settle(store)
    return store


def test_all_is_well(filled: Store) -> None:
    assert list(verify(filled)) == []


def test_what_is_read_again_must_be_the_same(filled: Store) -> None:
    # The made record is none that the extraction would give.
    assert list(verify(filled, extract=True)) == [("read again it gives other values", meeting(1).id)]


def test_what_another_version_read_is_not_compared_and_said(filled: Store) -> None:
    Ingest(filled, version=Fingerprint("p", "c")).add(line(meeting(1)))
    settle(filled)
    assert [(what, which.split()[0]) for what, which in verify(filled, extract=True)] == [(OTHER_VERSION, "1")]
    assert list(verify(filled)) == []


def test_not_linked_yet_is_said(store: Store) -> None:
    Ingest(store).add(line(meeting(1)))
    assert [what for what, _ in verify(store)] == ["not linked yet"]


@pytest.mark.parametrize(
    ("table", "values", "expected"),
    [
        ("articles", {"text": "other"}, {"text changed"}),
        ("indicators", {"quote": "9.9%"}, {"quote not at its place", "facts are not those of the record"}),
        ("indicators", {"value": 9.9}, {"facts are not those of the record"}),
        ("officials", {"person_id": None}, {"official without person"}),
        ("meetings", {"reports": 2}, {"wrong number of reports"}),
    ],
)
def test_what_was_changed_is_found(filled: Store, table: str, values: dict[str, object], expected: set[str]) -> None:
    with filled.transaction() as connection:
        connection.execute(update(schema.metadata.tables[table]).values(values))
    assert {what for what, _ in verify(filled)} == expected


def test_history_says_which_value_changed_by_which_version(store: Store) -> None:
    first = meeting(1)
    second = first.model_copy(
        update={"meeting": first.meeting and first.meeting.model_copy(update={"place": "Huyện 1"})}
    )
    third = second.model_copy(update={"awards": []})
    for number, record in enumerate((first, second, second, third)):
        Ingest(store, version=Fingerprint(f"p{number}", "c")).add(line(record))
    with store.transaction() as connection:
        rows = history(Asking(connection), first.id[:6])
    assert [(row["patterns"], row["field"], row["before"], row["after"], row["change"]) for row in rows] == [
        ("p0", None, None, None, rows[0]["change"]),
        ("p1", "meeting.place", None, "Huyện 1", "added"),
        ("p2", None, None, None, "the same values"),
        ("p3", "awards[0].award", "Cờ thi đua của Chính phủ", None, "removed"),
        ("p3", "awards[0].status", "proposed", None, "removed"),
        ("p3", "awards[0].recipients[0].name", "Cà Mau", None, "removed"),
        ("p3", "awards[0].recipients[0].kind", "province", None, "removed"),
    ]
