"""Awards: what was proposed or given, by whom, to whom or to how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.assemble.awards_below import recipients_below
from pipeline.assemble.awards_counts import Count
from pipeline.assemble.awards_giver import Givers, default_giver, is_aggregate
from pipeline.assemble.awards_mentions import AwardMention
from pipeline.assemble.awards_name import award_name
from pipeline.assemble.awards_recipients import recipients_of
from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.awards_status import Told, award_status
from pipeline.assemble.awards_year import AwardYear, find_year
from pipeline.assemble.bodies import Holder, member_body
from pipeline.model.document import NEWS_ZONES, Document
from pipeline.model.record import Award, AwardStatus, CountedKind, Derived, Evidence, Recipient, RecipientKind
from pipeline.model.tags import Context, Tags
from pipeline.rulebook import rule


@dataclass(frozen=True, slots=True)
class _Found:
    """One statement of an award, by names or by a number."""

    award: str
    issuer: str | None
    status: str
    year: AwardYear | None
    mention: AwardMention
    recipients: tuple[Holder, ...] = ()
    count: Count | None = None
    implied_giver: bool = False

    @property
    def end(self) -> int:
        """End of the words that tell the award."""
        return max([self.mention.end, *(h.end for h in self.recipients), *([self.count.end] if self.count else [])])


def _of_sentence(scene: Scene, givers: Givers, earlier: _Found | None) -> list[_Found]:
    """The awards of one sentence, in order. `earlier`: the award told last before."""
    result: list[_Found] = []
    givers.next_sentence()
    planned = False
    if scene.low[scene.sentence.start : scene.sentence.end].endswith("?"):
        return []
    for index, mention in enumerate(scene.mentions):
        left = scene.mentions[index - 1].end if index else scene.sentence.start
        right = scene.mentions[index + 1].start if index + 1 < len(scene.mentions) else scene.sentence.end
        clause = scene.clause_start(left, mention.start)
        if _not_given(scene, mention, clause, right) or (planned and _planned_too(scene, left, mention)):
            planned = True
            continue
        planned = False
        giver, giver_start = givers.find(scene, mention, clause)
        status = award_status(scene, mention, clause, _told(result, earlier))
        givers.remember(giver, status)
        implied = None if giver else default_giver(mention, status, scene.context)
        name, issuer = award_name(mention, giver or implied, scene.context, givers.asked)
        base = _Found(
            name, issuer, status, find_year(scene, mention, right, status), mention, implied_giver=implied is not None
        )
        named, counts = recipients_of(scene, mention, (left, right), giver_start)
        if not named and (below := recipients_below(scene, mention)):
            named, counts = below, []
        if not named and not counts and result and _goes_on(scene, result[-1].mention, mention):
            before = [entry for entry in result if entry.mention is result[-1].mention]
            result += [replace(base, recipients=entry.recipients, count=entry.count) for entry in before]
            continue
        if named:
            bodies = tuple(member_body(h, scene.all_holders, scene.context) for h in named)
            result.append(replace(base, recipients=bodies))
        of_state = mention.name.startswith("Huân chương")
        result += [replace(base, count=count) for count in counts if of_state or not is_aggregate(giver)]
    return result


def _goes_on(scene: Scene, before: AwardMention, mention: AwardMention) -> bool:
    """The award is a further one of the same subject: «A được tặng Bằng khen, Huân chương»."""
    between = scene.low[before.end : mention.start]
    return rule("awards.and_also").regex.search(between) is not None


def _told(result: Sequence[_Found], earlier: _Found | None) -> Told | None:
    """The award told last, in this sentence or before it."""
    last = result[-1] if result else earlier
    return Told(last.status, last.end, bool(result)) if last else None


def _not_given(scene: Scene, mention: AwardMention, clause: int, right: int) -> bool:
    """A plan, a limit, a condition, or the flag that goes to the next head."""
    if rule("awards.not_given").regex.search(scene.low, clause, mention.start):
        return True
    flag = mention.name.startswith("Cờ") and mention.giver is None
    return flag and rule("awards.handed_over").regex.search(scene.low[mention.end : right]) is not None


def _planned_too(scene: Scene, left: int, mention: AwardMention) -> bool:
    """«phấn đấu có 1 đơn vị được nhận Cờ của Chính phủ và 4 đơn vị được nhận Cờ của Bộ»: the plan goes on."""
    return rule("awards.plan_goes_on").regex.fullmatch(scene.low[left : mention.start]) is not None


def _merge(found: Sequence[_Found]) -> list[_Found]:
    """What a caption repeats is one award."""
    merged: list[_Found] = []
    for entry in found:
        if entry.count:
            key = (entry.award, entry.status, entry.count.number, entry.count.kind)
            if not any(m.count and (m.award, m.status, m.count.number, m.count.kind) == key for m in merged):
                merged.append(entry)
            continue
        known = {h.name for m in merged if _same_award(m, entry) for h in m.recipients}
        if fresh := tuple(h for h in entry.recipients if h.name not in known):
            merged.append(replace(entry, recipients=fresh))
    return merged


def _same_award(first: _Found, second: _Found) -> bool:
    years = {entry.year.year for entry in (first, second) if entry.year}
    return (first.award, first.status) == (second.award, second.status) and len(years) < 2


def _entry(found: _Found) -> Award:
    spans = [(h.start, h.end) for h in found.recipients] + (
        [(found.count.start, found.count.end)] if found.count else []
    )
    start = min([found.mention.start, *(s for s, _ in spans)])
    end = found.end
    evidence = [Evidence(field="award", start=start, end=end, rule=found.mention.rule)]
    evidence += [
        Evidence(field=f"recipients[{i}]", start=h.start, end=h.end, rule="awards.to")
        for i, h in enumerate(found.recipients)
    ]
    if found.count:
        evidence.append(Evidence(field="count", start=found.count.start, end=found.count.end, rule="awards.count"))
    implied = Derived(
        field="award", source="scope", reason="trong cụm các tỉnh, cờ và bằng khen được đề nghị là của cấp Nhà nước"
    )
    return Award(
        award=found.award,
        issuer=found.issuer,
        status=cast("AwardStatus", found.status),
        recipients=[
            Recipient(name=h.name, kind=cast("RecipientKind", h.kind), province=h.province) for h in found.recipients
        ],
        count=found.count.number if found.count else None,
        recipient_kind=cast("CountedKind | None", found.count.kind) if found.count else None,
        year=found.year.year if found.year else None,
        evidence=evidence + (found.year.evidence() if found.year else []),
        derived=([implied] if found.implied_giver else []) + (found.year.derived() if found.year else []),
    )


def assemble_awards(doc: Document, tags: Tags, context: Context, holders: Sequence[Holder]) -> list[Award]:
    """The awards in the order of the text."""
    givers = Givers()
    found: list[_Found] = []
    for sentence in doc.sentences:
        if sentence.zone in NEWS_ZONES:
            found += _of_sentence(Scene(doc, sentence, tags, context, holders), givers, found[-1] if found else None)
    return [_entry(entry) for entry in _merge(found)]
