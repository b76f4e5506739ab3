"""The interface does what its description says, whatever it is asked."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from serve_helpers import Served

MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
# What no schema tells: whether bytes are an article, whether a change makes a record.
UNTOLD = {"/extract", "/extract/file", "/api/articles/{key}/corrections"}
ANY_BODY = "/extract/file"


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_the_interface_keeps_its_word(served: Served, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_url(f"{served.url}/api/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    paths = served.get("/api/openapi.json").json()["paths"]
    assert len(operations) == sum(len(methods) for methods in paths.values())
    for operation in operations:
        if operation.path != ANY_BODY or mode is GenerationMode.POSITIVE:
            keep_its_word(operation, mode)


def keep_its_word(operation: schemathesis.schemas.APIOperation, mode: GenerationMode) -> None:
    left_out = [positive_data_acceptance] if operation.path in UNTOLD else []

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=15, database=None, suppress_health_check=list(HealthCheck))
    def keeps_its_word(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=left_out)

    keeps_its_word()
