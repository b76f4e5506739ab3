"""Indicators: the figures of a report, each with its subject, its label and whether it was reached or planned.

The sentences are read in order. In each one the figures are taken from left to right, and what the sentence has said so
far (its subject, its label, whether it speaks of plans) is carried to the figures that do not say it again.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.assemble.indicators_carry import carried
from pipeline.assemble.indicators_counts import is_figure
from pipeline.assemble.indicators_entry import Reading, build
from pipeline.assemble.indicators_label import Running, identify, name_figure
from pipeline.assemble.indicators_manner import manner
from pipeline.assemble.indicators_members import find_members
from pipeline.assemble.indicators_owner import (
    Owner,
    Topic,
    depth_at,
    is_roll,
    lead_span,
    named_before,
    open_name,
    opens_at,
    owner_behind,
    respectively,
    run_of,
    share,
)
from pipeline.assemble.indicators_period import Periods
from pipeline.assemble.indicators_scene import Place, Scene, sentences, share_out
from pipeline.assemble.indicators_subject import Subject, find_subjects
from pipeline.assemble.indicators_target import Plans, is_target
from pipeline.assemble.indicators_vocabulary import Label, find_labels
from pipeline.model.document import NEWS_ZONES, Document, Sentence, Span
from pipeline.model.record import Indicator
from pipeline.model.tags import Context, Tags
from pipeline.tag.figures import tag_figures
from pipeline.tag.figures_words import Words

STRONG = frozenset({"percent", "points", "amount", "measure", "multiple"})
"""Figures that show a sentence to report results."""


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one document in order and collects the entries."""

    doc: Document
    words: Words
    context: Context
    subjects: list[Subject]
    labels: list[Label]
    plans: Plans
    periods: Periods
    carries: dict[int, Subject]
    found: list[Indicator] = field(default_factory=list)
    topic: Topic = field(default_factory=Topic)
    running: Running = field(default_factory=Running)
    queue: list[Subject] = field(default_factory=list)

    def read(self, sentence: Sentence, spans: list[Span], cue: int | None, heading: str | None) -> None:
        """Add the entries of one sentence. `cue`: where it begins to speak of targets; `heading`: the targets' year."""
        rich = any(span.label in STRONG for span in spans)
        kept = [span for span in spans if is_figure(self.doc, self.context, sentence, span, rich=rich)]
        if not kept:
            return
        self.periods.enter(sentence)
        places = share_out(self.doc, sentence, kept)
        scene = Scene(self.doc, self.words, sentence, places, _within(self.subjects, sentence), _within(self.labels, sentence))
        carry = self.carries.get(sentence.start)
        self.topic, self.queue = Topic(), []
        self.running = Running(label=self.running.head if carry or self._opens_with_name(scene) else None)
        for index, place in enumerate(scene.places):
            previous = scene.places[index - 1] if index else None
            target = is_target(scene, place, cue, previous)
            self.plans.keep_open = target
            self._figure(scene, index, carry, target, heading)

    def _opens_with_name(self, scene: Scene) -> bool:
        first = next((s for s in scene.subjects if s.named), None)
        return first is not None and first.end <= scene.places[0].span.start and opens_at(scene.low, scene.sentence.start, first)

    def _figure(self, scene: Scene, index: int, carry: Subject | None, target: bool, heading: str | None) -> None:
        place = scene.places[index]
        named = [s for s in named_before(scene, place)]
        if (name := open_name(scene, place)) and not any(s.start < name.end and name.start < s.end for s in named) and (index or self.running.label):
            named.append(name)
        how = manner(scene, place)
        owned = bool(named) and named[-1].named
        naming = name_figure(scene, index, self.running, owned=owned)
        owners = self._owners(scene, place, named, carry if index == 0 else None, fresh=naming.fresh)
        if owners is None:
            return
        known = identify(scene, place, naming, how, self.running)
        self.running.label = naming.label
        if index == 0:
            self.running.head = naming.label
        self.running.by_unit[place.figure.unit] = known
        self.running.unit = place.figure.unit
        periods = self.periods
        period = periods.of_target(scene, place, heading) if target else periods.of_result(scene, place, naming)
        reading = Reading(place, naming, known.identity, known.manner, target, period)
        self.found += [build(scene, reading, owner) for owner in owners]

    def _owners(self, scene: Scene, place: Place, named: list[Subject], carry: Subject | None, *, fresh: bool) -> list[Owner] | None:
        """The subjects of a figure; None for a value of the whole country."""
        depth = depth_at(scene.low, scene.sentence.start, place.span.start)
        strong = [s for s in named if s.kind != "weak"] or named
        if strong and strong[-1].kind == "nation":
            return None
        if not strong and place.figure.noun == "member":
            return [Owner("cluster", None)]
        if strong:
            return self._name(scene, place, strong)
        if self.queue:
            subject = self.queue.pop(0)
            return [Owner(subject.value, subject)]
        if behind := owner_behind(scene, place):
            return None if behind.kind == "nation" else [Owner(behind.value, behind)]
        if carry is not None:
            self.topic.lead, self.topic.lead_end = [carry], scene.sentence.end
            self.topic.name([carry], 0)
        if fresh and depth == 0:
            current = self.topic.open_lead(place.span.start)
            self.topic.name(current, 0)
            return share(scene, place, current)
        return share(scene, place, self.topic.current(depth), joint=self.topic.joint)

    def _name(self, scene: Scene, place: Place, strong: list[Subject]) -> list[Owner]:
        run = run_of(scene, strong)
        if is_roll(scene, run):
            return [Owner("cluster", None)]
        depth = depth_at(scene.low, scene.sentence.start, run[-1].start)
        self.topic.name(run, depth)
        if depth == 0 and [s.value for s in run] != [s.value for s in self.topic.lead]:
            whole = run[0].kind == "home" or opens_at(scene.low, scene.sentence.start, run[0])
            self.topic.lead_end = scene.sentence.end if whole else lead_span(scene, run[0])
            self.topic.lead = run if run[0].named and self.topic.lead_end else []
        if respectively(scene, run, place):
            self.queue = run[1:]
            return [Owner(run[0].value, run[0])]
        owners = share(scene, place, run)
        self.topic.joint = len(run) > 1 and len(owners) == 1
        return owners


def assemble_indicators(doc: Document, tags: Tags, context: Context) -> list[Indicator]:
    """The figures of the document as entries of the record, in text order."""
    words = Words.of(doc.low)
    figures = tag_figures(doc, words)
    subjects = find_subjects(doc, words, tags, context, figures, find_members(doc, context))
    found = sentences(doc)
    plans, periods = Plans(doc, words, context), Periods(words, context)
    carries = carried(doc.low, found, subjects)
    reader = Reader(doc, words, context, subjects, find_labels(words), plans, periods, carries)
    seen: set[str] = set()
    for sentence in found:
        if sentence.zone not in NEWS_ZONES | {"heading"}:
            continue
        text = doc.low[sentence.start : sentence.end]
        cue, heading = reader.plans.enter(sentence)
        if sentence.zone in {"title", "heading"} or text in seen:
            continue
        seen.add(text)
        reader.read(sentence, [span for span in _within(figures, sentence)], cue, heading)
    return reader.found


_Item = TypeVar("_Item", Subject, Label, Span)


def _within(items: list[_Item], sentence: Sentence) -> tuple[_Item, ...]:
    """Those of the items (in text order) that lie in the sentence."""
    first = bisect_left(items, sentence.start, key=lambda item: item.start)
    last = bisect_left(items, sentence.end, key=lambda item: item.start)
    return tuple(item for item in items[first:last] if item.end <= sentence.end)
