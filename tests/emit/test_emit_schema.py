"""The committed JSON Schema is the one that the code makes, and records follow it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from emit_records import meeting_record, other_record

from pipeline.emit.schema import schema_text

FILE = Path(__file__).parents[2] / "schema" / "record.schema.json"


def test_the_committed_schema_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text()


def test_records_follow_the_schema() -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(meeting_record().to_dict())
    validator.validate(other_record().to_dict())


@pytest.mark.parametrize("key", ["schema", "id", "report", "article"])
def test_the_schema_demands_what_every_record_has(key: str) -> None:
    data = other_record().to_dict()
    del data[key]
    assert not jsonschema.Draft202012Validator(json.loads(schema_text())).is_valid(data)


def test_the_schema_refuses_unknown_keys() -> None:
    data = {**other_record().to_dict(), "score": 1}
    assert not jsonschema.Draft202012Validator(json.loads(schema_text())).is_valid(data)
