"""The hunt for rules that nothing needs finds one that is planted, and none that a report needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.rulebook import patterns_dir

ROOT = Path(__file__).parents[2]
REPORT = """Cụm thi đua các tỉnh Bắc Trung Bộ tổng kết công tác năm 2020

Sáng 18/1/2021, tại tỉnh Nghệ An, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết năm 2020.
"""
USELESS = """
[[rule]]
id = "meeting.useless"
label = "nothing asks for it"
pattern = 'hội\\s+nghị'
yes = ["hội nghị"]
no = ["x"]
"""


def test_a_rule_that_nothing_needs_is_listed(tmp_path: Path) -> None:
    patterns = shutil.copytree(patterns_dir(), tmp_path / "patterns")
    with (patterns / "meeting.toml").open("a", encoding="utf-8") as file:
        file.write(USELESS)
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    out = tmp_path / "o.json"
    arguments = ["--input", tmp_path / "a.txt", "--records-only", "--jobs", "1", "--json", out]
    names = ["meeting.useless", "dates.full", "provinces.csv", "awards.csv: bang_khen"]
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "mutants.py", *names, *arguments],
        env={**os.environ, "KYYEU_PATTERNS": str(patterns), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    found = {name for name, by in json.loads(out.read_text(encoding="utf-8")).items() if not by}
    assert found == {"meeting.useless", "awards.csv: bang_khen"}
