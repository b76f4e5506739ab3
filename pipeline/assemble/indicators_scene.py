"""One sentence with its figures and what stands between them.

The words between two figures are shared out: up to the first mark they belong to the figure before (`59 xã được công
nhận đạt chuẩn`), behind it to the figure that follows (`, đạt 118 % kế hoạch`).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.assemble.indicators_subject import Subject
from pipeline.assemble.indicators_vocabulary import Label
from pipeline.model.document import Document, Sentence, Span
from pipeline.tag.figures import Figure

_MARK = regex.compile(r"[,;:()•|]|\.(?!\d)|\s-\s|\s(?:và|nhưng|song|trong\s+đó|còn|riêng)\s")
_VERB = regex.compile(r"\s(?:đạt|bằng|chiếm|tăng|giảm|vượt|còn|là)\s")
_STRONG = regex.compile(r"[;:()•|]|\.\s")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its sentence: the words left of it that are its own, and those right of it."""

    span: Span
    left: int
    clause: int
    right: int

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        figure: Figure = self.span.value
        return figure


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its figures, the subjects and labels named in it."""

    doc: Document
    sentence: Sentence
    places: tuple[Place, ...]
    subjects: tuple[Subject, ...]
    labels: tuple[Label, ...]

    @property
    def low(self) -> str:
        """The lower-cased fold of the whole document; offsets are those of the text."""
        return self.doc.low


def share_out(doc: Document, sentence: Sentence, spans: list[Span]) -> tuple[Place, ...]:
    """The figures of a sentence with the bounds of their words."""
    bounds = [(sentence.start, sentence.start)]
    rights = []
    for before, after in zip(spans, spans[1:], strict=False):
        cut = _cut(doc.low, before.end, after.start)
        rights.append(cut)
        bounds.append((cut, after.start))
    rights.append(_end(doc.low, spans[-1].end, sentence.end))
    places = []
    for span, (left, _), right in zip(spans, bounds, rights, strict=True):
        places.append(Place(span, left, _clause(doc.low, left, span.start), right))
    return tuple(places)


def _cut(low: str, start: int, end: int) -> int:
    mark = _MARK.search(low, start, end)
    if mark is not None:
        return mark.start()
    verbs = list(_VERB.finditer(low, start, end))
    return verbs[-1].start() if verbs else start


def _end(low: str, start: int, end: int) -> int:
    mark = _MARK.search(low, start, end)
    return mark.start() if mark else end


def _clause(low: str, left: int, start: int) -> int:
    """Start of the words behind the last strong mark before the figure."""
    position = left
    for mark in _STRONG.finditer(low, left, start):
        position = mark.end()
    return position
