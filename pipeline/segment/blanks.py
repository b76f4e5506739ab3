"""Runs of blanks: a report reads the same with one blank as with several, as portals and word processors leave them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

_RUN = regex.compile(r"(?<=[^\S\r\n])[^\S\r\n]+")


@dataclass(frozen=True, slots=True)
class SingleBlanks:
    """A text with every run of blanks inside a line cut to its first one; `offsets[i]`: where its character i stood."""

    text: str
    offsets: tuple[int, ...]

    def before(self, start: int, end: int) -> tuple[int, int]:
        """The same span in the text as it was."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def single_blanks(text: str) -> SingleBlanks | None:
    """The text with single blanks; None when it has no run of them."""
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for run in _RUN.finditer(text):
        kept.append(text[position : run.start()])
        offsets += range(position, run.start())
        position = run.end()
    if not position:
        return None
    kept.append(text[position:])
    offsets += range(position, len(text) + 1)
    return SingleBlanks("".join(kept), tuple(offsets))
