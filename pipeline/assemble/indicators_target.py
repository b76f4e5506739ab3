"""Reached or planned: which figures are targets.

A cue (`phấn đấu`, `giao ước năm 2019`) makes what follows in its sentence a target, a heading or a line that ends in a
colon the lines below it, and an open target the sentences after it until the report turns back to results.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import regex

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Context
from pipeline.rulebook import rule
from pipeline.tag.figures_words import Words

_BULLET = regex.compile(r"\s*(?:[-+*•▪⦿o]\s|\d{1,2}\s?[.)]\s|[a-z]\))")


@dataclass(slots=True)
class Plans:
    """Whether the report is speaking of plans, carried from line to line and from sentence to sentence."""

    doc: Document
    words: Words
    context: Context
    below: bool = False
    heading: bool = False
    open_block: int = -1
    keep_open: bool = False
    period: str | None = None

    def enter(self, sentence: Sentence) -> tuple[int | None, str | None]:
        """Offset from which the sentence speaks of targets (None where it does not), and the year of their heading."""
        low = self.doc.low
        cue = self._cue(sentence)
        line = low[sentence.start : sentence.end]
        bullet = _BULLET.match(low, self._line_start(sentence)) is not None
        if cue is None and self.below and (bullet or self.heading):
            cue = sentence.start
            self.heading = False
        elif cue is None and self.keep_open and self.open_block == sentence.block and not self._turns_back(sentence):
            cue = sentence.start
        self.keep_open = False
        if sentence.zone in {"heading", "title"} or (len(line) < 90 and self._is_line(sentence) and not line.endswith(".")):
            self.below = cue is not None
            self.heading = self.below
        elif line.rstrip().endswith(":"):
            self.below = cue is not None
            self.heading = False
        elif not bullet:
            self.below = False
        self.open_block = sentence.block if cue is not None else -1
        if cue is None:
            self.period = None
        elif year := self._year(sentence):
            self.period = year
        return cue, self.period

    def _cue(self, sentence: Sentence) -> int | None:
        offsets = [match.start() for match in self._within("figures.target", sentence)[:1]]
        reviewed = self.context.period_year
        for match in self._within("figures.target_year", sentence):
            if reviewed is not None and int(match["year"]) > reviewed:
                offsets.append(match.end())
                break
        return min(offsets) if offsets else None

    def _within(self, name: str, sentence: Sentence) -> list[regex.Match[str]]:
        matches = self.words.find(name)
        first = bisect_left(matches, sentence.start, key=lambda match: match.start())
        last = bisect_left(matches, sentence.end, key=lambda match: match.start())
        return matches[first:last]

    def _turns_back(self, sentence: Sentence) -> bool:
        if self._within("figures.result", sentence):
            return True
        reviewed = self.context.period_year
        years = [int(match["year"]) for match in self._within("figures.year", sentence)]
        return reviewed is not None and any(year <= reviewed for year in years)

    def _year(self, sentence: Sentence) -> str | None:
        """The year a heading or a sentence of targets names, later than the one under review."""
        reviewed = self.context.period_year
        for match in self._within("figures.target_year", sentence):
            if reviewed is None or int(match["year"]) > reviewed:
                return match["year"]
        return None

    def _line_start(self, sentence: Sentence) -> int:
        return self.doc.low.rfind("\n", 0, sentence.start) + 1

    def _is_line(self, sentence: Sentence) -> bool:
        low = self.doc.low
        return low[sentence.end : sentence.end + 1] in {"\n", ""} and not low[self._line_start(sentence) : sentence.start].strip()


def is_target(scene: Scene, place: Place, cue: int | None, previous: Place | None) -> bool:
    """Is this figure of the sentence a target?"""
    low, span = scene.low, place.span
    if cue is not None and cue <= span.start and not _done(low, scene, place, cue):
        return True
    if place.figure.shape not in {"rank", "score"} and _advised(scene, place):
        return True
    if previous is not None and low[previous.span.end : span.start].strip() == "/" and place.figure.shape == "percent":
        return previous.figure.shape == "percent"
    start = max(scene.sentence.start, span.start - 90)
    return rule("figures.plan_value").regex.search(low[start : span.start]) is not None


def _done(low: str, scene: Scene, place: Place, cue: int) -> bool:
    """Does the part of the sentence behind the last `;` tell of what was done, while the plan stood before it?"""
    start = low.rfind(";", cue, place.span.start)
    if start < 0:
        return False
    stop = low.find(";", place.span.end, scene.sentence.end)
    part = low[start : stop if stop >= 0 else scene.sentence.end]
    return rule("figures.done").regex.search(part) is not None


def _advised(scene: Scene, place: Place) -> bool:
    """Has the sentence so far asked for something?"""
    matches = scene.words.find("figures.advice")
    index = bisect_left(matches, place.span.start, key=lambda match: match.start()) - 1
    return index >= 0 and matches[index].start() >= scene.sentence.start
