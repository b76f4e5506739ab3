"""The text of an article cut at the spans of gold and record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.check.context import gold_spans
from pipeline.check.entries import Entry
from pipeline.check.score import Outcome


@dataclass(frozen=True, order=True)
class Span:
    """A span of gold (`g`) or record (`f`) of a field; `error` is the number of the error it belongs to."""

    start: int
    end: int
    side: Literal["g", "f"]
    field: str
    error: int | None = None

    @property
    def token(self) -> str:
        """The span as the page's script reads it."""
        return f"{self.side}:{self.field}:{'' if self.error is None else self.error}"


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same spans."""

    text: str
    spans: tuple[Span, ...]

    @property
    def tokens(self) -> str:
        """The tokens of the spans, each once."""
        return " ".join(dict.fromkeys(span.token for span in self.spans))

    @property
    def sides(self) -> str:
        """`g`, `f` or `g f`: on which sides the piece has spans."""
        return " ".join(side for side in "gf" if any(span.side == side for span in self.spans))


def spans_of(outcome: Outcome, numbers: Iterable[int]) -> list[Span]:
    """The spans of a document's matches and errors; `numbers` are those of its errors, in order."""
    listed = []
    pairs: list[tuple[Entry | None, Entry | None, int | None]] = [
        (gold, found, None) for gold, found in outcome.matches
    ]
    pairs += [(p.gold, p.found, number) for p, number in zip(outcome.problems, numbers, strict=True)]
    for gold, found, number in pairs:
        if gold is not None:
            listed += [Span(a, b, "g", outcome.field, number) for a, b in gold_spans(gold, found)]
        if found is not None:
            listed += [Span(a, b, "f", outcome.field, number) for a, b in found.spans]
    return listed


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text cut wherever a span begins or ends. Spans outside of it are left out."""
    inside = sorted((span for span in spans if 0 <= span.start < span.end <= len(text)), key=lambda s: s.start)
    cuts = sorted({0, len(text), *(cut for span in inside for cut in (span.start, span.end))})
    waiting, active, listed = iter([*inside, None]), list[Span](), []
    upcoming = next(waiting)
    for start, end in pairwise(cuts):
        active = [span for span in active if span.end > start]
        while upcoming is not None and upcoming.start == start:
            active.append(upcoming)
            upcoming = next(waiting)
        listed.append(Piece(text[start:end], tuple(active)))
    return listed
