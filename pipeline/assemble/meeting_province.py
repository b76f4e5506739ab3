"""The province in which a meeting was held, where its place does not tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from pipeline.assemble.meeting_place import Venue
from pipeline.assemble.report import View
from pipeline.fold import fold_spelling
from pipeline.model.document import Document, Span
from pipeline.model.record import Article, Cluster, Derived
from pipeline.normalise.provinces import as_of, canonical
from pipeline.rulebook import read_csv, rule
from pipeline.tag.places import CLASS_WORDS, districts

MERGER = "2025-07-01"
"""The day 63 provinces became 34; districts are known by the provinces of before."""

SURE_HOME = 3
"""Districts that must share a province before it is concluded from them."""

HEAD_REACH = 120
"""Characters before an office in which the province of its holder stands."""

_PLACE_CLASS = regex.compile(r"^.*?(?:huyện|quận|thị xã|thành phố|phường|xã)\s+(?=\p{Lu})")
_DISTRICT_END = regex.compile(r"(?P<class>(?i:huyện|thị xã|quận|thành phố))\s+(?P<name>\p{Lu}[\p{L}' ]+)$")
_TOWN_END = regex.compile(r"(?<=\p{Ll} )(?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2})$")
_WORDS = regex.compile(r"[\p{L}.]+")


def province_of(
    venue: Venue | None, cluster: Cluster, article: Article, date: str | None, named: Sequence[str] = ()
) -> tuple[str | None, list[Derived]]:
    """The province where it met: of the place or host, else of the local cluster that met.

    `named`: all provinces that the article names; a local cluster's is the only one, where there is but one.
    """
    if venue and venue.province:
        name, moved = successor(venue.province, date) if venue.reason else (venue.province, None)
        reason = moved or venue.reason
        return name, [Derived(field="province", source=venue.text or name, reason=reason)] if reason else []
    if cluster.scope != "local":
        return None, []
    choices = (
        (owner_province(cluster.name), cluster.name, "the province of the local cluster"),
        (district_home(cluster.name), cluster.name, "the province in which the district of the cluster lies"),
        (home_of(cluster.members), ", ".join(cluster.members), "the province in which all its districts lie"),
        (owner_province(article.publisher), article.publisher, "the province of the publisher"),
        (_only(named), None, "the only province that the article of a local cluster names"),
    )
    for found, source, reason in choices:
        if found:
            return found, [Derived(field="province", source=source or found, reason=reason)]
    return None, []


def _only(named: Sequence[str]) -> str | None:
    return named[0] if named and set(named) == {named[0]} else None


def successor(province: str, date: str | None) -> tuple[str, str | None]:
    """The province's name on the day, and why it is another than the gazetteer's."""
    if date and date >= MERGER[: len(date)]:
        for row in read_csv("provinces"):
            if row["name"] == province and row["valid_to"] and row["successor"] not in ("", province):
                return row["successor"], f"{province} is part of {row['successor']} since 1 July 2025"
    return as_of(province, date), None


def head_province(doc: Document, provinces: tuple[Span, ...], views: list[View]) -> Venue | None:
    """The province of the head who chairs: a cluster meets where its head is at home."""
    chairs = rule("meeting.head_chairs").regex
    for view in views:
        match = None if view.future else chairs.search(doc.low, view.sentence.start, view.sentence.end)
        if match is None:
            continue
        near = [span for span in provinces if match.start("head") - HEAD_REACH <= span.start < match.start("head")]
        inside = [span for span in near if span.start >= view.sentence.start]
        if inside:
            span = inside[-1]
            reason = "the head of the cluster, who holds its meetings at home, chaired"
            return Venue(span.start, span.end, None, str(span.value), reason, "meeting.head_chairs")
    return None


def owner_province(name: str | None) -> str | None:
    """The province in the name of a local cluster or of the publisher."""
    words = _WORDS.findall(name or "")
    for size in (4, 3, 2):
        for start in range(len(words) - size + 1):
            if found := canonical(" ".join(words[start : start + size])):
                return found
    return None


def home_of(members: list[str]) -> str | None:
    """The one province in which districts of all these names lie; None for fewer than three."""
    homes = [_homes().get(fold_spelling(_PLACE_CLASS.sub("", member)), set()) for member in members]
    common = set.intersection(*homes) if len(homes) >= SURE_HOME else set()
    return common.pop() if len(common) == 1 else None


def district_home(name: str | None) -> str | None:
    """The province of the district, town or city that a cluster's name ends with; None where several have one."""
    match = _DISTRICT_END.search(name or "")
    known = districts().get(fold_spelling(match["name"]), []) if match else []
    kinds = [home for kind, home in known if match and kind == CLASS_WORDS[match["class"].lower()]]
    homes = set(kinds or [home for _, home in known])
    return homes.pop() if len(homes) == 1 else None


def town_home(name: str) -> tuple[str | None, str | None]:
    """The town that a body's name ends with (`Trường Đại học Quy Nhơn`), and its province; None where unsure."""
    match = _TOWN_END.search(name)
    known = districts().get(fold_spelling(match["name"]), []) if match else []
    homes = {home for kind, home in known}
    towns = {kind for kind, _ in known} <= {"thanh_pho", "thi_xa"}
    return (match["name"], homes.pop()) if match and towns and len(homes) == 1 else (None, None)


@cache
def _homes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in read_csv("places"):
        found.setdefault(fold_spelling(row["name"]), set()).add(row["province"])
    return found
