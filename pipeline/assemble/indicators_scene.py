"""One sentence with its figures and what stands between them.

The words between two figures are shared out: up to the first mark they belong to the figure before (`59 xã được công
nhận đạt chuẩn`), behind it to the figure that follows (`, đạt 118 % kế hoạch`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import regex

from pipeline.assemble.indicators_subject import Subject
from pipeline.assemble.indicators_vocabulary import Label
from pipeline.model.document import Document, Sentence, Span
from pipeline.model.words import IndexedText
from pipeline.tag.figures import Figure
from pipeline.tag.figures_words import Words, says

_MARK = regex.compile(r"[,;:()•|]|\.(?!\d)|\s-\s|\s(?:và|nhưng|song|trong\s+đó|còn|riêng)\s")
_VERB = regex.compile(r"\s(?:đạt|bằng|chiếm|tăng|giảm|vượt|còn|là)\s")
_STRONG = regex.compile(r"[;:()•|]|\.\s")
_FULL_STOP = regex.compile(r"(?<=[^\n]\p{L}\s\d{1,2})\.\s+(?=\p{Lu}\p{Ll})")

_Item = TypeVar("_Item", Subject, Label, Span)


@dataclass(frozen=True, slots=True)
class Place:
    """A figure and its own words: from `left` to it and from it to `right`.

    `clause`: where the part of the sentence begins that names it; `motion`: where the words begin that say whether
    it rose or fell; `stop`: where the next figure or the end of the sentence is; `depth`: open brackets around it.
    """

    span: Span
    left: int
    clause: int
    motion: int
    right: int
    stop: int
    depth: int

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        figure: Figure = self.span.value
        return figure


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its figures, the subjects and labels named in it."""

    doc: Document
    words: Words
    sentence: Sentence
    places: tuple[Place, ...]
    subjects: tuple[Subject, ...]
    labels: tuple[Label, ...]

    @property
    def low(self) -> IndexedText:
        """The lower-cased fold of the whole document; offsets are those of the text."""
        return self.doc.low


def depth_at(low: str, start: int, offset: int) -> int:
    """Open brackets between two offsets."""
    return max(0, low.count("(", start, offset) - low.count(")", start, offset))


def within(items: Sequence[_Item], sentence: Sentence) -> tuple[_Item, ...]:
    """Those of the items (in text order) that lie in the sentence."""
    first = bisect_left(items, sentence.start, key=lambda item: item.start)
    last = bisect_left(items, sentence.end, key=lambda item: item.start)
    return tuple(item for item in items[first:last] if item.end <= sentence.end)


def sentences(doc: Document) -> list[Sentence]:
    """The document's sentences; one that goes on behind `… thứ 6. Khen thưởng` is cut there."""
    found: list[Sentence] = []
    for sentence in doc.sentences:
        start = sentence.start
        for stop in _FULL_STOP.finditer(doc.norm, sentence.start, sentence.end):
            found.append(Sentence(start, stop.start() + 1, sentence.zone, sentence.block))
            start = stop.end()
        found.append(Sentence(start, sentence.end, sentence.zone, sentence.block))
    return found


def share_out(doc: Document, sentence: Sentence, spans: Sequence[Span]) -> tuple[Place, ...]:
    """The figures of a sentence with the bounds of their words."""
    low = doc.low
    places: list[Place] = []
    left, before = sentence.start, sentence.start
    for index, span in enumerate(spans):
        last = index + 1 == len(spans)
        stop = sentence.end if last else spans[index + 1].start
        mark = _MARK.search(low, span.end, stop)
        right = mark.start() if mark else stop if last else _last_verb(low, span.end, stop)
        clause = _behind_mark(low, left, span.start)
        motion = _motion(low, before, clause, span.start)
        depth = depth_at(low, sentence.start, span.start)
        places.append(Place(span, left, clause, motion, right, stop, depth))
        left, before = right, span.end
    return tuple(places)


def _last_verb(low: str, start: int, end: int) -> int:
    """Where the last verb between two figures stands that no mark parts; else the end of the first figure."""
    position = start
    for verb in _VERB.finditer(low, start, end):
        position = verb.start()
    return position


def _behind_mark(low: str, left: int, start: int) -> int:
    """End of the last strong mark between `left` and the figure, else `left`."""
    position = left
    for mark in _STRONG.finditer(low, left, start):
        position = mark.end()
    return position


def _motion(low: str, before: int, clause: int, start: int) -> int:
    """A figure alone in brackets (`giảm mạnh nhất là Sóc Trăng (3,4%)`) moves as the words before them say."""
    bracket = low.rfind("(", before, start)
    if bracket < 0 or not says("alone_in_brackets", low, bracket, start):
        return clause
    return _behind_mark(low, before, bracket)
