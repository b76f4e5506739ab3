"""Numbers of collectives and individuals who received an award."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.counts import read_count
from pipeline.rulebook import compiled, rule

FIRST_GAP, NEXT_GAP = 25, 45
"""Characters that may stand before the first number, and between two numbers of one list."""

_ONLY_QUOTE = regex.compile(r'[\s":]*')


@dataclass(frozen=True, slots=True)
class Count:
    """A number of recipients: `kind` is `collective`, `individual`, `mixed`, or None when only awards are counted."""

    number: int
    kind: str | None
    start: int
    end: int


def _kind(match: regex.Match[str]) -> str:
    if match["both"] or match["mixed"] or match["either"]:
        return "mixed"
    return "collective" if match["collective"] else "individual"


def all_counts(scene: Scene, start: int, end: int) -> list[Count]:
    """Every number of recipients between two offsets."""
    found = []
    for match in rule("awards.count").regex.finditer(scene.low, start, end):
        number = read_count(match["n"])
        if number is not None:
            found.append(Count(number, _kind(match), match.start(), match.end()))
    return found


def counts_behind(scene: Scene, start: int, end: int, *, listed: bool = False) -> list[Count]:
    """Numbers of recipients from `start`, up to the end of their list. `listed`: semicolons part its items."""
    found: list[Count] = []
    for count in all_counts(scene, start, end):
        gap = scene.low[(found[-1].end if found else start) : count.start]
        if len(gap) > (NEXT_GAP if found else FIRST_GAP) or (";" in gap and not listed) or "." in gap:
            break
        found.append(count)
    return [count for count in found if not rule("awards.names_follow").regex.match(scene.low, count.end)]


def counts_before(scene: Scene, mention: AwardMention, counts: list[Count]) -> list[Count]:
    """Numbers straight in front of the award: «05 đơn vị “Đơn vị Tiên tiến”»."""
    return [count for count in counts if _ONLY_QUOTE.fullmatch(scene.low, count.end, mention.start)]


def number_of_awards(scene: Scene, mention: AwardMention) -> list[Count]:
    """The number of the awards themselves: «tặng 05 Bằng khen»."""
    start = max(scene.sentence.start, mention.start - 24)
    match = rule("awards.number_of").regex.search(scene.low, start, mention.start)
    number = read_count(match["n"]) if match else None
    if match is None or number is None or compiled(r"năm\s+$").search(scene.low[: match.start()]):
        return []
    return [Count(number, None, match.start(), mention.end)]
