"""The words of a text by the offsets at which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Any

NUMBER = "#"
"""Under this all numbers stand."""

_WORD = re.compile(r"([^\W\d_]+|\d+(?:[.,]\d+)*)")
"""A run of letters, or a number."""


def words_of(text: str) -> Iterator[tuple[int, str]]:
    """Where each word of the text stands, and the word; `#` for a number."""
    # `split` takes half the time of a match object for each word.
    offset = 0
    for index, piece in enumerate(_WORD.split(text)):
        if index & 1:
            yield offset, NUMBER if piece[0].isdecimal() else piece
        offset += len(piece)


class WordIndex:
    """Offsets of each word (a run of letters) and, under `#`, of each number of a lower-cased text.

    `at`: the word, or `#`, by the offset where it begins.
    """

    __slots__ = ("at", "bits", "newest", "offsets", "openings", "order")

    def __init__(self, low: str) -> None:
        at: dict[int, str] = {}
        offsets: dict[str, list[int]] = {}
        for offset, word in words_of(low):
            at[offset] = word
            if word in offsets:
                offsets[word].append(offset)
            else:
                offsets[word] = [offset]
        self.at, self.offsets = at, offsets
        self.openings: dict[Any, list[int]] | None = None
        """Where a rule can begin, by rule; filled by `pipeline.match`, as are those below."""
        self.order: list[int] = []
        """The offsets of the words, in text order."""
        self.bits: list[int] = []
        """For each word the numbers of the rules that can begin with it, a bit each."""
        self.newest = 0
        """The last rule that was known then."""

    def starts(self, words: Set[str]) -> list[int]:
        """Offsets of any of the words, in text order."""
        return sorted(offset for word in self.offsets.keys() & words for offset in self.offsets[word])


class IndexedText(str):
    """A text of a document with the index of its words: what is cut out of it is a plain `str`."""

    __slots__ = ("words",)

    words: WordIndex

    def __new__(cls, text: str, words: WordIndex) -> IndexedText:
        """`words`: those of the text in lower case."""
        made = super().__new__(cls, text)
        made.words = words
        return made
