"""Dates that may lack a part, and the day an article's stamp names. Nothing is filled in from today's date."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import regex

from pipeline.fold import fold_spelling, lower
from pipeline.rulebook import rule

FIRST_YEAR = 1948
"""The first emulation movement; no meeting is older."""

MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Year, month, day; any may be missing. `iso()` writes as much as is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        """`2019-08-06`, `2019-08`, `2019`; None without a year."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def date(self) -> datetime.date | None:
        """The day as a date; None when a part is missing or there is no such day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def in_year(self, year: int | None) -> PartialDate:
        """The same day of another year."""
        return replace(self, year=year)

    def exists(self) -> bool:
        """False for the 31st of June; a missing year counts as a leap year."""
        if self.month is None or self.day is None:
            return True
        return self.in_year(self.year or 2000).date() is not None


@dataclass(frozen=True, slots=True)
class DateMention:
    """What a date mention says: first day, last day of several, part of the day, days from the day of writing."""

    first: PartialDate
    last: PartialDate | None = None
    time_of_day: str | None = None
    relative: int | None = None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _month(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else MONTHS[" ".join(text.split())]


def from_groups(groups: Mapping[str, Any]) -> tuple[PartialDate, PartialDate | None]:
    """First and last day of a match of `dates.toml`. The last day's month and year hold for the first."""
    get = groups.get
    month = _month(get("m1") or get("mw1"))
    year = _number(get("y1") or get("yw1"))
    if get("d2") is None:
        return PartialDate(year, month, _number(get("d1"))), None
    if get("m2") is None:
        return PartialDate(year, month, _number(get("d1"))), PartialDate(year, month, _number(get("d2")))
    last = PartialDate(_number(get("y2")) or year, _month(get("m2")), _number(get("d2")))
    return PartialDate(year or last.year, month, _number(get("d1"))), last


def _clock(groups: Mapping[str, Any], mark: str) -> str:
    hour = _number(groups.get(f"hour{mark}"))
    if hour is None:
        return ""
    if groups.get(f"half{mark}") in ("pm", "ch") and hour < 12:
        hour += 12
    seconds = groups.get(f"second{mark}")
    if hour == 0 and groups[f"minute{mark}"] == "00" and seconds in (None, "00"):
        return ""
    return f"T{hour:02d}:{groups[f'minute{mark}']}" + (f":{seconds}" if seconds and seconds != "00" else "")


@lru_cache(maxsize=4096)
def read_stamp(line: str) -> tuple[str, int, int] | None:
    """ISO date or date-time of a stamp line, and where in the line it stands. Forms left over go to dateparser."""
    low = lower(fold_spelling(line))
    for name in ("dates.stamp_iso", "dates.stamp", "dates.stamp_month_first"):
        for match in rule(name).regex.finditer(low):
            groups = match.groupdict()
            first, _ = from_groups(groups)
            iso = first.iso()
            if iso and first.exists() and (first.year or 0) >= FIRST_YEAR:
                return (
                    iso + (_clock(groups, "") or _clock(groups, "2") if first.day else ""),
                    match.start(),
                    match.end(),
                )
    return None


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser  # heavy: only for the odd stamp

    return DateDataParser(languages=["vi", "en"], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})


@lru_cache(maxsize=4096)
def by_dateparser(text: str) -> str | None:
    """ISO date of a short text in a form our own rules do not know (`12 Th3, 2019`, `March 5, 2019`); None when unsure.

    dateparser is silently wrong on `8,2%` and `12/12`: only texts with a year of four digits and letters reach it, and
    its answer has to repeat year and day as written.
    """
    years = regex.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    if len(text) > 60 or len(years) != 1 or not regex.search(r"\p{L}{2}", text) or "%" in text:
        return None
    found = _parser().get_date_data(text)
    if not found or found.date_obj is None or found.period != "day":
        return None
    day = found.date_obj.date()
    numbers = {int(number) for number in regex.findall(r"\d+", text) if len(number) <= 4}
    return day.isoformat() if day.year == int(years[0]) and day.day in numbers else None


def parse_published(value: str | None) -> str | None:
    """ISO date or date-time of a value of the page's code (`2019-08-06T17:59:00+07:00`, `06/08/2019 17:59`)."""
    if not value:
        return None
    text = regex.sub(r"(?<=T\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?\s*$", "", value.strip())
    found = read_stamp(text)
    return found[0] if found else by_dateparser(text)


def as_date(iso: str | None) -> datetime.date | None:
    """The day of an ISO date or date-time; None when it names no day."""
    try:
        return datetime.date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
