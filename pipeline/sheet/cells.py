"""A cell with a figure as a clerk writes one: `8,2%`, `26.174 tỷ đồng`, `trên 8,493`, `5 - 7`, `1.241/1.310`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import regex

from pipeline.fold import fold_spelling
from pipeline.model.record import Comparator
from pipeline.sheet.units import is_unit

Mark = Literal[",", "."]

_DIGITS = r"[+-]?\d(?:[\d.,]*\d)?(?:\ \d{3}(?!\d))*(?:,\d+)?"
_FIGURE = regex.compile(
    rf"""(?P<before>[^\d+-]*?)\s*(?P<value>{_DIGITS})\s*(?P<percent>%)?
    (?:\s*(?P<link>-|/|\.\.+|đến|den|tới|to)\s*(?P<second>{_DIGITS.replace("[+-]?", "")})\s*(?P<again>%)?)?
    \s*(?P<after>[^\d]*)""",
    regex.VERBOSE,
)
_WORDS: tuple[tuple[str, Comparator], ...] = (
    (r">=|≥|ít nhất|tối thiểu|không dưới|từ .*trở lên|at least", "ge"),
    (r"<=|≤|không quá|tối đa|nhiều nhất|at most", "le"),
    (r">|trên|hơn|vượt|over|more than|above", "gt"),
    (r"<|dưới|chưa đến|chưa tới|below|under|less than", "lt"),
    (r"~|≈|gần|khoảng|xấp xỉ|ước|about|around|approx\w*\.?|nearly", "approx"),
)
_GROUPED = {",": regex.compile(r"[+-]?\d{1,3}(?:,\d{3})+"), ".": regex.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")}


class CellError(ValueError):
    """A cell that holds no figure; the message says why."""


@dataclass(frozen=True)
class Figure:
    """A figure of a cell. `values` are all readings of a number whose mark says nothing (`8.250`), likeliest first."""

    values: tuple[Decimal, ...]
    value_max: Decimal | None = None
    total: Decimal | None = None
    unit: str | None = None
    comparator: Comparator | None = None

    @property
    def value(self) -> Decimal:
        """The likeliest reading."""
        return self.values[0]


def decimal_mark(cells: Iterable[str]) -> Mark | None:
    """The mark before decimals that the cells of a column agree on; None where they say nothing or contradict."""
    votes: set[Mark] = set()
    for cell in cells:
        for text in regex.findall(r"\d[\d.,]*\d", cell):
            if (vote := _vote(text)) is not None:
                votes.add(vote)
    return votes.pop() if len(votes) == 1 else None


def _vote(text: str) -> Mark | None:
    marks = [char for char in text if char in ",."]
    if not marks:
        return None
    last: Mark = "," if marks[-1] == "," else "."
    other: Mark = "." if last == "," else ","
    if len(set(marks)) == 2:
        return last
    if len(marks) > 1:
        return other
    decimals = text.rpartition(last)[2]
    return last if len(decimals) != 3 or text.startswith("0") else None


def parse_number(text: str, mark: Mark | None = None) -> tuple[Decimal, ...]:
    """The readings of a number. `mark` is the mark of its column where that is known.

    Raises `CellError` for what is no number.
    """
    digits = text.replace(" ", "")
    readings = [_read(digits, reading) for reading in ((mark,) if mark else _likely(digits))]
    found = tuple(dict.fromkeys(reading for reading in readings if reading is not None))
    if not found and mark:
        return parse_number(text)
    if not found:
        raise CellError(f"«{text}» is no number")
    return found


def _likely(digits: str) -> tuple[Mark, Mark]:
    vote = _vote(digits)
    # Without a sign to the contrary a Vietnamese table has the comma before decimals.
    return (".", ",") if vote == "." else (",", ".")


def _read(digits: str, mark: Mark) -> Decimal | None:
    thousands: Mark = "." if mark == "," else ","
    whole, _, rest = digits.partition(mark)
    if thousands in whole and not _GROUPED[thousands].fullmatch(whole):
        return None
    if thousands in rest or mark in rest:
        return None
    return Decimal(whole.replace(thousands, "") + (f".{rest}" if rest else ""))


def _comparator(words: str) -> Comparator | None:
    return next((name for pattern, name in _WORDS if regex.search(rf"(?<!\w)(?:{pattern})(?!\w)", words)), None)


def parse_figure(cell: str, mark: Mark | None = None) -> Figure:
    """The figure of a cell. Raises `CellError`."""
    text = " ".join(fold_spelling(cell).lower().split()).removeprefix("'")
    if not text:
        raise CellError("the cell is empty")
    match = _FIGURE.fullmatch(text)
    if match is None:
        raise CellError(f"«{cell.strip()}» is no figure")
    words, after = match["before"].strip(" :"), match["after"].strip(" .;")
    comparator = _comparator(f"{words} … {after}" if "trở lên" in after else words)
    if words and comparator is None and words not in ("từ", "đạt", "là", "bằng", "from", "=", "thứ", "hạng"):
        raise CellError(f"«{cell.strip()}» is no figure")
    unit = "%" if match["percent"] or match["again"] else _unit_of(after.removesuffix("trở lên").strip(), cell)
    figure = Figure(parse_number(match["value"], mark), unit=unit or None, comparator=comparator)
    if match["second"] is None:
        return figure
    second = parse_number(match["second"], mark)[0]
    if match["link"] == "/":
        return replace(figure, total=second)
    if second < figure.value:
        raise CellError(f"«{cell.strip()}» is a range that ends below its start")
    return replace(figure, value_max=second)


def _unit_of(after: str, cell: str) -> str:
    if after and not is_unit(after) and len(after.split()) > 4:
        raise CellError(f"«{cell.strip()}» is no figure")
    return after
