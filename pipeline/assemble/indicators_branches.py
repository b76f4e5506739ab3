"""Provinces that stand for a branch's body in each of them: «Công an các tỉnh A, B và C», «Công an A và B»."""

from __future__ import annotations

from bisect import bisect_left

import regex

from pipeline.assemble.bodies import Holder, same_body
from pipeline.assemble.indicators_subject import Subject
from pipeline.model.document import Document
from pipeline.model.tags import Context, Tags
from pipeline.normalise.provinces import as_of, canonical
from pipeline.tag.unit_names import unit_name

_PLURAL = regex.compile(r"(?:các|\d{1,2}|hai|ba|bốn|năm|sáu) (?P<class>tỉnh|thành phố)(?= [\p{Lu}])")
_JOINT = regex.compile(r"\s*(?:,|;|(?:,\s*)?và)\s*(?:(?:các\s+)?(?:tỉnh|thành\s+phố|tp\.?)\s*)?")
_BRANCH = regex.compile(r"(?!Ủy ban nhân dân|Tỉnh ủy|Thành ủy)")


def bodies_of_branch(doc: Document, tags: Tags, context: Context) -> list[Subject]:
    """The bodies that bare provinces stand for behind the body of a first one; in clusters of one branch only."""
    if context.scope != "sector":
        return []
    provinces = sorted(tags.provinces, key=lambda span: span.start)
    found: list[Subject] = []
    for unit in tags.units:
        name = _PLURAL.sub(r"\g<class>", unit_name(str(unit.value), context.date))
        first = bisect_left(provinces, unit.end, key=lambda span: span.end)
        if not _BRANCH.match(name) or first == len(provinces) or provinces[first].end != unit.end:
            continue
        last = Holder(unit.start, unit.end, name, "unit", canonical(str(provinces[first].value)))
        chain = [last]
        for span in provinces[first + 1 :]:
            bare = Holder(span.start, span.end, as_of(span.value, context.date), "province", span.value)
            if not _JOINT.fullmatch(doc.low, last.end, span.start) or not (body := same_body(last, bare)):
                break
            last = Holder(span.start, span.end, body, "unit", bare.province)
            chain.append(last)
        if len(chain) > 1:
            found += [Subject(one.start, one.end, one.name, "unit", unit.rule) for one in chain]
    return found
