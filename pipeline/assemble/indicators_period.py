"""The period of a figure, where it is not the one the meeting reviews.

A result takes the year that stands with its label (`chỉ số cải cách hành chính năm 2023`) or opens its sentence. A
target takes the year its sentence names, else the year of the pact, else the year after the one under review.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.assemble.indicators_label import Naming
from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_target import reviewed_year
from pipeline.model.document import Sentence
from pipeline.model.tags import Context
from pipeline.tag.figures_words import Match, Words, says

_FULL_YEAR = regex.compile(r"(?:19|20)\d\d")
BEFORE_LABEL = 12
"""Characters before a label in which its year may stand (`năm 2023 chỉ số …`)."""

OPENING = 40
"""Characters from the start of a sentence in which a year opens it (`Trong năm 2019, …`)."""


@dataclass(slots=True)
class Periods:
    """Years read so far. `pact`: the latest year named with the pact; `opened`: the year that opens the sentence or

    its paragraph; `labelled`: the year of the label at hand.
    """

    words: Words
    context: Context
    pact: str | None = None
    opened: str | None = None
    block: int = -1
    labelled: str | None = None

    def __post_init__(self) -> None:
        """Find the year of the pact."""
        reviewed = reviewed_year(self.context) if self.context.period else None
        years = [match for match in self.words.find("pact_year") if reviewed is None or int(match["year"]) > reviewed]
        self.pact = max(map(span_of, years), default=None)

    def enter(self, sentence: Sentence) -> None:
        """Start a sentence: a year at its start holds for it and for the rest of its paragraph."""
        self.opened = self.opened if sentence.block == self.block else None
        self.block, self.labelled = sentence.block, None
        for match in self.words.within("year", sentence.start, min(sentence.end, sentence.start + OPENING)):
            if self.words.low[sentence.start : match.start()].strip() in {"", "trong", "đến"}:
                self.opened = match["year"]

    def of_result(self, place: Place, naming: Naming) -> str | None:
        """The year of a result, None where it is the period of the meeting."""
        label = naming.label
        own = label.start - BEFORE_LABEL if label is not None and label.start >= place.left else place.clause
        before = self._first(max(own, place.clause), place.span.start)
        if before is not None or naming.fresh:
            self.labelled = before
        year = self.labelled or self._first(place.span.end, place.right) or self._from_opening()
        return None if year is None or self._known(year) else year

    def of_target(self, scene: Scene, place: Place, heading: str | None) -> str | None:
        """The year (or half-year) a target is for. `heading`: the year of the line above it."""
        low, start, end = scene.low, place.span.start, place.span.end
        for match in self.words.within("year", end, place.stop):
            if low[end : match.start()].rstrip().endswith(("vào", "đến", "trong")):
                return match["year"]
        if half := self._second_half(low, scene.sentence.start, place):
            return half
        first = (reviewed_year(self.context) or 0) + _is_full(self.context.period)
        years = self.words.within("year", scene.sentence.start, start)
        if before := [match for match in years if int(match["year"]) >= first]:
            return span_of(before[-1])
        return heading or self.pact or self._default()

    def _second_half(self, low: str, start: int, place: Place) -> str | None:
        """In a mid-year report the second half, or the whole year where the clause says so."""
        period = self.context.period or ""
        if not period.endswith("-H1") or not says("second_half", low, start, place.span.start):
            return None
        return period[:4] if says("whole_year", low, place.left, place.span.start) else f"{period[:4]}-H2"

    def _default(self) -> str | None:
        period = self.context.period
        if period is None:
            return str(self.context.meeting_year) if self.context.meeting_year else None
        if _is_full(period):
            return str(int(period) + 1)
        if "/" not in period:
            return period[:4]
        first, last = period.split("/")
        return f"{last}/{int(last) + 1}" if int(last) == int(first) + 1 else None

    def _first(self, start: int, end: int) -> str | None:
        """The first year between two offsets that is not only compared with."""
        low = self.words.low
        for match in self.words.within("year", start, end):
            if not says("other_year", low, max(0, match.start() - 24), match.start()):
                return match["year"]
        return None

    def _from_opening(self) -> str | None:
        """The year of the sentence, where no period is known or the year lies before it."""
        reviewed = self.context.period_year
        earlier = self.opened is not None and reviewed is not None and int(self.opened) < reviewed
        return self.opened if self.context.period is None or earlier else None

    def _known(self, year: str) -> bool:
        period = self.context.period
        return period is not None and (period == year or ("/" in period and year in period))


def span_of(year: Match) -> str:
    """A year, or a school year: «năm học 2018 - 2019»."""
    return f"{year['year']}/{year['next']}" if year["next"] else str(year["year"])


def _is_full(period: str | None) -> bool:
    return period is not None and _FULL_YEAR.fullmatch(period) is not None
