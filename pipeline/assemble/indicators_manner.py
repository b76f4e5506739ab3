"""How a figure is meant: more or less than, rise or fall, against which baseline."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.model.record import Baseline, Change, Comparator
from pipeline.rulebook import rule

BEFORE = ("at_least", "at_most", "less_than", "more_than", "about")
NEAR = 70
"""Characters behind a figure in which its baseline stands."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Comparator, change and baseline of a figure, and the form that chooses its indicator."""

    comparator: Comparator = "eq"
    change: Change | None = None
    baseline: Baseline | None = None
    form: str = "level"
    end: int = 0


def manner(scene: Scene, place: Place) -> Manner:
    """The manner of a figure, from the words on its left and right."""
    change, level = _change(scene, place)
    baseline, end = _baseline(scene, place)
    form = "level"
    if baseline == "plan":
        form = "plan"
    elif change == "decrease" and not level:
        form = "fall"
    elif change == "increase" and not level:
        form = "growth"
    if place.figure.way:
        change = "increase" if place.figure.way == "lên" else "decrease"
    return Manner(_comparator(scene, place), change, baseline, form, end)


def _comparator(scene: Scene, place: Place) -> Comparator:
    low, span = scene.low, place.span
    behind = low[span.end : span.end + NEAR]
    if rule("figures.upwards").regex.search(behind):
        return "ge"
    if rule("figures.downwards").regex.search(behind):
        return "le"
    if place.figure.value_max is not None:
        return "eq"
    start = max(place.left, span.start - 24)
    for name in BEFORE:
        entry = rule(f"figures.{name}")
        if entry.regex.search(low, start, span.start):
            if name == "at_least" and _moves(scene, place):
                return "eq"
            label: Comparator = entry.label  # type: ignore[assignment]
            return label
    return "eq"


def _moves(scene: Scene, place: Place) -> bool:
    """`từ 6,9% xuống 4,35%`: here `từ` is where the move begins."""
    low, span = scene.low, place.span
    if not low[max(0, span.start - 4) : span.start].strip().endswith("từ"):
        return False
    behind = low[span.end : span.end + 60]
    return any(word in behind for word in (" xuống", " lên", " còn ", " đến "))


def _change(scene: Scene, place: Place) -> tuple[Change | None, bool]:
    """Rise or fall by the last such word of the clause, and whether the number is the level reached."""
    low, start, end = scene.low, place.clause, place.span.start
    rises = list(rule("figures.rise").regex.finditer(low, start, end))
    falls = list(rule("figures.fall").regex.finditer(low, start, end))
    level = rule("figures.level").regex.search(low, start, end) is not None
    last_rise = rises[-1].start() if rises else -1
    last_fall = falls[-1].start() if falls else -1
    if last_rise < 0 and last_fall < 0:
        if place.figure.shape == "percent" and low[max(0, start - 2) : end].rstrip().endswith(("-", "- ")):
            return "decrease", False
        return None, level
    return ("increase" if last_rise > last_fall else "decrease"), level


def _baseline(scene: Scene, place: Place) -> tuple[Baseline | None, int]:
    low, span = scene.low, place.span
    behind = low[span.end : min(span.end + NEAR, scene.sentence.end)]
    right = max(place.right, span.end)
    if match := rule("figures.plan_after").regex.search(behind):
        return "plan", span.end + match.end()
    if match := rule("figures.same_period").regex.search(behind[: right - span.end + 1]):
        return "same_period", span.end + match.end()
    if match := rule("figures.previous_year").regex.search(behind[: right - span.end + 1]):
        return "previous_year", span.end + match.end()
    if rule("figures.plan_before").regex.search(low, place.clause, span.start):
        return "plan", span.end
    if rule("figures.national").regex.search(low, place.clause, right):
        return "national", span.end
    if rule("figures.same_period").regex.search(low, place.clause, span.start):
        return "same_period", span.end
    if rule("figures.previous_year").regex.search(low, place.clause, span.start):
        return "previous_year", span.end
    return None, span.end
