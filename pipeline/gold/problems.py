"""What may be wrong with gold, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "json", "key", "vocabulary", "type", "form", "missing", "quote", "number", "duplicate", "no_article", "no_gold"
]
"""`form`: a date or period that is not written as the contract says; `number`: the quote does not hold it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong: the file, the line (0: the file as a whole), the path inside, and what it is."""

    file: str
    line: int
    path: str
    kind: Kind
    message: str

    def show(self) -> str:
        """`gold/a.json:12: gold.indicators[3].quote: not in the text: «…»`."""
        line = f":{self.line}" if self.line else ""
        path = f" {self.path}:" if self.path else ""
        return f"{self.file}{line}:{path} {self.message}"
