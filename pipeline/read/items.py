"""What the readers hand on: an item is one article still to be decoded, a page its text and what is known.

Finding the items is cheap and done once, in order; decoding them may hang or fail and is done in the workers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MAX_BYTES = 20_000_000
"""Bytes of the longest document that is read, unless the caller says otherwise."""

TEXT_SUFFIXES = frozenset({".txt"})
HTML_SUFFIXES = frozenset({".html", ".htm"})
TABLE_SUFFIXES = frozenset({".jsonl", ".csv"})
SUFFIXES = TEXT_SUFFIXES | HTML_SUFFIXES | TABLE_SUFFIXES
"""File name endings that are read, in lower case."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be read. Exactly one of `path`, `raw`, `line`, `row` and `error` is set.

    `path` is a text or HTML file; `raw` the bytes of a text; `line` a line of JSON; `row` the cells of a
    table by column, still bytes; `error` the code and message of an article that could not even be found.
    `size` is in bytes.
    """

    uri: str
    size: int
    path: Path | None = None
    raw: bytes | None = None
    line: bytes | None = None
    row: Mapping[str, bytes] | None = None
    error: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one article, in reading order, and what its source says beside it."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None


HEAD = 3000
"""Characters at the start of a text within which its title stands, if the text has it."""


def with_title(text: str, title: str | None) -> str:
    """`text` with its title as the first line, unless its head has the title already."""
    if title is None or _plain(title) in _plain(text[:HEAD]):
        return text
    return f"{title}\n{text}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(slots=True)
class Tally:
    """Counts that grow while inputs are read: files skipped, by ending, and bytes to be read."""

    skipped: dict[str, int] = field(default_factory=dict)
    total_bytes: int = 0

    def skip(self, suffix: str) -> None:
        """One more file of a folder that is not read."""
        self.skipped[suffix] = self.skipped.get(suffix, 0) + 1
