"""What `kyyeu run` writes of each article, its counts, and the checkpoints from which it can be resumed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pipeline.read.items import MARK

if TYPE_CHECKING:
    from pipeline.emit.files import RunFiles
    from pipeline.emit.render import Rendered
    from pipeline.emit.summary import Summary
    from pipeline.model.record import Failure
    from pipeline.read.items import Item

SHOWN_FAILURES: Final = 10
"""Failures named on the screen; all are in `failures.jsonl`."""

CHECKPOINT_SECONDS: Final = 2.0
"""Time between two checkpoints: so much work is done again after a kill."""


class Written:
    """The files of a run and its counts, growing together. With a `key` the run can be resumed."""

    def __init__(self, files: RunFiles, summary: Summary, key: str) -> None:
        self.files = files
        self.summary = summary
        self.key = key
        self.failures: list[Failure] = []
        self._saved = time.monotonic()

    def add(self, item: Item, rendered: Rendered) -> None:
        """Writes and counts one article and what was passed over before it."""
        self.files.add(rendered)
        for row in _ledger(item, rendered):
            self.files.add_line("ledger", row)
            self.summary.crawl[str(row["outcome"])] += 1
        self.summary.skipped.update(item.skipped)
        if item.kind != MARK:
            self.summary.add(rendered)
        if rendered.failure is not None and len(self.failures) < SHOWN_FAILURES:
            self.failures.append(rendered.failure)
        if self.key and time.monotonic() - self._saved >= CHECKPOINT_SECONDS:
            state = {"key": self.key, "position": item.after, "summary": self.summary.to_state()}
            self.files.checkpoint(state)
            self._saved = time.monotonic()

    def find_copies(self, *, link: bool) -> None:
        """Counts the copies among all records; writes a line for each if they are to be linked."""
        from pipeline.emit.duplicates import find_links

        links, names = find_links(self.files.written("records"))
        self.summary.duplicates.update(found.reason for found in links)
        for found in links if link else ():
            (copy, copy_uri), (of, of_uri) = names[found.copy], names[found.of]
            told = {"id": copy, "uri": copy_uri, "of": of, "of_uri": of_uri, "reason": found.reason}
            self.files.add_line("duplicates", {**told, "shared": found.shared, "sentences": found.sentences})


def _ledger(item: Item, rendered: Rendered) -> Iterator[dict[str, object]]:
    """The ledger rows of an item as lines; the row of the article itself gets its outcome."""
    for row in item.ledger:
        told = row._asdict()
        if not row.outcome:
            told["outcome"] = rendered.outcome
            told["message"] = row.message or (rendered.failure.message if rendered.failure else "")
        if not told["message"]:
            del told["message"]
        yield told
