"""Recipients in the lines below an award: «Đề nghị tặng Bằng khen của Bộ cho:», then one unit or person to a line."""

from __future__ import annotations

from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_people import people_behind
from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.bodies import Holder
from pipeline.assemble.holders import joined
from pipeline.rulebook import rule

MOST_LINES = 60
"""Lines of a list of recipients; a longer one is no list of one award."""


def recipients_below(scene: Scene, mention: AwardMention) -> list[Holder]:
    """Units and people of the lines that the award's sentence announces with a colon; empty where it does not."""
    low, end = scene.low, scene.sentence.end
    if not rule("awards.announces").regex.match(low[mention.end : end].rstrip()):
        return []
    found: list[Holder] = []
    for _ in range(MOST_LINES):
        line = rule("awards.line").regex.match(scene.doc.norm, end)
        if line is None or rule("units.award_behind").regex.search(low, line.start("text"), line.end()):
            break
        named = _of_line(scene, line.start("text"), line.end())
        rest = low[named[-1].end : line.end()].strip(" .;,") if named else ""
        if not named or (rest and not line["bullet"]):
            break
        found += named
        end = line.end()
    return found


def _of_line(scene: Scene, start: int, end: int) -> list[Holder]:
    """The units that open the line, or else the people."""
    first = next((i for i, holder in enumerate(scene.all_holders) if holder.start >= start), None)
    people = people_behind(scene, start, end)
    if first is None or scene.all_holders[first].start > start + 1:
        return people
    chain = joined(scene.doc, scene.all_holders, first, 1)
    return [holder for holder in (scene.all_holders[i] for i in chain) if holder.end <= end]
