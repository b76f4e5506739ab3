"""The saved pages of tests/data/pages: read as expected, each folder scored apart (page_scores.py)."""

from __future__ import annotations

import json
import re
import unicodedata
from html import unescape
from pathlib import Path

import pytest
from page_scores import (
    FACTS,
    PAGES,
    VALUES,
    Score,
    cases,
    compare_records,
    expected,
    folders,
    read_saved,
    saved_page,
    score,
    values,
)

from pipeline.api import extract_page, run
from pipeline.model.record import Record
from pipeline.read.items import ZONES
from pipeline.read.recipes import recipes

CASES = cases()
KEYS = {
    "after",
    "report",
    "title",
    "published",
    "date_source",
    "author",
    "publisher",
    "repaired",
    "boilerplate",
    "block",
}
OTHER_SOURCE = {
    "nfd",
    "utf16",
    "saved_by_browser",
    "windows1258_declared",
    "table_of_figures",
    "blind_9",
    "blind_10",
    "blind_20",
}
"""Pages whose bytes are not the words as they stand in the text."""

FLOORS = {
    "paragraphs kept": 0.99,
    "lead kept": 1.0,
    "boilerplate gone": 0.97,
    "title": 0.97,
    "published": 0.97,
    "date_source": 0.97,
    "zones right": 0.97,
    "author": 0.97,
    "publisher": 0.97,
}
"""Share of each measure below which a folder of pages fails."""

UNSEEN = {
    "paragraphs kept": 0.99,
    "lead kept": 1.0,
    "boilerplate gone": 0.99,
    "title": 1.0,
    "published": 1.0,
    "date_source": 1.0,
    "zones right": 0.96,
    "author": 1.0,
    "publisher": 1.0,
}
"""The same for the pages made by somebody who does not know the reader: what has been reached, not to be lost."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_expected_result_is_whole(path: Path) -> None:
    want = expected(path)
    assert set(want) <= KEYS
    assert {"after", "title", "published", "date_source", "boilerplate", "block"} <= set(want)
    zones = [block["zone"] for block in want["block"]]
    assert set(zones) <= ZONES
    assert zones.count("title") == zones.count("lead") == 1
    assert saved_page(path).exists()


def test_there_are_pages_of_many_systems() -> None:
    made = [expected(path)["after"].split(",")[0] for path in cases(PAGES / "made")]
    assert len(made) >= 30
    assert len(set(made)) >= 12


@pytest.mark.parametrize(
    ("folder", "paths"), list(folders()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_pages_are_read_as_expected(folder: str, paths: list[Path]) -> None:
    total = Score()
    for path in paths:
        total.join(score(path))
    assert total.total["lead kept"] == len(paths) > 0
    floors = UNSEEN if folder == "blind" else FLOORS
    assert {name: total.share(name) for name, floor in floors.items() if total.share(name) < floor} == {}, total.wrong
    assert total.share("repair told") == 1.0, (folder, total.wrong)


@pytest.mark.parametrize(
    ("folder", "paths"), list(folders()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_records_of_pages_equal_those_of_their_text(folder: str, paths: list[Path]) -> None:
    total = Score()
    for path in paths:
        compare_records(path, total)
    assert total.total[VALUES] > 100 * len(paths), folder
    assert total.share(VALUES) >= 0.98, total.wrong


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_offsets_lead_back_to_the_source(path: Path) -> None:
    """Each word of a page in clean UTF-8 is, at its place in the source, that word."""
    page = read_saved(path)
    assert all(page.text[block.start : block.end].strip() for block in page.blocks)
    if page.warnings or path.stem in OTHER_SOURCE:
        return
    source = saved_page(path).read_bytes().decode("utf-8")
    for match in re.finditer(r"[^\s:;.]+", page.text):
        place = page.in_source(*match.span())
        assert place is not None
        # Words that a blank without break holds together have one place.
        assert match[0] in _seen(source[slice(*place)]).split("\xa0")


def _seen(source: str) -> str:
    """The words of a piece of HTML as a reader sees them, without marks and blanks at the end."""
    return unicodedata.normalize("NFC", unescape(re.sub(r"<[^>]*>", "", source))).replace("\xad", "").strip(" \xa0.:;")


def test_repaired_text_leads_back_to_its_words() -> None:
    path = PAGES / "made" / "tcvn3_table.toml"
    page = read_saved(path)
    source = saved_page(path).read_bytes().decode("latin-1")
    start = page.text.index("Thượng tá")
    place = page.in_source(start, start + len("Thượng tá"))
    assert place is not None
    assert source[slice(*place)] == "Th\xadîng t¸"


def test_zones_and_sources_of_a_page_are_those_of_its_record() -> None:
    path = PAGES / "made" / "nukeviet_1.toml"
    page, want = read_saved(path), expected(path)
    record = extract_page(page, "a.html")
    assert [(zone.zone, zone.start, zone.end) for zone in record.article.zones] == [
        (block.zone, block.start, block.end) for block in page.blocks
    ]
    for name in FACTS:
        assert getattr(record.article, name) == want.get(name)
    evidence = {found.field: found for found in record.article.evidence}
    assert {name: found.rule for name, found in evidence.items()} == {
        "title": "sites.nukeviet",
        "published": "dates.stamp",
        "author": "zones.author",
    }
    assert record.article.text[evidence["author"].start : evidence["author"].end] == want["author"]
    derived = {made.field: made.reason for made in record.article.derived}
    assert derived == {"publisher": "read from the page's own code (og:site_name)"}


def test_repairs_are_warnings_of_the_record() -> None:
    record = extract_page(read_saved(PAGES / "made" / "tcvn3_table.toml"))
    assert [warning.code for warning in record.warnings] == ["encoding_repaired"]


def test_every_recipe_has_a_page() -> None:
    used = {read_saved(path).recipe for path in CASES}
    assert {recipe.id for recipe in recipes()} <= used


def test_pages_through_a_run(tmp_path: Path) -> None:
    """HTML, and the JSONL that `kyyeu read` writes of it, give the same records."""
    from pipeline.cli.read import _line

    names = ["nukeviet_1", "tcvn3_table", "portal_1"]
    pages = [read_saved(PAGES / "made" / f"{name}.toml") for name in names]
    lines = [_line(name, page) for name, page in zip(names, pages, strict=True)]
    (tmp_path / "pages.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert json.loads(lines[0])["zones"][0] == {"zone": "title", "start": 0, "end": len(pages[0].title or "")}
    first = list(run([saved_page(PAGES / "made" / f"{name}.toml") for name in names]))
    second = list(run(tmp_path / "pages.jsonl"))
    for one, other in zip(first, second, strict=True):
        assert isinstance(one, Record)
        assert isinstance(other, Record)
        assert (one.id, values(one), one.article.zones) == (other.id, values(other), other.article.zones)
        assert one.article.date_source == other.article.date_source
