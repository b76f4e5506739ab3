"""Every page answers, says what it should, and treats what an article holds as text."""

from __future__ import annotations

import csv
import io

import pytest
from lxml import html
from openpyxl import load_workbook
from serve_helpers import HOSTILE, Served

from pipeline.serve.guard import HEADERS


def tree(served: Served, path: str) -> html.HtmlElement:
    response = served.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.text)


def texts(root: html.HtmlElement, xpath: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in root.xpath(xpath)]


def test_the_first_page_shows_what_the_archive_has(served: Served) -> None:
    root = tree(served, "/")
    counts = texts(root, "//ul[@class='counts']/li")
    assert counts[0].split()[0] == str(len(served.get("/api/meetings?size=500").json()["rows"]))
    assert len(texts(root, "//article[@class='card']")) == 6
    row = root.xpath("//table[@class='grid']//tr[th//text()='Cụm thi đua các tỉnh Đồng bằng sông Hồng']")[0]
    states = {
        year: cell.get("class") for year, cell in zip(texts(root, "//thead//th")[1:], row.xpath("td"), strict=True)
    }
    assert states["2020"] == "conflict"


@pytest.mark.parametrize("words", ["hội nghị thống nhất", "hoi nghi thong nhat", "HOI NGHI thong nhat"])
def test_search_needs_no_diacritics(served: Served, words: str) -> None:
    root = tree(served, f"/search?q={words}")
    assert "Cụm thi đua các tỉnh Đồng bằng sông Hồng tổng kết năm 2020" in texts(root, "//article[@class='hit']/h3")
    assert "Hội nghị thống nhất" in " ".join(texts(root, "//article[@class='hit']//mark"))


def test_search_knows_people_provinces_clusters_and_figures(served: Served) -> None:
    also = "//ul[@class='also']/li"
    assert texts(tree(served, "/search?q=pham duc toan"), also)[0].startswith("Đại biểu: Phạm Đức Toàn")
    assert texts(tree(served, "/search?q=quang ninh"), also)[0] == "Tỉnh, thành phố: Quảng Ninh"
    assert texts(tree(served, "/search?q=đồng bằng sông hồng"), also) == ["Cụm thi đua các tỉnh Đồng bằng sông Hồng"]
    (figure,) = texts(tree(served, "/search?q=1.241/1.310 xã"), "//section[@class='panel']//h3")
    assert figure == "1.241/1.310 xã kết quả"


def test_a_search_without_words_asks_for_some(served: Served) -> None:
    assert texts(tree(served, "/search?q=***"), "//p[@class='none']") == ["Hãy nhập ít nhất một từ."]


def test_the_list_is_narrowed_by_its_facets(served: Served) -> None:
    root = tree(served, "/meetings?cluster=dong-bang-song-hong")
    shown = len(root.xpath("//table[@class='list']/tbody/tr"))
    total = served.get("/api/meetings?cluster=dong-bang-song-hong&size=500").json()["total"]
    assert shown == total > 1
    links = root.xpath("//section[@class='facet'][h2='Năm']//li/a/@href")
    for link in links:
        year = link.split("year=")[1]
        rows = tree(served, link).xpath("//table[@class='list']/tbody/tr")
        found = served.get(f"/api/meetings?cluster=dong-bang-song-hong&year={year}&size=500").json()["rows"]
        assert len(rows) == len(found) >= 1
    assert root.xpath("//a[@class='chosen']/@href") == ["/meetings"]


def test_the_list_is_sorted_both_ways(served: Served) -> None:
    def dates(order: str) -> list[str]:
        found = served.get(f"/api/meetings?sort=date&order={order}&size=500").json()["rows"]
        return [row["date"] for row in found if row["date"]]

    assert dates("asc") == sorted(dates("desc"))
    root = tree(served, "/meetings?sort=date&order=asc")
    assert root.xpath("//th[@aria-sort='ascending']/a/@href") == ["/meetings?sort=date&order=desc"]


def test_a_list_is_taken_away_as_a_table(served: Served) -> None:
    path = "/meetings.{}?cluster=dong-bang-song-hong"
    text = served.get(path.format("csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:2] == ["Mã hội nghị", "Ngày họp"]
    sheet = load_workbook(io.BytesIO(served.get(path.format("xlsx")).content)).active
    assert sheet is not None
    assert [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == rows
    assert served.get("/meetings.exe").status_code == 404


def test_formulas_of_an_article_do_not_run(served: Served) -> None:
    text = served.get("/meetings.csv").content.decode("utf-8-sig")
    assert all(not cell.startswith(("=", "@")) for row in csv.reader(io.StringIO(text)) for cell in row)


def test_a_meeting_shows_every_value_with_its_words(served: Served) -> None:
    key = served.key("Hội nghị thống nhất tỉnh Hưng Yên")
    record = served.get(f"/api/articles/{key}").json()
    root = tree(served, f"/meetings/{key}?article={key}")
    (text,) = root.xpath("//div[@id='text']")
    assert text.text_content() == record["article"]["text"]
    figure = next(found for found in record["indicators"] if found["value"] == 10.05)
    span = figure["evidence"][0]
    (value,) = root.xpath("//li[@data-path='indicators[1]']//a[contains(@class, 'value')][contains(., '10,05')]")
    (mark,) = root.xpath(f"//a[@id='{value.get('href')[1:]}']")
    assert mark.text == record["article"]["text"][span["start"] : span["end"]]
    assert set(value.get("data-n").split()) & set(mark.get("data-n").split())
    assert "made.rule" in value.get("title")


def test_reports_and_conflicts_stand_side_by_side(served: Served) -> None:
    row = next(row for row in served.get("/api/meetings?conflict=true").json()["rows"] if row["reports"] > 1)
    root = tree(served, f"/meetings/{row['meeting']}")
    assert len(root.xpath("//nav[@class='tabs']//a")) == row["reports"]
    claims = root.xpath("//ul[@class='claims']")
    assert len(claims) == row["conflicts"]
    assert all(len(one.xpath("li")) > 1 and len(one.xpath("li[@class='preferred']")) >= 1 for one in claims)


def test_an_article_that_means_harm_is_text(served: Served) -> None:
    key = served.key("Cà Mau tăng 9%")
    for path in (f"/meetings/{key}", "/meetings", "/", "/search?q=ca mau", f"/search?q={HOSTILE}"):
        root = tree(served, path)
        assert {script.get("src", "").split("?")[0] for script in root.xpath("//script")} <= {
            "/static/app.js",
            "/static/htmx.min.js",
        }
        assert (
            root.xpath("//img[@src='x'] | //*[@onclick] | //*[@onerror] | //a[starts-with(@href, 'javascript')]") == []
        )
    shown = tree(served, f"/meetings/{key}")
    assert HOSTILE.split(' "')[0] in shown.xpath("//div[@id='text']")[0].text_content()


def test_what_is_not_there_is_said(served: Served) -> None:
    response = served.get("/meetings/ffffffffffff")
    assert response.status_code == 404
    assert "Không có mục này trong kho" in response.text
    assert served.get("/api/meetings/ffffffffffff").json()["code"] == "unknown"
    assert served.get("/no-such-page").status_code == 404


@pytest.mark.parametrize("path", ["/", "/meetings", "/api/meetings", "/no-such-page", "/static/app.css"])
def test_every_answer_has_the_headers_of_a_safe_page(served: Served, path: str) -> None:
    headers = served.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_english_is_a_choice_that_stays(served: Served) -> None:
    response = served.get("/?lang=en")
    assert '<html lang="en">' in response.text
    assert "Latest meetings" in response.text
    cookie = response.cookies["kyyeu_lang"]
    again = served.client.get("/meetings", headers={"cookie": f"kyyeu_lang={cookie}"})
    assert "Kind of meeting" in again.text
    assert "Loại hội nghị" in served.client.get("/meetings", headers={"cookie": "kyyeu_lang=xx"}).text
    served.client.cookies.clear()


def test_the_reference_lists_every_address(served: Served) -> None:
    paths = served.get("/api/openapi.json").json()["paths"]
    root = tree(served, "/api")
    assert texts(root, "//section[@class='operation']/h2") == [
        f"{method.upper()} {path}" for path, methods in paths.items() for method in methods
    ]


@pytest.mark.parametrize(
    ("path", "query", "first"),
    [
        ("/people", "?person=Phạm Đức Toàn", "Người,Họ và tên"),
        ("/people/1", "", "Ngày họp,Họ và tên"),
        ("/clusters", "?cluster=đồng bằng", '"Cụm, khối thi đua",Mã cụm,Năm'),
        ("/clusters/dong-bang-song-hong", "", '"Cụm, khối thi đua",Mã cụm,Năm'),
        ("/clusters/dong-bang-song-hong/leadership", "", '"Cụm, khối thi đua",Năm,Chức'),
        ("/provinces/Quảng Ninh/leadership", "", '"Cụm, khối thi đua",Năm,Chức'),
        ("/provinces/Quảng Ninh/awards", "", "Năm,"),
        ("/provinces/Quảng Ninh/indicators", "", '"Tỉnh, thành phố",Chỉ tiêu'),
        ("/review", "?year=2020", "Tiêu đề,"),
        ("/search", "?q=tong+ket", "Tiêu đề,"),
    ],
)
def test_every_view_is_taken_away_as_a_table(served: Served, path: str, query: str, first: str) -> None:
    text = served.get(f"{path}.csv{query}").content.decode("utf-8-sig")
    assert text.startswith(first)
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 1
    sheet = load_workbook(io.BytesIO(served.get(f"{path}.xlsx{query}").content)).active
    assert sheet.max_row == len(rows)
    page = path.removesuffix("/leadership").removesuffix("/awards").removesuffix("/indicators")
    links = tree(served, page + query).xpath("//a[@download]/@href")
    assert any(link.startswith(f"{path}.csv") for link in links)


def test_clusters_are_listed_for_programs_too(served: Served) -> None:
    whole = served.get("/api/clusters").json()
    assert whole["total"] == len(whole["rows"])
    assert whole["rows"][0]["cluster"] == "dong-bang-song-hong"
    (row,) = served.get("/api/clusters?cluster=đồng bằng&size=1").json()["rows"]
    assert row["cluster_name"] == "Cụm thi đua các tỉnh Đồng bằng sông Hồng"
    assert row["meetings"] >= 1
