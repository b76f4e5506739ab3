"""When texts are the same to the check."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.check.text import canonical, fold, similarity


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("uỷ ban", "ủy ban"),
        ("Thuỷ lợi", "thủy lợi"),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("thuỵ", "thụy"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa—Vũng Tàu", "Bà Rịa -Vũng Tàu"),
        ("ĐỒNG THÁP", "Đồng  Tháp"),
        (unicodedata.normalize("NFD", "Hoà Bình"), "hòa bình"),
    ],
)
def test_spellings_fold_together(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("quý", "qúy"), ("loài", "lòai"), ("toán", "tóan"), ("ma", "mà")])
def test_words_that_stay_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_a_tone_mark_after_q_is_not_moved() -> None:
    assert fold("Phú Quý, quỳ, Quỹ") == "phú quý, quỳ, quỹ"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("HĐND", "Hội đồng nhân dân"),
        ("Ban TĐKT TW", "Ban Thi đua - Khen thưởng Trung ương"),
        ("Ban TĐ-KT T.Ư", "Ban Thi đua – Khen thưởng Trung ương"),
        ("Ban TĐKT TƯ", "Ban Thi đua - Khen thưởng Trung ương"),
        ("Ủy ban MTTQ Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
        ("VKSND tỉnh", "Viện kiểm sát nhân dân tỉnh"),
        ("Hội CCB", "Hội Cựu chiến binh"),
        ("LĐLĐ tỉnh", "Liên đoàn Lao động tỉnh"),
        ("BTV Tỉnh uỷ", "Ban Thường vụ Tỉnh ủy"),
        ("BCH", "Ban Chấp hành"),
        ("Cục THADS", "Cục Thi hành án dân sự"),
        ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GD&ĐT", "Sở Giáo dục & Đào tạo"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH, TT và DL", "Sở Văn hoá, Thể thao và Du lịch"),
        ("HTX", "hợp tác xã"),
        ("Ban Quản lý các KCN", "Ban Quản lý các khu công nghiệp"),
        ("KKT", "khu kinh tế"),
        ("CAND", "Công an nhân dân"),
        ("Bộ CHQS", "Bộ Chỉ huy quân sự"),
        ("Hội LHPN", "Hội Liên hiệp Phụ nữ"),
        ("TP. Cần Thơ", "thành phố Cần Thơ"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("TX Gò Công", "thị xã Gò Công"),
    ],
)
def test_abbreviations_are_written_out(short: str, full: str) -> None:
    assert canonical(short) == canonical(full)


@pytest.mark.parametrize("text", ["Sở Kế hoạch và Đầu tư", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "thứ tư"])
def test_tu_as_a_word_is_not_an_abbreviation(text: str) -> None:
    assert "trung ương" not in canonical(text)


def test_similarity_is_twice_the_common_letters_over_all_letters() -> None:
    assert similarity("abcd", "abxd") == pytest.approx(2 * 3 / 8)
    assert similarity("Công an", "công an") == 1
    assert similarity("abc", "xyz") == 0
    assert similarity("", "") == 1
