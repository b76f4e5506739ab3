"""The cluster of a record: name, id, kind, scope, size and members, each with its evidence."""

from __future__ import annotations

from pipeline.assemble.cluster_members import MemberList, find_members
from pipeline.assemble.cluster_name import Named, choose
from pipeline.assemble.cluster_scope import scope_of
from pipeline.assemble.cluster_size import Size, find_sizes, settle
from pipeline.model.document import NEWS_ZONES, Document
from pipeline.model.record import Cluster, Derived, Evidence
from pipeline.model.tags import Tags
from pipeline.normalise.clusters import registry_id, registry_members
from pipeline.rulebook import read_csv, rule

OPENING = 900
"""Characters from the title on in which a report says whose meeting it was."""

ALIKE = 0.7
"""Share of a national cluster's members from which a list of provinces tells which cluster it is."""


def assemble_cluster(doc: Document, tags: Tags) -> Cluster:
    """The cluster the report is about. What the article does not say stays empty."""
    named = choose(doc, list(tags.clusters))
    sizes = find_sizes(doc)
    members = find_members(doc, list(tags.clusters), [size.value for size in sizes])
    size = settle(sizes, len(members.names) if members else 0)
    if named is None:
        return _unnamed(doc, size, members)
    scope, reason = scope_of(named.name, _opening(doc), members)
    derived = [Derived(field="scope", source=named.name, reason=reason)]
    cluster_id, source = _id(named.name, scope, members)
    if cluster_id:
        derived.append(Derived(field="id", source=source, reason="registry of national clusters of provinces"))
    return Cluster(
        name=named.name,
        id=cluster_id,
        kind="cum" if named.kind == "cum" else "khoi",
        scope=scope,  # type: ignore[arg-type]
        size=size.value if size else None,
        members=list(members.names) if members else [],
        evidence=_evidence(named, size, members),
        derived=derived,
    )


def _unnamed(doc: Document, size: Size | None, members: MemberList | None) -> Cluster:
    """A report that never names its cluster: kind by the word it uses, scope by whom it speaks of."""
    words = [match for match in rule("clusters.word").regex.finditer(doc.low) if doc.zone_at(match.start()) in NEWS_ZONES]
    evidence = _evidence(None, size, members)
    kind = None
    if words:
        kind = "cum" if words[0]["kind"] == "cụm" else "khoi"
        evidence.append(Evidence(field="kind", start=words[0].start(), end=words[0].end(), rule="clusters.word"))
    scope, reason = scope_of(words[0]["kind"] if words else "", _opening(doc), members)
    return Cluster(
        kind=kind,  # type: ignore[arg-type]
        scope=scope,  # type: ignore[arg-type]
        size=size.value if size else None,
        members=list(members.names) if members else [],
        evidence=evidence,
        derived=[Derived(field="scope", source="article", reason=reason)],
    )


def _opening(doc: Document) -> str:
    """Title, lead and what follows them, in lower case."""
    parts = [doc.low[zone.start : zone.end] for zone in doc.zones if zone.name in {"title", "lead", "body", "caption"}]
    return " ".join(parts)[:OPENING]


def _id(name: str, scope: str, members: MemberList | None) -> tuple[str | None, str]:
    """Id by name; by the listed provinces where the name tells no region (`7 tỉnh miền núi phía Bắc`)."""
    if scope != "provinces":
        return None, ""
    if found := registry_id(name):
        return found, name
    if members is None:
        return None, ""
    listed = set(members.names)
    for cluster_id in dict.fromkeys(_ids()):
        known = set(registry_members(cluster_id, 2020)) or set(registry_members(cluster_id, 2015))
        if known and len(listed & known) >= ALIKE * max(len(listed), len(known)):
            return cluster_id, ", ".join(members.names)
    return None, ""


def _ids() -> tuple[str, ...]:
    return tuple(row["id"] for row in read_csv("clusters"))


def _evidence(named: Named | None, size: Size | None, members: MemberList | None) -> list[Evidence]:
    found = []
    if named:
        mention = named.mention
        found += [Evidence(field=field, start=mention.start, end=mention.end, rule=mention.rule) for field in ("name", "kind")]
    if size:
        found.append(Evidence(field="size", start=size.start, end=size.end, rule=size.rule))
    if members:
        found += [
            Evidence(field=f"members[{index}]", start=span.start, end=span.end, rule=span.rule)
            for index, span in enumerate(members.spans)
        ]
    return found
