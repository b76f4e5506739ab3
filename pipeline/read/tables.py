"""Tables to items: one article a line of JSON or a row of CSV, streamed.

CSV is cut into cells as Latin-1, which keeps every byte: the structure of a file is ASCII in UTF-8 and in
windows-1258, and so the text of each row is decoded, and fails, on its own. A row that is broken (an unclosed
quote swallows all that follows) costs itself only: reading resumes on the line after the one it began on.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence

from pipeline.errors import ExtractionError
from pipeline.read.columns import DELIMITERS, columns_of, has_content
from pipeline.read.decode import decode
from pipeline.read.items import Item, Openable
from pipeline.read.lines import LineReader, open_table
from pipeline.read.sniff import sniff

MAX_REWINDS = 100
"""Broken rows of one file after which their lines are given up: each may mean reading the whole rest."""


class _BrokenRowError(Exception):
    """A row that is no row: code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def table_items(path: Openable, uri: str, max_bytes: int, kind: str | None = None) -> Iterator[Item]:
    """The articles of a table in order: `FILE#n`, n from 1; broken ones as errors.

    `kind` is one of `TABLES`, found out from the content unless given.
    """
    try:
        yield from _reader(kind or sniff(path, uri))(path, uri, max_bytes)
    except ExtractionError as error:
        yield Item(uri, 0, error=(error.code, error.message))
    except OSError as error:
        yield Item(uri, 0, error=("unreadable", error.strerror or type(error).__name__))


def _reader(kind: str | None) -> Callable[[Openable, str, int], Iterator[Item]]:
    if kind == "jsonl":
        return _json_lines
    if kind not in {"xlsx", "parquet"}:
        return _csv_rows
    from pipeline.read import sheets

    return sheets.xlsx_rows if kind == "xlsx" else sheets.parquet_rows


def _json_lines(path: Openable, uri: str, max_bytes: int) -> Iterator[Item]:
    with open_table(path) as file:
        lines = LineReader(file, max_bytes)
        found = False
        while (read := lines.read())[0]:
            line, length = read
            if line.isspace():
                continue
            found = True
            name = f"{uri}#{lines.number}"
            if length > max_bytes:
                yield Item(name, length, error=_too_long(length, max_bytes))
            else:
                yield Item(name, length, line=line)
        if not found:
            raise ExtractionError("empty", "the file has no lines")


def _too_long(length: int, max_bytes: int) -> tuple[str, str]:
    return "too_large", f"{length:,} bytes or more; at most {max_bytes:,} are read"


class _Feed:
    """Hands physical lines to `csv.reader` and remembers where the current row began and may be resumed."""

    def __init__(self, lines: LineReader, limit: int) -> None:
        self.lines = lines
        self.limit = limit
        self.ended = True
        self.begin()

    def begin(self) -> None:
        """A new row starts with the next line."""
        self.size = self.count = self.first = 0
        self.second = (0, 0)

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line, length = self.lines.read()
        if not line:
            raise StopIteration
        self.ended = line.endswith(b"\n")
        self.size += length
        self.count += 1
        if self.count == 1:
            self.first = self.lines.number
            self.second = (self.lines.file.tell(), self.lines.number)
        if self.size > self.limit:
            raise _BrokenRowError(*_too_long(self.size, self.limit))
        return line.decode("latin-1")


def _csv_rows(path: Openable, uri: str, max_bytes: int) -> Iterator[Item]:
    # The limit of the csv module is global and 128 KB; ours is the feed's.
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))
    with open_table(path) as file:
        lines = LineReader(file, max_bytes)
        heading = lines.read()[0]
        if not heading.strip():
            raise ExtractionError("empty", "the file has no heading")
        delimiter, columns = _heading(heading)
        yield from _rows(_Feed(lines, max_bytes), uri, delimiter, columns)


def _heading(line: bytes) -> tuple[str, Sequence[str | None]]:
    """The delimiter under which the first row names the columns, and the columns."""
    text = decode(line).strip("\r\n")
    for delimiter in DELIMITERS:
        columns = columns_of(next(csv.reader([text], delimiter=delimiter)))
        if has_content(columns):
            return delimiter, columns
    found = ", ".join(cell.strip() for cell in next(csv.reader([text])))[:200]
    raise ExtractionError("columns", f"row 1 (the heading) has no column text or html; it has: {found}")


def _rows(feed: _Feed, uri: str, delimiter: str, columns: Sequence[str | None]) -> Iterator[Item]:
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    number, rewinds, broken = 0, 0, False
    while True:
        feed.begin()
        try:
            row = _fields(next(reader), columns, feed)
        except StopIteration:
            return
        except (csv.Error, _BrokenRowError) as error:
            # The remains of a broken row are part of its failure and not failures of their own.
            if not broken:
                number += 1
                yield Item(f"{uri}#{number}", feed.size, error=_failure(error, number, feed))
            broken = True
            if feed.count > 1 and rewinds < MAX_REWINDS:
                rewinds += 1
                feed.lines.rewind(*feed.second)
            continue
        if row is not None:
            number, broken = number + 1, False
            yield Item(f"{uri}#{number}", feed.size, row=row)


def _fields(cells: list[str], columns: Sequence[str | None], feed: _Feed) -> dict[str, bytes] | None:
    """The cells of the columns that are read; `None` for a blank line. Raises `_BrokenRowError`."""
    if all(_is_blank(cell) for cell in cells):
        return None
    while len(cells) > len(columns) and _is_blank(cells[-1]):
        cells.pop()
    if len(cells) != len(columns):
        code = "malformed" if feed.ended or len(cells) > len(columns) else "truncated"
        raise _BrokenRowError(code, f"{len(cells)} cells, and {len(columns)} columns in the heading")
    row: dict[str, bytes] = {}
    for name, cell in zip(columns, cells, strict=True):
        if name is not None:
            row.setdefault(name, cell.encode("latin-1"))
    return row


def _is_blank(cell: str) -> bool:
    # The cell holds UTF-8 bytes, one for each character; a no-break space is two of them.
    return not cell.encode("latin-1").decode(errors="replace").strip()


def _failure(error: csv.Error | _BrokenRowError, number: int, feed: _Feed) -> tuple[str, str]:
    where = f"row {number} (line {feed.first})"
    if isinstance(error, _BrokenRowError):
        return error.code, f"{where}: {error.message}"
    if "unexpected end of data" in str(error):
        return "truncated", f"{where}: a quote is never closed"
    return "malformed", f"{where}: {error}"
