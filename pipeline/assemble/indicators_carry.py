"""Sentences that go on about the subject of the one before: paragraphs that report one member after another.

`Nghệ An tăng 9%. Thu ngân sách đạt 25.310 tỷ đồng. Hà Tĩnh tăng 7%.` The sentence in the middle names nobody; it is
Nghệ An's, for the paragraph opens its sentences with names. Elsewhere such a sentence is about the whole cluster.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from pipeline.assemble.indicators_owner import opens_at
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


def carried(low: str, found: list[Sentence], subjects: list[Subject]) -> dict[int, Subject]:
    """Start offset of each sentence that goes on about a subject, with that subject."""
    openings = [_opening(low, sentence, subjects) for sentence in found]
    carries: dict[int, Subject] = {}
    current: Subject | None = None
    for index, opening in enumerate(openings):
        if index and openings[index - 1].sentence.block != opening.sentence.block:
            current = None
        if not opening.silent:
            current = opening.opener
        elif current is not None:
            if _next_opens(openings, index, current) or _sole(openings, opening.sentence.block, current):
                carries[opening.sentence.start] = current
            else:
                current = None
    return carries


def _opening(low: str, sentence: Sentence, subjects: list[Subject]) -> _Opening:
    first = bisect_left(subjects, sentence.start, key=lambda subject: subject.start)
    last = bisect_left(subjects, sentence.end, key=lambda subject: subject.start)
    named = [subject for subject in subjects[first:last] if subject.kind != "nation"]
    opener = named[0] if named and named[0].named and opens_at(low, sentence.start, named[0]) else None
    alone = opener is not None and all(subject.value == opener.value for subject in named)
    return _Opening(sentence, opener if alone else None, not named)


def _next_opens(openings: list[_Opening], index: int, current: Subject) -> bool:
    """Does one of the next sentences of the paragraph open with another member?"""
    block = openings[index].sentence.block
    for opening in openings[index + 1 : index + 1 + AHEAD]:
        if opening.sentence.block != block:
            return False
        if not opening.silent:
            return opening.opener is not None and opening.opener.value != current.value
    return False


def _sole(openings: list[_Opening], block: int, current: Subject) -> bool:
    """Is the paragraph about this one subject: opened by it, and nobody else named?"""
    paragraph = [opening for opening in openings if opening.sentence.block == block]
    return paragraph[0].opener is not None and all(
        opening.silent or (opening.opener is not None and opening.opener.value == current.value) for opening in paragraph
    )
