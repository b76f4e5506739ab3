"""Indicators: the figures of a report, each with its subject, its label and whether it was reached or planned.

The sentences are read in order. In each one the figures are taken from left to right, and what the sentence has said
so far (its subject, its label, whether it speaks of plans) is carried to the figures that do not say it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.assemble.indicators_bodies import find_bodies
from pipeline.assemble.indicators_branches import bodies_of_branch
from pipeline.assemble.indicators_carry import carried
from pipeline.assemble.indicators_counts import in_series, is_figure
from pipeline.assemble.indicators_entry import Reading, build
from pipeline.assemble.indicators_label import Running, identify, name_figure
from pipeline.assemble.indicators_manner import manner, was_left
from pipeline.assemble.indicators_members import find_members
from pipeline.assemble.indicators_numbers import Sighting
from pipeline.assemble.indicators_owner import named_before, open_name, opens_at
from pipeline.assemble.indicators_period import Periods
from pipeline.assemble.indicators_scene import Scene, sentences, share_out, within
from pipeline.assemble.indicators_shared import share_baseline
from pipeline.assemble.indicators_subject import Subject, find_subjects, places_of
from pipeline.assemble.indicators_table import table_indicators
from pipeline.assemble.indicators_target import Plans, is_plan_value, is_target
from pipeline.assemble.indicators_topic import Topic
from pipeline.assemble.indicators_vocabulary import Label, find_labels
from pipeline.assemble.tables import Table, find_tables
from pipeline.model.cover import Cover
from pipeline.model.document import NEWS_ZONES, Document, Sentence, Span
from pipeline.model.record import Indicator
from pipeline.model.tags import Context, Tags
from pipeline.tag.figures import tag_figures
from pipeline.tag.figures_words import Words, says
from pipeline.tag.places import tag_places, tag_provinces
from pipeline.tag.units import tag_units

RICH = frozenset({"percent", "points", "amount", "measure", "multiple"})
"""Figures that show a sentence to report results."""

TOLD = NEWS_ZONES - {"title"}
"""Zones whose figures count; what a title says, the text says again."""


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one document in order and collects the entries."""

    doc: Document
    words: Words
    subjects: list[Subject]
    labels: list[Label]
    plans: Plans
    periods: Periods
    carries: dict[int, Subject]
    found: list[Indicator] = field(default_factory=list)
    running: Running = field(default_factory=Running)
    topic: Topic = field(default_factory=Topic)
    after_name: bool = False
    block: int = -1

    def read(self, sentence: Sentence, figures: list[Span]) -> None:
        """Add the entries of one sentence; its zone and its words may announce targets in those to come."""
        cue, heading = self.plans.enter(sentence)
        if not figures:
            return
        self.periods.enter(sentence)
        places = share_out(self.doc, sentence, figures)
        subjects, labels = within(self.subjects, sentence), within(self.labels, sentence)
        scene = Scene(self.doc, self.words, sentence, places, subjects, labels)
        carry = self.carries.get(sentence.start)
        self.topic = Topic()
        if carry is not None:
            self.topic.carry(carry, sentence.end)
        named = carry is not None or self._opens_with_name(scene)
        self.running = self._taken_over(scene, named=named)
        self.after_name, self.block = named, sentence.block
        first = len(self.found)
        for index, place in enumerate(places):
            planned = is_target(scene, place, cue)
            self.plans.keep_open = planned
            self._read_figure(scene, index, heading, planned=planned)
        self.found[first:] = share_baseline(self.found[first:])

    def _taken_over(self, scene: Scene, *, named: bool) -> Running:
        """What a sentence that opens with a name takes over from the one before."""
        if named and self.after_name:
            return Running(label=self.running.head)
        ranked = named or says("superlative_opens", scene.low, scene.sentence.start, scene.places[0].span.start)
        return self.running.handed_on() if ranked and scene.sentence.block == self.block else Running()

    def _opens_with_name(self, scene: Scene) -> bool:
        """Does a name open the sentence (`Hà Tĩnh tăng 7,48%`)? Then it may go on about what the last one measured."""
        first = next((subject for subject in scene.subjects if subject.named), None)
        before = first is not None and first.end <= scene.places[0].span.start
        return before and first is not None and opens_at(scene.low, scene.sentence.start, first)

    def _read_figure(self, scene: Scene, index: int, heading: str | None, *, planned: bool) -> None:
        place = scene.places[index]
        target = planned or is_plan_value(scene, index)
        named = named_before(scene, place)
        name = open_name(scene, place) if index or self.running.label else None
        if name is not None and not any(s.start < name.end and name.start < s.end for s in named):
            named.append(name)
        how = manner(scene, place)
        naming = name_figure(scene, index, self.running, how.form, owned=bool(named) and named[-1].named)
        owners = self.topic.owners(scene, place, named, fresh=naming.fresh)
        if owners is None:
            return
        known = identify(scene, place, naming, how, self.running)
        self.running.note(place, known, naming.theme, first=index == 0)
        if was_left(scene.low, place):
            return
        periods = self.periods
        period = periods.of_target(scene, place, heading) if planned else periods.of_result(place, naming)
        reading = Reading(place, known, target, period)
        self.found += [build(scene, reading, owner) for owner in owners]


def assemble_indicators(doc: Document, tags: Tags, context: Context) -> list[Indicator]:
    """The figures of the document as entries of the record, in text order."""
    tables = find_tables(doc)
    found = _read(doc, tags, context, tables)
    if tables:
        found += table_indicators(doc, tables, lambda made: _read(made, _tags(made), context, []))
    return sorted(found, key=_position) if tables else found


def _position(entry: Indicator) -> int:
    return next((span.end for span in entry.evidence if span.field == "value"), 0)


def _tags(doc: Document) -> Tags:
    """The names in the sentences made of a table."""
    provinces = tag_provinces(doc)
    return Tags(tuple(provinces), tuple(tag_places(doc, provinces)), tuple(tag_units(doc)))


def _read(doc: Document, tags: Tags, context: Context, tables: list[Table]) -> list[Indicator]:
    """The figures of the sentences, but for those in tables."""
    words = Words(doc.low, doc.words)
    cells = Cover(0, len(doc.low), ((table.start, table.end) for table in tables))
    numbers = [span for span in tag_figures(doc, words) if not cells.holds(span.start)]
    told = _told(sentences(doc))
    figures = {sentence.start: _figures(doc, context, sentence, numbers) for sentence in told}
    if not any(figures.values()):
        return []
    names = [
        *find_members(doc, tags, context),
        *bodies_of_branch(doc, tags, context),
        *find_bodies(doc, tags, context, numbers),
        *places_of(doc, tags, context),
    ]
    subjects = find_subjects(doc, words, tags, context, names)
    plans = Plans(doc, words, context, [span.start for span in numbers])
    carries = carried(doc.low, told, subjects)
    reader = Reader(doc, words, subjects, find_labels(words), plans, Periods(words, context), carries)
    seen: set[str] = set()
    for sentence in told:
        text = doc.low[sentence.start : sentence.end]
        reader.read(sentence, [] if text in seen else figures[sentence.start])
        seen.add(text)
    return reader.found


def _told(found: list[Sentence]) -> list[Sentence]:
    """The sentences of the report itself; headings among them, for what they announce."""
    return [sentence for sentence in found if sentence.zone in TOLD or sentence.zone == "heading"]


def _figures(doc: Document, context: Context, sentence: Sentence, numbers: list[Span]) -> list[Span]:
    """Those numbers of a sentence that are indicators; none in a heading."""
    spans = within(numbers, sentence) if sentence.zone in TOLD else ()
    rich = any(span.label in RICH for span in spans)
    kept = [span for span in spans if is_figure(Sighting(doc, context, sentence, span, rich))]
    return [span for span in spans if span in kept or in_series(doc.low, span, kept)]
