"""A page at a time is the whole list, from whichever end it is read."""

from __future__ import annotations

import pytest
from archive_records import line
from archive_stories import stories

from pipeline.archive.ingest import Ingest
from pipeline.archive.questions.asking import Asking, Filters
from pipeline.archive.questions.listing import SORTS, Wanted, count, facets, page
from pipeline.archive.settle import settle
from pipeline.archive.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    Ingest(store).add_all(line(found) for found in stories())
    settle(store)
    return store


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_pages_from_the_end_are_those_from_the_beginning(filled: Store, sort: str, descending: bool) -> None:
    wanted = Wanted(sort=sort, descending=descending)
    with filled.transaction() as connection:
        ask = Asking(connection)
        total = count(ask, wanted)
        whole = [row["meeting"] for row in page(ask, wanted, limit=1000)]
        assert len(whole) == total > 5
        for size in (1, 2, 3):
            for offset in range(0, total + size, size):
                rows = page(ask, wanted, limit=size, offset=offset, total=total)
                assert [row["meeting"] for row in rows] == whole[offset : offset + size]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(Filters(year="2020")),
        Wanted(Filters(cluster="dong-bang-song-hong"), type="tong_ket"),
        Wanted(kind="cum", doubt=True),
        Wanted(Filters(person="Phạm Đức Toàn")),
        Wanted(award="Cờ thi đua"),
        Wanted(Filters(year="2020", province="Quảng Ninh", cluster="dong-bang"), type="tong_ket", kind="cum"),
    ],
)
def test_facets_count_what_they_would_leave(filled: Store, wanted: Wanted) -> None:
    from dataclasses import replace

    with filled.transaction() as connection:
        ask = Asking(connection)
        found = facets(ask, wanted)
        assert found.total == count(ask, wanted)
        for value, _, number in found.values["year"]:
            assert number == count(ask, replace(wanted, filters=replace(wanted.filters, year=value)))
        for value, _, number in found.values["type"]:
            assert number == count(ask, replace(wanted, type=value))
