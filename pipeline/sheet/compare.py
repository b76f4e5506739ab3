"""The rows of a table held against the figures of the records: agrees, differs, not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pipeline.model.record import Indicator, Record
from pipeline.sheet.labels import label_score
from pipeline.sheet.names import is_article, is_meeting, province, same_subject, successor, years
from pipeline.sheet.rows import BadRow, Row
from pipeline.sheet.units import Unit, parse_unit, same_measure, scaled

Status = Literal["agrees", "differs", "not_found"]


@dataclass(frozen=True)
class Claim:
    """A figure of a record."""

    record: Record
    place: int
    figure: Indicator

    @property
    def unit(self) -> Unit | None:
        """Its unit of measure."""
        return parse_unit(self.figure.unit or "")

    def quote(self) -> str:
        """The words it was read from, from the first to the last in one line."""
        spans = [(found.start, found.end) for found in self.figure.evidence if found.field == "value"]
        text = self.record.article.text
        return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


@dataclass(frozen=True)
class Outcome:
    """What became of a row. `notes` say what else the reader should know: rounded, another unit, no such article."""

    row: Row
    status: Status
    claim: Claim | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All rows, in the order of the table; the rows that could not be read; what the table leaves out."""

    outcomes: tuple[Outcome, ...]
    bad: tuple[BadRow, ...]
    extra: tuple[Claim, ...]

    def count(self, status: Status) -> int:
        """Number of rows with that outcome."""
        return sum(outcome.status == status for outcome in self.outcomes)

    @property
    def all_agree(self) -> bool:
        """Do all rows agree?"""
        return not self.bad and self.count("agrees") == len(self.outcomes)


@dataclass
class _Scored:
    """A claim that may be meant by a row. `notes` is None where the values differ."""

    claim: Claim
    score: float
    notes: tuple[str, ...] | None


@dataclass
class _Candidates:
    row: Row
    listed: list[_Scored] = field(default_factory=list)
    reasons: tuple[str, ...] = ()


def compare(rows: Sequence[Row], bad: Sequence[BadRow], records: Iterable[Record]) -> Comparison:
    """Hold the rows against the records. A figure answers one row; equal values are paired first."""
    meetings = [record for record in records if record.report == "meeting"]
    candidates = [_candidates(row, meetings) for row in rows]
    outcomes = _pair(candidates)
    spoken = {id(outcome.claim.record) for outcome in outcomes if outcome.claim}
    taken = {_key(outcome.claim) for outcome in outcomes if outcome.claim}
    extra = (claim for record in meetings if id(record) in spoken for claim in _claims(record))
    return Comparison(tuple(outcomes), tuple(bad), tuple(claim for claim in extra if _key(claim) not in taken))


def _claims(record: Record) -> list[Claim]:
    return [Claim(record, place, figure) for place, figure in enumerate(record.indicators)]


def _key(claim: Claim) -> tuple[int, int]:
    return id(claim.record), claim.place


def _candidates(row: Row, records: Sequence[Record]) -> _Candidates:
    wanted = [record for record in records if _is_source(row, record)]
    if not wanted:
        missing = row.article or " ".join(filter(None, (row.meeting, str(row.year or "")))) or "records"
        return _Candidates(row, reasons=(f"no record of {missing}",))
    found = _Candidates(row)
    for record in wanted:
        for claim in _claims(record):
            score = _score(row, claim)
            if score:
                found.listed.append(_Scored(claim, score, _agreement(row, claim)))
    found.reasons = () if found.listed else _hints(row, wanted)
    return found


def _is_source(row: Row, record: Record) -> bool:
    if row.article and not (is_article(row.article, record) or is_meeting(row.article, record)):
        return False
    if row.meeting and not (is_meeting(row.meeting, record) or is_article(row.meeting, record)):
        return False
    return row.year is None or bool(row.article) or row.year in years(record)


def _score(row: Row, claim: Claim) -> float:
    """How surely the figure is the one the row speaks of, its value aside; 0 where it is not."""
    figure, cluster = claim.figure, claim.record.cluster
    if row.subject and not same_subject(row.subject, figure.subject, cluster.name if cluster else None):
        return 0.0
    if not same_measure(row.unit, claim.unit) or (row.kind and row.kind != figure.kind):
        return 0.0
    period = _period_score(row, claim)
    score = label_score(row.indicator, figure) if row.indicator else 50.0
    return score + period if score and period >= 0 else 0.0


def _period_score(row: Row, claim: Claim) -> float:
    """2 for the same period, 1 where only the year is the same or one is not told, -1 for another."""
    meeting = claim.record.meeting
    told = claim.figure.period or (meeting.period if meeting else None)
    if row.period is None or told is None:
        return 1.0
    if row.period == told:
        return 2.0
    return 1.0 if row.period.isdigit() and told.startswith(row.period) else -1.0


def _agreement(row: Row, claim: Claim) -> tuple[str, ...] | None:
    """What is to be noted where row and figure have the same value; None where they do not."""
    figure, notes = claim.figure, []
    for value in row.figure.values:
        rounded = _same(value, row, figure.value, claim)
        if rounded is not None and _same_end(row, claim) and _same_sign(value, figure):
            if rounded:
                notes.append(f"rounded: {figure.value} in the article")
            if row.figure.comparator and row.figure.comparator != figure.comparator:
                notes.append(f"{row.figure.comparator} in the table, {figure.comparator} in the article")
            return tuple(notes)
    return None


def _same(value: Decimal, row: Row, found: float, claim: Claim) -> bool | None:
    """False for equal values, True for equal but for rounding to the decimals of the row, None for others."""
    unit = row.unit if row.unit and (row.unit.base or not claim.unit) else claim.unit
    mine, other = scaled(abs(value), unit), scaled(Decimal(str(found)), claim.unit)
    if row.unit and not row.unit.base and claim.unit:
        mine = abs(value) * row.unit.factor
    if mine == other:
        return False
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    factor = unit.factor if unit else Decimal(1)
    step = Decimal(1).scaleb(-decimals)
    close = (other / factor).quantize(step, rounding=ROUND_HALF_UP) == abs(value)
    # A whole number is rounded only where it stands in a larger unit than the article's.
    coarser = claim.unit is not None and factor > claim.unit.factor
    return True if close and (decimals > 0 or coarser) else None


def _same_end(row: Row, claim: Claim) -> bool:
    figure = claim.figure
    pairs = ((row.figure.value_max, figure.value_max), (row.figure.total, figure.total))
    if row.figure.value_max is None and figure.value_max is not None:
        return False
    return all(mine is None or (other is not None and mine == Decimal(str(other))) for mine, other in pairs)


def _same_sign(value: Decimal, figure: Indicator) -> bool:
    return value >= 0 or figure.change == "decrease" or figure.value < 0


def _pair(candidates: Sequence[_Candidates]) -> list[Outcome]:
    """Rows with equal figures first, the surest first; then what is left by likeness of label and value."""
    outcomes: dict[int, Outcome] = {}
    taken: set[tuple[int, int]] = set()
    equal = [
        (-scored.score, number, place, scored)
        for number, found in enumerate(candidates)
        for place, scored in enumerate(found.listed)
        if scored.notes is not None
    ]
    for _, number, _, scored in sorted(equal, key=lambda item: item[:3]):
        if number not in outcomes and _key(scored.claim) not in taken:
            taken.add(_key(scored.claim))
            outcomes[number] = Outcome(candidates[number].row, "agrees", scored.claim, scored.notes or ())
    for number, found in enumerate(candidates):
        if number not in outcomes:
            outcomes[number] = _other(found, taken)
    return [outcomes[number] for number in range(len(candidates))]


def _other(found: _Candidates, taken: set[tuple[int, int]]) -> Outcome:
    """A row without an equal figure that is free: it agrees with one that another row has, or differs."""
    if not found.listed:
        return Outcome(found.row, "not_found", None, found.reasons)
    equal = [scored for scored in found.listed if scored.notes is not None]
    if equal:
        best = max(equal, key=lambda scored: scored.score)
        return Outcome(found.row, "agrees", best.claim, (*(best.notes or ()), "another row says the same"))
    free = [scored for scored in found.listed if _key(scored.claim) not in taken] or found.listed
    best = max(free, key=lambda scored: (round(scored.score), -_distance(found.row, scored.claim)))
    taken.add(_key(best.claim))
    return Outcome(found.row, "differs", best.claim)


def _distance(row: Row, claim: Claim) -> float:
    mine = float(scaled(row.figure.value, row.unit or claim.unit))
    other = float(scaled(Decimal(str(claim.figure.value)), claim.unit))
    return abs(mine - other) / max(abs(mine), abs(other), 1e-9)


def _hints(row: Row, records: Sequence[Record]) -> tuple[str, ...]:
    """Why there may be nothing: the subject has other figures, or only the province it now belongs to has."""
    subjects = {figure.subject for record in records for figure in record.indicators if figure.subject}
    name = province(row.subject) if row.subject else None
    if name is None or any(province(subject) == name for subject in subjects):
        return ()
    joined = [subject for subject in subjects if successor(subject) == name or successor(name) == subject]
    return tuple(f"the records speak of {subject}, one unit with {name} since 1/7/2025" for subject in sorted(joined))
