"""The interface does what its description says, whatever it is asked."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from serve_helpers import Served

MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_the_interface_keeps_its_word(served: Served, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_url(f"{served.url}/api/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == len(served.get("/api/openapi.json").json()["paths"])
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
        def keeps_its_word(case: schemathesis.Case) -> None:
            case.call_and_validate()

        keeps_its_word()
