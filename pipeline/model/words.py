"""The words of a text by the offsets at which they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from typing import Any

NUMBER = "#"
"""Under this all numbers stand."""

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")


class WordIndex:
    """Offsets of each word (a run of letters) and, under `#`, of each number of a lower-cased text."""

    __slots__ = ("known", "offsets")

    def __init__(self, low: str) -> None:
        offsets: defaultdict[str, list[int]] = defaultdict(list)
        for token in _TOKEN.finditer(low):
            word = token[0]
            offsets[word if not word[0].isdigit() else NUMBER].append(token.start())
        self.offsets: dict[str, list[int]] = dict(offsets)
        self.known: dict[Any, list[int] | None] = {}
        """Offsets that were looked up before, by what they were looked up for."""

    def starts(self, words: Set[str]) -> list[int]:
        """Offsets of any of the words, in text order."""
        return sorted(offset for word in self.offsets.keys() & words for offset in self.offsets[word])
