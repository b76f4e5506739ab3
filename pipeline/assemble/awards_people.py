"""People as recipients of an award: tagged ones, and names that no honorific or post made officials."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.bodies import Holder
from pipeline.rulebook import compiled, rule
from pipeline.tag.posts import read_post
from pipeline.tag.units import province_at, surnames

_RECEIVING = ("được", "đón", "nhận", "vinh")


def people_behind(scene: Scene, begin: int, right: int) -> list[Holder]:
    """«cho ông A, chức vụ và bà B»: the person at `begin` and those joined to that person."""
    people = _people(scene, begin - 1, right)
    if not people or people[0].start > begin + 2:
        return []
    chain = [people[0]]
    for person in people[1:]:
        if not _joins(scene.low[chain[-1].end : person.start]):
            break
        chain.append(person)
    return chain


def posts_behind(scene: Scene, begin: int, right: int) -> list[Holder]:
    """«; 02 cá nhân là Chủ tịch A và Phó Chủ tịch B»: people of a list, told by their posts alone."""
    opening = rule("awards.posts_follow").regex.match(scene.low, begin, right)
    found: list[Holder] = []
    offset = opening.end() if opening else right
    while offset < right and (post := read_post(scene.doc, offset, right)) and post.has_unit:
        found.append(Holder(post.start, post.end, post.text, "person"))
        step = rule("awards.list_step").regex.match(scene.low, post.end, right)
        offset = step.end() if step and ";" not in step[0] else right
    return found


def people_in_front(scene: Scene, clause: int, verbs: Sequence[regex.Match[str]]) -> list[Holder]:
    """People in front of «được tặng», «đón nhận» who received the award themselves."""
    receiving = [v.start() for v in verbs if v[0].startswith(_RECEIVING)]
    people = [p for p in _people(scene, clause, receiving[-1] + 1) if receiving] if receiving else []
    if not people or not rule("awards.person_receives").regex.search(scene.low[people[-1].end : receiving[-1]]):
        return []
    if compiled(r"(?:đề\s+nghị|trao|cho)\s+$").search(scene.low[max(0, people[0].start - 20) : people[0].start]):
        return []
    chain = [people[-1]]
    for person in reversed(people[:-1]):
        if not _joins(scene.low[person.end : chain[0].start]):
            break
        chain.insert(0, person)
    return chain


def _joins(gap: str) -> bool:
    return rule("awards.next_person").regex.search(gap) is not None


def _people(scene: Scene, start: int, end: int) -> list[Holder]:
    """The people named between two offsets, tagged or not, in text order."""
    tagged = [p for p in scene.tags.people if start <= p.start and p.end <= end]
    found = [Holder(p.start, p.end, p.name, "person") for p in tagged]
    taken = [(p.start, p.end) for p in tagged] + [(h.start, h.end) for h in scene.holders]
    for match in rule("people.open").regex.finditer(scene.doc.norm, start, end):
        free = not any(begin < match.end() and match.start() < stop for begin, stop in taken)
        if free and _may_be_person(scene, match):
            name = " ".join(scene.doc.text[match.start() : match.end()].split())
            found.append(Holder(match.start(), match.end(), name, "person"))
    return sorted(found, key=lambda holder: holder.start)


def _may_be_person(scene: Scene, run: regex.Match[str]) -> bool:
    """The run begins with a family name, and is no place nor something that bears a person's name."""
    norm, start = scene.doc.norm, run.start()
    return (
        run[0].split()[0] in surnames()
        and not province_at(norm, start, run.end())
        and not rule("people.not_name").regex.match(norm, start, run.end())
        and not rule("people.open_not").regex.search(scene.low, max(0, start - 40), start)
    )
