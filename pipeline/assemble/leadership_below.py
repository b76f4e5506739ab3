"""Offices told once for the lines below: «bầu Cụm trưởng, Cụm phó năm 2023 như sau:», «Cụm trưởng:», then the units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.assemble.leadership_model import Claim, Office
from pipeline.assemble.leadership_scene import OfficeScene
from pipeline.rulebook import rule


@dataclass(slots=True)
class AnnouncedOffices:
    """What the lines above announced for the line at hand: an election with its year, one office, or both."""

    elects: bool = False
    year: int | None = None
    heading: tuple[OfficeScene, Office] | None = None

    def of_line(self, scene: OfficeScene, claims: list[Claim]) -> list[Claim]:
        """The claims of one sentence, dated and judged by what was announced above it."""
        below = [] if claims or scene.offices else self._units_below(scene)
        told = [self._dated(claim) for claim in (below or claims)]
        if not below:
            self._read(scene, bool(claims))
        return told

    def _read(self, scene: OfficeScene, claims: bool) -> None:
        """Keep what the sentence announces for the next; forget all where the list ends."""
        low, start, end = scene.doc.low, scene.sentence.start, scene.sentence.end
        detailed = low[start:end].rstrip().endswith(":") or rule("leadership.in_detail").regex.match(
            low[end : end + 12]
        )
        office = None if claims else _announced(scene)
        self.heading = (scene, office) if office else None
        if detailed and rule("leadership.announces").regex.search(low, start, end):
            year = rule("leadership.year").regex.search(low, start, end)
            self.elects, self.year = True, int(year["year"]) if year else None
        elif not claims and not (office and rule("leadership.bullet").regex.fullmatch(low[start : office.start])):
            self.elects, self.year = False, None

    def _units_below(self, scene: OfficeScene) -> list[Claim]:
        """A line that is nothing but a unit, or more, holds the office announced above."""
        if self.heading is None or not scene.holders:
            return []
        low, sentence, units = scene.doc.low, scene.sentence, scene.holders
        opening = rule("leadership.bullet").regex.fullmatch(low[sentence.start : units[0].start])
        joins = rule("leadership.joins").regex
        one_list = all(joins.fullmatch(low[one.end : other.start]) for one, other in pairwise(units))
        if not opening or not one_list or low[units[-1].end : sentence.end].strip(" \n.;,"):
            return []
        above, office = self.heading
        return [above.claim(office, unit, "leadership.heading") for unit in units]

    def _dated(self, claim: Claim) -> Claim:
        if not self.elects:
            return claim
        status = "elected" if claim.status == "incumbent" else claim.status
        return replace(claim, status=status, year=claim.year or self.year)


def _announced(scene: OfficeScene) -> Office | None:
    """The one office that a line announces («Cụm phó năm 2023:»), or that is all of a line («2. Cụm phó»)."""
    if len(scene.offices) != 1:
        return None
    office, low = scene.offices[0], scene.doc.low
    behind = rule("leadership.heading").regex.fullmatch(low[office.end : scene.sentence.end].rstrip())
    alone = rule("leadership.bullet").regex.fullmatch(low[scene.sentence.start : office.start])
    return office if behind and (behind["colon"] or alone) else None
