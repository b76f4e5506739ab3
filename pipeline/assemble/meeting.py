"""The meeting of a record: types, day, place, host and the span it reviewed."""

from __future__ import annotations

from typing import cast

from pipeline.assemble.dates import Cues, MeetingDate, find_date
from pipeline.assemble.meeting_host import find_host
from pipeline.assemble.meeting_place import Venue, find_venue
from pipeline.assemble.meeting_province import head_province, province_of
from pipeline.assemble.meeting_types import Story, find_types, read_story
from pipeline.assemble.period import Period, complete, find_period, plan_year, school_before
from pipeline.assemble.report import View
from pipeline.model.document import Document
from pipeline.model.record import (
    Article,
    Cluster,
    Derived,
    Evidence,
    Meeting,
    MeetingType,
    RecordWarning,
    TimeOfDay,
)
from pipeline.model.tags import Tags
from pipeline.rulebook import rule

FULL_LISTS = frozenset({"clusters.list_of_name", "clusters.list_of_cluster"})
"""Rules that read a list as the list of all members; others may name only those present."""


def assemble_meeting(
    doc: Document, tags: Tags, cluster: Cluster, article: Article, views: list[View]
) -> tuple[Meeting, list[RecordWarning]]:
    """The meeting and what a reader should know of it. What the article does not say stays empty."""
    story = read_story(views)
    types, evidence = find_types(story)
    period = find_period(story, types)
    cues = Cues(article.published, period or _signed_for(story, types), tuple(types))
    when = find_date(doc, story.views, cues)
    period = complete(period, types, when.date or article.published)
    venue = find_venue(doc, tags, story, when.mention)
    host = find_host(doc, tags)
    home = host if host and host.province else None
    if home is None and not (venue is None and cluster.scope == "local"):
        home = head_province(doc, tags.provinces, story.views)
    named = [str(span.value) for span in tags.provinces]
    province, derived = province_of(venue or home, cluster, article, when.date or article.published, named)
    meeting = Meeting(
        types=cast("list[MeetingType]", types),
        date=when.date,
        date_end=when.date_end,
        time_of_day=cast("TimeOfDay | None", when.time_of_day),
        province=province,
        place=venue.text if venue else None,
        host=host.text if host else None,
        period=period.text() if period else None,
        evidence=evidence + _evidence(when, period, venue, host),
        derived=derived + _derived(when, period),
    )
    return meeting, _warnings(when, cluster) + _several(story)


def _signed_for(story: Story, types: list[str]) -> Period | None:
    """The year before the one a pact is signed for: it dates the meeting, though it is not said to be reviewed."""
    if "ky_ket" not in types:
        return None
    plan = plan_year(story.purpose)
    return Period(plan - 1) if plan else school_before(story.purpose)


def _evidence(when: MeetingDate, period: Period | None, venue: Venue | None, host: Venue | None) -> list[Evidence]:
    found: list[tuple[str, int, int, str]] = []
    if when.mention:
        told = {"date": when.date, "date_end": when.date_end, "time_of_day": when.time_of_day}
        mention = when.mention
        found += [(name, mention.start, mention.end, mention.rule) for name, value in told.items() if value]
    if period and period.rule and period.text():
        found.append(("period", period.start, period.end, period.rule))
    if venue:
        told = {"place": venue.text, "province": venue.province}
        found += [(name, venue.start, venue.end, venue.rule) for name, value in told.items() if value]
    if host:
        found.append(("host", host.start, host.end, host.rule))
    return [Evidence(field=name, start=start, end=end, rule=rule_id) for name, start, end, rule_id in found]


def _derived(when: MeetingDate, period: Period | None) -> list[Derived]:
    reasons = {"date": when.reason if when.date else None, "period": period.reason if period else None}
    return [Derived(field=name, source="article", reason=reason) for name, reason in reasons.items() if reason]


def _warnings(when: MeetingDate, cluster: Cluster) -> list[RecordWarning]:
    found = []
    if when.warning and when.mention:
        mention = when.mention
        evidence = [Evidence(field="date", start=mention.start, end=mention.end, rule=mention.rule)]
        found.append(RecordWarning(code=when.warning[0], message=when.warning[1], evidence=evidence))
    listed = len(cluster.members)
    if cluster.size and listed and listed != cluster.size and 2 * listed != cluster.size and _full(cluster):
        message = f"the article speaks of {cluster.size} members and lists {listed}"
        evidence = [item for item in cluster.evidence if item.field == "size"]
        found.append(RecordWarning(code="size_conflict", message=message, evidence=evidence))
    return found


def _full(cluster: Cluster) -> bool:
    """A list longer than the count, or one given as the list of all members; those present may be fewer."""
    rules = {item.rule for item in cluster.evidence if item.field.startswith("members[")}
    return len(cluster.members) > (cluster.size or 0) or bool(rules & FULL_LISTS)


def _several(story: Story) -> list[RecordWarning]:
    """Another cluster's meeting told further down in the same article."""
    entry = rule("meeting.another")
    for view in story.views:
        if view.place == "body" and not view.future and entry.regex.search(view.text):
            span = view.sentence
            evidence = [Evidence(field="types", start=span.start, end=span.end, rule=entry.id)]
            message = "the article tells of another cluster's meeting as well; this record is of the first"
            return [RecordWarning(code="several_meetings", message=message, evidence=evidence)]
    return []
