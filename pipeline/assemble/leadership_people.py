"""Offices told of people: a person's post is the office, or the person stands for the unit that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.bodies import Holder, member_body
from pipeline.assemble.leadership_model import Claim, Office, Status
from pipeline.assemble.leadership_scene import OfficeScene
from pipeline.assemble.posts import context_province
from pipeline.model.cover import beginning
from pipeline.model.document import Span
from pipeline.model.tags import Context, Person
from pipeline.rulebook import compiled, rule


def claims_of_people(scene: OfficeScene, office: Office) -> list[Claim] | None:
    """The office is a person's post, or a person stands for the unit that holds it; None when no person is in it."""
    for person in scene.people:
        if any(post.rule == "posts.office" and post.start <= office.start < post.end for post in person.posts):
            return _person_claim(scene, office, person, named=True, rule_id="posts.office")
    also = rule("leadership.also").regex
    for person in scene.people:
        if person.end <= office.start and also.match(scene.doc.low[person.end : office.start]):
            return _person_claim(scene, office, person, named=True, rule_id="leadership.also")
    before = scene.doc.low[scene.sentence.start : office.start]
    if (stands := rule("leadership.stands_for").regex.search(before)) and (nearest := _nearest(scene, office)):
        office = replace(office, fresh=office.fresh or stands["tân"] is not None)
        return _person_claim(scene, office, nearest, named=False, rule_id="leadership.stands_for")
    new = rule("leadership.speaks_as_new").regex.match(before)
    if new and (nearest := _nearest(scene, office)) and nearest.start >= office.end:
        new_office = replace(office, fresh=True)
        return _person_claim(scene, new_office, nearest, named=False, rule_id="leadership.speaks_as_new")
    return None


def _nearest(scene: OfficeScene, office: Office) -> Person | None:
    left = [p for p in scene.people if p.end <= office.start]
    right = [p for p in scene.people if p.start >= office.end]
    if right and compiled(
        r"(?:\s+(?:cụm|khối)(?:\s+thi\s+đua)?(?:\s+[^.;:,]{0,90})?)?[\s,:-]*(?:(?:năm\s+\d{4}|mới)[\s,:-]*)?"
    ).fullmatch(scene.doc.low[office.end : right[0].start]):
        return right[0]
    return left[-1] if left and office.start - left[-1].end < 60 else None


def _person_claim(scene: OfficeScene, office: Office, person: Person, *, named: bool, rule_id: str) -> list[Claim]:
    holder = unit_of(scene, person)
    if holder is None:
        return []
    holder = member_body(holder, scene.all_holders, scene.context)
    status: Status = "elected" if office.fresh or scene.of_new_year(office) else "incumbent"
    start, end = min(person.start, office.start), max(office.end, person.name_end)
    name = person.name if named else None
    return [Claim(office.office, holder, office.year, status, start, end, rule_id, name)]


def unit_of(scene: OfficeScene, person: Person) -> Holder | None:
    """The unit a person stands for: the body of the post before the office, or its province."""
    posts = [post for post in person.posts if post.rule != "posts.office"]
    if not posts:
        same = [p for p in scene.named if p.name == person.name]
        posts = next(([*p.posts] for p in same if any(post.rule != "posts.office" for post in p.posts)), [])
    near = beginning(scene.all_holders, min(p.start for p in posts), max(p.end for p in posts)) if posts else []
    inside = [h for h in near if any(post.start <= h.start < post.end for post in posts)]
    if scene.context.scope == "provinces":
        provinces = [h for h in inside if h.province]
        if provinces:
            return replace(provinces[-1], name=provinces[-1].province or "", kind="province")
        implied, _ = context_province(scene.doc, person, scene.context)
        return Holder(person.start, person.end, implied, "province", implied) if implied and posts else None
    bodies = [h for h in inside if not compiled(r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Ban Thường vụ)").match(h.name)]
    if bodies:
        return _as_member(_of_province(bodies[-1], posts), scene.context)
    return next((unit for post in reversed(posts) if (unit := _headed(post))), None)


def _of_province(holder: Holder, posts: Sequence[Span]) -> Holder:
    """`Thanh tra tỉnh` with the province that the person's post was completed with."""
    if not holder.name.endswith(" tỉnh"):
        return holder
    full = next((str(post.value) for post in posts if f"{holder.name} " in str(post.value)), None)
    return replace(holder, name=full[full.index(holder.name) :]) if full else holder


def _headed(post: Span) -> Holder | None:
    """The body that a title names in itself: `Trưởng phòng Tham mưu` heads the `Phòng Tham mưu`."""
    match = compiled(r"(?i)(?:phó )?trưởng (?P<body>(?:phòng|ban|khoa|trạm) .+)").match(str(post.value))
    if match is None:
        return None
    name = match["body"][0].upper() + match["body"][1:]
    return Holder(post.start, post.end, name, "unit")


def _as_member(holder: Holder, context: Context) -> Holder:
    """The unit a post names, in the wording of the member list (`huyện Kbang` for `UBND huyện Kbang`)."""
    holder = replace(
        holder,
        name=rule("leadership.organ").regex.sub("", holder.name),
    )
    if context.scope != "local":
        return holder
    place = compiled(r"Ủy ban nhân dân (?P<place>(?:huyện|thị xã|thành phố|quận|xã|phường|thị trấn) .+)").match(
        holder.name
    )
    if place and any(member in place["place"] for member in context.members):
        return replace(holder, name=place["place"])
    return holder
