"""Zones that a page tells: trusted over what the lines look like, through extra blanks as well."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.api import extract_article
from pipeline.model.document import Known, Meta, Zone
from pipeline.segment import segment
from pipeline.segment.blanks import Layout

TEXT = "Cụm họp\n19/01/2021\nSáng 18/1, Cụm thi đua số 3 tổ chức hội nghị.\nQuang cảnh\nNăm 2020 đạt 8%.\nMai Thảo"


def zone(text: str, name: str, words: str) -> Zone:
    return Zone(name, text.index(words), text.index(words) + len(words))


def test_what_the_page_tells_holds() -> None:
    told = (zone(TEXT, "widget", "Cụm họp"), zone(TEXT, "body", "Quang cảnh"), zone(TEXT, "related", "Mai Thảo"))
    plain = [found.name for found in segment(TEXT).zones]
    names = [found.name for found in segment(TEXT, Meta(zones=told)).zones]
    assert plain != names
    assert (names[0], names[3], names[5]) == ("widget", "body", "related")
    assert names[1] == plain[1] == "stamp"


def test_lines_of_two_zones_are_not_joined() -> None:
    text = "Đại biểu các tỉnh tham dự hội nghị tổng kết công tác thi đua của\nnăm 2020 của Cụm."
    assert len(segment(text).zones) == 1
    told = (zone(text, "caption", text.split("\n")[0]), zone(text, "body", text.split("\n")[1]))
    assert [found.name for found in segment(text, Meta(zones=told)).zones] == ["caption", "body"]


def test_offsets_hold_in_a_text_with_extra_blanks() -> None:
    text = "  Cụm họp  \n\n\n\n Quang   cảnh \u00a0\n Năm 2020 đạt 8%."
    told = [
        zone(text, "title", "Cụm họp"),
        zone(text, "body", "Quang   cảnh"),
        zone(text, "related", "Năm 2020 đạt 8%."),
    ]
    known = {"title": Known("page", 2, 9, "sites.x")}
    record = extract_article(text, title="Cụm họp", zones=told, known=known)
    assert [(found.zone, found.start, found.end) for found in record.article.zones] == [
        (found.name, found.start, found.end) for found in told
    ]
    assert [(found.start, found.end, found.rule) for found in record.article.evidence] == [(2, 9, "sites.x")]


@given(st.text(alphabet="a \n\u00a0", max_size=40))
def test_offsets_of_kept_characters_come_back(text: str) -> None:
    layout = Layout(text)
    for offset in range(len(layout.text)):
        start, _ = layout.original(offset, offset + 1)
        assert layout.reduced(start) == offset
