"""Recipients of an award: behind it («cho A, B»), in brackets, or in front of it («A được tặng …»)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.assemble.awards_counts import Count, all_counts, counts_before, counts_behind, number_of_awards
from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_ranking import back_reference
from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.holders import Holder, joined
from pipeline.rulebook import compiled, rule

_OPENING = regex.compile(r'\s*"?\s*\(\s*(?:gồm:?\s*)?')
_FILLERS = regex.compile(
    r"(?:\s*(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|các|đơn\s+vị|tập\s+thể|tỉnh|thành\s+phố|sở|nhân\s+dân|và|cán\s+bộ"
    r"|đại\s+diện|lãnh\s+đạo|địa\s+phương|gồm|là|:|,|\(|những|huyện|cơ\s+quan|dẫn\s+đầu|xuất\s+sắc)\s*)*"
)
"""Class words and counts that may stand between `cho` and the first recipient."""
_GIVES = regex.compile(r"\s*(?:đã|cũng|xét|xem\s+xét|quyết\s+định)?\s*(?:trao\s+)?tặng")
_PROPOSES = regex.compile(r"\s*(?:đã|cũng)?\s*(?:thống\s+nhất|nhất\s+trí|tổ\s+chức|bình\s+xét|họp)")
_ADDRESSED = regex.compile(
    r"(?:đề\s+nghị|trình|do|bởi|tại|của|cụm|khối|các\s+tỉnh\s+trong)\s+(?:tổng\s+|bộ\s+trưởng\s+|lãnh\s+đạo\s+)?$"
)
_LISTED = regex.compile(r"(?:gồm(?:\s+có)?|là|sau)\s*:[^:]*$")
_WITH = regex.compile(r"(?:,\s*|\s)cùng(?:\s+với)?\s+(?:tỉnh\s+|tp\s+)?$")
_DASH = regex.compile(r'\s*[-:]\s*"?\s*')


def recipients_of(
    scene: Scene, mention: AwardMention, bounds: tuple[int, int], giver_start: int
) -> tuple[list[Holder], list[Count]]:
    """Recipients by name and by number. `bounds`: ends of the awards before and behind."""
    found = _behind(scene, mention, bounds[1])
    if not any(found):
        found = _in_front(scene, mention, bounds[0], giver_start)
    return found if any(found) else ([], number_of_awards(scene, mention))


def _behind(scene: Scene, mention: AwardMention, right: int) -> tuple[list[Holder], list[Count]]:
    if bracketed := _in_brackets(scene, mention.end, right):
        return bracketed, []
    text = scene.low[mention.end : right]
    link = rule("awards.to").regex.match(text)
    if rule("awards.count").regex.match(text.lstrip()):
        begin, link = mention.end, None
    elif link is None:
        return [], []
    else:
        begin = mention.end + link.end()
    counts = counts_behind(scene, begin, right)
    for person in scene.tags.people:
        if begin - 1 <= person.start <= begin + 2:
            return [Holder(person.start, person.end, person.name, "person")], counts
    first = next((i for i, h in enumerate(scene.holders) if begin - 1 <= h.start < right), None)
    if first is None or not _FILLERS.fullmatch(scene.low, begin, scene.holders[first].start):
        return ([], counts) if counts else (back_reference(scene, mention.end, right), [])
    chain = joined(scene.doc, scene.holders, first, 1, semicolon=link is not None and ":" in link[0])
    named = [h for h in (scene.holders[i] for i in chain) if h.start < right and not _gives(scene, h)]
    if not named:
        return [], counts
    scene.used |= {h.start for h in named}
    return named, counts_behind(scene, named[-1].end, right)


def _in_brackets(scene: Scene, offset: int, right: int) -> list[Holder]:
    """«Cờ thi đua của Chính phủ (VKSND tỉnh Bình Thuận)»."""
    opening = _OPENING.match(scene.low, offset, right)
    first = next((i for i, h in enumerate(scene.holders) if opening and h.start == opening.end()), None)
    if first is None:
        return []
    chain = joined(scene.doc, scene.holders, first, 1)
    return [scene.holders[i] for i in chain if scene.holders[i].start < right]


def _in_front(scene: Scene, mention: AwardMention, left: int, giver_start: int) -> tuple[list[Holder], list[Count]]:
    clause = scene.clause_start(left, mention.start)
    limit = giver_start if giver_start > clause else mention.start
    if named := _before_dash(scene, mention, clause):
        return named, []
    verbs = list(rule("awards.subject").regex.finditer(scene.low, clause, mention.start))
    counts = all_counts(scene, clause, mention.start)
    if not verbs:
        return [], counts_before(scene, mention, counts)
    if persons := _people_in_front(scene, clause, verbs):
        return persons, []
    subjects = _subjects(scene, clause, limit, verbs)
    if not subjects:
        return back_reference(scene, clause, mention.start), counts
    named = [scene.holders[i] for i in _subject_chain(scene, subjects) if scene.holders[i].start >= clause]
    if counts and (counts[-1].start > named[-1].end or _from_there(scene, counts[-1], named[0])):
        return [], counts
    return named, []


def _subjects(scene: Scene, clause: int, limit: int, verbs: Sequence[regex.Match[str]]) -> list[int]:
    """Indexes of the units that may be the subject: before a verb of receiving, not asked to give."""
    return [
        i
        for i, h in enumerate(scene.holders)
        if clause <= h.start and h.end <= limit and h.start not in scene.used
        and any(verb.start() >= h.end - 1 for verb in verbs) and not _is_giver(scene, h)
    ]  # fmt: skip


def _people_in_front(scene: Scene, clause: int, verbs: Sequence[regex.Match[str]]) -> list[Holder]:
    """People in front of «được tặng», «đón nhận» who received the award themselves."""
    receiving = [v.start() for v in verbs if v[0].startswith(("được", "đón", "nhận", "vinh"))]
    people = [p for p in scene.tags.people if receiving and clause <= p.start and p.end <= receiving[-1] + 1]
    if not people:
        return []
    gap = scene.low[people[-1].end : receiving[-1]]
    addressed = compiled(r"(?:đề\s+nghị|trao|cho)\s+$").search(scene.low[: people[0].start])
    if len(gap) > 40 or addressed or compiled(r"[;.]|trao|tặng|thay\s+mặt|thừa").search(gap):
        return []
    chain = [people[-1]]
    for person in reversed(people[:-1]):
        if not compiled(r"[\s,]*(?:và|cùng|,)\s*").fullmatch(scene.low[person.end : chain[0].start]):
            break
        chain.insert(0, person)
    return [Holder(p.start, p.end, p.name, "person") for p in chain]


def _from_there(scene: Scene, count: Count, holder: Holder) -> bool:
    """«bảy cá nhân là ngư dân Quảng Bình»: the unit only tells where the counted ones are from."""
    gap = scene.low[count.end : holder.start]
    near = count.kind == "individual" and 0 <= holder.start - count.end < 60
    return near and not rule("awards.subject").regex.search(gap) and "," not in gap[-2:]


def _before_dash(scene: Scene, mention: AwardMention, clause: int) -> list[Holder]:
    """«A và B - Cờ thi đua …»: the recipients stand before a dash or colon."""
    before = [i for i, h in enumerate(scene.holders) if clause <= h.start and h.end <= mention.start]
    if not before or not _DASH.fullmatch(scene.low, scene.holders[before[-1]].end, mention.start):
        return []
    chain = joined(scene.doc, scene.holders, before[-1], -1)
    return [scene.holders[i] for i in chain if scene.holders[i].start >= clause]


def _is_giver(scene: Scene, holder: Holder) -> bool:
    """The unit is asked to give, gives, proposes for others, or only locates the act."""
    before = scene.low[max(scene.sentence.start, holder.start - 24) : holder.start]
    if _PROPOSES.match(scene.low, holder.end) or _ADDRESSED.search(before):
        return True
    return _gives(scene, holder)


def _gives(scene: Scene, holder: Holder) -> bool:
    return _GIVES.match(scene.low, holder.end) is not None


def _subject_chain(scene: Scene, subjects: list[int]) -> list[int]:
    """Indexes of the coordinated subjects, the last of `subjects` among them."""
    last = subjects[-1]
    listed = _LISTED.search(scene.low[scene.sentence.start : scene.holders[last].start]) is not None
    chain = joined(scene.doc, scene.holders, last, -1, ranked=True, semicolon=listed)
    before = [i for i in subjects if i < chain[0]]
    if before:
        gap = scene.low[scene.holders[before[-1]].end : scene.holders[chain[0]].start]
        if len(gap) < 60 and _WITH.search(gap):
            return [before[-1], *chain]
    return chain
