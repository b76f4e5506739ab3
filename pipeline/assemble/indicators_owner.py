"""Which of the names around a figure can own it."""

from __future__ import annotations

from pipeline.assemble.indicators_scene import Place, Scene
from pipeline.assemble.indicators_subject import Subject
from pipeline.rulebook import compiled, rule
from pipeline.tag.figures_words import says
from pipeline.tag.places import place_name

BESIDE = 24
"""Characters between a name and its figure in brackets (`Công an Quảng Bình (93,1%)`)."""

REACH_BEHIND = 3
"""Characters behind the figure's own words in which its owner may still begin: a mark and a blank."""

RAISES = frozenset({"đưa", "đưa tỉnh", "giúp", "giúp tỉnh"})
"""Words by which a figure lifts the one it is of: «Mức tăng 12,3% đưa Lào Cai lên đầu bảng»."""

NAME = 60
"""Characters before a figure in which a name that no list knows is looked for."""


def named_before(scene: Scene, place: Place) -> list[Subject]:
    """Subjects among the figure's own words on its left that can own it."""
    low = scene.low
    speech = place.left
    for match in scene.words.within("speech", place.left, place.span.start):
        speech = match.end() if match.end() <= place.span.start else speech
    found: list[Subject] = []
    passive: Subject | None = None
    for subject in scene.subjects:
        if subject.end > place.span.start or not (subject.start >= speech or _beside_bracket(low, subject, place)):
            continue
        joined = passive is not None and says("joined", low[passive.end : subject.start])
        if _oblique(low, speech, subject, place) or (joined and subject.named):
            passive = subject
        elif not _closed_between(low, subject, place):
            found.append(subject)
    return found


def _beside_bracket(low: str, subject: Subject, place: Place) -> bool:
    """The name before a bracket owns the figure inside, whatever came before it."""
    between = low[subject.end : place.span.start]
    return len(between) < BESIDE and between.lstrip().startswith("(") and not any(m in between for m in ",;)")


def _oblique(low: str, start: int, subject: Subject, place: Place) -> bool:
    if not subject.named or low[subject.end : place.span.start].strip() == "(":
        return False
    return says("oblique", low, max(start, subject.start - 60), subject.start)


def _closed_between(low: str, subject: Subject, place: Place) -> bool:
    """True where a bracket that holds the subject closes before the figure."""
    end, start = place.span.start, subject.end
    return low.count(")", start, end) > low.count("(", start, end)


def run_of(scene: Scene, subjects: list[Subject]) -> list[Subject]:
    """The last subject with those coordinated with it (`Hà Nam, Ninh Bình`)."""
    run = [subjects[-1]]
    for subject in reversed(subjects[:-1]):
        between = scene.low[subject.end : run[0].start]
        if not (subject.named and run[0].named and len(between) < NAME and says("joined", between)):
            break
        run.insert(0, subject)
    return run


def is_roll(scene: Scene, run: list[Subject]) -> bool:
    """Is the run the roll of the cluster's members (`gồm 08 đơn vị: Hà Nam, Nam Định …`)?"""
    before = scene.low[max(scene.sentence.start, run[0].start - NAME) : run[0].start]
    return len(run) > 2 and says("roll", before)


def opens_at(low: str, start: int, subject: Subject) -> bool:
    """Does the subject stand at `start`, behind nothing but `Riêng`, `Năm 2018,` and the like?"""
    return says("lead_in", low, start, subject.start)


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
    low, end = scene.low, place.span.end
    score, opens = place.span.rule == "figures.score_before", _opens_with(scene, place)
    for subject in scene.subjects:
        if subject.start < end:
            continue
        between = low[end : subject.start]
        owns = score or (opens and says("ranks", low, subject.end, subject.end + BESIDE))
        if owns and compiled(r",(?:\s*(?:tỉnh|thành\s+phố|tp\.?))?\s*").fullmatch(between):
            return subject
        if subject.start >= max(place.right, end + 1) + REACH_BEHIND:
            continue
        if between.strip() in RAISES and says("raised", low, subject.end, subject.end + BESIDE):
            return subject
        if says("owner_after", between):
            bracket = between.strip().startswith("(")
            if not bracket or low[subject.end : subject.end + 1] == ")":
                return subject
    return None


def _opens_with(scene: Scene, place: Place) -> bool:
    """Does the figure open its part of the sentence («Với 98,5 điểm, Hà Tĩnh dẫn đầu»)?"""
    return says("opens_with", scene.low, place.clause, place.span.start)


def open_name(scene: Scene, place: Place) -> Subject | None:
    """A capitalised name that no list knows, straight before the figure in an enumeration."""
    start = max(place.left, place.span.start - NAME)
    match = rule("figures.open_name").regex.search(scene.doc.norm[start : place.span.start])
    if match is None or match.start() + start <= scene.sentence.start:
        return None
    first, last = start + match.start("name"), start + match.end("name")
    return Subject(first, last, place_name(scene.doc.text[first:last]), "open", "figures.open_name")
