"""Settings of all tests: no clock in property tests, no hole in what CI runs, a browser for pages."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from chromium import browser, open_page
from hypothesis import settings

__all__ = ["browser", "open_page"]

# A slow machine is no counterexample.
settings.register_profile("kyyeu", deadline=None)
settings.load_profile("kyyeu")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,  # noqa: ARG001 (part of the hook)
    call: pytest.CallInfo[None],  # noqa: ARG001
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under KYYEU_REQUIRE_ALL=1 a skipped test is a failed one: what it needs must be there.

    But for the public reports, which no machine can install: where they are not at hand their test is skipped.
    """
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("KYYEU_REQUIRE_ALL") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if "KYYEU_REAL is not set" not in reason:
            report.outcome = "failed"
            report.longrepr = f"KYYEU_REQUIRE_ALL=1 allows no skip. {reason}"
    return report
