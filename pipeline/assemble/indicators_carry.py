"""Sentences that go on about the subject of the one before: paragraphs that report one member after another.

`Nghệ An tăng 9%. Thu ngân sách đạt 25.310 tỷ đồng. Hà Tĩnh tăng 7%.` The sentence in the middle names nobody; it is
Nghệ An's, for the paragraph opens its sentences with names. Elsewhere such a sentence is about the whole cluster.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.indicators_owner import opens_at
from pipeline.assemble.indicators_scene import within
from pipeline.assemble.indicators_subject import Subject
from pipeline.model.document import Sentence

AHEAD = 2
"""Sentences within which the next member has to be named."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """Who opens a sentence. `silent`: it names neither a member nor the cluster."""

    sentence: Sentence
    opener: Subject | None
    silent: bool

    def about(self, subject: Subject) -> bool:
        """Is the sentence about that subject alone?"""
        return self.opener is not None and self.opener.value == subject.value


def carried(low: str, found: list[Sentence], subjects: list[Subject]) -> dict[int, Subject]:
    """Start offset of each sentence that goes on about a subject, with that subject."""
    carries: dict[int, Subject] = {}
    for paragraph in _paragraphs([_opening(low, sentence, subjects) for sentence in found]):
        current: Subject | None = None
        for index, opening in enumerate(paragraph):
            if not opening.silent:
                current = opening.opener
            elif current is not None:
                goes_on = _next_opens(paragraph[index + 1 :], current) or _sole(paragraph, current)
                current = current if goes_on else None
                if current is not None:
                    carries[opening.sentence.start] = current
    return carries


def _paragraphs(openings: list[_Opening]) -> list[list[_Opening]]:
    found: list[list[_Opening]] = []
    for opening in openings:
        if found and found[-1][0].sentence.block == opening.sentence.block:
            found[-1].append(opening)
        else:
            found.append([opening])
    return found


def _opening(low: str, sentence: Sentence, subjects: list[Subject]) -> _Opening:
    named = [subject for subject in within(subjects, sentence) if subject.kind != "nation"]
    opener = named[0] if named and named[0].named and opens_at(low, sentence.start, named[0]) else None
    alone = opener is not None and all(subject.value == opener.value for subject in named)
    return _Opening(sentence, opener if alone else None, not named)


def _next_opens(ahead: list[_Opening], current: Subject) -> bool:
    """Does one of the next sentences of the paragraph open with another member?"""
    spoken = next((opening for opening in ahead[:AHEAD] if not opening.silent), None)
    return spoken is not None and spoken.opener is not None and not spoken.about(current)


def _sole(paragraph: list[_Opening], current: Subject) -> bool:
    """Is the paragraph about this one subject: opened by it, and nobody else named?"""
    return paragraph[0].about(current) and all(o.silent or o.about(current) for o in paragraph)
