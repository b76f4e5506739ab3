"""Further mentions of people who are already known: by bare name, by given name, by post alone; who was absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.fold import fold_spelling
from pipeline.match import find
from pipeline.model.cover import Cover
from pipeline.model.document import NEWS_ZONES, Document, Span
from pipeline.model.tags import Person
from pipeline.rulebook import compiled, rule
from pipeline.tag.posts import read_post

_WOMEN, _MEN = {"bà", "chị", "cô"}, {"ông", "anh", "thầy"}


def _taken(doc: Document, people: Sequence[Person]) -> Cover:
    return Cover(0, len(doc.norm), ((person.start, person.end) for person in people))


def _stand_in(start: int, end: int, person: Person, rule_id: str) -> Person:
    """A mention of a known person without name or posts of its own."""
    return Person(start, end, start, end, person.name, None, None, (), rule_id)


def by_given_name(doc: Document, people: Sequence[Person]) -> list[Person]:
    """`ông Khoan` for Trần Hữu Khoan, when one person of the report has that given name."""
    found = []
    taken = _taken(doc, people)
    for match in find(doc, rule("people.given").regex, norm=True):
        if taken.holds(match.start()) or doc.zone_at(match.start()) not in NEWS_ZONES:
            continue
        tail = f" {match['name']}"
        named = {p.name: p for p in people if p.start < match.start() and fold_spelling(p.name).endswith(tail)}
        fitting = [person for person in named.values() if _agrees(match["word"].lower(), people, person.name)]
        if len(fitting) == 1:
            found.append(_stand_in(match.start(), match.end(), fitting[0], "people.given"))
    return found


def _agrees(word: str, people: Sequence[Person], name: str) -> bool:
    said = {(person.honorific or "").lower() for person in people if person.name == name}
    return not ((word in _WOMEN and said & _MEN) or (word in _MEN and said & _WOMEN))


def by_post(doc: Document, people: Sequence[Person]) -> list[Person]:
    """A post without a name, for the one person who was named with it.

    `Phó Chủ tịch UBND tỉnh Bình Phước đề nghị …`; behind `vị` the title alone is enough (`Vị Phó Trưởng ban nói ngắn`).
    """
    holders: dict[str, set[str]] = {}
    for person in people:
        for post in person.posts:
            holders.setdefault(str(post.value).lower(), set()).add(person.name)
    found: list[Person] = []
    taken = _taken(doc, people)
    for match in find(doc, rule("posts.title").regex):
        if (
            not doc.norm[match.start()].isupper()
            or taken.holds(match.start())
            or doc.zone_at(match.start()) not in NEWS_ZONES
        ):
            continue
        sentence = doc.sentence_at(match.start())
        title = read_post(doc, match.start(), sentence.end if sentence else len(doc.low))
        if title is None:
            continue
        known = holders.get(title.text.lower(), set())
        meant = _named_before(doc, people, match.start(), match[0])
        if len(meant) != 1:
            meant = known if _acts(doc, title.end) else set()
        if len(meant) == 1:
            person = next(p for p in people if p.name in meant)
            found.append(_stand_in(title.start, title.end, person, "people.post_only"))
            taken.add(title.start, title.end)
    return found


def _named_before(doc: Document, people: Sequence[Person], start: int, title: str) -> set[str]:
    """Those named before `start` with this title, if `vị` stands there."""
    if rule("people.this_post").regex.search(doc.low, max(0, start - 12), start) is None:
        return set()
    return {
        person.name
        for person in people
        if person.start < start and any(_begins(str(post.value).lower(), title) for post in person.posts)
    }


def _begins(post: str, title: str) -> bool:
    """Whether the post has this title: `Phó Trưởng ban Thường trực …` has `phó trưởng ban`."""
    return f"{post} ".startswith(f"{title} ")


def _acts(doc: Document, end: int) -> bool:
    return rule("people.post_acts").regex.search(doc.low[end : end + 30]) is not None


def full_names(found: list[Person]) -> list[Person]:
    """`bà Quế Lan` behind `bà Nguyễn Thị Quế Lan` bears that name."""
    full = {person.name for person in found if len(person.name.split()) >= 3}
    return [
        replace(person, name=_longer(person, full)) if len(person.name.split()) == 2 and not person.posts else person
        for person in found
    ]


def _longer(person: Person, full: set[str]) -> str:
    fitting = [name for name in full if name.endswith(f" {person.name}")]
    return fitting[0] if len(fitting) == 1 else person.name


def mentions_again(doc: Document, known: Sequence[Person], units: Sequence[Span]) -> list[Person]:
    """Bare repetitions of names that are known from a fuller mention."""
    names = sorted(
        {" ".join(doc.norm[person.name_start : person.name_end].split()) for person in known}, key=len, reverse=True
    )
    if not names:
        return []
    body = "|".join(regex.escape(name).replace(r"\ ", r"\s+") for name in names)
    taken = Cover(0, len(doc.norm), ((person.name_start, person.name_end) for person in known))
    for unit in units:
        taken.add(unit.start, unit.end)
    found = []
    for match in compiled(rf"(?<![\p{{L}}])(?:{body})(?![\p{{L}}])").finditer(doc.norm):
        if taken.meets(match.start(), match.end()):
            continue
        if doc.zone_at(match.start()) in NEWS_ZONES:
            start, end = match.span()
            name = " ".join(doc.text[start:end].split())
            found.append(Person(start, end, start, end, name, None, None, (), "people.name"))
    return found


def absent(doc: Document, person: Person) -> bool:
    """Whether the sentence says that the person was not there."""
    sentence = doc.sentence_at(person.start)
    start = max(sentence.start if sentence else 0, person.start - 60)
    end = sentence.end if sentence else len(doc.low)
    return (
        rule("people.absent").regex.search(doc.low, start, person.start) is not None
        or rule("people.absent_after").regex.search(doc.low[person.name_end : end]) is not None
    )
