"""The user stories: what each of them asks, the archive answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from archive_records import line
from archive_stories import stories

from pipeline import archive
from pipeline.archive.ingest import Ingest
from pipeline.archive.questions.search import snippet, terms
from pipeline.archive.settle import settle
from pipeline.archive.store import Store


@pytest.fixture
def found(location: str) -> Iterator[archive.Archive]:
    """The archive of the stories, open to be read."""
    with Store(location, write=True) as store:
        Ingest(store).add_all(map(line, stories()))
        settle(store)
    with archive.open(location) as opened:
        yield opened


def test_1_all_meetings_of_a_cluster_with_guests_and_sources(found: archive.Archive) -> None:
    frame = found.meetings(cluster="Đồng bằng sông Hồng", year="2017-")
    assert frame["date"].tolist() == ["2024-03-13", "2021-07-20", "2021-01-18"]
    last = frame.iloc[2]
    assert (last["province"], last["host"], last["types"], last["period"]) == (
        "Quảng Ninh",
        "Quảng Ninh",
        "tong_ket;trien_khai",
        "2020",
    )
    assert "Nguyễn Tường Văn (Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh, [opened])" in last["officials"]
    assert last["sources"] == "quangninh.gov.vn/tong-ket-2020 baomoi.com/hung-yen-cum-truong"
    assert (last["reports"], last["conflicts"]) == (2, 1)


def test_2_heads_and_deputies_by_year_with_gaps(found: archive.Archive) -> None:
    frame = found.leadership(cluster="dong-bang-song-hong")
    rows = list(zip(frame["year"], frame["office"], frame["holder"].fillna("—"), frame["mark"].fillna(""), strict=True))
    assert rows == [
        (2020, "head", "Quảng Ninh", ""),
        (2021, "head", "Hưng Yên", ""),
        (2021, "head", "Hưng Yên", ""),
        (2021, "deputy", "Bắc Ninh", ""),
        (2021, "deputy", "Vĩnh Phúc", ""),
        (2022, "head", "—", "not stated"),
        (2023, "head", "Thái Bình", ""),
    ]
    coverage = found.coverage(cluster="dong-bang-song-hong")
    assert list(zip(coverage["year"], coverage["state"], strict=True)) == [
        (2020, "conflict"),
        (2021, "present"),
        (2022, "missing"),
        (2023, "present"),
    ]
    row = coverage.iloc[1]
    assert (row["head"], row["deputies"], row["members_listed"], row["members_registered"]) == (
        "Hưng Yên",
        "Bắc Ninh; Vĩnh Phúc",
        5,
        9,
    )


def test_3_one_province_from_proposed_to_conferred(found: archive.Archive) -> None:
    frame = found.awards(province="quang ninh")
    assert list(zip(frame["year"], frame["award"], frame["status"], frame["source"], strict=True)) == [
        (2020, "Cờ thi đua của Chính phủ", "proposed", "quangninh.gov.vn/tong-ket-2020"),
        (2020, "Cờ thi đua của Chính phủ", "conferred", "hungyen.gov.vn/so-ket-2021"),
        (2023, "Bằng khen của Thủ tướng Chính phủ", "proposed", "thaibinh.gov.vn/tong-ket-2023"),
    ]
    assert frame["sentence"][0] == "Đề nghị tặng Cờ thi đua của Chính phủ cho tỉnh Quảng Ninh."


def test_4_an_official_at_every_meeting_homonyms_apart_slips_together(found: archive.Archive) -> None:
    toan = found.person("pham duc toan")
    assert toan["person"].nunique() == 1
    assert list(zip(toan["date"], toan["name"], toan["roles"], strict=True)) == [
        ("2021-01-18", "Phạm Đức Toàn", "spoke"),
        ("2021-01-18", "Phạm Đức Toản", "spoke"),
        ("2021-07-20", "Phạm Đức Toàn", "directed"),
        ("2024-03-13", "Phạm Đức Toàn", "directed"),
    ]
    (person,) = found.people(person="Phạm Đức Toàn").to_dict("records")
    assert (person["variants"], person["first_seen"], person["last_seen"]) == (
        "Phạm Đức Toản",
        "2021-01-18",
        "2024-03-13",
    )
    hai = found.person("Nguyễn Thanh Hải")
    assert hai["person"].nunique() == 2
    assert hai["post"].tolist() == ["Bí thư Tỉnh ủy Thái Nguyên", "Phó Chủ nhiệm Chính trị Bộ đội Biên phòng"]


def test_5_a_figure_with_its_meeting_scope_period_and_sentence(found: archive.Archive) -> None:
    (row,) = found.figure("1.241/1.310 xã").to_dict("records")
    assert (row["cluster_name"], row["date"], row["subject"], row["kind"], row["year"]) == (
        "Cụm thi đua các tỉnh Đồng bằng sông Hồng",
        "2021-01-18",
        "cluster",
        "result",
        2020,
    )
    assert row["sentence"] == "Toàn cụm có 1.241/1.310 xã đạt chuẩn nông thôn mới."
    assert found.figure("10%")["kind"].tolist() == ["target"]
    assert found.figure("10,05%")["standing"].tolist() == ["preferred"]
    assert len(found.figure("999 xã")) == 0


def test_6_figures_by_province_and_year_with_unit_codes(found: archive.Archive) -> None:
    frame = found.indicators(indicator="grdp_growth", kind="result")
    assert list(zip(frame["subject"], frame["unit"], frame["year"], frame["value"], strict=True)) == [
        ("Bình Định", "vn-gso:52@..2025-06", 2023, 7.6),
        ("Gia Lai", "vn-gso:64@..2025-06", 2023, 3.2),
        ("Gia Lai", "vn-gso:52@2025-07..", 2025, 8.1),
        ("Quảng Ninh", "vn-gso:22@..", 2020, 10.05),
    ]
    assert set(frame["comparator"]) == {"eq"}
    assert str(frame["value"].dtype) == "Float64"


def test_7_a_merged_province_under_its_own_name_with_the_link(found: archive.Archive) -> None:
    link = "Bình Định (52) → Gia Lai (52), 2025-07-01"
    frame = found.indicators(province="Bình Định")
    assert list(zip(frame["subject"], frame["value"], frame["relation"], frame["link"], strict=True)) == [
        ("Bình Định", 7.6, "same", ""),
        ("Gia Lai", 8.1, "successor", link),
    ]
    frame = found.indicators(province="Gia Lai")
    assert list(zip(frame["unit"], frame["value"], frame["relation"], frame["link"], strict=True)) == [
        ("vn-gso:52@..2025-06", 7.6, "predecessor", link),
        ("vn-gso:64@..2025-06", 3.2, "same", ""),
        ("vn-gso:52@2025-07..", 8.1, "same", ""),
    ]
    assert found.awards(province="binh dinh")["recipient"].tolist() == ["Bình Định", "Gia Lai"]
    assert found.meetings(province="Bình Định")["province"].tolist() == ["Gia Lai", "Bình Định"]


def test_full_text_with_and_without_diacritics(found: archive.Archive) -> None:
    for words in ("dong bang song hong", "ĐỒNG BẰNG", '"đồng bằng sông hồng"', '"dong bang so*"'):
        assert len(found.search(words)) == 4, words
    assert len(found.search('"song dong hong"')) == 0
    (row,) = found.search('"1.241/1.310 xa"').to_dict("records")
    assert "[1.241/1.310 xã]" in row["snippet"]
    assert found.search("tong ket", province="Thái Bình")["date"].tolist() == ["2024-03-13"]
    assert len(found.search("quang ninh", person="Trần Quốc Văn", year=2020)) == 2
    assert len(found.search("tong ket", limit=1)) == 1


def test_the_snippet_shows_where_most_of_the_words_are() -> None:
    whole = "Đắk Nông. " + "x " * 200 + "Xã đạt chuẩn nông thôn mới ở Đắk Lắk. " + "y " * 200
    assert "đạt chuẩn [nông] [thôn] [mới] ở [Đắk Lắk]" in snippet(whole, terms('nong thon moi "dak lak"'))
    assert snippet(whole, terms("dak"))[:8] == "[Đắk] Nô"
    whole = "Quảng Ninh, Bắc Ninh. " + "x " * 200 + "Đạt chuẩn nông thôn mới. " + "y " * 200
    assert "[nông thôn mới]" in snippet(whole, terms('"nong thon moi" quang ninh'))


def test_the_snippet_cuts_no_word() -> None:
    words = [f"chữ{number}" for number in range(200)]
    for wanted in ("chu0", "chu7", "chu100", "chu199"):
        shown = snippet(" ".join(words), terms(wanted)).replace("[", "").replace("]", "")
        assert set(shown.split()) - {"…"} <= set(words)
    assert snippet("x" * 500 + " đạt " + "y" * 500, terms("dat")) == "… [đạt] …"


def test_words_that_are_everywhere_do_not_rank(found: archive.Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = found.search("tong ket so ket")["article"].tolist()
    assert ranked
    for common in (0, 2):
        monkeypatch.setattr("pipeline.archive.questions.search.COMMON", common)
        assert sorted(found.search("tong ket so ket")["article"]) == sorted(ranked)
        assert len(found.search("tong ket", cluster="dong-bang-song-hong", limit=2)) == 2


def test_unknown_names_are_said(found: archive.Archive) -> None:
    for question in (
        lambda: found.awards(province="Atlantis"),
        lambda: found.meetings(year="soon"),
        lambda: found.figure("nhiều"),
        lambda: found.search("…"),
        lambda: found.meeting("ffffffff"),
    ):
        with pytest.raises(archive.ArchiveError) as caught:
            question()
        assert caught.value.code == "unknown"
