"""The period of a figure, where it is not the one the meeting reviews.

A result takes the year that stands with its label (`chỉ số cải cách hành chính năm 2023`) or opens its sentence. A
target takes the year its sentence names, else the year of the pact, else the year after the one under review.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import regex

from pipeline.assemble.indicators_label import Naming
from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.model.document import Sentence
from pipeline.model.tags import Context
from pipeline.rulebook import rule
from pipeline.tag.figures_words import Words

_YEAR_ONLY = regex.compile(r"(?:19|20)\d\d")
_WHOLE_YEAR = regex.compile(r"cả\s+năm|trong\s+năm")


BEFORE_LABEL = 12
"""Characters before a label in which its year may stand (`năm 2023 chỉ số …`)."""


@dataclass(slots=True)
class Periods:
    """Years read so far. `opened`: the year that opens the sentence or paragraph; `labelled`: the one of the label."""

    words: Words
    context: Context
    pact: str | None = None
    opened: str | None = None
    block: int = -1
    labelled: str | None = None

    def __post_init__(self) -> None:
        """Find the year of the pact: the latest one named with it."""
        years = [match["year"] for match in self.words.find("figures.pact_year")]
        reviewed = self.context.period_year if self.context.period else None
        later = [year for year in years if reviewed is None or int(year) > reviewed]
        self.pact = max(later, default=None)

    def enter(self, sentence: Sentence) -> None:
        """Start a sentence: a year at its start holds for it, and for its paragraph where no period is known."""
        if sentence.block != self.block:
            self.opened = None
        self.block = sentence.block
        self.labelled = None
        for match in _between(self.words, sentence.start, min(sentence.end, sentence.start + 40)):
            if self.words.low[sentence.start : match.start()].strip() in {"", "trong", "đến"}:
                self.opened = match["year"]

    def of_result(self, scene: Scene, place: Place, naming: Naming) -> str | None:
        """The year of a result, None where it is the period of the meeting."""
        label = naming.label
        own = label.start - BEFORE_LABEL if label is not None and label.start >= place.left else place.clause
        before = self._first(scene, max(own, place.clause), place.span.start)
        if before is not None:
            self.labelled = before
        elif naming.fresh:
            self.labelled = None
        year = self.labelled or self._first(scene, place.span.end, place.right) or (
            self.opened if self.context.period is None or self._old(self.opened) else None
        )
        return None if year is None or self._known(year) else year

    def of_target(self, scene: Scene, place: Place, heading: str | None) -> str | None:
        """The year (or half-year) a target is for."""
        reviewed = self.context.period_year
        floor = (reviewed or 0) + (1 if _full_year(self.context.period) else 0)
        low, sentence = scene.low, scene.sentence
        behind = _between(self.words, place.span.end, place.stop)
        for match in behind:
            if low[place.span.end : match.start()].rstrip().endswith(("vào", "đến", "trong")):
                return match["year"]
        before = [m for m in _between(self.words, sentence.start, place.span.start) if int(m["year"]) >= floor]
        half = rule("figures.second_half").regex.search(low, sentence.start, place.span.start)
        if half and self.context.period and self.context.period.endswith("-H1"):
            return self.context.period[:4] if _WHOLE_YEAR.search(low, place.left, place.span.start) else f"{self.context.period[:4]}-H2"
        if before:
            return f"{before[-1]['year']}/{before[-1]['next']}" if before[-1]["next"] else before[-1]["year"]
        return heading or self.pact or self._default()

    def _default(self) -> str | None:
        period = self.context.period
        if period is None:
            return str(self.context.meeting_year) if self.context.meeting_year else None
        if not _full_year(period):
            return period[:4] if "/" not in period else None
        return str(int(period) + 1)

    def _first(self, scene: Scene, start: int, end: int) -> str | None:
        for match in _between(self.words, start, end):
            if not rule("figures.other_year").regex.search(scene.low[max(0, match.start() - 24) : match.start()]):
                return match["year"]
        return None

    def _old(self, year: str | None) -> bool:
        reviewed = self.context.period_year
        return year is not None and reviewed is not None and int(year) < reviewed

    def _known(self, year: str) -> bool:
        period = self.context.period
        return period is not None and (period == year or "/" in period and year in period)


def _full_year(period: str | None) -> bool:
    return period is not None and _YEAR_ONLY.fullmatch(period) is not None


def _between(words: Words, start: int, end: int) -> list[regex.Match[str]]:
    matches = words.find("figures.year")
    first = bisect_left(matches, start, key=lambda match: match.start())
    last = bisect_left(matches, end, key=lambda match: match.start())
    return matches[first:last]
