"""Folds keep the length: an offset in the fold is an offset in the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import fold_spelling, lower, nfc, squeeze


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("uỷ ban, Uỷ ban, UỶ BAN", "ủy ban, Ủy ban, ỦY BAN"),
        ("Thuý, thuỷ, luỹ, luỵ, tuỳ", "Thúy, thủy, lũy, lụy, tùy"),
        ("khoẻ, loè, hoẹ, xoè", "khỏe, lòe, họe, xòe"),
        ("huệ, tuệ, Huế, thuế", "huệ, tuệ, Huế, thuế"),
        ("quý, quỳ, quà, quả", "quý, quỳ, quà, quả"),
        ("hoàn, toán, hoạt", "hoàn, toán, hoạt"),
        ("giá, mùa, của", "giá, mùa, của"),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        ("“a” „b‟ «c»", '"a" "b‟ "c"'),
        ("H’Lan, K‘Dền, Ia H`Drai", "H'Lan, K'Dền, Ia H'Drai"),
        ("a\u00a0b\u202fc\td", "a b c d"),
        ("Ðắk Lắk", "Đắk Lắk"),
    ],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold_spelling(written) == folded
    assert len(folded) == len(written)


@given(st.text())
def test_folds_keep_the_length_of_any_text(text: str) -> None:
    assert len(fold_spelling(text)) == len(text)
    assert len(lower(text)) == len(text)


@given(st.text())
def test_a_fold_of_a_fold_is_the_fold(text: str) -> None:
    folded = fold_spelling(text)
    assert fold_spelling(folded) == folded


@given(st.text())
def test_the_unicode_form(text: str) -> None:
    formed = nfc(text)
    assert nfc(formed) == formed
    assert "\r" not in formed
    assert unicodedata.is_normalized("NFC", formed)


def test_a_letter_whose_lower_case_is_longer_stays() -> None:
    assert lower("İZMİR Đắk") == "İzmİr đắk"


@pytest.mark.parametrize(("text", "squeezed"), [("  a \n b\t c ", "a b c"), ("", ""), (" \n", ""), ("a\u00a0b", "a b")])
def test_squeeze(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed


def test_line_ends() -> None:
    assert nfc("a\r\nb\rc\nd") == "a\nb\nc\nd"
