"""Small counts in digits or words."""

from __future__ import annotations

from pipeline.normalise.numbers import parse_number, parse_words


def read_count(text: str) -> int | None:
    """`07` is 7, `1.316` is 1316, `bốn` is 4; None for what is no whole number."""
    value = parse_number(text) if text[:1].isdigit() else parse_words(text)
    return int(value) if value is not None and float(value).is_integer() else None
