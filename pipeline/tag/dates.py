"""Date mentions in running text, each read by a rule of `dates.toml`."""

from __future__ import annotations

import regex

from pipeline.model.document import Document, Span
from pipeline.normalise.dates import FIRST_YEAR, DateMention, from_groups
from pipeline.rulebook import rule

ABSOLUTE = ("dates.two_months", "dates.range", "dates.words", "dates.full", "dates.day_month")

_PART = regex.compile(
    r"(?<![\p{L}])(?P<part>sáng|trưa|chiều|tối|đêm)(?:\s+(?:nay|qua|hôm|ngày))*\s*[,(]?\s*(?:ngày\s+)?$"
)
_IN_MATCH = regex.compile(r"^(?P<part>sáng|trưa|chiều|tối|đêm)(?![\p{L}])")
TIMES = {"sáng": "morning", "trưa": "afternoon", "chiều": "afternoon", "tối": "evening", "đêm": "evening"}
_AROUND = 40
NOON, EVENING = 12, 18


def tag_dates(doc: Document) -> list[Span]:
    """Dates of the whole document in text order; `value` is a `DateMention`."""
    low = doc.low
    found: list[Span] = []
    taken = bytearray(len(low))
    for name in ABSOLUTE:
        for match in rule(name).regex.finditer(low):
            if any(taken[match.start() : match.end()]):
                continue
            first, last = from_groups(match.groupdict())
            if not first.exists() or (last and not last.exists()) or (first.year or 9999) < FIRST_YEAR:
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            part = part_of_day(low, match.start(), match.end())
            found.append(Span(match.start(), match.end(), "date", name, DateMention(first, last, part)))
    found += _relative(doc) + _months(doc, taken)
    return sorted(found, key=lambda span: span.start)


def _relative(doc: Document) -> list[Span]:
    spans = []
    for match in rule("dates.relative").regex.finditer(doc.low):
        word = match["rel1"] or match["rel2"] or match["rel3"]
        days = -1 if word.endswith("qua") else 0
        value = DateMention(from_groups({})[0], None, TIMES.get(match["tod2"] or ""), days)
        spans.append(Span(match.start(), match.end(), "relative", "dates.relative", value))
    return spans


def _months(doc: Document, taken: bytearray) -> list[Span]:
    return [
        Span(match.start(), match.end(), "month", "dates.month", DateMention(from_groups(match.groupdict())[0]))
        for match in rule("dates.month").regex.finditer(doc.low)
        if not any(taken[match.start() : match.end()])
    ]


def part_of_day(low: str, start: int, end: int) -> str | None:
    """`morning`, `afternoon`, `evening` from the words or the hour around a date; None when the text does not say."""
    before = low[max(0, start - _AROUND) : start]
    word = _IN_MATCH.match(low[start:end]) or _PART.search(before)
    if word:
        return TIMES[word["part"]]
    hour = None
    for match in rule("dates.clock").regex.finditer(before):
        if not before[match.end() :].strip(" ,") or before[match.end() :].strip(" ,") == "ngày":
            hour = int(match["hour"])
    if hour is None:
        return None
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
