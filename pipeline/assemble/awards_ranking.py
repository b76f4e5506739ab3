"""Recipients told by their place: «hai tỉnh kế tiếp», «đơn vị xếp nhất», «Ba Sở này»."""

from __future__ import annotations

import regex

from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.counts import read_count
from pipeline.assemble.holders import Holder
from pipeline.rulebook import rule

RANKING_REACH = 700
"""Characters back within which a report's ranking by points is looked for."""

NAMED_REACH = 420
"""Characters back within which «these units» were named."""

_RANK_WORD = regex.compile(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:xếp|đứng|về|giành|đạt|giữ)?\s*"
    r"(?:thứ|hạng|vị\s+trí|vị\s+thứ|ngôi)?\s*(?P<rank>nhất|nhì|ba)(?![\p{L}])"
)
_HIGHER = regex.compile(r"Chính phủ|Thủ tướng|Chủ tịch nước|Nhà nước|Bộ \p{Lu}")
"""Bodies above a cluster: they give the awards that its members receive."""
_POINTS = regex.compile(r"\s*(?:\(|đạt\s+|được\s+|với\s+|nhất\s*\(|nhì\s*\()?\s*\d{2,4}(?:[.,]\d+)?\s*(?:điểm|\))")


def back_reference(scene: Scene, start: int, end: int) -> list[Holder]:
    """The units that words between two offsets point back at; empty when they point at none."""
    match = rule("awards.back_reference").regex.search(scene.low, start, end)
    if match is None:
        return []
    number = read_count(match["n"]) if match["n"] else 1
    if match["these"]:
        return _named_last(scene, match.start(), number or 0, match["what"]) if match["n"] else []
    ranked = _ranking(scene)
    first = 2 if match["third"] else 1 if match["next"] or match["second"] else 0
    wanted = first + (number or 1)
    return ranked[first:wanted] if len(ranked) >= wanted else []


def _named_last(scene: Scene, end: int, number: int, what: str) -> list[Holder]:
    """The last `number` different units of the kind `what` named before `end`; empty when there are fewer."""
    names: list[Holder] = []
    kinds = {"province"} if " ".join(what.split()) == "tỉnh" else {"province", "unit"}
    near = [
        h
        for h in scene.all_holders
        if end - NAMED_REACH <= h.start < end and h.kind in kinds and not _HIGHER.match(h.name)
    ]
    for holder in reversed(near):
        if holder.name not in {h.name for h in names}:
            names.insert(0, holder)
        if len(names) == number:
            return names
    return []


def _ranking(scene: Scene) -> list[Holder]:
    """The units that the report ranked shortly before, best first."""
    start = scene.sentence.start - RANKING_REACH
    near = [h for h in scene.all_holders if start <= h.start < scene.sentence.end]
    worded = {m["rank"]: h for h in reversed(near) if (m := _RANK_WORD.match(scene.low, h.end))}
    if "nhất" in worded and "nhì" in worded:
        return [worded[rank] for rank in ("nhất", "nhì", "ba") if rank in worded]
    return [holder for holder in near if _POINTS.match(scene.low, holder.end)]
