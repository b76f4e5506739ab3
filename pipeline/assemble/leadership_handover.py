"""Offices that pass from one unit to another: who gives, who takes over, who is replaced."""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.assemble.bodies import Holder
from pipeline.assemble.holders import joined
from pipeline.assemble.leadership_model import Claim, Office
from pipeline.assemble.leadership_scene import OfficeScene
from pipeline.rulebook import compiled, rule

THIS_YEAR = regex.compile(
    r"(?:\s+năm\s+(?:nay|(?:học\s+)?\d{4}(?:\s?-\s?\d{4})?))?,\s+(?:(?:trong\s+)?năm\s+(?:nay|qua|\d{4})\s*,?\s+)?"
)
RECEIVES = regex.compile(r"(?:cho|sang|tới)\s+(?:đơn\s+vị\s+|đại\s+diện\s+|lãnh\s+đạo\s+)*$")
HANDING = 40
"""Characters before an office within which the words stand that hand it over."""
BOTH = 2
"""Who hands over and who takes over."""


def after_term(scene: OfficeScene, _index: int, office: Office) -> list[Claim]:
    """«Sau một năm làm Cụm trưởng, A chuyển giao trọng trách năm 2023 cho B»: A goes, B comes."""
    right = next((i for i, h in enumerate(scene.holders) if h.start >= office.end), None)
    if right is None or not rule("leadership.after_term").regex.search(
        scene.doc.low[scene.sentence.start : office.start]
    ):
        return []
    giver = scene.holders[right]
    if not THIS_YEAR.fullmatch(scene.doc.low[office.end : giver.start]):
        return []
    claims = [scene.claim(office, giver, "leadership.after_term", status="outgoing")]
    for i in range(right + 1, len(scene.holders)):
        gap = scene.doc.low[giver.end : scene.holders[i].start]
        if rule("leadership.hands_over").regex.search(gap) and RECEIVES.search(gap):
            year = rule("leadership.year").regex.search(gap)
            new = replace(office, year=int(year["year"]) if year else None)
            chain = joined(scene.doc, scene.holders, i, 1)
            return claims + [
                scene.claim(new, scene.holders[c], "leadership.hands_over", status="elected") for c in chain
            ]
    return claims


def between(scene: OfficeScene, _index: int, office: Office) -> list[Claim]:
    """«Bàn giao Cụm trưởng giữa A và B»: A goes, B comes."""
    right = next((i for i, h in enumerate(scene.holders) if h.start >= office.end), None)
    if right is None or not handing(scene, office):
        return []
    if not rule("leadership.between").regex.match(scene.doc.low[office.end : scene.holders[right].start]):
        return []
    pair = joined(scene.doc, scene.holders, right, 1)
    if len(pair) != BOTH:
        return []
    giver, receiver = (scene.holders[i] for i in pair)
    before = replace(office, year=office.year - 1 if office.year else None)
    return [
        scene.claim(before, giver, "leadership.between", status="outgoing"),
        scene.claim(office, receiver, "leadership.between", status="elected"),
    ]


def handing(scene: OfficeScene, office: Office) -> bool:
    """Is the office handed over: «bàn giao vai trò | Cụm trưởng»?"""
    words = scene.doc.low[max(scene.sentence.start, office.start - HANDING) : office.start]
    return rule("leadership.hands_over").regex.search(words) is not None


def receivers(scene: OfficeScene, office: Office) -> list[Claim]:
    for i, holder in enumerate(scene.holders):
        if holder.start >= office.end and RECEIVES.search(scene.doc.low[office.end : holder.start]):
            return [
                scene.claim(office, scene.holders[c], "leadership.hands_over", status="elected")
                for c in joined(scene.doc, scene.holders, i, 1)
            ]
    return []


def replaced(scene: OfficeScene, office: Office) -> list[Claim]:
    """«… làm Cụm trưởng năm 2017, thay Phòng Tham mưu»: the unit replaced is outgoing."""
    for holder in scene.holders:
        gap = scene.doc.low[office.end : holder.start]
        if holder.start < office.end:
            continue
        if len(gap) < 40 and rule("leadership.replaces").regex.search(gap) and not _of_another(scene, office, holder):
            year = office.year - 1 if office.year else None
            return [scene.claim(replace(office, year=year), holder, "leadership.replaces", status="outgoing")]
    return []


def _of_another(scene: OfficeScene, office: Office, holder: Holder) -> bool:
    """«A làm Cụm trưởng, B thay C làm Cụm phó»: C leaves the other office."""
    between = any(office.end <= other.start < holder.start for other in scene.holders)
    behind = next((other for other in scene.offices if other.start >= holder.end), None)
    return between and behind is not None


def handed_on(scene: OfficeScene, office: Office, told: list[Claim]) -> list[Claim]:
    """«A hoàn thành nhiệm vụ Cụm trưởng năm 2019, chuyển giao cho B»."""
    right = next((h for h in scene.holders if h.start >= office.end), None)
    if right is None or not any(claim.status == "outgoing" for claim in told):
        return []
    if not rule("leadership.hands_on").regex.match(scene.doc.low[office.end : right.start]):
        return []
    return [scene.claim(replace(office, year=None), right, "leadership.hands_on", status="elected")]


def successors(scene: OfficeScene, office: Office, told: list[Claim]) -> list[Claim]:
    """«A rời ghế Cụm trưởng, B ngồi vào thay»."""
    right = next((h for h in scene.holders if h.start >= office.end), None)
    if right is None or not any(claim.status == "outgoing" for claim in told):
        return []
    gap, behind = scene.doc.low[office.end : right.start], scene.doc.low[right.end : right.end + 60]
    if not compiled(
        r"(?:\s+năm\s+\d{4})?[,;]\s+(?:[^.;,]{0,40}?\s(?:cử|bầu|chọn|giao|mời)\s+(?:cho\s+)?)?(?:tỉnh\s+)?"
    ).fullmatch(gap) or not rule("leadership.succeeds").regex.search(behind):
        return []
    new = replace(office, year=None)
    return [scene.claim(new, right, "leadership.succeeds", status="elected")]
