"""The fixture of the check's tests: score one field of a small gold record and a small record."""

from __future__ import annotations

from typing import Any

import pytest
from check_helpers import FIELD_BY_NAME, Score, Scored

from pipeline.check.document import Document
from pipeline.check.score import score_field


@pytest.fixture
def score_one() -> Score:
    """(tp, fp, fn) and the causes of one field; `report: meeting` is added on both sides."""

    def run(field: str, gold: dict[str, Any], record: dict[str, Any] | None) -> Scored:
        found = None if record is None else {"report": "meeting", **record}
        outcome = score_field(FIELD_BY_NAME[field], Document("d", {"report": "meeting", **gold}, found))
        counts = outcome.counts
        return (counts.tp, counts.fp, counts.fn), [problem.cause for problem in outcome.problems]

    return run
