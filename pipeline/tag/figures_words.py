"""The words of a text by position, so that a rule is tried only at the words that can open it.

A rule such as `phấn\\s+đấu|mục\\s+tiêu` can begin only at `phấn` or `mục`. Its openers are read off the pattern; with an
index of the text's words all matches of a rule cost a few look-ups instead of a walk over every character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

import regex

from pipeline.rulebook import RuleError, rule

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LITERAL = regex.compile(r"\p{L}+")
_ENDS = ("\\s", " ", "|", ")", "(?!", "(?=", "(?<", "(?:\\s", "(?: ", "(?:,", ",", "\\b", "-", "[ ")
NUMBER = "#"
"""Opener of patterns that begin with a digit."""


@dataclass(slots=True)
class Words:
    """The text and, for each of its words, the offsets at which it stands. Digits stand under `#`."""

    low: str
    index: dict[str, list[int]]
    _found: dict[str, list[regex.Match[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, low: str) -> Words:
        """The index of a lower-cased text."""
        index: dict[str, list[int]] = {}
        for token in _TOKEN.finditer(low):
            word = token[0]
            index.setdefault(NUMBER if word[0].isdigit() else word, []).append(token.start())
        return cls(low, index)

    def starts(self, words: frozenset[str]) -> list[int]:
        """Offsets of the given words, in text order."""
        if len(words) > len(self.index):
            return sorted(offset for word, offsets in self.index.items() if word in words for offset in offsets)
        return sorted(offset for word in words for offset in self.index.get(word, ()))

    def find(self, rule_id: str) -> list[regex.Match[str]]:
        """All matches of a rule that do not overlap, in text order."""
        if rule_id not in self._found:
            entry = rule(rule_id)
            self._found[rule_id] = self.matches(entry.regex, openers(entry.regex.pattern, rule_id))
        return self._found[rule_id]

    def matches(self, pattern: regex.Pattern[str], words: frozenset[str]) -> list[regex.Match[str]]:
        """Matches of a pattern that begin at one of the words."""
        found: list[regex.Match[str]] = []
        position = 0
        for offset in self.starts(words):
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
        end = _close(piece)
        inner = _first(regex.sub(r"^\((?:\?(?:P<\w+>|:|>))?", "", piece[: end - 1]))
        rest = piece[end:]
        optional = regex.match(r"[?*]\+?|\{0,\d+\}\+?", rest)
        if inner is None or not (optional or "" in inner):
            return inner
        following = _first_of(rest[optional.end() :] if optional else rest)
        return None if following is None else (inner - {""}) | following
    if piece.startswith(("\\d", "[\\d")) or piece[0].isdigit():
        return {NUMBER}
    literal = _LITERAL.match(piece)
    if literal is None:
        return None
    rest = piece[literal.end() :]
    return {literal[0]} if not rest or rest.startswith(_ENDS) else None


def _alternatives(pattern: str) -> list[str]:
    parts, depth, start, index = [], 0, 0, 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = pattern.index("]", index + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            parts.append(pattern[start:index])
            start = index + 1
        index += 1
    return [*parts, pattern[start:]]


def _close(pattern: str) -> int:
    """Offset behind the bracket that closes the one at the start."""
    depth, index = 0, 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = pattern.index("]", index + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
            if depth == 0:
                return index + 1
        index += 1
    raise RuleError(f"bracket not closed in {pattern}")
