"""Whose a figure is: the names and words of a document that can be its subject."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from pipeline.fold import squeeze
from pipeline.model.document import Document
from pipeline.model.tags import Context, Tags
from pipeline.normalise.provinces import as_of
from pipeline.tag.figures_words import Words, says

CLUSTER = "cluster"
NATION = "cả nước"
NAMED = frozenset({"province", "place", "unit", "open", "home"})
"""Kinds of subjects that are names (and not the cluster or the country)."""

BEFORE_POST = 90
"""Characters before a name in which the words of a post stand (`Phó Chủ tịch UBND tỉnh Nghệ An`)."""

BACK = 400
"""Characters within which `toàn tỉnh` means the province named before."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A name or phrase that can own a figure. `kind`: one of `NAMED`, `cluster`, `weak` or `nation`."""

    start: int
    end: int
    value: str
    kind: str
    rule: str

    @property
    def named(self) -> bool:
        """Is it a name?"""
        return self.kind in NAMED


def places_of(doc: Document, tags: Tags, context: Context) -> list[Subject]:
    """Provinces by canonical name; districts and towns as written, with their class word where the text has it."""
    found = [
        Subject(span.start, span.end, as_of(span.value, context.date), "province", span.rule) for span in tags.provinces
    ]
    return found + [
        Subject(span.start, span.end, squeeze(doc.text[span.start : span.end]), "place", span.rule)
        for span in tags.places
    ]


def find_subjects(doc: Document, words: Words, tags: Tags, context: Context, names: list[Subject]) -> list[Subject]:
    """All subjects in text order: the names, and the words for the cluster, the country, the province at home.

    Of two that overlap the longer one stays, of two alike the one first in `names`. Names inside a post are left out.
    """
    clusters = [Subject(span.start, span.end, CLUSTER, "cluster", span.rule) for span in tags.clusters]
    phrases = _phrases(words, "cluster", CLUSTER, "cluster") + _phrases(words, "cluster_weak", CLUSTER, "weak")
    nation = _phrases(words, "nation", NATION, "nation")
    posts = sorted((person.start, person.end) for person in tags.people)
    kept = []
    for subject in _longest(names + clusters + phrases + nation):
        index = bisect_right(posts, (subject.start, len(doc.text))) - 1
        inside = index >= 0 and subject.start < posts[index][1]
        if not subject.named or not (inside or _in_post(doc, subject)):
            kept.append(subject)
    return _with_home(words, context, kept)


def _phrases(words: Words, name: str, value: str, kind: str) -> list[Subject]:
    return [Subject(m.start(), m.end(), value, kind, f"figures.{name}") for m in words.find(name)]


def _longest(found: list[Subject]) -> list[Subject]:
    kept: list[Subject] = []
    position = -1
    for subject in sorted(found, key=lambda item: (item.start, -item.end)):
        if subject.start >= position:
            kept.append(subject)
            position = subject.end
    return kept


def _with_home(words: Words, context: Context, kept: list[Subject]) -> list[Subject]:
    """`toàn tỉnh`, `của tỉnh` is the cluster's own province, in wider clusters the province named last."""
    home = []
    for phrase in _phrases(words, "home", "", "home"):
        if any(s.start < phrase.end and phrase.start < s.end for s in kept):
            continue
        before = [s for s in kept if s.kind == "province" and phrase.start - BACK < s.start < phrase.start]
        named = before[-1].value if before else None
        if value := context.province if context.scope == "local" else named:
            home.append(replace(phrase, value=value))
    return sorted(kept + home, key=lambda item: item.start)


def _in_post(doc: Document, subject: Subject) -> bool:
    start = max(0, subject.start - BEFORE_POST)
    cut = max(doc.low.rfind(mark, start, subject.start) for mark in ",;:.(\n%")
    return says("post_before", doc.low, max(start, cut + 1), subject.start)
