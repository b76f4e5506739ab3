"""Puts the offsets of a record back on the text it was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from pipeline.model.record import Record


def on_original(record: Record, text: str, before: Callable[[int, int], tuple[int, int]]) -> Record:
    """The record with `text` as its article and each span moved by `before(start, end)`."""
    data = _moved(record.model_dump(by_alias=True), before)
    data["article"]["text"] = text
    data["article"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    data["id"] = data["article"]["sha256"][:16]
    return Record.model_validate(data)


def _moved(value: Any, before: Callable[[int, int], tuple[int, int]]) -> Any:
    if isinstance(value, list):
        return [_moved(item, before) for item in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved(item, before) for key, item in value.items()}
    if isinstance(moved.get("start"), int) and isinstance(moved.get("end"), int):
        moved["start"], moved["end"] = before(moved["start"], moved["end"])
    return moved
