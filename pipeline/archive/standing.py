"""Facts of the reports of one meeting side by side: what is repeated, what is disputed, which claim is preferred.

`standing` of a fact: `single` (one report gives it), `preferred` (the one to read), `repeated` (another report gives
the same), `disputed` (another claim is preferred).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, bindparam, select, update

from pipeline.archive import schema
from pipeline.archive.corrections.model import HAND
from pipeline.archive.merge import Choice, Claim, choose, claim_data
from pipeline.archive.reports import Report
from pipeline.archive.rows import SINGLE
from pipeline.archive.rows import Row as Values
from pipeline.archive.text import compact, fold

PREFERRED: Final = "preferred"
REPEATED: Final = "repeated"
DISPUTED: Final = "disputed"

_EXACT: Final = {"eq": 2, "approx": 1}


@dataclass(frozen=True, slots=True)
class _Kind:
    """How facts of one table are compared.

    `subject` groups claims about one thing, `value` is what each says of it, `single` holds where only one value
    can be true.
    """

    table: Table
    field: str
    subject: Callable[[Any], Hashable | None]
    value: Callable[[Any], Hashable]
    single: Callable[[Any], bool]
    exact: Callable[[Any], int]


def _figure_subject(row: Any) -> Hashable | None:
    what = row.indicator or (fold(row.label) if row.label else None)
    if what is None:
        return None
    return what, row.subject, row.measure, row.kind, row.year, row.change, row.baseline, row.total is None


def _figure_exact(row: Any) -> int:
    digits = len(f"{row.value:.10g}".rstrip("0").replace(".", "").replace("-", "")) or 1
    return 100 * _EXACT.get(row.comparator, 0) + digits


KINDS: Final = (
    _Kind(
        schema.leadership,
        "leadership",
        lambda row: (row.office, row.office_year, row.status == "outgoing") if row.holder else None,
        lambda row: fold(row.holder or ""),
        lambda row: bool(row.office == "head"),
        lambda row: int(row.year is not None),
    ),
    _Kind(
        schema.awards,
        "award",
        lambda row: (row.award, row.status, row.year, fold(row.recipient or ""), row.counted_kind),
        lambda row: row.count if row.recipient is None else True,
        lambda row: row.recipient is None,
        lambda _: 0,
    ),
    _Kind(
        schema.indicators,
        "indicator",
        _figure_subject,
        lambda row: (row.value, row.value_max, row.total, row.comparator),
        lambda _: True,
        _figure_exact,
    ),
)


def fact_conflicts(connection: Connection, reports: Sequence[Report]) -> list[Values]:
    """Sets the standing of the facts of these reports; returns the conflicts among them."""
    by_id = {report.id: report for report in reports}
    found: list[Values] = []
    for kind in KINDS:
        table = kind.table
        if len(reports) == 1:
            reset = update(table).where(table.c.article_id == reports[0].id, table.c.standing != SINGLE)
            connection.execute(reset.values(standing=SINGLE))
            continue
        rows = connection.execute(select(table).where(table.c.article_id.in_(by_id)))
        groups: dict[Hashable, list[Row[Any]]] = {}
        standings: dict[tuple[Any, ...], str] = {}
        for row in rows:
            standings[_key(table, row)] = SINGLE
            subject = kind.subject(row)
            if subject is not None:
                groups.setdefault(subject, []).append(row)
        for members in groups.values():
            found += _settle(kind, members, by_id, standings)
        _mark(connection, table, standings)
    return found


def _key(table: Table, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in table.primary_key.columns)


def _settle(
    kind: _Kind, rows: list[Row[Any]], by_id: dict[int, Report], standings: dict[tuple[Any, ...], str]
) -> list[Values]:
    """Notes the standing of the claims about one thing; returns the conflict, if they contradict each other."""
    by_article: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_article.setdefault(row.article_id, []).append(row)
    if len(by_article) < 2:
        return []
    # Several values in one report are several things that its words do not tell apart.
    several = any(len({kind.value(row) for row in own}) > 1 for own in by_article.values())
    claims = {
        _key(kind.table, row): Claim(
            *(kind.value(row), by_id[row.article_id], kind.exact(row)),
            *(row.zone not in ("caption", "title"), row.rule == HAND),
        )
        for row in rows
    }
    if several or not kind.single(rows[0]):
        for value in {claim.value for claim in claims.values()}:
            same = {key: claim for key, claim in claims.items() if claim.value == value}
            if len(same) > 1:
                _stand(same, choose(list(same.values()), lambda *_: False), standings)
        return []
    choice = choose(list(claims.values()), lambda one, other: bool(one != other))
    _stand(claims, choice, standings)
    if not choice.against:
        return []
    by_claim = {id(claim): row for claim, row in zip(claims.values(), rows, strict=True)}
    told = [claim_data(claim.report, _said(by_claim[id(claim)]), by_claim[id(claim)].quote) for claim in choice.claims]
    best = by_claim[id(choice.claims[0])]
    return [(kind.field, _about(best), _said(best), choice.reason, compact(told))]


def _stand(claims: dict[tuple[Any, ...], Claim], choice: Choice, standings: dict[tuple[Any, ...], str]) -> None:
    best = choice.claims[0]
    for key, claim in claims.items():
        agrees = claim.value == choice.value
        standings[key] = PREFERRED if claim is best else REPEATED if agrees else DISPUTED


def _mark(connection: Connection, table: Table, standings: dict[tuple[Any, ...], str]) -> None:
    names = [column.name for column in table.primary_key.columns]
    rows = [
        {**{f"k_{name}": value for name, value in zip(names, key, strict=True)}, "stands": standing}
        for key, standing in standings.items()
    ]
    if rows:
        where = [table.c[name] == bindparam(f"k_{name}") for name in names]
        connection.execute(update(table).where(*where).values(standing=bindparam("stands")), rows)


def _about(row: Any) -> str:
    if hasattr(row, "office"):
        return f"{row.office} {row.office_year}"
    if hasattr(row, "award"):
        return f"{row.award} {row.year or ''}".strip()
    return " ".join(str(part) for part in (row.indicator or row.label, row.subject, row.year) if part is not None)


def _said(row: Any) -> str:
    if hasattr(row, "office"):
        return str(row.holder)
    if hasattr(row, "award"):
        return str(row.count)
    sign = {"gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "approx": "≈ "}.get(row.comparator, "")
    rest = (
        f"–{row.value_max:.12g}" if row.value_max is not None else f"/{row.total:.12g}" if row.total is not None else ""
    )
    return f"{sign}{row.value:.12g}{rest} {row.measure or ''}".strip()
