"""Reached or planned: which figures are targets.

A cue (`phấn đấu`, a year after the one under review) makes what follows in its sentence a target; a heading or a line
that ends in a colon the lines below it; a sentence that opens with a cue those behind it, until the report turns back.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import regex

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.match import cut
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Context
from pipeline.tag.figures_words import Match, Words, says

_BULLET = regex.compile(r"\s*(?:[-+*•▪⦿o]\s|\d{1,2}\s?[.)]\s|[a-z]\))")
_TIME = regex.compile(
    r"^\s*(?:đến|tới|trong|vào)\s+(?:hết\s+|cuối\s+)?(?:năm|tháng|quý|giai\s+đoạn|nhiệm\s+kỳ)[^,;.]{0,24},"
)
"""A time behind the cue, closed by a comma: «Phấn đấu đến hết năm 2018, toàn cụm có thêm …»."""
OPENING = 24
"""Characters from the start of a sentence in which a cue makes the sentences behind it targets too."""

SHORT = 90
"""Characters up to which a line can be a heading."""


@dataclass(slots=True)
class Plans:
    """Whether the report is speaking of plans, carried from line to line and from sentence to sentence.

    `numbers`: where the numbers of the document stand. `below`, `heading`: a line above has announced targets.
    `open_block`, `keep_open`: the sentence before opened with a cue and held targets.
    """

    doc: Document
    words: Words
    context: Context
    numbers: list[int]
    below: bool = False
    heading: bool = False
    open_block: int = -1
    keep_open: bool = False
    year: str | None = None

    def enter(self, sentence: Sentence) -> tuple[int | None, str | None]:
        """Where the sentence begins to speak of targets (None where it does not), and the year of their heading."""
        cue = self._cue(sentence)
        opening = cue is not None and cue - sentence.start <= OPENING
        line_start = self.doc.low.rfind("\n", 0, sentence.start) + 1
        bullet = _BULLET.match(self.doc.low, line_start) is not None
        if cue is None and self._announced(sentence, bullet=bullet):
            cue = sentence.start
            opening = self.keep_open
            self.heading = False
        self.keep_open = False
        self._announce(sentence, cue, line_start, bullet=bullet)
        if says("pact_opens", self.doc.low, sentence.start, sentence.end):
            self.keep_open = opening = True
        self.open_block = sentence.block if opening else -1
        self.year = (self._later_year(sentence) or self.year) if cue is not None else None
        return cue, self.year

    def _announced(self, sentence: Sentence, *, bullet: bool) -> bool:
        """Does a line above or the sentence before make this one speak of targets?"""
        if self.below and bullet:
            return True
        follows = self.keep_open and self.open_block == sentence.block
        return ((self.below and self.heading) or follows) and not self._turns_back(sentence)

    def _announce(self, sentence: Sentence, cue: int | None, line_start: int, *, bullet: bool) -> None:
        """Note whether the sentence is a heading or a line that announces the lines below it."""
        line = self.doc.low[sentence.start : sentence.end].rstrip()
        title = sentence.zone == "heading" or (sentence.zone == "body" and self._is_heading(sentence, line, line_start))
        if title or line.endswith(":"):
            self.below = cue is not None
            self.heading = title and self.below
        elif not bullet and sentence.zone != "caption":
            self.below = False

    def _is_heading(self, sentence: Sentence, line: str, line_start: int) -> bool:
        """A short line of its own without a full stop, that does not tell of a signing (as captions do)."""
        low = self.doc.low
        line_end = low.find("\n", sentence.end)
        around = low[line_start : sentence.start] + low[sentence.end : line_end if line_end >= 0 else len(low)]
        alone = not around.strip()
        return alone and len(line) < SHORT and not line.endswith((".", ":", ";")) and " ký " not in f" {line} "

    def _cue(self, sentence: Sentence) -> int | None:
        start, end = sentence.start, sentence.end
        offsets = [m.start() for m in self.words.within("target", start, end) if self._tied(m, sentence)][:1]
        offsets += [m.start() for m in self.words.within("promise", start, end)[:1]]
        if self._part_of_year():
            offsets += [m.start() for m in self.words.within("by_year_end", start, end)[:1]]
        opening = [m for m in self.words.within("year", start, end)[:1] if self._opens(sentence, m)]
        later = [
            match.end()
            for match in opening + self.words.within("target_year", start, end)
            if is_later(match, self.context)
        ]
        return min(offsets + later[:1], default=None)

    def _part_of_year(self) -> bool:
        """Does the report review a part of a year, so that its end is still to come?"""
        period = self.context.period or ""
        return "-" in period and not period.endswith("-H2")

    def _tied(self, match: Match, sentence: Sentence) -> bool:
        """Does the cue speak of the next number: no comma between them, or a colon, or a goal that is set?"""
        if match[0].startswith("đặt"):
            return True
        index = bisect_left(self.numbers, match.end())
        if index == len(self.numbers) or self.numbers[index] >= sentence.end:
            return True
        between = _TIME.sub("", self.doc.low[match.end() : self.numbers[index]])
        return "," not in between or ":" in between

    def _opens(self, sentence: Sentence, match: Match) -> bool:
        return self.doc.low[sentence.start : match.start()].strip() in {"", "trong", "đến", "hết", "-"}

    def _turns_back(self, sentence: Sentence) -> bool:
        start, end = sentence.start, sentence.end
        if self.words.within("result", start, end) or self.words.within("turned", start, end):
            return True
        return any(not is_later(match, self.context) for match in self.words.within("year", start, end))

    def _later_year(self, sentence: Sentence) -> str | None:
        """The year a heading or a sentence of targets names, later than the one under review."""
        years = self.words.within("target_year", sentence.start, sentence.end)
        return next((match["year"] for match in years if is_later(match, self.context)), None)


def reviewed_year(context: Context) -> int | None:
    """The last year under review: 2018 for the school year 2017/2018; the meeting's year where none is known."""
    period = context.period or ""
    two = period[4:5] == "/" and period[5:9].isdigit()
    return int(period[5:9]) if two else context.period_year


def is_later(match: Match, context: Context) -> bool:
    """Is the year named after the ones under review? A school year that begins in the last one is."""
    reviewed, year = reviewed_year(context), int(match["year"])
    if reviewed is None:
        return False
    school = "học" in match[0] and "/" in (context.period or "")
    return year > reviewed or (school and year == reviewed)


def is_target(scene: Scene, place: Place, cue: int | None) -> bool:
    """Is this figure of the sentence a target for the time to come?"""
    start, end = place.span.start, place.span.end
    if cue is not None and cue <= start and not _done(scene, place, cue):
        return True
    advice = scene.words.last("advice", scene.sentence.start, start)
    if advice is not None and place.figure.shape not in {"rank", "score"} and not _turned(scene, advice.start(), start):
        return True
    return place.figure.noun == "member" and says("pledge", scene.low, end, end + 40)


def is_plan_value(scene: Scene, index: int) -> bool:
    """Is the figure the plan's own value beside the result: `(9,56%/6,5%)`, `(chỉ tiêu là 70%)`?"""
    low, place = scene.low, scene.places[index]
    start, end = place.span.start, place.span.end
    previous = scene.places[index - 1] if index else None
    if previous is not None and low[previous.span.end : start].strip() == "/":
        return previous.figure.shape == place.figure.shape == "percent"
    before = cut(low, max(scene.sentence.start, start - 90), start)
    if says("plan_value", before):
        return True
    if says("then_fact", low, end, min(scene.sentence.end, end + 80)):
        return says("plan_first", low, place.left, start)
    return previous is not None and _in_one_bracket(scene, previous, place) and is_plan_value(scene, index - 1)


def _in_one_bracket(scene: Scene, previous: Place, place: Place) -> bool:
    """Do two figures stand side by side in brackets: `(trên 73% về việc, trên 33% về tiền)`?"""
    between = scene.low[previous.span.end : place.span.start]
    side_by_side = place.depth == previous.depth > 0 and not any(mark in between for mark in "();")
    return side_by_side and previous.figure.unit == place.figure.unit


def _done(scene: Scene, place: Place, cue: int) -> bool:
    """Does the sentence turn back to what was done between the cue and the figure, or behind a `;`?"""
    low, start = scene.low, place.span.start
    if _turned(scene, cue, start):
        return True
    mark = low.rfind(";", cue, start)
    stop = low.find(";", place.span.end, scene.sentence.end)
    return mark >= 0 and says("done", low, mark, stop if stop >= 0 else scene.sentence.end)


def _turned(scene: Scene, cue: int, start: int) -> bool:
    """Do words between a cue and a figure turn back to what was done?"""
    return scene.words.last("turned", cue + 1, start) is not None
