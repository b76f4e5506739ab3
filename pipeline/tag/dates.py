"""Date mentions in running text, each read by a rule of `dates.toml`."""

from __future__ import annotations

import regex

from pipeline.match import find
from pipeline.model.cover import Cover
from pipeline.model.document import Document, Span
from pipeline.normalise.dates import FIRST_YEAR, DateMention, PartialDate, from_groups
from pipeline.rulebook import rule

ABSOLUTE = ("dates.two_months", "dates.range", "dates.words", "dates.full", "dates.day_month")
TIMES = {"sáng": "morning", "trưa": "afternoon", "chiều": "afternoon", "tối": "evening", "đêm": "evening"}
DAYS = {"qua": -1, "kia": -2}
"""Days from the day of writing, by the last word."""

NOON, EVENING = 12, 18

BEFORE = 40
"""Characters before a date in which the part of the day stands."""

_HINT = regex.compile(r"\d\s?[/.-]\s?\d|\d\s*tháng|\d\s*(?:và|đến|,)\s*(?:ngày\s+)?\d")
_PART = regex.compile(
    r"(?<![\p{L}])(?P<part>sáng|trưa|chiều|tối|đêm)(?:\s+(?:nay|qua|hôm|ngày|thứ\s+\p{L}+|chủ\s+nhật))*\s*[,(]?\s*(?:ngày\s+)?$"
)
_IN_MATCH = regex.compile(r"(?P<part>sáng|trưa|chiều|tối|đêm)(?![\p{L}])")


def tag_dates(doc: Document, start: int = 0, end: int | None = None) -> list[Span]:
    """Dates between two offsets, in text order; `value` is a `DateMention`.

    Labels: `date`, `relative` (`sáng nay`: days from the day of writing), `month` (no day told).
    """
    end = len(doc.low) if end is None else end
    found = _absolute(doc, start, end) if _HINT.search(doc.low, start, end) else []
    found += _relative(doc, start, end) + _months(doc, start, end, found)
    return sorted(found, key=lambda span: span.start)


def _absolute(doc: Document, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    taken = Cover(start, end)
    for name in ABSOLUTE:
        for match in find(doc, rule(name).regex, start, end):
            first, last = from_groups(match.groupdict())
            if _is_date(first) and (last is None or _is_date(last)) and not taken.meets(*match.span()):
                part = part_of_day(doc.low, match.start(), match.end())
                found.append(Span(match.start(), match.end(), "date", name, DateMention(first, last, part)))
                taken.add(*match.span())
    return found


def _is_date(day: PartialDate) -> bool:
    return day.exists() and (day.year is None or day.year >= FIRST_YEAR)


def _relative(doc: Document, start: int, end: int) -> list[Span]:
    spans = []
    for match in find(doc, rule("dates.relative").regex, start, end):
        word = match["rel1"] or match["rel2"]
        days = DAYS.get(word[-3:].strip(), 0)
        value = DateMention(PartialDate(), None, TIMES.get(match["tod2"] or ""), days)
        spans.append(Span(match.start(), match.end(), "relative", "dates.relative", value))
    return spans


def _months(doc: Document, start: int, end: int, found: list[Span]) -> list[Span]:
    taken = Cover(start, end, ((span.start, span.end) for span in found))
    return [
        Span(match.start(), match.end(), "month", "dates.month", DateMention(from_groups(match.groupdict())[0]))
        for match in find(doc, rule("dates.month").regex, start, end)
        if not taken.meets(*match.span())
    ]


def part_of_day(low: str, start: int, end: int) -> str | None:
    """`morning`, `afternoon`, `evening` from words or hour around a date; None when the text does not say."""
    before = low[max(0, start - BEFORE) : start]
    word = _IN_MATCH.match(low, start, end) or _PART.search(before)
    if word:
        return TIMES[word["part"]]
    hour = None
    for match in rule("dates.clock").regex.finditer(before):
        if before[match.end() :].strip(" ,") in {"", "ngày"}:
            hour = int(match["hour"])
    if hour is None:
        return None
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
