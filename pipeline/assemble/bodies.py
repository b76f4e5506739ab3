"""What a bare province stands for in a cluster of one branch: its police, its court, its association."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

import regex

from pipeline.fold import fold_spelling, lower
from pipeline.model.tags import Context
from pipeline.normalise.provinces import class_word
from pipeline.rulebook import compiled, read_csv

PLURAL_BODY = regex.compile(
    r"^(?P<head>.+?)\s+(?:(?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+)?(?:tỉnh|thành phố|địa phương)$"
)
"""A body of several provinces: «Sở Tài chính các tỉnh»."""
PLURAL_LOCAL = regex.compile(
    r"^(?P<head>.+?)\s+(?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+(?P<area>huyện|thị xã|quận|xã|phường)$"
)
"""A body of several places of one kind: «Hội Nông dân các huyện»."""
_OF_PROVINCE = regex.compile(r"^(?P<head>(?!Ủy ban nhân dân|Tỉnh ủy|Thành ủy|Đảng ủy).+?) (?:tỉnh|thành phố) [\p{Lu}]")
NEAR_BODIES = 12
"""Bodies back within which a bare province finds the one that it stands for."""
SPOKEN_OF = 2
"""Agencies of a branch that must be named before it is taken for the cluster's."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit as it can stand in the record. `name` is canonical: bare province or full name of the body."""

    start: int
    end: int
    name: str
    kind: str
    province: str | None = None


def as_body(place: Holder, bodies: Sequence[Holder]) -> Holder:
    """A bare province that stands for the body of the bodies named before it (`Sóc Trăng` for its Front committee)."""
    for body in reversed(bodies):
        if body.kind == "unit" and (named := same_body(body, place)):
            return Holder(place.start, place.end, named, "unit", place.province)
    return place


def same_body(body: Holder, place: Holder) -> str | None:
    if body.province and body.name.endswith(body.province):
        head = body.name[: -len(body.province)].rstrip()
        head = compiled(r"(?:tỉnh|thành phố)$").sub("", head).rstrip() if place.province else head
        area = (
            class_word(place.province or place.name)
            if compiled(r"(?:tỉnh|thành phố)$").search(body.name[: -len(body.province)].rstrip())
            else ""
        )
        return " ".join(part for part in (head, area, place.name) if part)
    if match := PLURAL_BODY.search(body.name):
        return f"{match['head']} {class_word(place.province or place.name)} {place.name}"
    return None


@cache
def _branches() -> tuple[tuple[regex.Pattern[str], str], ...]:
    return tuple((regex.compile(row["pattern"]), row["body"]) for row in read_csv("branches"))


@cache
def branch_body(cluster: str) -> str | None:
    """The body that a branch has in each province, by the name of its cluster (`branches.csv`)."""
    low = lower(fold_spelling(cluster))
    return next((body for pattern, body in _branches() if pattern.search(low)), None)


def member_body(holder: Holder, holders: Sequence[Holder], context: Context) -> Holder:
    """A unit in the wording of the cluster's members; `holders`: all of the report, in text order.

    In a cluster of one branch a bare province is its member body: by the cluster's own list, else by the bodies named
    before, else by the cluster's name, else by the branch most spoken of. A body `… tỉnh` is told with its province
    where the report does so elsewhere.
    """
    if holder.kind == "unit" and holder.name.endswith((" tỉnh", " thành phố")):
        longer = f"{holder.name} "
        full = next((body for body in holders if body.kind == "unit" and body.name.startswith(longer)), None)
        return replace(holder, name=full.name, province=full.province) if full else holder
    if context.scope == "provinces" or holder.kind != "province":
        return holder
    listed = next((m for m in context.members if m.endswith(f" {holder.name}")), None)
    if listed:
        return Holder(holder.start, holder.end, listed, "unit", holder.province)
    found = as_body(holder, _bodies_before(holder, holders))
    if found is not holder or context.scope != "sector":
        return found
    body = branch_body(context.name or "") or _main_branch(holders)
    if body is None:
        return holder
    name = f"{body} {class_word(holder.name, context.date)} {holder.name}"
    return Holder(holder.start, holder.end, name, "unit", holder.province)


def _bodies_before(holder: Holder, holders: Sequence[Holder]) -> list[Holder]:
    """The bodies named shortly before, in text order."""
    before = holders[: bisect_left(holders, holder.start, key=lambda other: other.start)]
    return [*islice((other for other in reversed(before) if other.kind == "unit"), NEAR_BODIES)][::-1]


def _main_branch(holders: Sequence[Holder]) -> str | None:
    """The branch whose agencies in the provinces are most often named."""
    bodies = [holder for holder in holders if holder.kind == "unit" and holder.province]
    heads = Counter(match["head"] for body in bodies if (match := _OF_PROVINCE.match(body.name)) is not None)
    head, times = heads.most_common(1)[0] if heads else ("", 0)
    return head if times >= SPOKEN_OF else None
