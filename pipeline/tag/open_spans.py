"""Names that the rules leave open: capitalised syllables with neither honorific nor post of their own.

In «các đồng chí Phó Chủ tịch UBND tỉnh: Lưu Đức Vĩ (Bắc Giang), …» nothing beside the second name says that it is
one. Where a run begins with a family name and its sentence would make its bearer an official (a post in front, a role
word beside it, such a person before it in the list), underthesea's part-of-speech tagger decides (its entity tagger
takes many of them for places). It is imported for the first such run; without it what the rules found stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import regex

from pipeline.fold import fold_spelling
from pipeline.match import find
from pipeline.model.cover import Cover, beginning
from pipeline.model.document import NEWS_ZONES, Document, Sentence, Span
from pipeline.model.tags import Person
from pipeline.normalise.abbreviations import expand
from pipeline.normalise.provinces import class_word, names
from pipeline.rulebook import rule, rules
from pipeline.tag.named_places import communes
from pipeline.tag.places import district_at
from pipeline.tag.posts import Post, posts_after, read_post
from pipeline.tag.units import MAX_UNIT, province_at, surnames

SWITCH = "KYYEU_OPEN_SPANS"
"""Environment variable: `0` leaves open what the rules leave open."""

MAX_SENTENCE = 1000
"""Characters of the longest sentence that is tagged: the time grows with the square of the length."""

_BEHIND_POST = regex.compile(r"(?:\s+\p{Lu}{3,}(?:\s+[^\s,.;:]+){0,3}|\s+[^,;:]{2,80}(?=\s-\s))?(?P<mark>\s*[-:])?\s*")
"""Between a post and the name: nothing, a mark, or a body that the rules do not know."""

_LIST_STEP = regex.compile(r"\s*(?:\([^)]{1,60}\))?\s*(?:[,;]|[,;]?\s*(?:và|cùng))\s*")
_TO_VERB = regex.compile(r"\s*(?:\([^)]{1,60}\))?\s*(?:(?:đã|cũng|còn|lần\s+lượt|thay\s+mặt\s+[^,.;:]{3,40})\s*)?")
_BRACKET = regex.compile(r"\s*\((?:(?i:tỉnh|thành\s+phố|tp)\.?\s*)?(?P<province>[^),-]{3,25})\s*[),-]")


def open_people(doc: Document, known: Sequence[Person], units: Sequence[Span]) -> list[Person]:
    """The people that only the tagger sees, in text order; none of them overlaps `known` or `units`."""
    if os.environ.get(SWITCH) == "0":
        return []
    found: list[Person] = []
    around = _Around.of(doc, known, units)
    for sentence in doc.sentences:
        if sentence.zone in NEWS_ZONES and sentence.zone != "title" and sentence.end - sentence.start <= MAX_SENTENCE:
            found += _in_sentence(doc, sentence, around)
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of a document before: people, their names as written, and what they and the units cover."""

    known: Sequence[Person]
    names: Set[str]
    taken: Cover

    @classmethod
    def of(cls, doc: Document, known: Sequence[Person], units: Sequence[Span]) -> _Around:
        names = {doc.norm[person.name_start : person.name_end] for person in known}
        taken = Cover(0, len(doc.norm), ((person.start, person.end) for person in known))
        for unit in units:
            taken.add(unit.start, unit.end)
        return cls(known, names, taken)


def _in_sentence(doc: Document, sentence: Sentence, around: _Around) -> Iterator[Person]:
    found = rule("people.open").regex.finditer(doc.norm, sentence.start, sentence.end)
    if not (runs := [run for run in found if _may_name(doc, run)]):
        return
    here = beginning(around.known, sentence.start, sentence.end)
    heads: dict[int, Post | None] = {person.end: None for person in here if person.posts}
    for match in runs:
        start, end = match.span()
        if around.taken.meets(start, end):
            continue
        post = _post_before(doc, sentence, start)
        post = None if post and around.taken.holds(post.start) else post
        after, stop = posts_after(doc, end, sentence.end)
        head = next((stop for stop in heads if stop <= start and _LIST_STEP.fullmatch(doc.low, stop, start)), None)
        if post is None and head is None and not after and not _has_role(doc, sentence, start, end):
            continue
        shared = post if post and doc.norm[post.end : start].strip().endswith(":") else heads.get(head or -1)
        heads[stop if after else end] = shared
        if match[0] in around.names:
            if not shared and not after:
                continue
        elif fold_spelling(match[0]) not in proper_names(doc.norm[sentence.start : sentence.end]):
            continue
        own = (_of_province(doc, shared, end),) if shared else (post,) if post else ()
        posts = tuple(Span(p.start, p.end, "post", p.rule, p.text) for p in (*own, *after))
        name = " ".join(doc.text[start:end].split())
        first = post.start if post and not shared else start
        yield Person(first, stop if after else end, start, end, name, None, None, posts, "people.open")


def _may_name(doc: Document, run: regex.Match[str]) -> bool:
    """The run begins with a family name and is no place, and no place or school bears it."""
    return (
        run[0].split()[0] in surnames()
        and not province_at(doc.norm, run.start(), run.end())
        and not district_at(doc.norm, run.start(), run.end())
        and not rule("people.not_name").regex.match(doc.norm, run.start(), run.end())
        and " ".join(run[0].split()) not in communes(doc)
        and not rule("people.open_not").regex.search(doc.low, max(0, run.start() - 40), run.start())
    )


def _post_before(doc: Document, sentence: Sentence, start: int) -> Post | None:
    """The post straight in front of the run, or before a dash or colon: that of one person, or of a whole list."""
    floor = max(sentence.start, start - MAX_UNIT)
    for match in find(doc, rule("posts.title").regex, floor, start):
        if doc.norm[match.start()].islower() or (match.start() and doc.norm[match.start() - 1].isalpha()):
            continue
        post = read_post(doc, match.start(), start)
        gap = _BEHIND_POST.fullmatch(doc.norm, post.end, start) if post else None
        if post and gap:
            end = gap.start("mark") if gap["mark"] else start
            return replace(post, end=post.start + len(text := doc.text[post.start : end].rstrip()), text=expand(text))
    return None


def _of_province(doc: Document, post: Post, end: int) -> Post:
    """`Phó Chủ tịch UBND tỉnh: A (Bắc Giang), …`: the post of the whole list, in the province that is A's."""
    bracket = _BRACKET.match(doc.norm, end)
    province = names().get(bracket["province"].strip()) if bracket else None
    if province is None or not post.text.endswith((" tỉnh", " Ủy ban nhân dân")):
        return post
    return replace(post, text=f"{post.text.removesuffix(' tỉnh')} {class_word(province, None)} {province}")


def _has_role(doc: Document, sentence: Sentence, start: int, end: int) -> bool:
    """A role word whose list or next person begins with the run, or whose subject the run is."""
    verb = step.end() if (step := _TO_VERB.match(doc.low, end, sentence.end)) else end
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
def _tagger() -> Callable[[str], list[tuple[str, str]]] | None:
    """underthesea's part-of-speech tagger, loaded on first use; None where it is not to be had."""
    try:
        from underthesea import pos_tag
    except Exception:  # noqa: BLE001 - whatever ails the library, the rules' result stands
        return None
    tag: Callable[[str], list[tuple[str, str]]] = pos_tag
    return tag


@lru_cache(maxsize=256)
def proper_names(sentence: str) -> frozenset[str]:
    """The words that the tagger takes for proper names in one sentence, in folded spelling."""
    tagger = _tagger()
    try:
        return frozenset(fold_spelling(word) for word, tag in (tagger(sentence) if tagger else ()) if tag == "Np")
    except Exception:  # noqa: BLE001 - see above
        return frozenset()
