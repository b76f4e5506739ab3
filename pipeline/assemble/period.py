"""What span a meeting reviews: `2018`, `2019-H1`, `2021-9M`, `2020-Q1`, `2017/2018`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.assemble.meeting_types import is_excerpt, purpose_views
from pipeline.assemble.report import View
from pipeline.rulebook import rule

SPANS = (
    "meeting.span_school",
    "meeting.span_years",
    "meeting.span_half",
    "meeting.span_nine",
    "meeting.span_quarter",
    "meeting.span_year",
)
LAST_QUARTER, SPRING = 10, 4
"""Months from which an annual review is of the year itself, and until which it is of the year before."""

EXCERPT = 8
"""Sentences of an excerpt in which the span under review is looked for."""

AHEAD = 70
"""Characters behind a span within which the sentence shows that the span is still to come."""

REACH = 190
"""Characters behind the word of review within which its span stands."""

_YEAR = regex.compile(r"năm\s+(?P<year>(?:19|20)\d\d)(?![\d/-])")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A span under review. `part` is `H1`, `9M`, `Q2`, or empty; the year of a part may be missing."""

    year: int | None
    part: str = ""
    until: int | None = None
    rule: str = ""
    start: int = 0
    end: int = 0
    reason: str | None = None

    def text(self) -> str | None:
        """The span as the record writes it; None without a year."""
        if self.year is None:
            return None
        if self.until:
            return f"{self.year}/{self.until}"
        return f"{self.year}-{self.part}" if self.part else str(self.year)

    def in_year(self, year: int | None, reason: str) -> Period:
        """The same span with its missing year filled in."""
        return self if self.year or year is None else replace(self, year=year, reason=reason)


def find_period(views: list[View], types: list[str]) -> Period | None:
    """The span behind the words of review; None when the article does not say."""
    purpose = purpose_views(views)
    found = _first(purpose, "meeting.review") or _first(purpose, "meeting.review_vote")
    if found is None and "so_ket" in types:
        found = _bare_half(views)
    if found is None and "ky_ket" in types and not {"tong_ket", "so_ket"} & set(types):
        found = _before_plan(_first(views, "meeting.report_back"), purpose)
    if found is None and {"tong_ket", "so_ket", "binh_xet"} & set(types):
        found = _first(views, "meeting.report_back") or _first(views, "meeting.review")
    if found is None and "tong_ket" in types and (plan := plan_year(purpose)):
        found = Period(plan - 1, reason="the year before the one the pact was signed for")
    if found is None and (is_excerpt(views) or not types or {"tong_ket", "so_ket", "binh_xet"} & set(types)):
        found = _of_excerpt(views)
        if "ky_ket" in types:
            found = _before_plan(found, views)
    if found and "so_ket" in types and "tong_ket" not in types:
        found = _mid_year(found, views)
    if found and found.year is None:
        found = found.in_year(_year_nearby(views, found), "the year named with the same half of it")
    return found


def complete(period: Period | None, types: list[str], day: str | None) -> Period | None:
    """The period with a year from the day of the meeting (or of the report) where the article names none."""
    if day is None or not day[:4].isdigit() or (period and period.year):
        return period
    year, month = int(day[:4]), int(day[5:7]) if len(day) >= 7 else 0
    if period is not None:
        return period.in_year(year, f"the year of the meeting, {day[:10]}")
    if "tong_ket" in types and (month >= LAST_QUARTER or 0 < month <= SPRING):
        return Period(year if month >= LAST_QUARTER else year - 1, reason=f"an annual review held {day[:7]}")
    return None


def plan_year(views: list[View]) -> int | None:
    """The year the coming pact or tasks are for."""
    for view in views:
        for match in rule("meeting.plan").regex.finditer(view.text):
            year = _YEAR.search(view.text, match.end(), match.end() + 90)
            if year:
                return int(year["year"])
    return None


def _first(views: list[View], review: str) -> Period | None:
    without_year: Period | None = None
    for view in views:
        for word in rule(review).regex.finditer(view.text):
            found = _span(view, word.end())
            if found and (found.year or found.part):
                if found.year or not found.part:
                    return found
                found = found.in_year(_year_behind(view.text, word.end()), "the year named later in the sentence")
                if found.year:
                    return found
                without_year = without_year or found
    return without_year


def _span(view: View, position: int) -> Period | None:
    """The first span behind `position`, before the sentence turns to what is to come."""
    plan = rule("meeting.plan").regex.search(view.text, position)
    limit = min(position + REACH, plan.start() if plan else len(view.text))
    hits = [(match.start(), order, match) for order, name in enumerate(SPANS) if (match := rule(name).regex.search(view.text, position, limit))]
    if not hits:
        return None
    start, order, match = min(hits, key=lambda hit: hit[:2])
    if rule("meeting.office").regex.search(view.text, position, start):
        return None
    return _read(match, SPANS[order], view)


def _read(match: regex.Match[str], name: str, view: View) -> Period:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    part = ""
    if name == "meeting.span_half":
        part = "H2" if groups.get("half") == "cuối" else "H1"
    elif name == "meeting.span_nine":
        part = "9M"
    elif name == "meeting.span_quarter":
        part = f"Q{_QUARTERS[groups['quarter']]}"
    until = int(groups["until"]) if groups.get("until") else None
    return Period(year, part, until, name, view.sentence.start, view.sentence.end)


def _bare_half(views: list[View]) -> Period | None:
    """A mid-term review that names its half-year anywhere in title or opening."""
    for view in views:
        if view.place in {"title", "opening"} and (match := rule("meeting.span_half").regex.search(view.text)):
            found = _read(match, "meeting.span_half", view)
            return found.in_year(_year_behind(view.text, match.end()), "the year named later in the sentence")
    return None


def _of_excerpt(views: list[View]) -> Period | None:
    """The lead is missing: the first span whose results are told."""
    for view in views[:EXCERPT]:
        for match in rule("meeting.result_span").regex.finditer(view.text):
            if rule("meeting.ahead").regex.search(view.text, match.end(), match.end() + AHEAD):
                continue
            hits = [(found.start(), order, found) for order, name in enumerate(SPANS) if (found := rule(name).regex.search(view.text, match.start(), match.end() + 40))]
            if hits:
                _, order, found = min(hits, key=lambda hit: hit[:2])
                return _read(found, SPANS[order], view)
    return None


def _mid_year(found: Period, views: list[View]) -> Period:
    """A mid-term review reviews the first half, also where only the year or the coming half is named."""
    if found.part == "H2":
        return replace(found, part="H1", reason="a mid-term review; the other half is still to come")
    if found.part or found.until:
        return found
    for view in views:
        match = rule("meeting.span_half").regex.search(view.text)
        if match and match.groupdict().get("half") == "đầu":
            return replace(found, part="H1", reason="a mid-term review; the article tells of the first half of the year")
    return found


def _before_plan(found: Period | None, purpose: list[View]) -> Period | None:
    """At a signing only an earlier year than the pact's is under review."""
    plan = plan_year(purpose)
    return found if found and found.year and (plan is None or found.year < plan) else None


def _year_behind(text: str, position: int) -> int | None:
    match = _YEAR.search(text, position)
    return int(match["year"]) if match else None


def _year_nearby(views: list[View], period: Period) -> int | None:
    """The year that stands with the same part of the year elsewhere."""
    for view in views:
        for match in rule(period.rule).regex.finditer(view.text):
            read = _read(match, period.rule, view)
            if read.part == period.part and read.year:
                return read.year
    return None
