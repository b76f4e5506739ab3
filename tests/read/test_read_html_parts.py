"""Source, tables, metadata and limits of pages."""

from __future__ import annotations

import time

import pytest
from legacy import as_table

from pipeline.errors import ExtractionError
from pipeline.read.html import read_html, read_html_bytes

BODY = "Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ họp tổng kết năm 2020 và ký giao ước. "
TITLE = "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết năm 2020"

PUBLISHED = '<meta property="article:published_time" content="{}">'
LINKED = '<script type="application/ld+json">%s</script>'


def lines(source: str) -> list[str]:
    return read_html(source).text.split("\n")


def test_layout_characters() -> None:
    assert lines("<p>Hội&nbsp;&nbsp;ng\u00adhị\u200b&shy;\n  tổng&#160;kết</p>") == ["Hội nghị tổng kết"]


def test_tcvn3_written_as_entities() -> None:
    coded = "".join(
        f"&#{ord(char)};" if char > "~" else char for char in as_table("Hội nghị tổng kết cụm thi đua", "tcvn3")
    )
    page = read_html(f"<p>{coded}</p>")
    assert page.text == "Hội nghị tổng kết cụm thi đua"
    assert [code for code, _ in page.warnings] == ["encoding_repaired"]


def test_metadata_are_repaired_as_well() -> None:
    title = "Hội nghị tổng kết cụm thi đua".encode().decode("latin-1")
    page = read_html(f'<meta property="og:title" content="{title}"><p>x</p>')
    assert page.title == "Hội nghị tổng kết cụm thi đua"


def test_marks_that_the_page_itself_has() -> None:
    assert lines("<p>a\U000f00000\U000f0001b</p>") == ["a\U000f00000\U000f0001b"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<tr><th>STT</th><th>Tỉnh</th><th>GRDP (%)</th><th>Thu (tỷ đồng)</th></tr>"
            "<tr><td>1</td><td>Cà Mau</td><td>8,2</td><td>5.100</td></tr>"
            "<tr><td>2</td><td>Bạc Liêu</td><td>7,05</td><td>3.900</td></tr>",
            ["Cà Mau: GRDP 8,2%; Thu 5.100 tỷ đồng.", "Bạc Liêu: GRDP 7,05%; Thu 3.900 tỷ đồng."],
        ),
        (
            "<tr><td>Tỉnh</td><td>Hộ nghèo</td></tr><tr><td>Cà Mau</td><td>còn 2,1%</td></tr>",
            ["Cà Mau: Hộ nghèo còn 2,1%."],
        ),
        ("<tr><td>Cà Mau</td><td>8,2%</td></tr><tr><td>Bạc Liêu</td><td>7%</td></tr>", ["Cà Mau 8,2%", "Bạc Liêu 7%"]),
        ("<tr><td><img src=a></td></tr><tr><td>Đại biểu dự hội nghị</td></tr>", ["Đại biểu dự hội nghị"]),
        ("<tr><td>một</td><td>hai</td></tr><tr><td>ba</td><td>bốn</td></tr>", ["một", "hai", "ba", "bốn"]),
    ],
)
def test_tables(table: str, expected: list[str]) -> None:
    assert lines(f"<table>{table}</table>") == expected


def test_figures_of_a_table_lead_back_to_their_cells() -> None:
    source = "<table><tr><th>Tỉnh</th><th>GRDP (%)</th></tr><tr><td>Cà Mau</td><td>8,2</td></tr></table>"
    page = read_html(source)
    assert page.text == "Cà Mau: GRDP 8,2%."
    for words in ("Cà Mau", "GRDP", "8,2", "%"):
        start = page.text.index(words)
        assert page.in_source(start, start + len(words)) == (source.index(words), source.index(words) + len(words))


@pytest.mark.parametrize(
    ("head", "stamp", "expected"),
    [
        ("", "<p>Cập nhật: 19-01-2021 | 08:30:00</p>", ("2021-01-19T08:30", "stamp")),
        ("", '<div class="current-time">Thứ ba, 24/10/2023</div>', (None, None)),
        ('<meta itemprop="datePublished" content="2021-01-19T08:30:00">', "", ("2021-01-19T08:30:00", "meta")),
        (PUBLISHED.format("2021-01-20"), "<p>19/01/2021</p>", ("2021-01-19", "stamp")),
        (PUBLISHED.format("2021-01-19T07:00"), "<p>19/01/2021</p>", ("2021-01-19", "stamp")),
        (LINKED % '{"@type":"NewsArticle","datePublished":"2021-01-19"}', "", ("2021-01-19", "json-ld")),
        (LINKED % '{"@type":[{}', "", (None, None)),
        ("", '<time datetime="2021-01-19T08:30:00+07:00"></time>', ("2021-01-19T08:30:00+07:00", "time")),
    ],
)  # fmt: skip
def test_the_day_and_where_it_was_found(head: str, stamp: str, expected: tuple[str | None, str | None]) -> None:
    clock = "<p>Thứ sáu, 14/11/2025</p><p>Giấy phép số 12/GP-STTTT ngày 05/06/2014</p>"
    page = read_html(
        f"<html><head>{head}</head><body>{clock}<h1>{TITLE}</h1>{stamp}<p>{BODY}</p><p>{BODY * 2}</p></body></html>"
    )
    assert (page.published, page.date_source) == expected


def test_the_site_is_no_author() -> None:
    page = read_html('<meta name="author" content="Cổng thông tin điện tử tỉnh"><p>Hội nghị</p>')
    assert page.author is None


def test_a_lead_that_stands_twice_is_read_once() -> None:
    page = read_html(
        f'<h1 class="article__title">{TITLE}</h1><div class="article__sapo">NDO - {BODY}</div>'
        f'<div class="article__body"><p>{BODY}</p><p>{BODY * 2}</p></div>'
    )
    assert page.text.count(BODY.strip()) == 3
    assert [block.zone for block in page.blocks] == ["title", "lead", "body"]


MORE = f"<p>{BODY * 2}</p><p>{BODY * 2} 2.</p>"


def zones(body: str) -> list[tuple[str, str]]:
    page = read_html(f"<html><body><h1>{TITLE}</h1><p>{BODY * 2} 1.</p>{body}</body></html>")
    return [(block.zone, page.text[block.start : block.end]) for block in page.blocks]


def test_teasers_below_the_heading_of_other_news_are_not_of_the_report() -> None:
    teaser = "TĐKT - Sáng nay, đoàn công tác đã đến thăm và tặng quà các gia đình chính sách."
    found = zones(f"{MORE}<p>Phương Linh</p><p>Tin khác</p><p>{teaser}</p><p>{teaser} 2.</p>")
    assert ("byline", "Phương Linh") in found
    assert {zone for zone, text in found if text.startswith("TĐKT")} <= {"related"}


def test_a_box_of_other_news_inside_the_report_does_not_end_it() -> None:
    page = read_html(
        f'<h1 class="article__title">{TITLE}</h1><div class="article__body"><p>{BODY}</p><p>{BODY * 2}</p>'
        f"<p>Tin liên quan</p><p>{BODY * 2} 1.</p><p>{BODY * 2} 2.</p></div>"
    )
    assert [block.zone for block in page.blocks] == ["title", "lead", "body", "related", "body", "body"]


@pytest.mark.parametrize(
    "line", ["* Mời bạn đọc vào chuyên mục Quốc phòng An ninh xem các tin, bài liên quan.", "Chưa có bình luận nào."]
)
def test_words_of_the_page_to_its_readers_end_no_report(line: str) -> None:
    found = zones(f"{MORE}<p>TRƯỜNG SƠN - VÕ TIẾN</p><p>{line}</p>")
    assert ("byline", "TRƯỜNG SƠN - VÕ TIẾN") in found
    assert all(zone in {"widget", "related"} for zone, text in found if text == line)


def test_the_paper_in_capitals_is_no_author() -> None:
    page = read_html(
        f"<h1>{TITLE}</h1><p>{BODY * 2} 1.</p>{MORE}<p>Bài, ảnh: MỸ LỆ HƯƠNG</p><p>BÁO TRÀ VINH ONLINE</p>"
    )
    assert page.author == "MỸ LỆ HƯƠNG"


@pytest.mark.parametrize("line", ["1/ Năm 2019 có gì đáng nói?", "Chưa được"])
def test_short_lines_between_paragraphs_head_them(line: str) -> None:
    assert ("heading", line) in zones(f"<p>{line}</p>{MORE}")


def test_a_bold_lead_is_no_title() -> None:
    lead = "(ĐNĐT) - Trong ngày 12-3-2009, tại thành phố Đà Nẵng, Cụm thi đua 5 thành phố tổ chức hội nghị tổng kết."
    page = read_html(
        "<table><tr><td><p><font size=4><b>Năm thành phố lớn: Thi đua vượt suy giảm</b></font></p>"
        f"<b>{lead}</b><br><br>{BODY * 2}<br><br>{BODY * 3}</td></tr></table>"
    )
    assert page.title == "Năm thành phố lớn: Thi đua vượt suy giảm"
    assert any(block.zone == "lead" and page.text[block.start : block.end] == lead for block in page.blocks)


def test_whoever_made_the_picture_is_no_author() -> None:
    picture = '<figure><img src="a.jpg"><figcaption>{}<span class="Photo_Author">{}</span></figcaption></figure>'
    found = zones(f"{picture.format('Quang cảnh hội nghị. ', 'Ảnh: L.T')}{MORE}{picture.format('Các tỉnh ký kết', '')}")
    assert ("caption", "Quang cảnh hội nghị. Ảnh: L.T") in found
    assert ("caption", "Các tỉnh ký kết") in found


def test_a_caption_above_the_lead_and_one_that_begins_as_a_byline() -> None:
    page = read_html(
        f'<h1>{TITLE}</h1><span class="itemImageCaption">Đại diện sáu đơn vị ký kết</span><p>{BODY} 1.</p>{MORE}'
        "<p>Ảnh: Bà Hồ Thị An, Phó Chủ tịch Hội Nông dân tỉnh nhận Cờ thi đua.</p><p><b>TÂM PHÙNG - VĂN DINH</b></p>"
    )
    captions = [page.text[block.start : block.end] for block in page.blocks if block.zone == "caption"]
    assert [caption[:10] for caption in captions] == ["Đại diện s", "Ảnh: Bà Hồ"]
    assert page.author == "TÂM PHÙNG - VĂN DINH"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Nguồn: Đài PT-TH Đắk Lắk", "Đài PT-TH Đắk Lắk"),
        ("Theo Hội LHPN tỉnh Thanh Hóa", "Hội LHPN tỉnh Thanh Hóa"),
        ("Theo Hữu Tâm", None),
    ],
)
def test_where_the_report_was_taken_from(line: str, publisher: str | None) -> None:
    page = read_html(f"<h1>{TITLE}</h1><p>{BODY} 1.</p>{MORE}<p>Hữu Tâm – Minh Tân</p><div><i>{line}</i></div>")
    assert page.publisher == publisher
    assert page.author == "Hữu Tâm – Minh Tân"


def test_headings_in_two_rows() -> None:
    """Merged headings: the lowest row names the figures; a merged subject is one; numbers of rows are left out."""
    page = read_html(
        f"<h1>{TITLE}</h1><p>{BODY} 1.</p><table><tr><td rowspan=2>TT</td><td rowspan=2>Đơn vị</td>"
        "<td colspan=2>Kết quả</td></tr><tr><td>Bắn súng<br>(%)</td><td>Quỹ (triệu đồng)</td></tr>"
        "<tr><td>I</td><td>Bộ CHQS tỉnh Đắk Lắk</td>"
        "<td>88,2</td><td>420</td></tr><tr><td>II</td><td>Bộ CHQS tỉnh Gia Lai</td><td></td><td>365</td></tr>"
        f"<tr><td colspan=2>Toàn Cụm</td><td>84,5</td><td>1.360</td></tr></table>{MORE}"
    )
    rows = [page.text[b.start : b.end] for b in page.blocks if "triệu" in page.text[b.start : b.end]]
    assert rows == [
        "Bộ CHQS tỉnh Đắk Lắk: Bắn súng 88,2%; Quỹ 420 triệu đồng.",
        "Bộ CHQS tỉnh Gia Lai: Quỹ 365 triệu đồng.",
        "Toàn Cụm: Bắn súng 84,5%; Quỹ 1.360 triệu đồng.",
    ]


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999999", "²", "3"])
def test_spans_that_are_none(span: str) -> None:
    page = read_html(
        f"<h1>{TITLE}</h1><p>{BODY} 1.</p><table><tr><td>Đơn vị</td><td>Thu (%)</td></tr>"
        f"<tr><td>Hà Tĩnh</td><td rowspan='{span}' colspan='{span}'>12</td></tr><tr><td>Nghệ An</td></tr></table>{MORE}"
    )
    assert "12" in page.text


def test_the_day_of_today_in_the_head_is_no_stamp() -> None:
    head = LINKED % '{"@type":"NewsArticle","datePublished":"2023-07-28T17:20"}'
    page = read_html(
        f'<html><head>{head}</head><body><div><span id="today">Thứ Tư, 02/08/2023</span></div><h1>{TITLE}</h1>'
        f"<p>{BODY}</p><p>{BODY * 2}</p></body></html>"
    )
    assert (page.published, page.date_source) == ("2023-07-28T17:20:00", "json-ld")


MONSTERS = {
    "nested div": lambda: "<div>" * 100_000 + f"<p>{BODY}</p>" + "</div>" * 100_000,
    "nested b": lambda: "<b><i>" * 50_000 + BODY,
    "nested table": lambda: "<table><tr><td>" * 30_000 + BODY,
    "one line": lambda: "<p>" + BODY * (10_000_000 // len(BODY)),
    "angles": lambda: "<" * 1_000_000 + " " + BODY,
    "ampersands": lambda: "&" * 1_000_000 + BODY,
    "comments": lambda: f"<p>{BODY}" + "<!--" * 500_000,
    "script": lambda: f"<p>{BODY}</p><script>" + "a<b>" * 1_000_000,
    "many paragraphs": lambda: f"<p>{BODY}</p>" * 20_000,
    "picture inside": lambda: f"<p>{BODY}<img src='data:image/png;base64,{'A' * 19_000_000}'></p>",
    "long table": lambda: "<table>" + f"<tr><td>Cà Mau</td><td>8,2</td></tr><tr><td>{BODY}</td></tr>" * 5_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monstrous_pages_end_soon(name: str) -> None:
    """Within the document's ten seconds, with their text."""
    source = MONSTERS[name]()
    started = time.process_time()
    assert BODY.strip() in read_html(source).text
    assert time.process_time() - started < 10


def test_attributes_that_never_end() -> None:
    started = time.process_time()
    with pytest.raises(ExtractionError) as caught:
        read_html("<p title='" * 500_000 + BODY)
    assert caught.value.code == "empty"
    assert time.process_time() - started < 10


def test_a_page_of_too_many_pieces_is_refused() -> None:
    with pytest.raises(ExtractionError) as caught:
        read_html(f"<p>{BODY}</p>" * 150_000)
    assert caught.value.code == "too_large"


def test_nested_elements_give_their_text() -> None:
    assert BODY.strip() in read_html("<div>" * 100_000 + f"<p>{BODY}</p>" + "</div>" * 100_000).text


def test_utf16_without_a_mark() -> None:
    assert read_html_bytes(f"<html><p>{BODY}</p></html>".encode("utf-16-le")).text == BODY.strip()


FOOT = f"<h1>Cụm thi đua số 3 họp</h1><p>{BODY}</p><p>{BODY.replace('2020', '2021')}</p>"


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("28 Tháng Sáu, 2022", "2022-06-28"),
        ("Tháng Mười Một 7, 2022", "2022-11-07"),
        ("12 Th3, 2019", "2019-03-12"),
        ("19/01/2021 3:05:00 CH", "2021-01-19T15:05"),
        ("5 Tháng Năm 2022 | 10:22", "2022-05-05T10:22"),
    ],
)
def test_stamps_as_systems_write_them(stamp: str, published: str) -> None:
    page = read_html(FOOT.replace("</h1>", f"</h1><div>{stamp}</div>"))
    assert (page.published, page.date_source) == (published, "stamp")


def test_the_day_below_the_report() -> None:
    page = read_html(f"{FOOT}<p>Văn Hạc</p><div>Ngày đăng: 15/03/2010 08:12:00 SA - Số lần xem: 1.238</div>")
    assert (page.author, page.published, page.date_source) == ("Văn Hạc", "2010-03-15T08:12", "stamp")
    page = read_html(
        f"{FOOT}<p>Văn Hạc</p><ul><li><a href='#'>Lệ Thủy gieo cấy xong vụ xuân (15/03/2010)</a></li></ul>"
    )
    assert page.published is None


def test_an_author_named_by_the_class() -> None:
    page = read_html(f"{FOOT.replace('</h1>', '</h1><div class=tacgia>PV. Nguyễn Bá Thịnh</div>')}")
    assert page.author == "PV. Nguyễn Bá Thịnh"
    page = read_html(
        f"{FOOT}<div class='article-author'>CTV Thanh Hiếu/VOV-Đông Bắc</div><div class='menu'>Thời sự</div>"
    )
    assert page.author == "CTV Thanh Hiếu"


def test_other_news_inside_the_report_and_below_it() -> None:
    box = "<p>Có thể bạn quan tâm</p><a href='#'>Sáp nhập 12 trường học trên địa bàn thị xã từ năm học mới</a>"
    page = read_html(
        FOOT.replace("</p><p>", f"</p><div>{box}</div><p>") + "<div class='tinkhac'>Bài khác</div><p>LIÊN KẾT</p>"
    )
    zones = {page.text[block.start : block.end]: block.zone for block in page.blocks}
    assert zones["Có thể bạn quan tâm"] == "related"
    assert page.author is None


def test_shares_are_no_caption() -> None:
    told = "Lãnh đạo 6 tỉnh đã ký giao ước thi đua năm 2010: phấn đấu GDP tăng 11%."
    page = read_html(f"{FOOT}<div>{told}</div><p>{BODY}</p>")
    assert {page.text[block.start : block.end]: block.zone for block in page.blocks}[told] == "body"
