"""Leadership: which unit heads the cluster, or is its deputy, in which year, and how the report says so.

Each mention of an office is bound to its holders by the words between them (`leadership.toml`): «là», «giữ vai trò»,
«thuộc về», a bracket or a dash, or a person's post. What is said twice is one entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.bodies import Holder
from pipeline.assemble.leadership_below import AnnouncedOffices
from pipeline.assemble.leadership_merge import carry, merge, same_branch
from pipeline.assemble.leadership_model import Claim
from pipeline.assemble.leadership_order import claims_in_order
from pipeline.assemble.leadership_people import claims_of_people
from pipeline.assemble.leadership_scene import OfficeScene
from pipeline.assemble.leadership_units import claims_of_newcomer, claims_of_units
from pipeline.model.document import NEWS_ZONES, Document
from pipeline.model.record import Derived, Evidence, Leadership
from pipeline.model.tags import Context, Tags
from pipeline.rulebook import rule


def assemble_leadership(doc: Document, tags: Tags, context: Context, holders: Sequence[Holder]) -> list[Leadership]:
    """Heads and deputies in the order of the text."""
    claims: list[Claim] = []
    before: OfficeScene | None = None
    announced = AnnouncedOffices()
    for sentence in doc.sentences:
        if sentence.zone in NEWS_ZONES:
            scene = OfficeScene(doc, sentence, holders, tags, context)
            claims += announced.of_line(scene, _claims(scene))
            claims += claims_of_newcomer(before, scene) if before and before.offices else []
            before = scene
    entries = merge(carry(doc, [_of_province(claim, context) for claim in same_branch(claims)], context), context)
    return [
        Leadership(
            office=claim.office,
            unit=claim.holder.name,
            person=claim.person,
            year=claim.year,
            status=claim.status,
            evidence=[Evidence(field="unit", start=claim.start, end=claim.end, rule=claim.rule)],
            derived=[Derived(field="year", source=context.period or context.date or "", reason=claim.derived)]
            if claim.derived
            else [],
        )
        for claim in sorted(entries, key=lambda claim: claim.start)
    ]


def _of_province(claim: Claim, context: Context) -> Claim:
    """In a cluster of provinces the office is the province's, whichever of its boards the report names for it."""
    holder = claim.holder
    if context.scope != "provinces" or not holder.province or not rule("leadership.board").regex.match(holder.name):
        return claim
    return replace(claim, holder=replace(holder, name=holder.province, kind="province"))


def _claims(scene: OfficeScene) -> list[Claim]:
    """The claims of one sentence: offices told in order, else each office bound to its person or its units."""
    if pairs := claims_in_order(scene):
        return pairs
    found: list[Claim] = []
    for index, office in enumerate(scene.offices):
        of_person = claims_of_people(scene, office)
        found += of_person if of_person is not None else claims_of_units(scene, index, office)
    return [claim for claim in found if claim.holder.name]
