"""The article of a record: title, publisher, author, day of publication, text and zones.

What the page's own code said (`Meta`) comes before what its text says. Of several dates on the page the stamp nearest
to the title counts; a clock in the page's header does not.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.fold import squeeze
from pipeline.model.document import Document, Zone
from pipeline.model.record import Article, Derived, Evidence, ZoneSpan
from pipeline.normalise.dates import by_dateparser, parse_published, read_stamp
from pipeline.rulebook import Rule, rule

STAMP_REACH = 6
"""Lines around the title within which its stamp stands."""

LONG_LINE = 160
"""Characters from which a line is no stamp."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A value, where it was read and by which rule (`start` None: from the page's code)."""

    value: str
    start: int | None = None
    end: int | None = None
    rule: str = "meta"


def assemble_article(doc: Document) -> Article:
    """The article as a part of the record."""
    title, published = _title(doc), _published(doc)
    publisher, author = _publisher(doc), _author(doc)
    values = {"title": title, "publisher": publisher, "author": author, "published": published}
    evidence = [
        Evidence(field=field, start=found.start, end=found.end, rule=found.rule)
        for field, found in values.items()
        if found and found.start is not None and found.end is not None
    ]
    derived = [
        Derived(field=field, source="page", reason=_reason(doc, field))
        for field, found in values.items()
        if found and found.start is None
    ]
    return Article(
        uri=doc.meta.uri,
        **{field: found.value if found else None for field, found in values.items()},
        date_source=_source(doc, published),
        text=doc.text,
        zones=[ZoneSpan(zone=zone.name, start=zone.start, end=zone.end) for zone in doc.zones],
        sha256=hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest(),
        evidence=evidence,
        derived=derived,
    )


def _reason(doc: Document, field: str) -> str:
    known = doc.meta.known.get(field)
    return f"read from the page's own code ({known.source})" if known else "read from the page's own code"


def _source(doc: Document, published: _Found | None) -> str | None:
    if published is None:
        return None
    known = doc.meta.known.get("published")
    return known.source if known else "meta" if published.start is None else "stamp"


def _known(doc: Document, field: str, value: str) -> _Found:
    """A value that was known before the text was read, with its place if it stands in the text."""
    known = doc.meta.known.get(field)
    if known is None or known.start is None:
        return _Found(value)
    return _Found(value, known.start, known.end, known.rule)


def _title(doc: Document) -> _Found | None:
    if doc.meta.title and doc.meta.title.strip():
        return _known(doc, "title", squeeze(doc.meta.title))
    zones = [zone for zone in doc.zones if zone.name == "title"]
    if not zones:
        return None
    text = squeeze(" ".join(doc.text[zone.start : zone.end] for zone in zones))
    return _Found(text, zones[0].start, zones[-1].end, "zones.title_words")


def _published(doc: Document) -> _Found | None:
    if found := parse_published(doc.meta.published):
        return _known(doc, "published", found)
    title = next((index for index, zone in enumerate(doc.zones) if zone.name == "title"), None)
    near = sorted(range(len(doc.zones)), key=lambda index: _distance(index, title))
    for index in near:
        zone = doc.zones[index]
        if not _may_hold_stamp(zone, index, title):
            continue
        line = doc.text[zone.start : zone.end]
        if zone.name == "title":
            line = line if line.rstrip().endswith(")") else ""
        if read := read_stamp(line):
            return _Found(read[0], zone.start + read[1], zone.start + read[2], "dates.stamp")
        if zone.name == "stamp" and (iso := by_dateparser(line)):
            return _Found(iso, zone.start, zone.end, "zones.stamp")
    return None


def _distance(index: int, title: int | None) -> tuple[bool, int]:
    """Lines behind the title come before lines above it; the nearest first."""
    if title is None:
        return (False, index)
    return (index < title, abs(index - title))


def _may_hold_stamp(zone: Zone, index: int, title: int | None) -> bool:
    if zone.end - zone.start > LONG_LINE:
        return False
    if zone.name == "stamp":
        return True
    if zone.name == "title":
        return True
    return zone.name == "widget" and title is not None and 0 < title - index <= STAMP_REACH


def _publisher(doc: Document) -> _Found | None:
    if doc.meta.publisher and doc.meta.publisher.strip():
        return _known(doc, "publisher", squeeze(doc.meta.publisher))
    for zone in doc.zones:
        if zone.name in {"lead", "body"}:
            break
        if zone.name in {"widget", "caption", "heading"}:
            entry = rule("zones.publisher")
            if found := _named(doc, zone, entry, doc.low):
                return found
    return _dateline(doc) or _named_source(doc)


def _dateline(doc: Document) -> _Found | None:
    for zone in doc.zones:
        if zone.name not in {"lead", "body"}:
            continue
        if found := _named(doc, zone, rule("zones.dateline"), doc.norm):
            return found
        if zone.name == "body":
            return None
    return None


def _named_source(doc: Document) -> _Found | None:
    entry = rule("zones.source")
    for zone in doc.zones:
        if zone.name in {"related", "widget", "byline"} and (found := _named(doc, zone, entry, doc.low)):
            return found
    return None


def _named(doc: Document, zone: Zone, entry: Rule, text: str) -> _Found | None:
    """What the rule's group `name`, `bracket` or `plain` marks in the line."""
    match = entry.regex.match(text[zone.start : min(zone.end, zone.start + LONG_LINE)])
    if match is None:
        return None
    group = next(key for key in ("name", "bracket", "plain") if match.groupdict().get(key))
    start, end = zone.start + match.start(group), zone.start + match.end(group)
    return _Found(squeeze(doc.text[start:end]).strip(" -–,"), start, end, entry.id)


def _author(doc: Document) -> _Found | None:
    if doc.meta.author and doc.meta.author.strip():
        return _known(doc, "author", squeeze(doc.meta.author))
    for zone in reversed(doc.zones):
        if zone.name == "byline" and (found := _named(doc, zone, rule("zones.author"), doc.norm)):
            return found
    return _run_in_author(doc)


def _run_in_author(doc: Document) -> _Found | None:
    last = next((zone for zone in reversed(doc.zones) if zone.name in {"lead", "body"}), None)
    if last is None:
        return None
    match = rule("zones.author_run_in").regex.search(doc.norm, max(last.start, last.end - 80), last.end)
    if match is None:
        return None
    start, end = match.start("name"), match.end("name")
    return _Found(squeeze(doc.text[start:end]), start, end, "zones.author_run_in")
