"""The date of publication as metadata give it, in ISO form."""

from __future__ import annotations

import re
from datetime import date, datetime

_VIETNAMESE = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?:\D{1,3}(?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
)


def iso_date(value: str | None) -> str | None:
    """An ISO date or date-time, from `2021-01-19T08:00:00+07:00` or `19/01/2021 08:00`; `None` otherwise."""
    value = (value or "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        pass
    return _day_first(value)


def _day_first(value: str) -> str | None:
    match = _VIETNAMESE.match(value)
    if match is None:
        return None
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    try:
        if match["hour"] is None:
            return date(year, month, day).isoformat()
        hour, minute = int(match["hour"]), int(match["minute"])
        return datetime(year, month, day, hour, minute).isoformat()  # noqa: DTZ001 (metadata give no zone)
    except ValueError:
        return None
