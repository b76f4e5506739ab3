"""What the extraction reaches on the gold may not fall: micro F1 in per cent, all documents, per field."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Whole percents below what was measured; raise them when the rules get better.
WRITTEN = {
    "report": 98, "cluster.name": 94, "cluster.kind": 98, "cluster.scope": 95, "cluster.members": 80,
    "meeting.date": 97, "meeting.province": 95, "meeting.period": 95, "meeting.types": 94,
    "officials.name": 97, "officials.positions": 93, "officials.roles": 92, "chairs": 92,
    "leadership": 84, "awards": 87, "percentages": 88, "figures": 88,
}  # fmt: skip
REAL = {
    "report": 100, "cluster.name": 100, "cluster.scope": 100, "meeting.date": 100, "meeting.period": 100,
    "officials.name": 100, "leadership": 95, "awards": 93, "percentages": 96, "figures": 92,
}  # fmt: skip


def scores(folder: Path, corpus: Path, gold: Path) -> dict[str, float]:
    """F1 of each field, in per cent."""
    out = folder / "scores.json"
    command = [sys.executable, "-m", "pipeline.check", "--corpus", corpus, "--gold", gold, "--json", out]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    read = json.loads(out.read_text(encoding="utf-8"))["scores"]["all"]
    return {field: 100 * score["f1"] for field, score in read.items() if score["f1"] is not None}


def below(found: dict[str, float], floors: dict[str, int]) -> dict[str, tuple[float, int]]:
    return {field: (found[field], floor) for field, floor in floors.items() if found[field] < floor}


def test_written_reports(tmp_path: Path) -> None:
    assert below(scores(tmp_path, ROOT / "corpus", ROOT / "gold"), WRITTEN) == {}


def test_real_reports(tmp_path: Path) -> None:
    if "KYYEU_REAL" not in os.environ:
        pytest.skip("KYYEU_REAL is not set: the public reports are not part of the project")
    shared = Path(os.environ["KYYEU_REAL"])
    assert below(scores(tmp_path, shared / "corpus" / "real", shared / "gold" / "real"), REAL) == {}
