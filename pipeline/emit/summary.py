"""The counts of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any

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
    skipped: Counter[str] = field(default_factory=Counter)
    """Files of archives that were not read, by ending."""
    crawl: Counter[str] = field(default_factory=Counter)
    """Records of crawls, by outcome."""
    duplicates: Counter[str] = field(default_factory=Counter)

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

    def to_state(self) -> dict[str, Any]:
        """As plain data, for a checkpoint."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Summary:
        """The counts of a checkpoint."""
        made = cls()
        for name, value in state.items():
            setattr(made, name, Counter(value) if isinstance(value, dict) else value)
        return made

    def to_dict(self, skipped: dict[str, int]) -> dict[str, object]:
        """As in `summary.json`. `skipped`: files of folders that were not read, by ending."""
        skipped = self.all_skipped(skipped)
        extra = {"crawl": self.crawl, "duplicates": self.duplicates}
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
            **{name: dict(sorted(counts.items())) for name, counts in extra.items() if counts},
        }

    def all_skipped(self, skipped: dict[str, int]) -> dict[str, int]:
        """The files of folders and of archives that were not read, by ending."""
        return dict(Counter(skipped) + self.skipped)
