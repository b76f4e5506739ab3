"""A record as rows of the archive's tables, each in the order of the table's columns."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from pydantic_core import from_json

from pipeline.archive.cluster_names import parse, registry_of
from pipeline.archive.names_in_text import names_in
from pipeline.archive.periods import window, year_of
from pipeline.archive.text import compact, fold
from pipeline.archive.units import unit_of
from pipeline.fold import fold_spelling
from pipeline.model.record import Article, Award, Evidence, Indicator, Leadership, Meeting, Official, Record, Sourced

Row = tuple[Any, ...]

SINGLE: Final = "single"
"""Standing of a fact that one report gives; linking the reports of a meeting may change it (`merge.py`)."""

_PACKER: Final = Record.__pydantic_serializer__
_SKELETON: Final = str.maketrans({"y": "i", "x": "s", "z": "s", "l": "n"})


@dataclass(slots=True)
class Rows:
    """What one record adds, by table name."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        self.tables.setdefault(table, []).append(row)


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
    found += [compact([made.field, made.source, made.reason]) for made in entry.derived]
    return f"[{','.join(found)}]"


@lru_cache(maxsize=4096)
def _json(name: str) -> str:
    """A field or a rule, which are few and come again and again."""
    return compact(name)


def _quoted(article: Article, entry: Sourced, *fields: str) -> Row:
    """Quote, start, end, rule and zone of the first field that has evidence, and all evidence."""
    return *_quote(article, entry, fields), evidence_of(entry)


def _quote(article: Article, entry: Sourced, fields: tuple[str, ...]) -> Row:
    """The same without the evidence."""
    if not entry.evidence:
        return None, None, None, None, None
    span = _first(entry.evidence, fields)
    start, end = span.start, span.end
    zone = next((part.zone for part in article.zones if part.start <= start < part.end), None)
    return article.text[start:end], start, end, span.rule, zone


def _first(evidence: list[Evidence], fields: tuple[str, ...]) -> Evidence:
    if len(evidence) == 1:
        return evidence[0]
    for wanted in fields:
        for span in evidence:
            if span.field == wanted or span.field.startswith((wanted + "[", wanted + ".")):
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


def fact_rows(record: Record, article: int) -> Rows:
    """The rows of the facts of a record; none for an `other`."""
    rows = Rows()
    if record.report == "other":
        return rows
    meeting = record.meeting or Meeting()
    day = meeting.date or (record.article.published or "")[:10] or None
    year = year_of(meeting.period, day, list(meeting.types))
    rows.add("reports", _report(record, article, meeting))
    for index, person in enumerate(record.officials):
        _official(rows, (article, index), person, record.article, day)
    for index, entry in enumerate(record.leadership):
        rows.add("leadership", _leadership(article, index, entry, record.article, (day, year)))
    for index, award in enumerate(record.awards):
        _award(rows, (article, index), award, record.article, (day, year))
    for index, figure in enumerate(record.indicators):
        rows.add("indicators", _indicator(article, index, figure, record.article, (day, year)))
    return rows


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


def _official(rows: Rows, key: tuple[int, int], person: Official, page: Article, day: str | None) -> None:
    head = (*key, None, person.name, *name_keys(person.name), person.honorific, person.rank)
    rows.add("officials", (*head, ";".join(person.roles), *_quoted(page, person, "name")))
    for index, post in enumerate(person.positions):
        unit = unit_of(post.province, day)
        where = (*key, index, post.text, post.title, post.organisation, post.province, unit.id if unit else None)
        # All of the person's evidence stands with the person.
        rows.add("posts", (*where, *_quote(page, person, (f"positions[{index}]", "positions", "name")), "[]"))


def _leadership(article: int, index: int, entry: Leadership, page: Article, when: tuple[str | None, int | None]) -> Row:
    day, year = when
    unit = unit_of(entry.unit, day)
    held = entry.year
    if held is None and year is not None:
        held = year + 1 if entry.status == "elected" else year
    head = (article, index, entry.office, entry.unit, unit.id if unit else None, entry.person, entry.year, held)
    return (*head, entry.status, SINGLE, *_quoted(page, entry, "unit", "person", "office"))


def _award(rows: Rows, key: tuple[int, int], award: Award, page: Article, when: tuple[str | None, int | None]) -> None:
    day, year = when
    head = (award.award, award.issuer, award.status, award.year or year)
    tail = (award.count, award.recipient_kind, SINGLE)
    for index, who in enumerate(award.recipients):
        province = who.province or (who.name if who.kind == "province" else None)
        unit = unit_of(province, day)
        receiver = (who.name, who.kind, province, unit.id if unit else None)
        quote = _quoted(page, award, "award", f"recipients[{index}]")
        rows.add("awards", (*key, index, *head, *receiver, *tail, *quote))
    if not award.recipients:
        rows.add("awards", (*key, 0, *head, None, None, None, None, *tail, *_quoted(page, award, "award", "count")))


def _indicator(article: int, index: int, figure: Indicator, page: Article, when: tuple[str | None, int | None]) -> Row:
    day, year = when
    unit = unit_of(figure.subject, day)
    own = year_of(figure.period, None, []) or year
    return (
        *(article, index, figure.indicator, figure.label, figure.subject, unit.id if unit else None),
        *(figure.value, figure.value_max, figure.total, figure.unit, figure.comparator, figure.change),
        *(figure.baseline, figure.kind, figure.period, own, SINGLE, *_quoted(page, figure, "value")),
    )
