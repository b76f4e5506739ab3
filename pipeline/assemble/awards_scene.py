"""One sentence with awards: what the rules of recipients, givers and status look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from pipeline.assemble.awards_mentions import AwardMention, award_mentions
from pipeline.assemble.bodies import Holder
from pipeline.model.cover import beginning
from pipeline.model.document import Document, Sentence
from pipeline.model.tags import Context, Tags

_ITEM = regex.compile(r"[-+•*]|\d{1,2}[.)]|[a-e][.)]\s")
_LISTED = regex.compile(r"(?:gồm(?:\s+có)?|là|sau)\s*:")

HEADING_REACH = 8
"""Sentences back within which the heading of a list is looked for."""


@dataclass(slots=True)
class Scene:
    """A sentence, its awards and the units of the report. `used`: starts of the units that an award has taken."""

    doc: Document
    sentence: Sentence
    tags: Tags
    context: Context
    all_holders: Sequence[Holder]
    mentions: list[AwardMention] = field(init=False)
    holders: list[Holder] = field(init=False)
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.mentions = award_mentions(self.doc, self.sentence)
        inside = self.sentence.start, self.sentence.end
        self.holders = beginning(self.all_holders, *inside) if self.mentions else []

    @property
    def low(self) -> str:
        """The whole lower-cased fold."""
        return self.doc.low

    def clause_start(self, left: int, start: int) -> int:
        """Start of an award's clause: behind the last semicolon, or behind the colon of a list that holds it."""
        semicolon = self.low.rfind(";", left, start)
        opened = list(_LISTED.finditer(self.low, left, start))
        if opened and opened[-1].end() <= semicolon:
            return opened[-1].end()
        return max(left, semicolon + 1)

    def received(self, offset: int) -> bool:
        """Whether the unit named at an offset has taken an award of this sentence."""
        return any(h.start <= offset < h.end for h in self.holders if h.start in self.used)

    def heading(self) -> tuple[int, int] | None:
        """Bounds of the sentence with a colon at its end that opens the list in which this sentence stands."""
        index = self.doc.sentences.index(self.sentence)
        for earlier in reversed(self.doc.sentences[max(0, index - HEADING_REACH) : index]):
            if self.low[earlier.end - 1] == ":":
                return earlier.start, earlier.end
            if earlier.block == self.sentence.block or earlier.end - earlier.start > 280:
                return None
        return None

    def in_list(self, mention: AwardMention) -> bool:
        """The sentence is an item of a list, or begins with the award."""
        before = self.low[self.sentence.start : mention.start]
        return _ITEM.match(self.low, self.sentence.start) is not None or not before.strip(' -+•*.)0123456789abc"')
