"""Figures: numbers with what they measure. Which of them are indicators, and whose, the assembly decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import regex

from pipeline.fold import squeeze
from pipeline.model.cover import Cover
from pipeline.model.document import Document, Span
from pipeline.model.words import NUMBER
from pipeline.normalise.numbers import WORDS, parse_number, parse_words
from pipeline.rulebook import Rule, rule
from pipeline.tag.figures_nouns import Noun, read_noun
from pipeline.tag.figures_words import Words, says

Shape = Literal["percent", "points", "amount", "multiple", "score", "measure", "count", "rank"]

ALL = (
    "skip_document", "percent_range", "percent", "points", "amount_compound", "amount", "amount_bare", "skip_date",
    "multiple", "score", "measure", "count",
)  # fmt: skip
"""Rules of `figures.toml` in the order in which they are tried at a number."""

_SHARES = ("percent_range", "percent")
_SCALED = ("amount_compound", "measure", "amount", "amount_bare", "multiple", "count")
BY_WORD = {
    **dict.fromkeys(("tỷ", "tỉ", "triệu", "nghìn", "ngàn", "trăm", "vạn", "chục"), _SCALED),
    **dict.fromkeys(("đồng", "usd", "đô", "euro", "eur", "vnđ", "vnd"), ("amount",)),
    **dict.fromkeys(("đến", "tới", "h", "giờ", "phần", "tháng", "qđ", "nq", "ct", "cv", "kh", "tb", "hd", "kl"), ALL),
    "lần": ("multiple", "count"), "điểm": ("points", "score", "count"),
}  # fmt: skip
"""Rules worth trying where this word stands behind the number; others are counts or measures."""

REACH = 400
"""Longest figure in characters. The matcher looks for a rule's fixed words as far as it may read: with no end, to the
end of the text for each number."""

_NUMBER = regex.compile(r"\d[\d.,]*+(?<=\d)|\d")
_CENTURY = regex.compile(r"(?:19|20)\d\d(?![\d.,]*\d)")
_PER = regex.compile(r"\s?/\s?\p{L}+")
_NEXT = regex.compile(r"[ \t]?(?:(?P<word>\p{L}+)|(?P<mark>\S))")
_MEMBERS = regex.compile(
    r"(?:tỉnh|thành|địa|đơn|huyện|xã|sở|hội|cơ|mươi)\s|(?:(?:một|hai|ba|bốn|lăm)\s+)?phần\s+trăm(?!\p{L})"
)
CARDINALS = frozenset(WORDS) - {"tư"}
"""Numbers in words that are read before members of the cluster, in tens and in percent: `bốn tỉnh`."""

TENS = 20
"""From here on a number in words is as exact as one in digits; a smaller one may only say who is meant."""

_DAY = regex.compile(r"\d+\.\d{1,2}")
"""Not counted: `Công ty 22.12`; what is counted has a comma for its decimals and three figures behind each point."""

_MONEY = regex.compile(r"(?:nghìn|ngàn|triệu|tỷ|tỉ)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and its unit. `noun`: class of a counted noun in `units_of_measure.csv`, or the kind of rank.

    `way`: `lên` or `xuống` where a rank moved; `in_words`: the number stands in words (`bốn tỉnh`).
    """

    shape: Shape
    value: float | int
    unit: str
    value_max: float | int | None = None
    total: float | int | None = None
    noun: str = ""
    in_words: bool = False
    way: str = ""


@cache
def _rules(names: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule(f"figures.{name}") for name in names)


def tag_figures(doc: Document, words: Words | None = None) -> list[Span]:
    """All numbers of the document that measure something, in text order; `value` is the `Figure`."""
    words = words or Words(doc.low, doc.words)
    found = _without_overlap(_ranks(words) + _inverted(doc, words))
    taken = iter([*found, Span(len(doc.low) + 1, len(doc.low) + 1, "end", "")])
    block = next(taken)
    position = 0
    for start in _number_starts(words):
        while block.end <= start:
            block = next(taken)
        if start < position or block.start <= start:
            continue
        span = _read(doc, start)
        if span is not None:
            position = span.end
            if span.label != "skip":
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def _without_overlap(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _number_starts(words: Words) -> list[int]:
    """Where a number begins: not inside another, in a code (`COVID-19`, `m2`) or behind a decimal mark."""
    low = words.low
    found = []
    for start in words.index.offsets.get(NUMBER, ()):
        before = low[start - 1 : start] if start else ""
        inner = low[start - 2 : start - 1] if start > 1 else ""
        if (
            before.isalpha()
            or (before in {".", ",", "/", "-"} and inner.isdigit())
            or (before == "-" and inner.isalpha())
        ):
            continue
        found.append(start)
    found += [start for start, _ in words.starts(CARDINALS) if _MEMBERS.match(low, low.find(" ", start) + 1)]
    return sorted(found)


def _read(doc: Document, start: int) -> Span | None:
    if year := _year(doc.low, start):
        return year
    for entry in _rules(_worth_trying(doc.low, start)):
        match = entry.regex.match(doc.low, start, start + REACH)
        if match is None:
            continue
        if entry.label == "skip":
            return _ratio(doc, start) or Span(start, match.end(), "skip", entry.id)
        if span := _build(doc, entry, match):
            return span
    return None


def _year(low: str, start: int) -> Span | None:
    """A year behind `năm`, even before a word that could be counted (`năm 2018 tỉnh đã …`)."""
    match = _CENTURY.match(low, start)
    if match is None or not says("year_before", low, max(0, start - 16), start):
        return None
    return Span(start, match.end(), "skip", "figures.year_before")


def _worth_trying(low: str, start: int) -> tuple[str, ...]:
    """The rules that can match, told by what stands behind the number."""
    number = _NUMBER.match(low, start)
    if number is None:
        return ("percent", "count")
    follow = _NEXT.match(low, number.end())
    year = number.end() - start == 4 and low[start : start + 2] in {"19", "20"}
    if follow is None or year:
        return ALL
    if follow["mark"]:
        return _SHARES if follow["mark"] == "%" else ALL
    return BY_WORD.get(follow["word"], ("measure", "count"))


def _ratio(doc: Document, start: int) -> Span | None:
    """`5/6 địa phương`, `2/9 hội` look like days; a counted noun behind a part of a whole says that they are none."""
    match = rule("figures.count").regex.match(doc.low, start, start + REACH)
    if match is None or not (match["total"] or match["max"]) or says("day_before", doc.low, max(0, start - 8), start):
        return None
    span = _build(doc, rule("figures.count"), match)
    if span is None or span.value.noun in {"no", "open"}:
        return None
    top = span.value.total if span.value.total is not None else span.value.value_max
    return span if top is not None and span.value.value <= top else None


def _build(doc: Document, entry: Rule, match: regex.Match[str]) -> Span | None:
    groups = match.groupdict()
    share = entry.label == "percent"
    value = parse_number(groups["value"], share=share)
    in_words = False
    if value is None:
        value = parse_words(groups["value"])
        if value is None:
            return None
        in_words = value < TENS
    top = parse_number(groups["max"], share=share) if groups.get("max") else None
    total = parse_number(groups["total"]) if groups.get("total") else None
    if entry.label == "count":
        if _DAY.fullmatch(groups["value"]):
            return None
        return _count(doc, entry, match, Figure("count", value, "", top, total, in_words=in_words))
    if groups.get("rest"):
        value = round(float(value) + float(groups["rest"].replace(",", ".")) / 1000, 6)
    shape: Shape = entry.label  # type: ignore[assignment]
    return Span(
        match.start(),
        match.end(),
        shape,
        entry.id,
        Figure(shape, value, _unit(doc, match, shape), top, total),
    )


def _unit(doc: Document, match: regex.Match[str], shape: Shape) -> str:
    """The unit as written; money that names no currency is in đồng."""
    groups = match.groupdict()
    if shape == "percent":
        return "%"
    if groups.get("scale"):
        return "tỷ đồng"
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
    whole = _whole_behind(doc, match, noun)
    if whole is not None:
        figure, noun = replace(figure, total=whole[1]), replace(noun, end=whole[0])
    per = _PER.match(doc.low, noun.end)
    end = per.end() if per else noun.end
    unit = squeeze(f"{match['scale'] or ''} {noun.unit}{doc.text[noun.end : end]}")
    counted = replace(figure, unit=unit, noun=noun.klass)
    return Span(match.start(), end, "count", entry.id, counted)


def _whole_behind(doc: Document, match: regex.Match[str], noun: Noun) -> tuple[int, float] | None:
    """End and number of the whole that follows with the same noun (`41.875 việc/71.230 việc`)."""
    whole = rule("figures.whole_behind").regex.match(doc.low, noun.end)
    if whole is None or match["total"] or match["max"]:
        return None
    word = doc.low[match.start("noun") : noun.end]
    total = parse_number(whole["total"])
    if total is None or not f"{whole['noun']} ".startswith(f"{word} "):
        return None
    return whole.start("noun") + len(word), total


def _inverted(doc: Document, words: Words) -> list[Span]:
    """Numbers whose unit stands before them: `Số giải … là 241`, `Thanh Hóa nhất (992)` in a sentence on scores."""
    found: list[Span] = []
    for match in words.find("counted_before"):
        noun = read_noun(doc.low, doc.text, match.start("noun"))
        value = parse_number(match["value"])
        if noun is not None and noun.klass in {"result", "open"} and value is not None:
            total = parse_number(match["total"]) if match["total"] else None
            figure = Figure("count", value, noun.unit, total=total, noun=noun.klass)
            end = match.end("total") if match["total"] else match.end("value")
            found.append(Span(match.start("value"), end, "count", "figures.counted_before", figure))
    for match in words.find("score_before"):
        value = parse_number(match["value"])
        if value is not None:
            figure = Figure("score", value, "điểm")
            found.append(Span(match.start("value"), match.end("value"), "score", "figures.score_before", figure))
    bare = rule("figures.score_bare")
    for match in bare.regex.finditer(doc.low) if "điểm" in words.index.offsets else ():
        value = parse_number(match["value"])
        sentence = doc.sentence_at(match.start())
        if value is not None and sentence is not None and says("scoring", doc.low, sentence.start, match.start()):
            found.append(
                Span(match.start("value"), match.end("value"), "score", bare.id, Figure("score", value, "điểm"))
            )
    return found


def _ranks(words: Words) -> list[Span]:
    """Places in rankings, full (`xếp thứ 33/63`) and short (`hạng 15`)."""
    found: list[Span] = []
    taken = Cover(0, len(words.low))
    for name in ("rank_fall", "rank", "rank_short"):
        for match in words.find(name):
            if taken.meets(match.start(), match.end()):
                continue
            groups = match.groupdict()
            number = groups.get("value") or groups.get("bare")
            value = parse_number(number) if number else parse_words(groups.get("word") or "một")
            if value is None:
                continue
            out_of = groups.get("total") or groups.get("of")
            total = parse_number(out_of) if out_of else None
            figure = Figure("rank", value, "hạng", None, total, noun=name, way=groups.get("way") or "")
            found.append(Span(match.start(), match.end(), "rank", f"figures.{name}", figure))
            taken.add(match.start(), match.end())
    return found
