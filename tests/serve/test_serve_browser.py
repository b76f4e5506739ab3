"""The pages in a browser: words and values lighting each other up, the keyboard, a phone, axe."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from serve_helpers import HOSTILE, Browse, Served, Tab

PATHS = (
    *("/", "/search?q=tong+ket", "/meetings", "/api", "/login", "/no-such-page", "/clusters", "/provinces", "/people"),
    *("/clusters/dong-bang-song-hong", "/provinces/Quảng Ninh", "/people/1", "/figures?year=2020", "/read", "/review"),
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def violations(tab: Tab) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    response = Axe().run(tab.page, options=RULES).response
    assert len(response["passes"]) > 10
    return [f"{one['id']}: {node['html'][:200]}" for one in response["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browse: Browse, served: Served, scheme: str) -> None:
    tab = browse(scheme=scheme)
    meeting = f"/meetings/{served.key('Hội nghị thống nhất')}"
    for path in (*PATHS, meeting):
        tab.go(path)
        assert violations(tab) == [], path


def test_no_page_must_be_scrolled_sideways_on_a_phone(browse: Browse, served: Served) -> None:
    tab = browse(width=360)
    for path in (*PATHS, f"/meetings/{served.key('Hội nghị thống nhất')}", f"/meetings/{served.key('tăng 9%')}"):
        tab.go(path)
        assert not tab.overflows(), path


def test_a_value_lights_up_its_words_and_the_other_way_round(browse: Browse, served: Served) -> None:
    tab = browse(f"/meetings/{served.key('Hội nghị thống nhất')}")
    value = tab.page.locator("[data-path='leadership[1]'] b .value")
    assert value.text_content() == "Hưng Yên"
    value.hover()
    assert tab.page.locator(".mark.on").all_text_contents() == ["Hưng Yên"]
    tab.page.locator(".mark", has_text="1.241/1.310 xã").hover()
    assert "1.241/1.310 xã" in tab.page.locator(".value.on").all_text_contents()
    assert tab.complaints == []


def test_the_same_by_keyboard(browse: Browse, served: Served) -> None:
    tab = browse(f"/meetings/{served.key('Hội nghị thống nhất')}")
    tab.tab_to("[data-path='leadership[1]'] b .value")
    assert tab.page.locator(".mark.on").all_text_contents() == ["Hưng Yên"]
    assert "Quy tắc" in (tab.page.locator("#why").text_content() or "")
    tab.tab_to("[data-path='indicators[0]'] .value")
    assert tab.page.locator(".mark.on").all_text_contents() == ["1.241/1.310 xã"]


def test_without_scripts_the_words_are_still_found(browse: Browse, served: Served) -> None:
    tab = browse(f"/meetings/{served.key('Hội nghị thống nhất')}", script=False)
    tab.page.locator("[data-path='leadership[1]'] b .value").click()
    assert tab.page.locator(".mark:target").text_content() == "Hưng Yên"


def test_search_as_it_is_typed(browse: Browse) -> None:
    tab = browse()
    tab.page.locator("#q").press_sequentially("hung yen")
    tab.page.locator("#results .hit").first.wait_for()
    assert tab.page.url == tab.url + "/"
    tab.page.locator("#q").press("Enter")
    tab.page.wait_for_url("**/search?q=hung+yen")
    assert tab.complaints == []


def test_a_facet_is_chosen_in_place(browse: Browse) -> None:
    tab = browse("/meetings")
    tab.page.locator(".facet a", has_text="Đồng bằng sông Hồng").click()
    tab.page.wait_for_url("**cluster=dong-bang-song-hong**")
    tab.page.locator(".chosen").wait_for()
    assert tab.page.locator("table.list tbody th").count() > 1
    assert all("Đồng bằng" in name for name in tab.page.locator("table.list tbody th").all_text_contents())
    tab.page.go_back()
    tab.page.wait_for_url("**/meetings")
    assert tab.complaints == []


def test_the_slash_goes_to_the_search_box(browse: Browse) -> None:
    tab = browse("/meetings")
    tab.page.keyboard.press("/")
    assert tab.page.evaluate("document.activeElement.id") == "find"
    tab.page.keyboard.type("quang ninh")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/search?q=quang+ninh")


def test_an_article_that_means_harm_runs_nothing(browse: Browse, served: Served) -> None:
    tab = browse(f"/meetings/{served.key('tăng 9%')}")
    text = tab.page.locator("#text").text_content() or ""
    assert text.startswith(HOSTILE)
    tab.page.locator(".value").first.click()
    tab.go(f"/search?q={HOSTILE}")
    assert tab.complaints == []
    assert {url.split("/")[2] for url in tab.requests} == {tab.url.split("/")[2]}
