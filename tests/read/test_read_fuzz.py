"""What `make fuzz` found once, again; and a short run of the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_pages import CHECKS, FINDS, check_html, check_text, pages
from hypothesis import HealthCheck, given, settings


@pytest.mark.parametrize("path", sorted(FINDS.glob("*.bin")), ids=lambda path: path.stem)
def test_finds_are_mended(path: Path) -> None:
    CHECKS[path.stem.split("_")[0]](path.read_bytes())


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(pages)
def test_promises(raw: bytes) -> None:
    check_html(raw)
    check_text(raw)
