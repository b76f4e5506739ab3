"""A record as rows of the archive's tables, each in the order of the table's columns."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pydantic_core import from_json

from pipeline.archive.cluster_names import parse, registry_of
from pipeline.archive.names_in_text import names_in
from pipeline.archive.periods import window, year_of
from pipeline.archive.text import compact, fold
from pipeline.archive.units import unit_of
from pipeline.fold import fold_spelling
from pipeline.model.record import Award, Evidence, Indicator, Leadership, Meeting, Official, Record, Sourced

Row = tuple[Any, ...]

SINGLE: Final = "single"
"""Standing of a fact that one report gives; linking the reports of a meeting may change it (`merge.py`)."""

_PACKER: Final = Record.__pydantic_serializer__
_SKELETON: Final = str.maketrans({"y": "i", "x": "s", "z": "s", "l": "n"})


def pack(record: Record) -> bytes:
    """The record without its text, as the history keeps it."""
    # Straight to bytes; `model_dump_json` makes a string of them first.
    return zlib.compress(_PACKER.to_json(record, by_alias=True, exclude={"article": {"text"}}), 1)


def unpack(data: bytes, text: str) -> Record:
    """The record again. Raises `ValueError` when it is none."""
    plain = from_json(zlib.decompress(data))
    plain["article"]["text"] = text
    return Record.model_validate(plain)


def outline(data: bytes) -> Record:
    """The record without its text and its figures, which are most of it. Raises `ValueError` when it is none."""
    plain = from_json(zlib.decompress(data))
    plain["article"]["text"] = ""
    return Record.model_validate({**plain, "indicators": []})


def evidence_of(entry: Sourced) -> str:
    """All evidence as `[[field, start, end, rule], …]`, what was concluded as `[field, from, reason]`."""
    found = [f"[{_json(span.field)},{span.start},{span.end},{_json(span.rule)}]" for span in entry.evidence]
    if entry.derived:
        found += [compact([made.field, made.source, made.reason]) for made in entry.derived]
    return f"[{','.join(found)}]"


@lru_cache(maxsize=4096)
def _json(name: str) -> str:
    """A field or a rule, which are few and come again and again."""
    return compact(name)


@dataclass(slots=True)
class _Page:
    """What the facts of one article have in common."""

    article: int
    text: str
    zones: list[tuple[int, int, str]]
    """Start, end, zone."""
    day: str | None
    year: int | None

    def quoted(self, entry: Sourced, *fields: str) -> Row:
        """Quote, start, end, rule and zone of the first field that has evidence, and all evidence."""
        return *self.quote(entry, fields), evidence_of(entry)

    def quote(self, entry: Sourced, fields: tuple[str, ...]) -> Row:
        """The same without the evidence."""
        evidence = entry.evidence
        if not evidence:
            return None, None, None, None, None
        span = evidence[0] if len(evidence) == 1 else _first(evidence, fields)
        start, end = span.start, span.end
        zone = next((zone for first, last, zone in self.zones if first <= start < last), None) if self.zones else None
        return self.text[start:end], start, end, span.rule, zone


def _first(evidence: list[Evidence], fields: tuple[str, ...]) -> Evidence:
    for wanted in fields:
        for span in evidence:
            found = span.field
            # Without what names an entry of a list or a part of it.
            if found.startswith(wanted) and found[len(wanted) : len(wanted) + 1] in ("", "[", "."):
                return span
    return evidence[0]


@lru_cache(maxsize=8192)
def name_keys(name: str) -> tuple[str, str]:
    """A name folded, and its block."""
    folded = " ".join(fold(fold_spelling(name)).split())
    return folded, name_block(folded)


def name_block(folded: str) -> str:
    """A key that a name shares with its own slips: the first and last letters of its syllables, folded."""
    syllables = folded.replace("'", "").replace("-", " ").split()
    return " ".join(
        f"{syllable[0]}{syllable[-1] if syllable[-1] not in 'aeiouy' else ''}".translate(_SKELETON)
        for syllable in syllables
    )


def fact_rows(record: Record, article: int) -> dict[str, list[Row]]:
    """The rows of the facts of a record by table; none for an `other`."""
    if record.report == "other":
        return {}
    meeting = record.meeting or Meeting()
    day = meeting.date or (record.article.published or "")[:10] or None
    year = year_of(meeting.period, day, list(meeting.types))
    zones = [(part.start, part.end, part.zone) for part in record.article.zones]
    page = _Page(article, record.article.text, zones, day, year)
    found = {
        "reports": [_report(record, article, meeting)],
        "officials": [_official(page, index, person) for index, person in enumerate(record.officials)],
        "posts": [row for index, person in enumerate(record.officials) for row in _posts(page, index, person)],
        "leadership": [_leadership(page, index, entry) for index, entry in enumerate(record.leadership)],
        "awards": [row for index, award in enumerate(record.awards) for row in _awards(page, index, award)],
        "indicators": [_indicator(page, index, figure) for index, figure in enumerate(record.indicators)],
    }
    return {table: rows for table, rows in found.items() if rows}


def _report(record: Record, article: int, meeting: Meeting) -> Row:
    cluster = record.cluster
    name, kind, scope, size = (cluster.name, cluster.kind, cluster.scope, cluster.size) if cluster else (None,) * 4
    members = tuple(cluster.members) if cluster else ()
    registry = registry_of(name, cluster.id if cluster else None, scope)
    spoken_of = () if name or registry else names_in(record.article.text)
    key = (spoken_of[0] if spoken_of else parse(name, registry, members)).key
    evidence = f'{{"cluster":{evidence_of(cluster) if cluster else "[]"},"meeting":{evidence_of(meeting)}}}'
    span = window(meeting.date, meeting.date_end, record.article.published, meeting.period)
    return (
        *(article, article, key, *span, name, registry, kind, scope, size, compact(list(members))),
        *(";".join(meeting.types), meeting.date, meeting.date_end, meeting.time_of_day, meeting.province),
        *(meeting.place, meeting.host, meeting.period),
        *(";".join(warning.code for warning in record.warnings) or None, evidence),
    )


def _official(page: _Page, index: int, person: Official) -> Row:
    return (
        *(page.article, index, None, person.name, *name_keys(person.name), person.honorific, person.rank),
        *(";".join(person.roles), *page.quoted(person, "name")),
    )


def _posts(page: _Page, official: int, person: Official) -> Iterator[Row]:
    for index, post in enumerate(person.positions):
        unit = unit_of(post.province, page.day)
        where = (post.text, post.title, post.organisation, post.province, unit.id if unit else None)
        quote = page.quote(person, (f"positions[{index}]", "positions", "name"))
        # All of the person's evidence stands with the person.
        yield (page.article, official, index, *where, *quote, "[]")


def _leadership(page: _Page, index: int, entry: Leadership) -> Row:
    unit = unit_of(entry.unit, page.day)
    held = entry.year
    if held is None and page.year is not None:
        held = page.year + 1 if entry.status == "elected" else page.year
    return (
        *(page.article, index, entry.office, entry.unit, unit.id if unit else None, entry.person, entry.year, held),
        *(entry.status, SINGLE, *page.quoted(entry, "unit", "person", "office")),
    )


def _awards(page: _Page, entry: int, award: Award) -> Iterator[Row]:
    head = (award.award, award.issuer, award.status, award.year or page.year)
    tail = (award.count, award.recipient_kind, SINGLE)
    for index, who in enumerate(award.recipients):
        province = who.province or (who.name if who.kind == "province" else None)
        unit = unit_of(province, page.day)
        receiver = (who.name, who.kind, province, unit.id if unit else None)
        quote = page.quoted(award, "award", f"recipients[{index}]")
        yield (page.article, entry, index, *head, *receiver, *tail, *quote)
    if not award.recipients:
        nobody = (None, None, None, None)
        yield (page.article, entry, 0, *head, *nobody, *tail, *page.quoted(award, "award", "count"))


def _indicator(page: _Page, index: int, figure: Indicator) -> Row:
    unit = unit_of(figure.subject, page.day)
    own = (year_of(figure.period, None, []) if figure.period else None) or page.year
    return (
        *(page.article, index, figure.indicator, figure.label, figure.subject, unit.id if unit else None),
        *(figure.value, figure.value_max, figure.total, figure.unit, figure.comparator, figure.change),
        *(figure.baseline, figure.kind, figure.period, own, SINGLE, *page.quoted(figure, "value")),
    )
