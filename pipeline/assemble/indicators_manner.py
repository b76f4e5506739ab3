"""How a figure is meant: more or less than, rise or fall, against which baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import regex

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.match import cut
from pipeline.model.record import Baseline, Change, Comparator
from pipeline.model.words import IndexedText
from pipeline.rulebook import rule
from pipeline.tag.figures_words import says

BEFORE: dict[str, Comparator] = {
    "at_least": "ge",
    "at_most": "le",
    "less_than": "lt",
    "more_than": "gt",
    "about": "approx",
}
"""Rules for the words straight before a number, with the comparator they give."""

NEAR = 70
"""Characters behind a figure in which its baseline stands."""

WORDS_BEFORE = 24
"""Characters before a figure in which its comparator stands."""

SHORT_BASELINE = 6
"""Characters below which the words before a figure hold no baseline."""


_BEHIND_BRACKET = regex.compile(r"\)[^,;.:()]*+")


@dataclass(frozen=True, slots=True)
class Manner:
    """Comparator, change and baseline of a figure.

    `form` chooses its indicator: `plan`, `growth`, `fall`, `level`, `share`. `stated`: the clause itself says that
    the figure is a level (`chỉ còn`, `đạt`). `end`: where the words of the baseline end.
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
    if change is None and place.figure.shape == "percent" and low.endswith(("(-", "(- "), 0, span.start):
        change = "decrease"
    if place.figure.way:
        change = "increase" if place.figure.way == "lên" else "decrease"
    baseline, end = _baseline(scene, place)
    if baseline is None and passing:
        baseline = "plan"
    comparator = _comparator(low, place)
    if _begins_move(low, place):
        return Manner(comparator, None, baseline, "level", True, end)
    stated = says("level", low, max(place.motion, span.start - 40), span.start)
    how = Manner(comparator, change, baseline, "level", stated, end)
    return replace(how, form=_form(low, place, how))


def manner_of_head(scene: Scene, place: Place) -> Manner:
    """What the words before a colon say of all figures behind it: `so với năm 2015 … đều tăng khá: A 8,5%`."""
    change, _ = _change(scene, place.left, place.clause)
    text = scene.low[place.left : place.clause]
    if says("same_period", text):
        return Manner(change=change, baseline="same_period")
    return Manner(change=change, baseline="previous_year" if says("compared_year", text) else None)


def _begins_move(low: str, place: Place) -> bool:
    """`giảm từ 6,9% xuống 4,35%`: the first of the two is a level that was left."""
    start, end = place.span.start, place.span.end
    return says("from", low, place.left, start) and says("to", low, end, min(place.stop, end + 60))


def was_left(low: str, place: Place) -> bool:
    """The same where no time is told of it: «giảm từ 6,9% xuống 4,35%» tells 4,35%."""
    start, end = place.span.start, place.span.end
    return says("from", low, place.left, start) and says("left_level", low, end, end + 60)


def _form(low: str, place: Place, how: Manner) -> str:
    if how.baseline == "plan":
        return "plan"
    if how.change is not None and not how.stated:
        return "growth" if how.change == "increase" else "fall"
    if how.change is None and how.baseline in {"same_period", "previous_year"}:
        return "growth"
    return "share" if low[place.motion : place.span.start].rstrip().endswith("chiếm") else "level"


@cache
def _before() -> regex.Pattern[str]:
    """One pattern for the words straight before a number; its groups are the names of the rules."""
    parts = (f"(?P<{name}>{rule(f'figures.{name}').regex.pattern})" for name in BEFORE)
    return regex.compile("|".join(parts), regex.VERBOSE)


def _comparator(low: IndexedText, place: Place) -> Comparator:
    span = place.span
    if place.figure.value_max is not None:
        return "eq"
    behind = cut(low, span.end, min(place.stop, span.end + NEAR))
    upwards = rule("figures.upwards").regex.search(behind)
    if says("downwards", behind):
        return "le"
    match = _before().search(low[max(place.left, span.start - WORDS_BEFORE) : span.start])
    if match is None or match.lastgroup is None:
        return "ge" if upwards and len(upwards[0].split()) <= 3 else "eq"
    if match[0].strip() == "từ":
        return "eq" if upwards is None and says("to", behind) else "ge"
    return BEFORE[match.lastgroup]


def _change(scene: Scene, start: int, end: int) -> tuple[Change | None, bool]:
    """Rise or fall by the last such word between the offsets, and whether that word is `vượt`."""
    rise = scene.words.last("rise", start, end)
    fall = scene.words.last("fall", start, end)
    if rise is not None and (fall is None or rise.start() > fall.start()):
        return "increase", rise[0].startswith("vượt")
    return ("decrease" if fall is not None else None), False


def _baseline(scene: Scene, place: Place) -> tuple[Baseline | None, int]:
    """The baseline named behind the figure or before it, and where its words behind the figure end."""
    low, span = scene.low, place.span
    behind = cut(low, span.end, min(span.end + NEAR, place.stop))
    own: str = cut(low, span.end, min(max(place.right, span.end) + 1, span.end + len(behind)))
    if own.startswith(")") and (bracket := _BEHIND_BRACKET.match(behind)):
        own = bracket[0]
    if match := rule("figures.plan_after").regex.search(behind):
        return "plan", span.end + match.end()
    if match := rule("figures.same_period").regex.search(own):
        return "same_period", span.end + match.end()
    if match := rule("figures.compared_year").regex.search(own):
        return "previous_year", span.end + match.end()
    before = cut(low, place.motion, span.start)
    match = rule("figures.year_after").regex.search(own)
    if match is not None and before.rstrip().endswith(("bằng", "gấp")):
        return "previous_year", span.end + match.end()
    return (_baseline_before(before, own) if len(before) >= SHORT_BASELINE else None), span.end


def _baseline_before(before: str, behind: str) -> Baseline | None:
    if says("plan_before", before):
        return "plan"
    if says("national", before + behind):
        return "national"
    if says("same_period", before):
        return "same_period"
    return "previous_year" if says("compared_year", before) else None
