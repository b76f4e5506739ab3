"""Awards: what was proposed or given, by whom, to whom or to how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.assemble.awards_counts import Count
from pipeline.assemble.awards_giver import Givers, default_giver, is_aggregate
from pipeline.assemble.awards_mentions import AwardMention, award_name
from pipeline.assemble.awards_recipients import recipients_of
from pipeline.assemble.awards_scene import Scene
from pipeline.assemble.awards_status import award_status
from pipeline.assemble.holders import Holder, member_body
from pipeline.model.document import NEWS_ZONES, Document
from pipeline.model.record import Award, AwardStatus, CountedKind, Derived, Evidence, Recipient, RecipientKind
from pipeline.model.tags import Context, Tags
from pipeline.rulebook import compiled, rule


@dataclass(frozen=True, slots=True)
class _Found:
    """One statement of an award, by names or by a number."""

    award: str
    issuer: str | None
    status: str
    year: int | None
    mention: AwardMention
    recipients: tuple[Holder, ...] = ()
    count: Count | None = None
    implied_giver: bool = False


def _of_sentence(scene: Scene, givers: Givers) -> list[_Found]:
    """The awards of one sentence, in order."""
    result: list[_Found] = []
    givers.next_sentence()
    for index, mention in enumerate(scene.mentions):
        left = scene.mentions[index - 1].end if index else scene.sentence.start
        right = scene.mentions[index + 1].start if index + 1 < len(scene.mentions) else scene.sentence.end
        clause = scene.clause_start(left, mention.start)
        if rule("awards.not_given").regex.search(scene.low, clause, mention.start):
            continue
        giver, giver_start = givers.find(scene, mention, clause)
        status = award_status(scene, mention, clause, result[-1].status if result else None)
        givers.remember(giver, status)
        implied = None if giver else default_giver(mention, status, scene.context)
        name, issuer = award_name(mention, giver or implied, scene.context)
        base = _Found(name, issuer, status, _year(scene, mention, right), mention, implied_giver=implied is not None)
        named, counts = recipients_of(scene, mention, (left, right), giver_start)
        if named:
            bodies = [h for h in scene.all_holders if h.kind == "unit"]
            result.append(replace(base, recipients=tuple(member_body(h, bodies, scene.context) for h in named)))
        result += [replace(base, count=count) for count in counts if not is_aggregate(giver)]
    return result


def _year(scene: Scene, mention: AwardMention, right: int) -> int | None:
    """The year behind the award, else the only year that its clause states."""
    near = compiled(r"\s*(?:,\s*)?năm\s+(\d{4})").match(scene.low[mention.end : mention.end + 14])
    if near:
        return int(near[1])
    clause = max(scene.sentence.start, scene.low.rfind(";", scene.sentence.start, mention.start))
    end = scene.low.find(";", mention.end, right)
    years = set(compiled(r"năm\s+(\d{4})").findall(scene.low[clause : right if end < 0 else end]))
    return int(years.pop()) if len(years) == 1 else None


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
    years = {first.year, second.year} - {None}
    return (first.award, first.status) == (second.award, second.status) and len(years) < 2


def _entry(found: _Found) -> Award:
    spans = [(h.start, h.end) for h in found.recipients] + (
        [(found.count.start, found.count.end)] if found.count else []
    )
    start = min([found.mention.start, *(s for s, _ in spans)])
    end = max([found.mention.end, *(e for _, e in spans)])
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
        year=found.year,
        evidence=evidence,
        derived=[implied] if found.implied_giver else [],
    )


def assemble_awards(doc: Document, tags: Tags, context: Context, holders: Sequence[Holder]) -> list[Award]:
    """The awards in the order of the text."""
    givers = Givers()
    found: list[_Found] = []
    for sentence in doc.sentences:
        if sentence.zone in NEWS_ZONES:
            found += _of_sentence(Scene(doc, sentence, tags, context, holders), givers)
    return [_entry(entry) for entry in _merge(found)]
