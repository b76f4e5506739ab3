"""The reports of one meeting as one: each value chosen by stated rules, what contradicts it kept.

The rules, in this order: what a reviewer put right before what was read, the exact before the partial or rounded, the
text before a caption, an official portal before a paper and that before a reprint, what more reports say, and last the
report with the lowest key, so that the order in which reports come changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from pipeline.archive.periods import year_of
from pipeline.archive.reports import Report
from pipeline.archive.rows import Row
from pipeline.archive.text import compact, fold, slug
from pipeline.archive.units import unit_of
from pipeline.rulebook import read_csv

DISPUTABLE: Final = ("date", "date_end", "time_of_day", "province", "period", "size")
"""Fields of which only one value can be true."""

ORDINARY: Final = 1
"""Rank of a page that `patterns/portals.csv` does not know."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says. `exact` is higher for the more exact, `body` false for what stands in a caption.

    `hand` is true of what a reviewer put right.
    """

    value: Any
    report: Report
    exact: int = 0
    body: bool = True
    hand: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The value that is preferred, why, and the claims that contradict it."""

    value: Any
    reason: str
    against: tuple[Claim, ...]
    claims: tuple[Claim, ...]


@cache
def _portals() -> tuple[tuple[str, int], ...]:
    return tuple((fold(word), int(row["rank"])) for row in read_csv("portals") for word in row["words"].split(";"))


@cache
def rank(publisher: str | None, uri: str | None) -> int:
    """0 for an official portal, 1 for a paper, 2 for a reprint."""
    where = fold(f"{publisher or ''} {uri or ''}")
    return next((number for word, number in _portals() if word in where), ORDINARY)


def choose(claims: Sequence[Claim], differ: Callable[[Any, Any], bool]) -> Choice:
    """The preferred one of one or more claims. `differ` says when two values cannot both be true."""
    votes = Counter(claim.value for claim in claims)
    keys: tuple[tuple[str, Callable[[Claim], Any]], ...] = (
        ("hand", lambda claim: not claim.hand),
        ("exact", lambda claim: -claim.exact),
        ("body", lambda claim: not claim.body),
        ("portal", lambda claim: rank(claim.report.publisher, claim.report.uri)),
        ("majority", lambda claim: -votes[claim.value]),
        ("first", lambda claim: claim.report.key),
    )
    ranked = sorted(claims, key=lambda claim: tuple(key(claim) for _, key in keys))
    best = ranked[0]
    against = tuple(claim for claim in ranked if differ(best.value, claim.value))
    reason = ""
    if against:
        reason = next(name for name, key in keys if all(key(best) != key(claim) for claim in against[:1]))
    return Choice(best.value, reason, against, tuple(ranked))


def _partial(one: Any, other: Any) -> bool:
    """True unless one is the other, or a part of it: `2024-03` and `2024-03-15` agree."""
    return not (str(one).startswith(str(other)) or str(other).startswith(str(one)))


def field_choices(reports: Sequence[Report]) -> dict[str, Choice]:
    """The choice for each field that some report gives."""
    found = {}
    for name in (*DISPUTABLE, "cluster_id", "kind", "scope", "place", "host"):
        claims = [
            Claim(value, report, exact=len(value) if name in ("date", "place") else 0, hand=report.is_by_hand(name))
            for report in reports
            if (value := report.get(name)) is not None
        ]
        if claims:
            found[name] = choose(claims, _partial if name == "date" else lambda one, other: bool(one != other))
    return found


def _fullest(reports: Sequence[Report]) -> str | None:
    names = [report.get("cluster_name") for report in reports if report.get("cluster_name")]
    return min(names, key=lambda name: (-len(name), name)) if names else None


def _value(choices: dict[str, Choice], name: str) -> Any:
    return choices[name].value if name in choices else None


@lru_cache(maxsize=4096)
def cluster_slug(registry: str | None, name: str | None) -> str | None:
    """The id of a cluster across years: that of the registry, else its name."""
    return registry or (slug(name) if name else None)


def meeting_row(reports: Sequence[Report], disputed: int) -> Row:
    """The row of `meetings` for its reports; `disputed` counts its conflicts. The first report gives its id."""
    if len(reports) == 1:
        return _single(reports[0])
    seed = min(reports, key=lambda report: report.id)
    choices = field_choices(reports)
    name = _fullest(reports)
    registry, day, period = _value(choices, "cluster_id"), _value(choices, "date"), _value(choices, "period")
    members = max((report.members for report in reports), key=lambda members: (len(members), members))
    types = sorted({kind for report in reports for kind in report.types})
    province = _value(choices, "province")
    published = min((report.published for report in reports if report.published), default=None)
    unit = unit_of(province, day or published)
    return (
        *(seed.id, seed.key, cluster_slug(registry, name), name, registry, _value(choices, "kind")),
        *(_value(choices, "scope"), _value(choices, "size"), compact(list(members)), ";".join(types), day),
        *(_value(choices, "date_end"), _value(choices, "time_of_day"), province, unit.id if unit else None),
        *(_value(choices, "place"), _value(choices, "host"), period),
        *(year_of(period, day or (published or "")[:10] or None, types), len(reports), disputed),
    )


def _single(report: Report) -> Row:
    """The same for one report, which needs no choosing."""
    get = report.values
    province, day, period, published = get["province"], get["date"], get["period"], report.published
    unit = unit_of(province, day or published)
    types = sorted(report.types)
    name, registry = get["cluster_name"], get["cluster_id"]
    return (
        *(report.id, report.key, cluster_slug(registry, name), name, registry, get["kind"], get["scope"], get["size"]),
        *(get["members"], ";".join(types), day, get["date_end"], get["time_of_day"], province),
        *(unit.id if unit else None, get["place"], get["host"], period),
        *(year_of(period, day or (published or "")[:10] or None, types), 1, 0),
    )


def field_conflicts(reports: Sequence[Report]) -> list[Row]:
    """Field, subject, preferred value, reason and claims of each field on which the reports disagree."""
    rows: list[Row] = []
    for name, choice in field_choices(reports).items():
        if name in DISPUTABLE and choice.against:
            claims = [claim_data(claim.report, claim.value) for claim in choice.claims]
            rows.append((name, None, str(choice.value), choice.reason, compact(claims)))
    return rows


def claim_data(report: Report, value: object, quote: str | None = None) -> dict[str, object]:
    """One claim as the conflict keeps it."""
    found = {"value": value, "article": report.key, "uri": report.uri, "quote": quote}
    return {name: data for name, data in found.items() if data is not None}
