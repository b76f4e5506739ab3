"""Other words, same facts: a report is read alike when its words are exchanged for others that mean the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, reduce
from pathlib import Path
from typing import Any

import pytest
import regex

from pipeline import extract
from pipeline.check.sources import is_held
from pipeline.model.record import Record

CORPUS = Path(__file__).parent.parent / "corpus"
LEAD = (
    "Hội nghị tổng kết công tác thi đua\n\nNgày 20/3/2020, tại Kon Tum, Cụm thi đua 5 tỉnh Tây Nguyên tổ chức hội nghị "
    "tổng kết phong trào thi đua năm 2019.\n\n"
)
OFFICE = r"(?=(?:Cụm|Khối) (?:trưởng|phó))"
MOST_DIFFERENT = 0.002
"""Share of the facts that may be told in another way: exchanged blindly, some words no longer mean the same."""

EXCHANGES = {
    "asks": [(r"(?<!được )(?<!để )(?<!là )\bđề nghị (?=[^.;]{0,60}\btặng (?:Cờ|Bằng))", "đề xuất ")],
    "gives": [(r"(?<!trao )(?<!khen )\btặng (?=(?:Cờ thi đua|Bằng khen) )", "tặng thưởng ")],
    "office in other words": [(rf"\blàm {OFFICE}", "giữ chức danh ")],
    "office as a unit's": [(rf"\blàm {OFFICE}", "giữ vai trò đơn vị ")],
    "capitals": [(r"Cụm trưởng", "cụm trưởng"), (r"Cụm phó", "cụm phó"), (r"Cờ thi đua", "cờ thi đua")],
    "day with dots": [(r"(\d{1,2})/(\d{1,2})/(20\d\d)", r"\1.\2.\3")],
    "day in words": [(r"\b[Nn]gày (\d{1,2})/(\d{1,2})/(20\d\d)", r"Ngày \1 tháng \2 năm \3")],
    "spelling": [(r"\btỷ\b", "tỉ"), ("Ủy", "Uỷ"), ("ủy", "uỷ"), (r"(?<=\d)%", " %")],
    "dashes": [(" - ", " – ")],
    "rises": [(r"\btăng (?=\d+(?:,\d+)?%)", "tăng thêm "), (r"\bđạt (?=\d+(?:,\d+)?%)", "đạt tỷ lệ ")],
}


@cache
def dev() -> tuple[tuple[str, str], ...]:
    """Id and text of every third article of the corpus that is not held out."""
    paths = sorted(path for path in CORPUS.glob("*.txt") if not is_held(path.stem))
    return tuple((path.stem, path.read_text("utf-8")) for path in paths[::3])


@cache
def facts(text: str) -> dict[str, list[Any]]:
    """What a text tells, without wording, places in the text and rules."""
    record = extract(text)
    return dict(_facts(record))


def _facts(record: Record) -> Iterator[tuple[str, list[Any]]]:
    yield "report", [record.report]
    yield "date", [record.meeting and record.meeting.date]
    yield "leadership", [(one.office, one.unit, one.year, one.status) for one in record.leadership]
    yield "awards", [(one.award, one.status, one.count, [to.name for to in one.recipients]) for one in record.awards]
    yield "figures", [(one.value, one.subject, one.kind, one.change) for one in record.indicators]


def exchange(name: str) -> Callable[[str], str]:
    """Writes a text in the other words."""
    return lambda text: reduce(lambda told, pair: regex.sub(pair[0], pair[1], told), EXCHANGES[name], text)


@pytest.mark.parametrize("name", EXCHANGES)
def test_other_words_tell_the_same_facts(name: str) -> None:
    change = exchange(name)
    told = [(article, text) for article, text in dev() if change(text) != text]
    assert len(told) >= 5
    differ = {
        f"{article} {field}": [fact for fact in facts(change(text))[field] if fact not in before]
        for article, text in told
        for field, before in facts(text).items()
        if facts(change(text))[field] != before
    }
    facts_told = sum(len(told) for _, text in told for told in facts(text).values())
    assert len(differ) <= MOST_DIFFERENT * facts_told, differ


@pytest.mark.parametrize(
    "behind",
    [
        "Dịp này, Bộ trưởng Bộ Công an có Quyết định tặng Bằng khen cho 3 tập thể thuộc Cụm.",
        "Các tỉnh trình Hội đồng Thi đua - Khen thưởng Trung ương xét, trình Chính phủ tặng Cờ.",
        "Các đại biểu thảo luận công tác chuẩn bị Đại hội thi đua yêu nước các cấp.",
        "Ông Lê Văn An hứa sẽ xây dựng kế hoạch hoạt động của Cụm ngay trong tháng 4.",
        "Hội nghị tổng kết năm sau dự kiến tổ chức tại Gia Lai vào tháng 3.",
    ],
)
def test_what_follows_does_not_unmake_the_report(behind: str) -> None:
    assert extract(LEAD + behind).report == "meeting"
