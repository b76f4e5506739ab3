"""The report as a file: whole, safe with any text, and silent about what is held out."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from report_documents import HOSTILE, KEPT_BACK, SHOWN, TEXT, document, documents, figure, made_page

from pipeline.check.confusion import confusions
from pipeline.check.errors import Problem
from pipeline.check.fields import FIELDS
from pipeline.check.report import labels, page
from pipeline.check.report.marks import Span, pieces
from pipeline.check.score import score


def parsed(source: str) -> etree._Element:
    return etree.fromstring(source.encode(), etree.HTMLParser(encoding="utf-8"))


def texts(root: etree._Element, xpath: str) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in root.xpath(xpath)]


def test_scores_of_every_field() -> None:
    root = parsed(made_page())
    rows = root.xpath("//table[@class='scores']/tbody/tr")
    assert len(rows) == len(FIELDS)
    assert all(texts(root, "//table[@class='scores']/tbody/tr/th"))
    cells = {row.xpath(".//small")[0].text: texts(row, "td[@class='n']") for row in rows}
    # One figure right, one of another subject, one made up, one missed (held out), one on the wrong scale.
    assert cells["figures"] == ["25.0", "25.0", "25.0", "1", "3", "3", "28.6", "0.0"]
    (bar,) = [row.xpath(".//rect[@class='fill']/@width") for row in rows if row.xpath(".//small")[0].text == "figures"]
    assert bar == [cells["figures"][0]]


def test_confusions() -> None:
    root = parsed(made_page())
    captions = texts(root, "//table[@class='matrix']/caption")
    assert (
        captions
        == ["Khen thưởng awards.status κ = 0.00", "Chỉ tiêu, số liệu figures.kind", "Vai trò officials.roles"][
            : len(captions)
        ]
    )
    assert texts(root, "(//table[@class='matrix'])[1]/tbody/tr[1]/td") == ["", "1", ""]


def test_articles_hold_their_text_and_errors() -> None:
    root = parsed(made_page())
    (text,) = root.xpath("//details[@data-doc='một']//div[@class='text']")
    assert "".join(text.itertext()) == TEXT
    marks = {mark.text: set(mark.get("class").split()) for mark in text.xpath("mark")}
    assert marks == {"Hậu Giang đạt 83,41%": {"g", "f"}, "Long An 68,6%": {"g", "f"}, "Cà Mau": {"f"}}
    errors = root.xpath("//details[@data-doc='một']//button")
    assert [error.get("data-cause") for error in errors] == ["wrong subject", "phantom"]
    assert "Long An 68,6%" in "".join(errors[0].itertext())
    assert "figures.percent" in "".join(errors[0].itertext())
    assert "Hậu Giang đạt 83,41%, Long An 68,6%." in "".join(errors[0].itertext())


def test_what_is_held_out_is_scored_and_not_shown() -> None:
    source = made_page()
    assert KEPT_BACK not in source
    assert parsed(source).xpath("//details[@data-doc='ba']") == []
    assert "1 bài để dành" in " ".join(source.split())
    shown = made_page(show_held=True)
    assert KEPT_BACK in shown
    assert parsed(shown).xpath("//select[@id='split']/option/text()") == ["tất cả · all", "dev", "held"]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    root = parsed(made_page())
    assert root.xpath("//@src | //@action | //link | //iframe | //object | //base") == []
    assert all(value.startswith("#") for value in root.xpath("//@href"))
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for tag in ("script", "style"):
        (element,) = root.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


TAGS = (
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "small",
        "p",
        "nav",
        "a",
        "main",
        "section",
    ),
    *("div", "table", "thead", "tbody", "caption", "tr", "th", "td", "abbr", "b", "svg", "rect", "details", "summary"),
    *("ol", "li", "form", "label", "select", "option", "input", "span", "button", "kbd", "output", "mark", "bdi", "q"),
    *("code", "script", "section"),
)


@given(st.just(HOSTILE) | st.text(min_size=1))
def test_the_page_holds_any_text_as_text(text: str) -> None:
    gold, found = figure(1, text, text, text=text)
    made = document(text, {"indicators": [gold]}, {"indicators": [{**found, "value": 10}]}, text=text, title=text)
    root = parsed(page({text: made}, score(FIELDS, [made]), show_held=False))
    tags = Counter(element.tag for element in root.iter())
    assert set(tags) <= set(TAGS)
    assert (tags["script"], tags["style"], tags["meta"]) == (1, 1, 3)
    assert root.xpath("//@*[starts-with(name(), 'on')] | //@style") == []
    (section,) = root.xpath("//div[@class='text']")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", "".join(section.itertext()))


def test_hostile_text_is_shown_as_it_is() -> None:
    root = parsed(made_page())
    (section,) = root.xpath("//details[@class='article'][last()]//div[@class='text']")
    assert "".join(section.itertext()) == SHOWN


@pytest.mark.parametrize(
    ("cause", "label"),
    [
        ("not found", "không tìm thấy"),
        ("wrong year + status", "sai năm, trạng thái"),
        ("wrong scale of value", "sai bậc giá trị"),
        ("boundary of subject", "lệch ranh giới chủ thể"),
        ("no total", "thiếu mẫu số"),
        ("something new", "something new"),
    ],
)
def test_labels_of_causes(cause: str, label: str) -> None:
    assert labels.cause_label(cause) == label


def test_every_field_has_a_vietnamese_label() -> None:
    from pipeline.check.fields import DETAILS

    assert {field.name for field in FIELDS + DETAILS} == set(labels.FIELDS)


def test_overlapping_spans_are_cut() -> None:
    spans = [Span(0, 4, "g", "a"), Span(2, 6, "f", "a", 7), Span(8, 9, "f", "b"), Span(5, 99, "g", "out of the text")]
    found = [(piece.text, piece.sides, piece.tokens) for piece in pieces("0123456789", spans)]
    assert found == [
        ("01", "g", "g:a:"),
        ("23", "g f", "g:a: f:a:7"),
        ("45", "f", "f:a:7"),
        ("67", "", ""),
        ("8", "f", "f:b:"),
        ("9", "", ""),
    ]


def test_a_role_of_another_official_is_no_confusion() -> None:
    gold = {"officials": [{"name": "A", "roles": ["spoke"]}, {"name": "B", "roles": ["chaired", "opened"]}]}
    found = {"officials": [{"name": "A", "roles": ["spoke"]}, {"name": "B", "roles": ["directed"]}]}
    (matrix,) = confusions(score(FIELDS, [document("d", gold, found)]))
    assert matrix.pairs == {("spoke", "spoke"): 1, ("chaired", "directed"): 1, ("opened", None): 1}


def test_a_problem_has_a_side() -> None:
    problems = [problem for outcome in score(FIELDS, documents()) for problem in outcome.problems]
    assert all(isinstance(problem, Problem) and (problem.gold or problem.found) for problem in problems)
