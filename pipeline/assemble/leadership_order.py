"""Offices and holders told in the same order: «lần lượt là», «A, B giữ vai trò Cụm trưởng, Cụm phó»."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.assemble.holders import joined
from pipeline.assemble.leadership_model import Claim, Office, Status
from pipeline.assemble.leadership_people import unit_of
from pipeline.assemble.leadership_scene import OfficeScene
from pipeline.rulebook import compiled, rule


def claims_in_order(scene: OfficeScene) -> list[Claim]:
    """«A, B kết thúc vai trò Cụm trưởng, Cụm phó»: as many units as offices, in order."""
    if len(scene.offices) < 2 or len(scene.holders) < 2:
        return []
    if pairs := _people_in_order(scene):
        return pairs
    if len(scene.offices) > 2:
        return []
    first, second = scene.offices
    if not compiled(r"\s*(?:,|và)\s*").fullmatch(scene.doc.low[first.end : second.start]):
        return []
    right = [i for i, h in enumerate(scene.holders) if h.start >= second.end]
    if right and compiled(r"lần\s+lượt\s+(?:là|thuộc\s+về)\s+$").search(
        scene.doc.low[second.end : scene.holders[right[0]].start]
    ):
        return _pair(scene, (first, second), joined(scene.doc, scene.holders, right[0], 1)[:2])
    if right and rule("leadership.belongs").regex.match(scene.doc.low[second.end : scene.holders[right[0]].start]):
        return _pair(scene, (first, second), joined(scene.doc, scene.holders, right[0], 1))
    left = [i for i, h in enumerate(scene.holders) if h.end <= first.start]
    words = scene.doc.low[scene.holders[left[-1]].end : first.start] if left else ""
    if len(left) > 1 and scene.assigns(by := scene.holders[left[-1]], words):
        left.pop()
        words = scene.doc.low[scene.holders[left[-1]].end : by.start].rstrip() + words
    if not left or not rule("leadership.is").regex.match(words):
        return []
    chain = joined(scene.doc, scene.holders, left[-1], -1)
    return _pair(scene, (first, second), chain)


def _people_in_order(scene: OfficeScene) -> list[Claim]:
    """«A, post; B, post và C, post lần lượt đại diện Trưởng cụm, Phó cụm thứ nhất và Phó cụm thứ hai»."""
    first, low = scene.offices[0], scene.doc.low
    joins = compiled(r"\s*(?:,|(?:,\s*)?và)\s*")
    gaps = (low[one.end : other.start] for one, other in pairwise(scene.offices))
    told = rule("leadership.in_order").regex.search(low, scene.sentence.start, first.start)
    if told is None or not all(joins.fullmatch(gap) for gap in gaps):
        return []
    people = [person for person in scene.people if person.end <= first.start][-len(scene.offices) :]
    units = [unit_of(scene, person) for person in people]
    if len(units) != len(scene.offices) or not all(units):
        return []
    year = next((office.year for office in reversed(scene.offices) if office.year), None)
    status: Status | None = "incumbent" if told["stands"] else None
    return [
        scene.claim(replace(office, year=year), unit, "leadership.in_order", status=status)
        for office, unit in zip(scene.offices, units, strict=True)
        if unit
    ]


def _pair(scene: OfficeScene, offices: tuple[Office, Office], chain: list[int]) -> list[Claim]:
    if len(chain) != len(offices):
        return []
    year = offices[1].year or offices[0].year
    return [
        scene.claim(replace(office, year=year), scene.holders[i], "leadership.is")
        for office, i in zip(offices, chain, strict=True)
    ]
