"""The tree of a page to its blocks: what stands on a line of its own, in order, with the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.read.html_source import Prepared
from pipeline.read.html_tags import BLOCKS, BOLD, DROPPED, ITALIC, PICTURES

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = "\t\n\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000"
# A single blank between two words is left to the word before it: a run without layout is one match less.
_LAYOUT = re.compile(f"^ [ {_BLANK}]*|(?: (?=[ {_BLANK}]|$)|[{_BLANK}])[ {_BLANK}]*|[\u00ad\u200b-\u200f\u2060\ufeff]+")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` characters of a block's text at `start` come from run `run` at its character `offset`."""

    start: int
    length: int
    run: int
    offset: int


@dataclass(slots=True)
class RawBlock:
    """A block of the page. Counts are of characters; `part` is the role a recipe or a class gives it."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    tag: str = ""
    element: Any = None
    part: str = ""
    linked: int = 0
    bold: int = 0
    italic: int = 0
    after_picture: bool = False
    table: Any = None


class _Builder:
    """Collects text into blocks; blanks are single, invisible characters gone."""

    def __init__(self, prepared: Prepared) -> None:
        self.mark = re.compile(f"{prepared.opening}(\\d*){prepared.closing}?")
        self.mark_open = prepared.opening
        self.blocks: list[RawBlock] = []
        self.chars: list[str] = []
        self.length = 0
        self.blank = False
        self.block = RawBlock()
        self.picture = False

    def add(self, text: str, element: Any, inline: _Inline) -> None:
        """The text of a node."""
        if self.mark_open not in text:
            if not text.isspace():
                self._run(text, -1, element, inline)
            else:
                self.blank = True
            return
        parts = self.mark.split(text)
        self._run(parts[0], -1, element, inline)
        for index in range(1, len(parts), 2):
            self._run(parts[index + 1], int(parts[index] or -1), element, inline)

    def _run(self, text: str, run: int, element: Any, inline: _Inline) -> None:
        position = 0
        for gap in _LAYOUT.finditer(text):
            self._solid(text[position : gap.start()], run, position, element, inline)
            if gap[0][0] not in _INVISIBLE:
                self.blank = True
            position = gap.end()
        self._solid(text[position:], run, position, element, inline)

    def _solid(self, text: str, run: int, offset: int, element: Any, inline: _Inline) -> None:
        if not text:
            return
        block = self.block
        if self.length == 0:
            block.tag, block.element, block.part = inline.tag, element, inline.part
            block.table, block.after_picture = inline.table, self.picture
            self.picture = False
        elif self.blank:
            self.chars.append(" ")
            self.length += 1
        self.blank = False
        last = block.pieces[-1] if block.pieces else None
        if run >= 0:
            gap = self.length - (last.start + last.length) if last else 0
            if last is not None and last.run == run and last.offset + last.length + gap == offset:
                block.pieces[-1] = Piece(last.start, last.length + gap + len(text), run, last.offset)
            else:
                block.pieces.append(Piece(self.length, len(text), run, offset))
        self.chars.append(text)
        self.length += len(text)
        block.linked += len(text) * bool(inline.links)
        block.bold += len(text) * bool(inline.bolds)
        block.italic += len(text) * bool(inline.italics)

    def end(self) -> None:
        """The end of a block."""
        self.blank = False
        if self.length:
            self.block.text = "".join(self.chars)
            self.blocks.append(self.block)
            self.block, self.chars, self.length = RawBlock(), [], 0


@dataclass(slots=True)
class _Inline:
    """What the walk is inside of."""

    tag: str = "body"
    part: str = ""
    table: Any = None
    links: int = 0
    bolds: int = 0
    italics: int = 0


def blocks_of(root: Any, prepared: Prepared, parts: Mapping[Any, str]) -> list[RawBlock]:
    """The blocks below `root`. `parts` names the role of elements; what is inside has it too, `drop` leaves it out."""
    from lxml import etree

    builder, inline = _Builder(prepared), _Inline()
    outer: list[tuple[str, str, Any]] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    dropped: Any = None
    for event, element in walk:
        tag = element.tag
        if event == "start":
            part = parts.get(element, "")
            if is_dropped(element) or part == "drop":
                dropped = element
                walk.skip_subtree()
                if tag in BLOCKS:
                    builder.end()
                continue
            _enter(builder, inline, element, part, outer)
            if element.text:
                builder.add(element.text, element, inline)
            continue
        # The end of a dropped element comes as well, and the text after it belongs to the page.
        if element is dropped:
            dropped = None
            if tag in BLOCKS:
                builder.end()
        else:
            _leave(builder, inline, tag, outer)
        if element.tail and element is not root:
            builder.add(element.tail, element.getparent(), inline)
    builder.end()
    return builder.blocks


def _enter(builder: _Builder, inline: _Inline, element: Any, part: str, outer: list[tuple[str, str, Any]]) -> None:
    tag = element.tag
    outer.append((inline.tag, inline.part, inline.table))
    if part and part != inline.part:
        builder.end()
        inline.part = part
    if tag in BLOCKS:
        builder.end()
        if tag != "br":
            inline.tag = tag
        if tag == "table":
            inline.table = element
    elif tag in PICTURES:
        builder.end()
        builder.picture = True
    inline.links += tag == "a"
    inline.bolds += tag in BOLD
    inline.italics += tag in ITALIC


def _leave(builder: _Builder, inline: _Inline, tag: str, outer: list[tuple[str, str, Any]]) -> None:
    before = outer.pop()
    if tag in BLOCKS or before[1] != inline.part:
        builder.end()
    inline.tag, inline.part, inline.table = before
    inline.links -= tag == "a"
    inline.bolds -= tag in BOLD
    inline.italics -= tag in ITALIC


def is_dropped(element: Any) -> bool:
    """True for machinery, and for what the page hides."""
    if element.tag in DROPPED or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
