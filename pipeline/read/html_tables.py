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

MAX_SPAN = 200
"""Columns or rows that one cell can span."""

ORDINAL = 4
"""Characters of the longest number of a row: `12.`, `VIII`."""

CELLS = ("td", "th")

MIN_FIGURES = 0.3
"""Share of the cells below the headings that hold a digit."""

_NUMBER = re.compile(r"[-+]?\d[\d.,]*")
_UNIT = re.compile(r"\s*\(\s*(?:đvt\s*:\s*)?(?P<unit>%|[^()\d]{1,20})\s*\)\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:s?tt|số\s+tt|số\s+thứ\s+tự|#)\.?", re.IGNORECASE)

Row = list[RawBlock | None]
"""The cells of a row by column: one that spans several columns or rows stands in each, an empty one is None."""


def tables_to_sentences(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with each row of a table of figures as one block."""
    found: list[RawBlock] = []
    for table, group in groupby(blocks, key=lambda block: block.table):
        members = list(group)
        rows = _rows(members) if table is not None else []
        found += _sentences(rows) if _has_figures(rows, members) else members
    return found


def _rows(blocks: Sequence[RawBlock]) -> list[Row]:
    """The grid of a table; cells of several blocks are joined. Rows without words are left out."""
    filled: dict[Any, list[RawBlock]] = {}
    for block in blocks:
        cell = block.element
        while cell is not None and cell.tag not in CELLS:
            cell = cell.getparent()
        if cell is None:
            return []
        filled.setdefault(cell, []).append(block)
    told = {cell: _joined(parts, [" "] * (len(parts) - 1)) for cell, parts in filled.items()}
    rows: list[Row] = []
    hanging: dict[int, tuple[int, RawBlock | None]] = {}
    for line in dict.fromkeys(cell.getparent() for cell in told):
        row: Row = []
        for cell in (child for child in line if child.tag in CELLS):
            _hang(row, hanging)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for _ in range(wide):
                if high > 1:
                    hanging[len(row)] = (high - 1, told.get(cell))
                row.append(told.get(cell))
        _hang(row, hanging)
        rows.append(row)
    return rows


def _hang(row: Row, hanging: dict[int, tuple[int, RawBlock | None]]) -> None:
    """Cells of rows above that reach into this one, from its next column on."""
    while len(row) in hanging:
        left, cell = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = (left - 1, cell)
        row.append(cell)


def _span(cell: Any, name: str) -> int:
    number = (cell.get(name) or "").strip()
    return max(1, min(int(number), MAX_SPAN)) if number.isdecimal() and len(number) < 5 else 1


def _cells(row: Row) -> list[RawBlock]:
    """The cells of a row, each once."""
    return list({id(cell): cell for cell in row if cell is not None}.values())


def _has_figures(rows: Sequence[Row], blocks: Sequence[RawBlock]) -> bool:
    if len(rows) < 2 or any(block.after_picture for block in blocks):
        return False
    cells = [cell for row in rows[1:] for cell in _cells(row)]
    longest = max(len(cell.text) for row in rows for cell in _cells(row))
    if max(len(_cells(row)) for row in rows) < 2 or longest > MAX_CELL:
        return False
    return sum(any(char.isdigit() for char in cell.text) for cell in cells) >= MIN_FIGURES * len(cells)


def _sentences(rows: Sequence[Row]) -> list[RawBlock]:
    head, below = _head(rows)
    if head and any(len(row) == len(head) for row in below):
        return [_sentence(row, head if len(row) == len(head) else []) for row in below]
    return [_sentence(row, []) for row in rows]


def _head(rows: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
    """The headings, of the lowest row where they stand in several, and the rows below them."""
    deep = 1
    while deep < len(rows) and {id(cell) for cell in _cells(rows[0])} & {id(cell) for cell in _cells(rows[deep])}:
        deep += 1
    head = rows[deep - 1]
    cells = _cells(head)
    counts = any(_NUMBER.fullmatch(cell.text.strip(" %")) for cell in cells)
    if len(cells) < 2 or counts or _tells_figures(cells):
        return [], rows
    return head, rows[deep:]


def _tells_figures(cells: Sequence[RawBlock]) -> bool:
    return sum(any(char.isdigit() for char in cell.text) for cell in cells) > len(cells) / 2


def _sentence(row: Row, head: Row) -> RawBlock:
    columns: list[tuple[RawBlock, RawBlock]] = []
    for label, cell in zip(head, row, strict=False):
        if label is None or cell is None or any(cell is other for _, other in columns):
            continue
        if not _ORDINAL.fullmatch(label.text) or len(cell.text) > ORDINAL:
            columns.append((label, cell))
    if len(columns) < 2:
        cells = _cells(row)
        return _joined(cells, [" "] * (len(cells) - 1))
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
