"""The figures of a table: each row is read as the sentence it stands for, `Lai Châu: Tỷ lệ hộ nghèo 12,4%; Thu …`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from pipeline.assemble.tables import Cell, Row, Table
from pipeline.fold import fold_spelling, lower, squeeze
from pipeline.model.document import Document, Sentence, Zone
from pipeline.model.record import Evidence, Indicator
from pipeline.model.words import IndexedText, WordIndex

_UNIT = regex.compile(r"\s*\(\s*(?:(?i:đvt|đơn\s+vị(?:\s+tính)?)\s*:\s*)?(?P<unit>%|[^()\d]{1,20})\s*\)\s*$")
_BARE = regex.compile(r"[-+]?\d[\d.,]*")
_DASH = regex.compile(r"[-–—]+")
RULE = "tables.cell"

Read = Callable[[Document], list[Indicator]]


@dataclass(slots=True)
class _Writer:
    """The sentences of a table as a text of their own; `pieces`: where each cell stands in it, and in the article."""

    doc: Document
    text: str = ""
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    values: list[tuple[int, int, Row, Cell | None, Cell]] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        """A stretch of the article."""
        written = self.doc.norm[start:end].replace("\n", " ")
        self.pieces.append((len(self.text), len(written), start))
        self.text += written

    def value(self, row: Row, label: Cell | None, cell: Cell) -> None:
        """A figure behind its heading, with the unit that the heading tells."""
        unit = _unit(self.doc, label)
        if label is not None:
            self.add(label.start, label.start + unit.start() if unit else label.end)
            self.text += " "
        first = len(self.text)
        self.add(cell.start, cell.end)
        if unit and _BARE.fullmatch(self.doc.norm, cell.start, cell.end):
            name = unit["unit"].strip()
            self.text += name if name == "%" else f" {name}"
        self.values.append((first, len(self.text), row, label, cell))

    def origin(self, span: Evidence) -> Evidence | None:
        """Where the words of a span stand in the article; None for words of several cells."""
        for start, length, source in self.pieces:
            if start <= span.start and span.end <= start + length:
                return span.model_copy(update={"start": source + span.start - start, "end": source + span.end - start})
        return None


def table_indicators(doc: Document, tables: list[Table], read: Read) -> list[Indicator]:
    """The figures of the tables, with evidence in the article. `read`: the reading of any text's figures."""
    found: list[Indicator] = []
    for table in tables:
        writer = _Writer(doc)
        ends = [_write(writer, table, row) for row in (table.rows if table.lead is None else [None])]
        found += [entry for one in read(_document(writer.text, ends)) if (entry := _placed(writer, one))]
    return found


def _write(writer: _Writer, table: Table, row: Row | None) -> int:
    """One sentence for a row; one for all rows where a sentence announces them. Returns where it ends."""
    if row is None and table.lead is not None:
        writer.add(*table.lead)
    for one in table.rows if row is None else [row]:
        writer.text += " " if row is None else ""
        writer.add(one.head.start, one.head.end)
        writer.text += " " if row is None else ": "
        for label, cell in one.values:
            if not _DASH.fullmatch(writer.doc.norm, cell.start, cell.end):
                writer.value(one, label, cell)
                writer.text += "; "
    writer.text = f"{writer.text.rstrip('; ')}.\n"
    return len(writer.text)


def _document(text: str, ends: list[int]) -> Document:
    """A document of these sentences, each a paragraph of its own."""
    norm = fold_spelling(text)
    low = lower(norm)
    words = WordIndex(low)
    starts = [0, *ends[:-1]]
    sentences = tuple(
        Sentence(start, end, "body", block) for block, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    zones = (Zone("body", 0, len(text)),)
    return Document(text, IndexedText(norm, words), IndexedText(low, words), zones, sentences, words)


def _placed(writer: _Writer, entry: Indicator) -> Indicator | None:
    """The entry with its evidence in the article; None for a figure of the heading or of the announcing sentence."""
    told = next((span for span in entry.evidence if span.field == "value"), None)
    home = next((home for home in writer.values if told and home[0] < told.end <= home[1]), None)
    if told is None or home is None:
        return None
    first, _, row, label, cell = home
    end = min(cell.end, cell.start + told.end - first)
    start = row.head.start if told.start <= first else cell.start + told.start - first
    evidence = [Evidence(field="value", start=start, end=end, rule=RULE)]
    evidence += [moved for span in entry.evidence if span.field == "subject" and (moved := writer.origin(span))]
    named = next((span for span in entry.evidence if span.field == "label"), None)
    if label is None:
        moved = writer.origin(named) if named else None
        return entry.model_copy(update={"evidence": [*evidence, *([moved] if moved else [])]})
    unit = _unit(writer.doc, label)
    end = label.start + unit.start() if unit else label.end
    evidence.append(Evidence(field="label", start=label.start, end=end, rule=named.rule if named else RULE))
    return entry.model_copy(update={"label": squeeze(writer.doc.text[label.start : end]), "evidence": evidence})


def _unit(doc: Document, label: Cell | None) -> regex.Match[str] | None:
    """The unit in brackets that closes a heading, its offsets from where the heading begins."""
    return _UNIT.search(doc.norm[label.start : label.end]) if label is not None else None
