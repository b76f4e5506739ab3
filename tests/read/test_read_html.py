"""Pages to lines: blocks in reading order, nothing of the machinery."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractionError
from pipeline.read.html import charset, read_html

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Cổng thông tin</title>
<meta property="og:site_name" content="Báo Cà Mau"><meta name="author" content="Minh Anh">
<meta property="article:published_time" content="2021-01-19T08:00:00+07:00">
<style>p { color: red }</style><script>var a = "<p>không</p>";</script></head>
<body><nav><a href="/">Trang chủ</a></nav>
<h1>Cụm thi đua
   tổng kết</h1><div class="time">19/01/2021</div>
<div><b>Sáng</b> 18/1,&nbsp;tại <i>Cà</i> Mau<br>hội nghị</div>
<figure><img src="a.jpg"><figcaption>Ảnh: đại biểu</figcaption></figure>
<table><tr><td>Cà Mau</td><td>8,2%</td></tr><tr><td>Bạc Liêu</td><td>7%</td></tr></table>
<noscript>Bật JavaScript</noscript><p hidden>ẩn</p><p style="display: none">ẩn</p> đuôi
<footer>Bản quyền</footer></body></html>"""


def test_a_page() -> None:
    page = read_html(PAGE)
    assert page.text.split("\n") == [
        "Cụm thi đua tổng kết",
        "19/01/2021",
        "Sáng 18/1, tại Cà Mau",
        "hội nghị",
        "Ảnh: đại biểu",
        "Cà Mau 8,2%",
        "Bạc Liêu 7%",
        "đuôi",
    ]
    assert page.title == "Cụm thi đua tổng kết"
    assert page.published == "2021-01-19T08:00:00+07:00"
    assert (page.publisher, page.author) == ("Báo Cà Mau", "Minh Anh")


@pytest.mark.parametrize(
    ("head", "body", "title", "lines"),
    [
        ("<title>Tít</title>", "<p>Nội dung</p>", "Tít", ["Tít", "Nội dung"]),
        ('<meta property="og:title" content="Tít"><title>Khác</title>', "<p>x</p>", "Tít", ["Tít", "x"]),
        ("<title>Khác</title>", "<h1></h1><h1>Tít</h1><p>x</p>", "Tít", ["Tít", "x"]),
        ("", "<p>x</p>", None, ["x"]),
    ],
)
def test_the_title_is_the_first_line(head: str, body: str, title: str | None, lines: list[str]) -> None:
    page = read_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert (page.title, page.text.split("\n")) == (title, lines)


def test_declared_charset() -> None:
    assert charset(b'<meta http-equiv="x" content="text/html; charset=windows-1258">') == "windows-1258"
    assert charset(b"<meta charset=utf-8>") == "utf-8"
    assert charset(b"<p>charset=utf-8</p>") is None


@pytest.mark.parametrize("source", ["<html></html>", "<script>x</script>", "<!-- x -->"])
def test_a_page_without_text_is_empty(source: str) -> None:
    with pytest.raises(ExtractionError) as caught:
        read_html(source)
    assert caught.value.code == "empty"


def test_a_truncated_page_gives_what_is_there() -> None:
    assert read_html("<html><body><p>Cụm thi đua <b>số 5</b> tổ ch").text == "Cụm thi đua số 5 tổ ch"


def test_an_xml_declaration_is_no_obstacle() -> None:
    assert read_html('<?xml version="1.0" encoding="iso-8859-1"?><html><p>Hội nghị</p></html>').text == "Hội nghị"


def test_a_thousand_nested_elements_are_read() -> None:
    assert read_html("<div>" * 1000 + "Hội nghị" + "</div>" * 1000 + "<p>sau</p>").text == "Hội nghị\nsau"


@given(st.text())
def test_any_text_is_a_page_or_empty(source: str) -> None:
    try:
        page = read_html(source)
    except ExtractionError:
        return
    assert page.text.strip()
    assert "\n\n" not in page.text


@given(st.lists(st.text(alphabet="Cụm thiđua8,2%&<>\"'", min_size=1).filter(str.strip), min_size=1))
def test_escaped_text_comes_back(words: list[str]) -> None:
    from html import escape

    source = "".join(f"<p>{escape(word)}</p>" for word in words)
    assert read_html(source).text.split("\n") == [" ".join(word.split()) for word in words]
