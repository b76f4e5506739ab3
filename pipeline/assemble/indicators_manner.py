"""How a figure is meant: more or less than, rise or fall, against which baseline."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

import regex

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.model.record import Baseline, Change, Comparator
from pipeline.rulebook import rule

BEFORE = ("at_least", "at_most", "less_than", "more_than", "about")
NEAR = 70
"""Characters behind a figure in which its baseline stands."""

_FROM = regex.compile(r"(?<!\p{L})từ\s*$")
_MOVES = regex.compile(r"[^;.:]{0,40}?\s(?:xuống|lên|còn|đến|tới)\s")


@dataclass(frozen=True, slots=True)
class Manner:
    """Comparator, change and baseline of a figure.

    `form` chooses its indicator: `plan`, `growth`, `fall`, `level`, `share`. `stated`: the clause itself says that the
    figure is a level (`chỉ còn`, `đạt`). `end`: where the words of the baseline end.
    """

    comparator: Comparator = "eq"
    change: Change | None = None
    baseline: Baseline | None = None
    form: str = "level"
    stated: bool = False
    end: int = 0

    @property
    def bare(self) -> bool:
        """True where the clause says nothing of rise, fall or baseline."""
        return self.change is None and self.baseline is None


def manner(scene: Scene, place: Place) -> Manner:
    """The manner of a figure, from the words on its left and right."""
    low, span = scene.low, place.span
    change, passing = _change(scene, place.motion, span.start)
    starting = _FROM.search(low, place.left, span.start) and _MOVES.match(low, span.end, min(place.stop, span.end + 60))
    stated = rule("figures.level").regex.search(low[max(place.motion, span.start - 40) : span.start]) is not None
    if change is None and place.figure.shape == "percent" and low[: span.start].endswith(("(-", "(- ")):
        change = "decrease"
    baseline, end = _baseline(scene, place)
    if baseline is None and passing:
        baseline = "plan"
    if place.figure.way:
        change = "increase" if place.figure.way == "lên" else "decrease"
    how = Manner(_comparator(scene, place), change, baseline, stated=stated, end=end)
    if starting:
        return replace(how, change=None, form="level", stated=True)
    return replace(how, form=_form(low, place, how))


def manner_of_head(scene: Scene, place: Place) -> Manner:
    """What the words before a colon or bracket say of all figures behind it: `so với năm 2015 … đều tăng khá: A 8,5%`."""
    change, _ = _change(scene, place.left, place.clause)
    text = scene.low[place.left : place.clause]
    baseline: Baseline | None = None
    if rule("figures.same_period").regex.search(text):
        baseline = "same_period"
    elif rule("figures.compared_year").regex.search(text):
        baseline = "previous_year"
    return Manner(change=change, baseline=baseline)


def _form(low: str, place: Place, how: Manner) -> str:
    if how.baseline == "plan":
        return "plan"
    if how.change is not None and not how.stated:
        return "growth" if how.change == "increase" else "fall"
    return "share" if low[place.motion : place.span.start].rstrip().endswith("chiếm") else "level"


@cache
def _before() -> tuple[regex.Pattern[str], dict[str, Comparator]]:
    """One pattern for the words straight before a number; its groups are the comparators' rules."""
    entries = [rule(f"figures.{name}") for name in BEFORE]
    pattern = "|".join(f"(?P<{name}>{entry.regex.pattern})" for name, entry in zip(BEFORE, entries, strict=True))
    labels: dict[str, Comparator] = {name: entry.label for name, entry in zip(BEFORE, entries, strict=True)}  # type: ignore[misc]
    return regex.compile(pattern, regex.VERBOSE), labels


def _comparator(scene: Scene, place: Place) -> Comparator:
    low, span = scene.low, place.span
    behind = low[span.end : min(place.stop, span.end + NEAR)]
    lower_bound = rule("figures.upwards").regex.search(behind)
    if place.figure.value_max is not None:
        return "eq"
    pattern, labels = _before()
    match = pattern.search(low[max(place.left, span.start - 24) : span.start])
    if match is None or match.lastgroup is None:
        if rule("figures.downwards").regex.search(behind):
            return "le"
        return "ge" if lower_bound and len(lower_bound[0].split()) <= 3 else "eq"
    if match[0].strip() == "từ":
        return "eq" if lower_bound is None and _MOVES.match(behind) else "ge"
    return labels[match.lastgroup]


def _change(scene: Scene, start: int, end: int) -> tuple[Change | None, bool]:
    """Rise or fall by the last such word between the offsets, and whether that word is `vượt`."""
    rise = _last(scene, "figures.rise", start, end)
    fall = _last(scene, "figures.fall", start, end)
    if rise is None and fall is None:
        return None, False
    if fall is None or (rise is not None and rise.start() > fall.start()):
        return "increase", rise is not None and rise[0].startswith("vượt")
    return "decrease", False


def _last(scene: Scene, name: str, start: int, end: int) -> regex.Match[str] | None:
    matches = scene.words.find(name)
    index = bisect_left(matches, end, key=lambda match: match.start()) - 1
    return matches[index] if index >= 0 and matches[index].start() >= start else None


def _baseline(scene: Scene, place: Place) -> tuple[Baseline | None, int]:
    low, span = scene.low, place.span
    behind = low[span.end : min(span.end + NEAR, place.stop)]
    right = max(place.right, span.end)
    own = behind[: right - span.end + 1]
    if match := rule("figures.plan_after").regex.search(behind):
        return "plan", span.end + match.end()
    if match := rule("figures.same_period").regex.search(own):
        return "same_period", span.end + match.end()
    if match := rule("figures.compared_year").regex.search(own):
        return "previous_year", span.end + match.end()
    before = low[place.motion : span.start]
    if rule("figures.year_after").regex.search(own) and before.rstrip().endswith(("bằng", "gấp")):
        return "previous_year", right
    if len(before) < 6:
        return None, span.end
    if rule("figures.plan_before").regex.search(before):
        return "plan", span.end
    if rule("figures.national").regex.search(low[place.motion : right]):
        return "national", span.end
    if rule("figures.same_period").regex.search(before):
        return "same_period", span.end
    if rule("figures.compared_year").regex.search(before):
        return "previous_year", span.end
    return None, span.end
