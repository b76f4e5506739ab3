"""Canonical names: provinces by date, clusters by year, abbreviations written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.abbreviations import expand
from pipeline.normalise.clusters import registry_id, registry_members, registry_name
from pipeline.normalise.provinces import as_of, canonical, class_word, is_city
from pipeline.rulebook import read_csv

OLD, NEW = "2024-06-30", "2025-07-01"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("tỉnh Hòa Bình", "Hòa Bình"),
        ("HÒA BÌNH", "Hòa Bình"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("ĐẮK LẮK", "Đắk Lắk"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa -Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố Cần Thơ", "Cần Thơ"),
        ("Bắc Cạn", "Bắc Kạn"),
    ],
)
def test_province(written: str, name: str) -> None:
    assert canonical(written) == name


@pytest.mark.parametrize("written", ["", "Phủ Lý", "Sài Thành Cũ", "tỉnh", "Hà", "nội vụ"])
def test_no_province(written: str) -> None:
    assert canonical(written) is None


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("Huế", OLD, "Thừa Thiên Huế"),
        ("Thừa Thiên Huế", "2025-03-11", "Huế"),
        ("Thừa Thiên Huế", "2024", "Thừa Thiên Huế"),
        ("Huế", "2025", "Huế"),
        ("Thừa Thiên Huế", None, "Thừa Thiên Huế"),
        ("Cà Mau", NEW, "Cà Mau"),
    ],
)
def test_the_name_on_a_date(name: str, date: str | None, expected: str) -> None:
    assert as_of(name, date) == expected


@pytest.mark.parametrize(
    ("name", "date", "word"),
    [
        ("Cà Mau", None, "tỉnh"),
        ("Cần Thơ", None, "thành phố"),
        ("Hà Nội", OLD, "thành phố"),
        ("Huế", NEW, "thành phố"),
        ("Thừa Thiên Huế", OLD, "tỉnh"),
    ],
)
def test_class_word(name: str, date: str | None, word: str) -> None:
    assert class_word(name, date) == word
    assert is_city(name, date) == (word == "thành phố")


def _valid(day: str) -> set[str]:
    rows = read_csv("provinces")
    return {row["name"] for row in rows if (row["valid_from"] or "0") <= day <= (row["valid_to"] or "9")}


def test_63_provinces_until_june_2025_and_34_after() -> None:
    assert len(_valid("2024-06-30")) == 63
    assert len(_valid("2025-06-30")) == 63
    assert len(_valid("2025-07-01")) == 34


def test_every_province_that_ended_has_a_successor_that_is_valid() -> None:
    after = _valid("2025-07-01")
    ended = [row for row in read_csv("provinces") if row["valid_to"]]
    assert len(ended) >= 29
    assert [row["name"] for row in ended if row["successor"] not in after] == []


def test_codes_are_unique_on_every_day() -> None:
    for day in ("2024-06-30", "2025-06-30", "2025-07-01"):
        codes = [
            row["code"]
            for row in read_csv("provinces")
            if (row["valid_from"] or "0") <= day <= (row["valid_to"] or "9")
        ]
        assert len(set(codes)) == len(codes)
        assert all(len(code) == 2 and code.isdigit() for code in codes)


@pytest.mark.parametrize(
    ("name", "year", "cluster"),
    [
        ("Cụm thi đua các tỉnh Tây Nam Bộ", 2020, "tay-nam-bo"),
        ("Cụm thi đua 12 tỉnh miền Tây Nam bộ", None, "tay-nam-bo"),
        ("Cụm thi đua 7 tỉnh miền núi, biên giới phía Bắc", 2018, "mien-nui-bien-gioi-phia-bac"),
        ("Cụm thi đua 7 tỉnh biên giới miền núi phía Bắc", 2018, "mien-nui-bien-gioi-phia-bac"),
        ("Cụm thi đua các tỉnh Trung du và miền núi phía Bắc", 2024, "trung-du-mien-nui-phia-bac"),
        ("Cụm thi đua các tỉnh Đồng bằng Sông Hồng", 2023, "dong-bang-song-hong"),
        ("Cụm thi đua 06 tỉnh Bắc Trung bộ", 2014, "bac-trung-bo"),
        ("Cụm thi đua Tây Nguyên", 2017, "tay-nguyen"),
        ("Cụm thi đua Tây Nguyên", 2020, "tay-nguyen-duyen-hai-mien-trung"),
        ("Cụm thi đua 10 tỉnh duyên hải miền Trung và Tây Nguyên", 2021, "tay-nguyen-duyen-hai-mien-trung"),
        ("Cụm thi đua các tỉnh Tây Nguyên và duyên hải miền Trung", 2019, "tay-nguyen-duyen-hai-mien-trung"),
        ("Cụm thi đua khu vực miền Đông Nam bộ", 2022, "dong-nam-bo"),
        ("Cụm thi đua 5 thành phố trực thuộc Trung ương", 2017, "thanh-pho-truc-thuoc-trung-uong"),
        ("Cụm thi đua số 5", 2017, None),
        ("Khối thi đua các sở, ngành", 2017, None),
    ],
)
def test_cluster_of_the_registry(name: str, year: int | None, cluster: str | None) -> None:
    assert registry_id(name, year) == cluster


def test_every_cluster_has_a_name_that_names_it() -> None:
    for row in read_csv("clusters"):
        assert registry_name(row["id"]) == row["name"]
        assert registry_id(row["name"], 2018) == row["id"]
    assert registry_name("nonesuch") is None


def test_the_clusters_of_2019_to_2024_part_the_63_provinces() -> None:
    for year in (2019, 2022, 2023):
        members = [name for row in read_csv("clusters") for name in registry_members(row["id"], year)]
        assert len(members) == len(set(members)) == 63
        assert set(members) == _valid(f"{year}-12-31")


@pytest.mark.parametrize(
    ("cluster", "year", "size"),
    [
        ("tay-nguyen", 2017, 5),
        ("tay-nguyen", 2020, 0),
        ("tay-nguyen-duyen-hai-mien-trung", 2020, 10),
        ("tay-nam-bo", 2023, 12),
    ],
)
def test_members_by_year(cluster: str, year: int, size: int) -> None:
    assert len(registry_members(cluster, year)) == size


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban Nhân dân tỉnh", "Ủy ban nhân dân tỉnh"),
        ("HĐND, UBND", "Hội đồng nhân dân, Ủy ban nhân dân"),
        ("Ban TĐKT TW", "Ban Thi đua - Khen thưởng Trung ương"),
        ("Ban Thi đua, khen thưởng", "Ban Thi đua - Khen thưởng"),
        ("Ban Thi đua và Khen thưởng", "Ban Thi đua - Khen thưởng"),
        ("VKSND tối cao", "Viện kiểm sát nhân dân tối cao"),
        ("Hội đồng Thi đua - Khen thưởng (HĐTĐKT) Trung ương", "Hội đồng Thi đua - Khen thưởng Trung ương"),
        ("UBND TP. Đà Nẵng", "Ủy ban nhân dân thành phố Đà Nẵng"),
        ("TAND  tỉnh ;", "Tòa án nhân dân tỉnh"),
        ("SUBNDX", "SUBNDX"),
    ],
)
def test_abbreviations(short: str, full: str) -> None:
    assert expand(short) == full


@given(st.text(max_size=60))
def test_writing_out_any_text(text: str) -> None:
    assert expand(text) == expand(text).strip()
