"""What a figure measures: the words that name it, and its id in the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from pipeline.assemble.indicators_manner import Manner, manner_of_head
from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_vocabulary import Label, measures, pick
from pipeline.rulebook import rule
from pipeline.tag.figures_words import says

_WORD = regex.compile(r"\p{L}[\p{L}\d-]*")
COUNTED = frozenset({"count", "measure"})
"""Figures that are named by the words behind them rather than before."""

RISING = frozenset({"grdp_growth", "industrial_production_growth"})
"""Indicators that are a growth by themselves: a figure without a verb is an increase."""

FLOURISH = 3
"""Words between a name and its figure that do not yet name something new (`Tây Ninh bứt lên đầu với 14,1%`)."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The label of a figure. `fresh`: named here and not taken over from the figure before.

    `theme`: what figures that follow are about, where it is not the label (`5/7 tỉnh có tăng trưởng cao: A 10%`).
    """

    label: Label | None
    fresh: bool
    theme: Label | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Id and manner of a figure, and the label it has."""

    identity: str | None
    manner: Manner
    label: Label | None


@dataclass(slots=True)
class Running:
    """What the figures before were about: their label, and for each depth of brackets and unit what was known."""

    label: Label | None = None
    head: Label | None = None
    by_unit: dict[tuple[int, str], Known] = field(default_factory=dict)
    unit: str = ""
    mixed: bool = False

    def note(self, place: Place, known: Known, theme: Label | None, *, first: bool) -> None:
        """Remember a figure; the label of the first one heads the sentence."""
        self.mixed |= not first and known.label != self.label
        self.label, self.unit = theme or known.label, place.figure.unit
        self.head = self.label if first else self.head
        self.by_unit[place.depth, place.figure.unit] = known

    def handed_on(self) -> Running:
        """What the next sentence takes over that names who, and not what: «Cụm tăng 9,3%. Hà Tĩnh dẫn đầu với 11%»."""
        return Running() if self.mixed else Running(label=self.head, by_unit=dict(self.by_unit), unit=self.unit)

    def last(self, place: Place) -> Known | None:
        """The last figure of that unit at the same depth of brackets, else one outside them."""
        depths = range(place.depth, -1, -1)
        return next((known for depth in depths if (known := self.by_unit.get((depth, place.figure.unit)))), None)


def name_figure(scene: Scene, index: int, running: Running, form: str, *, owned: bool) -> Naming:
    """The label of the figure at `index`. `form`: its manner's; `owned`: a subject is named straight before it."""
    place = scene.places[index]
    unit = place.figure.unit
    if place.figure.noun == "rank_step":
        return Naming(running.label, fresh=False)
    free = _free_left(scene, place)
    left = [label for label in scene.labels if place.left <= label.start < place.span.start][::-1]
    if free is not None and not owned:
        left = [label for label in left if label.start >= place.clause]
    right = _behind(scene, index)[:1]
    counted = place.figure.shape in COUNTED and place.figure.noun != "honour"
    known = [label for label in (right + left if counted else left + right) if measures(label.family, unit)]
    if known:
        return Naming(next((k for k in known if pick(k.family, unit, form)), known[0]), fresh=True)
    theme = next(iter(left + right), None) if counted else None
    if place.figure.shape == "rank" and not left:
        return Naming(running.label, fresh=False)
    enumerated = running.label is not None and running.unit == unit and owned
    if free is not None and not (enumerated and len(scene.low[free.start : free.end].split()) <= FLOURISH):
        return Naming(free, fresh=True, theme=theme)
    if place.figure.shape == "count" and running.label is not None and measures(running.label.family, unit):
        return Naming(running.label, fresh=False)
    if free := _free_right(scene, place):
        return Naming(free, fresh=True, theme=theme)
    if left:
        return Naming(replace(left[0], family=None), fresh=True)
    if running.label is not None and not owned and pick(running.label.family, unit, form) is None:
        return _of_clause(scene, place, form) or Naming(running.label, fresh=False)
    return Naming(running.label, fresh=False)


def _of_clause(scene: Scene, place: Place, form: str) -> Naming | None:
    """A label of the clause, before the figures in between: `Khám phá 2.386 vụ phạm pháp, đạt tỷ lệ 76,4%`."""
    start = max(scene.sentence.start, scene.low.rfind(";", scene.sentence.start, place.span.start))
    before = [label for label in scene.labels if start <= label.start < place.left]
    label = next((label for label in reversed(before) if pick(label.family, place.figure.unit, form)), None)
    return Naming(label, fresh=True) if label else None


def _behind(scene: Scene, index: int) -> list[Label]:
    """Labels behind the figure, or behind the next one where both share them (`60 xã, 3 huyện đạt chuẩn …`)."""
    place = scene.places[index]
    start, end = place.span.start, place.span.end
    found = [label for label in scene.labels if start < label.start < place.right and label.end > end]
    if found or place.figure.shape != "count" or index + 1 >= len(scene.places):
        return found
    follow = scene.places[index + 1]
    between = scene.low[end : follow.span.start].strip()
    if between in {",", "và", ""} and follow.figure.shape == "count":
        return _behind(scene, index + 1)
    return found


def _free_left(scene: Scene, place: Place) -> Label | None:
    """Words of the last segment before the figure that are neither glue nor a subject."""
    start = place.clause
    for mark in rule("figures.segment").regex.finditer(scene.low, place.clause, place.span.start):
        start = mark.end()
    return _content(scene, start, place.span.start)


def _free_right(scene: Scene, place: Place) -> Label | None:
    """The noun phrase behind a percentage (`71% gia đình`) or a count (`59 xã được công nhận`)."""
    end = place.span.end
    if place.figure.shape in COUNTED:
        found = _content(scene, end, place.right)
        return Label(place.span.start, found.end if found else end, None)
    opens = scene.low[place.clause : place.span.start].rstrip()[-1:] in {"", ";", ".", ":"}
    if place.right - end < 3 or (says("share_of", scene.low, end, place.right) and not opens):
        return None
    return _content(scene, end, place.right)


def _content(scene: Scene, start: int, end: int) -> Label | None:
    low = scene.low
    covered = [(s.start, s.end) for s in scene.subjects if s.start < end and start < s.end]
    words = []
    position = start
    while word := _WORD.search(low, position, end):
        glue = rule("figures.glue").regex.match(low, word.start(), end)
        position = glue.end() if glue else word.end()
        if glue is None and not any(s <= word.start() < e for s, e in covered):
            words.append(word.span())
    return Label(words[0][0], words[-1][1], None) if words else None


def identify(scene: Scene, place: Place, naming: Naming, how: Manner, running: Running) -> Known:
    """The id of the figure. In an enumeration it has the change and baseline of the figures before it."""
    label, unit = naming.label, place.figure.unit
    before = running.last(place)
    taken_over = not naming.fresh and before is not None and before.label == running.label
    if taken_over and before is not None and _goes_on(how, before.manner):
        old = before.manner
        how = replace(how, change=how.change or old.change, baseline=how.baseline or old.baseline, form=old.form)
        return Known(before.identity, how, label)
    if label is not None and place.left <= label.start and label.end <= place.clause and how.bare:
        head = manner_of_head(scene, place)
        how = replace(how, change=None if how.stated else head.change, baseline=head.baseline)
    family = label.family if label is not None else None
    other = {"level": "plan", "growth": "level"}.get(how.form, how.form)
    row = pick(family, unit, how.form) or (pick(family, unit, other) if how.change is None else None)
    if row is None:
        return Known(None, how, label)
    return Known(row.id, _fill(row.id, row.form, how), label)


def _goes_on(how: Manner, old: Manner) -> bool:
    """Does a figure of an enumeration stand as the one before it did?"""
    if how.bare:
        return not how.stated or old.change is None or old.form == "plan"
    return how.baseline is None and how.change == old.change and how.stated == old.stated


def _fill(identity: str, form: str, how: Manner) -> Manner:
    """Change and baseline that lie in the indicator itself."""
    if form == "plan" and how.baseline is None:
        return replace(how, baseline="plan")
    if identity in RISING and how.change is None:
        return replace(how, change="increase")
    if form == "fall" and how.change is None:
        return replace(how, change="decrease")
    return how
