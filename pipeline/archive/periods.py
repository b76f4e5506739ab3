"""Years of account, and the days on which a meeting can have been."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_YEAR: Final = re.compile(r"\d{4}")
_LAG: Final = 120
"""Days after a meeting within which it is reported; the longest lag known is 97."""


def year_of(period: str | None, day: str | None, types: list[str]) -> int | None:
    """The year of account of a meeting: what it reviews, else by its date. `2016/2020` counts for 2020."""
    if period and (years := _YEAR.findall(period)):
        return int(years[-1])
    if day is None:
        return None
    year, month = int(day[:4]), day[5:7]
    return year - 1 if "tong_ket" in types and month in ("01", "02", "03", "04") else year


def window(day: str | None, end: str | None, published: str | None, period: str | None) -> tuple[str, str]:
    """First and last day on which the meeting can have begun, two days either side of a stated date."""
    if day and len(day) == 10:
        return _shift(day, -2), _shift(end if end and len(end) == 10 else day, 2)
    if day:
        return span_of(day)
    if published:
        return _shift(published[:10], -_LAG), _shift(published[:10], 1)
    if period and (years := _YEAR.findall(period)):
        year = int(years[-1])
        half = re.search(r"-(H1|Q[123]|[3-9]M)$", period)
        return (f"{year}-04-01", f"{year}-12-31") if half else (f"{year}-10-01", f"{year + 1}-07-31")
    return "0001-01-01", "9999-12-31"


def span_of(date: str) -> tuple[str, str]:
    """First and last day of an ISO date that may be a year or a month alone."""
    if len(date) >= len("2020-01-01"):
        return date[:10], date[:10]
    year, month = int(date[:4]), int(date[5:7]) if len(date) > len("2020") else 0
    first, last = (month, month) if month else (1, 12)
    return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{monthrange(year, last)[1]:02}"


def _shift(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def days_apart(one: str, other: str) -> int | None:
    """Days between two full ISO dates; None when either is not one."""
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return None
