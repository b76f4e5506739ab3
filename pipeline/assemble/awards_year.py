"""The year an award rewards: said beside it, told at the start of its sentence or paragraph, or the year under review.

Units are proposed at the end of a year for what they did in it: a proposal without a year of its own is for the full
year that the meeting reviews. What is handed over at a meeting may be for anything; it has a year only where one is
told.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_scene import Scene
from pipeline.model.document import Sentence
from pipeline.model.record import Derived, Evidence
from pipeline.rulebook import rule

NEAR = 14
"""Characters behind an award within which its own year stands."""

PARAGRAPH_REACH = 8
"""Sentences back within which the year that opens a paragraph holds."""

_FULL_YEAR = regex.compile(r"(?:19|20)\d\d")
REVIEWED = "những đơn vị được bình xét, đề nghị tại hội nghị là vì thành tích của năm mà hội nghị tổng kết"


@dataclass(frozen=True, slots=True)
class AwardYear:
    """A year with the span and the rule it was read by; without a span it is the one under review."""

    year: int
    span: tuple[int, int] | None = None
    rule: str = ""

    def evidence(self) -> list[Evidence]:
        """Where it was read."""
        return [Evidence(field="year", start=self.span[0], end=self.span[1], rule=self.rule)] if self.span else []

    def derived(self) -> list[Derived]:
        """Why it holds although nothing beside the award says so."""
        return [] if self.span else [Derived(field="year", source="meeting.period", reason=REVIEWED)]


def find_year(scene: Scene, mention: AwardMention, right: int, status: str) -> AwardYear | None:
    """The year of an award. `right`: where the next award of the sentence begins; `status`: proposed or conferred."""
    found = _beside(scene, mention) or _in_clause(scene, mention, right) or _of_heading(scene, mention)
    if found is None and status == "conferred":
        found = _of_neighbour(scene, mention) or _of_opening(scene, mention)
    return found or (_reviewed(scene) if status == "proposed" else None)


def _read(name: str, match: regex.Match[str] | None) -> AwardYear | None:
    return AwardYear(int(match["year"]), match.span(), f"awards.{name}") if match else None


def _beside(scene: Scene, mention: AwardMention) -> AwardYear | None:
    near = rule("awards.year_beside").regex.match(scene.low, mention.end, mention.end + NEAR)
    return _read("year_beside", near)


def _in_clause(scene: Scene, mention: AwardMention, right: int) -> AwardYear | None:
    """The only year that the award's clause states."""
    clause = max(scene.sentence.start, scene.low.rfind(";", scene.sentence.start, mention.start))
    end = scene.low.find(";", mention.end, right)
    told = list(rule("awards.year").regex.finditer(scene.low, clause, right if end < 0 else end))
    return _read("year", told[0]) if len({match["year"] for match in told}) == 1 else None


def _of_neighbour(scene: Scene, mention: AwardMention) -> AwardYear | None:
    """The year told with an award before it in the sentence: «trao Cờ năm 2016 cho A; trao Bằng khen cho B»."""
    for earlier in reversed([other for other in scene.mentions if other.end <= mention.start]):
        if found := _beside(scene, earlier) or _in_clause(scene, earlier, mention.start):
            return found
    return None


def _of_heading(scene: Scene, mention: AwardMention) -> AwardYear | None:
    """The year in the heading of the award's list."""
    heading = scene.heading() if scene.in_list(mention) else None
    return _read("year", rule("awards.year").regex.search(scene.low, *heading)) if heading else None


def _of_opening(scene: Scene, mention: AwardMention) -> AwardYear | None:
    """The year that opens the sentence or was told before it in the paragraph; the year under review, or the last."""
    if found := _opens(scene, scene.sentence, mention.start):
        return found
    told = scene.low[scene.sentence.start : mention.start]
    if not rule("awards.told_of").regex.search(told) or rule("awards.at_meeting").regex.search(told):
        return None
    index = scene.doc.sentences.index(scene.sentence)
    for earlier in reversed(scene.doc.sentences[max(0, index - PARAGRAPH_REACH) : index]):
        text = scene.low[earlier.start : earlier.end]
        if earlier.block != scene.sentence.block or rule("awards.at_meeting").regex.search(text):
            return None
        if found := _opens(scene, earlier, earlier.end):
            return found
    return None


def _opens(scene: Scene, sentence: Sentence, limit: int) -> AwardYear | None:
    """A year at the start of a sentence, not one after that under review; «trong năm», «năm ngoái»."""
    reviewed = scene.context.period_year
    found = _read("year_opens", rule("awards.year_opens").regex.match(scene.low, sentence.start, limit))
    if found:
        return found if reviewed is None or found.year <= reviewed else None
    match = rule("awards.year_relative").regex.match(scene.low, sentence.start, limit)
    if match is None or reviewed is None or not _FULL_YEAR.fullmatch(scene.context.period or ""):
        return None
    return AwardYear(reviewed - bool(match["last"]), match.span(), "awards.year_relative")


def _reviewed(scene: Scene) -> AwardYear | None:
    """The full year under review; none where the meeting looks back at half a year, a school year or several."""
    period = scene.context.period or ""
    return AwardYear(int(period)) if _FULL_YEAR.fullmatch(period) else None
