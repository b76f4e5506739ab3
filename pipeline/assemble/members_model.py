"""One item of a list of members, and what the words before it say of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.document import Span


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its text, class word and what it is (`province`, `place` or `unit`).

    `plural`: the class word was read from the head of the list (`các huyện: …`) and not from the item itself.
    """

    start: int
    end: int
    kind: str
    name: str
    word: str | None = None
    unit: str | None = None
    plural: bool = False

    def span(self, rule_id: str) -> Span:
        """The item as a span, for evidence."""
        return Span(self.start, self.end, "member", rule_id, self.name)


@dataclass(slots=True)
class State:
    """Class word and unit that hold for the items to come.

    `own`: a body of the list bore its place without class word (`Huyện ủy Sa Thầy, Đăk Tô`), so that bare places
    behind it are such bodies; bare provinces stay provinces. `mixed`: the head that names several classes of places.
    `numbered`: what stands before the number of the last body (`Hải đoàn 18, 28 và 38`).
    """

    word: str | None = None
    unit: str | None = None
    own: str | None = None
    mixed: str = ""
    numbered: str | None = None
