"""What a figure measures: the words that name it, and its id in the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from pipeline.assemble.indicators_manner import Manner
from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_vocabulary import Label, choose, measures
from pipeline.normalise.fold import squeeze
from pipeline.rulebook import rule

_WORD = regex.compile(r"\p{L}[\p{L}\d-]*")
_SEGMENT = regex.compile(r"[,;:.()•]\s")
_SHARE_OF = regex.compile(r"\s*(?:tổng\s+)?(?:số|thu|vốn|giá\s+trị|khối\s+lượng|trong\s+tổng|yêu\s+cầu|so|trở|kế\s+hoạch|kh\b|dự\s+toán|chỉ\s+tiêu|năm\b|cùng\s+kỳ|nghị\s+quyết|cả\s+năm)")
COUNTED = frozenset({"count", "measure"})


@dataclass(frozen=True, slots=True)
class Naming:
    """The label of a figure. `fresh`: named here and not taken over from the figure before."""

    label: Label | None
    fresh: bool


@dataclass(slots=True)
class Running:
    """What the figures before were about: their label, and for each unit the id and manner it had."""

    label: Label | None = None
    head: Label | None = None
    by_unit: dict[str, tuple[str | None, Manner]] = field(default_factory=dict)
    unit: str = ""


def name_figure(scene: Scene, index: int, running: Running, *, owned: bool) -> Naming:
    """The label of the figure at `index`. `owned`: a subject is named straight before it."""
    place = scene.places[index]
    unit = place.figure.unit
    if place.figure.noun == "rank_step":
        return Naming(running.label, fresh=False)
    left = [label for label in scene.labels if place.left <= label.start < place.span.start]
    right = _behind(scene, index)
    order = right[:1] + left[::-1] if place.figure.shape in COUNTED and place.figure.noun != "honour" else left[::-1] + right[:1]
    for label in order:
        if measures(label.family, unit):
            return Naming(label, fresh=True)
    if free := _free_left(scene, place):
        same = owned and running.unit == unit and running.label is not None and _short(scene, free)
        if not same:
            return Naming(free, fresh=True)
    if free := _free_right(scene, place):
        return Naming(free, fresh=True)
    if left:
        return Naming(Label(left[-1].start, left[-1].end, None), fresh=True)
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
    low, end = scene.low, place.span.end
    if place.right - end < 3 or _SHARE_OF.match(low, end):
        if place.figure.shape != "count":
            return None
    found = _content(scene, end, place.right)
    if place.figure.shape == "count":
        return Label(place.span.start, found.end if found else end, None)
    return found


def _content(scene: Scene, start: int, end: int) -> Label | None:
    low = scene.low
    covered = [(s.start, s.end) for s in scene.subjects if s.start < end and start < s.end]
    covered += [match.span() for match in rule("figures.glue").regex.finditer(low, start, end)]
    words = [
        match.span()
        for match in _WORD.finditer(low, start, end)
        if not any(s <= match.start() < e for s, e in covered)
    ]
    return Label(words[0][0], words[-1][1], None) if words else None


def _short(scene: Scene, label: Label) -> bool:
    return len(scene.low[label.start : label.end].split()) <= 3


def identify(naming: Naming, place: Place, how: Manner, running: Running) -> tuple[str | None, Manner]:
    """The id of the figure; in an enumeration also the change and baseline of the figures before it."""
    unit = place.figure.unit
    family = naming.label.family if naming.label else None
    before = running.by_unit.get(unit)
    bare = how.change is None and how.baseline is None and how.form == "level"
    if not naming.fresh and before is not None and (bare or (how.baseline is None and before[1].baseline == "plan" and how.change is None)):
        identity, old = before
        return identity, replace(how, change=old.change, baseline=old.baseline, form=old.form)
    identity = choose(family, unit, how.form)
    if identity is None and how.form in {"level", "growth"}:
        identity = choose(family, unit, "plan") if how.form == "level" and unit == "%" else identity
    if identity == "grdp_growth" and how.change is None:
        how = replace(how, change="increase")
    if identity == "poverty_reduction" and how.change is None:
        how = replace(how, change="decrease")
    return identity, how


def text_of(scene: Scene, naming: Naming, place: Place) -> str | None:
    """The label as written."""
    label = naming.label
    if label is None:
        return None
    return squeeze(scene.doc.text[label.start : label.end]) or None
