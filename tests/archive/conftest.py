"""Archives for the tests: each test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import archive_postgres
import pytest

from pipeline.archive.store import Store

_NUMBERS = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a server; skips where there is none."""
    reason = archive_postgres.missing()
    if reason:
        pytest.skip(reason)
    with archive_postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """URL of an empty database."""
    return archive_postgres.database(postgres, f"archive_{next(_NUMBERS)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an archive may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    """An empty archive, open for writing."""
    with Store(location, write=True) as opened:
        yield opened
