"""Rules tried only where the words stand that they can begin with.

The words of a document are read once (`candidates`): two look-ups for each word tell which rules can begin there, so
that a rule none of whose words stands in the document costs nothing, and the cost of a document hardly grows with the
number of rules. A rule whose openers cannot be told (it begins with a class of letters) is tried at every character,
as `regex` does.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import regex

from pipeline.model.document import Document
from pipeline.model.words import IndexedText, WordIndex
from pipeline.openers import GOES_ON, opening_pairs

REACH: Final = 2000
"""Longest match in characters. The matcher looks for a rule's fixed words as far as it may read: with no end, to the
end of the text at each word."""

MAX_WORDS: Final = 50_000
"""Words of which it is remembered what can begin with them."""

Match = regex.Match[str]


class Matcher:
    """A compiled pattern that knows the words it can begin with; used as a `regex.Pattern`.

    In a text with an index (`Document.low`, `Document.norm`) what is searched for begins where a word begins: `ông`
    is not found inside `không`. `pairs`: what it can begin with, as `opening_pairs` has it; None where that cannot
    be told. `number`: from 1 where its candidates are found in the one pass over a document's words, else 0.
    """

    __slots__ = (
        "_known", "finditer", "fullmatch", "groupindex", "groups", "match", "number", "pairs", "pattern", "raw",
        "search", "sub",
    )  # fmt: skip

    def __init__(self, raw: regex.Pattern[str], *, shared: bool = True) -> None:
        self.raw = raw
        self.pattern, self.groups, self.groupindex = raw.pattern, raw.groups, raw.groupindex
        self.pairs = opening_pairs(raw.pattern, verbose=bool(raw.flags & regex.VERBOSE))
        self._known: dict[str, dict[str, bool] | bool] = {}
        told = self.pairs is not None
        self.number = _OPENINGS.add(self) if shared and told else 0
        self.sub: Callable[..., str] = raw.sub
        self.fullmatch: Callable[..., Match | None] = raw.fullmatch
        self.match: Callable[..., Match | None] = self._match if told else raw.match
        self.search: Callable[..., Match | None] = self._search if told else raw.search
        self.finditer: Callable[..., Iterator[Match]] = self._finditer if told else raw.finditer

    def opens(self, text: str, at: dict[int, str], offset: int, word: str) -> bool:
        """Whether a match can begin with the word that stands at the offset, before the word behind it."""
        known = self._known.get(word)
        if known is None:
            known = self.knows(word)
        if known is True or known is False:
            return known
        behind = offset + len(word)
        second = at.get(behind + 1)
        if second is None:
            return text[behind : behind + 1].isspace()
        follows = known.get(second)
        if follows is None:
            seconds = (self.pairs or {})[word] or ()
            follows = known[second] = second in seconds or any(letters in seconds for letters in _begun(second))
        return follows

    def knows(self, word: str) -> dict[str, bool] | bool:
        """Whether a match can begin with the word; a table of the words behind it where that depends on them."""
        if (earlier := self._known.get(word)) is not None:
            return earlier
        if len(self._known) >= MAX_WORDS:
            self._known.clear()
        pairs = self.pairs or {}
        known: dict[str, bool] | bool = word in pairs and pairs[word] is None
        if not known:
            known = any(letters in pairs for letters in _begun(word)) or ({} if word in pairs else False)
        self._known[word] = known
        return known

    def _match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Match | None:
        if type(text) is IndexedText:
            at = text.words.at
            word = at.get(pos)
            if word is not None and not self.opens(text, at, pos, word):
                return None
        return self.raw.match(text, pos, endpos)

    def _search(self, text: str, pos: int = 0, endpos: int = sys.maxsize, **options: Any) -> Match | None:
        if type(text) is IndexedText:
            return next(self._finditer(text, pos, endpos), None)
        return self.raw.search(text, pos, endpos, **options)

    def _finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize, **options: Any) -> Iterator[Match]:
        if type(text) is not IndexedText:
            return self.raw.finditer(text, pos, endpos, **options)
        offsets = self._offsets(text)
        first = bisect_left(offsets, pos)
        if first == len(offsets) or offsets[first] >= endpos:
            return iter(())
        return self._at(text, offsets, first, min(endpos, len(text)))

    def may_begin(self, text: IndexedText, pos: int, endpos: int) -> bool:
        """Whether words stand between the offsets that a match can begin with."""
        if self.pairs is None:
            return True
        offsets = self._offsets(text)
        first = bisect_left(offsets, pos)
        return first < len(offsets) and offsets[first] < endpos

    def _at(self, text: str, offsets: Sequence[int], first: int, end: int) -> Iterator[Match]:
        position = 0
        match_at = self.raw.match
        for index in range(first, len(offsets)):
            offset = offsets[index]
            if offset >= end:
                return
            if offset >= position and (match := match_at(text, offset, min(end, offset + REACH))):
                yield match
                position = max(match.end(), offset + 1)

    def _offsets(self, text: IndexedText) -> Sequence[int]:
        index = text.words
        if index.openings is None:
            index.openings, index.rules = _OPENINGS.candidates(text, index)
        offsets = index.openings.get(self)
        if offsets is None:
            if 0 < self.number <= index.rules:
                return ()
            at = index.at
            offsets = [offset for offset, word in at.items() if self.opens(text, at, offset, word)]
            index.openings[self] = offsets
        return offsets


def _begun(word: str) -> list[str]:
    """The keys of openers that the word can go on from."""
    return [word[:end] + GOES_ON for end in range(1, len(word) + 1)]


class _Openings:
    """Which matchers can begin with a word, for all of them together."""

    def __init__(self) -> None:
        self._count = self._pairs = 0
        self._by_opener: dict[str, list[Matcher]] = {}
        self._known: dict[str, dict[str, tuple[Matcher, ...]]] = {}

    def add(self, matcher: Matcher) -> int:
        """Notes the matcher; gives its number, from 1."""
        for opener in matcher.pairs or ():
            self._by_opener.setdefault(opener, []).append(matcher)
        self._known.clear()
        self._count += 1
        return self._count

    def candidates(self, text: str, index: WordIndex) -> tuple[dict[Any, list[int]], int]:
        """The offsets at which each matcher can begin, in text order; and the number of the last matcher."""
        found: defaultdict[Matcher, list[int]] = defaultdict(list)
        at, known = index.at, self._known
        for offset, word in at.items():
            by_second = known.get(word)
            if by_second is None:
                by_second = self._learn(word)
            if not by_second:
                continue
            behind = offset + len(word)
            second = at.get(behind + 1) or (" " if text[behind : behind + 1].isspace() else "")
            matchers = by_second.get(second)
            if matchers is None:
                matchers = tuple(matcher for matcher in by_second[_ALL] if matcher.opens(text, at, offset, word))
                by_second[second] = matchers
                self._pairs += 1
            for matcher in matchers:
                found[matcher].append(offset)
        return dict(found), self._count

    def _learn(self, word: str) -> dict[str, tuple[Matcher, ...]]:
        """For a word the matchers that can begin with it; empty where none can."""
        if len(self._known) + self._pairs > MAX_WORDS:
            self._known.clear()
            self._pairs = 0
        keys = (word, *_begun(word))
        matchers = dict.fromkeys(matcher for key in keys for matcher in self._by_opener.get(key, ()))
        able = tuple(matcher for matcher in matchers if matcher.knows(word) is not False)
        self._known[word] = {_ALL: able} if able else {}
        return self._known[word]


_ALL: Final = "*"
_OPENINGS: Final = _Openings()


def find(
    doc: Document, pattern: Matcher, start: int = 0, end: int | None = None, *, norm: bool = False
) -> Iterator[Match]:
    """What `pattern.finditer(doc.low, start, end)` gives (`norm`: of `doc.norm`)."""
    return pattern.finditer(doc.norm if norm else doc.low, start, sys.maxsize if end is None else end)
