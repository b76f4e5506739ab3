"""Who gives an award: said beside it, said before in the sentence, in the list's heading, or last in the paragraph."""

from __future__ import annotations

import regex

from pipeline.assemble.awards_giving import giver_at, giver_before
from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_scene import Scene
from pipeline.model.tags import Context
from pipeline.rulebook import rule

_MINISTRY = regex.compile(r"Bộ (?!Tư lệnh|Chỉ huy|CHQS)[\p{Lu}]")
_STATE = ("chính phủ", "thủ tướng", "chủ tịch nước", "ủy ban nhân dân")
_AGGREGATE = regex.compile(r"(?i)ủy ban nhân dân (?:các|cấp)|các cấp|các tỉnh|cấp tỉnh")


class Givers:
    """Keeps the giver of the sentence, and over sentences the body that a sector cluster proposes to.

    `asked`: who is named before the verb of giving the award at hand, or in the heading of its list.
    """

    def __init__(self) -> None:
        self.of_sentence: str | None = None
        self.of_paragraph: str | None = None
        self.asked: str | None = None

    def next_sentence(self) -> None:
        """A new sentence begins: what was said in the last one no longer holds."""
        self.of_sentence = None

    def find(self, scene: Scene, mention: AwardMention, clause: int) -> tuple[str | None, int]:
        """The giver, and the offset where it is named before the award (-1 when it is not)."""
        named, start = giver_before(scene.doc, clause, mention.start, scene.received)
        if mention.giver:
            self.asked = named or self._of_heading(scene, mention)
            giver = _minister(scene, mention) if mention.giver in {"Bộ trưởng", "Bộ"} else mention.giver
            # «đề nghị Tổng Giám đốc tặng Cờ thi đua của Ngành cho A và Bằng khen cho B»: both are of who was asked.
            self.of_sentence = named if named and giver and giver.strip().lower() == "ngành" else giver
            return giver, start
        if named:
            self.of_sentence = named
            return named, start
        if not mention.needs_giver:
            return None, -1
        if self.of_sentence is None:
            self.of_sentence = self._of_heading(scene, mention)
        if self.of_sentence is None and scene.context.scope != "provinces":
            return self.of_paragraph, -1
        return self.of_sentence, -1

    @staticmethod
    def _of_heading(scene: Scene, mention: AwardMention) -> str | None:
        """Who gives by the heading of the award's list."""
        heading = scene.heading() if scene.in_list(mention) else None
        return giver_before(scene.doc, *heading, scene.received)[0] or _asked(scene, heading) if heading else None

    def remember(self, giver: str | None, status: str) -> None:
        """The next bare award of the paragraph goes to the same body, until one is conferred."""
        if giver and status == "proposed" and not giver.lower().startswith(_STATE):
            self.of_paragraph = giver
        elif status == "conferred":
            self.of_paragraph = None


def _asked(scene: Scene, heading: tuple[int, int]) -> str | None:
    """Who is asked to give, at the end of a heading: «đề nghị Thủ tướng Chính phủ:»."""
    for match in rule("awards.giver").regex.finditer(scene.low, *heading):
        found = giver_at(scene.doc, match.start(), heading[1])
        if found and scene.low[found[1] : heading[1]].strip() in {":", "tặng:", "tặng :"}:
            return found[0]
    return None


def _minister(scene: Scene, mention: AwardMention) -> str:
    """`Bộ trưởng` alone is the minister of the ministry named last."""
    named = [str(u.value) for u in scene.tags.units if u.start < mention.start and _MINISTRY.match(str(u.value))]
    giver = str(mention.giver)
    if not named:
        return giver
    return f"Bộ trưởng {named[-1]}" if giver == "Bộ trưởng" else named[-1]


def default_giver(mention: AwardMention, status: str, context: Context) -> str | None:
    """In a cluster of provinces a flag is the Government's and a proposed certificate the Prime Minister's."""
    state = status == "proposed" or mention.name.startswith("Cờ")
    return "Thủ tướng Chính phủ" if context.scope == "provinces" and mention.needs_giver and state else None


def is_aggregate(giver: str | None) -> bool:
    """A year's total of many givers (`UBND các tỉnh`) is a figure of the report, not an award of the meeting."""
    return giver is not None and _AGGREGATE.search(giver) is not None
