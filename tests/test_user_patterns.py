"""A user adds an indicator, an award and a spelling of a province by editing a file, without code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

REPORT = (
    "Cụm thi đua các tỉnh Bắc Trung Bộ tổng kết công tác năm 2020\n\n"
    "Sáng 18/1/2021, tại tỉnh Quảng Bình, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết công tác thi "
    "đua, khen thưởng năm 2020.\n\n"
    "Tỷ lệ hộ có điện mặt trời của Xứ Thanh đạt 12,5%. Hội nghị thống nhất đề nghị Thủ tướng Chính phủ tặng Bảng vàng "
    "thi đua cho Xứ Thanh và tỉnh Hà Tĩnh.\n\n"
    "Hội nghị bầu Xứ Thanh làm Cụm trưởng năm 2021.\n"
)

ADDED = {
    "indicators.csv": 'solar,solar_households_share,tỷ lệ hộ có điện mặt trời,%,,hộ có điện mặt trời,"đạt 12,5%"\n',
    "awards.csv": "bang_vang,bảng\\s+vàng\\s+thi\\s+đua,Bảng vàng thi đua,giver,roll of honour\n",
}

SCRIPT = """
import json, sys
from pipeline.stages import build_record
print(json.dumps(build_record(sys.stdin.read()).to_dict(), ensure_ascii=True))
"""
LINT = "import json; from pipeline.rulebook import lint; print(json.dumps(lint()))"


def run(script: str, patterns: Path, text: str = "") -> Any:
    """What a fresh Python prints that reads its patterns from a folder."""
    environment = {**os.environ, "KYYEU_PATTERNS": str(patterns), "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], input=text.encode(), capture_output=True, env=environment, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def add(patterns: Path, name: str, row: str) -> None:
    """One more row at the end of a table."""
    path = patterns / name
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + row, encoding="utf-8")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the patterns."""
    copy = tmp_path_factory.mktemp("plain") / "patterns"
    shutil.copytree(ROOT / "patterns", copy)
    return copy


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the patterns with the user's additions."""
    copy = tmp_path_factory.mktemp("edited") / "patterns"
    shutil.copytree(ROOT / "patterns", copy)
    for name, row in ADDED.items():
        add(copy, name, row)
    provinces = copy / "provinces.csv"
    lines = provinces.read_text(encoding="utf-8").splitlines()
    found = [index for index, line in enumerate(lines) if line.startswith("Thanh Hóa,")]
    assert len(found) == 1
    line = lines[found[0]]
    lines[found[0]] = line + ("Xứ Thanh" if line.endswith(",") else ";Xứ Thanh")
    provinces.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return copy


def test_without_the_additions_nothing_of_it_is_known(plain: Path) -> None:
    record = run(SCRIPT, plain, REPORT)
    assert [figure["indicator"] for figure in record["indicators"]] == [None]
    assert [award["award"] for award in record["awards"]] == []
    assert [entry["unit"] for entry in record["leadership"]] == []


def test_with_the_additions_they_are_values_of_the_record(edited: Path) -> None:
    record = run(SCRIPT, edited, REPORT)
    assert [(f["indicator"], f["subject"], f["value"], f["unit"]) for f in record["indicators"]] == [
        ("solar_households_share", "Thanh Hóa", 12.5, "%")
    ]
    assert [(a["award"], a["status"], [r["name"] for r in a["recipients"]]) for a in record["awards"]] == [
        ("Bảng vàng thi đua của Thủ tướng Chính phủ", "proposed", ["Thanh Hóa", "Hà Tĩnh"])
    ]
    assert record["awards"][0]["evidence"][0]["rule"] == "awards.csv:bang_vang"
    assert [(e["office"], e["unit"], e["year"], e["status"]) for e in record["leadership"]] == [
        ("head", "Thanh Hóa", 2021, "elected")
    ]


def test_the_additions_are_sound(edited: Path) -> None:
    assert run(LINT, edited) == []


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("awards.csv", "hong,bảng\\s+(vàng,Bảng vàng,giver,\n"),
        ("indicators.csv", 'hong,hong,mô tả,%,,hộ (có điện,"đạt 12,5%"\n'),
        ("indicators.csv", 'hong,hong,mô tả,%,sideways,hộ có điện,"đạt 12,5%"\n'),
    ],
)
def test_an_addition_that_cannot_be_read_is_named(tmp_path: Path, name: str, row: str) -> None:
    shutil.copytree(ROOT / "patterns", tmp_path / "patterns")
    add(tmp_path / "patterns", name, row)
    problems = run(LINT, tmp_path / "patterns")
    assert [problem for problem in problems if problem.startswith(name) and "hong" in problem]
