"""Figures: numbers with what they measure. Which of them are indicators, and whose, the assembly decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from pipeline.model.document import Document, Span
from pipeline.normalise.fold import squeeze
from pipeline.normalise.numbers import parse_number, parse_words
from pipeline.rulebook import Rule, rule
from pipeline.tag.figures_nouns import read_noun

Shape = Literal["percent", "points", "amount", "multiple", "score", "measure", "count", "ratio", "rank", "skip"]

SHAPES = (
    "skip_document", "percent_range", "percent", "points", "amount_compound", "amount", "skip_date", "multiple", "score",
    "measure", "count", "ratio",
)  # fmt: skip
"""Rules of `figures.toml` in the order in which they are tried at a number."""

_START = regex.compile(
    r"""(?<![\p{L}\d]|\d[.,/-]|\p{L}-)\d
       |(?<![\p{L}\d])(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?=\s(?:một\s|hai\s)?(?:tỉnh|thành\sphố|địa\sphương|đơn\svị|huyện|xã|sở|hội)\b)""",
    regex.VERBOSE,
)
_DAY = regex.compile(r"(?:ngày|sáng|chiều|tối|trưa|hôm|tháng)\s*$")
_POINTS = regex.compile(r"(?:điểm\s+số|thang\s+(?:điểm\s+)?[\d.]+(?:\s+điểm)?|chấm\s+điểm|số\s+điểm)")
_MONEY = regex.compile(r"(?:nghìn|ngàn|triệu|tỷ|tỉ)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and its unit. `noun` is the class of a counted noun in `units_of_measure.csv`, else empty."""

    shape: Shape
    value: float | int
    unit: str
    value_max: float | int | None = None
    total: float | int | None = None
    noun: str = ""
    in_words: bool = False
    way: str = ""


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule(f"figures.{name}") for name in SHAPES)


def tag_figures(doc: Document) -> list[Span]:
    """All numbers of the document that measure something, in text order; `value` is the `Figure`."""
    ranks = sorted(_ranks(doc) + _inverted(doc), key=lambda span: span.start)
    found: list[Span] = []
    position = 0
    taken = iter(ranks)
    rank = next(taken, None)
    for start in _START.finditer(doc.low):
        while rank is not None and rank.end <= start.start():
            found.append(rank)
            position = max(position, rank.end)
            rank = next(taken, None)
        if start.start() < position or (rank is not None and rank.start <= start.start()):
            continue
        span = _read(doc, start.start())
        if span is None:
            continue
        position = span.end
        if span.label != "skip":
            found.append(span)
    while rank is not None:
        found.append(rank)
        rank = next(taken, None)
    return sorted(found, key=lambda span: span.start)


def _read(doc: Document, start: int) -> Span | None:
    for entry in _rules():
        match = entry.regex.match(doc.low, start)
        if match is None:
            continue
        if entry.label == "skip":
            return _ratio(doc, start) or Span(start, match.end(), "skip", entry.id)
        if span := _build(doc, entry, match):
            return span
    return None


def _ratio(doc: Document, start: int) -> Span | None:
    """`5/6 địa phương`, `2/9 hội` look like days; a counted noun behind a part of a whole says that they are none."""
    entry = rule("figures.count")
    match = entry.regex.match(doc.low, start)
    if match is None or not (match["total"] or match["max"]) or _DAY.search(doc.low, max(0, start - 8), start):
        return None
    span = _build(doc, entry, match)
    if span is None or span.value.noun in {"no", "open"}:
        return None
    top = span.value.total if span.value.total is not None else span.value.value_max
    return span if span.value.value <= top else None


def _build(doc: Document, entry: Rule, match: regex.Match[str]) -> Span | None:
    groups = match.groupdict()
    share = entry.label == "percent"
    value = parse_number(groups["value"], share=share)
    in_words = value is None
    if in_words:
        value = parse_words(groups["value"])
    if value is None:
        return None
    top = parse_number(groups["max"], share=share) if groups.get("max") else None
    total = parse_number(groups["total"]) if groups.get("total") else None
    if entry.label == "count":
        return _count(doc, entry, match, Figure("count", value, "", top, total, in_words=in_words))
    if groups.get("rest"):
        value = round(float(value) + float(groups["rest"].replace(",", ".")) / 1000, 6)
    shape: Shape = "percent" if share else entry.label  # type: ignore[assignment]
    end = match.end()
    return Span(match.start(), end, shape, entry.id, Figure(shape, value, _unit(doc, match, shape), top, total))


def _unit(doc: Document, match: regex.Match[str], shape: Shape) -> str:
    """The unit as written; money that names no currency is in đồng."""
    groups = match.groupdict()
    if shape == "percent":
        return "%"
    if groups.get("scale"):
        return "tỷ đồng"
    if groups.get("unit") is None:
        return ""
    unit = squeeze(doc.text[match.start("unit") : match.end("unit")])
    if shape == "amount" and _MONEY.search(match["unit"]):
        unit += " đồng"
    if groups.get("per"):
        unit += squeeze(doc.text[match.start("per") : match.end("per")]).replace(" /", "/").replace("/ ", "/")
    return unit


def _count(doc: Document, entry: Rule, match: regex.Match[str], figure: Figure) -> Span | None:
    noun = read_noun(doc.low, doc.text, match.start("noun"))
    if noun is None or (figure.in_words and noun.klass not in {"member", "place", "result"}):
        return None
    scale = squeeze(match["scale"] or "")
    unit = f"{scale} {noun.unit}".strip()
    shape: Shape = "count"
    counted = Figure(shape, figure.value, unit, figure.value_max, figure.total, noun.klass, figure.in_words)
    return Span(match.start(), noun.end, shape, entry.id, counted)


def _inverted(doc: Document) -> list[Span]:
    """Numbers whose unit stands before them: `Số giải … là 241`, `Thanh Hóa nhất (992)` in a sentence on scores."""
    found: list[Span] = []
    entry = rule("figures.counted_before")
    for match in entry.regex.finditer(doc.low) if "số " in doc.low else ():
        noun = read_noun(doc.low, doc.text, match.start("noun"))
        value = parse_number(match["value"])
        if noun is None or noun.klass != "result" or value is None:
            continue
        figure = Figure("count", value, noun.unit, noun="result")
        found.append(Span(match.start("value"), match.end("value"), "count", entry.id, figure))
    entry = rule("figures.score_bare")
    for match in entry.regex.finditer(doc.low):
        value = parse_number(match["value"])
        sentence = doc.sentence_at(match.start())
        if value is not None and sentence is not None and _POINTS.search(doc.low, sentence.start, match.start()):
            figure = Figure("score", value, "điểm")
            found.append(Span(match.start("value"), match.end("value"), "score", entry.id, figure))
    return found


def _ranks(doc: Document) -> list[Span]:
    """Places in rankings, full (`xếp thứ 33/63`) and short (`hạng 15`)."""
    found: list[Span] = []
    for name in ("rank_fall", "rank", "rank_short"):
        entry = rule(f"figures.{name}")
        for match in entry.regex.finditer(doc.low):
            if any(span.start < match.end() and match.start() < span.end for span in found):
                continue
            groups = match.groupdict()
            number = groups.get("value") or groups.get("bare")
            value = parse_number(number) if number else parse_words(groups.get("word") or "một")
            if value is None:
                continue
            out_of = groups.get("total") or groups.get("of")
            total = parse_number(out_of) if out_of else None
            figure = Figure("rank", value, "hạng", None, total, noun=name, way=groups.get("way") or "")
            found.append(Span(match.start(), match.end(), "rank", entry.id, figure))
    return sorted(found, key=lambda span: span.start)
