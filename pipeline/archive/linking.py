"""Which reports are of one meeting: by cluster, day, place and period, as far as each report gives them.

A pure function of the reports and of the decisions made by hand: the order in which reports came does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pipeline.archive.cluster_names import alike
from pipeline.archive.periods import days_apart, span_of
from pipeline.archive.reports import Report
from pipeline.archive.text import words

NEAR: Final = 2
"""Days by which reports of one meeting may differ: slips, meetings of two days, «hôm qua»."""
LAG: Final = 120
"""Days after a meeting within which it is reported; the longest lag known is 97."""
SAME_NAME: Final = 0.5
"""Likeness of names from which they name one cluster."""
VERY_SAME: Final = 0.9
"""Likeness from which a report that names another place is taken to be wrong about it."""
_PLACE_WORDS: Final = frozenset(words("thành phố thị xã huyện quận phường xã tỉnh hội trường trung tâm nghị"))

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class _Day:
    """How two reports stand in time: `score` 0 (nothing known) to 1 (one day), `exact` for one and the same day."""

    score: float
    exact: bool = False


def same_meeting(one: Report, other: Report) -> float | None:
    """How sure two reports are of one meeting, above 0; 0 when nothing says so, None when they cannot be."""
    name = _alike(one, other)
    day = _day(one, other)
    if name is None or day is None or _strangers(one, other):
        return None
    place = _place(one, other)
    differ = _other_kind(one, other) or _other_period(one, other)
    if place is False and not (name >= VERY_SAME and day.exact and not differ):
        return None
    # A cluster meets once a day: on one and the same day a wrong period is the likelier slip.
    if differ and not (name >= SAME_NAME and day.exact):
        return None
    shared = _shared_people(one, other)
    score = name + day.score + 0.5 * bool(place) + 0.5 * shared
    period = one.period is not None and one.period == other.period
    score += 0.4 * period
    if name >= SAME_NAME:
        known = day.score >= 0.7 or (day.score >= 0.2 and period) or (day.score >= 0.4 and place) or (period and place)
        known = known or (name >= VERY_SAME and _one_review(one, other, day, period=period, place=bool(place)))
    else:
        together = name > 0 or period or _same_host(one, other) or _shared_members(one, other) or shared
        near = day.score >= 0.7 or (day.score >= 0.5 and period and name > 0)
        known = near and (bool(place) or shared) and together and not _other_town(one, other)
    return score if known else 0.0


def _alike(one: Report, other: Report) -> float | None:
    """As `alike`; of several clusters that a text speaks of, the one that fits best."""
    if one.named and other.named:
        return alike(one.name, other.name)
    found = [score for a in one.names for b in other.names if (score := alike(a, b)) is not None]
    return max(found, default=None)


def _one_review(one: Report, other: Report, day: _Day, *, period: bool, place: bool) -> bool:
    """A cluster reviews a year once; halves and quarters of it follow each other too soon for that without a place."""
    both = one.types & other.types
    return ("tong_ket" in both and (period or day.score >= 0.2)) or ("so_ket" in both and place and day.score >= 0.2)


def _same_host(one: Report, other: Report) -> bool:
    return one.get("host") is not None and bool(one.get("host") == other.get("host"))


def _day(one: Report, other: Report) -> _Day | None:
    """None when both cannot be of one meeting."""
    if one.date and other.date:
        if len(one.date) == len(other.date) == 10:
            return _full_days(one, other)
        shorter, longer = sorted((one.date, other.date), key=len)
        return _Day(0.4) if longer.startswith(shorter) else None
    if one.date or other.date:
        dated, undated = (one, other) if one.date else (other, one)
        return _reported(dated.date or "", undated.published)
    if one.published and other.published:
        apart = days_apart(one.published, other.published)
        return _Day(0.2) if apart is not None and apart <= LAG else None
    return _Day(0.0)


def _full_days(one: Report, other: Report) -> _Day | None:
    apart = min(
        abs(days)
        for a in (one.date, one.get("date_end"))
        for b in (other.date, other.get("date_end"))
        if a and b and (days := days_apart(a, b)) is not None
    )
    if one.date == other.date:
        return _Day(1.0, exact=True)
    return _Day(0.7) if apart <= NEAR else None


def _reported(date: str, published: str | None) -> _Day | None:
    """A report without a date appears after the meeting, and not long after."""
    if not published:
        return _Day(0.0)
    first, last = span_of(date)
    if published[:10] < first and (days_apart(first, published) or 0) > 1:
        return None
    apart = max(0, days_apart(last, published) or 0) if published[:10] > last else 0
    if apart > LAG:
        return None
    return _Day(0.5 if apart <= 3 and first == last else 0.2)


def _place(one: Report, other: Report) -> bool | None:
    if not one.province or not other.province:
        return None
    return bool(one.province == other.province)


def _other_town(one: Report, other: Report) -> bool:
    """Both name a town or district, and not the same."""
    first, second = (set(words(report.get("place") or "")) - _PLACE_WORDS for report in (one, other))
    return bool(first and second and not first & second)


def _other_kind(one: Report, other: Report) -> bool:
    """A review of half a year against one of the year."""
    reviews = {"so_ket", "tong_ket"}
    return bool(one.types & reviews and other.types & reviews and not one.types & other.types & reviews)


def _other_period(one: Report, other: Report) -> bool:
    return bool(one.period and other.period and one.period != other.period)


def _strangers(one: Report, other: Report) -> bool:
    """Two lists of members without one in common are of two clusters."""
    listed = len(one.members) > 1 and len(other.members) > 1
    return listed and not set(one.members) & set(other.members)


def _shared_members(one: Report, other: Report) -> bool:
    shared = len(set(one.members) & set(other.members))
    return shared > 1 and shared * 2 >= min(len(one.members), len(other.members))


def _shared_people(one: Report, other: Report) -> bool:
    """Several who were at both, or lead both: tells where a name does not."""
    if not (one.unnamed or other.unnamed):
        return False
    return len((one.people or frozenset()) & (other.people or frozenset())) > 1


def group(reports: Sequence[Report], merged: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> list[list[Report]]:
    """The reports by meeting. `merged` and `apart` are pairs of report ids decided by hand; they win.

    A report that was joined by hand contradicts others of its meeting, so it keeps no third report out.
    """
    home = {report.id: [report] for report in reports}
    barred = set(apart)
    joined = set(merged)
    by_hand = {number for pair in joined for number in pair}
    for pair in sorted(joined, key=sorted):
        if pair <= home.keys():
            _join(home, *sorted(pair))
    scores: dict[Pair, float | None] = {}
    for one, other in combinations(sorted(reports, key=lambda report: report.key), 2):
        pair = frozenset((one.id, other.id))
        score = same_meeting(one, other)
        forgiven = score is None and not by_hand.isdisjoint(pair)
        scores[pair] = None if pair in barred else 0.0 if forgiven else score
    for report in reports:
        if report.unnamed:
            _drop_guesses(report.id, scores)
    keys = {report.id: report.key for report in reports}
    likely = [(score, pair) for pair, score in scores.items() if score]
    for _, pair in sorted(likely, key=lambda found: (-found[0], sorted(keys[member] for member in found[1]))):
        first, second = (home[member] for member in pair)
        if first is not second and not _barred(first, second, scores):
            _join(home, *sorted(pair))
    found = {id(members): sorted(members, key=lambda report: report.id) for members in home.values()}
    return sorted(found.values(), key=lambda members: members[0].id)


def _drop_guesses(report: int, scores: dict[Pair, float | None]) -> None:
    """A report that fits two meetings equally well is put to neither."""
    fits = {pair: score for pair, score in scores.items() if report in pair and score}
    best = [pair for pair, score in fits.items() if score == max(fits.values())]
    if any(scores[one ^ other] is None for one, other in combinations(best, 2)):
        scores.update(dict.fromkeys(fits, 0.0))


def _barred(one: list[Report], other: list[Report], scores: dict[Pair, float | None]) -> bool:
    return any(scores[frozenset((a.id, b.id))] is None for a in one for b in other)


def _join(home: dict[int, list[Report]], one: int, other: int) -> None:
    if home[one] is home[other]:
        return
    together = home[one] + home[other]
    for report in together:
        home[report.id] = together
