"""The order of the stages: segment, tag, assemble. The only module that knows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from pipeline.assemble.article import assemble_article
from pipeline.assemble.awards import assemble_awards
from pipeline.assemble.cluster import assemble_cluster
from pipeline.assemble.holders import find_holders
from pipeline.assemble.indicators import assemble_indicators
from pipeline.assemble.leadership import assemble_leadership
from pipeline.assemble.meeting import assemble_meeting
from pipeline.assemble.officials import assemble_officials
from pipeline.assemble.offsets import on_original
from pipeline.assemble.report import View, is_meeting, sentence_views
from pipeline.fold import nfc
from pipeline.model.document import Document, Known, Meta, Span, Zone
from pipeline.model.record import Article, Cluster, Meeting, Record, RecordWarning
from pipeline.model.tags import Context, Tags
from pipeline.segment import segment
from pipeline.segment.blanks import Layout
from pipeline.tag.clusters import tag_clusters
from pipeline.tag.people import sorted_people
from pipeline.tag.places import tag_places, tag_provinces
from pipeline.tag.short_forms import short_forms, with_short_forms, with_short_posts
from pipeline.tag.units import tag_units

_Result = TypeVar("_Result")


class _Clock:
    """Seconds spent in each stage of one document."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def run(self, name: str, work: Callable[[], _Result]) -> _Result:
        with self.stage(name):
            return work()


def tag(doc: Document, clusters: Sequence[Span]) -> Tags:
    """All mentions of one document; those of clusters are known."""
    provinces, named = tag_provinces(doc), tag_units(doc)
    people, forms = sorted_people(doc, named), short_forms(doc, named)
    units = with_short_forms(doc, named, forms) if forms else named
    return Tags(
        provinces=tuple(provinces),
        places=tuple(tag_places(doc, provinces)),
        units=tuple(units),
        people=with_short_posts(people, forms) if forms else people,
        clusters=tuple(clusters),
    )


def _context(cluster: Cluster, meeting: Meeting) -> Context:
    return Context(
        kind=cluster.kind or "cum",
        name=cluster.name,
        scope=cluster.scope,
        size=cluster.size,
        members=tuple(cluster.members),
        date=meeting.date,
        period=meeting.period,
        province=meeting.province,
        host=meeting.host,
        types=tuple(meeting.types),
    )


def _meeting_record(doc: Document, tags: Tags, article: Article, views: list[View], clock: _Clock) -> Record:
    cluster = clock.run("cluster", lambda: assemble_cluster(doc, tags))
    meeting, meeting_warnings = clock.run("meeting", lambda: assemble_meeting(doc, tags, cluster, article, views))
    context = _context(cluster, meeting)
    officials, slips = clock.run("officials", lambda: assemble_officials(doc, tags.people, tags.units, context))
    holders = clock.run("holders", lambda: find_holders(doc, tags, context))
    leadership = clock.run("leadership", lambda: assemble_leadership(doc, tags, context, holders))
    awards = clock.run("awards", lambda: assemble_awards(doc, tags, context, holders))
    indicators = clock.run("indicators", lambda: assemble_indicators(doc, tags, context))
    read = [RecordWarning(code=code, message=message) for code, message in doc.meta.warnings]
    warnings: list[RecordWarning] = [*read, *meeting_warnings, *slips]
    return Record(
        id=article.sha256[:16],
        report="meeting",
        article=article,
        cluster=cluster,
        meeting=meeting,
        officials=officials,
        leadership=leadership,
        awards=awards,
        indicators=indicators,
        warnings=warnings,
    )


def _build(text: str, meta: Meta, clock: _Clock) -> Record:
    doc = clock.run("segment", lambda: segment(text, meta))
    article = clock.run("article", lambda: assemble_article(doc))
    clusters = clock.run("relevance", lambda: tag_clusters(doc))
    views = clock.run("relevance", lambda: sentence_views(doc, clusters))
    meeting, _ = clock.run("relevance", lambda: is_meeting(views))
    if not meeting:
        return Record(id=article.sha256[:16], report="other", article=article)
    tags = clock.run("tag", lambda: tag(doc, clusters))
    return _meeting_record(doc, tags, article, views, clock)


def build_record(
    text: str,
    *,
    uri: str | None = None,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    zones: Sequence[Zone] = (),
    known: Mapping[str, Known] | None = None,
    warnings: Sequence[tuple[str, str]] = (),
) -> Record:
    """The record of one article's text. What the reader knows of it already wins over what the text says.

    `zones` and `known` hold offsets in the NFC text; they are as `Meta` has them.
    """
    text = nfc(text)
    layout = Layout(text)
    reduced = [Zone(zone.name, layout.reduced(zone.start), layout.reduced(zone.end)) for zone in zones]
    meta = Meta(
        uri,
        title,
        published,
        publisher,
        author,
        zones=tuple(zone for zone in reduced if zone.start < zone.end),
        known={field: _reduced(value, layout) for field, value in (known or {}).items()},
        warnings=tuple(warnings),
    )
    record = _build(layout.text, meta, _Clock())
    return record if layout.text == text else on_original(record, text, layout.original, layout.same_until)


def _reduced(known: Known, layout: Layout) -> Known:
    if known.start is None or known.end is None:
        return known
    return replace(known, start=layout.reduced(known.start), end=layout.reduced(known.end))


def timed(text: str) -> dict[str, float]:
    """Seconds spent in each stage on one text."""
    clock = _Clock()
    _build(text, Meta(), clock)
    return clock.seconds
