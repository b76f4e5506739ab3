"""What a sentence is about, and with it the owners of figures that name nobody themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.assemble.indicators_owner import is_roll, lead_span, opens_at, owner_behind, run_of
from pipeline.assemble.indicators_scene import Place, Scene, depth_at
from pipeline.assemble.indicators_subject import CLUSTER, Subject
from pipeline.fold import squeeze
from pipeline.tag.figures_words import says

SHARED = frozenset({"amount", "measure", "count"})
"""Figures that several named subjects reach together; a percentage holds of each."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The subject of one entry: its value and the words it was read from, or None where it is implied."""

    value: str
    source: Subject | None
    joint_end: int = 0


def _as_many(scene: Scene, place: Place) -> int:
    """How many percentages stand side by side from this one on: `A và B đạt 38% và 35,7%` tells one of each."""
    spans = [one.span for one in scene.places if one.span.start >= place.span.start and one.figure.shape == "percent"]
    count = 1
    for first, second in pairwise(spans if place.figure.shape == "percent" else []):
        if scene.low[first.end : second.start].strip() not in {",", "và", ", và", ";"}:
            break
        count += 1
    return count


WHOLE = Owner(CLUSTER, None)
"""The cluster, where nobody is named."""


@dataclass(slots=True)
class Topic:
    """The subjects of one sentence so far.

    `lead`: a subject that opens the sentence, or its part up to `lead_end`. `by_depth`: subjects last named at each
    depth of brackets. `queue`: names whose figures are still to come (`lần lượt`). `joint`: the subjects at hand reach
    their figures together (`Phúc Thọ và Ba Vì … 7.860ha, bằng 68,5% kế hoạch`); `in_turn`: one after the other.
    """

    lead: list[Subject] = field(default_factory=list)
    lead_end: int = 0
    by_depth: dict[int, list[Subject]] = field(default_factory=dict)
    queue: list[Subject] = field(default_factory=list)
    joint: bool = False
    in_turn: bool = False

    def carry(self, subject: Subject, end: int) -> None:
        """Go on about the subject of the sentence before."""
        self.lead, self.lead_end = [subject], end
        self._name([subject], 0)

    def owners(self, scene: Scene, place: Place, named: list[Subject], *, fresh: bool) -> list[Owner] | None:
        """The owners of a figure; None for a value of the whole country. `fresh`: the figure has a label of its own."""
        strong = [s for s in named if s.kind != "weak"] or named
        if strong:
            return None if strong[-1].kind == "nation" else self._named(scene, place, strong)
        if place.figure.noun == "member":
            if place.figure.total is not None:  # «…; 7/11 hội đã số hóa (63,6%)»: from here on of the cluster
                self.lead = []
                self._name([], 0)
            return [WHOLE]
        if self.queue:
            subject = self.queue.pop(0)
            return [Owner(subject.value, subject)]
        if behind := owner_behind(scene, place):
            return None if behind.kind == "nation" else [Owner(behind.value, behind)]
        if fresh and place.depth == 0 and not self._goes_on(scene, place):
            self._name(self.lead if place.span.start <= self.lead_end else [], 0)
        return self._again(scene, place, self._current(place.depth))

    def _goes_on(self, scene: Scene, place: Place) -> bool:
        """«A 33 tỷ đồng cùng 2.700 lao động»: no mark between the figure before and this one."""
        before = [one.span.end for one in scene.places if one.span.end <= place.span.start]
        between = scene.low[before[-1] : place.span.start] if before else ";"
        return says("and_with", between)

    def _again(self, scene: Scene, place: Place, run: list[Subject]) -> list[Owner]:
        """Owners of a figure with no name of its own; as many figures as names in turn go on in that order."""
        if self.in_turn and len(run) > 1 and _as_many(scene, place) == len(run):
            self.queue = run[1:]
            return [Owner(run[0].value, run[0])]
        return self._share(scene, place, run)

    def _named(self, scene: Scene, place: Place, strong: list[Subject]) -> list[Owner]:
        run = run_of(scene, strong)
        if is_roll(scene, run):
            return [WHOLE]
        depth = depth_at(scene.low, scene.sentence.start, run[-1].start)
        self._name(run, depth)
        if depth == 0 and [s.value for s in run] != [s.value for s in self.lead]:
            whole = run[0].kind == "home" or opens_at(scene.low, scene.sentence.start, run[0])
            self.lead_end = scene.sentence.end if whole else lead_span(scene, run[0])
            self.lead = run if run[0].named and self.lead_end else []
        told = len(run) > 1 and says("respectively", scene.low, run[-1].end, place.span.start)
        if told or (len(run) > 1 and _as_many(scene, place) == len(run)):
            self.queue, self.in_turn = run[1:], True
            return [Owner(run[0].value, run[0])]
        owners = self._share(scene, place, run)
        self.joint = len(run) > 1 and len(owners) == 1
        return owners

    def _name(self, subjects: list[Subject], depth: int) -> None:
        """Subjects named at a depth of brackets; what was named deeper is over."""
        self.by_depth = {level: value for level, value in self.by_depth.items() if level < depth}
        self.by_depth[depth] = subjects
        self.joint = self.in_turn = False

    def _current(self, depth: int) -> list[Subject]:
        """Subjects last named at this depth of brackets or outside it."""
        return next((s for level in range(depth, -1, -1) if (s := self.by_depth.get(level))), [])

    def _share(self, scene: Scene, place: Place, run: list[Subject]) -> list[Owner]:
        """One owner for each subject of the run, or one for all where they reach the figure together."""
        if not run:
            return [WHOLE]
        if len(run) == 1:
            return [Owner(run[0].value, run[0])]
        between = scene.low[run[-1].end : place.span.end]
        if place.figure.shape == "rank" and not says("together", between):
            return [Owner(run[-1].value, run[-1])]
        together = self.joint or place.figure.shape in SHARED or "chiếm" in between
        if together and not says("each", between):
            return [Owner(squeeze(scene.doc.text[run[0].start : run[-1].end]), run[0], run[-1].end)]
        return [Owner(subject.value, subject) for subject in run]
