"""The counts of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.emit.columns import TABLES
from pipeline.emit.render import Rendered
from pipeline.model.record import SCHEMA_VERSION


@dataclass(slots=True)
class Summary:
    """Counts that grow with each article; the same input gives the same counts, so no times are in it."""

    meetings: int = 0
    others: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)

    @property
    def articles(self) -> int:
        """All articles, read or not."""
        return self.meetings + self.others + self.failures.total()

    def add(self, rendered: Rendered) -> None:
        """Counts one article."""
        if rendered.failure is not None:
            self.failures[rendered.outcome] += 1
        elif rendered.outcome == "meeting":
            self.meetings += 1
        else:
            self.others += 1
        self.warnings.update(rendered.warnings)
        self.rows.update(rendered.rows)

    def to_dict(self, skipped: dict[str, int]) -> dict[str, object]:
        """As in `summary.json`. `skipped`: files of folders that were not read, by ending."""
        return {
            "schema": SCHEMA_VERSION,
            "articles": self.articles,
            "records": self.meetings + self.others,
            "meetings": self.meetings,
            "others": self.others,
            "failed": self.failures.total(),
            "failures": dict(sorted(self.failures.items())),
            "skipped_files": sum(skipped.values()),
            "skipped": dict(sorted(skipped.items())),
            "warnings": dict(sorted(self.warnings.items())),
            "rows": {name: self.rows[name] for name in TABLES},
        }
