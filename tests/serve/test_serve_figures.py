"""Pictures, people, provinces, clusters; the paste box and `POST /extract`."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from lxml import html
from serve_helpers import HOSTILE, Served

from pipeline.archive.units import all_units
from pipeline.serve.charts.kinds import tiles

TEXT = "Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết năm 2020."
SVG = "{http://www.w3.org/2000/svg}"


def words(served: Served, path: str) -> str:
    response = served.get(path)
    assert response.status_code == 200, path
    return " ".join(html.fromstring(response.text).text_content().split())


@pytest.mark.parametrize(
    ("name", "query", "number"),
    [("lines", "province=Quảng Ninh", "2020"), ("bars", "year=2020", "10,05"), ("map", "year=2020", "10,1")],
)
def test_a_picture_shows_the_numbers_of_the_table(served: Served, name: str, query: str, number: str) -> None:
    response = served.get(f"/pictures/{name}.svg?indicator=grdp_growth&{query}")
    assert response.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(response.content)  # noqa: S314 (our own picture)
    shown = [text.text for text in root.iter(f"{SVG}text")]
    assert number in shown
    assert "Quảng Ninh" in shown
    assert root.findall(f".//{SVG}script") == []
    page = words(served, f"/figures?indicator=grdp_growth&{query}")
    assert "Quảng Ninh" in page
    assert "10,05" in page


def test_a_picture_is_taken_away_in_light_and_dark(served: Served) -> None:
    png = served.get("/pictures/bars.png?year=2020").content
    assert png.startswith(b"\x89PNG")
    light, dark = (served.get(f"/pictures/bars.svg?year=2020&theme={theme}").text for theme in ("light", "dark"))
    assert "#ffffff" in light
    assert "#201d1a" in dark
    assert "10.05" in served.get("/pictures/bars.svg?year=2020&lang=en").text
    assert served.get("/pictures/bars.exe").status_code == 404
    assert served.get("/pictures/none.svg").status_code == 404


@pytest.mark.parametrize(("which", "now"), [("63", False), ("34", True)])
def test_the_map_has_a_tile_for_every_province_of_its_time(which: str, now: bool) -> None:
    placed = tiles(which)
    assert len(placed) == int(which)
    assert len({(column, row) for _, column, row, _ in placed}) == int(which)
    on_map = {unit for *_, units in placed for unit in units}
    assert all(units for *_, units in placed)
    before = ("2025-01-01", None)
    there = {unit.id for unit in all_units() if (unit.valid_to is None if now else unit.valid_from in before)}
    assert on_map == there


def test_the_numbers_are_taken_away(served: Served) -> None:
    text = served.get("/figures.csv?indicator=grdp_growth").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith('"Tỉnh, thành phố",Năm,Giá trị')
    assert any(row.startswith("Quảng Ninh,2020,10.05") for row in text.splitlines())


def test_a_year_without_numbers_gives_way_to_one_that_has_some(served: Served) -> None:
    page = words(served, "/figures?indicator=grdp_growth&year=1990")
    shown = re.findall(r"Bản đồ ô vuông năm (\d{4})", page)
    assert shown
    assert "1990" not in shown
    chosen = html.fromstring(served.get("/figures?indicator=grdp_growth&map=34").text).xpath("//section/p/b/text()")
    assert chosen == ["34 tỉnh, thành phố (từ 01/7/2025)"]
    assert "Kho chưa có số liệu này" in words(served, "/figures?indicator=grdp_growth&kind=target&province=Lai Châu")


def test_every_picture_has_its_numbers_beside_it(served: Served) -> None:
    root = html.fromstring(served.get("/figures?year=2020").text)
    sections = root.xpath("//section[.//figure]")
    assert len(sections) >= 3
    for section in sections:
        assert section.xpath(".//details//tbody/tr")
        assert [link.text for link in section.xpath(".//figcaption/a")] == ["PNG", "SVG"]
        assert section.xpath(".//img/@alt")[0]


@pytest.mark.parametrize("form", ["svg", "png"])
def test_where_there_is_nothing_there_is_no_picture(served: Served, form: str) -> None:
    for name in ("lines", "bars", "map", "awards"):
        assert served.get(f"/pictures/{name}.{form}?year=1990&province=Lai Châu").status_code == 404, name
    assert served.get(f"/pictures/timeline.{form}?cluster=khong-co").status_code == 404


def test_names_are_in_the_order_of_the_alphabet(served: Served) -> None:
    root = html.fromstring(served.get("/provinces").text)
    now = root.xpath("(//ul[@class='columns'])[1]/li/a/text()")
    assert now[:5] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ"]
    assert now.index("Đà Nẵng") < now.index("Điện Biên") < now.index("Gia Lai") < now.index("Vĩnh Long")


def test_a_cluster_by_year_with_its_gaps(served: Served) -> None:
    page = words(served, "/clusters/dong-bang-song-hong")
    assert "Hưng Yên" in page
    assert "chưa có bài" in page
    assert "Cụm thi đua các tỉnh Đồng bằng sông Hồng" in words(served, "/clusters?cluster=đồng bằng")
    svg = served.get("/pictures/timeline.svg?cluster=dong-bang-song-hong").text
    assert "Hưng Yên" in svg
    assert served.get("/clusters/khong-co").status_code == 404


def test_a_merged_province_keeps_its_own_and_names_the_new(served: Served) -> None:
    page = words(served, "/provinces/Bình Định")
    assert "Nay thuộc: Gia Lai" in page
    assert "Trước là: Bình Định" in words(served, "/provinces/Gia Lai")
    assert served.get("/provinces/Atlantis").status_code == 404
    assert "Bình Định → Gia Lai" in words(served, "/provinces")


def test_a_person_at_every_meeting_homonyms_apart(served: Served) -> None:
    listed = served.get("/api/people?person=Phạm Đức Toàn").json()["rows"]
    page = words(served, f"/people/{listed[0]['person']}")
    assert "Phó Trưởng ban" in page
    assert len(html.fromstring(served.get("/people?person=toan").text).xpath("//tbody/tr")) >= 1
    assert served.get("/people/Phạm Đức Toàn").headers["location"].startswith("/people?person=")
    assert served.get("/people/999999999").status_code == 404


@pytest.mark.parametrize("name", ["0³", "١٢", "9" * 30])
def test_what_only_looks_like_a_number_is_asked_for_as_a_name(served: Served, name: str) -> None:
    assert served.get(f"/people/{name}").headers["location"].startswith("/people?person=")
    assert served.get(f"/api/people/{name}").status_code in {200, 404}


def test_pages_of_an_answer_follow_each_other(served: Served) -> None:
    whole = served.get("/api/people?size=500").json()["rows"]
    parts = [served.get(f"/api/people?size=2&page={number}").json() for number in range(1, len(whole) // 2 + 2)]
    assert [row for part in parts for row in part["rows"]] == whole
    assert [part["more"] for part in parts] == [True] * (len(parts) - 2) + [len(whole) % 2 == 1, False] or len(
        whole
    ) % 2


def test_a_text_in_and_its_record_out(served: Served) -> None:
    record = served.client.post("/extract", json={"text": TEXT, "uri": "a.txt"}).json()
    assert (record["report"], record["meeting"]["date"]) == ("meeting", "2021-01-18")
    raw = served.client.post("/extract/file", content=TEXT.encode(), headers={"content-type": "text/plain"})
    assert raw.json()["meeting"]["date"] == "2021-01-18"
    for content, code in ((b"", "empty"), (b"\x00\x01\x02" * 100, "binary")):
        bad = served.client.post("/extract/file", content=content)
        assert (bad.status_code, bad.json()["code"]) == (400, code)
    assert served.client.post("/extract", json={"text": 1}).status_code == 422
    away = served.client.post("/extract", json={"text": TEXT}, headers={"origin": "http://evil.example"})
    assert away.status_code == 403


def test_the_paste_box_shows_the_record_and_keeps_nothing(served: Served) -> None:
    before = served.get("/api/meetings").json()["total"]
    token = served.get("/read").text.split('name="csrf" value="')[1].split('"')[0]
    shown = served.client.post("/read", data={"csrf": token, "text": f"{TEXT}\n{HOSTILE}"})
    root = html.fromstring(shown.text)
    assert root.xpath("//div[@id='text']")[0].text_content().startswith(TEXT)
    assert "18/01/2021" in root.xpath("//section[@class='record']")[0].text_content()
    assert root.xpath("//img | //script[not(@src)]") == []
    file = {"file": ("bài.txt", TEXT.encode(), "text/plain")}
    sent = served.client.post("/read", data={"csrf": token}, files=file)
    assert "18/01/2021" in sent.text
    empty = served.client.post("/read", data={"csrf": token, "text": " "})
    assert (empty.status_code, "Chưa có chữ nào" in empty.text) == (400, True)
    assert served.client.post("/read", data={"text": TEXT}).status_code == 403
    assert served.get("/api/meetings").json()["total"] == before
    served.client.cookies.clear()
