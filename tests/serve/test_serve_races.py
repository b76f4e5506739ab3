"""A slow server and a quick hand: nothing is lost, nothing is sent twice, nothing comes too late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_stories import stories
from playwright.sync_api import Request, expect
from serve_helpers import Browse, Held, Served, Tab, fill, serve, sign

from pipeline.serve.settings import Settings

WORDS = "Hội nghị thống nhất"
FIGURE = "[data-path='indicators[1]']"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server of its own for each test: they write."""
    yield from serve(Settings(fill(tmp_path / "archive.db", stories())))


@pytest.fixture
def review(browse: Browse, served: Served) -> Tab:
    """A reviewer before an article."""
    tab = browse()
    sign(tab)
    tab.go(f"/review/{served.key(WORDS)}")
    return tab


def posts(tab: Tab) -> Held:
    return tab.hold(lambda request: request.method == "POST")


def actions(served: Served) -> list[str]:
    """What was done to all articles."""
    rows = served.get("/api/meetings?size=200").json()["rows"]
    keys = {row["key"] for one in rows for row in served.get(f"/api/meetings/{one['meeting']}").json()["reports"]}
    found = [served.get(f"/api/articles/{key}/corrections").json()["rows"] for key in keys]
    return sorted(row["action"] for listed in found for row in listed)


def test_a_click_while_an_answer_is_awaited_is_done_after_it(review: Tab, served: Served) -> None:
    slow = posts(review)
    for path in ("meeting.date", "meeting.types", "meeting.province"):
        review.page.locator(f"[data-path='{path}'] .yes").click()
        slow.wait()
    assert len(slow.routes) == 1
    slow.release()
    for path in ("meeting.date", "meeting.types", "meeting.province"):
        expect(review.page.locator(f"[data-path='{path}'] .tag.accept")).to_be_visible()
    assert actions(served) == ["accept"] * 3
    assert review.complaints == []


def test_what_is_saved_twice_is_sent_once(review: Tab, served: Served) -> None:
    review.page.locator(".part.awards a.add").click()
    review.page.fill("#editor [name=quote]", WORDS)
    review.page.fill("#editor [name='f.award']", "Bằng khen")
    review.page.select_option("#editor [name='f.status']", "proposed")
    slow = posts(review)
    review.page.locator("#editor .primary").dblclick()
    slow.wait()
    review.page.locator("#editor [name='f.award']").press("Enter")
    slow.release()
    expect(review.page.locator(".part.awards .entries > li")).to_have_count(2)
    assert actions(served) == ["add"]


def test_an_article_is_done_with_and_not_the_next_one_too(review: Tab, served: Served) -> None:
    before = review.page.url
    place = review.page.locator(".whole [value=done]").bounding_box()
    assert place is not None
    slow = posts(review)
    review.page.keyboard.press("d")
    slow.wait()
    for key in "dda":
        review.page.keyboard.press(key)
    review.page.mouse.dblclick(place["x"] + 5, place["y"] + 5)
    slow.release()
    # The address is that of the next article: it can be loaded again, and left by the way back.
    review.page.wait_for_url(lambda url: url != before)
    assert len(slow.routes) == 1
    assert actions(served) == ["done"]
    review.page.go_back()
    assert review.page.url == before


def test_a_key_that_is_held_down_says_it_once(review: Tab, served: Served) -> None:
    review.page.keyboard.press("j")
    slow = posts(review)
    for _ in range(4):
        review.page.keyboard.down("a")
    review.page.keyboard.up("a")
    slow.wait()
    slow.release()
    expect(review.page.locator(".tag.accept")).to_have_count(1)
    assert actions(served) == ["accept"]


def test_a_note_goes_on_being_written(review: Tab) -> None:
    slow = posts(review)
    review.page.locator("[data-path='meeting.date'] .yes").click()
    slow.wait()
    review.page.locator("#note").press_sequentially("xem l")
    slow.release()
    review.page.locator("[data-path='meeting.date'] .tag.accept").wait_for()
    expect(review.page.locator("#note")).to_be_focused()
    review.page.keyboard.type("ại")
    assert review.page.input_value("#note") == "xem lại"
    review.page.keyboard.press("Enter")
    expect(review.page.locator(".history")).to_contain_text("xem lại")


def test_what_is_not_saved_yet_is_not_lost(review: Tab, served: Served) -> None:
    review.page.locator(f"{FIGURE} .edit").click()
    review.page.fill("#editor [name='f.value']", "10,5")
    review.page.locator("[data-path='meeting.date'] .yes").click()
    expect(review.page.locator("#editor textarea").first).to_be_focused()
    assert review.page.input_value("#editor [name='f.value']") == "10,5"
    assert actions(served) == []
    review.page.keyboard.press("Escape")
    review.page.locator("[data-path='meeting.date'] .yes").click()
    review.page.locator("[data-path='meeting.date'] .tag.accept").wait_for()


def test_a_form_that_was_left_leaves_nothing_behind(review: Tab) -> None:
    review.page.locator(f"{FIGURE} .edit").click()
    review.page.locator("form#editor").wait_for()
    review.page.keyboard.press("Escape")
    expect(review.page.locator("form#editor")).to_have_count(0)
    review.page.locator("#text .mark.awards").first.evaluate("words => getSelection().selectAllChildren(words)")
    review.page.locator(f"{FIGURE} .edit").click()
    review.page.locator("form#editor").wait_for()
    assert review.complaints == []


def test_a_server_that_does_not_answer_is_told(review: Tab, served: Served) -> None:
    said = review.page.locator("#trouble")
    expect(said).to_be_hidden()
    review.page.route("**/*", lambda route: route.abort())
    review.page.locator("[data-path='meeting.date'] .yes").click()
    expect(said).to_be_visible()
    review.page.unroute_all()
    review.page.locator("[data-path='meeting.date'] .yes").click()
    review.page.locator("[data-path='meeting.date'] .tag.accept").wait_for()
    expect(said).to_be_hidden()
    assert actions(served) == ["accept"]


def test_the_name_is_asked_for_and_the_article_comes_back(browse: Browse, served: Served) -> None:
    tab = browse(f"/review/{served.key(WORDS)}")
    tab.page.locator("[data-path='meeting.date'] .yes").click()
    expect(tab.page.locator("h1")).to_contain_text("Hãy cho biết tên")
    tab.page.fill(".empty .who [name=name]", "An")
    tab.page.keyboard.press("Enter")
    tab.page.locator("[data-path='meeting.date'] .yes").click()
    expect(tab.page.locator("[data-path='meeting.date'] .tag.accept")).to_contain_text("An")
    form = {"csrf": "x", "name": "An", "next": "//evil.example"}
    assert served.client.post("/reviewer", data=form).status_code == 403


def test_of_two_facets_the_last_is_shown(browse: Browse) -> None:
    tab = browse("/meetings")

    def first(request: Request) -> bool:
        return "type=" in request.url and "kind=" not in request.url

    slow = tab.hold(first)
    tab.page.locator(".facet a[href*='type=']").first.click()
    slow.wait()
    tab.page.locator(".facet a[href*='kind=']").first.click()
    expect(tab.page.locator(".chosen")).to_have_count(1)
    tab.page.wait_for_url("**kind=**")
    slow.release()
    # Once the server answers to something later, the answer that was held has come, or never will.
    tab.page.locator("thead a").nth(1).click()
    tab.page.wait_for_url("**sort=cluster**")
    assert "kind=" in tab.page.url
    assert "type=" not in tab.page.url


def test_the_way_back_shows_what_the_address_says(browse: Browse) -> None:
    tab = browse("/meetings")
    for name in ("type", "kind"):
        tab.page.locator(f".facet a[href*='{name}=']").first.click()
        tab.page.wait_for_url(f"**{name}=**")
    expect(tab.page.locator(".chosen")).to_have_count(2)
    tab.page.evaluate("history.back(), history.back()")
    tab.page.wait_for_url("**/meetings")
    expect(tab.page.locator(".chosen")).to_have_count(0)
    tab.page.go_forward()
    expect(tab.page.locator(".chosen")).to_have_count(1)
    assert tab.complaints == []


def test_the_keyboard_goes_on_where_the_list_changed(browse: Browse) -> None:
    tab = browse("/meetings")
    tab.tab_to(".facet a[href*='type=']")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**type=**")
    expect(tab.page.locator("#main")).to_be_focused()


def test_the_results_are_those_of_the_words(browse: Browse) -> None:
    tab = browse("/")
    slow = tab.hold(lambda request: "xyzzy" in request.url)
    tab.page.fill("#q", "xyzzy")
    slow.wait()
    tab.page.fill("#q", "hung yen")
    tab.page.locator("#results .hit").first.wait_for()
    slow.release()
    tab.page.fill("#q", "quang ninh")
    expect(tab.page.locator("#results mark").first).to_contain_text("Quảng")
    assert tab.page.locator("#results .none").count() == 0
