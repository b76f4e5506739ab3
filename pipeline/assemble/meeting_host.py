"""Who hosts the meeting, where the report says so: «do tỉnh X đăng cai», «Sở Y tế, đơn vị đăng cai, …»."""

from __future__ import annotations

import regex

from pipeline.assemble.meeting_place import Venue
from pipeline.assemble.meeting_province import town_home
from pipeline.match import find
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.model.tags import Tags
from pipeline.rulebook import rule

REACH = 150
"""Characters between the host and the words that tell it."""

_COMMITTEE = regex.compile(r"Ủy ban nhân dân (?:tỉnh|thành phố)\s")


def find_host(doc: Document, tags: Tags) -> Venue | None:
    """The unit that is said to host the meeting, a province by its canonical name; not who hosts the next one."""
    for match in find(doc, rule("meeting.host").regex):
        sentence = next((s for s in doc.sentences if s.start <= match.start() < s.end), None)
        if sentence is None or sentence.zone not in NEWS_ZONES or _is_next(doc, sentence.start, sentence.end):
            continue
        before = _named(tags, max(sentence.start, match.start() - REACH), match.start())
        for host in reversed(before):
            if rule("meeting.host_before").regex.match(doc.low[host.end : match.start()]):
                return _venue(tags, host)
        behind = _named(tags, match.end(), min(sentence.end, match.end() + REACH)) if match["noun"] else []
        if behind and rule("meeting.host_behind").regex.match(doc.low[match.end() : behind[0].start]):
            return _venue(tags, behind[0])
    return None


def _is_next(doc: Document, start: int, end: int) -> bool:
    """The sentence speaks of a meeting to come, or of handing the cluster over to the next host."""
    return any(rule(name).regex.search(doc.low, start, end) for name in ("report.future", "meeting.host_next"))


def _named(tags: Tags, start: int, end: int) -> list[Span]:
    """Units and provinces between two offsets that are no part of a longer name, the cluster's or a person's post."""
    longer = [(person.start, person.end) for person in tags.people] + [(c.start, c.end) for c in tags.clusters]
    units = [u for u in tags.units if start <= u.start and u.end <= end and not _inside(u, longer)]
    held = longer + [(u.start, u.end) for u in tags.units]
    provinces = [p for p in tags.provinces if start <= p.start and p.end <= end and not _inside(p, held)]
    return sorted(units + provinces, key=lambda span: span.end)


def _inside(span: Span, others: list[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in others)


def _venue(tags: Tags, host: Span) -> Venue:
    """The host with its province; the committee of a province stands for the province."""
    inside = [str(p.value) for p in tags.provinces if host.start <= p.start and p.end <= host.end]
    name = str(host.value)
    town, home = (None, None) if inside else town_home(name)
    province = inside[-1] if inside else home
    text = province if province and _COMMITTEE.match(name) else name
    reason = f"{town} lies in {home}" if town else None
    return Venue(host.start, host.end, text, province, reason, "meeting.host")
