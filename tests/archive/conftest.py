"""Archives for the tests: SQLite in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.archive.store import Store


@pytest.fixture
def location(tmp_path: Path) -> str:
    """Where an archive may be made."""
    return str(tmp_path / "archive.db")


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    """An empty archive, open for writing."""
    with Store(location, write=True) as opened:
        yield opened
