"""Whether an award was proposed or conferred."""

from __future__ import annotations

import regex

from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_scene import Scene
from pipeline.rulebook import compiled, rule

_OWN_VERB = regex.compile(r"(?<![\p{L}])(?:đã|được|trao|đón|cũng|dịp\s+này|trước\s+đó|vinh\s+dự)(?![\p{L}])")
_ASKED_BEHIND = regex.compile(r"[^.;:]{0,50}?(?:đề\s+nghị|đề\s+xuất)\s+(?:trao\s+|tặng\s+|dành\s+)?cho")
_ASKED_AND_GOT = regex.compile(r"(?:trình|đề\s+nghị)(?:\s+[^.;,]{0,40})?\s+và\s+được")
_ASKED_THEN_GAVE = regex.compile(r"(?:đề\s+nghị|trình)[^.;]{0,60}(?<!được\s)(?:đã|và)\s+(?:trao|tặng|đón)")
_BARE_VERB = regex.compile(r"[\s,;:]*(?:và\s+)?(?:tặng|trao|có)\s*")
_DONE = regex.compile(r"(?<![\p{L}])(?:được|đã|trao|đón|nhận)(?![\p{L}])")


def award_status(scene: Scene, mention: AwardMention, clause: int, before: str | None) -> str:
    """`proposed` or `conferred`. `before`: status of the award told before it in the sentence."""
    text = scene.low[clause : mention.start]
    proposed = list(rule("awards.proposed").regex.finditer(text))
    given = list(rule("awards.conferred").regex.finditer(text))
    if _asked(scene, mention, text) or (proposed and _still_asked(text, proposed[-1].end(), given)):
        return "proposed"
    if not proposed and before == "proposed" and not _OWN_VERB.search(text):
        return "proposed"
    if given and not proposed and not _BARE_VERB.fullmatch(text):
        return "conferred"
    if not proposed and not given and (heading := scene.heading()):
        return "proposed" if rule("awards.proposed").regex.search(scene.low, *heading) else "conferred"
    if before and not _DONE.search(text):
        return before
    whole = scene.low[scene.sentence.start : mention.start]
    if rule("awards.proposed").regex.search(whole) and not compiled(r"(?:được|đã)\s+(?:tặng|trao|nhận)").search(text):
        return "proposed"
    return "conferred"


def _asked(scene: Scene, mention: AwardMention, text: str) -> bool:
    """The words behind the award ask for it, or the heading of its list does."""
    if _ASKED_BEHIND.match(scene.low, mention.end, mention.end + 70):
        return True
    heading = scene.heading() if scene.in_list(mention) else None
    asked = heading and rule("awards.proposed").regex.search(scene.low, *heading)
    return bool(asked) and not compiled(r"(?:được|đã)\s").search(text)


def _still_asked(text: str, asked: int, given: list[regex.Match[str]]) -> bool:
    """The asking was not followed by the giving: «đã trình và được tặng» is given."""
    if given and given[-1].end() > asked and _ASKED_AND_GOT.search(text):
        return False
    return not _ASKED_THEN_GAVE.search(text)
