"""Which numbers are indicators. Percentages and money nearly always are; counts only of results."""

from __future__ import annotations

import regex

from pipeline.model.document import Document, Sentence, Span
from pipeline.model.tags import Context
from pipeline.rulebook import rule
from pipeline.tag.figures import Figure

_ADDS = regex.compile(r"(?:tăng|giảm|lên|xuống|thăng|tụt)\s*(?:thêm\s*|được\s*)?$")
_TIMES = regex.compile(r"(?:tăng|gấp|bằng|cao|giảm|hơn|nhiều)\s*(?:\S+\s*){0,2}$")
_NO_SCORE = regex.compile(r"(?:thang|tối\s+đa|chuẩn|cộng|trừ|thưởng)\s*(?:điểm\s*)?(?:là\s*)?$|thang\s+(?:điểm\s+)?[\d.]+")
_SOFT = regex.compile(r"gợi\s+ý|mong\s+muốn|khuyến\s+khích|(?<!\p{L})nên\s")
_MORE = regex.compile(r"(?:ít\s+nhất|tối\s+thiểu|từ|thêm|trên|hơn|mỗi\s+(?:\S+\s+){1,6})\s*$")
_INCOME = regex.compile(r"(?:có\s+)?thu\s+nhập\s+(?:dưới|trên|từ)\s*$|lãi\s+suất\s*$|mức\s+phạt\s*$|mỗi\s+(?:suất|phần|người|hộ|căn)(?:\s+trị\s+giá)?\s*$")
_SCALES = {"nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000, "vạn": 10_000, "tỷ": 1_000_000_000}
_LISTED = regex.compile(r"(?:gồm|bao\s+gồm)\s*(?:có\s*)?$")
_SHOWN = regex.compile(r"(?:đại\s+diện|lãnh\s+đạo)\s*(?:của\s*)?$|\d\s(?:triệu|nghìn|ngàn|tỷ)\s$")
_MEMBERS = regex.compile(r"(?:gồm|bao\s+gồm|hiện\s+có|giữa|thuộc|của|tại|với|cùng|trong|tới|đại\s+diện|lãnh\s+đạo|công\s+an|hội\s+\p{L}+|cho|là|địa\s+bàn)\s*(?:có\s*)?$")
LARGE = 300
"""From here on a count beside an award is a statistic, no list of laureates; no cluster has so many members."""
MANY_TIMES = 10
"""From here on `lần` counts how often something was done (`23 lần tuần tra`)."""
FEW = 10
"""Below this a count of things to do (`3 việc chưa được`) is no result."""


def is_figure(doc: Document, context: Context, sentence: Sentence, span: Span, *, rich: bool) -> bool:
    """Is the number an indicator? `rich`: the sentence holds a percentage or an amount."""
    figure: Figure = span.value
    low, start = doc.low, sentence.start
    before = low[max(start, span.start - 80) : span.start]
    after = low[span.end : min(sentence.end, span.end + 80)]
    counted = figure.shape in {"percent", "count"}
    if counted and (rule("figures.vote").regex.search(before) or rule("figures.vote_after").regex.search(after)):
        return False
    if rule("figures.quoted").regex.search(low, max(start, span.start - 140), span.start):
        return False
    if figure.shape in {"percent", "points"}:
        return True
    if figure.shape == "amount":
        return figure.value > 0 and _INCOME.search(before) is None
    if figure.shape == "multiple":
        return _TIMES.search(before) is not None or " " in figure.unit or figure.value >= MANY_TIMES
    if figure.shape == "score":
        return span.rule == "figures.score_bare" or _NO_SCORE.search(before) is None
    if figure.shape in {"rank", "count"} and _size(figure) < LARGE * 10:
        if rule("figures.games").regex.search(low, sentence.start, sentence.end):
            return False
    if figure.shape == "rank":
        return _is_place(doc, sentence, span, figure)
    if figure.shape == "measure":
        return not rule("figures.ordinal").regex.search(before)
    if figure.shape != "count":
        return False
    return _is_count(doc, context, sentence, span, figure, rich=rich)


def _is_place(doc: Document, sentence: Sentence, span: Span, figure: Figure) -> bool:
    """A full rank counts; a short one only behind a name or inside brackets, not as a list number or an order's class."""
    before = doc.low[max(sentence.start, span.start - 80) : span.start]
    if rule("figures.chosen").regex.search(before):
        return False
    if regex.search(r"huân\s+chương|anh\s+hùng|danh\s+hiệu|lao\s+động\s*$", before):
        return False
    if figure.noun != "rank_short":
        return True
    if doc.low[span.end : span.end + 1] == "," and span.start - sentence.start < 6:
        return False
    head = doc.norm[max(sentence.start, span.start - 24) : span.start]
    return regex.search(r"\p{Lu}\p{L}*[\s(]*$|[\p{Lu}\d]\p{L}*\s*\([^)]*$", head) is not None


def _is_count(doc: Document, context: Context, sentence: Sentence, span: Span, figure: Figure, *, rich: bool) -> bool:
    low = doc.low
    before = low[max(sentence.start, span.start - 60) : span.start]
    if figure.noun == "no" or rule("figures.ordinal").regex.search(before):
        return False
    if figure.noun == "rank_step":
        return _ADDS.search(before) is not None
    if figure.noun == "criteria":
        return figure.total is not None or isinstance(figure.value, float)
    if figure.noun == "honour":
        return _is_honour(doc, sentence, span, figure)
    if not rich and _size(figure) < LARGE and rule("figures.attendance").regex.search(low, sentence.start, span.start):
        return False
    if _SHOWN.search(before) or (_size(figure) < FEW * 3 and _LISTED.search(before)):
        return False
    if figure.noun in {"member", "place"}:
        return _is_member(doc, context, sentence, span, figure, before)
    few = _size(figure) < FEW and figure.total is None
    if few and (figure.noun == "bulk" or _SOFT.search(low, sentence.start, span.start)):
        return False
    if figure.noun == "open":
        return _size(figure) >= LARGE or (rich and figure.value > 1)
    if figure.in_words or (figure.value == 1 and figure.total is None and not _MORE.search(before)):
        return False
    return not _is_laureate(doc, sentence, span, figure)


def _is_member(doc: Document, context: Context, sentence: Sentence, span: Span, figure: Figure, before: str) -> bool:
    """Members of the cluster count where the number says how many of them did something."""
    low = doc.low
    if _size(figure) >= LARGE:
        return True
    after = low[span.end : min(sentence.end, span.end + 60)]
    acts = rule("figures.predicate").regex.search(after) is not None
    if figure.noun == "place" and (figure.total is not None or rule("figures.rural").regex.search(after)):
        return True
    if figure.total is not None:
        return True
    if figure.in_words or not acts or _MEMBERS.search(before):
        return False
    return context.size is None or figure.value < context.size


def _size(figure: Figure) -> float:
    """The number with its scale: `11 ngàn cá nhân` are 11,000."""
    first = figure.unit.split(" ", 1)[0].lower()
    return figure.value * _SCALES.get(first, 1)


def _clause(doc: Document, sentence: Sentence, span: Span) -> tuple[int, int]:
    low = doc.low
    left = max(low.rfind(mark, sentence.start, span.start) for mark in (";", "("))
    right = [low.find(mark, span.end, sentence.end) for mark in (";", ")")]
    return max(sentence.start, left), min((offset for offset in right if offset >= 0), default=sentence.end)


def _is_honour(doc: Document, sentence: Sentence, span: Span, figure: Figure) -> bool:
    start, end = _clause(doc, sentence, span)
    if rule("figures.honour_named").regex.search(doc.low, start, end) or _listed(doc, sentence, span):
        return _size(figure) >= LARGE
    return rule("figures.praise").regex.search(doc.low, sentence.start, end) is not None or _size(figure) >= LARGE


def _is_laureate(doc: Document, sentence: Sentence, span: Span, figure: Figure) -> bool:
    """People and bodies counted beside a named award are its recipients."""
    if _size(figure) >= LARGE or figure.total is not None:
        return False
    start = max(sentence.start, doc.low.rfind(",", sentence.start, span.start))
    end = doc.low.find(",", span.end, sentence.end)
    if _listed(doc, sentence, span):
        return True
    return rule("figures.laureate").regex.search(doc.low, start, end if end >= 0 else sentence.end) is not None


def _listed(doc: Document, sentence: Sentence, span: Span) -> bool:
    """In a list that an award heads: `Bằng khen của …: 02 tập thể là …; 11 HTX`."""
    colon = doc.low.rfind(":", sentence.start, span.start)
    return colon >= 0 and rule("figures.laureate").regex.search(doc.low, max(sentence.start, colon - 120), colon) is not None
