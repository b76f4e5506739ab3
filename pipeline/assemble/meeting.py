"""The meeting of a record: types, day, place, host and the span it reviewed."""

from __future__ import annotations

from pipeline.assemble.dates import MeetingDate, find_date
from pipeline.assemble.meeting_place import Venue, find_host, find_venue, owner_province, successor
from pipeline.assemble.meeting_types import find_types, purpose_views
from pipeline.assemble.period import Period, complete, find_period, plan_year
from pipeline.assemble.report import View, sentence_views
from pipeline.model.document import Document
from pipeline.model.record import Article, Cluster, Derived, Evidence, Meeting, RecordWarning
from pipeline.model.tags import Tags


def assemble_meeting(doc: Document, tags: Tags, cluster: Cluster, article: Article) -> tuple[Meeting, list[RecordWarning]]:
    """The meeting and what a reader should know of it. What the article does not say stays empty."""
    views = sentence_views(doc, list(tags.clusters))
    types, evidence = find_types(views)
    period = find_period(views, types)
    when = find_date(doc, views, article.published, period or _signed_for(views, types), types)
    period = complete(period, types, when.date or article.published)
    venue = find_venue(doc, tags, views, when.mention)
    host = find_host(doc)
    province, derived = _province(venue, host, cluster, article, when.date)
    evidence += _evidence(when, period, venue, host)
    derived += _derived(when, period)
    meeting = Meeting(
        types=types,  # type: ignore[arg-type]
        date=when.date,
        date_end=when.date_end,
        time_of_day=when.time_of_day,  # type: ignore[arg-type]
        province=province,
        place=venue.text if venue else None,
        host=host.text if host else None,
        period=period.text() if period else None,
        evidence=evidence,
        derived=derived,
    )
    return meeting, _warnings(when, cluster)


def _signed_for(views: list[View], types: list[str]) -> Period | None:
    """The year before the one a pact is signed for: it dates the meeting, though it is not said to be reviewed."""
    plan = plan_year(purpose_views(views)) if "ky_ket" in types else None
    return Period(plan - 1) if plan else None


def _province(
    venue: Venue | None, host: Venue | None, cluster: Cluster, article: Article, date: str | None
) -> tuple[str | None, list[Derived]]:
    """The province where it met: of the place, else of the host, else of the local cluster, else of the publisher."""
    if venue and venue.province:
        name, moved = successor(venue.province, date) if venue.reason else (venue.province, None)
        reason = moved or venue.reason
        return name, [Derived(field="province", source=venue.text or name, reason=reason)] if reason else []
    choices = (
        (host.province if host else None, "the unit that hosts the meeting"),
        (owner_province(cluster.name) if cluster.scope == "local" else None, "the province of the local cluster"),
        (owner_province(article.publisher) if cluster.scope == "local" else None, "the province of the publisher"),
    )
    for name, reason in choices:
        if name:
            return name, [Derived(field="province", source=cluster.name or name, reason=reason)]
    return None, []


def _evidence(when: MeetingDate, period: Period | None, venue: Venue | None, host: Venue | None) -> list[Evidence]:
    found = []
    if when.mention and when.date:
        fields = ["date"] + ["date_end"] * (when.date_end is not None) + ["time_of_day"] * (when.time_of_day is not None)
        found += [Evidence(field=name, start=when.mention.start, end=when.mention.end, rule=when.mention.rule) for name in fields]
    if period and period.rule and period.text():
        found.append(Evidence(field="period", start=period.start, end=period.end, rule=period.rule))
    if venue:
        names = ["place"] * (venue.text is not None) + ["province"] * (venue.province is not None)
        found += [Evidence(field=name, start=venue.start, end=venue.end, rule=venue.rule) for name in names]
    if host:
        found.append(Evidence(field="host", start=host.start, end=host.end, rule=host.rule))
    return found


def _derived(when: MeetingDate, period: Period | None) -> list[Derived]:
    found = []
    if when.reason and when.date:
        found.append(Derived(field="date", source="article", reason=when.reason))
    if period and period.reason:
        found.append(Derived(field="period", source="article", reason=period.reason))
    return found


def _full_list(cluster: Cluster, listed: int) -> bool:
    """A list longer than the count, or one given as the list of all members; those present may be fewer."""
    rules = {item.rule for item in cluster.evidence if item.field.startswith("members[")}
    return listed > (cluster.size or 0) or bool(rules & {"clusters.list_of_name", "clusters.list_of_cluster"})


def _warnings(when: MeetingDate, cluster: Cluster) -> list[RecordWarning]:
    found = []
    if when.warning:
        code, message = when.warning
        evidence = [Evidence(field="date", start=when.mention.start, end=when.mention.end, rule=when.mention.rule)] if when.mention else []
        found.append(RecordWarning(code=code, message=message, evidence=evidence))
    listed = len(cluster.members)
    if cluster.size and listed and listed != cluster.size and 2 * listed != cluster.size and _full_list(cluster, listed):
        message = f"the article speaks of {cluster.size} members and lists {listed}"
        evidence = [item for item in cluster.evidence if item.field == "size"]
        found.append(RecordWarning(code="size_conflict", message=message, evidence=evidence))
    return found
