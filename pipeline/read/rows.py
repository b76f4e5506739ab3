"""Rows of a table in a document as lines that keep who and how much together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_FIGURE: Final = re.compile(r"[\d.,%/\s+-]+")
_NUMBERING: Final = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?)", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"(?P<name>.*?)\s*\((?:đơn vị(?: tính)?|đvt)?[:\s]*(?P<unit>[^()]{1,20})\)", re.IGNORECASE | re.DOTALL
)

MAX_HEADING: Final = 80
"""Characters of the longest cell that names a column; longer ones are text, and their table is layout."""


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """One line for each row: «Cà Mau: Tăng trưởng GRDP 8,2%; Thu ngân sách 5.400 tỷ đồng.».

    Only where the first row names the columns and the first cell of the others their subject; the cells of any
    other table are joined as they are.
    """
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(filled) > 1 and _is_heading(filled[0], filled[1:]):
        return [_sentence(filled[0], row) for row in filled[1:]]
    return ["; ".join(cell for cell in row if cell) if len(row) > 1 else row[0] for row in filled]


def _is_heading(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    if len(heading) < 2 or any(len(cell) > MAX_HEADING or _FIGURE.fullmatch(cell) for cell in heading if cell):
        return False
    return any(_FIGURE.fullmatch(cell) for row in rows for cell in row[1:] if cell)


def _sentence(heading: Sequence[str], row: Sequence[str]) -> str:
    pairs = [(name, cell) for name, cell in zip(heading, row, strict=False) if cell and not _NUMBERING.fullmatch(name)]
    if len(row) > len(heading):
        pairs += [("", cell) for cell in row[len(heading) :] if cell]
    if not pairs:
        return "; ".join(cell for cell in row if cell)
    (_, subject), *rest = pairs
    told = "; ".join(_told(name, cell) for name, cell in rest)
    return f"{subject}: {told}." if told else subject


def _told(name: str, cell: str) -> str:
    """The figure behind its name, with the unit that the name gives in brackets."""
    match = _UNIT.fullmatch(name)
    if match is None or not _FIGURE.fullmatch(cell) or "%" in cell:
        return f"{name} {cell}".strip()
    blank = "" if match["unit"] == "%" else " "
    return f"{match['name']} {cell}{blank}{match['unit']}"
