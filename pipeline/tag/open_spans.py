"""Names that the rules leave open: capitalised syllables with neither honorific nor post of their own.

In «các đồng chí Phó Chủ tịch UBND tỉnh: Lưu Đức Vĩ (Bắc Giang), …» nothing beside the second name says that it is
one. Where a run begins with a family name and something in its sentence would make its bearer an official (a post in
front of it, a role word beside it, such a person before it in the list), underthesea's entity tagger decides. It is
imported for the first such run, not before; without it what the rules found stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

import regex

from pipeline.fold import fold_spelling
from pipeline.model.document import NEWS_ZONES, Document, Sentence, Span
from pipeline.model.tags import Person
from pipeline.rulebook import rule, rules
from pipeline.tag.places import district_at
from pipeline.tag.posts import Post, posts_after, read_post
from pipeline.tag.units import MAX_UNIT, province_at, surnames

SWITCH = "KYYEU_OPEN_SPANS"
"""Environment variable: `0` leaves open what the rules leave open."""

MAX_SENTENCE = 1000
"""Characters of the longest sentence that is tagged: the time grows with the square of the length."""

_BEHIND_POST = regex.compile(r"(?:\s+tại\s+[^,.;:]{2,30}?)?\s*[-:]?\s*")
_LIST_STEP = regex.compile(r"\s*(?:\([^)]{1,60}\))?\s*(?:[,;]|[,;]?\s*(?:và|cùng))\s*")
_TO_VERB = regex.compile(r"\s*(?:\([^)]{1,60}\))?\s*(?:(?:đã|cũng|còn|lần\s+lượt|thay\s+mặt\s+[^,.;:]{3,40})\s*)?")


def open_people(doc: Document, known: Sequence[Person], units: Sequence[Span]) -> list[Person]:
    """The people that only the entity tagger sees, in text order; none of them overlaps `known` or `units`."""
    if os.environ.get(SWITCH) == "0":
        return []
    names = {" ".join(doc.norm[person.name_start : person.name_end].split()) for person in known}
    taken = [(span.start, span.end) for span in (*known, *units)]
    found: list[Person] = []
    for sentence in doc.sentences:
        if sentence.zone not in NEWS_ZONES or sentence.zone == "title":
            continue
        if sentence.end - sentence.start > MAX_SENTENCE:
            continue
        here = [person for person in known if sentence.start <= person.start < sentence.end]
        for match in rule("people.open").regex.finditer(doc.norm, sentence.start, sentence.end):
            start, end = match.span()
            if match[0] in names or any(begin < end and start < stop for begin, stop in taken):
                continue
            person = _person(doc, sentence, match, [*here, *found])
            if person and fold_spelling(match[0]) in _persons_in(doc.norm[sentence.start : sentence.end]):
                found.append(person)
    return found


def _person(doc: Document, sentence: Sentence, run: regex.Match[str], before: Sequence[Person]) -> Person | None:
    """The mention that the run is if it names a person; None where nothing makes that person an official."""
    start, end = run.span()
    if run[0].split()[0] not in surnames() or province_at(doc.norm, start, sentence.end):
        return None
    if district_at(doc.norm, start, sentence.end) or rule("people.open_not").regex.search(
        doc.low, sentence.start, start
    ):
        return None
    post = _post_before(doc, sentence, start)
    after, stop = posts_after(doc, end, sentence.end)
    if not (post or after or _joined(doc, before, start) or _has_role(doc, sentence, start, end)):
        return None
    own = (post,) if post and not doc.norm[post.end : start].strip().endswith(":") else ()
    posts = tuple(Span(p.start, p.end, "post", p.rule, p.text) for p in (*own, *after))
    name = " ".join(doc.text[start:end].split())
    first = own[0].start if own else start
    return Person(first, stop if after else end, start, end, name, None, None, posts, "people.open")


def _post_before(doc: Document, sentence: Sentence, start: int) -> Post | None:
    """The post straight in front of the run, or before a dash or colon: that of one person, or of a whole list."""
    floor = max(sentence.start, start - MAX_UNIT)
    for match in rule("posts.title").regex.finditer(doc.low, floor, start):
        if match.start() > floor and doc.low[match.start() - 1].isalpha():
            continue
        post = read_post(doc, match.start(), start)
        if post and doc.norm[post.start].isupper() and _BEHIND_POST.fullmatch(doc.norm, post.end, start):
            return post
    return None


def _joined(doc: Document, before: Sequence[Person], start: int) -> bool:
    """A list goes on: the person in front of the comma or `và` holds a post, or was found here."""
    return any(
        (person.posts or person.rule == "people.open") and _LIST_STEP.fullmatch(doc.low, person.end, start)
        for person in before
        if person.end <= start
    )


def _has_role(doc: Document, sentence: Sentence, start: int, end: int) -> bool:
    """A role word whose list or next person begins with the run, or whose subject the run is."""
    step = _TO_VERB.match(doc.low, end, sentence.end)
    verb = step.end() if step else end
    for entry in rules("roles"):
        if entry.value == "before" and entry.label != "received":
            if entry.regex.match(doc.low, verb, sentence.end):
                return True
        elif entry.value in {"list", "next"}:
            for match in entry.regex.finditer(doc.low, sentence.start, start):
                if not doc.low[match.end() : start].strip(" :,"):
                    return True
    return False


@cache
def _tagger() -> Callable[[str], list[Any]] | None:
    """underthesea's entity tagger, loaded on first use; None where it is not to be had."""
    try:
        from underthesea import ner
    except Exception:  # noqa: BLE001 - whatever ails the library, the rules' result stands
        return None
    tag: Callable[[str], list[Any]] = ner
    return tag


@lru_cache(maxsize=512)
def _persons_in(sentence: str) -> frozenset[str]:
    """The names that the tagger takes for people in one sentence, in folded spelling."""
    tagger = _tagger()
    try:
        tokens = tagger(sentence) if tagger else []
    except Exception:  # noqa: BLE001 - see above
        tokens = []
    names: list[list[str]] = []
    inside = False
    for word, *_, label in tokens:
        if label == "B-PER" or (label == "I-PER" and not inside):
            names.append([word])
        elif label == "I-PER":
            names[-1].append(word)
        inside = str(label).endswith("-PER")
    return frozenset(fold_spelling(" ".join(words)) for words in names)
