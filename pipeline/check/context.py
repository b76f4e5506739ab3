"""The sentence a value stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from pipeline.check.document import Document
from pipeline.check.entries import Entry
from pipeline.check.errors import Problem, overlap
from pipeline.segment import segment


class Sentences:
    """The sentences of one text, found when they are first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        # Folding keeps the length; only text that is not NFC would not keep its offsets.
        document = segment(self.text)
        return sorted((s.start, s.end) for s in document.sentences) if document.text == self.text else []

    def around(self, start: int, end: int) -> str:
        """The sentences from `start` to `end`, or the line where there are none."""
        place = bisect_right(self._spans, (start, len(self.text)))
        if place and start < self._spans[place - 1][1]:
            first = self._spans[place - 1][0]
            last = max(stop for begin, stop in self._spans if begin < max(end, start + 1))
        else:
            first = self.text.rfind("\n", 0, start) + 1
            last = self.text.find("\n", end)
        return " ".join(self.text[first : last if last >= 0 else len(self.text)].split())


class Contexts:
    """The sentences of all documents."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._sentences = {name: Sentences(doc.text) for name, doc in documents.items()}

    def sentence(self, doc: str, problem: Problem) -> str:
        """The sentence of what was found, else of gold; empty where neither has a place."""
        span = place(problem)
        return self._sentences[doc].around(*span) if span else ""


def gold_spans(gold: Entry, found: Entry | None) -> tuple[tuple[int, int], ...]:
    """Where gold's quote stands: the occurrences the found value was read from, else the first."""
    if found is not None and overlap(gold, found):
        return tuple((a, b) for a, b in gold.spans if any(a < d and c < b for c, d in found.spans))
    return gold.spans[:1]


def place(problem: Problem) -> tuple[int, int] | None:
    """The first place of what was found, else of gold."""
    for entry in (problem.found, problem.gold):
        if entry is not None and entry.spans:
            return entry.spans[0]
    return None
