"""The page of `kyyeu explain --html` in a browser."""

from __future__ import annotations

import pytest
from chromium import Open
from cli_reports import MEETING
from explain_records import NASTY, made

import pipeline
from pipeline.cli.page import page


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_value_shows_its_words_by_keyboard(open_page: Open, key: str) -> None:
    opened = open_page(page(pipeline.extract(MEETING)))
    row = opened.page.locator("tr[data-n]", has_text="2021-01-18")
    row.focus()
    opened.page.keyboard.press(key)
    assert "18/1/2021" in "".join(opened.page.locator("mark.on").all_text_contents())
    assert opened.page.locator("tr.on").count() == 1
    assert opened.complaints == []


def test_words_show_their_value(open_page: Open) -> None:
    opened = open_page(page(pipeline.extract(MEETING)))
    opened.page.locator("mark", has_text="18/1/2021").first.click()
    assert "2021-01-18" in "".join(opened.page.locator("tr.on").all_text_contents())


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_window(open_page: Open, width: int, scheme: str) -> None:
    opened = open_page(page(pipeline.extract(MEETING)), width=width, scheme=scheme)
    assert not opened.overflows()
    inside = opened.page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    # Text and record are scrolled beside each other where there is room, else one after the other.
    assert inside == (width == 1400)


def test_texts_that_mean_harm_are_texts(open_page: Open) -> None:
    opened = open_page(page(made(NASTY)))
    opened.page.locator("mark").first.click()
    assert opened.page.locator("#text").text_content() == NASTY
    assert opened.page.locator("script").count() == 1
    assert opened.complaints == []
    assert [url.split(":")[0] for url in opened.requests] == ["file"]
