"""Recipients of an award: behind it («cho A, B»), in brackets, or in front of it («A được tặng …»)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.assemble.awards_counts import Count, all_counts, counts_before, counts_behind, number_of_awards
from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_people import people_behind, people_in_front, posts_behind
from pipeline.assemble.awards_ranking import back_reference
from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.bodies import Holder
from pipeline.assemble.counts import read_count
from pipeline.assemble.holders import joined
from pipeline.rulebook import rule

Recipients = tuple[list[Holder], list[Count]]

REFERENCE_REACH = 70
"""Characters behind an award within which «hai đơn vị kế tiếp» may stand."""


def recipients_of(scene: Scene, mention: AwardMention, bounds: tuple[int, int], giver_start: int) -> Recipients:
    """Recipients by name and by number. `bounds`: ends of the awards before and behind."""
    found = _possible(mention, _behind(scene, mention, bounds[1]))
    if not any(found):
        found = _possible(mention, _in_front(scene, mention, bounds[0], giver_start))
    elif not found[0] and rule("awards.and_others").regex.match(scene.low, mention.end, bounds[1]):
        found = _possible(mention, _in_front(scene, mention, bounds[0], giver_start))[0], found[1]
    return found if any(found) else ([], number_of_awards(scene, mention))


def _possible(mention: AwardMention, found: Recipients) -> Recipients:
    """A flag goes to collectives only: whoever takes it in hand is no recipient; «Công an 6 tỉnh» is nobody's name."""
    flag = mention.name.startswith("Cờ")
    named = [h for h in found[0] if not (flag and h.kind == "person")]
    return [h for h in named if not rule("awards.plural_body").regex.search(h.name)], found[1]


def _behind(scene: Scene, mention: AwardMention, right: int) -> Recipients:
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
    if people := people_behind(scene, begin, right) or _counted_people(scene, begin, right):
        before = counts_behind(scene, begin, people[0].start, listed=True)
        return people, before + counts_behind(scene, people[-1].end, right)
    counts = counts_behind(scene, begin, right, listed=link is not None and ":" in link[0])
    if referred := back_reference(scene, begin - 1, min(right, begin + REFERENCE_REACH)):
        return referred, []
    first = _first_named(scene, begin, right)
    if first is None:
        return [], counts
    listed = link is not None and ":" in link[0]
    chain = joined(scene.doc, scene.holders, first, 1, semicolon=listed)
    named = [h for h in (scene.holders[i] for i in chain) if h.start < right and not _gives(scene, h)]
    if not named:
        return [], counts
    scene.used |= {h.start for h in named}
    step = rule("awards.list_step").regex.match(scene.low, named[-1].end, right)
    named += people_behind(scene, step.end(), right) if step else []
    named += posts_behind(scene, named[-1].end, right) if listed else []
    return named, counts_behind(scene, named[-1].end, right, listed=listed)


def _counted_people(scene: Scene, begin: int, right: int) -> list[Holder]:
    """«cho 2 cá nhân là ông A, post và bà B, post»: the people whose number stands before them."""
    for count in all_counts(scene, begin, min(right, begin + REFERENCE_REACH)):
        if names := rule("awards.names_follow").regex.match(scene.low, count.end, right):
            found = people_behind(scene, names.end(), right)
            return found if len(found) == count.number else []
    return []


def _first_named(scene: Scene, begin: int, right: int) -> int | None:
    """Index of the first unit that the award goes to: right behind, or behind «là», «gồm» as many as were counted."""
    behind = [i for i, h in enumerate(scene.holders) if begin - 1 <= h.start < right]
    if behind and rule("awards.fillers").regex.search(scene.low[begin : scene.holders[behind[0]].start]):
        return behind[0]
    for index in behind:
        if told := rule("awards.counted_are").regex.search(scene.low[begin : scene.holders[index].start]):
            number = read_count(told["n"]) if told["n"] else None
            return index if number in (None, len(joined(scene.doc, scene.holders, index, 1))) else None
    return None


def _in_brackets(scene: Scene, offset: int, right: int) -> list[Holder]:
    """«Cờ thi đua của Chính phủ (VKSND tỉnh Bình Thuận)»."""
    opening = rule("awards.bracket_opens").regex.search(scene.low[offset : min(right, offset + 24)])
    first = next((i for i, h in enumerate(scene.holders) if opening and h.start == offset + opening.end()), None)
    if first is None:
        return []
    chain = joined(scene.doc, scene.holders, first, 1)
    return [scene.holders[i] for i in chain if scene.holders[i].start < right]


def _in_front(scene: Scene, mention: AwardMention, left: int, giver_start: int) -> Recipients:
    clause = scene.clause_start(left, mention.start)
    limit = giver_start if giver_start > clause else mention.start
    if named := _before_dash(scene, mention, clause):
        return named, []
    verbs = list(rule("awards.subject").regex.finditer(scene.low, clause, mention.start))
    commended = [m.end() for m in rule("awards.commended").regex.finditer(scene.low, clause, mention.start)]
    counts = all_counts(scene, max(commended, default=clause), mention.start)
    if not verbs:
        return _without_verb(scene, mention, clause), counts_before(scene, mention, counts)
    if persons := people_in_front(scene, clause, verbs):
        return persons, []
    subjects = _subjects(scene, clause, limit, verbs)
    counted_last = not subjects or (counts and counts[-1].start > scene.holders[subjects[-1]].end)
    if counted_last and (referred := back_reference(scene, clause, mention.start)):
        return referred, []
    if not subjects:
        return [], counts
    named = [scene.holders[i] for i in _subject_chain(scene, subjects) if scene.holders[i].start >= clause]
    if counts and (_counted_behind(scene, counts[-1], named[-1]) or _from_there(scene, counts[-1], named[0])):
        return [], counts
    return named, []


def _without_verb(scene: Scene, mention: AwardMention, clause: int) -> list[Holder]:
    """«A được đề nghị Cờ của Bộ, B Bằng khen của Bộ»: the verb of the award before holds for the units in front."""
    last = [i for i, h in enumerate(scene.holders) if clause <= h.start and h.end <= mention.start]
    if not last or mention is scene.mentions[0] or scene.low[scene.holders[last[-1]].end : mention.start].strip():
        return []
    chain = [scene.holders[i] for i in joined(scene.doc, scene.holders, last[-1], -1)]
    opens = scene.low[clause : chain[0].start].strip(" ,")
    return chain if opens in {"", "và", "còn"} else []


def _counted_behind(scene: Scene, count: Count, holder: Holder) -> bool:
    """The number behind a unit counts others than that unit (not «A và B là hai đơn vị được tặng»)."""
    gap = scene.low[holder.end : count.start]
    return count.start > holder.end and not rule("awards.are_those").regex.search(gap)


def _subjects(scene: Scene, clause: int, limit: int, verbs: Sequence[regex.Match[str]]) -> list[int]:
    """Indexes of the units that may be the subject: before a verb of receiving, not asked to give."""
    return [
        i
        for i, h in enumerate(scene.holders)
        if clause <= h.start and h.end <= limit and h.start not in scene.used
        and any(verb.start() >= h.end - 1 for verb in verbs) and not _is_giver(scene, h)
    ]  # fmt: skip


def _from_there(scene: Scene, count: Count, holder: Holder) -> bool:
    """«bảy cá nhân là ngư dân Quảng Bình»: the unit only tells where the counted ones are from."""
    gap = scene.low[count.end : holder.start]
    near = count.kind == "individual" and 0 <= holder.start - count.end < 60
    return near and not rule("awards.subject").regex.search(gap) and "," not in gap[-2:]


def _before_dash(scene: Scene, mention: AwardMention, clause: int) -> list[Holder]:
    """«A và B - Cờ thi đua …»: the recipients stand before a dash or colon."""
    before = [i for i, h in enumerate(scene.holders) if clause <= h.start and h.end <= mention.start]
    if not before or not rule("awards.dash").regex.search(scene.low[scene.holders[before[-1]].end : mention.start]):
        return []
    chain = joined(scene.doc, scene.holders, before[-1], -1)
    return [scene.holders[i] for i in chain if scene.holders[i].start >= clause]


def _is_giver(scene: Scene, holder: Holder) -> bool:
    """The unit is asked to give, gives, proposes for others, or only locates the act."""
    before = scene.low[max(scene.sentence.start, holder.start - 24) : holder.start]
    behind = scene.low[holder.end : holder.end + 30]
    addressed = rule("awards.addressed").regex.search(before) and not rule("awards.is_given").regex.match(behind)
    if addressed or rule("awards.proposes").regex.search(behind):
        return True
    return _gives(scene, holder)


def _gives(scene: Scene, holder: Holder) -> bool:
    return rule("awards.gives").regex.search(scene.low[holder.end : holder.end + 30]) is not None


def _subject_chain(scene: Scene, subjects: list[int]) -> list[int]:
    """Indexes of the coordinated subjects, the last of `subjects` among them."""
    last = subjects[-1]
    before_last = scene.low[scene.sentence.start : scene.holders[last].start]
    listed = rule("awards.list_opens").regex.search(before_last) is not None
    chain = joined(scene.doc, scene.holders, last, -1, ranked=True, semicolon=listed)
    before = [i for i in subjects if i < chain[0]]
    if before:
        gap = scene.low[scene.holders[before[-1]].end : scene.holders[chain[0]].start]
        if len(gap) < 60 and rule("awards.with").regex.search(gap):
            return [before[-1], *chain]
    return chain
