"""Matches of a rule in a document, tried only where one of the words stands that the rule can begin with.

The words of a document are indexed once. A rule whose openers cannot be told (it begins with a class of letters) is
tried at every character, as `regex` does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.model.document import Document
from pipeline.model.words import WordIndex
from pipeline.openers import opening_words

REACH = 2000
"""Longest match in characters. The matcher looks for a rule's fixed words as far as it may read: with no end, to the
end of the text at each word."""

Match = regex.Match[str]
Pattern = regex.Pattern[str]


@lru_cache(maxsize=4096)
def openers(pattern: Pattern) -> frozenset[str] | None:
    """The words a compiled pattern can begin with, in lower case; None where they cannot be told."""
    return opening_words(pattern.pattern, verbose=bool(pattern.flags & regex.VERBOSE))


def find(
    doc: Document, pattern: Pattern, start: int = 0, end: int | None = None, *, norm: bool = False
) -> Iterator[Match]:
    """What `pattern.finditer(doc.low, start, end)` gives (`norm`: of `doc.norm`), words taken whole.

    A match begins where a word begins: `ông` is not found inside `không`.
    """
    text = doc.norm if norm else doc.low
    end = len(text) if end is None else end
    offsets = _offsets(doc.words, pattern)
    if offsets is None:
        yield from pattern.finditer(text, start, end)
        return
    position = start
    for index in range(bisect_left(offsets, start), len(offsets)):
        offset = offsets[index]
        if offset >= end:
            return
        if offset >= position and (match := pattern.match(text, offset, min(end, offset + REACH))):
            yield match
            position = max(match.end(), offset + 1)


def _offsets(words: WordIndex, pattern: Pattern) -> list[int] | None:
    if pattern not in words.known:
        names = openers(pattern)
        words.known[pattern] = None if names is None else words.starts(names)
    return words.known[pattern]
