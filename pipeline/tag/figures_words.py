"""The words of a text by position, so that a rule is tried only at the words that can open it.

A rule such as `phấn\\s+đấu|mục\\s+tiêu` can begin only at `phấn` or `mục`. Its openers are read off the pattern;
with an index of the text's words all matches of a rule cost a few look-ups instead of a walk over every character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

import regex

from pipeline.rulebook import RuleError, rule

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LITERAL = regex.compile(r"\p{L}+")
_ENDS = ("\\s", " ", "|", ")", "(?!", "(?=", "(?<", "(?:\\s", "(?: ", "(?:,", ",", "\\b", "-", "[ ")
NUMBER = "#"
"""Opener of patterns that begin with a digit."""

Match = regex.Match[str]


def says(name: str, text: str) -> bool:
    """Does the rule `figures.NAME` find anything in the (folded, lower-cased) text?"""
    return rule(f"figures.{name}").regex.search(text) is not None


@dataclass(slots=True)
class Words:
    """The text and, for each of its words, the offsets at which it stands. Digits stand under `#`."""

    low: str
    index: dict[str, list[int]]
    _found: dict[str, list[Match]] = field(default_factory=dict)

    @classmethod
    def of(cls, low: str) -> Words:
        """The index of a lower-cased text."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for token in _TOKEN.finditer(low):
            word = token[0]
            index[NUMBER if word[0].isdigit() else word].append(token.start())
        return cls(low, dict(index))

    def starts(self, words: frozenset[str]) -> list[tuple[int, str]]:
        """Offsets of the given words with the word, in text order."""
        known = self.index.keys() & words
        return sorted((offset, word) for word in known for offset in self.index[word])

    def find(self, name: str) -> list[Match]:
        """All matches of the rule `figures.NAME` that do not overlap, in text order."""
        if name not in self._found:
            entry = rule(f"figures.{name}")
            self._found[name] = self._matches(entry.regex, openers(entry.regex.pattern, entry.id))
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

    def _matches(self, pattern: regex.Pattern[str], words: frozenset[str]) -> list[Match]:
        found: list[Match] = []
        position = 0
        for offset, _ in self.starts(words):
            if offset >= position and (match := pattern.match(self.low, offset)):
                found.append(match)
                position = max(match.end(), offset + 1)
        return found


@cache
def openers(pattern: str, where: str) -> frozenset[str]:
    """The words a (verbose) pattern can begin with. Raises `RuleError` where it can begin with anything."""
    compact = regex.sub(r"(?<!\\)\s+", "", regex.sub(r"(?m)(?<!\\)#.*$", "", pattern))
    words = _first(compact.replace("\\ ", "\\s"))
    if words is None or "" in words:
        raise RuleError(f"{where}: must begin with a word or a number")
    return frozenset(words)


def _first(pattern: str) -> set[str] | None:
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        words = _first_of(alternative)
        if words is None:
            return None
        found |= words
    return found


def _first_of(piece: str) -> set[str] | None:
    """First words of one alternative; `""` where it can be empty, None where it can be anything."""
    while piece.startswith(("(?<!", "(?<=", "(?!", "(?=", "\\b")):
        piece = piece[2:] if piece.startswith("\\b") else piece[_close(piece) :]
    if not piece:
        return {""}
    if piece.startswith("("):
        return _first_of_group(piece)
    if piece.startswith(("\\d", "[\\d")) or piece[0].isdigit():
        return {NUMBER}
    literal = _LITERAL.match(piece)
    if literal is None:
        return None
    rest = piece[literal.end() :]
    return {literal[0]} if not rest or rest.startswith(_ENDS) else None


def _first_of_group(piece: str) -> set[str] | None:
    end = _close(piece)
    inner = _first(regex.sub(r"^\((?:\?(?:P<\w+>|:|>))?", "", piece[: end - 1]))
    rest = piece[end:]
    optional = regex.match(r"[?*]\+?|\{0,\d+\}\+?", rest)
    if inner is None or not (optional or "" in inner):
        return inner
    following = _first_of(rest[optional.end() :] if optional else rest)
    return None if following is None else (inner - {""}) | following


def _alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between its outer `|`."""
    parts, start = [], 0
    for index, depth in _walk(pattern):
        if pattern[index] == "|" and depth == 0:
            parts.append(pattern[start:index])
            start = index + 1
    return [*parts, pattern[start:]]


def _close(pattern: str) -> int:
    """Offset behind the bracket that closes the one at the start."""
    for index, depth in _walk(pattern):
        if pattern[index] == ")" and depth == 0:
            return index + 1
    raise RuleError(f"bracket not closed in {pattern}")


def _walk(pattern: str) -> list[tuple[int, int]]:
    """Offset of each character that is neither escaped nor in a character class, with the open brackets behind it."""
    found, depth, index = [], 0, 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 2
            continue
        if char == "[":
            index = pattern.index("]", index + 2) + 1
            continue
        depth += (char == "(") - (char == ")")
        found.append((index, depth))
        index += 1
    return found
