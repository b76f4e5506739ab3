"""One person across articles, homonyms apart, slips together; provinces by their time."""

from __future__ import annotations

import itertools

import pytest

from pipeline.archive.people import Mention, best_name, persons
from pipeline.archive.rows import name_block
from pipeline.archive.text import fold
from pipeline.archive.units import all_units, by_id, related, unit_of

OLD_GIA_LAI, NEW_GIA_LAI, BINH_DINH = "vn-gso:64@..2025-06", "vn-gso:52@2025-07..", "vn-gso:52@..2025-06"
NUMBERS = itertools.count(1)


def mention(
    name: str,
    post: str | None = None,
    day: str | None = "2020-01-15",
    *,
    unit: str | None = None,
    article: int | None = None,
    meeting: int | None = None,
    cluster: str | None = "c",
    rank: str | None = None,
) -> Mention:
    """A mention in an article and a meeting of its own, unless said otherwise."""
    number = article or next(NUMBERS) + 1000
    province = by_id()[unit].name if unit else None
    posts = ((post, post.split(" Ủy ban")[0], None, province, unit),) if post else ()
    return Mention((number, next(NUMBERS)), name, rank, posts, meeting or number, cluster, day)


def sizes(*mentions: Mention) -> list[int]:
    """Mentions of each person, in whatever order the mentions come."""
    found = {tuple(sorted(map(len, persons(order)))) for order in (mentions, mentions[::-1])}
    assert len(found) == 1
    return sorted(found.pop())


CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh Bình Định"
DEPUTY = "Phó Chủ tịch Ủy ban nhân dân tỉnh Bình Định"


def test_one_person_rises_in_a_province() -> None:
    found = [
        mention("Hồ Quốc Dũng", post, day, unit=BINH_DINH) for post, day in ((DEPUTY, "2016"), (CHAIR, "2019-03-01"))
    ]
    assert sizes(*found) == [2]


def test_the_same_name_in_another_province_or_branch_is_another_person() -> None:
    secretary = mention("Nguyễn Thanh Hải", "Bí thư Tỉnh ủy Thái Nguyên", "2022", unit="vn-gso:19@..2025-06")
    guard = mention("Nguyễn Thanh Hải", "Phó Chủ nhiệm Chính trị Bộ đội Biên phòng", "2025-09")
    police = mention("Nguyễn Thanh Hải", "Phó Giám đốc Công an tỉnh Thái Nguyên", "2022", unit="vn-gso:19@..2025-06")
    assert sizes(secretary, guard, police) == [1, 1, 1]


def test_after_many_years_the_same_post_may_be_anothers() -> None:
    assert sizes(*(mention("Trần Văn Nam", CHAIR, day, unit=BINH_DINH) for day in ("2010", "2014", "2024"))) == [1, 2]


def test_the_same_body_of_the_centre() -> None:
    post = "Phó Trưởng ban Ban Thi đua - Khen thưởng Trung ương"
    assert sizes(*(mention("Phạm Đức Toàn", post, day) for day in ("2021-01", "2022", "2024-03-13"))) == [3]


def test_a_merged_province_keeps_its_officials() -> None:
    before = mention("Phạm Anh Tuấn", CHAIR, "2024-12-20", unit=BINH_DINH)
    after = mention("Phạm Anh Tuấn", "Chủ tịch Ủy ban nhân dân tỉnh Gia Lai", "2025-12-20", unit=NEW_GIA_LAI)
    other = mention("Phạm Anh Tuấn", "Chánh Văn phòng Tỉnh ủy Gia Lai", "2024-10-01", unit=OLD_GIA_LAI)
    assert sizes(before, after) == [2]
    assert sizes(other, after) == [2]
    # Of two it could be, neither is chosen.
    assert sizes(before, other, after) == [1, 1, 1]


def test_without_a_post_it_is_the_only_one_of_the_meeting_or_cluster() -> None:
    known = mention("Lê Văn A", CHAIR, "2020-01-15", unit=BINH_DINH, meeting=1)
    assert sizes(known, mention("Lê Văn A", None, "2020-01-15", meeting=1, cluster="other")) == [2]
    assert sizes(known, mention("Lê Văn A", None, "2021-01-15")) == [2]
    assert sizes(known, mention("Lê Văn A", None, "2021-01-15", cluster="other")) == [1, 1]
    double = mention("Lê Văn A", "Bí thư Tỉnh ủy Gia Lai", "2020-01-15", unit=OLD_GIA_LAI)
    assert sizes(known, double, mention("Lê Văn A", None, "2021-01-15")) == [1, 1, 1]


def test_a_slip_in_the_same_post_is_the_same_person_and_kept() -> None:
    right = [mention("Triệu Đình Lê", CHAIR, day, unit=BINH_DINH) for day in ("2019", "2020")]
    slip = mention("Triệu Đinh Lê", CHAIR, "2020", unit=BINH_DINH)
    missing = mention("Triệ Đình Lê", CHAIR, "2020", unit=BINH_DINH)
    assert sizes(*right, slip, missing) == [4]
    assert best_name([*right, slip]) == ("Triệu Đình Lê", ["Triệu Đinh Lê"])
    # Another post, or both in one article: two people.
    assert sizes(*right, mention("Triệu Đinh Lê", "Giám đốc Sở", "2020", unit=BINH_DINH)) == [1, 2]
    together = mention("Triệu Đinh Lê", CHAIR, "2020", unit=BINH_DINH, article=right[0].key[0])
    assert sizes(*right, together) == [1, 2]


def test_a_contained_name_is_another() -> None:
    names = ("Nguyễn Tiến Hoàng", "Nguyễn Tiến Hoàng Anh")
    assert sizes(*(mention(name, CHAIR, unit=BINH_DINH) for name in names)) == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Triệu Đình Lê", "Triêu Đinh Lê"),
        ("Y Mửi", "Y Mui"),
        ("H'Ngăm Niê Kdăm", "H’Ngăm Niê Kdăm"),
        ("Lý Thị Ba", "Lí Thị Ba"),
    ],
)
def test_a_name_and_its_slips_are_in_one_block(one: str, other: str) -> None:
    from pipeline.fold import fold_spelling

    assert name_block(fold(fold_spelling(one))) == name_block(fold(fold_spelling(other)))


def test_units_have_their_time() -> None:
    assert [unit_of("Gia Lai", day).id for day in ("2024", "2025-06-30", "2025-07-01")] == [  # type: ignore[union-attr]
        OLD_GIA_LAI,
        OLD_GIA_LAI,
        NEW_GIA_LAI,
    ]
    assert unit_of("Gia Lai", None) is None
    # No other ever bore the name: it may be told of later.
    assert (unit_of("Bình Định", "2026-01-01") or unit_of("Gia Lai", None)) == by_id()[BINH_DINH]
    assert unit_of("Huyện 5", "2020") is None
    assert len({unit.id for unit in all_units()}) == len(all_units()) == 87


def test_units_by_old_and_new_names() -> None:
    assert {(one.unit.id, one.relation) for one in related("BINH DINH")} == {
        (BINH_DINH, "same"),
        (NEW_GIA_LAI, "successor"),
    }
    assert {(one.unit.id, one.relation) for one in related("Gia Lai")} == {
        (OLD_GIA_LAI, "same"),
        (NEW_GIA_LAI, "same"),
        (BINH_DINH, "predecessor"),
    }
    assert [one.relation for one in related("TP.HCM")] == ["same", "same", "predecessor", "predecessor"]
    assert related("Atlantis") == []
