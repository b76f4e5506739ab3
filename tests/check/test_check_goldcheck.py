"""Slips in the gold itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.goldcheck import gold_lines, slips
from pipeline.check.sources import Pair


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        (
            {
                "report": "meeting",
                "awards": [{"award": "X", "quote": "bài"}],
                "meeting": {"types_alt": ["khac"]},
            },
            [],
        ),
        ({"report": "meting"}, ["unknown report meting"]),
        ({"report": "other", "oficials": []}, ["unknown key oficials"]),
        ({"report": "other", "meeting": {"dat": "x"}}, ["meeting: unknown key dat"]),
        (
            {"report": "other", "officials": [{"name": "A", "roles": ["chair"]}]},
            ["officials[0].roles: unknown label chair"],
        ),
        (
            {"report": "other", "awards": [{"award": "X", "quote": "đâu"}]},
            ["awards[0]: quote not in the text: đâu"],
        ),
        ({"report": "other", "indicators": [{"kind": "goal"}]}, ["indicators[0].kind: unknown label goal"]),
        ({"report": "other", "meeting": {"time_of_day": None}, "warnings": ["date_conflict"]}, []),
    ],
)
def test_slips_in_gold(gold: dict[str, Any], expected: list[str]) -> None:
    assert list(slips(gold, "một bài")) == expected


def test_gold_without_a_text_is_a_slip(tmp_path: Path) -> None:
    pair = Pair(tmp_path, tmp_path)
    (tmp_path / "a.json").write_text(json.dumps({"report": "meeting"}), encoding="utf-8")
    assert gold_lines([pair]) == [f"a: no text {tmp_path / 'a.txt'}"]
    (tmp_path / "a.txt").write_text("bài", encoding="utf-8")
    assert gold_lines([pair]) == []
