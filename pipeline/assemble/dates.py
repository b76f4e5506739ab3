"""The day a meeting was held: which of the article's dates it is, and its year where that is missing or wrong.

Year of the event, year under review, year of the stamp and year in the text are weighed together. What the text says is
put right only where the rest of the article contradicts it, and the reason is written down.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import regex

from pipeline.assemble.period import Period
from pipeline.assemble.report import View
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.normalise.dates import DateMention, PartialDate, as_date
from pipeline.rulebook import rule
from pipeline.tag.dates import tag_dates

ENOUGH = 3
"""Score from which a date is taken for the day of the meeting."""

_TOLD = regex.compile(r"(?<![\p{L}])(?:hội\s+nghị|lễ\s+ký|buổi\s+lễ|họp|tổng\s+kết|sơ\s+kết|ký\s+kết|gặp|bình\s+xét|giao\s+ước|phát\s+động)(?![\p{L}])")
_PLACE_NEXT = regex.compile(r"\s*[)\]]?\s*(?:vừa\s+qua\s*)?,?\s*(?:tại|ở)\s|\s*[)\]]?\s*,|\s*,?\s*(?:cụm|khối|ubnd|sở|công\s+an)\s")
_COMING = regex.compile(r"\s*(?:tới|sắp\s+tới|sẽ)(?![\p{L}])")


@dataclass(slots=True)
class MeetingDate:
    """First and last day in ISO form, part of the day, the mention they were read from, and what was put right."""

    date: str | None = None
    date_end: str | None = None
    time_of_day: str | None = None
    mention: Span | None = None
    reason: str | None = None
    warning: tuple[str, str] | None = None
    cues: list[str] = field(default_factory=list)


def find_date(doc: Document, views: list[View], published: str | None, period: Period | None, types: list[str]) -> MeetingDate:
    """The day of the meeting; `date` stays None, with a warning, when its year cannot be told."""
    mention = _choose(doc, views)
    if mention is None:
        return MeetingDate()
    value: DateMention = mention.value
    found = MeetingDate(time_of_day=value.time_of_day, mention=mention)
    if value.relative is not None:
        return _relative(found, value.relative, published)
    years = _years(value.first, published, period)
    if not years:
        found.warning = ("date_incomplete", "the year of the meeting is not told anywhere in the article")
        return found
    year = max(years, key=lambda one: (_plausible(value.first.in_year(one), value.first.year, published, period, types), one))
    _settle(found, value, year, published, period)
    return found


def _choose(doc: Document, views: list[View]) -> Span | None:
    told = {view.sentence.start: (index, view) for index, view in enumerate(views)}
    best: tuple[float, Span] | None = None
    spans = tag_dates(doc)
    for position, span in enumerate(spans):
        sentence = doc.sentence_at(span.start)
        if sentence is None or sentence.zone not in NEWS_ZONES or sentence.start not in told:
            continue
        index, view = told[sentence.start]
        score = _score(doc, span, view, index)
        following = spans[position + 1] if position + 1 < len(spans) else None
        if span.label == "relative" and following and following.start - span.end < 20:
            continue
        if score >= ENOUGH and (best is None or score > best[0]):
            best = (score, span)
    return best[1] if best else None


def _score(doc: Document, span: Span, view: View, index: int) -> float:
    before = doc.low[max(0, span.start - 70) : span.start]
    after = doc.low[span.end : span.end + 40]
    score = {"title": 1.0, "opening": 3.0, "caption": -1.0}.get(view.place, 0.0) - 0.1 * min(index, 20)
    score += 2 * (_TOLD.search(view.text) is not None) + 2 * ("‹c›" in view.text) + 2 * (_PLACE_NEXT.match(after) is not None)
    score += (span.value.time_of_day is not None) + (span.value.last is not None)
    score -= 2 * (span.label == "month") + 1 * (span.label == "relative")
    if rule("meeting.date_guard").regex.search(before):
        score -= 8
    if _COMING.match(after) or rule("report.future").regex.search(view.text):
        score -= 3
    if _in_brackets(doc, span):
        score -= 4
    return score


def _in_brackets(doc: Document, span: Span) -> bool:
    """`(11/6/1948 - 11/6/2018)` is an anniversary; `chiều nay (15/3)` is the day."""
    before = doc.low[max(0, span.start - 40) : span.start]
    opened = before.rfind("(") > before.rfind(")")
    return opened and regex.search(r"(?:nay|qua|ngày|sáng|chiều|tối)\s*\(\s*(?:ngày\s*)?$", before) is None


def _relative(found: MeetingDate, days: int, published: str | None) -> MeetingDate:
    day = as_date(published)
    if day is None:
        found.warning = ("date_incomplete", "the day is named from a day of writing that is not told")
        return found
    found.date = (day + datetime.timedelta(days=days)).isoformat()
    found.reason = f"the day of writing, {published}" + (", less one" if days else "")
    return found


def _years(first: PartialDate, published: str | None, period: Period | None) -> set[int]:
    """The years the meeting may have been held in."""
    years = {first.year} if first.year else set()
    if published and published[:4].isdigit():
        years |= {int(published[:4]), int(published[:4]) - 1}
    if period and period.year:
        years |= {period.year, period.year + 1} if not period.until else {period.until, period.until + 1}
    return {year for year in years if first.in_year(year).exists()}


def _plausible(day: PartialDate, stated: int | None, published: str | None, period: Period | None, types: list[str]) -> int:
    score = 2 if stated == day.year else 0
    score += _lag_score(day, published)
    return score + _period_score(day, period, types)


def _lag_score(day: PartialDate, published: str | None) -> int:
    """Reports appear within days, seldom within months, never before the event."""
    stamp, held = as_date(published), day.date()
    if stamp is None or held is None:
        if published and day.year and published[:4].isdigit():
            return {0: 2, 1: 1}.get(int(published[:4]) - day.year, -2)
        return 0
    lag = (stamp - held).days
    if lag < -1:
        return -4
    return 4 if lag <= 10 else 3 if lag <= 120 else 1 if lag <= 300 else -2


def _period_score(day: PartialDate, period: Period | None, types: list[str]) -> int:
    """A year is reviewed from its last quarter to the middle of the next; half a year in the months behind it."""
    if period is None or period.year is None or day.year is None:
        return 0
    month = day.month or 6
    months = (day.year - (period.until or period.year)) * 12 + month
    if period.part in {"H1", "Q1", "Q2"}:
        return 3 if 3 <= months <= 12 else -3
    if period.part:
        return 3 if 8 <= months <= 16 else -3
    if "so_ket" in types and "tong_ket" not in types:
        return 3 if 4 <= months <= 13 else -3
    if period.until and period.rule == "meeting.span_school":
        return 3 if 4 <= months <= 12 else -3
    return 3 if 9 <= months <= 19 else 1 if 6 <= months <= 24 else -3


def _settle(found: MeetingDate, value: DateMention, year: int, published: str | None, period: Period | None) -> None:
    first = value.first.in_year(year)
    found.date = first.iso()
    if value.last is not None:
        shift = year - value.first.year if value.first.year else 0
        last_year = value.last.year + shift if value.last.year else year
        found.date_end = value.last.in_year(last_year).iso()
    sources = [text for text, there in ((f"the stamp {published}", published), (f"the span under review {period.text()}" if period else "", period and period.year)) if there]
    if value.first.year is None:
        found.reason = "year from " + " and ".join(sources)
    elif year != value.first.year:
        found.reason = f"the text says {value.first.year}; {' and '.join(sources)} say {year}"
        found.warning = ("date_conflict", f"the text dates the meeting {value.first.iso()}, {' and '.join(sources)} speak for {first.iso()}")
