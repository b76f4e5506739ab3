"""Whether an award was proposed or conferred."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_scene import Scene
from pipeline.rulebook import compiled, rule

_OWN_VERB = regex.compile(r"(?<![\p{L}])(?:đã|được|trao|đón|cũng|dịp\s+này|trước\s+đó|vinh\s+dự)(?![\p{L}])")
_ASKED_AND_GOT = regex.compile(
    r"(?:trình|đề\s+(?:nghị|xuất))(?:\s+[^.;,]{0,40})?\s+và\s+được|bình\s+xét(?:\s+[^.;,]{0,30})?(?:\s+và|,)\s+(?:đã\s+)?công\s+nhận"
)
_ASKED_THEN_GAVE = regex.compile(
    r"(?:đề\s+(?:nghị|xuất)|trình)[^.;]{0,60}(?<!được\s)(?:đã|(?<!xét\s)(?<!duyệt\s)và)\s+(?:trao|tặng|đón)"
)
_HANDS = regex.compile(r"(?<![\p{L}])trao(?:\s+tặng)?(?=\s)")
_BARE_VERB = regex.compile(r"[\s,;:]*(?:và\s+)?(?:tặng|trao|có)\s*")
_DONE = regex.compile(r"(?<![\p{L}])(?:được|đã|trao|đón|nhận)(?![\p{L}])")
_BEHIND = 100
"""Characters behind an award that its own verb may take."""


@dataclass(frozen=True, slots=True)
class Told:
    """The award told last before: its status, where it ends, and whether it stands in the same sentence."""

    status: str
    end: int
    same_sentence: bool


CARRIED = 160
"""Characters behind an award within which a sentence without a verb goes on with its verb."""


def award_status(scene: Scene, mention: AwardMention, clause: int, told: Told | None) -> str:
    """`proposed` or `conferred`. `told`: the award told before it."""
    before = told.status if told and told.same_sentence else None
    text = scene.low[clause : mention.start]
    behind = scene.low[mention.end : min(scene.sentence.end, mention.end + _BEHIND)]
    proposed = list(rule("awards.proposed").regex.finditer(text))
    given = list(rule("awards.conferred").regex.finditer(text))
    if not proposed and not given and rule("awards.given_behind").regex.search(behind):
        return "conferred"
    asked = rule("awards.asked_behind").regex.search(behind) is not None or _asked_above(scene, mention, text)
    if asked or (proposed and _still_asked(text, proposed[-1].end(), given)):
        return "proposed"
    if proposed and given:
        return "conferred"
    if not proposed and before == "proposed" and _goes_on(scene, mention, text):
        return "proposed"
    if given and not proposed and not _BARE_VERB.fullmatch(text):
        return "conferred"
    if not proposed and not given and (heading := scene.heading()):
        return "proposed" if _proposes(scene, heading) else "conferred"
    if told and before is None and mention.start - told.end < CARRIED and rule("awards.likewise").regex.search(text):
        return told.status
    if before and not _DONE.search(text):
        return before
    whole = scene.low[scene.sentence.start : mention.start]
    if rule("awards.proposed").regex.search(whole) and not compiled(r"(?:được|đã)\s+(?:tặng|trao|nhận)").search(text):
        return "proposed"
    return "conferred"


def _goes_on(scene: Scene, mention: AwardMention, text: str) -> bool:
    """The words before the award go on with the request before it: no verb of their own, or the verb of the request."""
    series = rule("awards.asked_series").regex
    whole = scene.low[scene.sentence.start : mention.start]
    verb = _HANDS.search(text)
    if verb and not _OWN_VERB.search(text[: verb.start()] + text[verb.end() :]):
        asked = rf"đề\s+(?:nghị|xuất)[^.;]{{0,100}}?(?<![\p{{L}}]){regex.escape(verb[0])}(?![\p{{L}}])"
        if compiled(asked).search(whole[: len(whole) - len(text)]):
            return True
    return not _OWN_VERB.search(text) or series.search(whole) is not None


def _proposes(scene: Scene, heading: tuple[int, int]) -> bool:
    """The heading of a list asks for the awards, or tells who got the votes."""
    return any(rule(f"awards.{name}").regex.search(scene.low, *heading) is not None for name in ("proposed", "voted"))


def _asked_above(scene: Scene, mention: AwardMention, text: str) -> bool:
    """The heading of the award's list asks for it."""
    heading = scene.heading() if scene.in_list(mention) else None
    return bool(heading and _proposes(scene, heading)) and not compiled(r"(?:được|đã)\s").search(text)


def _still_asked(text: str, asked: int, given: list[regex.Match[str]]) -> bool:
    """The asking was not followed by the giving: «đã trình và được tặng» is given."""
    if given and given[-1].end() > asked and _ASKED_AND_GOT.search(text):
        return False
    return not _ASKED_THEN_GAVE.search(text)
