"""What holds for any text: no exception, evidence inside the text, layout that changes no value, no hang."""

from __future__ import annotations

import random
import time
import tracemalloc
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model.record import Record
from pipeline.model.sourced import sourced
from pipeline.stages import build_record

CORPUS = Path(__file__).parents[1] / "corpus"
NAMES = ("d1_x1", "d1_x4", "e01", "f03", "g04", "g05", "h09", "n004", "s010")
"""Reports of different make: provinces, sectors, one line, bullets, lines wrapped by hand."""

LIMIT = 5.0
"""Seconds of processor time no text of 100 KB may take; usual ones take hundredths."""

EXAMPLES = settings(max_examples=100, deadline=None)

OFFSETS = {"start", "end"}
DIGESTS = {"id", "sha256", "text", "zones"}

PIECES = st.sampled_from(
    [
        *(
            "Cụm thi đua các tỉnh Tây Nam Bộ",
            "Khối thi đua số 3",
            "Hội nghị tổng kết công tác năm 2020",
            "\n",
            "\n\n",
            " ",
            "\t",
        ),
        *(
            "Ngày 18/1/2021, tại tỉnh Cà Mau, ",
            "Đồng chí ",
            "Lê Văn Sử",
            ", Phó Chủ tịch UBND tỉnh Cà Mau",
            "H’Lan Mlô",
        ),
        *(
            "chủ trì Hội nghị",
            "phát biểu khai mạc",
            "trao Cờ luân lưu cho ",
            "bầu ",
            "làm Cụm trưởng",
            "năm 2021",
            "; ",
            ": ",
            ", ",
        ),
        *(
            "đề nghị Thủ tướng Chính phủ tặng ",
            "Cờ thi đua của Chính phủ",
            "Bằng khen",
            "cho 07 tập thể, 14 cá nhân",
            "(",
            ")",
        ),
        *(
            "8,2%",
            "1.241/1.310 xã",
            "từ 5% trở lên",
            "tăng ",
            "26.174 tỷ đồng",
            "“",
            "”",
            '"',
            "-",
            "–",
            "/",
            ".",
            "…",
            "\x00",
        ),
        *(
            "Hoà Bình",
            "uỷ ban",
            "TP.HCM",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Công an các tỉnh: ",
            "lần lượt là ",
            "hai tỉnh kế tiếp",
        ),
    ]
)


@cache
def corpus(name: str) -> str:
    """One report of the corpus."""
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8")


def without(data: Any, keys: set[str]) -> Any:
    """Plain data without some keys, at any depth."""
    if isinstance(data, dict):
        return {key: without(value, keys) for key, value in data.items() if key not in keys}
    return [without(value, keys) for value in data] if isinstance(data, list) else data


def values(record: Record) -> Any:
    """A record without what moves with the layout: offsets, digests, text and zones."""
    return without(record.to_dict(), OFFSETS | DIGESTS)


def quotes(record: Record) -> list[tuple[str, int | None, str, str]]:
    """The words of every evidence, blanks squeezed."""
    text = record.article.text
    return [
        (part, index, item.field, " ".join(text[item.start : item.end].split()))
        for part, index, entry in sourced(record)
        for item in entry.evidence
    ]


def check_spans(record: Record) -> None:
    """Evidence and zones lie inside the text and are not empty."""
    size = len(record.article.text)
    for part, _, entry in sourced(record):
        for item in entry.evidence:
            assert 0 <= item.start < item.end <= size, (part, item)
    for zone in record.article.zones:
        assert 0 <= zone.start <= zone.end <= size


@EXAMPLES
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    record = build_record(text)
    assert record.article.text == unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    check_spans(record)


@EXAMPLES
@given(st.lists(PIECES, min_size=5, max_size=60).map("".join))
@example("Cụm thi đua các tỉnh Tây Nam Bộ -\n\n")
def test_any_text_made_of_the_words_of_reports(text: str) -> None:
    opening = "Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác năm 2020\n\n"
    check_spans(build_record(opening + text))


@EXAMPLES
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_lines_that_are_missing_or_stand_twice(name: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    kept = [line for line in corpus(name).split("\n") for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    check_spans(build_record("\n".join(kept)))


@EXAMPLES
@given(st.sampled_from(NAMES), st.integers(0, 10_000), st.text(max_size=12))
def test_a_report_with_foreign_characters_in_it(name: str, place: int, insertion: str) -> None:
    text = corpus(name)
    offset = place % len(text)
    check_spans(build_record(text[:offset] + insertion + text[offset:]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cut", [0.1, 0.25, 0.5, 0.75, 0.9])
def test_a_truncated_report(name: str, cut: float) -> None:
    text = corpus(name)
    check_spans(build_record(text[: int(cut * len(text))]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n\n", "\n\n\n\n"), id="more blank lines between paragraphs"),
        pytest.param(lambda text: text.replace("\n", "  \n"), id="blanks at line ends"),
        pytest.param(lambda text: text.replace("\n", "\t\n"), id="tabs at line ends"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: "\n\n" + text + "\n\n\n", id="blank lines around"),
        pytest.param(lambda text: text.replace("\n\n", "\n \n"), id="a blank in blank lines"),
        pytest.param(lambda text: text.replace("\n", "\u00a0\n"), id="no-break spaces at line ends"),
        pytest.param(lambda text: text.replace("\n", "\n  "), id="lines indented"),
        pytest.param(lambda text: text.replace(" ", "  "), id="blanks doubled"),
        pytest.param(lambda text: text.replace(" ", " \t ").replace("\n", " \n \t"), id="blanks and tabs everywhere"),
    ],
)
def test_layout_changes_no_value(name: str, change: Any) -> None:
    plain, changed = build_record(corpus(name)), build_record(change(corpus(name)))
    assert values(changed) == values(plain)
    assert quotes(changed) == quotes(plain)


@pytest.mark.parametrize("name", NAMES)
def test_decomposed_text_is_the_same_text(name: str) -> None:
    assert build_record(unicodedata.normalize("NFD", corpus(name))) == build_record(corpus(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_record(name: str) -> None:
    first, again = build_record(corpus(name)), build_record(corpus(name))
    assert first.model_dump_json() == again.model_dump_json()


LEAD = "Ngày 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác năm 2020"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LEAD + " và" * 3_400, id="a sentence of 10,000 characters"),
        pytest.param(LEAD + ", Trần Văn Minh" * 700, id="a list of 700 names"),
        pytest.param(
            LEAD + ", ông Trần Văn Minh, Chủ tịch UBND tỉnh Cà Mau" * 400, id="a list of 400 people with posts"
        ),
        pytest.param(LEAD + " tăng 8,2%," * 1_000, id="a sentence of 1,000 figures"),
        pytest.param(LEAD + " đề nghị tặng Bằng khen cho tỉnh Cà Mau" * 300, id="a sentence of 300 awards"),
        pytest.param(LEAD + " tỉnh Cà Mau làm Cụm trưởng," * 300, id="a sentence of 300 offices"),
        pytest.param(LEAD + ' "' + "“" * 500 + "(" * 500, id="quotes and brackets that do not close"),
        pytest.param("Cụm thi đua " + "a" * 100_000, id="100 KB without a space"),
        pytest.param(LEAD + "Nguyễn" * 15_000, id="100 KB of capitals without a space"),
        pytest.param(LEAD + "\n" + "1.000.000,00%" * 8_000, id="100 KB of digits without a space"),
        pytest.param(LEAD + "\n" + "-" * 100_000, id="100 KB of dashes"),
        pytest.param(LEAD + "\n" * 100_000 + LEAD, id="100 KB of line breaks"),
        pytest.param(LEAD + " " * 100_000 + LEAD, id="100 KB of blanks"),
        pytest.param(LEAD + ".\n\n" + "\x00" * 1_000 + LEAD, id="NUL bytes"),
        pytest.param("The emulation cluster met on 18 January 2021 in Ca Mau. " * 200, id="English"),
        pytest.param("越南西南部各省竞赛集群于2021年1月18日在金瓯省召开总结会议。" * 200, id="Chinese"),
        pytest.param("🎉👩‍👩‍👧‍👦" * 2_000 + LEAD, id="emoji"),
        pytest.param(unicodedata.normalize("NFD", LEAD) + "̀" * 5_000, id="a heap of combining marks"),
        pytest.param("‏" + LEAD + "‮" * 100, id="marks of direction"),
    ],
)
def test_no_hang(text: str) -> None:
    start = time.process_time()
    record = build_record(text)
    assert time.process_time() - start < LIMIT
    check_spans(record)


@pytest.mark.parametrize(
    "text", ["The cluster met. " * 50, "竞赛集群总结会议。" * 50, "x" * 5_000, "\x00" * 100, "12,5% " * 100]
)
def test_another_language_and_noise_are_other(text: str) -> None:
    assert build_record(text).report == "other"


def test_a_word_without_end_takes_little_memory() -> None:
    tracemalloc.start()
    try:
        build_record(LEAD + "Nguyễn" * 15_000)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
