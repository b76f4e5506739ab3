"""The words a rule can begin with, and what a document holds at them."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from pipeline.match import Matcher, find
from pipeline.openers import OpenersError, opening_pairs, opening_words
from pipeline.rulebook import load_rules
from pipeline.segment import segment

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))[::6]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?<!đã\s) phấn\s+đấu | (?:tổng\s+)?số\s | \d+%", {"phấn", "tổng", "số", "#"}),
        (r"(?:phó\s+|p\.\s?)?chủ\s+tịch", {"phó", "p", "chủ"}),
        (r"p?gđ\b", {"pgđ", "gđ"}),
        (r"[Tt]hành\s+phố", {"thành"}),
        (r"đồng\s*chí\s", {"đồng", "đồngchí"}),
        (r"h(?:à|ải)(?:\s+phòng|$)", {"hà", "hải"}),
        (r"(?i:Các)\s+tỉnh", {"các"}),
        (r"[0-5]?\d(?!\d)\s+tỉnh", {"#"}),
        (r"0?[1-9]\s+tháng | quý\b", {"#", "quý"}),
        (r"BSCKI{1,2}\b", {"bscki", "bsckii"}),
        (r"(?P<name>số|thứ)\s+\d", {"số", "thứ"}),
        (r"đ/c\s", {"đ"}),
        (r"\p{L}+", None),
        (r"tỉnh\p{L}*", None),
        (r"(?:các\s+)?", None),
        (r"^\s*tỉnh", None),
    ],
)
def test_opening_words(pattern: str, words: set[str] | None) -> None:
    assert opening_words(pattern) == words


def test_blanks_of_a_plain_pattern_count() -> None:
    assert opening_words("Hội [LM]", verbose=False) == {"hội"}


@pytest.mark.parametrize(
    ("pattern", "pairs"),
    [
        (r"phó\s+chủ|chủ\s+tịch", {"phó": {"chủ*"}, "chủ": {"tịch*"}}),
        (r"hội\s*nghị", {"hội": {"nghị*"}, "hộinghị*": None}),
        (r"số\s+(?:\d|hai|ba\s)", {"số": {"#", "hai*", "ba"}}),
        (r"số\s+(?:hai\s)?", {"số": None}),
        (r"nêu|bảo\s+\p{L}+", {"nêu*": None, "bảo": None}),
        (r"hội,\s+nghị", {"hội": None}),
        (r"tp(?=\p{Lu})|xã(?![\p{L}])", {"tp*": None, "xã": None}),
        (r"(?:ba|bốn\s)+năm", {"ba*": None, "bốn": None}),
        (r"(?:các\s+)?", None),
    ],
)
def test_opening_pairs(pattern: str, pairs: dict[str, set[str] | None] | None) -> None:
    assert opening_pairs(pattern) == pairs


def test_brackets_that_do_not_close() -> None:
    with pytest.raises(OpenersError, match="not closed"):
        opening_words(r"(?:a")


def _walk(pattern: Matcher, text: str, starts: list[int]) -> list[tuple[int, int]]:
    found, position = [], 0
    for start in starts:
        if start >= position and (match := pattern.raw.match(text, start)):
            found.append(match.span())
            position = max(match.end(), start + 1)
    return found


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_rule_finds_what_trying_it_at_every_word_finds(path: Path) -> None:
    doc = segment(path.read_text(encoding="utf-8"))
    starts = sorted(start for offsets in doc.words.offsets.values() for start in offsets)
    told = 0
    for entry in load_rules():
        if entry.regex.pairs is None:
            continue
        told += 1
        text = doc.norm if entry.case else doc.low
        tried = [match.span() for match in find(doc, entry.regex, norm=entry.case)]
        assert tried == _walk(entry.regex, text, starts), entry.id
    assert told > 200


def test_bounds_hold() -> None:
    doc = segment("Tỉnh Cà Mau và tỉnh Bạc Liêu cùng tỉnh Kiên Giang.")
    tinh = Matcher(regex.compile(r"tỉnh\s+\w+\s+\w+"))
    first, second, third = (match.start() for match in find(doc, tinh))
    assert [match.start() for match in find(doc, tinh, first + 1, third + 5)] == [second]
    assert [match[0] for match in find(doc, Matcher(regex.compile(r"[Tt]ỉnh\s+Cà")), norm=True)] == ["Tỉnh Cà"]


def test_a_rule_that_can_begin_anywhere_is_tried_everywhere() -> None:
    doc = segment("đạt 8,2%; tăng 5%")
    percent = Matcher(regex.compile(r"[^ ]+%"))
    assert [match[0] for match in find(doc, percent)] == ["8,2%", "5%"]
