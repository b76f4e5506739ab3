"""One person across articles: by name, posts, unit and time. Homonyms stay apart, slips of the pen are joined.

A pure function of the mentions of one block of names. Two mentions are of one person when the name is the same and a
post ties them: the same province and branch, or the same body, within some years. A mention without a post joins the
only person of that name in its meeting or its cluster. Nothing else joins: a career across provinces is two people
until a report tells it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz.distance import Levenshtein

from pipeline.archive.cluster_names import systems
from pipeline.archive.text import fold
from pipeline.archive.units import by_id
from pipeline.fold import fold_spelling

GAP: Final = 6
"""Years without a mention after which the same name in the same post may be another's."""

Key = tuple[int, int]


@dataclass(frozen=True)
class Mention:
    """A person in one report. `posts` are (text, title, organisation, province, unit id)."""

    key: Key
    name: str
    rank: str | None
    posts: tuple[tuple[str, str | None, str | None, str | None, str | None], ...]
    meeting: int
    cluster: str | None
    day: str | None

    @property
    def year(self) -> int | None:
        return int(self.day[:4]) if self.day else None

    @cached_property
    def spelling(self) -> str:
        return " ".join(fold_spelling(self.name).lower().split())

    @cached_property
    def branch(self) -> str:
        """Of two people of one name in one province, one is likely of the police."""
        said = " ".join(" ".join(filter(None, post[:3])) for post in self.posts)
        found = systems(said) & {"police", "military", "border_guard", "court", "procuracy"}
        return min(found) if found else "military" if self.rank and not self.posts else ""

    @cached_property
    def ties(self) -> frozenset[tuple[str, str]]:
        """What its posts say of where the person is: a province (as a unit of its time), else a body."""
        found = set()
        for text, _, organisation, province, unit in self.posts:
            if province:
                found.add(("in", f"{unit or province} {self.branch}"))
            else:
                found.add(("of", fold(organisation or text)))
        return frozenset(found)

    @cached_property
    def offices(self) -> frozenset[str]:
        return frozenset(fold(post[0]) for post in self.posts)


class _People:
    """Mentions in sets, joined step by step."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.home = {mention.key: [mention] for mention in mentions}

    def join(self, one: Mention, other: Mention) -> None:
        first, second = self.home[one.key], self.home[other.key]
        if first is second:
            return
        small, large = sorted((first, second), key=len)
        large.extend(small)
        for mention in small:
            self.home[mention.key] = large

    def sets(self, mentions: Iterable[Mention]) -> list[list[Mention]]:
        return list({id(self.home[mention.key]): self.home[mention.key] for mention in mentions}.values())


def persons(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of one block by person, each set ordered by time, the sets by their first mention."""
    ordered = sorted(mentions, key=lambda mention: (mention.day or "", mention.key))
    people = _People(ordered)
    by_name: dict[str, list[Mention]] = {}
    for mention in ordered:
        by_name.setdefault(mention.spelling, []).append(mention)
    for same in by_name.values():
        _by_posts(people, same)
        _across_mergers(people, same)
        _without_posts(people, same)
    _slips(people, by_name)
    found = [sorted(one, key=lambda mention: (mention.day or "", mention.key)) for one in people.sets(ordered)]
    return sorted(found, key=lambda one: min(mention.key for mention in one))


def _by_posts(people: _People, same: list[Mention]) -> None:
    last: dict[tuple[str, str], Mention] = {}
    meetings: dict[tuple[int, str], Mention] = {}
    for mention in same:
        for tie in mention.ties:
            before = last.get(tie)
            if before is not None and _within(before, mention, GAP):
                people.join(before, mention)
            last[tie] = mention
        # Two reports of one meeting, when the posts do not speak against it.
        there = meetings.setdefault((mention.meeting, mention.branch), mention)
        if there is not mention and not _elsewhere(there, mention):
            people.join(there, mention)


def _within(one: Mention, other: Mention, years: int) -> bool:
    return one.year is None or other.year is None or abs(one.year - other.year) <= years


def _elsewhere(one: Mention, other: Mention) -> bool:
    """Both in provinces, and in none in common."""
    first = {tie for tie in one.ties if tie[0] == "in"}
    second = {tie for tie in other.ties if tie[0] == "in"}
    return bool(first and second and not first & second)


def _across_mergers(people: _People, same: list[Mention]) -> None:
    """The official of a merged province is the one of that name in a province it was made of, if only one is."""
    sets = people.sets(same)
    homes = {id(one): {tie[1] for mention in one for tie in mention.ties if tie[0] == "in"} for one in sets}
    for later in sets:
        for place in sorted(homes[id(later)]):
            unit, _, branch = place.partition(" ")
            before = {f"{old.id} {branch}" for old in by_id().values() if old.successor == unit}
            earlier = [one for one in sets if one is not later and homes[id(one)] & before]
            if len(earlier) == 1 and _within(earlier[0][-1], later[0], GAP):
                people.join(earlier[0][-1], later[0])


def _without_posts(people: _People, same: list[Mention]) -> None:
    bare = [mention for mention in same if not mention.posts]
    posted = [mention for mention in same if mention.posts]
    for mention in bare:
        near = [other for other in posted if other.cluster and other.cluster == mention.cluster]
        near = [other for other in near if _within(other, mention, 2)]
        if len(people.sets(near)) == 1:
            people.join(near[0], mention)
    for index, mention in enumerate(bare):
        for other in bare[:index]:
            if other.cluster and other.cluster == mention.cluster and _within(other, mention, 2):
                people.join(other, mention)


def _slips(people: _People, by_name: dict[str, list[Mention]]) -> None:
    """A spelling one letter off in the same post is the same person, unless one article has both.

    One of the two must be the exception: a spelling of one article. The frequent ones take theirs first.
    """
    articles = {name: {mention.key[0] for mention in found} for name, found in by_name.items()}
    names = sorted(by_name, key=lambda name: (-len(articles[name]), name))
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if len(articles[other]) > 1 or not _one_off(one, other):
                continue
            for mention in by_name[one]:
                for twin in by_name[other]:
                    near = mention.offices & twin.offices and _within(mention, twin, GAP)
                    if near and not _together(people, mention, twin):
                        people.join(mention, twin)


def _one_off(one: str, other: str) -> bool:
    if fold(one) == fold(other):
        return True
    return Levenshtein.distance(fold(one), fold(other), score_cutoff=1) == 1


def _together(people: _People, one: Mention, other: Mention) -> bool:
    """An article names both."""
    first, second = people.home[one.key], people.home[other.key]
    return bool({mention.key[0] for mention in first} & {mention.key[0] for mention in second})


def best_name(mentions: Sequence[Mention]) -> tuple[str, list[str]]:
    """The most frequent spelling, and the others."""
    counts = Counter(mention.name for mention in mentions)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    return names[0], names[1:]
