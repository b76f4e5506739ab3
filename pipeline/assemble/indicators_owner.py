"""Which subject owns which figure of a sentence: the nearest name, the topic, or the cluster."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_subject import CLUSTER, Subject
from pipeline.rulebook import rule

_JOIN = regex.compile(r"\s*(?:,|và|&|,\s*và|và\s+của|-)\s*(?:(?:tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|tx\.?|quận|của)\s*)*")
_LEAD_IN = regex.compile(
    r"""[\W\d]*(?:(?:riêng|trong\s+đó|cụ\s+thể|hay|như|kinh\s+tế|của|tiêu\s+biểu(?:\s+là)?|đặc\s+biệt|còn|tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|hết|đến|năm|tháng|quý|một\s+mình|chỉ|nhất\s+là|gồm|là)[\W\d]*)*""",
    regex.VERBOSE,
)
_RESPECTIVELY = regex.compile(r"lần\s+lượt|tương\s+ứng")
SHARED = frozenset({"amount", "measure", "count"})
"""Figures that several named subjects reach together; a percentage holds of each."""


@dataclass(slots=True)
class Topic:
    """What a sentence is about. `lead`: a subject that opens the sentence, or its part up to `lead_end`.

    `joint`: the subjects at hand reach their figures together (`Phúc Thọ và Ba Vì … 7.860ha, bằng 68,5% kế hoạch`).
    """

    lead: list[Subject] = field(default_factory=list)
    lead_end: int = 0
    by_depth: dict[int, list[Subject]] = field(default_factory=dict)
    joint: bool = False

    def current(self, depth: int) -> list[Subject]:
        """Subjects last named at this depth of brackets or outside it."""
        for level in range(depth, -1, -1):
            if self.by_depth.get(level):
                return self.by_depth[level]
        return []

    def name(self, subjects: list[Subject], depth: int) -> None:
        """Subjects named at a depth of brackets; what was named deeper is over."""
        self.by_depth = {level: value for level, value in self.by_depth.items() if level < depth}
        self.by_depth[depth] = subjects
        self.joint = False

    def open_lead(self, offset: int) -> list[Subject]:
        """The lead, where it still holds at the offset."""
        return self.lead if offset <= self.lead_end else []


@dataclass(frozen=True, slots=True)
class Owner:
    """The subject of one entry: its value and the words it was read from, or None where it is implied."""

    value: str
    source: Subject | None
    joint_end: int = 0


def depth_at(low: str, start: int, offset: int) -> int:
    """Open brackets between the start of the sentence and the offset."""
    return max(0, low.count("(", start, offset) - low.count(")", start, offset))


def named_before(scene: Scene, place: Place) -> list[Subject]:
    """Subjects among the figure's own words on its left that can own it."""
    low = scene.low
    speech = _speech_end(scene, place)
    found = []
    for subject in scene.subjects:
        if subject.end > place.span.start or (subject.start < speech and not _beside_bracket(low, subject, place)):
            continue
        if depth_at(low, subject.start, place.span.start) == 0 and _closed_between(low, subject, place):
            continue
        beside = low[subject.end : place.span.start].strip() == "("
        if subject.named and not beside and _oblique(low, speech, subject):
            continue
        found.append(subject)
    return found


def _beside_bracket(low: str, subject: Subject, place: Place) -> bool:
    """`Công an Quảng Bình (93,1%)`: the name before the bracket owns the figure, whatever came before."""
    between = low[subject.end : place.span.start]
    return len(between) < 24 and between.lstrip().startswith("(") and not any(mark in between for mark in ",;)")


def _oblique(low: str, start: int, subject: Subject) -> bool:
    return rule("figures.oblique").regex.search(low[max(start, subject.start - 60) : subject.start]) is not None


def _closed_between(low: str, subject: Subject, place: Place) -> bool:
    """True where a bracket that holds the subject closes before the figure."""
    closing = low.count(")", subject.end, place.span.start)
    return closing > low.count("(", subject.end, place.span.start)


def _speech_end(scene: Scene, place: Place) -> int:
    end = place.left
    for match in scene.words.find("figures.speech"):
        if place.left <= match.start() and match.end() <= place.span.start:
            end = match.end()
    return end


def run_of(scene: Scene, subjects: list[Subject]) -> list[Subject]:
    """The last subject with those coordinated with it (`Hà Nam, Ninh Bình`)."""
    run = [subjects[-1]]
    for subject in reversed(subjects[:-1]):
        joined = _JOIN.fullmatch(scene.low, subject.end, run[0].start)
        if not (joined and subject.named and run[0].named):
            break
        run.insert(0, subject)
    return run


def is_roll(scene: Scene, run: list[Subject]) -> bool:
    """Is the run the roll of the cluster's members (`gồm 08 đơn vị: Hà Nam, Nam Định …`)?"""
    before = scene.low[max(scene.sentence.start, run[0].start - 60) : run[0].start]
    return len(run) > 2 and rule("figures.roll").regex.search(before) is not None


def opens_at(low: str, start: int, subject: Subject) -> bool:
    """Does the subject stand at `start`, behind nothing but `Riêng`, `Năm 2018,` and the like?"""
    return _LEAD_IN.fullmatch(low, start, subject.start) is not None


def lead_span(scene: Scene, subject: Subject) -> int:
    """Offset up to which a subject leads from behind a `;` or `:`; 0 where it does not."""
    low, sentence = scene.low, scene.sentence
    part = max(low.rfind(mark, sentence.start, subject.start) for mark in ";:")
    if part >= 0 and opens_at(low, part + 1, subject):
        stop = low.find(";", subject.end, sentence.end)
        return stop if stop >= 0 and low[part] == ";" else sentence.end
    return 0


def owner_behind(scene: Scene, place: Place) -> Subject | None:
    """A subject behind the figure that owns it: `100% xã của Hà Tĩnh`, `57,3% (Ninh Thuận)`."""
    low = scene.low
    for subject in scene.subjects:
        if not place.span.end <= subject.start < max(place.right, place.span.end + 1) + 2:
            continue
        if rule("figures.owner_after").regex.search(low[place.span.end : subject.start]):
            follow = low[subject.end : subject.end + 1]
            bracket = low[place.span.end : subject.start].strip().startswith("(")
            if not bracket or follow == ")":
                return subject
    return None


def open_name(scene: Scene, place: Place) -> Subject | None:
    """A capitalised name that no list knows, straight before the figure in an enumeration."""
    start = max(place.left, place.span.start - 60)
    piece = scene.doc.norm[start : place.span.start]
    match = rule("figures.open_name").regex.search(piece)
    if match is None or match.start() + start <= scene.sentence.start:
        return None
    name = scene.doc.text[start + match.start("name") : start + match.end("name")]
    return Subject(start + match.start("name"), start + match.end("name"), name, "open", "figures.open_name")


def share(scene: Scene, place: Place, run: list[Subject], *, joint: bool = False) -> list[Owner]:
    """One owner for each subject of the run, or one for all where they reach the figure together."""
    if not run:
        return [Owner(CLUSTER, None)]
    if len(run) == 1:
        return [Owner(run[0].value, run[0])]
    between = scene.low[run[-1].end : place.span.end]
    if place.figure.shape == "rank" and not rule("figures.together").regex.search(between):
        return [Owner(run[-1].value, run[-1])]
    if joint or place.figure.shape in SHARED or "chiếm" in between:
        text = " ".join(scene.doc.text[run[0].start : run[-1].end].split())
        return [Owner(text, run[0], run[-1].end)]
    return [Owner(subject.value, subject) for subject in run]


def respectively(scene: Scene, run: list[Subject], place: Place) -> bool:
    """True in `A và B lần lượt là 11,4% và 10,8%`: the figures follow the order of the names."""
    return len(run) > 1 and _RESPECTIVELY.search(scene.low, run[-1].end, place.span.start) is not None
