"""What the readers hand on: an item is one article still to be decoded, a page its text and what is known.

Finding the items is cheap and done once, in order; decoding them may hang or fail and is done in the workers.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Literal, NamedTuple, Protocol

MAX_BYTES = 20_000_000
"""Bytes of the longest document that is read, unless the caller says otherwise."""

MARK: Final = "mark"
"""Kind of an item that is no article: it only carries what was passed over."""


class Openable(Protocol):
    """A `Path`, or anything else that can be opened again and again as bytes that seek."""

    def open(self, mode: Literal["rb"]) -> IO[bytes]: ...


@dataclass(frozen=True, slots=True)
class InMemory:
    """Bytes that are opened like a file."""

    raw: bytes

    def open(self, mode: Literal["rb"]) -> IO[bytes]:  # noqa: ARG002 (the name of the protocol)
        """A stream of the bytes."""
        return io.BytesIO(self.raw)


class LedgerRow(NamedTuple):
    """What became of one record of a crawl. `outcome` is empty while the article is still to be read."""

    file: str
    offset: int
    digest: str
    url: str
    outcome: str
    message: str = ""


class Position(NamedTuple):
    """Where reading goes on: `source` counts the inputs from 0, `skip` the items after byte `offset` of it."""

    source: int = 0
    offset: int = 0
    skip: int = 0


START: Final = Position()
"""The beginning of the first input."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be read. Exactly one of `path`, `raw`, `line`, `row` and `error` is set.

    `path` is a file of one article and `raw` its bytes, of the `kind` that their content shows (see `sniff`);
    `line` a line of JSON; `row` the cells of a table by column, still bytes; `error` the code and message of an
    article that could not even be found. `size` is in bytes. What the container says of the article: `url`,
    `content_type` (with its charset, as HTTP gives it). `ledger` and `skipped` tell what was passed over since
    the item before (the row with an empty outcome is this article's own), `after` where reading goes on.
    """

    uri: str
    size: int
    path: Path | None = None
    raw: bytes | None = None
    line: bytes | None = None
    row: Mapping[str, bytes] | None = None
    error: tuple[str, str] | None = None
    kind: str | None = None
    url: str | None = None
    content_type: str | None = None
    ledger: tuple[LedgerRow, ...] = ()
    skipped: tuple[str, ...] = ()
    after: Position = START


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
