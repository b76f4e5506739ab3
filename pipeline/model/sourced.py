"""The parts of a record that point back into the article."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.record import Record, Sourced

PARTS = ("article", "cluster", "meeting", "officials", "leadership", "awards", "indicators", "warnings")
"""The parts of a record that carry evidence, in the order of the contract."""


def sourced(record: Record) -> Iterator[tuple[str, int | None, Sourced]]:
    """Every entry that carries evidence, with its part and its place in the part's list (`None`: no list)."""
    for part in PARTS:
        value = getattr(record, part)
        if isinstance(value, Sourced):
            yield part, None, value
        else:
            for index, entry in enumerate(value or ()):
                yield part, index, entry
