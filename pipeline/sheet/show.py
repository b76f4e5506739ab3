"""A comparison as text, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.sheet.compare import Claim, Comparison, Outcome, Status
from pipeline.sheet.read import Sheet
from pipeline.sheet.rows import BadRow

MAX_EXTRA = 50
"""Figures beside the table that are printed; the files have all."""

WORDS: dict[Status, str] = {
    "agrees": "khớp · agrees",
    "differs": "lệch · differs",
    "not_found": "không thấy · not found",
}
SIGNS = {"eq": "", "gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "approx": "≈ "}


def shown(claim: Claim) -> str:
    """The figure in one line: `> 8.493 tỷ USD`."""
    figure = claim.figure
    end = f"-{figure.value_max}" if figure.value_max is not None else ""
    total = f"/{figure.total}" if figure.total is not None else ""
    return f"{SIGNS[figure.comparator]}{figure.value}{end}{total} {figure.unit or ''}".strip()


def _names(claim: Claim) -> str:
    figure = claim.figure
    return " · ".join(filter(None, (figure.subject, figure.label or figure.indicator, figure.period)))


def _source(claim: Claim) -> str:
    return claim.record.article.uri or claim.record.id


def lines(comparison: Comparison, sheet: Sheet) -> Iterator[str]:
    """The comparison in lines: each row with both values and both sources, then the bad rows, then the rest."""
    for outcome in comparison.outcomes:
        yield from _row_lines(outcome, sheet)
    for bad in comparison.bad:
        yield f"{_row_name(sheet, bad.number)}: {_column(bad)}{bad.message}"
    if comparison.extra:
        yield f"{len(comparison.extra)} figures of the same articles are not in the table:"
        for claim in comparison.extra[:MAX_EXTRA]:
            yield f"  {_source(claim)}: {_names(claim)}: {shown(claim)}  «{claim.quote()}»"
        if len(comparison.extra) > MAX_EXTRA:
            yield f"  … and {len(comparison.extra) - MAX_EXTRA} more (--json, --csv)"
    yield summary(comparison)


def summary(comparison: Comparison) -> str:
    """The counts in one line."""
    number = len(comparison.outcomes) + len(comparison.bad)
    agree, differ, missing = (comparison.count(status) for status in WORDS)
    return f"{number} rows: {agree} agree, {differ} differ, {missing} not found, {len(comparison.bad)} unreadable"


def _row_name(sheet: Sheet, number: int) -> str:
    return f"{sheet.path.name}{f' [{sheet.name}]' if sheet.name else ''} row {number}"


def _column(bad: BadRow) -> str:
    return f"column «{bad.column}»: " if bad.column else ""


def _row_lines(outcome: Outcome, sheet: Sheet) -> Iterator[str]:
    row = outcome.row
    said = " · ".join(filter(None, (row.subject, row.indicator, row.period)))
    value = row.cell if row.unit_text in row.cell else f"{row.cell} {row.unit_text}"
    notes = f" ({'; '.join(outcome.notes)})" if outcome.notes else ""
    yield f"{_row_name(sheet, row.number)}: {WORDS[outcome.status]}: {said}: {value}{notes}"
    if outcome.claim and outcome.status == "differs":
        claim = outcome.claim
        yield f"    {_source(claim)}: {_names(claim)}: {shown(claim)}  «{claim.quote()}»"


def claim_data(claim: Claim | None) -> dict[str, object] | None:
    """A figure of a record with its source."""
    if claim is None:
        return None
    figure = claim.figure.model_dump(mode="json", exclude={"evidence", "derived"})
    where = {"uri": claim.record.article.uri, "record": claim.record.id, "entry": claim.place}
    return {**where, **figure, "quote": claim.quote()}


def as_data(comparison: Comparison, sheet: Sheet) -> dict[str, object]:
    """The whole comparison as plain data."""
    rows = [
        {
            "row": outcome.row.number,
            "status": outcome.status,
            "notes": list(outcome.notes),
            "table": _row_data(outcome),
            "record": claim_data(outcome.claim),
        }
        for outcome in comparison.outcomes
    ]
    bad = [{"row": found.number, "column": found.column, "message": found.message} for found in comparison.bad]
    return {
        "table": str(sheet.path),
        "sheet": sheet.name,
        "rows": rows,
        "unreadable": bad,
        "not_in_table": [claim_data(claim) for claim in comparison.extra],
    }


def _row_data(outcome: Outcome) -> dict[str, object]:
    row = outcome.row
    return {
        "article": row.article or None,
        "meeting": row.meeting or None,
        "year": row.year,
        "subject": row.subject or None,
        "indicator": row.indicator or None,
        "cell": row.cell,
        "value": _number(row.figure.value),
        "unit": row.unit_text or None,
        "period": row.period,
    }


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


TABLE = ("row", "status", "subject", "indicator", "table_value", "record_value", "article", "quote", "notes")


def as_rows(comparison: Comparison) -> Iterator[tuple[str | int | None, ...]]:
    """The comparison as rows under `TABLE`: those of the table, the unreadable ones, then what it leaves out."""
    yield TABLE
    for outcome in comparison.outcomes:
        row, claim = outcome.row, outcome.claim
        value = f"{row.cell} {row.unit_text}" if row.unit_text not in row.cell else row.cell
        found = (shown(claim), _source(claim), claim.quote()) if claim else (None, None, None)
        yield (row.number, outcome.status, row.subject, row.indicator, value, *found, "; ".join(outcome.notes))
    for bad in comparison.bad:
        yield (bad.number, "unreadable", None, bad.column, None, None, None, None, bad.message)
    for claim in comparison.extra:
        figure = claim.figure
        said = (figure.subject, figure.label or figure.indicator, None, shown(claim), _source(claim), claim.quote())
        yield (None, "not_in_table", *said, None)
