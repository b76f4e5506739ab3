"""docs/check.md says what is so: its commands run, its tables are those of the code."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.check.fields import DETAILS, FIELDS, Field
from pipeline.cli.main import app

CHECK = Path(__file__).parents[2] / "docs" / "check.md"
TEXT = CHECK.read_text(encoding="utf-8")
REPORT = "Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết năm 2020."
ROW = re.compile(r"^\| (?P<names>`.*?`) \| (?P<match>.*?) \|$", re.MULTILINE)


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("corpus", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(REPORT, encoding="utf-8")
    gold = {"report": "meeting", "meeting": {"date": "2021-01-18", "province": "Cà Mau"}}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KYYEU_REAL", raising=False)
    blocks = re.findall(r"^```console\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).splitlines()
    assert len(lines) == 6
    for line in lines:
        prompt, name, *arguments = shlex.split(line)
        assert (prompt, name) == ("$", "kyyeu")
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, (line, done.output)
        assert done.stdout


def documented() -> dict[str, str]:
    """The match of each field that the tables name."""
    known = {field.name for field in FIELDS + DETAILS}
    rows = [(re.findall(r"`([\w.]+)`", row["names"]), row["match"]) for row in ROW.finditer(TEXT)]
    return {name: match for names, match in rows for name in names if name in known}


def test_every_field_is_documented() -> None:
    assert set(documented()) == {field.name for field in FIELDS + DETAILS}


def thresholds(field: Field) -> set[str]:
    return {f"alike {aspect.threshold:g}" for aspect in field.aspects if aspect.compare == "text"}


@pytest.mark.parametrize("field", FIELDS + DETAILS, ids=lambda field: field.name)
def test_every_threshold_is_documented(field: Field) -> None:
    match = documented()[field.name]
    if field.name.endswith(".all"):
        match = documented()[field.name.removesuffix(".all")]
    assert set(re.findall(r"alike [\d.]+\d", match)) == thresholds(field)
    assert ("number" in match) == any(aspect.compare == "number" for aspect in field.aspects)


def test_no_other_class_of_error_is_told() -> None:
    source = (CHECK.parents[1] / "pipeline" / "check" / "errors.py").read_text(encoding="utf-8")
    told = set(re.findall(r'return f?"([a-z ]+?) ?["{]', source))
    assert told == {"not found", "phantom", "duplicate", "taken by another", "wrong", "wrong year", "no", "boundary of"}
    assert all(f"`{name}" in TEXT for name in told if name != "wrong year")
