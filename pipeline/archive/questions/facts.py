"""Leadership, awards and figures: each fact with its meeting, its words and its source."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, select

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters, relate, sentence
from pipeline.archive.standing import REPEATED
from pipeline.archive.text import fold

_M, _R, _A = schema.meetings.c, schema.reports.c, schema.articles.c
_L, _W, _I = schema.leadership.c, schema.awards.c, schema.indicators.c
_TAIL: Final = (
    _M.key.label("meeting"),
    _M.date,
    _A.uri.label("source"),
    _A.key.label("article"),
)


PORTION: Final = 500
"""Facts whose articles' texts are in memory at once."""


def _facts(table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """Facts of a table with their meeting and article; what another report says too stands once."""
    fact = table.c
    quote = (fact.standing, fact.quote, fact.start_at, fact.end_at, fact.rule)
    return (
        select(_M.cluster, _M.cluster_name, *columns, *quote, *_TAIL)
        .select_from(table)
        .join(schema.reports, _R.article_id == fact.article_id)
        .join(schema.meetings, _M.id == _R.meeting_id)
        .join(schema.articles, _A.id == fact.article_id)
        .where(fact.standing != REPEATED)
    )


def _rows(ask: Asking, query: Select[Any], filters: Filters) -> list[AnswerRow]:
    wanted = query.limit(filters.limit).offset(filters.offset) if filters.limit else query
    found = [dict(row._mapping) for row in ask.rows(wanted)]
    for first in range(0, len(found), PORTION):
        _add_sentences(ask, found[first : first + PORTION])
    relate(found, filters)
    return found


def _add_sentences(ask: Asking, rows: list[AnswerRow]) -> None:
    """The sentence of each fact. The texts are fetched for these rows only: sorting must not carry them along."""
    keys = {row["article"] for row in rows}
    texts = {row.key: row.text for row in ask.rows(select(_A.key, _A.text).where(_A.key.in_(keys)))}
    for row in rows:
        row["sentence"] = sentence(texts[row["article"]], row.pop("start_at"), row.pop("end_at"))


def leadership(ask: Asking, filters: Filters, *, marked: bool = True) -> list[AnswerRow]:
    """Who heads each cluster in each year. `mark` names years without a head and years with two.

    A year between two that are known is `no report` when no meeting of it is in the archive, else `not stated`:
    neither says that there was none.
    """
    year = _L.office_year.label("year")
    query = _facts(
        schema.leadership, year, _L.office, _L.holder, _L.holder_unit.label("unit"), _L.person, _L.status
    ).where(
        *filters.in_cluster(),
        *filters.in_years(_L.office_year),
        *filters.in_province(_L.holder_unit, _L.holder),
        *filters.with_person(_M.id),
    )
    query = query.order_by(_M.cluster, _L.office_year, _L.office.desc(), _L.status, _A.key, _L.entry)
    rows = _rows(ask, query, filters)
    if not marked or ask.explain:
        return rows
    from pipeline.archive.questions.gaps import mark_years

    return mark_years(ask, rows, filters)


def awards(ask: Asking, filters: Filters, *, award: str | None = None, status: str | None = None) -> list[AnswerRow]:
    """Awards with the wording, by receiver and year, the proposed before the conferred."""
    query = _facts(
        schema.awards,
        _W.year,
        *(_W.award, _W.status, _W.issuer, _W.recipient, _W.recipient_kind, _W.recipient_unit.label("unit")),
        *(_W.count, _W.counted_kind),
    ).where(
        *filters.in_cluster(),
        *filters.in_years(_W.year),
        *filters.in_province(_W.recipient_unit, _W.recipient_province),
        *filters.with_person(_M.id),
        *([_W.status == status] if status else []),
        *([_W.award.contains(award, autoescape=True)] if award else []),
    )
    order = (_W.recipient_province.is_(None), _W.recipient_province, _W.year, _W.status.desc(), _A.key, _W.entry)
    return _rows(ask, query.order_by(*order), filters)


_FIGURE: Final = (
    *(_I.year, _I.period, _I.indicator, _I.label, _I.subject, _I.subject_unit.label("unit"), _I.value, _I.value_max),
    *(_I.total, _I.measure, _I.comparator, _I.change, _I.baseline, _I.kind, _M.period.label("meeting_period")),
)


def indicators(
    ask: Asking, filters: Filters, *, indicator: str | None = None, kind: str | None = None
) -> list[AnswerRow]:
    """Figures by subject and year; `kind` is `result` or `target`."""
    query = _facts(schema.indicators, *_FIGURE).where(
        *filters.in_cluster(),
        *filters.in_years(_I.year),
        *filters.in_province(_I.subject_unit, _I.subject),
        *filters.with_person(_M.id),
        *([_I.indicator == indicator] if indicator else []),
        *([_I.kind == kind] if kind else []),
    )
    return _rows(ask, query.order_by(_I.subject, _I.indicator, _I.year, _A.key, _I.entry), filters)


_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_WANTED: Final = re.compile(
    rf"(?:(?P<sign>trên|hơn|khoảng|gần|từ)\s+)?(?P<value>{_NUMBER})(?:\s*(?:-|–|đến)\s*(?P<most>{_NUMBER}))?"
    rf"(?:\s*/\s*(?P<total>{_NUMBER}))?\s*(?P<unit>.*)",
    re.IGNORECASE,
)


def figure(ask: Asking, words: str, filters: Filters) -> list[AnswerRow]:
    """Where a figure stands: meeting, whose it is, period, result or target, and the sentence.

    `words` is a figure as an article writes it: `1.241/1.310 xã`, `26.174 tỷ đồng`, `8,2%`. Raises `ArchiveError`
    (`unknown`) when it is none.
    """
    match = _WANTED.fullmatch(" ".join(words.split()))
    if match is None:
        raise ArchiveError("unknown", f"figure {words!r}")
    same = [_I.value.in_(readings(match["value"]))]
    if match["most"]:
        same.append(_I.value_max.in_(readings(match["most"])))
    if match["total"]:
        same.append(_I.total.in_(readings(match["total"])))
    query = _facts(schema.indicators, *_FIGURE).where(
        *same, *filters.in_cluster(), *filters.in_years(_I.year), *filters.in_province(_I.subject_unit, _I.subject)
    )
    rows = _rows(ask, query.order_by(_M.date, _A.key, _I.entry), filters)
    unit = fold(match["unit"]).strip()
    exact = [row for row in rows if unit and unit in fold(f"{row['measure'] or ''} {row['sentence'] or ''}")]
    return exact or rows


def readings(number: str) -> list[float]:
    """The values that a number may be meant as: `26.174` is 26174, `8.2` and `8,2` are 8.2, `8,493` is either."""
    found = set()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?", number):
        found.add(float(number.replace(".", "").replace(",", ".")))
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", number):
        found.add(float(number.replace(",", "")))
    return sorted(found)


def conflicts(ask: Asking, filters: Filters) -> list[AnswerRow]:
    """Where the reports of one meeting disagree: every claim, the one preferred and why."""
    table = schema.conflicts.c
    query = (
        select(
            *(_M.key.label("meeting"), _M.date, _M.cluster, _M.cluster_name, _M.year, table.field, table.subject),
            *(table.preferred, table.reason, table.claims),
        )
        .join(schema.meetings, _M.id == table.meeting_id)
        .where(*filters.in_cluster(), *filters.in_years(_M.year), *filters.in_province(_M.unit, _M.province))
        .where(*filters.with_person(_M.id))
        .order_by(_M.date, _M.key, table.entry)
    )
    found = ask.rows(query.limit(filters.limit).offset(filters.offset) if filters.limit else query)
    return [dict(row._mapping) for row in found]
