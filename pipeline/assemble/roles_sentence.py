"""Roles told in one sentence: who chaired, directed, opened, closed, spoke, launched, presented, received.

A role word is bound to the people that its rule points at: the list behind it, the next person, or the subject in
front of it. Another subject between a person and the verb breaks the bond.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.match import find
from pipeline.model.cover import Cover
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Person
from pipeline.rulebook import Rule, compiled, rule, rules

SUBJECT_GAP = 130
"""Characters that may stand between a subject and its verb."""

LIST_GAP = 260
"""Characters that may stand between two people of one list."""


@dataclass(frozen=True, slots=True)
class RoleHit:
    """One role of one mention: the words that say it, and by which rule."""

    person: Person
    role: str
    start: int
    end: int
    rule: str


def role_rules() -> Iterator[Rule]:
    """The rules that give a role, in their order."""
    return (entry for entry in rules("roles") if entry.value)


class SentenceRoles:
    """Binds the role words of one sentence to its people."""

    def __init__(self, doc: Document, sentence: Sentence, people: Sequence[Person]) -> None:
        self.doc, self.sentence, self.people = doc, sentence, people
        self.taken: list[tuple[int, int, str]] = []
        self.named = Cover(sentence.start, sentence.end, ((person.start, person.end) for person in people))

    def hits(self) -> list[RoleHit]:
        found: list[RoleHit] = []
        for entry in role_rules():
            for match in find(self.doc, entry.regex, self.sentence.start, self.sentence.end):
                hidden = entry.value != "object" and self._covered(match.start(), entry.label)
                if hidden or self.named.holds(match.start()):
                    continue
                bound = self._bind(entry, match.start(), match.end())
                found += [RoleHit(person, entry.label, match.start(), match.end(), entry.id) for person in bound]
                if bound:
                    self.taken.append((match.start(), match.end(), entry.label))
        return self._in_turn(found)

    def _in_turn(self, found: list[RoleHit]) -> list[RoleHit]:
        """«A, B lần lượt phát biểu khai mạc và bế mạc»: as many roles as people, one for each in order."""
        turn = self.doc.low.find("lần lượt", self.sentence.start, self.sentence.end)
        behind = [hit for hit in found if hit.start > turn >= 0]
        starts = sorted({hit.start for hit in behind})
        people = sorted({hit.person.start for hit in behind})
        if len(starts) < 2 or len(starts) != len(people) or people[-1] > turn:
            return found
        order = dict(zip(starts, people, strict=True))
        return [hit for hit in found if hit not in behind or order[hit.start] == hit.person.start]

    def _covered(self, start: int, label: str) -> bool:
        """A longer role phrase already holds these words (`phát biểu khai mạc` is not `phát biểu`)."""
        return any(s <= start < e and (kind == label or kind != "attended") for s, e, kind in self.taken)

    def _bind(self, entry: Rule, start: int, end: int) -> list[Person]:
        if entry.value == "list":
            return self._list(end, short=entry.label == "chaired")
        if entry.value == "next":
            return [] if self._has_subject(start, end) else self._next(end)
        if entry.value == "object":
            return self._objects(end, giver=entry.label == "presented")
        if entry.value == "quote":
            return [person for person in self.people if person.end == start]
        bound = self._before(start, entry.label, plural=self.doc.low.startswith(("đồng ", "cùng "), start))
        if entry.label == "chaired" and bound:
            bound = [*bound, *self._together(end)]
        if entry.label == "presented" and self.doc.low.startswith("tặng", start):
            bound = [person for person in bound if person.rule != "people.post_only"]
        return bound

    def _objects(self, end: int, *, giver: bool) -> list[Person]:
        """«trao cờ cho A, post và B, post»: the person behind the words and those joined to it.

        Behind a comma alone stands who took it from the giver: «Nhận cờ từ tay A, B nói …».
        """
        group = [person for person in self.people if 0 <= person.start - end <= 3][:1]
        join = compiled(r"\s*(?:;|(?:,\s*)?(?:và|cùng))\s*" if giver else r"\s*(?:,|;|và|cùng)\s*")
        for person in self.people:
            if group and person.start >= group[-1].end:
                if not join.fullmatch(self.doc.low[group[-1].end : person.start]):
                    break
                group.append(person)
        return group

    def _together(self, end: int) -> list[Person]:
        """«A điều hành hội nghị cùng B»: B chairs as well."""
        for person in self.people:
            if person.start >= end:
                gap = self.doc.low[end : person.start]
                return [person] if rule("roles.chairs_with").regex.fullmatch(gap) else []
        return []

    def _has_subject(self, start: int, end: int) -> bool:
        """A person stands straight before the words, or they only tell when («sau phát biểu khai mạc, …»)."""
        if self.doc.low.endswith(("sau ", "sau lời ", "trước "), 0, start):
            return not self.doc.low.endswith(" của", start, end)
        return any(0 <= start - p.end <= 8 and not self.doc.low[p.end : start].strip(" đãcũng") for p in self.people)

    def _list(self, end: int, *, short: bool) -> list[Person]:
        found: list[Person] = []
        for person in self.people:
            if person.start < end - 1:
                continue
            gap = self.doc.low[(found[-1].end if found else end) : person.start]
            limit = 60 if short or not found else LIST_GAP
            if len(gap) > limit or (found and rule("roles.break").regex.search(gap)):
                break
            if found and short and not rule("roles.join").regex.match(rule("roles.apposed").regex.sub("", gap)):
                break
            if not found and compiled(r"[.;!?]").search(gap):
                break
            found.append(person)
        if len(found) > 1 and self._acts_alone(found[-2], found[-1]):
            found.pop()
        only_present = rule("roles.only_present").regex
        return [p for p in found if not only_present.search(self.doc.low[p.end : min(self.sentence.end, p.end + 30)])]

    def _acts_alone(self, last: Person, person: Person) -> bool:
        """«Dự và chỉ đạo có A; B chủ trì»: what heads the list is not said of B, nor what B does of A."""
        parted = ";" in self.doc.low[last.end : person.start]
        return parted and rule("roles.own_act").regex.match(self.doc.low[person.end : self.sentence.end]) is not None

    def _next(self, end: int) -> list[Person]:
        for person in self.people:
            if person.start >= end - 1:
                gap = self.doc.low[end : person.start]
                if (
                    len(gap) <= SUBJECT_GAP
                    and not compiled(r"[.;!?:]").search(gap)
                    and not rule("roles.other_subject").regex.search(gap)
                ):
                    return self._with_joined_after(person)
                return []
        return []

    def _with_joined_after(self, person: Person) -> list[Person]:
        found = [person]
        for other in self.people:
            if other.start > found[-1].start:
                gap = self.doc.low[found[-1].end : other.start]
                if not (
                    rule("roles.join").regex.match(gap) and rule("roles.conjunction").regex.search(gap.strip() + " ")
                ):
                    break
                found.append(other)
        return found

    def _before(self, start: int, label: str, *, plural: bool) -> list[Person]:
        candidates = [person for person in self.people if person.end <= start + 1]
        if not candidates:
            return []
        subject = candidates[-1]
        gap = self.doc.low[subject.end : start]
        if label == "attended" and rule("roles.with_guests").regex.search(gap):
            return self._group(candidates)
        if len(gap) > SUBJECT_GAP or compiled(r"[.!?]|;(?!\s*đồng\s+thời\s*$)|:(?!\s*\")").search(gap):
            return []
        if not plural and rule("roles.other_subject").regex.search(gap):
            return []
        if (
            label in {"launched", "presented", "received", "closed", "opened"}
            and rule("roles.says").regex.search(gap)
            and not rule("roles.also").regex.search(gap)
        ):
            return []
        if label == "spoke" and gap.rstrip().endswith("được"):
            return []
        if label == "presented" and rule("roles.not_presenting").regex.search(gap):
            return []
        before = self.doc.low[max(self.sentence.start, subject.start - 12) : subject.start]
        if rule("roles.of_person").regex.search(before):
            return self._subject_past_object(candidates, start)
        group = self._group(candidates)
        joined = len(group) > 1 and any(
            rule("roles.conjunction").regex.search(self.doc.low[a.end : b.start]) for a, b in pairwise(group)
        )
        opening = self.doc.low[self.sentence.start : group[0].start].rstrip()
        if len(group) > 1 and opening.endswith((" có", " gồm", ":")) and self._acts_alone(group[-2], subject):
            return [subject]
        listed = self.doc.low.startswith("các ", group[0].start) or not opening or opening.endswith(";")
        listed |= any(";" in self.doc.low[a.end : b.start] or self._in_brackets(a, b) for a, b in pairwise(group))
        return group if plural or joined or listed else [subject]

    def _in_brackets(self, first: Person, second: Person) -> bool:
        """«A (post), B (post) đã tham luận»: with the posts in brackets the comma joins people."""
        return self.doc.low[first.end - 1] == ")" and self.doc.low[first.end : second.start].strip() == ","

    def _subject_past_object(self, candidates: list[Person], start: int) -> list[Person]:
        """«A trao cờ cho B và phát biểu»: the subject stands before the object."""
        for person in reversed(candidates[:-1]):
            if start - person.end <= SUBJECT_GAP and not compiled(r"[.;!?]").search(self.doc.low[person.end : start]):
                return [person]
        return []

    def _group(self, candidates: list[Person]) -> list[Person]:
        group = [candidates[-1]]
        for person in reversed(candidates[:-1]):
            gap = compiled(r"\([^)]*\)").sub("", self.doc.low[person.end : group[0].start])
            joined = rule("roles.join").regex.match(rule("roles.head_apposed").regex.sub("", gap))
            if not joined and not (rule("roles.together").regex.search(gap) and len(gap) < LIST_GAP):
                break
            if any(other.name == person.name for other in group):
                break
            group.insert(0, person)
        return group
