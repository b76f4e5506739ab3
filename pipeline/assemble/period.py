"""What span a meeting reviews: `2018`, `2019-H1`, `2021-9M`, `2020-Q1`, `2017/2018`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.assemble.meeting_types import Story
from pipeline.assemble.report import View
from pipeline.rulebook import rule

SCHOOL_YEAR, HALF, YEAR = "meeting.span_school", "meeting.span_half", "meeting.span_year"
SPANS = (SCHOOL_YEAR, "meeting.span_years", HALF, "meeting.span_nine", "meeting.span_quarter", YEAR)

LAST_QUARTER, SPRING = 10, 4
"""Months from which an annual review is of the year itself, and until which it is of the year before."""

EXCERPT = 8
"""Sentences of an excerpt in which the span under review is looked for."""

AHEAD = 70
"""Characters behind a span within which the sentence shows that the span is still to come."""

REACH = 190
"""Characters behind the word of review within which its span stands."""

PLAN_REACH = 90
"""Characters behind the words for what is to come within which their year stands."""

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


def find_period(story: Story, types: list[str]) -> Period | None:
    """The span behind the words of review; None when the article does not say."""
    found = _reviewed(story, set(types))
    if found is None and "tong_ket" in types and (plan := plan_year(story.purpose)):
        return Period(plan - 1, reason="the year before the one the pact was signed for")
    if found and "so_ket" in types and "tong_ket" not in types:
        found = _mid_year(found, story.views)
    if found and found.year is None:
        found = found.in_year(_year_nearby(story.views, found), "the year named with the same part of it")
    return found


def _reviewed(story: Story, types: set[str]) -> Period | None:
    views, reviews = story.views, bool(types & {"tong_ket", "so_ket", "binh_xet"})
    signing = "ky_ket" in types and not reviews
    found = _first(story.purpose, "meeting.review") or _first(story.purpose, "meeting.review_vote")
    found = None if signing else found
    if found is None and "so_ket" in types:
        found = _bare_half(views)
    if found is None and "ky_ket" in types and not types & {"tong_ket", "so_ket"}:
        found = _before(_first(views, "meeting.report_back"), plan_year(story.purpose))
        found = found or _before(_of_excerpt(views), plan_year(views))
    if found is None and reviews:
        found = _first(views, "meeting.report_back") or _first(views, "meeting.review")
    if found is None and (story.excerpt or not types or reviews):
        found = _of_excerpt(views)
        found = _before(found, plan_year(views)) if "ky_ket" in types else found
    return found


def complete(period: Period | None, types: list[str], day: str | None) -> Period | None:
    """The period with a year from the day of the meeting (or of the report) where the article names none."""
    if day is None or not day[:4].isdigit() or (period and period.year):
        return period
    year, month = int(day[:4]), int(day[5:7]) if len(day) >= 7 else 0
    if period is not None:
        return period.in_year(year, f"the year of the meeting, {day[:10]}")
    if "tong_ket" in types and (month >= LAST_QUARTER or 0 < month <= SPRING):
        reviewed = year if month >= LAST_QUARTER else year - 1
        return Period(reviewed, reason=f"an annual review held {day[:7]}")
    return None


def plan_year(views: list[View]) -> int | None:
    """The year the coming pact or tasks are for."""
    for view in views:
        for match in rule("meeting.plan").regex.finditer(view.text):
            if year := _YEAR.search(view.text, match.end(), match.end() + PLAN_REACH):
                return int(year["year"])
    return None


def school_before(views: list[View]) -> Period | None:
    """The school year before the one that the coming pact or tasks are for."""
    for view in views:
        for match in rule("meeting.plan").regex.finditer(view.text):
            if span := rule(SCHOOL_YEAR).regex.search(view.text, match.end(), match.end() + PLAN_REACH):
                first = int(span["year"])
                return Period(first - 1, until=first, rule=SCHOOL_YEAR)
    return None


def _first(views: list[View], review: str) -> Period | None:
    without_year: Period | None = None
    for view in views:
        for word in rule(review).regex.finditer(view.text):
            found = _span(view, word.end())
            if found is None:
                continue
            found = found.in_year(_year_behind(view.text, word.end()), "the year named later in the sentence")
            if found.year:
                return found
            without_year = without_year or found
    return without_year


def _span(view: View, position: int) -> Period | None:
    """The first span behind `position`, before the sentence turns to what is to come."""
    plan = rule("meeting.plan").regex.search(view.text, position)
    limit = min(position + REACH, plan.start() if plan else len(view.text))
    found = _earliest(view, position, limit)
    if found is None or rule("meeting.office").regex.search(view.text, position, found[0]):
        return None
    return found[1]


def _earliest(view: View, start: int, end: int) -> tuple[int, Period] | None:
    """The span that begins first between two offsets, and where; of two that begin together the longer kind."""
    hits = [
        (match.start(), order, match)
        for order, name in enumerate(SPANS)
        if (match := rule(name).regex.search(view.text, start, end))
    ]
    if not hits:
        return None
    at, order, match = min(hits, key=lambda hit: hit[:2])
    return at, _read(match, SPANS[order], view)


def _read(match: regex.Match[str], name: str, view: View) -> Period:
    groups = match.groupdict()
    part = {"meeting.span_nine": "9M", HALF: "H2" if groups.get("half") == "cuối" else "H1"}.get(name, "")
    if groups.get("quarter"):
        part = f"Q{_QUARTERS[groups['quarter']]}"
    year = int(groups["year"]) if groups.get("year") else None
    until = int(groups["until"]) if groups.get("until") else None
    return Period(year, part, until, name, view.sentence.start, view.sentence.end)


def _bare_half(views: list[View]) -> Period | None:
    """A mid-term review that names its half-year anywhere in title or opening."""
    for view in views:
        if view.place in {"title", "opening"} and (match := rule(HALF).regex.search(view.text)):
            found = _read(match, HALF, view)
            return found.in_year(_year_behind(view.text, match.end()), "the year named later in the sentence")
    return None


def _of_excerpt(views: list[View]) -> Period | None:
    """The lead is missing: the first span whose results are told."""
    for view in views[:EXCERPT]:
        for match in rule("meeting.result_span").regex.finditer(view.text):
            if rule("meeting.ahead").regex.search(view.text, match.end(), match.end() + AHEAD):
                continue
            if found := _earliest(view, match.start(), match.end() + 40):
                return found[1]
    return None


def _mid_year(found: Period, views: list[View]) -> Period:
    """A mid-term review reviews the first half, also where only the year or the coming half is named."""
    if found.part == "H2":
        return replace(found, part="H1", reason="a mid-term review; the other half is still to come")
    if found.part or found.until:
        return found
    for view in views:
        match = rule(HALF).regex.search(view.text)
        if match and match.groupdict().get("half") == "đầu":
            return replace(found, part="H1", reason="a mid-term review; the article tells of the first half")
    return found


def _before(found: Period | None, plan: int | None) -> Period | None:
    """At a signing only an earlier year than the pact's is under review."""
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
