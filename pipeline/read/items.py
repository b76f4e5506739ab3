"""What the readers hand on: an item is one article still to be decoded, a page its text and what is known.

Finding the items is cheap and done once, in order; decoding them may hang or fail and is done in the workers.
"""

from __future__ import annotations

import io
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Final, Literal, NamedTuple, Protocol

MAX_BYTES = 20_000_000
"""Bytes of the longest document that is read, unless the caller says otherwise."""

EMPTY: Final = ("empty", "the file is empty")
"""Code and message of a file of no bytes, whatever its kind."""

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


ZONES = frozenset(
    {"title", "stamp", "lead", "body", "caption", "heading", "byline", "quote", "related", "widget"}
)  # fmt: skip
"""The parts of a page."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page's text, `text[start:end]`: its zone (empty: not known), and where it stands in the source."""

    zone: str
    start: int
    end: int
    source_start: int | None = None
    source_end: int | None = None


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """`length` characters of the text at `start`, and their place in the source of the page."""

    start: int
    length: int
    source_start: int
    source_length: int

    @property
    def source_end(self) -> int:
        """Offset behind the piece in the source."""
        return self.source_start + self.source_length


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the page's metadata and what said so (`stamp`, `meta`, `json-ld` …).

    If it stands in the text: where, and the id of the rule that read it.
    """

    field: str
    value: str
    source: str
    start: int | None = None
    end: int | None = None
    rule: str = "meta"


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one article, in reading order, and what its source says beside it.

    Of a saved page also its blocks, in order and without gaps but line ends; the facts about its metadata; warnings
    (`code`, `message`) of what was repaired; the pieces that lead back to the characters of its source; and the
    recipe of `patterns/sites.toml` that read it.
    """

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    date_source: str | None = None
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    pieces: tuple[SourcePiece, ...] = ()
    recipe: str | None = None

    def in_source(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the page's source that `text[start:end]` was read from; `None` if it has none."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.start + piece.length)
        found = []
        for piece in self.pieces[first:]:
            if piece.start >= end:
                break
            found.append(_within(piece, start, end))
        return (min(left for left, _ in found), max(right for _, right in found)) if found else None


def _within(piece: SourcePiece, start: int, end: int) -> tuple[int, int]:
    """The part of the piece in the source; the whole where characters do not answer to one another."""
    if piece.length != piece.source_length:
        return piece.source_start, piece.source_end
    left, right = max(start - piece.start, 0), min(end - piece.start, piece.length)
    return piece.source_start + left, piece.source_start + right


HEAD = 3000
"""Characters at the start of a text within which its title stands, if the text has it."""


def with_title(text: str, title: str | None) -> str:
    """`text` with its title as the first line, unless its head has the title already."""
    if title is None or _plain(title) in _plain(text[:HEAD]):
        return text
    return f"{title}\n{text}"


def titled(page: Page, title: str) -> Page:
    """The page under another title, which becomes its first line unless its head has it; all offsets are kept true."""
    text = with_title(page.text, title)
    shift = len(text) - len(page.text)
    facts = tuple(_moved_fact(fact, shift) for fact in page.facts if fact.field != "title")
    if not shift:
        return replace(page, title=title, facts=facts)
    blocks = tuple(replace(block, start=block.start + shift, end=block.end + shift) for block in page.blocks)
    pieces = tuple(replace(piece, start=piece.start + shift) for piece in page.pieces)
    first = (Block("title", 0, len(title)),) if blocks else ()
    return replace(page, text=text, title=title, blocks=first + blocks, facts=facts, pieces=pieces)


def _moved_fact(fact: Fact, shift: int) -> Fact:
    if fact.start is None or fact.end is None:
        return fact
    return replace(fact, start=fact.start + shift, end=fact.end + shift)


def with_zones(page: Page, zones: object, date_source: object = None) -> Page:
    """The page with the zones of its text, as `kyyeu read --jsonl` writes them; with none if they do not fit."""
    if isinstance(date_source, str) and page.published:
        page = replace(page, facts=(*page.facts, Fact("published", page.published, date_source)))
    blocks: list[Block] = []
    end = 0
    for entry in zones if isinstance(zones, list) else []:
        block = _block(entry)
        if block is None or not end <= block.start < block.end <= len(page.text):
            return page
        blocks.append(block)
        end = block.end
    return replace(page, blocks=tuple(blocks)) if blocks and not page.blocks else page


def _block(entry: object) -> Block | None:
    if not isinstance(entry, dict):
        return None
    zone, start, end = (entry.get(key) for key in ("zone", "start", "end"))
    if zone not in ZONES or not isinstance(start, int) or not isinstance(end, int):
        return None
    return Block(zone, start, end)


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
