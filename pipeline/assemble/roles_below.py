"""Roles told once for the people of the lines below: «Chủ trì hội nghị có:», then one person to a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.assemble.roles_sentence import RoleHit, role_rules
from pipeline.match import find
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Person
from pipeline.rulebook import rule


@dataclass(slots=True)
class Announced:
    """The roles that the last line with a colon at its end announced for the lines below it."""

    doc: Document
    told: list[tuple[str, int, int, str]] = field(default_factory=list)

    def below(self, sentence: Sentence, people: Sequence[Person]) -> list[RoleHit]:
        """The announced roles of the people of one line; what `sentence` announces itself is kept for the next."""
        hits: list[RoleHit] = []
        listed = self._listed(sentence, people) if self.told else []
        if listed:
            hits = [RoleHit(person, *told) for told in self.told for person in listed]
        else:
            self.told = self._announces(sentence)
        return hits

    def _announces(self, sentence: Sentence) -> list[tuple[str, int, int, str]]:
        low = self.doc.low
        if not low[sentence.start : sentence.end].rstrip().endswith(":"):
            return []
        found: list[tuple[str, int, int, str]] = []
        for entry in role_rules():
            for match in find(self.doc, entry.regex, sentence.start, sentence.end) if entry.value == "list" else ():
                closes = rule("roles.list_below").regex.fullmatch(low[match.end() : sentence.end].rstrip())
                if closes and not any(start < match.end() and match.start() < end for _, start, end, _ in found):
                    found.append((entry.label, match.start(), match.end(), entry.id))
        return found

    def _listed(self, sentence: Sentence, people: Sequence[Person]) -> list[Person]:
        """The people of a line that begins with one, behind a bullet or with nothing but its posts."""
        first = people[0] if people else None
        if first is None:
            return []
        opening = self.doc.low[sentence.start : first.start]
        if rule("roles.bullet").regex.fullmatch(opening):
            return [*people]
        rest = self.doc.low[people[-1].end : sentence.end]
        return [*people] if not opening.strip() and not rest.strip(" .;,") else []
