"""Offices apposed to a unit or a unit to them: «A, đơn vị Cụm trưởng», «A (Cụm trưởng)», «Cụm trưởng - A»."""

from __future__ import annotations

import regex

from pipeline.assemble.bodies import Holder
from pipeline.assemble.holders import joined
from pipeline.assemble.leadership_handover import HANDING, THIS_YEAR
from pipeline.assemble.leadership_model import Claim, Office, Status
from pipeline.assemble.leadership_scene import OfficeScene
from pipeline.rulebook import compiled, rule

_VOTED = regex.compile(
    r"(?:bầu|chọn|cử|giới\s+thiệu|suy\s+tôn|phân\s+công|thống\s+nhất)[^.;]{0,40}?"
    r"(?:(?:cụm|khối)\s+(?:trưởng|phó)|(?:trưởng|phó)\s+(?:cụm|khối))"
)
_ROLL = regex.compile(r"(?:bầu|bầu\s+chọn|chọn|cử|kết\s+quả)(?:\s+\p{L}+){0,5}?\s*:\s*(?:[^.:]{0,160}[;,]\s*)?$")
"""«Bầu ra: A - Cụm trưởng; B - Cụm phó»: a list of those chosen, up to the unit."""
_CHOSEN = regex.compile(
    r"(?:bầu|chọn|cử|giới\s+thiệu|suy\s+tôn|nhất\s+trí)"
    r"(?:\s+(?:ra|và|thống\s+nhất|nhất\s+trí|chọn|cử|bầu|tỉnh|đơn\s+vị))*\s+$"
)
"""«giới thiệu và thống nhất A (Cụm trưởng)»: right before the unit."""
_NAMED = regex.compile(r"(?:suy\s+tôn|bầu)\s+(?:là|làm)\s*$")
_WORD_ENDS = regex.compile(r"(?:đơn\s+vị\s+|\(|\s|^)$")
PAIR = 2
"""Units that hold one office together at most, where the sentence lists the members."""

LONGEST_APPOSITION = 30
"""Characters between an office and the unit apposed to it, above which the words between tell something else."""


def _behind_dash(scene: OfficeScene, index: int, holder: Holder) -> bool:
    """«Cụm trưởng - A, Cụm phó - B»: A holds the office before the dash."""
    before = scene.doc.low[scene.offices[index - 1].end : holder.start] if index else ""
    return compiled(r"(?:\s+năm\s+\d{4})?\s*[-–:]\s*").fullmatch(before) is not None


def apposed_to(scene: OfficeScene, index: int, office: Office) -> list[Claim]:
    """«Công an tỉnh Hưng Yên, đơn vị Cụm trưởng»; «(Cụm trưởng)»."""
    left = next((h for h in reversed(scene.holders) if h.end <= office.start), None)
    if left is None or scene.is_beside(left):
        return []
    gap = scene.doc.low[left.end : office.start]
    listed = gap.startswith(",") and _behind_dash(scene, index, left)
    if listed or not rule("leadership.apposition_after").regex.match(gap):
        return []
    before = scene.doc.low[scene.sentence.start : left.start]
    new = scene.of_new_year(office, office.year or scene.shared_year(office)) and scene.elected(office)
    given = new and rule("leadership.elected").regex.search(before)
    voted = any(one.search(before) for one in (_VOTED, _ROLL, _CHOSEN))
    voted = voted and not rule("leadership.decided").regex.search(before)
    elected = office.fresh or _NAMED.search(gap) or voted or given
    status: Status = "elected" if elected else "incumbent"
    pair = joined(scene.doc, scene.holders, scene.holders.index(left), -1)
    between = any(scene.holders[pair[0]].end <= one.start < left.start for one in scene.offices)
    chain = pair if given and len(pair) == PAIR and not between else [scene.holders.index(left)]
    return [scene.claim(office, scene.holders[i], "leadership.apposition_after", status=status) for i in chain]


def apposed(scene: OfficeScene, _index: int, office: Office) -> list[Claim]:
    """«đơn vị Cụm trưởng Công an tỉnh X»; «với vai trò Cụm trưởng năm nay, Công an tỉnh X …»."""
    right = next((h for h in scene.holders if h.start >= office.end), None)
    if right is None:
        return []
    before, gap = scene.doc.low[scene.sentence.start : office.start], scene.doc.low[office.end : right.start]
    acts = THIS_YEAR.fullmatch(gap) and rule("leadership.in_the_office").regex.search(before)
    if acts and (acts["as"] or scene.doc.low.startswith(",", right.end)):
        held: Status = "elected" if scene.of_new_year(office) else "incumbent"
        return [scene.claim(office, right, "leadership.in_the_office", status=held)]
    if compiled(r"(?:nhiệm\s+kỳ|vai(?:\s+trò)?|trọng\s+trách|chức(?:\s+vụ)?)\s+$").search(before) and rule(
        "leadership.term_of"
    ).regex.match(gap):
        ends = rule("leadership.term_ends").regex.match(scene.doc.low[right.end : right.end + HANDING])
        return [scene.claim(office, right, "leadership.term_of", status="outgoing" if ends else "incumbent")]
    stands = rule("leadership.apposition_before").regex.match(gap) and _WORD_ENDS.search(before)
    if stands and len(gap) < LONGEST_APPOSITION:
        new = office.fresh or scene.of_new_year(office, office.year or scene.shared_year(office))
        status: Status = "elected" if new else "incumbent"
        several = compiled(r"(?<![\p{L}])các\s+$").search(before)
        chain = joined(scene.doc, scene.holders, scene.holders.index(right), 1) if several else []
        units = [scene.holders[i] for i in chain] or [right]
        return [scene.claim(office, unit, "leadership.apposition_before", status=status) for unit in units]
    return []
