"""Which subject owns which figure of a sentence: the nearest name, the topic, or the cluster."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_subject import CLUSTER, Subject
from pipeline.rulebook import rule

_JOIN = regex.compile(r"\s*(?:,|và|&|,\s*và|và\s+của|-)\s*(?:(?:tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|tx\.?|quận|của)\s*)*")
_LEAD_IN = regex.compile(
    r"""[\W\d]*(?:(?:riêng|trong\s+đó|cụ\s+thể|như|tiêu\s+biểu(?:\s+là)?|đặc\s+biệt|còn|tỉnh|thành\s+phố|tp\.?|huyện|thị\s+xã|hết|đến|năm|tháng|quý|một\s+mình|chỉ|nhất\s+là|gồm|là)[\W\d]*)*""",
    regex.VERBOSE,
)
_RESPECTIVELY = regex.compile(r"lần\s+lượt|tương\s+ứng")
_OPEN_NAME = regex.compile(r"(?<![\p{L}\d])(?P<name>\p{Lu}[\p{Ll}][\p{L}']*(?:\s+\p{Lu}[\p{L}']+){1,4})(?=\s+(?:chỉ|mới|đạt|là|có|với|ở|còn|tới)?\s*(?:đạt|mức|còn|\S{0,6})?\s*$|\s*\(\s*$)")
SHARED = frozenset({"amount", "measure", "count"})
"""Figures that several named subjects reach together; a percentage holds of each."""


@dataclass(slots=True)
class Topic:
    """What a sentence or paragraph is about. `lead` is set by a subject that opens the sentence."""

    lead: list[Subject] = field(default_factory=list)
    by_depth: dict[int, list[Subject]] = field(default_factory=dict)
    weak: bool = False

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
        if not speech <= subject.start < place.span.start or subject.end > place.span.start:
            continue
        if depth_at(low, subject.start, place.span.start) == 0 and _closed_between(low, subject, place):
            continue
        if subject.named and rule("figures.oblique").regex.search(low, max(speech, subject.start - 60), subject.start):
            continue
        found.append(subject)
    return found


def _closed_between(low: str, subject: Subject, place: Place) -> bool:
    """True where a bracket that holds the subject closes before the figure."""
    closing = low.count(")", subject.end, place.span.start)
    return closing > low.count("(", subject.end, place.span.start)


def _speech_end(scene: Scene, place: Place) -> int:
    end = place.left
    for match in rule("figures.speech").regex.finditer(scene.low, place.left, place.span.start):
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


def opens_clause(scene: Scene, place: Place, subject: Subject) -> bool:
    """Does the subject stand at the start of the sentence, behind nothing but `Riêng`, `Năm 2018,` and the like?"""
    return _LEAD_IN.fullmatch(scene.low, scene.sentence.start, subject.start) is not None


def owner_behind(scene: Scene, place: Place) -> Subject | None:
    """A subject behind the figure that owns it: `100% xã của Hà Tĩnh`, `57,3% (Ninh Thuận)`."""
    low = scene.low
    for subject in scene.subjects:
        if not place.span.end <= subject.start < max(place.right, place.span.end + 1) + 2:
            continue
        if rule("figures.owner_after").regex.search(low, place.span.end, subject.start):
            follow = low[subject.end : subject.end + 1]
            bracket = low[place.span.end : subject.start].strip().startswith("(")
            if not bracket or follow == ")":
                return subject
    return None


def open_name(scene: Scene, place: Place) -> Subject | None:
    """A capitalised name that no list knows, straight before the figure in an enumeration."""
    start = max(place.left, place.span.start - 60)
    piece = scene.doc.norm[start : place.span.start]
    match = _OPEN_NAME.search(piece)
    if match is None or match.start() + start <= scene.sentence.start:
        return None
    name = scene.doc.text[start + match.start("name") : start + match.end("name")]
    return Subject(start + match.start("name"), start + match.end("name"), name, "open", "figures.open_name")


def share(scene: Scene, place: Place, run: list[Subject]) -> list[Owner]:
    """One owner for each subject of the run, or one for all where they reach the figure together."""
    if not run:
        return [Owner(CLUSTER, None)]
    if len(run) == 1:
        return [Owner(run[0].value, run[0])]
    between = scene.low[run[-1].end : place.span.start]
    if place.figure.shape in SHARED or "chiếm" in between:
        text = " ".join(scene.doc.text[run[0].start : run[-1].end].split())
        return [Owner(text, run[0], run[-1].end)]
    return [Owner(subject.value, subject) for subject in run]


def respectively(scene: Scene, run: list[Subject], place: Place) -> bool:
    """True in `A và B lần lượt là 11,4% và 10,8%`: the figures follow the order of the names."""
    return len(run) > 1 and _RESPECTIVELY.search(scene.low, run[-1].end, place.span.start) is not None
