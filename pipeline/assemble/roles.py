"""Roles: who chaired, directed, opened, closed, spoke, launched, presented, received."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.roles_below import Announced
from pipeline.assemble.roles_sentence import RoleHit, SentenceRoles
from pipeline.model.cover import beginning
from pipeline.model.document import NEWS_ZONES, Document, Sentence
from pipeline.model.tags import Person
from pipeline.rulebook import rule


def _pronouns(doc: Document, sentence: Sentence, last: Person | None) -> list[Person]:
    """Honorifics that stand for the person named last, as mentions of that person."""
    if last is None:
        return []
    known = (last.honorific or last.rank or "").lower()
    return [
        Person(m.start(), m.end("word"), m.start(), m.end("word"), last.name, None, None, (), "roles.pronoun")
        for m in rule("roles.pronoun").regex.finditer(doc.norm, sentence.start, sentence.end)
        if _agrees(m["word"].lower(), known)
    ]


def _unsaid(doc: Document, sentence: Sentence, before: Sequence[Person]) -> list[Person]:
    """«Đồng thời chỉ đạo …»: the only person of the sentence before acts on."""
    match = rule("roles.goes_on").regex.match(doc.low[sentence.start : sentence.end])
    if match is None or len(before) != 1:
        return []
    start, end = sentence.start + match.start("word"), sentence.start + match.end("word")
    return [Person(start, end, start, end, before[0].name, None, None, (), "roles.goes_on")]


def _agrees(word: str, honorific: str) -> bool:
    women, men = {"bà", "chị", "cô"}, {"ông", "anh"}
    return not ((word in women and honorific in men) or (word in men and honorific in women))


def bind_roles(doc: Document, people: Sequence[Person]) -> list[RoleHit]:
    """All roles of all mentions, in text order."""
    hits: list[RoleHit] = []
    last: Person | None = None
    before: Sequence[Person] = ()
    announced = Announced(doc)
    for sentence in doc.sentences:
        if sentence.zone not in NEWS_ZONES:
            continue
        here = beginning(people, sentence.start, sentence.end)
        stand_ins = [] if here and here[0].start == sentence.start else _pronouns(doc, sentence, last)
        stand_ins += _unsaid(doc, sentence, before)
        mentions = sorted([*here, *stand_ins], key=lambda person: person.start)
        hits += announced.below(sentence, here)
        if mentions:
            hits += SentenceRoles(doc, sentence, mentions).hits()
            last = mentions[-1] if here else last
        before = here
    return hits
