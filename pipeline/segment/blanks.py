"""The layout of a page is no part of what it says: rows of blanks, blanks at the ends of lines, rows of empty lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import regex

_BLANKS = r" \t\u00a0\u00ad\u2002\u2003\u2009\u202f\u3000\u200b\u200e\u200f\ufeff"
_BLANK = f"[{_BLANKS}]"
_EXTRA = regex.compile(
    rf"(?<={_BLANK}){_BLANK}+|{_BLANK}+(?=\n|\Z)|(?<=\n|\A){_BLANK}+|(?<=\n[^\S\n]*\n)\s*\n|\A\s+|\s+\Z"
)

_RUN = regex.compile(rf"[\s{_BLANKS}]{{2,}}|\A[\s{_BLANKS}]|[\s{_BLANKS}]\Z")
"""Where extra blanks can stand; a single blank between two words is none."""


def _extra(text: str) -> Iterator[regex.Match[str]]:
    for run in _RUN.finditer(text):
        yield from _EXTRA.finditer(text, run.start(), min(run.end() + 1, len(text)))


class Layout:
    """A text without extra blanks, and the way back to the offsets of the text as it was."""

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self._at, self._gone = [0], [0]
        position, gone = 0, 0
        for match in _extra(text):
            if match.end() <= position:
                continue
            start = max(match.start(), position)
            kept.append(text[position:start])
            gone += match.end() - start
            position = match.end()
            self._at.append(position - gone)
            self._gone.append(gone)
        kept.append(text[position:])
        self.text = "".join(kept)

    def reduced(self, offset: int) -> int:
        """The offset in the text without extra blanks of one in the text as it was."""
        index = bisect_right(range(len(self._at)), offset, key=lambda i: self._at[i] + self._gone[i]) - 1
        end = self._at[index + 1] if index + 1 < len(self._at) else len(self.text)
        return min(offset - self._gone[index], end)

    @property
    def same_until(self) -> int:
        """The offset up to which both texts have the same offsets."""
        return self._at[1] if len(self._at) > 1 else len(self.text)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as it was of a span in the text without extra blanks."""
        first = start + self._gone[bisect_right(self._at, start) - 1]
        if end <= start:
            return first, first
        return first, end + self._gone[bisect_right(self._at, end - 1) - 1]
