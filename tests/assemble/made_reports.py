"""Small reports made for one test each: a lead that fixes cluster, date and period, then the sentences under test."""

from __future__ import annotations

from pipeline.model.record import Record, Sourced
from pipeline.model.sourced import sourced
from pipeline.stages import build_record

PROVINCES = (
    "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết công tác năm 2020\n\n"
    "Ngày 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua, "
    "khen thưởng năm 2020.\n\n"
)
"""A cluster of provinces; the year 2020 is reviewed, the place is Cà Mau."""

POLICE = (
    "Cụm thi đua số 5 Bộ Công an tổng kết công tác năm 2020\n\n"
    "Ngày 18/1/2021, tại tỉnh Hưng Yên, Cụm thi đua số 5 Bộ Công an tổ chức Hội nghị tổng kết công tác thi đua "
    "năm 2020 "
    "gồm Công an các tỉnh: Hưng Yên, Hải Dương, Thái Bình, Nam Định, Hà Nam, Ninh Bình.\n\n"
)
"""A sector cluster: the police of six provinces."""

LOCAL = (
    "Khối thi đua các sở, ngành kinh tế tỉnh Ninh Bình tổng kết công tác năm 2020\n\n"
    "Ngày 18/1/2021, tại Sở Tài chính, Khối thi đua các sở, ngành kinh tế tỉnh Ninh Bình tổ chức Hội nghị tổng "
    "kết công "
    "tác thi đua năm 2020.\n\n"
)
"""A block of offices inside one province."""


def report(body: str, lead: str = PROVINCES) -> Record:
    """The record of a small report, its evidence checked."""
    record = build_record(lead + body)
    assert record.report == "meeting"
    check_evidence(record)
    return record


def check_evidence(record: Record) -> None:
    """Every span of evidence lies inside the text and holds words."""
    text = record.article.text
    for _, _, part in sourced(record):
        for item in part.evidence:
            assert 0 <= item.start < item.end <= len(text)
            assert text[item.start : item.end].strip()


def quote(record: Record, part: Sourced, field: str) -> str:
    """The words that support one field of an entry, which has exactly one piece of evidence for it."""
    (item,) = [item for item in part.evidence if item.field == field]
    return record.article.text[item.start : item.end]
