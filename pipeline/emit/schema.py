"""The JSON Schema of a record: `python -m pipeline.emit.schema > schema/record.schema.json`."""

from __future__ import annotations

import json
import sys

from pipeline.model.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """The schema as the file holds it. An `other` has `schema`, `id`, `report` and `article` alone."""
    schema = Record.model_json_schema(by_alias=True, mode="validation")
    # It has a default in Python, and stands in every record.
    schema["required"] = ["schema", *schema["required"]]
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
