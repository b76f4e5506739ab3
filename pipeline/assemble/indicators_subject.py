"""Whose a figure is: the names and words of a document that can be its subject."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from pipeline.model.cover import beginning
from pipeline.model.document import Document
from pipeline.model.tags import Context, Tags
from pipeline.normalise.provinces import as_of
from pipeline.rulebook import rule
from pipeline.tag.figures_words import Words, says
from pipeline.tag.places import place_name

CLUSTER = "cluster"
NATION = "cả nước"
NAMED = frozenset({"province", "place", "unit", "open", "home"})
"""Kinds of subjects that are names (and not the cluster or the country)."""

CLASS_WORDS = frozenset({"figures.cluster", "figures.cluster_weak"})
"""Rules of phrases that may end in the class word of the name behind them (`các huyện`)."""

BEFORE_POST = 90
"""Characters before a name in which the words of a post stand (`Phó Chủ tịch UBND tỉnh Nghệ An`)."""

TITLE = 60
"""Characters of a quoted title before and behind a name in it."""

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
    found += [
        Subject(span.start, span.end, place_name(doc.text[span.start : span.end]), "place", span.rule)
        for span in tags.places
    ]
    if context.scope != "local":
        return found
    return found + [
        Subject(match.start(), match.end(), place_name(match[0]), "place", "figures.numbered_place")
        for match in rule("figures.numbered_place").regex.finditer(doc.norm)
    ]


def find_subjects(doc: Document, words: Words, tags: Tags, context: Context, names: list[Subject]) -> list[Subject]:
    """All subjects in text order: the names, and the words for the cluster, the country, the province at home.

    Of two that overlap the longer one stays, of two alike the one first in `names`. Names inside a post are left out.
    """
    clusters = [Subject(span.start, span.end, CLUSTER, "cluster", span.rule) for span in tags.clusters]
    phrases = _phrases(words, "cluster", CLUSTER, "cluster") + _phrases(words, "cluster_weak", CLUSTER, "weak")
    nation = _phrases(words, "nation", NATION, "nation")
    posts = sorted((person.start, person.end) for person in tags.people)
    kept: list[Subject] = []
    of_bodies = _of_bodies(context)
    for subject in _longest(names + clusters + phrases + nation):
        if of_bodies and subject.kind == "place" and says("scene_of", doc.low, *_before(doc, subject)):
            continue
        index = bisect_right(posts, (subject.start, len(doc.text))) - 1
        inside = index >= 0 and subject.start < posts[index][1]
        if kept and kept[-1].named and _each_of(doc, kept[-1], subject):
            continue
        if not subject.named or not (inside or _in_post(doc, subject) or _in_title(doc, subject)):
            kept.append(subject)
    return _with_home(doc, words, tags, context, kept)


def _of_bodies(context: Context) -> bool:
    """Are the members known, and bodies all of them?"""
    head = rule("units.head").regex
    return context.scope == "local" and bool(context.members) and all(map(head.match, context.members))


def _before(doc: Document, subject: Subject) -> tuple[int, int]:
    sentence = doc.sentence_at(subject.start)
    start = sentence.start if sentence else 0
    return max(start, subject.start - TITLE), subject.start


def _each_of(doc: Document, named: Subject, phrase: Subject) -> bool:
    """«… Duyên Hải và Trà Cú mỗi huyện»: the words for the cluster take up the names before them."""
    beside = not phrase.named and doc.low[named.end : phrase.start].strip(" ,") in {"", "thì"}
    return beside and says("each", doc.low, phrase.start, phrase.end)


def _phrases(words: Words, name: str, value: str, kind: str) -> list[Subject]:
    return [Subject(m.start(), m.end(), value, kind, f"figures.{name}") for m in words.find(name)]


def _longest(found: list[Subject]) -> list[Subject]:
    kept: list[Subject] = []
    position = -1
    for subject in sorted(found, key=lambda item: (item.start, -item.end)):
        last = kept[-1] if kept and subject.start < position else None
        if last and subject.kind == "place" and last.rule in CLASS_WORDS and subject.end > last.end:
            kept.pop()  # «các huyện Ba Vì, Mỹ Đức»: the class word is the name's
        elif last:
            continue
        kept.append(subject)
        position = subject.end
    return kept


def _with_home(doc: Document, words: Words, tags: Tags, context: Context, kept: list[Subject]) -> list[Subject]:
    """`toàn tỉnh`, `của tỉnh` is the cluster's own province; in wider clusters the speaker's or the one named last."""
    home = []
    for rule_name in ("home", "own_home", "that_home"):
        for phrase in _phrases(words, rule_name, "", "home"):
            if any(s.start < phrase.end and phrase.start < s.end for s in kept):
                continue
            spoken = _of_speaker(doc, tags, context, phrase) if rule_name != "that_home" else None
            last = _named_last(tags, context, phrase) if rule_name != "own_home" else None
            if value := context.province if context.scope == "local" else spoken or last:
                home.append(replace(phrase, value=value))
    return sorted(kept + home, key=lambda item: item.start)


def _named_last(tags: Tags, context: Context, phrase: Subject) -> str | None:
    """The province named last within reach, in a post or beside one."""
    before = beginning(tags.provinces, phrase.start - BACK, phrase.start)
    return as_of(before[-1].value, context.date) if before else None


def _of_speaker(doc: Document, tags: Tags, context: Context, phrase: Subject) -> str | None:
    """The province in the post of the person who says it, in the same sentence."""
    sentence = doc.sentence_at(phrase.start)
    if sentence is None:
        return None
    speakers = [p for p in tags.people if sentence.start <= p.start and p.end <= sentence.end and p.posts]
    nearest = min(speakers, key=lambda person: abs(person.start - phrase.start), default=None)
    named = [s for s in tags.provinces if nearest and any(p.start <= s.start < p.end for p in nearest.posts)]
    return as_of(named[-1].value, context.date) if named else None


def _in_title(doc: Document, subject: Subject) -> bool:
    """A name inside the quoted title of a fund or a movement: «quỹ "Vì Trường Sa thân yêu" vận động được …»."""
    sentence = doc.sentence_at(subject.start)
    first = sentence.start if sentence else 0
    opened = doc.low.rfind('"', max(first, subject.start - TITLE), subject.start)
    closed = doc.low.find('"', subject.end, subject.end + TITLE)
    if opened < 0 or closed < 0 or doc.low.count('"', first, opened) % 2:
        return False
    return not any(mark.isdigit() for mark in doc.low[opened:closed])


def _in_post(doc: Document, subject: Subject) -> bool:
    start = max(0, subject.start - BEFORE_POST)
    cut = max(doc.low.rfind(mark, start, subject.start) for mark in ",;:.(\n%")
    return says("post_before", doc.low, max(start, cut + 1), subject.start)
