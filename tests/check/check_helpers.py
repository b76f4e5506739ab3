"""Types and names the check's tests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.check.fields import DETAILS, FIELDS

FIELD_BY_NAME = {field.name: field for field in FIELDS + DETAILS}
Scored = tuple[tuple[int, int, int], list[str]]
Score = Callable[[str, dict[str, Any], dict[str, Any] | None], Scored]
