"""The memo of the word segmenter: bounded, and what it gives is what the segmenter gives."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from pipeline.tag.word_segments import syllables

CORPUS = Path(__file__).parents[2] / "corpus"
LINES = 10_000
WORDS = 6
"""Longest phrase that is asked for."""


def phrases() -> list[str]:
    """Different phrases of the written articles."""
    found: dict[str, None] = {}
    for path in sorted(CORPUS.glob("*.txt")):
        words = path.read_text(encoding="utf-8").lower().split()
        found |= {" ".join(words[start : start + WORDS]): None for start in range(0, len(words), 2)}
    return list(islice(found, LINES))


def test_memo_changes_nothing_on_ten_thousand_phrases() -> None:
    underthesea = pytest.importorskip("underthesea")
    asked = phrases()
    assert len(asked) == LINES
    limit = syllables.cache_info().maxsize
    assert limit is not None
    assert limit < LINES
    expected = []
    for phrase in asked:
        words = underthesea.word_tokenize(phrase, use_token_normalize=False)
        expected.append(tuple(len(word.split()) for word in words))
    assert [syllables(phrase) for phrase in asked] == expected
    last = asked[-limit // 2 :]
    hits = syllables.cache_info().hits
    assert [syllables(phrase) for phrase in last] == expected[-limit // 2 :]
    assert syllables.cache_info().hits - hits == len(last)
    assert syllables.cache_info().currsize == limit
