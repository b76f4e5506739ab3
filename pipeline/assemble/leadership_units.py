"""Offices told of units: bound by the words in front, behind, or by apposition (`leadership_apposed`)."""

from __future__ import annotations

from dataclasses import replace

from pipeline.assemble.bodies import Holder
from pipeline.assemble.holders import joined
from pipeline.assemble.leadership_apposed import PAIR, apposed, apposed_to
from pipeline.assemble.leadership_handover import (
    RECEIVES,
    after_term,
    between,
    handed_on,
    handing,
    receivers,
    replaced,
    successors,
)
from pipeline.assemble.leadership_model import Claim, Office, Status
from pipeline.assemble.leadership_people import unit_of
from pipeline.assemble.leadership_scene import OfficeScene
from pipeline.model.tags import Person
from pipeline.rulebook import compiled, rule


def claims_of_newcomer(before: OfficeScene, scene: OfficeScene) -> list[Claim]:
    """«… lá cờ Cụm trưởng rời tay A. Người nhận là B»: the office is told of in the sentence before."""
    first = scene.holders[0] if scene.holders else None
    if first is None or not rule("leadership.newcomer").regex.match(scene.doc.low[scene.sentence.start : first.start]):
        return []
    office = replace(before.offices[0], start=scene.sentence.start, end=first.start, year=None)
    return [scene.claim(office, first, "leadership.newcomer", status="elected")]


def claims_of_units(scene: OfficeScene, index: int, office: Office) -> list[Claim]:
    for finder in (
        after_term,
        between,
        _stays,
        _in_front,
        _behind,
        apposed_to,
        apposed,
        _second_half,
        _short_name,
        _bare_place,
    ):
        if found := finder(scene, index, office):
            return found
    return []


def _in_front(scene: OfficeScene, index: int, office: Office) -> list[Claim]:
    """Unit, link, office; with the units joined to it."""
    floor = _floor(scene, index, office)
    left = [i for i, h in enumerate(scene.holders) if floor - 1 <= h.start and h.end <= office.start]
    for i in reversed(left):
        gap = scene.doc.low[scene.holders[i].end : office.start]
        if (
            scene.is_beside(scene.holders[i])
            or _own_subject(scene, office, gap)
            or scene.assigns(scene.holders[i], gap)
        ):
            continue
        if rule("leadership.is").regex.match(gap):
            chain = joined(scene.doc, scene.holders, i, -1)
            chain = [
                c for c in chain if scene.holders[c].start >= floor - 1 and (c == i or not _of_last(scene, index, c))
            ]
            if len(chain) > PAIR and rule("leadership.list").regex.search(_before(scene, chain)):
                chain = [i]
            return _with_giver(scene, office, chain, gap) + _replaced_in_front(scene, office, left, i)
    return []


def _replaced_in_front(scene: OfficeScene, office: Office, left: list[int], taker: int) -> list[Claim]:
    """«B thay A làm Cụm phó»: A leaves the office."""
    for i in left:
        gone = scene.holders[i]
        told = i > taker and scene.is_replaced(gone)
        if told and rule("leadership.is").regex.match(scene.doc.low[gone.end : office.start]):
            year = office.year or scene.shared_year(office)
            before = replace(office, year=year - 1 if year else None)
            return [scene.claim(before, gone, "leadership.beside", status="outgoing")]
    return []


def _floor(scene: OfficeScene, index: int, office: Office) -> int:
    """Where the words begin that tell of the office: behind the office before, unless a unit goes up from that one."""
    if not index:
        return scene.sentence.start
    last = scene.offices[index - 1]
    rises = rule("leadership.rises").regex.match(scene.doc.low[last.end : office.start])
    return _floor(scene, index - 1, last) if rises else last.end


def _stays(scene: OfficeScene, index: int, office: Office) -> list[Claim]:
    """«A, Khối trưởng năm 2016, được tín nhiệm ở lại vị trí này»: the unit of the office before, once more."""
    last = scene.offices[index - 1] if index else None
    told = scene.doc.low[last.end : office.start] if last and last.office == office.office else ""
    if last is None or not rule("leadership.stays").regex.match(told):
        return []
    kept = _in_front(scene, index - 1, last) or apposed_to(scene, index - 1, last)
    return [scene.claim(office, claim.holder, "leadership.stays", status="elected") for claim in kept[:1]]


def _own_subject(scene: OfficeScene, office: Office, gap: str) -> bool:
    """«A là đơn vị làm Cụm trưởng, đơn vị làm Cụm phó là B»: the second office is not told of A."""
    return rule("leadership.own_subject").regex.match(gap) is not None and scene.named_behind(office.end)


def _before(scene: OfficeScene, chain: list[int]) -> str:
    """The words of the sentence before the first of the holders."""
    return scene.doc.low[scene.sentence.start : min(scene.holders[c].start for c in chain)]


def _person_at(scene: OfficeScene, holder: Holder) -> str | None:
    """The person elected, whose post names the unit: «bầu đồng chí A, Chủ tịch UBND huyện B làm Cụm trưởng»."""
    person = next((person for person in scene.people if person.start <= holder.start < person.end), None)
    if person is None:
        return None
    voted = rule("leadership.votes_person").regex.search(scene.doc.low, scene.sentence.start, person.name_start)
    return person.name if voted else None


def _of_last(scene: OfficeScene, index: int, holder: int) -> bool:
    """The holder belongs to the office named before it («Cụm trưởng giao cho A, B làm Cụm phó»)."""
    gap = scene.doc.low[scene.offices[index - 1].end : scene.holders[holder].start] if index else ""
    return rule("leadership.belongs").regex.match(gap) is not None


def _of_next(scene: OfficeScene, index: int, holder: int) -> bool:
    """The holder belongs to the office named behind it."""
    if index + 1 == len(scene.offices):
        return False
    there = scene.offices[index + 1].start
    gap = scene.doc.low[scene.holders[holder].end : there]
    last = max(joined(scene.doc, scene.holders, holder, 1))
    if any(scene.holders[last].end <= other.start and other.end <= there for other in scene.holders):
        return False  # «nhiệm vụ Cụm trưởng do A đảm trách, B làm Cụm phó»: B is
    return rule("leadership.is").regex.match(gap) is not None or gap.strip() == "-"


def _with_giver(scene: OfficeScene, office: Office, chain: list[int], gap: str) -> list[Claim]:
    """The claims of the units in front; a unit that hands the office over is outgoing, the receiver elected."""
    if rule("leadership.hands_over").regex.search(gap):
        received = receivers(scene, office)
        before = replace(office, year=office.year - 1 if office.year else None)
        given = [scene.claim(before, scene.holders[i], "leadership.hands_over", status="outgoing") for i in chain]
        return [*given, *received]
    told = [
        replace(scene.claim(office, scene.holders[i], "leadership.is"), person=_person_at(scene, scene.holders[i]))
        for i in chain
    ]
    return [*told, *replaced(scene, office), *successors(scene, office, told), *handed_on(scene, office, told)]


def _behind(scene: OfficeScene, index: int, office: Office) -> list[Claim]:
    """Office, link, unit; or the person of a unit."""
    limit = scene.offices[index + 1].start if index + 1 < len(scene.offices) else scene.sentence.end
    for i, holder in enumerate(scene.holders):
        if not office.end <= holder.start <= limit:
            continue
        gap = scene.doc.low[office.end : holder.start]
        person = next((p for p in scene.people if p.start >= office.end and p.start <= holder.start < p.end), None)
        if person and scene.doc.low[office.end : person.start].strip() == "-" and (unit := unit_of(scene, person)):
            return [replace(scene.claim(office, unit, "leadership.also"), person=person.name)]
        if person and rule("leadership.belongs").regex.match(scene.doc.low[office.end : person.start]):
            status: Status = "elected" if scene.elected(office) else "incumbent"
            # Who is handed the flag takes it for the unit.
            holds = not compiled(r"\s(?:trao|chuyển|bàn\s+giao)\s").search(scene.doc.low, office.end, person.start)
            people = [(one, unit) for one in _and_more(scene, person) if (unit := unit_of(scene, one))]
            if people:
                return [
                    replace(
                        scene.claim(office, unit, "leadership.belongs", status=status),
                        person=one.name if holds else None,
                    )
                    for one, unit in people
                ]
        if _hands_on(scene, holder, gap) or _in_cluster_name(scene, office, holder):
            continue
        if compiled(r"\s*\((?:đơn\s+vị\s+)?(?:là\s+)?(?:tân\s+)?(?:cụm|khối|trưởng|phó)").match(
            scene.doc.low[holder.end : holder.end + 24],
        ):
            return []
        if _of_next(scene, index, i) and not scene.doc.low.startswith(",", holder.end):
            return []
        if rule("leadership.belongs").regex.match(_without_envoy(scene, office, holder) or gap):
            chain = [c for c in joined(scene.doc, scene.holders, i, 1) if scene.holders[c].start < limit]
            chain = [c for c in chain if c == i or not _of_next(scene, index, c)]
            handed = compiled(r"(?<![\p{L}])từ\s").search(gap) or (
                handing(scene, office) and RECEIVES.search(gap) and not scene.mid_year()
            )
            passed: Status | None = "elected" if handed else None
            new = [scene.claim(office, scene.holders[c], "leadership.belongs", status=passed) for c in chain]
            return [*new, *replaced(scene, office)]
        return []
    return []


def _hands_on(scene: OfficeScene, holder: Holder, gap: str) -> bool:
    """The unit gives the office away: «chuyển từ A sang B», «được Phó Chủ tịch UBND tỉnh A trao cho B»."""
    if compiled(r"(?<![\p{L}])từ\s+(?:tay\s+)?$").search(gap):
        return True
    given = compiled(r"[^.;:]{0,50}?\s(?:trao|giao|chuyển|bàn\s+giao)\s").match(scene.doc.low, holder.end)
    return given is not None and compiled(r"(?<![\p{L}])được\s[^.;:]{1,60}$").search(gap) is not None


def _without_envoy(scene: OfficeScene, office: Office, holder: Holder) -> str | None:
    """The words before whoever stands for the unit («trao cờ Cụm trưởng cho ông A, đại diện B»); None without one."""
    for person in scene.people:
        if office.end <= person.start and person.end <= holder.start:
            stands = compiled(r",?\s+(?:là\s+)?(?:người\s+)?(?:đại\s+diện|thay\s+mặt)\s+(?:cho\s+)?(?:lãnh\s+đạo\s+)?")
            if stands.fullmatch(scene.doc.low[person.end : holder.start]):
                return scene.doc.low[office.end : person.start]
    return None


def _and_more(scene: OfficeScene, first: Person) -> list[Person]:
    """The person and those joined to him («hai Cụm phó là ông A, post và ông B, post»)."""
    found = [first]
    for person in scene.people:
        if person.start >= found[-1].end:
            if not compiled(r"\s*(?:,\s*)?và\s+").fullmatch(scene.doc.low[found[-1].end : person.start]):
                break
            found.append(person)
    return found


def _in_cluster_name(scene: OfficeScene, office: Office, holder: Holder) -> bool:
    """The unit ends the cluster's name behind the office («Cụm trưởng Cụm thi đua số 5, Bộ Công an năm 2018 là …»)."""
    before = scene.doc.low[office.end : holder.start]
    after = scene.doc.low[holder.end : holder.end + 12]
    named = compiled(r"\s+(?:của\s+)?(?:cụm|khối)(?:\s+thi\s+đua)?[^.;:]{0,70}?").fullmatch(before)
    return named is not None and compiled(r"\s+(?:năm|là|cho|do|thuộc|sang)(?![\p{L}])").match(after) is not None


def _second_half(scene: OfficeScene, _index: int, office: Office) -> list[Claim]:
    """«A được đề nghị tặng Cờ và được tín nhiệm bầu làm Khối trưởng»: the subject of the sentence."""
    if not rule("leadership.and_was").regex.search(scene.doc.low, scene.sentence.start, office.start):
        return []
    first = scene.holders[0] if scene.holders and scene.holders[0].end <= office.start else None
    was = first and compiled(r"\s*(?:\([^)]*\)\s*)?(?:(?:đã|vinh\s+dự)\s+)*được\s").match(scene.doc.low, first.end)
    return [scene.claim(office, first, "leadership.and_was")] if first and was else []


def _bare_place(scene: OfficeScene, index: int, office: Office) -> list[Claim]:
    """«LĐLĐ huyện A làm Cụm trưởng và B làm Cụm phó»: of the branch told before (`leadership_merge.same_branch`)."""
    start = scene.offices[index - 1].end if index else office.start
    match = rule("leadership.bare_place").regex.match(scene.doc.norm[start : office.start])
    if match is None:
        return []
    first, last = start + match.start("name"), start + match.end("name")
    holder = Holder(first, last, " ".join(scene.doc.text[first:last].split()), "place")
    return [scene.claim(office, holder, "leadership.bare_place")]


def _short_name(scene: OfficeScene, _index: int, office: Office) -> list[Claim]:
    """«THACO được bầu làm Khối trưởng»."""
    match = rule("leadership.short_name").regex.search(scene.doc.norm, scene.sentence.start, office.start)
    if match is None or any(h.start < match.end("name") and match.start("name") < h.end for h in scene.holders):
        return []
    start, end = match.span("name")
    return [scene.claim(office, Holder(start, end, scene.doc.text[start:end], "unit"), "leadership.short_name")]
