"""News that reports no cluster meeting gives a record with four keys and no phantom facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.stages import build_record

ROOT = Path(__file__).parents[1]
WRITTEN = sorted((ROOT / "tests" / "data" / "other").glob("[0-9]*.txt"))
LOOK_ALIKES = sorted((ROOT / "corpus").glob("*_neg*.txt"))


def test_there_are_as_many_as_promised() -> None:
    assert len(WRITTEN) >= 50
    assert len(LOOK_ALIKES) >= 9


@pytest.mark.parametrize("path", [*WRITTEN, *LOOK_ALIKES], ids=lambda path: path.stem)
def test_no_meeting_record(path: Path) -> None:
    record = build_record(path.read_text(encoding="utf-8"), uri=path.name)
    data = record.to_dict()
    assert data["report"] == "other"
    assert list(data) == ["schema", "id", "report", "article"]
    assert data["article"]["uri"] == path.name  # type: ignore[index]
    assert data["id"] == data["article"]["sha256"][:16]  # type: ignore[index]
