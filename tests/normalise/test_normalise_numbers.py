"""Numbers as Vietnamese reports write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numbers import parse_number, parse_words, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8,2", 8.2),
        ("57,20", 57.2),
        ("26.174", 26174),
        ("1.241", 1241),
        ("1.241,5", 1241.5),
        ("12.345.678", 12345678),
        ("1,234,567", 1234567),
        ("07", 7),
        ("14,0", 14.0),
        ("8.2", 8.2),
        ("2020", 2020),
        ("0,05", 0.05),
        (" 12 ", 12),
    ],
)
def test_number(text: str, number: float) -> None:
    assert parse_number(text) == number
    assert isinstance(parse_number(text), type(number))


@pytest.mark.parametrize(
    ("text", "share"), [("10.053", 10.053), ("9.125", 9.125), ("1.234.567", 1234567), ("8,25", 8.25)]
)
def test_a_single_dot_in_a_percentage_is_a_decimal_point(text: str, share: float) -> None:
    assert parse_number(text, share=True) == share


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1..2", "-5", "1e5", "٣", "12a", ",5", "5,", "1.23.4", "²"])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = parse_number(text)
    assert number is None or number >= 0


@given(st.integers(0, 10**12))
def test_thousands_are_read_back(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", ".")) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [("bốn", 4), ("tư", 4), ("nhất", 1), ("nhì", 2), ("mười hai", 12), ("mười  hai", 12), ("bẩy", 7), ("hai mươi", 20)],
)
def test_words(words: str, number: int) -> None:
    assert parse_words(words) == number


@pytest.mark.parametrize("words", ["", "trăm", "Bốn tỉnh", "không"])
def test_no_words(words: str) -> None:
    assert parse_words(words) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("0123", 123), ("999999999", 999_999_999)])
def test_whole_numbers(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "0³", "١٢", "-1", "1.5", " 1", "9999999999", "٣"])
def test_what_only_looks_like_a_whole_number(text: str) -> None:
    assert whole_number(text) is None
