"""The words of a text by position, so that a rule is tried only at the words that can open it.

A rule such as `phấn\\s+đấu|mục\\s+tiêu` can begin only at `phấn` or `mục`. Its openers are read off the pattern;
with an index of the text's words all matches of a rule cost a few look-ups instead of a walk over every character.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

import regex

from pipeline.match import Matcher, Piece
from pipeline.model.words import IndexedText, WordIndex
from pipeline.openers import OpenersError, opening_words
from pipeline.rulebook import RuleError, rule

Match = regex.Match[str]


def says(name: str, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Does the rule `figures.NAME` find anything in the (folded, lower-cased) text from `start` to `end`, taken alone?

    In the text of a document the rule is tried only where one of its words stands between the two.
    """
    matcher = _matcher(name)
    if type(text) is IndexedText:
        if not matcher.may_begin(text, start, end):
            return False
    elif type(text) is Piece and not text.allows(matcher):
        return False
    return matcher.raw.search(text[start:end]) is not None


@cache
def _matcher(name: str) -> Matcher:
    return rule(f"figures.{name}").regex


@dataclass(slots=True)
class Words:
    """The text and, for each of its words, the offsets at which it stands. Digits stand under `#`."""

    low: IndexedText
    index: WordIndex
    _found: dict[str, list[Match]] = field(default_factory=dict)

    @classmethod
    def of(cls, low: str) -> Words:
        """The index of a lower-cased text."""
        index = WordIndex(low)
        return cls(IndexedText(low, index), index)

    def starts(self, words: frozenset[str]) -> list[tuple[int, str]]:
        """Offsets of the given words with the word, in text order."""
        offsets = self.index.offsets
        return sorted((offset, word) for word in offsets.keys() & words for offset in offsets[word])

    def find(self, name: str) -> list[Match]:
        """All matches of the rule `figures.NAME` that do not overlap, in text order."""
        if name not in self._found:
            entry = rule(f"figures.{name}")
            self._found[name] = list(entry.regex.finditer(self.low))
        return self._found[name]

    def within(self, name: str, start: int, end: int) -> list[Match]:
        """Those matches of the rule that begin between two offsets."""
        matches = self.find(name)
        first = bisect_left(matches, start, key=regex.Match.start)
        return matches[first : bisect_left(matches, end, key=regex.Match.start)]

    def last(self, name: str, start: int, end: int) -> Match | None:
        """The last match of the rule that begins between two offsets."""
        matches = self.find(name)
        index = bisect_left(matches, end, key=regex.Match.start) - 1
        return matches[index] if index >= 0 and matches[index].start() >= start else None


@cache
def openers(pattern: str, where: str) -> frozenset[str]:
    """The words a (verbose) pattern can begin with. Raises `RuleError` where it can begin with anything."""
    try:
        words = opening_words(pattern)
    except OpenersError as error:
        raise RuleError(f"{where}: {error}") from error
    if words is None:
        raise RuleError(f"{where}: must begin with a word or a number")
    return words
