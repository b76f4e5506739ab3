"""Tables of figures in plain text: cells in lines of their own, or behind tabs, as copied from a page.

`Tỉnh ⏎ Tỷ lệ hộ nghèo (%) ⏎ Thu (tỷ đồng) ⏎ Lai Châu ⏎ 12,4 ⏎ 2.150 ⏎ Sơn La ⏎ 11,8 ⏎ 4.020`. A table is told by its
rows, which all have a name and as many numbers, at least two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.model.document import NEWS_ZONES, Document

MAX_CELL = 80
"""Characters of the longest cell; a longer one is a paragraph."""

MIN_ROWS = 2
ZONES = NEWS_ZONES | {"heading"}

_LINE = regex.compile(r"[^\n]+")
_CELL = regex.compile(r"[^\t|]*?[^\t|\s][^\t|]*?(?=\s*(?:[\t|]|\s{3,}|$))")
_NUMBER = regex.compile(r"(?:[<>≤≥≈~]\s*)?[-+]?\d(?:[\d.,]*\d)?\s*(?:%|(?:\p{Ll}+\s?){1,3}(?:USD|/\p{Ll}+)?)?|[-–—]+")
_VALUE = regex.compile(
    r"(?i:(?:đạt|khoảng|gần|trên|hơn|ước)\s+){0,2}\d(?:[\d.,]*\d)?\s*(?:%|\p{Ll}+|USD)\s*(?:[(,].*|\p{Ll}.*|USD.*)?"
)
"""A line that begins with its figure, below its name: `Thu ngân sách ⏎ 478.520 tỷ đồng (100,9% dự toán)`."""
_FIGURE = regex.compile(r"\d\s*%|\d[.,]\d|\d\s(?:tỷ|tỉ|triệu|nghìn)(?!\p{L})")
_ORDINAL = regex.compile(r"0?\d{1,2}\.?")
_WORDS = regex.compile(r"\p{L}{2}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its offsets in the text; `number`: it holds a figure (or a dash for none) and nothing else."""

    start: int
    end: int
    number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The name of a row, and its figures, each with the heading of its column where there are headings."""

    head: Cell
    values: tuple[tuple[Cell | None, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one width. `lead`: where the sentence before stands that announces figures without headings.

    Without lead and without headings each row names its figure itself (`Kim ngạch xuất khẩu ⏎ 42,86 tỷ USD`).
    """

    rows: tuple[Row, ...]
    lead: tuple[int, int] | None

    @property
    def start(self) -> int:
        """Where the first row begins."""
        return self.rows[0].head.start

    @property
    def end(self) -> int:
        """Where the last row ends."""
        return self.rows[-1].values[-1][1].end


def find_tables(doc: Document) -> list[Table]:
    """The tables in the news zones and headings of a document, in text order."""
    found: list[Table] = []
    for run in _runs(doc):
        tables = _tables(doc, run)
        rest = [cell for cell in run if not any(table.start <= cell.start < table.end for table in tables)]
        found += [*tables, *_named_lines(doc, rest)]
    return sorted(found, key=lambda table: table.start)


def _runs(doc: Document) -> list[list[Cell]]:
    """Cells that follow one another without a paragraph between them."""
    runs: list[list[Cell]] = [[]]
    for line in _LINE.finditer(doc.text):
        if line[0].rstrip().endswith((".", ":", ";")) or doc.zone_at(line.start()) not in ZONES:
            runs.append([])
            continue
        cells = [_cell(doc, *match.span()) for match in _CELL.finditer(doc.text, line.start(), line.end())]
        if any(cell.end - cell.start > MAX_CELL for cell in cells):
            runs.append([])
        else:
            runs[-1] += cells
    return [run for run in runs if len(run) > MIN_ROWS]


def _cell(doc: Document, start: int, end: int) -> Cell:
    """The cell without the blanks around it."""
    text = doc.norm[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    return Cell(start, end, _NUMBER.fullmatch(doc.norm, start, end) is not None)


def _tables(doc: Document, run: list[Cell]) -> list[Table]:
    found: list[Table] = []
    floor = at = 0
    while at + 1 < len(run):
        if run[at].number or not run[at + 1].number or _counts_rows(doc, run, at + 1):
            at += 1
            continue
        numbered = at > floor and _is_first(doc, run[at - 1])
        rows, stop = _rows(doc, run, at - numbered, numbered=numbered)
        if len(rows) >= MIN_ROWS and (table := _with_heads(doc, run[floor : at - numbered], rows)):
            found.append(table)
        floor = stop if len(rows) >= MIN_ROWS else floor
        at = max(stop, at + 1)
    return found


def _named_lines(doc: Document, run: list[Cell]) -> list[Table]:
    """Lines in pairs, the first of which names the figures of the second."""
    found: list[Table] = []
    rows: list[Row] = []
    for name, value in pairwise(run):
        if rows and rows[-1].values[0][1] is name:
            continue
        if _names(doc, name) and _VALUE.fullmatch(doc.norm, value.start, value.end):
            rows.append(Row(name, ((None, value),)))
            continue
        found += [Table(tuple(rows), None)] if len(rows) >= MIN_ROWS else []
        rows = []
    return [*found, Table(tuple(rows), None)] if len(rows) >= MIN_ROWS else found


def _names(doc: Document, cell: Cell) -> bool:
    """A line of words that begins with a capital and holds no figure."""
    text = doc.norm[cell.start : cell.end]
    return not cell.number and text[:1].isupper() and _FIGURE.search(text) is None


def _counts_rows(doc: Document, run: list[Cell], at: int) -> bool:
    """The number 1 with a name behind it opens a row; it is no figure of the name before."""
    return at + 1 < len(run) and not run[at + 1].number and _is_first(doc, run[at])


def _is_first(doc: Document, cell: Cell) -> bool:
    """The number 1 before a name, which counts the rows."""
    text = doc.norm[cell.start : cell.end]
    return _ORDINAL.fullmatch(text) is not None and int(text.rstrip(".")) == 1


def _rows(doc: Document, run: list[Cell], start: int, *, numbered: bool) -> tuple[list[list[Cell]], int]:
    """The rows that begin at `start`, all as long as the first one, and where they end."""
    rows: list[list[Cell]] = []
    at, width = start, 0
    while at + numbered < len(run):
        head = at + numbered
        if run[head].number or not _WORDS.search(doc.norm[run[head].start : run[head].end]):
            break
        end = head + 1
        while end < len(run) and run[end].number and (not width or end - head <= width):
            end += 1
        if numbered and not width and end < len(run):
            end -= 1  # the number before the next name counts the rows
        found = end - head - 1
        width = width or found
        if not found or found != width:
            break
        rows.append(run[head:end])
        at = end
    return rows, at


def _with_heads(doc: Document, before: list[Cell], rows: list[list[Cell]]) -> Table | None:
    """The rows with the headings of their columns; without headings the sentence before has to announce them."""
    width = len(rows[0]) - 1
    heads: list[Cell | None] = [*before[-width:]] if len(before) > width else []
    if any(cell is None or cell.number for cell in heads):
        heads = []
    lead = None if heads else _lead(doc, rows[0][0].start)
    if not heads and (width > 1 or lead is None):
        return None
    columns = heads or [None]
    return Table(
        tuple(Row(row[0], tuple(zip(columns, row[1:], strict=True))) for row in rows),
        lead,
    )


def _lead(doc: Document, start: int) -> tuple[int, int] | None:
    """The sentence that ends in a colon right before the rows."""
    before = doc.norm[:start].rstrip()
    sentence = doc.sentence_at(len(before) - 1) if before.endswith(":") else None
    return (sentence.start, len(before)) if sentence else None
