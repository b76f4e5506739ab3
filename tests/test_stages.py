"""The stages in their order: text in, record out."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.model.sourced import sourced
from pipeline.segment import segment
from pipeline.stages import build_record, tag, timed
from pipeline.tag.clusters import tag_clusters

CORPUS = Path(__file__).parents[1] / "corpus"
TEXTS = sorted(CORPUS.glob("*.txt"))

REPORT = (
    "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết công tác năm 2020\n\n"
    "Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác năm 2020.\n\n"
    "Đồng chí Lê Văn Sử, Phó Chủ tịch UBND tỉnh Cà Mau chủ trì Hội nghị. Hội nghị bầu tỉnh Sóc Trăng làm Cụm trưởng "
    "năm 2021 và đề nghị Chính phủ tặng Cờ thi đua cho tỉnh Cà Mau. Tăng trưởng kinh tế (GRDP) của Cà Mau đạt 8,2%.\n"
)


def test_a_small_report_from_end_to_end() -> None:
    record = build_record(REPORT, uri="a.txt")
    assert record.article.uri == "a.txt"
    assert record.cluster is not None
    assert (record.cluster.name, record.cluster.id) == ("Cụm thi đua các tỉnh Tây Nam Bộ", "tay-nam-bo")
    assert (record.cluster.kind, record.cluster.scope) == ("cum", "provinces")
    assert record.meeting is not None
    assert (record.meeting.date, record.meeting.time_of_day) == ("2021-01-18", "morning")
    assert (record.meeting.province, record.meeting.period) == ("Cà Mau", "2020")
    assert record.meeting.types == ["tong_ket"]
    assert [(person.name, person.roles) for person in record.officials] == [("Lê Văn Sử", ["chaired"])]
    assert [(entry.office, entry.unit, entry.year, entry.status) for entry in record.leadership] == [
        ("head", "Sóc Trăng", 2021, "elected")
    ]
    assert [(award.award, award.status, award.recipients[0].name) for award in record.awards] == [
        ("Cờ thi đua của Chính phủ", "proposed", "Cà Mau")
    ]
    assert [(figure.indicator, figure.subject, figure.value, figure.unit) for figure in record.indicators] == [
        ("grdp_growth", "Cà Mau", 8.2, "%")
    ]
    assert record.warnings == []


def test_id_and_hash_are_those_of_the_text() -> None:
    record = build_record(REPORT)
    assert record.article.text == REPORT
    assert record.article.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert record.id == record.article.sha256[:16]


def test_the_text_is_kept_but_for_its_unicode_form() -> None:
    record = build_record(unicodedata.normalize("NFD", REPORT))
    assert record.article.text == REPORT
    assert build_record(unicodedata.normalize("NFD", REPORT)) == build_record(REPORT)


def test_what_the_reader_knows_wins_over_what_the_text_says() -> None:
    record = build_record(
        REPORT, title="Một tít khác", published="2021-02-03", publisher="Báo Cà Mau", author="Minh Anh"
    )
    article = record.article
    assert (article.title, article.publisher, article.author) == ("Một tít khác", "Báo Cà Mau", "Minh Anh")
    assert article.published == "2021-02-03"


def test_a_year_is_taken_from_the_published_date() -> None:
    text = (
        "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết công tác\n\n"
        "Sáng 18/1, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua.\n"
    )
    meeting = build_record(text, published="2021-01-19").meeting
    assert meeting is not None
    assert meeting.date == "2021-01-18"
    undated = build_record(text)
    assert undated.meeting is not None
    assert undated.meeting.date is None
    assert "date_incomplete" in [warning.code for warning in undated.warnings]


def test_the_tags_of_a_document() -> None:
    doc = segment(REPORT)
    tags = tag(doc, tag_clusters(doc))
    assert [person.name for person in tags.people] == ["Lê Văn Sử"]
    assert {span.value for span in tags.provinces} == {"Cà Mau", "Sóc Trăng"}
    assert [span.value for span in tags.units][:1] == ["Ủy ban nhân dân tỉnh Cà Mau"]


def test_the_time_of_every_stage_is_measured() -> None:
    seconds = timed(REPORT)
    first = ["segment", "article", "relevance"]
    assert list(seconds)[:3] == first
    assert set(seconds) >= {*first, "tag", "cluster", "meeting", "officials", "leadership", "awards", "indicators"}
    assert all(value >= 0 for value in seconds.values())
    assert list(timed("Một bản tin thời tiết.")) == first


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00", "."])
def test_a_text_that_says_nothing(text: str) -> None:
    assert build_record(text).report == "other"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_evidence_of_the_corpus(path: Path) -> None:
    """Every value of a record is read or derived, and what was read lies inside the text."""
    record = build_record(path.read_text(encoding="utf-8"))
    text = record.article.text
    for part, index, entry in sourced(record):
        for item in entry.evidence:
            assert 0 <= item.start < item.end <= len(text), (part, index, item)
            assert text[item.start : item.end].strip(), (part, index, item)
            assert item.rule
        for item in entry.derived:
            assert item.reason, (part, index, item)
    zones = record.article.zones
    assert all(0 <= zone.start < zone.end <= len(text) for zone in zones)
    assert all(a.end <= b.start for a, b in pairwise(zones))


def _supported(fields: set[str], name: str) -> bool:
    return any(field == name or field.startswith(f"{name}[") for field in fields)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_value_of_the_corpus_is_read_or_derived(path: Path) -> None:
    record = build_record(path.read_text(encoding="utf-8"))
    missing = []
    for part, index, entry in sourced(record):
        fields = {item.field for item in entry.evidence} | {item.field for item in entry.derived}
        names = {
            "cluster": ("name", "kind", "scope", "size", "members"),
            "meeting": ("types", "date", "date_end", "time_of_day", "province", "place", "host", "period"),
            "officials": ("name", "positions", "roles"),
            "leadership": ("unit",),
            "awards": ("award", "recipients", "count"),
            "indicators": ("value",),
        }.get(part, ())
        missing += [
            (part, index, name)
            for name in names
            if getattr(entry, name) not in (None, []) and not _supported(fields, name)
        ]
    assert missing == []


@pytest.mark.parametrize("name", ["e04", "w02"])
def test_the_first_document_of_a_process_is_read_as_any_other(name: str) -> None:
    """Rules are compiled when they are first needed; a document that was indexed before that loses none of them."""
    program = (
        "import pathlib, sys; from pipeline import extract\n"
        "text = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8')\n"
        "print(extract(text) == extract(text))"
    )
    command = [sys.executable, "-c", program, str(CORPUS / f"{name}.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
