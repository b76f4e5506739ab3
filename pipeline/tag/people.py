"""People: names with the posts around them.

A person is met in four ways: behind an honorific or rank (`đồng chí Trần Văn A, Chủ tịch …`), behind the posts
(`Phó Chủ tịch UBND tỉnh Nghệ An Vi Thị Thương`), in a list after «các đồng chí:», and before the posts with a dash,
comma or bracket (`Mai Xuân Tính (Phó Chủ tịch …)`).
"""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.match import find
from pipeline.model.cover import Cover, beginning
from pipeline.model.document import NEWS_ZONES, Document, Sentence, Span
from pipeline.model.tags import Person
from pipeline.normalise.provinces import canonical
from pipeline.rulebook import compiled, rule
from pipeline.tag.mentions import absent, by_given_name, by_post, full_names, mentions_again
from pipeline.tag.named_places import communes
from pipeline.tag.open_spans import open_people
from pipeline.tag.posts import Post, posts_after
from pipeline.tag.posts_before import past_dash, past_rank, post_at, posts_before
from pipeline.tag.units import is_province, province_at, surnames

PLACE_REACH = 40
"""Characters before a name within which the class word of a place or a school stands."""

_BLANK = regex.compile(r"[ \t]*")
_BRACKET = regex.compile(r"\s*\([^)]{1,60}\)")
_LIST = regex.compile(r"(?i:các|hai|ba|bốn|0?[2-9])\s+(?i:đồng\s+chí|đ/c|ông(?:\s*,\s*bà)?|bà|anh|chị)")
_LIST_STEP = regex.compile(r"[ \t]*(?:[,;]|(?:,\s*)?(?:và|cùng)(?=\s))[ \t]*|[ \t]*\n[ \t]*[-+•*]?[ \t]*")


def _name_at(doc: Document, offset: int, limit: int, *, caps: bool) -> tuple[int, int] | None:
    """Bounds of a name that begins at `offset`; cut before a word that begins a post or a body.

    A nickname before the province that its bearer comes from (`anh Ba Sóc Trăng`) is no name.
    """
    if rule("people.not_name").regex.match(doc.norm, offset, limit) or is_province(doc.norm, offset, limit):
        return None
    match = rule("people.name").regex.match(doc.norm, offset, limit)
    if match is None and caps:
        match = rule("people.name_caps").regex.match(doc.norm, offset, limit)
        if match and match[0].split()[0].capitalize() not in surnames():
            return None
    if match is None:
        return None
    end = match.end()
    for space in compiled(" ").finditer(match[0]):
        follow = offset + space.end()
        if post_at(doc, follow, limit):
            end = offset + space.start()
            break
    first, _, rest = doc.norm[offset:end].partition(" ")
    if (not rest and "'" not in first) or (rest and first not in surnames() and canonical(rest)):
        return None
    return offset, end


class _Reader:
    """Reads the people of one sentence from left to right."""

    def __init__(self, doc: Document, sentence: Sentence, units: list[Span]) -> None:
        self.doc, self.sentence = doc, sentence
        self.units = beginning(units, sentence.start, sentence.end)
        self.found: list[Person] = []
        self.taken = Cover(sentence.start, sentence.end)

    def people(self) -> list[Person]:
        """The people of the sentence in text order, none overlapping."""
        self._honorifics()
        self._titles()
        self._before_posts()
        return sorted(self.found, key=lambda person: person.start)

    def _add(self, name: tuple[int, int], rule_id: str, *, start: int | None = None, honorific: str | None = None,
             rank: str | None = None, before: tuple[Post, ...] = ()) -> Person | None:  # fmt: skip
        if self.taken.holds(name[0]) or name[1] > self.sentence.end:
            return None
        after, end = posts_after(self.doc, name[1], self.sentence.end)
        posts = tuple(Span(post.start, post.end, "post", post.rule, post.text) for post in (*before, *after))
        person = Person(
            start=min(start if start is not None else name[0], name[0]),
            end=end if after else name[1],
            name_start=name[0],
            name_end=name[1],
            name=" ".join(self.doc.text[name[0] : name[1]].split()),
            honorific=honorific,
            rank=rank,
            posts=posts,
            rule=rule_id,
        )
        self.found.append(person)
        self.taken.add(person.start, person.end)
        return person

    def _honorifics(self) -> None:
        doc, end = self.doc, self.sentence.end
        for match in find(doc, rule("people.honorific").regex, self.sentence.start, end, norm=True):
            if self.taken.holds(match.start()) or province_at(doc.norm, match.start(), end):
                continue
            word = (match["honorific"] or "").rstrip(" :,") or None
            plural = word is not None and _LIST.match(word) is not None
            honorific = compiled(r"(?i)^(?:các|hai|ba|bốn|\d+)\s+").sub("", word) if word else None
            self._read_behind(match.start(), match.end(), honorific, match["rank"], plural=plural)

    def _read_behind(self, start: int, offset: int, honorific: str | None, rank: str | None, *, plural: bool) -> None:
        """The name, or posts and name, behind an honorific; the further people of a list behind a plural one."""
        doc, limit = self.doc, self.sentence.end
        blank = _BLANK.match(doc.norm, offset, limit)
        offset = blank.end() if blank else offset
        inner = rule("people.honorific").regex.match(doc.norm, offset, limit)
        if inner and inner["rank"]:
            rank, offset = inner["rank"], inner.end()
            offset += len(doc.norm[offset:limit]) - len(doc.norm[offset:limit].lstrip())
        person = self._person_at(start, offset, honorific, rank)
        if plural:
            self._list(person, offset, honorific)

    def _person_at(self, start: int, offset: int, honorific: str | None, rank: str | None) -> Person | None:
        doc, limit = self.doc, self.sentence.end
        name = _name_at(doc, offset, limit, caps=True)
        if name:
            return self._add(name, "people.honorific", start=start, honorific=honorific, rank=_rank(rank))
        before, end = posts_before(doc, offset, limit)
        if before:
            name = _name_at(doc, end, limit, caps=False)
            if name:
                return self._add(
                    name, "people.honorific", start=start, honorific=honorific, rank=_rank(rank), before=before
                )
        return None

    def _list(self, person: Person | None, offset: int, honorific: str | None) -> None:
        """Further people of «các đồng chí: A, post; B, post và C, post»."""
        doc, limit = self.doc, self.sentence.end
        position = person.end if person else offset
        while person is not None:
            tail = _BRACKET.match(doc.norm, position, limit)
            step = _LIST_STEP.match(doc.norm, tail.end() if tail else position, limit)
            if step is None:
                return
            follow = step.end()
            next_honorific = rule("people.honorific").regex.match(doc.norm, follow, limit)
            if next_honorific and next_honorific["honorific"]:
                return
            rank = None
            if next_honorific:
                rank, follow = next_honorific["rank"], next_honorific.end()
                follow += len(doc.norm[follow:limit]) - len(doc.norm[follow:limit].lstrip())
            person = self._person_at(step.end(), follow, honorific, rank)
            position = person.end if person else position

    def _titles(self) -> None:
        """Posts with the name behind them."""
        doc, limit = self.doc, self.sentence.end
        position = self.sentence.start
        for match in find(doc, rule("posts.title").regex, self.sentence.start, limit):
            if match.start() < position or self.taken.holds(match.start()):
                continue
            former = doc.low.startswith("nguyên ", match.start())
            if not doc.norm[match.start() + len("nguyên ") if former else match.start()].isupper():
                continue
            if match.start() and doc.norm[match.start() - 1].isalpha():
                continue
            before, end = posts_before(doc, match.start(), limit)
            member = doc.low.startswith(
                "ủy viên", match.start()
            )  # of a committee, which is said of nobody without a name
            if len(before) > 1 and not member and doc.low.endswith(("của ", "với "), 0, match.start()):
                before = before[1:]
            if not before:
                continue
            position = max(position, end if before else match.end())
            name = _name_at(doc, past_rank(doc, past_dash(doc, end), limit), limit, caps=False)
            if name and self._give_posts(name[0], before):
                continue
            if name and (before[-1].has_unit or doc.norm[name[0] : name[1]].split()[0] in surnames()):
                person = self._add(name, "people.prenominal", start=before[0].start, before=before)
                position = person.end if person else position

    def _give_posts(self, name_start: int, posts: tuple[Post, ...]) -> bool:
        """Posts in front of a rank or degree whose bearer was read without posts: `Giám đốc Sở, Nghệ sĩ Ưu tú A`."""
        for index, person in enumerate(self.found):
            if person.name_start == name_start and person.rank and not person.honorific and not person.posts:
                given = tuple(Span(post.start, post.end, "post", post.rule, post.text) for post in posts)
                self.found[index] = replace(person, start=posts[0].start, posts=given)
                return True
        return False

    def _before_posts(self) -> None:
        """Names without honorific whose posts follow: `NAME - post`, `NAME, post`, `NAME (post)`."""
        doc, limit = self.doc, self.sentence.end
        for match in rule("people.name").regex.finditer(doc.norm, self.sentence.start, limit, overlapped=False):
            first = match[0].split()[0]
            if self.taken.holds(match.start()) or (match.start() and doc.norm[match.start() - 1].isalpha()):
                continue
            if any(unit.start < match.start() < unit.end for unit in self.units) or self._is_place(match.start()):
                continue
            plain = first in surnames() or "'" in first or first in {"Y", "A", "K"}
            name = _name_at(doc, match.start(), limit, caps=False) if plain else None
            if name is None or " ".join(doc.norm[name[0] : name[1]].split()) in communes(doc):
                continue
            posts, _ = posts_after(doc, name[1], limit)
            if posts:
                self._add(name, "people.postnominal")

    def _is_place(self, start: int) -> bool:
        """A place or a school bears the name (`huyện Lang Chánh - Phó Trưởng Cụm`)."""
        first = max(self.sentence.start, start - PLACE_REACH)
        return rule("people.open_not").regex.search(self.doc.low, first, start) is not None


def _rank(rank: str | None) -> str | None:
    return " ".join(rank.split()).strip(" .,-") if rank else None


def tag_people(doc: Document, units: list[Span]) -> list[Person]:
    """All mentions of people with a name in the parts of the page that tell of the meeting."""
    found: list[Person] = []
    for sentence in doc.sentences:
        if sentence.zone in NEWS_ZONES:
            found += _Reader(doc, sentence, units).people()
    found = full_names(found)
    found += open_people(doc, found, units)
    again = mentions_again(doc, found, units)
    return [*found, *again, *by_given_name(doc, [*found, *again]), *by_post(doc, [*found, *again])]


def sorted_people(doc: Document, units: list[Span]) -> tuple[Person, ...]:
    """All mentions of people in text order; absent ones are left out. `units`: the bodies named in the document."""
    mentions = sorted(tag_people(doc, units), key=lambda person: person.start)
    return tuple(person for person in mentions if not absent(doc, person))
