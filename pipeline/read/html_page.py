"""The named blocks of a page to its text, its metadata and the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.fold import fold_spelling
from pipeline.normalise.dates import by_dateparser, read_stamp
from pipeline.read.html_blocks import Piece, RawBlock
from pipeline.read.html_meta import Head
from pipeline.read.html_source import SourceRun
from pipeline.read.items import Block, Fact, Page, SourcePiece, with_title
from pipeline.rulebook import rule

_UNIT = re.compile(r"(?<=[a-zà-ỹ])\s+[-–]\s+[A-ZĐ]{3,}$")
_LETTER = re.compile(r"\w")
_WORDS = re.compile(r"[^ \t\n\r\f]+")
_SUFFIX = re.compile(r"\s+(?:[-|»–—]|::)\s+[^-|»–—]{2,60}$")
_BY = re.compile(r"^\W*(?:viết\s+bởi|đăng\s+bởi|người\s+đăng|by)\s*:?\s*", re.IGNORECASE)
_NOBODY = re.compile(
    r"\W*(?:viết bởi|đăng bởi|người đăng|by)?\W*(?:admin\w*|administrator|super user|quản trị.*)\W*", re.I
)


def make_page(
    zones: Sequence[tuple[str, RawBlock]],
    head: Head,
    runs: Sequence[SourceRun],
    warnings: tuple[tuple[str, str], ...],
    recipe: str | None = None,
) -> Page:
    """The page. A title that only the code of the page has becomes the first line of the text."""
    zones = [("widget" if zone == "byline" and _NOBODY.fullmatch(block.text) else zone, block) for zone, block in zones]
    titled = [block for zone, block in zones if zone == "title"]
    title = " ".join(block.text for block in titled) or _said_title(head, zones)
    title = title if title and _LETTER.search(title) else None
    body = "\n".join(block.text for _, block in zones)
    text = with_title(body, title)
    shift = len(text) - len(body)
    blocks: list[Block] = []
    pieces: list[SourcePiece] = []
    if shift and title is not None:
        blocks.append(Block("title", 0, len(title), None, None))
    for zone, block in zones:
        own = [piece for raw in block.pieces for piece in _source_pieces(raw, runs, shift)]
        start, end = (own[0].source_start, max(piece.source_end for piece in own)) if own else (None, None)
        blocks.append(Block(zone, shift, shift + len(block.text), start, end))
        pieces += own
        shift += len(block.text) + 1
    facts = tuple(_facts(text, blocks, title, head, recipe))
    values = {fact.field: fact for fact in facts}
    published = values.get("published")
    return Page(
        text=text,
        title=title,
        published=published.value if published else None,
        publisher=values["publisher"].value if "publisher" in values else None,
        author=values["author"].value if "author" in values else None,
        date_source=published.source if published else None,
        blocks=tuple(blocks),
        facts=facts,
        warnings=warnings,
        pieces=tuple(sorted(pieces, key=lambda piece: piece.start)),
        recipe=recipe,
    )


def _said_title(head: Head, zones: Sequence[tuple[str, RawBlock]]) -> str | None:
    """The title that the page's code gives, without the name of the site; else the first heading."""
    heading = next((block.text for _, block in zones if block.tag == "h1"), None)
    if heading and not any(zone for zone, _ in zones):
        return heading
    if head.title is None:
        return heading
    if head.title.source != "title":
        return head.title.value
    return _SUFFIX.sub("", head.title.value)


def _source_pieces(piece: Piece, runs: Sequence[SourceRun], shift: int) -> Iterator[SourcePiece]:
    """Where a piece of a block stands in the source: to the character, or to the word where it was repaired."""
    run = runs[piece.run]
    start = shift + piece.start
    if run.same:
        yield SourcePiece(start, piece.length, run.start + piece.offset, piece.length)
        return
    after = list(_WORDS.finditer(run.text))
    before = list(_WORDS.finditer(run.source))
    if len(after) != len(before):
        yield SourcePiece(start, piece.length, run.start, run.end - run.start)
        return
    for new, old in zip(after, before, strict=True):
        left, right = max(new.start(), piece.offset), min(new.end(), piece.offset + piece.length)
        if left < right:
            place = start + left - piece.offset
            yield SourcePiece(place, right - left, run.start + old.start(), old.end() - old.start())


def _facts(text: str, blocks: Sequence[Block], title: str | None, head: Head, recipe: str | None) -> Iterator[Fact]:
    """Title, day, publisher and author: where each was found."""
    titled = [block for block in blocks if block.zone == "title"]
    if title is not None:
        if titled and titled[0].source_start is not None:
            yield Fact("title", title, "page", titled[0].start, titled[-1].end, f"sites.{recipe or 'generic'}")
        else:
            source = head.title.source if head.title and title in head.title.value else "h1"
            yield Fact("title", title, source)
    stamp = _stamp(text, blocks)
    if stamp is not None:
        yield stamp
    elif head.published:
        yield Fact("published", head.published.value, head.published.source)
    publisher = next(
        (block for block in blocks if block.zone in ("widget", "byline") and _is_source(text, block)), None
    )
    if head.publisher:
        yield Fact("publisher", head.publisher.value, head.publisher.source)
    elif publisher is not None:
        found = rule("zones.source").regex.match(fold_spelling(text[publisher.start : publisher.end]).lower())
        if found:
            start = publisher.start + found.start("name")
            end = publisher.start + found.end("name")
            yield Fact("publisher", text[start:end].strip(), "page", start, end, "zones.source")
    author = _author(text, blocks)
    if author is not None:
        yield author
    elif head.author:
        yield Fact("author", head.author.value, head.author.source)


def _is_source(text: str, block: Block) -> bool:
    return rule("zones.source").regex.match(fold_spelling(text[block.start : block.end]).lower()) is not None


def _stamp(text: str, blocks: Sequence[Block]) -> Fact | None:
    """The first stamp that is a date; times behind it in a stamp of their own are its time."""
    for block in blocks:
        if block.zone != "stamp":
            continue
        line = text[block.start : block.end]
        if read := read_stamp(line):
            return Fact("published", read[0], "stamp", block.start + read[1], block.start + read[2], "dates.stamp")
        if iso := by_dateparser(line):
            return Fact("published", iso, "stamp", block.start, block.end, "zones.stamp")
    return None


def _author(text: str, blocks: Sequence[Block]) -> Fact | None:
    entry = rule("zones.author")
    for block in reversed(blocks):
        if block.zone != "byline" or _is_source(text, block):
            continue
        line = text[block.start : block.end]
        offset = found.end() if (found := _BY.match(line)) else 0
        match = entry.regex.match(fold_spelling(line[offset:]))
        if match is not None:
            start = block.start + offset + match.start("name")
            end = block.start + offset + match.end("name")
            if unit := _UNIT.search(text, start, end):
                end = unit.start()
            return Fact("author", text[start:end].strip(" -–,"), "page", start, end, "zones.author")
    return None
