"""The report of a check in a browser: its filters by keyboard, its colours, and texts that mean harm."""

from __future__ import annotations

import pytest
from chromium import Open, Opened
from report_documents import SHOWN, TEXT, made_page

ALL = ["một", "hai", "hostile"]


@pytest.fixture
def report(open_page: Open) -> Opened:
    return open_page(made_page())


def shown(report: Opened) -> list[str]:
    """The articles that are to be seen."""
    names = report.page.locator("details.article:visible").evaluate_all("all => all.map(one => one.dataset.doc)")
    return [name if name in ALL else "hostile" for name in names]


def errors(report: Opened) -> list[str]:
    """The classes of the errors that the filters let through."""
    kept = "all => all.filter(e => !e.parentElement.hidden && !e.closest('details').hidden).map(e => e.dataset.cause)"
    found = report.page.locator(".error").evaluate_all(kept)
    assert isinstance(found, list)
    return found


def marks(report: Opened, name: str) -> dict[str, str]:
    """The marked pieces of an article with their classes, in alphabetical order; those without are left out."""
    listed = report.page.locator(f"[data-doc='{name}'] mark").evaluate_all(
        "all => all.map(mark => [mark.textContent, [...mark.classList].sort().join(' ')])"
    )
    return {text: classes for text, classes in listed if classes}


def open_article(report: Opened, name: str) -> None:
    """Open an article by keyboard; its marks are drawn when the browser says that it is open."""
    report.page.locator(f"[data-doc='{name}'] summary").press("Enter")
    report.page.locator(f"[data-doc='{name}'] mark[class]").first.wait_for()


def test_all_is_shown_at_first(report: Opened) -> None:
    assert shown(report) == ALL
    assert report.page.text_content("#count") == f"{len(errors(report))} lỗi · errors, 3 bài · documents"
    assert report.complaints == []


def test_the_field_is_chosen_by_keyboard(report: Opened) -> None:
    report.tab_to("field")
    report.page.keyboard.type("Khen")
    assert report.page.input_value("#field") == "awards"
    assert (shown(report), errors(report)) == (["hai"], ["wrong status"])
    assert report.page.text_content("#count") == "1 lỗi · errors, 1 bài · documents"


def test_class_and_document_are_chosen_by_keyboard(report: Opened) -> None:
    report.tab_to("cause")
    report.page.keyboard.type("không có")
    assert set(errors(report)) == {"phantom"}
    assert shown(report) == ["một", "hostile"]
    report.tab_to("doc")
    report.page.keyboard.press("ArrowDown")
    assert report.page.input_value("#doc") == "một"
    assert (shown(report), errors(report)) == (["một"], ["phantom"])
    assert report.page.locator("[data-doc='một']").get_attribute("open") is not None
    report.page.keyboard.press("ArrowDown")
    assert (shown(report), errors(report)) == ([], [])
    assert report.page.locator("#none").is_visible()


def test_the_split_is_chosen_by_keyboard(open_page: Open) -> None:
    report = open_page(made_page(show_held=True))
    report.tab_to("split")
    report.page.keyboard.type("held")
    assert report.page.locator("details.article:visible").get_attribute("data-doc") == "ba"


def test_sides_and_errors_are_toggled_by_keyboard(report: Opened) -> None:
    open_article(report, "một")
    right, wrong, made_up = "Hậu Giang đạt 83,41%", "Long An 68,6%", "Cà Mau"
    assert marks(report, "một") == {right: "f g", wrong: "f g wrong", made_up: "f wrong"}
    report.tab_to("gold")
    report.page.keyboard.press("Space")
    assert marks(report, "một") == {right: "f", wrong: "f wrong", made_up: "f wrong"}
    report.tab_to("found")
    report.page.keyboard.press("Space")
    assert marks(report, "một") == {}
    report.tab_to("wrong")
    report.page.keyboard.press("Space")
    report.page.keyboard.press("Shift+Tab")
    report.page.keyboard.press("Space")
    assert marks(report, "một") == {wrong: "f wrong", made_up: "f wrong"}


def test_errors_are_walked_by_keyboard(report: Opened) -> None:
    listed = len(errors(report))
    report.page.locator("body").press("j")
    first = report.page.locator("*:focus")
    assert (first.get_attribute("data-cause"), first.get_attribute("data-n")) == ("wrong subject", "0")
    assert report.page.locator("[data-doc='một']").get_attribute("open") is not None
    assert report.page.locator("mark.on").all_text_contents() == ["Long An 68,6%"]
    report.page.keyboard.press("j")
    assert report.page.locator("mark.on").all_text_contents() == ["Cà Mau"]
    assert report.page.locator(".error.on").count() == 1
    report.page.keyboard.press("k")
    report.page.keyboard.press("k")
    assert report.page.locator("*:focus").get_attribute("data-n") == str(listed - 1)


def test_an_error_is_opened_by_enter(report: Opened) -> None:
    report.page.locator("[data-doc='hai'] summary").press("Enter")
    report.page.locator("[data-doc='hai'] .error").press("Enter")
    assert "".join(report.page.locator("mark.on").all_text_contents()) == "tặng Cờ thi đua cho Cà Mau"


def test_letters_in_a_filter_walk_nowhere(report: Opened) -> None:
    report.tab_to("field")
    report.page.keyboard.press("j")
    assert report.page.locator(".error.on").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_sides_are_told_apart_where_they_overlap(open_page: Open, scheme: str) -> None:
    report = open_page(made_page(), scheme=scheme)
    report.page.locator("[data-doc='hai'] summary").press("Enter")
    looks = {
        piece: report.page.locator("[data-doc='hai'] mark", has_text=piece).first.evaluate(
            "m => [getComputedStyle(m).backgroundColor, getComputedStyle(m).textDecorationLine]"
        )
        for piece in ("tặng", "Cờ thi đua")
    }
    (gold_colour, gold_line), (both_colour, both_line) = looks["tặng"], looks["Cờ thi đua"]
    assert (gold_line, both_line) == ("none", "underline")
    assert gold_colour == both_colour != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [360, 1400])
def test_the_page_fits_its_window(open_page: Open, width: int) -> None:
    report = open_page(made_page(), width=width)
    for summary in report.page.locator("details.article summary").all():
        summary.press("Enter")
    assert not report.overflows()


def test_texts_that_mean_harm_are_texts(report: Opened) -> None:
    for summary in report.page.locator("details.article summary").all():
        summary.press("Enter")
    for _ in errors(report):
        report.page.keyboard.press("j")
    report.tab_to("doc")
    report.page.keyboard.press("End")
    assert shown(report) == ["hostile"]
    assert report.page.locator(".text:visible").text_content() == SHOWN
    assert report.page.locator("script").count() == 1
    assert report.complaints == []
    assert [url.split(":")[0] for url in report.requests] == ["file"]


def test_without_a_script_the_page_still_shows_everything(open_page: Open) -> None:
    source = made_page().split("<script>")[0] + "</body></html>"
    report = open_page(source)
    open_article(report, "một")
    assert report.page.locator("[data-doc='một'] .text").text_content() == TEXT
    assert marks(report, "một")["Cà Mau"] == "f"
