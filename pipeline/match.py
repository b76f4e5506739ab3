"""Rules tried only where the words stand that they can begin with.

The words of a document are read once (`candidates`): two look-ups for each word tell which rules can begin there, so
that a rule none of whose words stands in the document costs nothing, and the cost of a document hardly grows with the
number of rules. A rule whose openers cannot be told (it begins with a class of letters) is tried at every character,
as `regex` does.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import Any, Final

import regex

from pipeline.model.document import Document
from pipeline.model.words import NUMBER, IndexedText, words_of
from pipeline.openers import GOES_ON, begins_numbers, opening_pairs

REACH: Final = 2000
"""Longest match in characters. The matcher looks for a rule's fixed words as far as it may read: with no end, to the
end of the text at each word."""

MAX_WORDS: Final = 50_000
"""Words of which a rule remembers whether it can begin with them."""

MAX_PAIRS: Final = 200_000
"""Pairs of words of which it is remembered which rules can begin with them."""

MAX_OPENER: Final = 40
"""Letters of the longest word that opens a rule; the longest syllable has seven."""

Match = regex.Match[str]
Spotted = tuple[int, int, Sequence[int], Sequence[int]]
_NOTHING: Final[Iterator[Match]] = iter(())


class Matcher:
    """A compiled pattern that knows the words it can begin with; used as a `regex.Pattern`.

    In a text with an index (`Document.low`, `Document.norm`) what is searched for begins where a word begins: `ông`
    is not found inside `không`. `pairs`: what it can begin with, as `opening_pairs` has it; None where that cannot
    be told. `number`: its place among all, from 1; 0 for a pattern of one document (`shared` is false).
    """

    __slots__ = (
        "_at_words",
        "_known",
        "_letters",
        "_match_at",
        "_search_in",
        "bit",
        "finditer",
        "fullmatch",
        "groupindex",
        "groups",
        "match",
        "number",
        "pairs",
        "pattern",
        "raw",
        "search",
        "sub",
    )  # fmt: skip

    def __init__(self, raw: regex.Pattern[str], *, shared: bool = True) -> None:
        self.raw = raw
        self.pattern, self.groups, self.groupindex = raw.pattern, raw.groups, raw.groupindex
        self.pairs = opening_pairs(raw.pattern, verbose=bool(raw.flags & regex.VERBOSE))
        self._known: dict[str, dict[str, bool] | bool] = {}
        self._letters = tuple(key.removesuffix(GOES_ON) for key in self.pairs or () if key.endswith(GOES_ON))
        told = self.pairs is not None
        self.number = _OPENERS.add(self) if shared and told else 0
        self.bit = 1 << self.number
        self._at_words = told and (NUMBER not in (self.pairs or ()) or begins_numbers(raw.pattern))
        # Their last arguments: no part of a match will do; the lock of the interpreter is kept, which costs a third
        # of a short match to give away.
        self._match_at, self._search_in = raw.match, raw.search
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
            known = word.startswith(self._letters) or ({} if word in pairs else False)
        self._known[word] = known
        return known

    def _match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Match | None:
        if type(text) is IndexedText:
            at = text.words.at
            word = at.get(pos)
            if word is not None:
                known = self._known.get(word)
                if known is False or (known is not True and not self.opens(text, at, pos, word)):
                    return None
        return self._match_at(text, pos, endpos, False, False)

    def _search(self, text: str, pos: int = 0, endpos: int = sys.maxsize, timeout: float | None = None) -> Match | None:
        if type(text) is Glance:
            if 0 < self.number <= text.newest:
                if not text.openings & self.bit:
                    return None
                if self._at_words and endpos == sys.maxsize and not pos:
                    return self._in_piece(text)
        elif type(text) is IndexedText:
            return self._first(text, pos, endpos)
        elif type(text) is Piece and not text.allows(self):
            return None
        return self._search_in(text, pos, endpos, False, False, timeout)

    def _in_piece(self, text: Glance) -> Match | None:
        """As `search`, tried at the words of the text alone."""
        bit, match_at = self.bit, self._match_at
        for offset, openings in zip(text.order, text.bits, strict=True):
            if openings & bit and (match := match_at(text, offset - text.start, sys.maxsize, False, False)):
                return match
        return None

    def _first(self, text: IndexedText, pos: int, endpos: int) -> Match | None:
        openings = text.words.openings
        offsets = openings.get(self) if openings is not None else None
        if offsets is None:
            offsets = self._offsets(text)
        match_at = self._match_at
        for index in range(bisect_left(offsets, pos), len(offsets)):
            offset = offsets[index]
            if offset >= endpos:
                return None
            if match := match_at(text, offset, min(endpos, offset + REACH), False, False):
                return match
        return None

    def _finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize, **options: Any) -> Iterator[Match]:
        if type(text) is not IndexedText:
            if isinstance(text, Glance | Piece) and not text.allows(self):
                return _NOTHING
            return self.raw.finditer(text, pos, endpos, **options)
        openings = text.words.openings
        offsets = openings.get(self) if openings is not None else None
        if offsets is None:
            offsets = self._offsets(text)
        if not offsets or offsets[-1] < pos:
            return _NOTHING
        first = bisect_left(offsets, pos) if pos else 0
        if offsets[first] >= endpos:
            return _NOTHING
        return self._at(text, offsets, first, min(endpos, len(text)))

    def may_begin(self, text: IndexedText, start: int, end: int) -> bool:
        """Whether words stand between the offsets that a match can begin with."""
        if self.pairs is None:
            return True
        openings = text.words.openings
        offsets = openings.get(self) if openings is not None else None
        if offsets is None:
            offsets = self._offsets(text)
        if not offsets or offsets[-1] < start:
            return False
        return offsets[bisect_left(offsets, start)] < end

    def _at(self, text: str, offsets: Sequence[int], first: int, end: int) -> Iterator[Match]:
        position = 0
        match_at = self._match_at
        for index in range(first, len(offsets)):
            offset = offsets[index]
            if offset >= end:
                return
            if offset >= position and (match := match_at(text, offset, min(end, offset + REACH), False, False)):
                yield match
                position = max(match.end(), offset + 1)

    def _offsets(self, text: IndexedText) -> list[int]:
        words = text.words
        found = words.openings if words.openings is not None else _OPENERS.index(text)
        offsets = found.get(self)
        if offsets is None:
            if self.number:
                _OPENERS.ask(self)
            offsets = found[self] = self._walk(text)
        return offsets

    def _walk(self, text: IndexedText) -> list[int]:
        """The places of a matcher that no document was asked for before."""
        words, pairs = text.words, self.pairs or {}
        names = words.offsets.keys() & pairs.keys()
        if self._letters:
            names |= {word for word in words.offsets if word.startswith(self._letters)}
        places = sorted((offset, name) for name in names for offset in words.offsets[name])
        return [offset for offset, name in places if self.opens(text, words.at, offset, name)]


class Glance(str):
    """A short text in lower case that many rules are searched in: those that none of its words opens pass it by.

    `openings`: the numbers of the matchers that its words open, a bit each; the last matcher known then is `newest`.
    `bits`: the same for each word; it stands at the place in `order`, counted from `start`.
    """

    __slots__ = ("bits", "newest", "openings", "order", "start")

    openings: int
    newest: int
    order: Sequence[int]
    bits: Sequence[int]
    start: int

    def __new__(cls, text: str, spotted: Spotted | None = None) -> Glance:
        """`spotted`: `newest`, `start`, `order` and `bits` where they are known, from `spotted`."""
        made = super().__new__(cls, text)
        made.newest, made.start, made.order, made.bits = spotted or (_OPENERS.count, 0, *_OPENERS.of(text))
        made.openings = reduce(or_, made.bits, 0)
        return made

    def allows(self, matcher: Matcher) -> bool:
        """Whether a match can begin with a word of the text."""
        return bool(self.openings & matcher.bit) or not 0 < matcher.number <= self.newest


def spotted(text: IndexedText, start: int, end: int) -> Spotted:
    """`newest`, `start`, `order` and `bits` of the words between two offsets; no word stands across them."""
    words = text.words
    if words.openings is None:
        _OPENERS.index(text)
    first = bisect_left(words.order, start)
    last = bisect_left(words.order, end, first)
    return words.newest, start, words.order[first:last], words.bits[first:last]


class Piece(str):
    """A piece of a document's text: rules that none of its words opens pass it by. `start`, `end`: where it stands."""

    __slots__ = ("end", "start", "text")

    text: IndexedText
    start: int
    end: int

    def allows(self, matcher: Matcher) -> bool:
        """Whether a match can begin with a word of the piece."""
        return matcher.may_begin(self.text, self.start, self.end)


def cut(text: IndexedText, start: int, end: int) -> Piece:
    """A piece of a document's text."""
    piece = Piece(text[start:end])
    piece.text, piece.start, piece.end = text, start, end
    return piece


def _head(word: str) -> str:
    """The word as far as an opener can reach: what follows in a longer one opens nothing, and is not kept."""
    return word if len(word) <= MAX_OPENER else word[: MAX_OPENER + 1]


@lru_cache(maxsize=MAX_WORDS)
def _begun(word: str) -> tuple[str, ...]:
    """The keys of openers that the word can go on from."""
    return tuple(word[:end] + GOES_ON for end in range(1, len(word) + 1))


class _Openers:
    """All matchers by the words that they can begin with."""

    def __init__(self) -> None:
        self.count = 0
        self._asked: set[Matcher] = set()
        self._alone: dict[str, list[Matcher]] = {}
        self._before: dict[str, dict[str, list[Matcher]]] = {}
        self._known: dict[str, dict[str, _Opened]] = {}
        self._size = 0

    def add(self, matcher: Matcher) -> int:
        """Notes a matcher and gives its number, from 1."""
        for opener, seconds in (matcher.pairs or {}).items():
            if max(map(len, (opener, *(seconds or ())))) > MAX_OPENER:
                raise ValueError(f"{opener}: words of more than {MAX_OPENER} letters open no rule")
            if seconds is None:
                self._alone.setdefault(opener, []).append(matcher)
            for second in seconds or ():
                self._before.setdefault(opener, {}).setdefault(second, []).append(matcher)
        self._forget()
        self.count += 1
        return self.count

    def ask(self, matcher: Matcher) -> None:
        """From now on the matcher's places are found in each document."""
        self._asked.add(matcher)
        self._forget()

    def _forget(self) -> None:
        self._known.clear()
        self._size = 0

    def of(self, text: str) -> tuple[list[int], list[int]]:
        """The places of the words of a text, and the numbers of the matchers that can begin with each, a bit each."""
        at = dict(words_of(text))
        return list(at), [bits for bits, _ in self._opened(text, at)]

    def index(self, text: IndexedText) -> dict[Any, list[int]]:
        """Finds the places of all matchers in a text, once."""
        words = text.words
        # Rules that are compiled later were not looked for here: they are tried everywhere.
        words.newest = self.count
        found: dict[Any, list[int]] = {matcher: [] for matcher in self._asked}
        opened = self._opened(text, words.at)
        for offset, (_, asked) in zip(words.at, opened, strict=True):
            for matcher in asked:
                found[matcher].append(offset)
        words.openings, words.order, words.bits = found, list(words.at), [bits for bits, _ in opened]
        return words.openings

    def _opened(self, text: str, at: dict[int, str]) -> list[_Opened]:
        """For each word the matchers that it opens, as bits, and those of them that documents are asked for."""
        known = self._known
        found = []
        for offset, word in at.items():
            behind = offset + len(word)
            second = at.get(behind + 1)
            if second is None:
                second = " " if text[behind : behind + 1].isspace() else ""
            elif len(second) > MAX_OPENER:
                second = _head(second)
            if len(word) > MAX_OPENER:
                word = _head(word)
            by_second = known.get(word)
            if by_second is None:
                by_second = known[word] = {}
            opened = by_second.get(second)
            if opened is None:
                opened = by_second[second] = self._learn(word, second)
            found.append(opened)
        return found

    def _learn(self, word: str, second: str) -> _Opened:
        """What the word opens before another (`""`: none stands behind a blank, `" "`: a mark does)."""
        self._size += 1
        if self._size > MAX_PAIRS:
            self._forget()
        lists = [self._alone.get(key, ()) for key in (word, *_begun(word))]
        if second and (before := self._before.get(word)):
            keys = before if second == " " else (second, *_begun(second))
            lists += [before.get(key, ()) for key in keys]
        live = set(chain.from_iterable(lists))
        return reduce(or_, (matcher.bit for matcher in live), 0), tuple(m for m in live if m in self._asked)


_Opened = tuple[int, tuple[Matcher, ...]]
_OPENERS: Final = _Openers()


def find(
    doc: Document, pattern: Matcher, start: int = 0, end: int | None = None, *, norm: bool = False
) -> Iterator[Match]:
    """What `pattern.finditer(doc.low, start, end)` gives (`norm`: of `doc.norm`)."""
    return pattern.finditer(doc.norm if norm else doc.low, start, sys.maxsize if end is None else end)
