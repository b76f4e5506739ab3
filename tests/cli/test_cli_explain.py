"""`kyyeu explain`: every value with its rule, on the screen and as a page that is safe with any text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_reports import MEETING, kyyeu
from explain_records import NASTY, made
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from typer.testing import CliRunner

import pipeline
from pipeline.cli.main import app
from pipeline.cli.page import page
from pipeline.emit.values import Value, pieces, values
from pipeline.model.record import Evidence, Record

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "h1",
    "div",
    "span",
    "main",
    "section",
} | ({"mark", "p", "code", "h2", "table", "tbody", "tr", "th", "td", "br", "script"})


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bài.txt"
    path.write_text(MEETING, encoding="utf-8")
    return path


def test_the_screen(report: Path) -> None:
    done = kyyeu("explain", report)
    output = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "bài.txt" in output
    assert "report: meeting" in output
    record = pipeline.extract(MEETING)
    assert record.meeting is not None
    rules = {found.rule for found in record.meeting.evidence if found.field == "date"}
    (line,) = [line for line in output.splitlines() if line.startswith("date ")]
    assert "2021-01-18" in line
    assert all(rule in line for rule in rules)
    assert rules


def test_the_screen_in_colour(report: Path) -> None:
    done = kyyeu("explain", report, FORCE_COLOR="1")
    assert b"\x1b[" in done.stdout
    assert b"\x1b[" not in kyyeu("explain", report).stdout


def test_a_wide_screen_has_the_record_beside_the_text(report: Path) -> None:
    output = kyyeu("explain", report, COLUMNS="180").stdout.decode()
    assert any("Sáng 18/1/2021" in line and "giá trị" in line for line in output.splitlines())


def test_text_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MEETING + "\x1b[2J\x1b]0;x\x07 [red]x[/red]", encoding="utf-8")
    output = kyyeu("explain", path).stdout
    assert b"\x1b" not in output
    assert b"[red]x[/red]" in output


def test_a_row_of_a_table(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    table.write_text("\n".join(json.dumps({"text": text}) for text in ("Không có gì", MEETING)))
    assert b"report: other" in kyyeu("explain", table).stdout
    assert b"report: meeting" in kyyeu("explain", f"{table}#2").stdout


def test_what_cannot_be_read_is_exit_code_1(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\0b")
    done = kyyeu("explain", path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"a.txt: binary: the file is not text\n"


def test_the_page_of_a_file(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.html"
    done = CliRunner().invoke(app, ["explain", str(report), "--html", str(out)])
    assert (done.exit_code, done.output.strip()) == (0, str(out))
    source = out.read_text(encoding="utf-8")
    assert source == page(pipeline.extract(MEETING, uri="bài.txt"))
    root = html.fromstring(source)
    (text,) = root.xpath("//section[@id='text']")
    assert text.text_content() == MEETING
    assert "(prefers-color-scheme: dark)" in source


def test_a_page_that_cannot_be_written_is_exit_code_2(report: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["explain", str(report), "--html", str(tmp_path / "no" / "o.html")])
    assert done.exit_code == 2


@given(st.just(NASTY) | st.text(min_size=1))
def test_the_page_holds_any_text_as_text(text: str) -> None:
    source = page(made(text))
    root = etree.fromstring(source.encode(), etree.HTMLParser(encoding="utf-8"))
    tags = {element.tag for element in root.iter()}
    assert tags <= TAGS
    assert len(root.xpath("//script")) == 1
    assert len(root.xpath("//meta")) == 3
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    assert root.xpath("//@src | //@href") == []
    shown = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text)
    (section,) = root.xpath("//section[@id='text']")
    assert "".join(section.itertext()) == shown


def test_the_page_needs_no_network() -> None:
    assert "//" not in re.sub(r"<section.*</section>", "", page(made("x")), flags=re.DOTALL)


def value(*spans: tuple[int, int]) -> Value:
    evidence = tuple(Evidence(field="f", start=start, end=end, rule="r") for start, end in spans)
    return Value("meeting", None, "f", "v", evidence, ())


def test_overlapping_spans_are_cut_and_the_shortest_lies_on_top() -> None:
    found = pieces(10, [value((0, 8)), value((2, 4), (6, 9)), value((2, 4))])
    assert [(piece.start, piece.end, piece.values) for piece in found] == [
        (0, 2, (0,)),
        (2, 4, (1, 2, 0)),
        (4, 6, (0,)),
        (6, 8, (1, 0)),
        (8, 9, (1,)),
        (9, 10, ()),
    ]


def test_values_find_their_evidence() -> None:
    record = Record.model_validate(
        {
            "id": "0" * 16,
            "report": "meeting",
            "article": {"text": "x" * 9, "sha256": "0" * 64},
            "officials": [
                {
                    "name": "A",
                    "positions": [{"text": "P0"}, {"text": "P10"}],
                    "roles": ["spoke"],
                    "evidence": [
                        {"field": "name", "start": 0, "end": 1, "rule": "a"},
                        {"field": "positions[0].text", "start": 1, "end": 2, "rule": "b"},
                        {"field": "positions[1]", "start": 2, "end": 3, "rule": "c"},
                        {"field": "roles", "start": 3, "end": 4, "rule": "d"},
                    ],
                }
            ],
            "indicators": [
                {
                    "value": 1,
                    "derived": [{"field": "subject", "from": "title", "reason": "why"}],
                    "subject": "S",
                }
            ],
        }
    )
    assert [(found.field, found.value, found.reasons) for found in values(record)] == [
        ("name", "A", ["a"]),
        ("positions[0]", "P0", ["b"]),
        ("positions[1]", "P10", ["c"]),
        ("roles[0]", "spoke", ["d"]),
        ("subject", "S", ["← title: why"]),
        ("value", "1", []),
    ]
