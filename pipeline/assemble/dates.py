"""The day a meeting was held: which of the article's dates it is, and its year where that is missing or wrong.

Year of the event, year under review, year of the stamp and year in the text are weighed together. What the text says is
put right only where the rest of the article contradicts it, and the reason is written down.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import regex

from pipeline.assemble.period import SCHOOL_YEAR, Period
from pipeline.assemble.report import MARK, View
from pipeline.model.document import Document, Span
from pipeline.normalise.dates import DateMention, PartialDate, as_date
from pipeline.rulebook import rule
from pipeline.tag.dates import tag_dates

ENOUGH = 3
"""Score from which a date is taken for the day of the meeting."""

FIRST = 2
"""Sentences, with the title, in which a report tells its day first."""

MOST_VIEWS = 60
"""Sentences in which the day of the meeting is looked for."""

CLOSE = 20
"""Characters within which `sáng nay` and the date behind it are one."""

_TOLD = regex.compile(
    r"(?<![\p{L}])(?:hội\s+nghị|lễ\s+ký|buổi\s+lễ|họp|tổng\s+kết|sơ\s+kết|ký\s+kết|gặp|bình\s+xét|giao\s+ước|phát\s+động)(?![\p{L}])"
)
_PLACE_NEXT = regex.compile(
    r"\s*[)\]]?\s*(?:vừa\s+qua\s*)?,?\s*(?:tại|ở)\s|\s*[)\]]?\s*,|\s*,?\s*(?:cụm|khối|ubnd|sở|công\s+an)\s"
)
_TOLD_BEFORE = regex.compile(
    r"(?<![\p{L}])(?:hội\s+nghị|buổi\s+lễ|buổi\s+họp|cuộc\s+họp|lễ\s+ký(?:\s+kết)?)\s*,?\s*(?:diễn\s+ra\s+|vào\s+)?"
    r"(?:sáng|chiều|tối|ngày)?\s*(?:ngày\s+)?$"
)
_COMING = regex.compile(r"\s*(?:tới|sắp\s+tới|sẽ)(?![\p{L}])")
_OPEN_DAY = regex.compile(r"(?:nay|qua|rồi|ngày|sáng|chiều|tối)\s*\(\s*(?:ngày\s*)?$")
_PLACES = {"title": 1.0, "opening": 3.0, "caption": -1.0}


@dataclass(frozen=True, slots=True)
class MeetingDate:
    """First and last day in ISO form, part of the day, the mention they were read from, and what was put right."""

    date: str | None = None
    date_end: str | None = None
    time_of_day: str | None = None
    mention: Span | None = None
    reason: str | None = None
    warning: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """What else tells the year: the stamp, the span under review (or before the pact), the types of the meeting."""

    published: str | None
    period: Period | None
    types: tuple[str, ...]

    def half_way(self) -> bool:
        """Is a span of many years reviewed before its end? Then it does not say in which of them."""
        mid_term = "so_ket" in self.types and "tong_ket" not in self.types
        period = self.period
        return bool(mid_term and period and period.year and period.until and period.until > period.year + 1)

    def named(self) -> str:
        """The cues that name a year, in words."""
        period = self.period.text() if self.period else None
        parts = [f"the stamp {self.published}"] * bool(self.published) + [f"the span under review {period}"] * bool(
            period
        )
        return " and ".join(parts)


def find_date(doc: Document, views: list[View], cues: Cues) -> MeetingDate:
    """The day of the meeting; `date` stays None, with a warning, when its year cannot be told."""
    mention = _choose(doc, views)
    if mention is None:
        return MeetingDate()
    value: DateMention = mention.value
    if value.relative is not None:
        return _from_day_of_writing(mention, cues.published)
    years = _years(value.first, cues) or _beside(views, mention, value.first)
    if not years:
        reason = "the year of the meeting is not told anywhere in the article"
        return MeetingDate(time_of_day=value.time_of_day, mention=mention, warning=("date_incomplete", reason))
    year = max(years, key=lambda one: (_plausible(value.first.in_year(one), value.first.year, cues), one))
    return _settled(mention, year, cues)


def _choose(doc: Document, views: list[View]) -> Span | None:
    best: tuple[float, Span] | None = None
    for index, view in enumerate(views[:MOST_VIEWS]):
        spans = tag_dates(doc, view.sentence.start, view.sentence.end)
        for position, span in enumerate(spans):
            following = spans[position + 1] if position + 1 < len(spans) else None
            if span.label == "relative" and following and following.start - span.end < CLOSE:
                continue
            score = _score(doc, span, view, index)
            if score >= ENOUGH and (best is None or score > best[0]):
                best = (score, span)
    return best[1] if best else None


def _score(doc: Document, span: Span, view: View, index: int) -> float:
    before = doc.low[max(view.sentence.start, span.start - 70) : span.start]
    after = doc.low[span.end : span.end + 40]
    score = _PLACES.get(view.place, 0.0) - 0.1 * min(index, 20)
    score += 2 * (_TOLD.search(view.text) is not None) + 2 * (MARK in view.text)
    score += 2 * (_PLACE_NEXT.match(after) is not None) + 2 * (_TOLD_BEFORE.search(before) is not None)
    score += index == 0 or (view.place == "opening" and index < FIRST)
    score += (span.value.time_of_day is not None) + (span.value.last is not None)
    score -= {"month": 2, "relative": 1}.get(span.label, 0)
    score -= 8 * (rule("meeting.date_guard").regex.search(before) is not None)
    score -= 3 * (_COMING.match(after) is not None or view.future)
    return score - 4 * _in_brackets(doc, span)


def _in_brackets(doc: Document, span: Span) -> bool:
    """`(11/6/1948 - 11/6/2018)` is an anniversary; `chiều nay (15/3)` is the day."""
    before = doc.low[max(0, span.start - 40) : span.start]
    return before.rfind("(") > before.rfind(")") and _OPEN_DAY.search(before) is None


def _from_day_of_writing(mention: Span, published: str | None) -> MeetingDate:
    value: DateMention = mention.value
    day = as_date(published)
    if day is None or value.relative is None:
        reason = "the day is named from a day of writing that is not told"
        return MeetingDate(time_of_day=value.time_of_day, mention=mention, warning=("date_incomplete", reason))
    held = day + datetime.timedelta(days=value.relative)
    reason = f"the day of writing, {published}" + (f", {value.relative} days" if value.relative else "")
    return MeetingDate(held.isoformat(), None, value.time_of_day, mention, reason)


def _years(first: PartialDate, cues: Cues) -> set[int]:
    """The years the meeting may have been held in."""
    years = {first.year} if first.year else set()
    if cues.published and cues.published[:4].isdigit():
        years |= {int(cues.published[:4]), int(cues.published[:4]) - 1}
    if cues.period and cues.period.year and not cues.half_way():
        last = cues.period.until or cues.period.year
        years |= {last, last + 1}
    return {year for year in years if first.in_year(year).exists()}


def _beside(views: list[View], mention: Span, first: PartialDate) -> set[int]:
    """The one year that the sentence of the date, or the title, names for the work of that time of the year."""
    near = [view for view in views if view.place == "title" or view.sentence.start <= mention.start < view.sentence.end]
    named = {int(match["year"]) for view in near for match in rule("meeting.year_beside").regex.finditer(view.text)}
    return {year for year in named if first.in_year(year).exists()} if len(named) == 1 else set()


def _plausible(day: PartialDate, stated: int | None, cues: Cues) -> int:
    return 2 * (stated == day.year) + _lag_score(day, cues.published) + _period_score(day, cues)


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


def _period_score(day: PartialDate, cues: Cues) -> int:
    """A year is reviewed from its last quarter to the middle of the next; half a year in the months behind it.

    Several years are reviewed all through the last of them, too, and half-way in any of them.
    """
    period = cues.period
    if period is None or period.year is None or day.year is None:
        return 0
    months = (day.year - (period.until or period.year)) * 12 + (day.month or 6)
    mid_term = "so_ket" in cues.types and "tong_ket" not in cues.types
    if period.part in {"H1", "Q1", "Q2"}:
        return 3 if 3 <= months <= 12 else -3
    if period.part:
        return 3 if 8 <= months <= 16 else -3
    if period.rule == SCHOOL_YEAR:
        return 3 if 4 <= months <= 12 else -3
    if mid_term and period.until:
        return 3 if period.year <= day.year <= period.until else -3
    if mid_term:
        return 3 if 4 <= months <= 13 else -3
    if period.until and 0 < months < 9:
        return 2
    return 3 if 9 <= months <= 19 else 1 if 6 <= months <= 24 else -3


def _settled(mention: Span, year: int, cues: Cues) -> MeetingDate:
    value: DateMention = mention.value
    first, last = value.first.in_year(year), value.last
    if last is not None:
        later = last.year - value.first.year if last.year and value.first.year else 0
        last = last.in_year(year + later)
    reason, warning = None, None
    if value.first.year is None:
        reason = f"year from {cues.named() or 'the sentence of the date'}"
    elif year != value.first.year:
        reason = f"the text says {value.first.year}; {cues.named()} speak for {year}"
        warning = (
            "date_conflict",
            f"the text dates the meeting {value.first.iso()}; {cues.named()} speak for {first.iso()}",
        )
    return MeetingDate(first.iso(), last.iso() if last else None, value.time_of_day, mention, reason, warning)
