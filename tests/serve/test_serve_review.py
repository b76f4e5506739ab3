"""The review in a browser, from the search to `kyyeu check`: by mouse, by keyboard alone, by two at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_records import line
from archive_stories import stories
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from serve_helpers import Browse, Served, fill, hostile, serve, sign
from typer.testing import CliRunner

from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.verify import verify
from pipeline.archive.versions import Fingerprint
from pipeline.cli.main import app
from pipeline.serve.settings import Settings

WORDS = "Hội nghị thống nhất"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server of its own for each test: they write."""
    archive = fill(tmp_path / "archive.db", [*stories(), hostile()])
    yield from serve(Settings(archive))


def read_again(served: Served) -> None:
    """The same articles, read by other rules."""
    with Store(served.archive, write=True) as store:
        Ingest(store, version=Fingerprint("other", "rules")).add_all(line(found) for found in stories())
        settle(store)
        assert list(verify(store)) == []


def values(served: Served) -> list[float]:
    rows = served.get("/api/indicators?province=Quảng Ninh&indicator=grdp_growth&kind=result&year=2020").json()["rows"]
    return [row["value"] for row in rows if row["standing"] != "disputed"]


def test_from_a_search_to_the_check(browse: Browse, served: Served, tmp_path: Path) -> None:
    tab = browse("/")
    tab.page.fill("#q", "hoi nghi thong nhat")
    tab.page.press("#q", "Enter")
    tab.page.locator(".hit a", has_text="tổng kết năm 2020").first.click()
    figure = "[data-path='indicators[1]']"
    tab.page.locator(f"{figure} b .value").hover()
    assert "10,05%" in tab.page.locator(".mark.on").all_text_contents()
    sign(tab)
    key = served.key(WORDS)
    tab.go(f"/review/{key}")
    tab.page.locator(f"{figure} .edit").click()
    tab.page.fill("#editor [name='f.value']", "10,5")
    tab.page.locator("#editor .primary").click()
    expect(tab.page.locator(f"{figure} b .value")).to_contain_text("10,5")
    assert values(served) == [10.5]
    read_again(served)
    assert values(served) == [10.5]
    tab.page.reload()
    expect(tab.page.locator(".history li").first).to_contain_text("Lê Thị Bình")
    tab.page.locator(".whole [value=done]").click()
    tab.page.wait_for_load_state("networkidle")
    folder = tmp_path / "exported"
    with zipfile.ZipFile(io.BytesIO(served.get("/gold.zip").content)) as found:
        found.extractall(folder)
    (gold,) = (folder / "gold").glob("*.json")
    assert '"value": 10.5' in gold.read_text(encoding="utf-8")
    arguments = ["--gold", str(folder / "gold"), "--corpus", str(folder / "corpus")]
    checked = CliRunner().invoke(app, ["check", *arguments, "--records", str(folder / "records.jsonl")])
    assert checked.exit_code == 0, checked.output
    errors = CliRunner().invoke(app, ["check", *arguments, "--records", str(folder / "records.jsonl"), "--errors"])
    assert "10.5" in errors.output
    assert tab.complaints == []


def test_a_review_by_the_keyboard_alone(browse: Browse, served: Served) -> None:
    tab = browse("/review")
    tab.tab_to(".who input[name=name]")
    tab.page.keyboard.type("Nguyễn An")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_load_state("networkidle")
    tab.go(f"/review/{served.key(WORDS)}")
    press = tab.page.keyboard.press
    chosen = tab.page.locator(".chosen-item")
    press("j")
    assert chosen.get_attribute("data-path") == "meeting.types"
    press("j")
    press("a")
    expect(tab.page.locator("[data-path='meeting.date'] .tag.accept")).to_contain_text("Nguyễn An")
    assert chosen.get_attribute("data-path") != "meeting.date"
    while chosen.get_attribute("data-path") != "indicators[0]":
        press("j")
    press("x")
    expect(tab.page.locator("[data-path='indicators[0]'] b")).not_to_contain_text("1.241")
    press("u")
    expect(tab.page.locator("[data-path='indicators[0]'] b")).to_contain_text("1.241")
    press("e")
    expect(tab.page.locator("#editor textarea").first).to_be_focused()
    press("Escape")
    expect(tab.page.locator("#editor textarea")).to_have_count(0)
    press("k")
    assert chosen.get_attribute("data-path") != "indicators[0]"
    press("d")
    tab.page.wait_for_url("**/review/**")
    assert tab.complaints == []


def test_words_are_chosen_in_the_text(browse: Browse, served: Served) -> None:
    tab = browse()
    sign(tab)
    tab.go(f"/review/{served.key(WORDS)}")
    tab.page.locator(".part.awards a.add").click()
    tab.page.locator("form#editor").wait_for()
    tab.page.locator("#text .mark.awards").first.evaluate("words => getSelection().selectAllChildren(words)")
    assert tab.page.input_value("#editor [name=quote]") == "Cờ thi đua của Chính phủ"
    tab.page.fill("#editor [name=quote]", "Hội nghị thống nhất")
    tab.page.fill("#editor [name='f.award']", "Bằng khen")
    tab.page.select_option("#editor [name='f.status']", "proposed")
    tab.page.fill("#editor [name='f.recipients']", "Hưng Yên\nQuảng Ninh")
    tab.page.locator("#editor .primary").click()
    expect(tab.page.locator(".part.awards .entries > li")).to_have_count(2)
    record = served.get(f"/api/articles/{served.key(WORDS)}").json()
    assert [one["name"] for one in record["awards"][1]["recipients"]] == ["Hưng Yên", "Quảng Ninh"]
    found = record["awards"][1]["evidence"][0]
    assert record["article"]["text"][found["start"] : found["end"]] == "Hội nghị thống nhất"
    tab.page.locator(".part.awards a.add").click()
    tab.page.fill("#editor [name=quote]", "không có trong bài")
    tab.page.fill("#editor [name='f.award']", "Bằng khen")
    tab.page.locator("#editor .primary").click()
    expect(tab.page.locator("h1")).to_contain_text("Không thấy câu, chữ này")


def test_two_at_once_are_told(browse: Browse, served: Served) -> None:
    key, path = served.key(WORDS), "[data-path='indicators[1]']"
    one, two = browse(), browse()
    sign(one, "Một")
    sign(two, "Hai")
    for tab in (one, two):
        tab.go(f"/review/{key}")
        tab.page.locator(f"{path} .edit").click()
        tab.page.fill("#editor [name='f.value']", "10,5" if tab is one else "10,6")
    one.page.locator("#editor .primary").click()
    expect(one.page.locator(f"{path} b .value")).to_contain_text("10,5")
    two.page.locator("#editor .primary").click()
    expect(two.page.locator("h1")).to_contain_text("Người khác vừa sửa")
    expect(two.page.locator(".panel")).to_contain_text("Một")
    assert values(served) == [10.5]
    two.page.get_by_role("button", name="Vẫn lưu bản của tôi").click()
    expect(two.page.locator(f"{path} b .value")).to_contain_text("10,6")
    assert values(served) == [10.6]


def test_without_scripts_a_value_is_put_right_as_well(browse: Browse, served: Served) -> None:
    tab = browse("/review", script=False)
    tab.page.fill(".who input[name=name]", "An")
    tab.page.click(".who button")
    tab.go(f"/review/{served.key(WORDS)}")
    tab.page.locator("[data-path='indicators[1]'] .edit").click()
    tab.page.fill("[name='f.value']", "10,5")
    tab.page.locator("#editor .primary").click()
    expect(tab.page.locator("[data-path='indicators[1]'] b .value")).to_contain_text("10,5")


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (360, "dark")])
def test_the_review_is_open_to_everyone(browse: Browse, served: Served, width: int, scheme: str) -> None:
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    tab = browse(width=width, scheme=scheme)
    sign(tab)
    key = served.key(WORDS)
    tab.go(f"/review/{key}")
    tab.page.locator("[data-path='meeting.date'] .yes").click()
    tab.page.locator("[data-path='meeting.date'] .tag.accept").wait_for()
    tab.page.locator("[data-path='officials[0]'] .edit").click()
    tab.page.locator("form#editor").wait_for()
    hostile_key = served.key("tăng 9%")
    for path in ("", "/review", f"/review/{hostile_key}", f"/review/{key}/edit?path=awards"):
        if path:
            tab.go(path)
        found = Axe().run(tab.page, options=rules).response["violations"]
        assert [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]] == []
        assert not tab.overflows(), path


def test_a_server_that_only_shows_changes_nothing(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive.db", stories()[:1])
    for served in serve(Settings(archive, read_only=True)):
        key = served.key(WORDS)
        page = served.get(f"/review/{key}").text
        assert 'class="acts"' not in page
        wanted = {"action": "accept", "by": "An", "path": "meeting.date"}
        assert served.client.post(f"/api/articles/{key}/corrections", json=wanted).status_code == 403
        assert served.client.post(f"/review/{key}", data={"action": "done"}).status_code == 403
        assert served.get(f"/api/articles/{key}/corrections").json()["rows"] == []


def test_gold_is_offered_once_there_is_some(served: Served) -> None:
    assert "/gold.zip" not in served.get("/review").text
    empty = served.get("/gold.zip")
    assert (empty.status_code, "Chưa có bài nào được rà soát xong" in empty.text) == (404, True)
    done = served.client.post(f"/api/articles/{served.key(WORDS)}/corrections", json={"action": "done", "by": "An"})
    assert done.status_code == 201
    assert "1 bài đã xong" in served.get("/review").text


def test_forms_of_others_change_nothing(served: Served) -> None:
    key = served.key(WORDS)
    assert served.client.post(f"/review/{key}", data={"action": "done", "csrf": "x"}).status_code == 403
    served.client.cookies.set("kyyeu_visitor", "0" * 32)
    assert served.client.post(f"/review/{key}", data={"action": "done", "csrf": "x"}).status_code == 403


def test_programs_make_changes_too(served: Served) -> None:
    key = served.key(WORDS)
    wanted = {"action": "set", "by": "An", "path": "indicators[1]", "values": {"value": 11.0}}
    made = served.client.post(f"/api/articles/{key}/corrections", json=wanted)
    assert made.status_code == 201
    assert values(served) == [11.0]
    stale = served.client.post(f"/api/articles/{key}/corrections", json={**wanted, "seen": "0"})
    assert (stale.status_code, stale.json()["code"]) == (409, "overtaken")
    bad = served.client.post(f"/api/articles/{key}/corrections", json={**wanted, "values": {"kind": "dream"}})
    assert (bad.status_code, bad.json()["code"]) == (400, "value")
    number = made.json()["id"]
    assert served.client.post(f"/api/corrections/{number}/undo", json={"by": "An"}).status_code == 200
    assert values(served) == [10.05]
    assert served.client.post(f"/api/corrections/{number}/undo", json={"by": "An"}).status_code == 404
