"""Which characters of a stretch of text are taken already."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Something that begins somewhere in a text."""

    @property
    def start(self) -> int:
        """Its first character."""


_Placed = TypeVar("_Placed", bound=Placed)


def beginning(placed: Sequence[_Placed], start: int, end: int) -> list[_Placed]:
    """Those that begin from `start` up to `end`, of some in text order."""
    first = bisect_left(placed, start, key=_start)
    return list(placed[first : bisect_left(placed, end, first, key=_start)])


def _start(placed: Placed) -> int:
    return placed.start


class Cover:
    """Characters taken by spans, a byte for each, so that a test costs no walk over the spans.

    `start`, `end`: the stretch that is watched; what lies outside of it is neither noted nor found.
    """

    __slots__ = ("_marks", "_start")

    def __init__(self, start: int, end: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._start = start
        self._marks = bytearray(max(0, end - start))
        for begin, stop in spans:
            self.add(begin, stop)

    def add(self, start: int, end: int) -> None:
        """Take the characters from `start` up to `end`."""
        begin, stop = self._within(start), self._within(end)
        self._marks[begin:stop] = b"\x01" * (stop - begin)

    def holds(self, offset: int) -> bool:
        """Is the character at the offset taken?"""
        place = offset - self._start
        return 0 <= place < len(self._marks) and self._marks[place] != 0

    def meets(self, start: int, end: int) -> bool:
        """Is any character from `start` up to `end` taken?"""
        return self._marks.find(1, self._within(start), self._within(end)) >= 0

    def _within(self, offset: int) -> int:
        return min(max(offset - self._start, 0), len(self._marks))
