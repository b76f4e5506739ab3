"""What a figure measures: the words that name it, and its id in the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from pipeline.assemble.indicators_manner import Manner, manner_of_head
from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_vocabulary import Label, measures, pick
from pipeline.rulebook import rule

_WORD = regex.compile(r"\p{L}[\p{L}\d-]*")
_SEGMENT = regex.compile(r"[,;:.()•]\s")
COUNTED = frozenset({"count", "measure"})
RISING = frozenset({"grdp_growth", "industrial_production_growth"})
"""Indicators that are a growth by themselves: a figure without a verb is an increase."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The label of a figure. `fresh`: named here and not taken over from the figure before."""

    label: Label | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Id and manner of an earlier figure, and the label it had."""

    identity: str | None
    manner: Manner
    label: Label | None


@dataclass(slots=True)
class Running:
    """What the figures before were about: their label, and for each unit the id and manner it had."""

    label: Label | None = None
    head: Label | None = None
    by_unit: dict[str, Known] = field(default_factory=dict)
    unit: str = ""


def name_figure(scene: Scene, index: int, running: Running, *, owned: bool) -> Naming:
    """The label of the figure at `index`. `owned`: a subject is named straight before it."""
    place = scene.places[index]
    unit = place.figure.unit
    if place.figure.noun == "rank_step":
        return Naming(running.label, fresh=False)
    left = [label for label in scene.labels if place.left <= label.start < place.span.start]
    right = _behind(scene, index)
    counted = place.figure.shape in COUNTED and place.figure.noun != "honour"
    for label in right[:1] + left[::-1] if counted else left[::-1] + right[:1]:
        if measures(label.family, unit):
            return Naming(label, fresh=True)
    if place.figure.shape == "rank" and not left:
        return Naming(running.label, fresh=False)
    if free := _free_left(scene, place):
        enumerated = owned and running.unit == unit and running.label is not None
        if not (enumerated and len(scene.low[free.start : free.end].split()) <= 3):
            return Naming(free, fresh=True)
    if free := _free_right(scene, place):
        return Naming(free, fresh=True)
    if left:
        return Naming(replace(left[-1], family=None), fresh=True)
    return Naming(running.label, fresh=False)


def _behind(scene: Scene, index: int) -> list[Label]:
    """Labels behind the figure, or behind the next one where both share them (`60 xã, 3 huyện đạt chuẩn …`)."""
    place = scene.places[index]
    found = [label for label in scene.labels if place.span.start < label.start < place.right and label.end > place.span.end]
    if found or place.figure.shape != "count" or index + 1 >= len(scene.places):
        return found
    follow = scene.places[index + 1]
    between = scene.low[place.span.end : follow.span.start].strip()
    if between in {",", "và", ""} and follow.figure.shape == "count":
        return _behind(scene, index + 1)
    return found


def _free_left(scene: Scene, place: Place) -> Label | None:
    """Words of the last segment before the figure that are neither glue nor a subject."""
    start = place.clause
    for mark in _SEGMENT.finditer(scene.low, place.clause, place.span.start):
        start = mark.end()
    return _content(scene, start, place.span.start)


def _free_right(scene: Scene, place: Place) -> Label | None:
    """The noun phrase behind a percentage (`71% gia đình`) or a count (`59 xã được công nhận`)."""
    end = place.span.end
    if place.figure.shape in COUNTED:
        found = _content(scene, end, place.right)
        return Label(place.span.start, found.end if found else end, None)
    if place.right - end < 3 or rule("figures.share_of").regex.search(scene.low[end : place.right]):
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
    before = running.by_unit.get(unit)
    if not naming.fresh and before is not None and before.label == running.label and _goes_on(how, before.manner):
        old = before.manner
        how = replace(how, change=how.change or old.change, baseline=how.baseline or old.baseline, form=old.form)
        return Known(before.identity, how, label)
    if label is not None and label.end <= place.clause and label.start >= place.left and how.bare:
        head = manner_of_head(scene, place)
        how = replace(how, change=head.change if not how.stated else None, baseline=head.baseline)
    row = pick(label.family if label else None, unit, how.form)
    if row is None and how.form == "level":
        row = pick(label.family if label else None, unit, "plan")
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
