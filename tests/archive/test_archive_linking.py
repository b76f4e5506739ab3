"""Reports of one meeting find each other, those of another keep apart, and what is decided by hand stays."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from archive_dump import dump
from archive_records import line, record, span
from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.cluster_names import alike, parse
from pipeline.archive.decide import merge, split
from pipeline.archive.errors import ArchiveError
from pipeline.archive.ingest import Ingest
from pipeline.archive.names_in_text import names_in
from pipeline.archive.periods import span_of
from pipeline.archive.questions.asking import Asking, Filters
from pipeline.archive.questions.facts import conflicts, indicators
from pipeline.archive.questions.meetings import meeting as one_meeting
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint
from pipeline.model.record import Record

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

NAME = "Cụm thi đua các tỉnh miền núi biên giới phía Bắc"


def report(uri: str, words: str = "", *, publisher: str | None = None, **fields: object) -> Record:
    """A report of one meeting of the northern border provinces, with what `fields` say."""
    text = f"{uri}: {NAME} tổng kết. {words}"
    given = {"types": ["tong_ket"], "date": "2019-03-19", "province": "Cao Bằng", "period": "2018", **fields}
    return record(
        text,
        uri=uri,
        article={"publisher": publisher},
        cluster={"name": NAME, "id": "mien-nui-bien-gioi-phia-bac", "kind": "cum", "scope": "provinces"},
        meeting={key: value for key, value in given.items() if value is not None},
        indicators=[
            {
                "indicator": "budget_revenue",
                "subject": "cluster",
                "unit": "tỷ đồng",
                **({"comparator": "gt"} if "trên" in part else {}),
                "value": float(part.split()[-1].replace(".", "")),
                "evidence": [span(text, "value", part)],
            }
            for part in words.split("; ")
            if part
        ],
    )


def fill(store: Store, *reports: Record, version: str = "p") -> None:
    Ingest(store, version=Fingerprint(version, "c")).add_all(map(line, reports))
    settle(store)


def together(store: Store) -> list[list[str]]:
    """The articles by meeting."""
    found: dict[int, list[str]] = {}
    query = select(schema.articles.c.uri, schema.reports.c.meeting_id).where(
        schema.reports.c.article_id == schema.articles.c.id
    )
    with store.transaction() as connection:
        for uri, meeting in connection.execute(query):
            found.setdefault(meeting, []).append(uri)
    return sorted(sorted(members) for members in found.values())


def test_written_pairs_and_triples() -> None:
    from bench_linking import DEFAULT, score

    found = score(DEFAULT)
    assert found.sets >= 60
    assert found.f1 >= 0.97, (found.wrong, found.missed)
    turned = score(DEFAULT, backwards=True)
    assert (turned.right, turned.wrong) == (found.right, found.wrong)


@pytest.mark.parametrize("field", ["date", "province", "period", "published", "cluster"])
def test_a_report_that_lacks_a_field_is_still_found(field: str) -> None:
    from bench_linking import DEFAULT, lacking

    found = lacking(DEFAULT, field)
    assert len(found.right) > 60
    assert found.f1 >= 0.97, (found.wrong, found.missed)


def test_clusters_that_are_told_apart_by_their_names() -> None:
    ends = [parse(f"Cụm thi đua số 3 Tổng công ty Điện lực {end}") for end in ("miền Bắc", "phía Bắc", "miền Trung")]
    assert alike(ends[0], ends[1]) == 1.0
    assert alike(ends[0], ends[2]) is None
    number, other = parse("Cụm thi đua số 3 tỉnh Thanh Hóa"), parse("Cụm thi đua Ban Quản lý các khu công nghiệp")
    assert alike(number, other) == 0.0
    assert parse("Cụm thi đua các tỉnh miền Nam Trung Bộ").ends == frozenset()


def test_names_that_stand_in_a_text() -> None:
    text = (
        "Tây Nam Bộ sơ kết\n\nSáng 6/8, Cụm thi đua các tỉnh Đồng bằng sông Hồng tổ chức hội nghị. Cụm thi đua đã họp, "
        "Khối thi đua số VI, Bộ Công an ký giao ước; cụm thi đua của tỉnh."
    )
    assert [name.key for name in names_in(text)] == ["n:dong-bang-song-hong", "khoi#6"]
    assert names_in(text)[1].systems == {"police"}
    assert names_in("Hội nghị tổng kết của Cụm.") == ()


PEOPLE = ("Nguyễn Văn An", "Trần Quốc Văn", "Lò Thị Mai")


def nameless(uri: str, *people: str, cluster: str | None = None, **fields: str | None) -> Record:
    """A report of a meeting in Cao Bằng that names who was there, and no cluster unless told."""
    text = f"{uri}: hội nghị tổng kết {cluster or ''}. Dự có các ông {', '.join(people)}."
    given = {"types": ["tong_ket"], "date": "2019-03-19", "province": "Cao Bằng", **fields}
    return record(
        text,
        uri=uri,
        cluster={"name": cluster, "kind": "cum"} if cluster else None,
        meeting={key: value for key, value in given.items() if value is not None},
        officials=[{"name": name, "evidence": [span(text, "name", name)]} for name in people],
    )


POLICE, COURTS = "Cụm thi đua số 5 Bộ Công an", "Cụm thi đua số 2 Tòa án nhân dân"


@pytest.mark.parametrize("lost", ["province", "period"])
@pytest.mark.parametrize("backwards", [False, True])
def test_who_was_there_tells_which_meeting_when_no_cluster_is_named(store: Store, lost: str, backwards: bool) -> None:
    reports = [
        nameless("police", *PEOPLE[:2], cluster=POLICE),
        nameless("courts", PEOPLE[2], cluster=COURTS),
        nameless("unnamed", *PEOPLE, **{lost: None}),
    ]
    for one in reports[::-1] if backwards else reports:
        fill(store, one)
    assert together(store) == [["courts"], ["police", "unnamed"]]


def test_a_report_that_fits_two_meetings_equally_well_is_put_to_neither(store: Store) -> None:
    period = {"period": "2018"}
    one, two = nameless("police", cluster=POLICE, **period), nameless("courts", cluster=COURTS, **period)
    unnamed = nameless("unnamed", **period)
    fill(store, one, unnamed)
    assert together(store) == [["police", "unnamed"]]
    fill(store, two)
    assert together(store) == [["courts"], ["police"], ["unnamed"]]


def test_one_guest_in_common_is_no_evidence(store: Store) -> None:
    fill(store, nameless("police", *PEOPLE[:2], cluster=POLICE), nameless("unnamed", *PEOPLE[1:]))
    assert together(store) == [["police"], ["unnamed"]]


def test_the_days_of_a_year_or_a_month() -> None:
    assert [span_of(date) for date in ("2024", "2024-02", "2023-02", "2024-03-13")] == [
        ("2024-01-01", "2024-12-31"),
        ("2024-02-01", "2024-02-29"),
        ("2023-02-01", "2023-02-28"),
        ("2024-03-13", "2024-03-13"),
    ]


def test_what_the_reports_say_of_one_meeting(store: Store) -> None:
    one = report("a.gov.vn/1", "thu ngân sách 26.174", date="2019-03-19")
    two = report("baomoi.com/1", "thu ngân sách trên 26.000", date="2019-03-20", province=None)
    fill(store, two, one)
    assert together(store) == [["a.gov.vn/1", "baomoi.com/1"]]
    with store.transaction() as connection:
        found = connection.execute(select(schema.meetings)).one()
        listed = conflicts(Asking(connection), Filters())
        figures = indicators(Asking(connection), Filters(cluster=NAME))
        values = one_meeting(Asking(connection), one.id)
    assert (found.date, found.province, found.reports, found.conflicts) == ("2019-03-19", "Cao Bằng", 2, 2)
    assert [(row["field"], row["preferred"], row["reason"]) for row in listed] == [
        ("date", "2019-03-19", "portal"),
        ("indicator", "26174 tỷ đồng", "exact"),
    ]
    claims = json.loads(listed[1]["claims"])
    assert [(claim["value"], claim["uri"]) for claim in claims] == [
        ("26174 tỷ đồng", "a.gov.vn/1"),
        ("> 26000 tỷ đồng", "baomoi.com/1"),
    ]
    assert [(row["value"], row["standing"]) for row in figures] == [(26174, "preferred"), (26000, "disputed")]
    dates = [(row["value"], row["standing"], row["source"]) for row in values if row["field"] == "date"]
    assert dates == [("2019-03-19", "preferred", "a.gov.vn/1"), ("2019-03-20", "disputed", "baomoi.com/1")]


def test_the_same_figure_twice_stands_once_and_keeps_both_sources(store: Store) -> None:
    fill(store, report("a", "thu 26.174"), report("b", "thu 26.174"), report("c", "thu 26.175"))
    with store.transaction() as connection:
        table = schema.indicators
        rows = connection.execute(select(table.c.value, table.c.standing).order_by(table.c.article_id)).all()
        (listed,) = conflicts(Asking(connection), Filters())
    assert sorted(map(tuple, rows)) == [(26174, "preferred"), (26174, "repeated"), (26175, "disputed")]
    assert (listed["reason"], len(json.loads(listed["claims"]))) == ("majority", 3)


def test_a_caption_yields_to_the_text(store: Store) -> None:
    told, shown = report("a", "thu 26.174"), report("b", "thu 26.175")
    zones = [{"zone": "caption", "start": 0, "end": len(shown.article.text)}]
    article = shown.article.model_copy(
        update={
            "zones": Record.model_validate(
                {
                    **shown.model_dump(by_alias=True),
                    "article": {**shown.article.model_dump(by_alias=True), "zones": zones},
                }
            ).article.zones
        }
    )
    fill(store, told, shown.model_copy(update={"article": article}))
    with store.transaction() as connection:
        (listed,) = conflicts(Asking(connection), Filters())
    assert (listed["preferred"], listed["reason"]) == ("26174 tỷ đồng", "body")


def test_decisions_by_hand_survive_everything(store: Store) -> None:
    march, july, again = (
        report("march"),
        report("july", types=["so_ket"], date="2019-07-19", period="2019-H1"),
        report("again", date="2019-03-20"),
    )
    fill(store, march, july, again)
    assert together(store) == [["again", "march"], ["july"]]
    split(store, again.id)
    assert together(store) == [["again"], ["july"], ["march"]]
    assert merge(store, march.id[:8], july.id[:8]) == march.id
    expected = [["again"], ["july", "march"]]
    assert together(store) == expected
    # The same input, another version, a new report: the decisions hold.
    fill(store, march, july, again)
    assert together(store) == expected
    fill(store, march, july, again, version="p2")
    assert together(store) == expected
    # What fits one of the two joins them.
    third = report("third", types=["so_ket"], date="2019-07-20", period="2019-H1")
    fill(store, third, version="p2")
    assert together(store) == [["again"], ["july", "march", "third"]]
    split(store, third.id)
    # Later decisions win over earlier ones.
    split(store, july.id)
    merge(store, march.id, again.id)
    assert together(store) == [["again", "march"], ["july"], ["third"]]


def test_an_unknown_or_doubtful_key_is_refused(store: Store) -> None:
    fill(store, report("a"))
    for key in ("ffff", "", report("a").id[:2], "%%%%"):
        with pytest.raises(ArchiveError, match="nothing in the archive"):
            split(store, key)


def test_a_report_that_changes_leaves_its_meeting(store: Store) -> None:
    one, two = report("one"), report("two")
    fill(store, one, two)
    moved = two.model_copy(update={"meeting": two.meeting and two.meeting.model_copy(update={"date": "2019-05-01"})})
    fill(store, one, moved, version="p2")
    assert together(store) == [["one"], ["two"]]
    fill(store, one, two, version="p3")
    assert together(store) == [["one", "two"]]
    assert [row[-2] for row in dump(store, "meetings")["meetings"]] == [2]
