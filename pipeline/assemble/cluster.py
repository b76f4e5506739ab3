"""The cluster of a record: name, id, kind, scope, size and members, each with its evidence."""

from __future__ import annotations

from typing import cast

from pipeline.assemble.cluster_members import MemberList, find_members
from pipeline.assemble.cluster_name import Named, choose
from pipeline.assemble.cluster_scope import scope_of
from pipeline.assemble.cluster_size import LINK, Size, find_sizes, settle
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.model.record import Cluster, Derived, Evidence, Kind, Scope
from pipeline.model.tags import Tags
from pipeline.normalise.clusters import registry_id, registry_members
from pipeline.rulebook import read_csv, rule

OPENING = 900
"""Characters from the title on in which a report says whose meeting it was."""

FEWEST = 4
"""Provinces from which a cluster has no fewer members."""

ALIKE = 0.7
"""Share of a national cluster's members from which a list of provinces tells which cluster it is."""

ATTESTED = (2020, 2015)
"""Years for which every national cluster's members are known."""


def assemble_cluster(doc: Document, tags: Tags) -> Cluster:
    """The cluster the report is about. What the article does not say stays empty."""
    mentions = list(tags.clusters)
    named = choose(doc, mentions)
    sizes = find_sizes(doc)
    members = find_members(doc, tags, sizes) or _all_named(doc, tags, named, sizes)
    kind, evidence = (named.kind, []) if named else _kind_by_word(doc)
    word = {"cum": "cụm", "khoi": "khối", None: ""}[kind]
    scope, reason = scope_of(named.name if named else word, _opening(doc), members)
    derived = [Derived(field="scope", source=named.name if named else "article", reason=reason)]
    cluster_id, source = _id(named, scope, members)
    size = settle(sizes, len(members.names) if members else 0, _known_sizes(cluster_id))
    if cluster_id:
        derived.append(Derived(field="id", source=source, reason="registry of national clusters of provinces"))
    return Cluster(
        name=named.name if named else None,
        id=cluster_id,
        kind=cast("Kind | None", kind),
        scope=cast("Scope", scope),
        size=size.value if size else None,
        members=list(members.names) if members else [],
        evidence=evidence + _evidence(named, size, members),
        derived=derived,
    )


def _all_named(doc: Document, tags: Tags, named: Named | None, sizes: list[Size]) -> MemberList | None:
    """Of a cluster of provinces: those the report names, where they are as many as it says that there are."""
    if named is None or scope_of(named.name, _opening(doc), None)[0] != "provinces":
        return None
    first: dict[str, Span] = {}
    for span in tags.provinces:
        of_person = any(person.name_start <= span.start < person.name_end for person in tags.people)
        if doc.zone_at(span.start) in NEWS_ZONES and not of_person:
            first.setdefault(str(span.value), span)
    likeliest = next((size.value for size in sizes if size.rule != LINK), 0)
    if len(first) < FEWEST or len(first) != likeliest:
        return None
    spans = tuple(Span(span.start, span.end, "member", "clusters.all_named", name) for name, span in first.items())
    return MemberList(tuple(first), spans, 0, ("province",) * len(first), None)


def _kind_by_word(doc: Document) -> tuple[str | None, list[Evidence]]:
    """A report that never names its cluster: kind by the word it uses."""
    for match in rule("clusters.word").regex.finditer(doc.low):
        if doc.zone_at(match.start()) in NEWS_ZONES:
            evidence = Evidence(field="kind", start=match.start(), end=match.end(), rule="clusters.word")
            return "cum" if match["kind"] == "cụm" else "khoi", [evidence]
    return None, []


def _known_sizes(cluster_id: str | None) -> set[int]:
    """How many members a national cluster has had."""
    return {len(registry_members(cluster_id, year)) for year in ATTESTED} - {0} if cluster_id else set()


def _opening(doc: Document) -> str:
    """Title, lead and what follows them, in lower case."""
    zones = (zone for zone in doc.zones if zone.name in {"title", "lead", "body", "caption"})
    return " ".join(doc.low[zone.start : min(zone.end, zone.start + OPENING)] for zone in zones)[:OPENING]


def _id(named: Named | None, scope: str, members: MemberList | None) -> tuple[str | None, str]:
    """Id by name; by the listed provinces where the name tells no region (`7 tỉnh miền núi phía Bắc`)."""
    if named is None or scope != "provinces":
        return None, ""
    if found := registry_id(named.name):
        return found, named.name
    listed = set(members.names) if members else set()
    for cluster_id in (row["id"] for row in read_csv("clusters") if listed):
        attested = (set(registry_members(cluster_id, year)) for year in ATTESTED)
        known = next((names for names in attested if names), set())
        if len(listed & known) >= ALIKE * max(len(listed), len(known)):
            return cluster_id, ", ".join(sorted(listed))
    return None, ""


def _evidence(named: Named | None, size: Size | None, members: MemberList | None) -> list[Evidence]:
    found = []
    if named:
        mention = named.mention
        found += [
            Evidence(field=field, start=mention.start, end=mention.end, rule=mention.rule) for field in ("name", "kind")
        ]
    if size:
        found.append(Evidence(field="size", start=size.start, end=size.end, rule=size.rule))
    if members:
        found += [
            Evidence(field=f"members[{index}]", start=span.start, end=span.end, rule=span.rule)
            for index, span in enumerate(members.spans)
        ]
    return found
