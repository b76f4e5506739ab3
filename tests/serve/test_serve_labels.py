"""What the pages say stands in one file, all of it in both languages, and nothing there is unsaid."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.serve.labels import LANGUAGES, table

SOURCES = Path(__file__).parents[2] / "pipeline" / "serve"


def sources() -> str:
    paths = [*SOURCES.rglob("*.html"), *SOURCES.rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_key_that_a_page_names_is_there() -> None:
    named = set(re.findall(r"""say\(["']([a-z_]+\.[a-z_A-Z0-9]+)["']""", sources()))
    assert named
    assert named <= set(table()["vi"])


def test_every_row_is_needed() -> None:
    text = sources()
    # Some keys are made of a beginning and what the archive holds.
    patterns = (r'say(?:\.has)?\("([a-z_.]+)" ~', r'f"([a-z_]+\.)\{', r'"([a-z_]+\.)"')
    beginnings = tuple({found for pattern in patterns for found in re.findall(pattern, text)})
    assert len(beginnings) > 5
    assert [key for key in table()["vi"] if not key.startswith(beginnings) and f'"{key}"' not in text] == []


def test_both_languages_take_the_same_values() -> None:
    for key, text in table()["vi"].items():
        holes = {language: sorted(re.findall(r"\{(\w+)\}", table()[language][key])) for language in LANGUAGES}
        assert holes["vi"] == holes["en"], (key, text)
