"""Drafts are gold that needs no second hand to load: sound, with quotes, and never over what is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gold_made import TEXT
from typer.testing import CliRunner

from pipeline.api import extract
from pipeline.check.sources import REPOSITORY, is_held
from pipeline.cli.main import app
from pipeline.gold.draft import draft, gold_text
from pipeline.gold.validate import check_gold
from pipeline.model.record import Record

REPORT = """Cụm thi đua các tỉnh Bắc Trung Bộ tổng kết công tác năm 2020

Sáng 18/1/2021, tại tỉnh Nghệ An, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết năm 2020. Ông Lê Văn An, \
Chủ tịch UBND tỉnh Nghệ An, chủ trì hội nghị.

Năm 2020, GRDP của Thanh Hóa tăng 8,2%. Hội nghị đề nghị Chính phủ tặng Cờ thi đua cho tỉnh Hà Tĩnh.
"""


def test_a_draft_has_the_form_of_the_projects_gold(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "a.json"
    source.write_text(REPORT, encoding="utf-8")
    done = CliRunner().invoke(app, ["gold", "draft", str(source), "--out", str(out)])
    assert (done.exit_code, done.stdout) == (0, f"{out}\n")
    text = out.read_text(encoding="utf-8")
    assert text.startswith('{\n "id": "a",\n "gold": {\n  "report": "meeting",\n')
    gold = json.loads(text)["gold"]
    assert list(check_gold(gold, REPORT)) == []
    assert gold["officials"] == [
        {
            "name": "Lê Văn An",
            "honorific": "ông",
            "positions": ["Chủ tịch Ủy ban nhân dân tỉnh Nghệ An"],
            "roles": ["chaired"],
            "quote": "Lê Văn An, Chủ tịch UBND tỉnh Nghệ An, chủ trì",
        }
    ]
    (figure,) = gold["indicators"]
    assert (figure["value"], figure["subject"], figure["indicator"]) == (8.2, "Thanh Hóa", "grdp_growth")
    assert "8,2%" in figure["quote"]
    assert "evidence" not in text


def test_gold_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "a.json"
    source.write_text(REPORT, encoding="utf-8")
    out.write_text("by hand", encoding="utf-8")
    arguments = ["gold", "draft", str(source), "--out", str(out)]
    assert CliRunner().invoke(app, arguments).exit_code == 2
    assert out.read_text(encoding="utf-8") == "by hand"
    assert CliRunner().invoke(app, [*arguments, "--force"]).exit_code == 0
    assert out.read_text(encoding="utf-8") == CliRunner().invoke(app, ["gold", "draft", str(source)]).stdout


def test_a_report_of_something_else() -> None:
    record = extract("Đại hội Hội Nông dân tỉnh Cà Mau khai mạc sáng nay với sự tham dự của 200 đại biểu.", uri="b.txt")
    assert draft(record) == {"id": "b", "gold": {"report": "other"}}


@pytest.mark.parametrize(("content", "code"), [(b"", 1), (b"\x00\x01", 1), (None, 2)])
def test_a_report_that_cannot_be_read(tmp_path: Path, content: bytes | None, code: int) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "a.json"
    if content is not None:
        source.write_bytes(content)
    assert CliRunner().invoke(app, ["gold", "draft", str(source), "--out", str(out)]).exit_code == code
    assert not out.exists()


def test_what_the_record_says_twice_is_drafted_once() -> None:
    record = Record.model_validate(
        {
            "id": "0" * 16,
            "report": "meeting",
            "article": {"text": TEXT, "sha256": "0" * 64},
            "indicators": [
                {"value": 4, "unit": "tỉnh", "evidence": [{"field": "value", "start": 0, "end": 5, "rule": "f.p"}]},
                {"value": 4, "unit": "tỉnh", "evidence": [{"field": "value", "start": 5, "end": 9, "rule": "f.p"}]},
            ],
            "warnings": [{"code": "a", "message": "x"}, {"code": "a", "message": "y"}],
        }
    )
    gold = draft(record)["gold"]
    assert (len(gold["indicators"]), gold["warnings"]) == (1, ["a"])


def test_line_ends_of_other_systems_are_escaped() -> None:
    assert gold_text({"a": "x\u2028y\u0085z"}) == '{\n "a": "x\\u2028y\\u0085z"\n}\n'


def test_drafts_of_the_corpus_are_sound() -> None:
    for path in sorted((REPOSITORY / "corpus").glob("d*.txt")):
        if not is_held(path.stem):
            record = extract(path.read_text(encoding="utf-8"), uri=path.name)
            slips = list(check_gold(draft(record)["gold"], record.article.text))
            assert (path.stem, slips) == (path.stem, [])
