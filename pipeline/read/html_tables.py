"""Tables of figures to sentences: each row says its subject, then each heading with its figure.

A table that only lays out the page (a picture above its caption, a report in one cell) is left as its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pipeline.read.html_blocks import Piece, RawBlock

MAX_CELL = 120
"""Characters of the longest cell of a table of figures; a longer one is a paragraph."""

MIN_FIGURES = 0.3
"""Share of the cells below the headings that hold a digit."""

_NUMBER = re.compile(r"[-+]?\d[\d.,]*")
_UNIT = re.compile(r"\s*\(\s*(?:đvt\s*:\s*)?(?P<unit>%|[^()\d]{1,20})\s*\)\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:s?tt|số\s+tt|số\s+thứ\s+tự|#)\.?", re.IGNORECASE)

Row = list[RawBlock]


def tables_to_sentences(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with each row of a table of figures as one block."""
    found: list[RawBlock] = []
    for table, group in groupby(blocks, key=lambda block: block.table):
        members = list(group)
        rows = _rows(members) if table is not None else []
        found += _sentences(rows) if _has_figures(rows, members) else members
    return found


def _rows(blocks: Sequence[RawBlock]) -> list[Row]:
    """The cells by row; cells of several blocks are joined."""
    rows: dict[Any, dict[Any, list[RawBlock]]] = {}
    for block in blocks:
        cell = block.element
        while cell is not None and cell.tag not in ("td", "th"):
            cell = cell.getparent()
        if cell is None:
            return []
        rows.setdefault(cell.getparent(), {}).setdefault(cell, []).append(block)
    return [[_joined(parts, [" "] * (len(parts) - 1)) for parts in cells.values()] for cells in rows.values()]


def _has_figures(rows: Sequence[Row], blocks: Sequence[RawBlock]) -> bool:
    if len(rows) < 2 or any(block.after_picture for block in blocks):
        return False
    cells = [cell for row in rows[1:] for cell in row]
    if max(map(len, rows)) < 2 or max(len(cell.text) for row in rows for cell in row) > MAX_CELL:
        return False
    return sum(any(char.isdigit() for char in cell.text) for cell in cells) >= MIN_FIGURES * len(cells)


def _sentences(rows: Sequence[Row]) -> list[RawBlock]:
    head = rows[0] if len(rows[0]) > 1 and not any(_NUMBER.fullmatch(cell.text.strip(" %")) for cell in rows[0]) else []
    if any(len(row) == len(head) for row in rows[1:]) and not _tells_figures(head):
        return [_sentence(row, head if len(row) == len(head) else []) for row in rows[1:]]
    return [_sentence(row, []) for row in rows]


def _tells_figures(row: Row) -> bool:
    return sum(any(char.isdigit() for char in cell.text) for cell in row) > len(row) / 2


def _sentence(row: Row, head: Row) -> RawBlock:
    if not head:
        return _joined(row, [" "] * (len(row) - 1))
    columns = [(label, cell) for label, cell in zip(head, row, strict=True) if not _ORDINAL.fullmatch(label.text)]
    (_, subject), *values = columns
    parts, gaps = [subject], []
    for number, (label, value) in enumerate(values):
        unit = _UNIT.search(label.text)
        bare = unit is not None and _NUMBER.fullmatch(value.text) is not None
        parts += [_cut(label, unit.start()) if unit and bare else label, value]
        gaps += [": " if number == 0 else "; ", " "]
        if unit and bare:
            name = unit["unit"].strip()
            parts.append(_cut(label, unit.end("unit"), unit.start("unit")))
            gaps.append("" if name == "%" else " ")
    return _joined(parts, gaps, end=".")


def _cut(block: RawBlock, end: int, start: int = 0) -> RawBlock:
    """`block.text[start:end]` with its pieces."""
    pieces = []
    for piece in block.pieces:
        left, right = max(piece.start, start), min(piece.start + piece.length, end)
        if left < right:
            pieces.append(Piece(left - start, right - left, piece.run, piece.offset + left - piece.start))
    return RawBlock(block.text[start:end], pieces, block.tag, block.element, block.part)


def _joined(parts: Sequence[RawBlock], gaps: Sequence[str], end: str = "") -> RawBlock:
    """The parts as one block, `gaps` between them."""
    text, pieces = "", []
    for gap, part in zip(["", *gaps], parts, strict=True):
        text += gap
        pieces += [Piece(piece.start + len(text), piece.length, piece.run, piece.offset) for piece in part.pieces]
        text += part.text
    first = parts[0]
    joined = RawBlock(text + end, pieces, "tr", first.element, first.part, table=first.table)
    joined.after_picture = any(part.after_picture for part in parts)
    return joined
