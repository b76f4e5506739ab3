"""Blank lines and blanks added to a report move offsets and change no value."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.model.record import Record

ROOT = Path(__file__).parents[2]
SAMPLE = sorted((ROOT / "corpus").glob("*.txt"))[::8]

WAYS = {
    "blank lines": lambda text: text.replace("\n", "\n\n \n"),
    "outer blanks": lambda text: "\n\n  " + text.replace("\n", " \n") + "\n \n",
    "double blanks": lambda text: text.replace(" ", "  "),
}
_MOVED = {"text", "sha256", "zones", "evidence"}


def plain(value: object) -> object:
    """The data without offsets and without the text, blanks single."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key not in _MOVED}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def values(record: Record) -> object:
    data = record.to_dict()
    del data["id"]
    return plain(data)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_blanks_change_no_value(path: Path, way: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert values(pipeline.extract(WAYS[way](text))) == values(pipeline.extract(text))


def test_there_are_reports_to_try() -> None:
    assert len(SAMPLE) > 5
