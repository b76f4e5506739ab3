"""Puts the offsets of a record back on the text it was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from pipeline.model.record import Record


def on_original(record: Record, text: str, original: Callable[[int, int], tuple[int, int]]) -> Record:
    """The record with `text` as its article and each span moved by `original(start, end)`."""
    data = _moved(record.model_dump(by_alias=True), original)
    data["article"]["text"] = text
    data["article"]["sha256"] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    data["id"] = data["article"]["sha256"][:16]
    return Record.model_validate(data)


def _moved(value: Any, original: Callable[[int, int], tuple[int, int]]) -> Any:
    if isinstance(value, list):
        return [_moved(item, original) for item in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved(item, original) for key, item in value.items()}
    if isinstance(moved.get("start"), int) and isinstance(moved.get("end"), int):
        moved["start"], moved["end"] = original(moved["start"], moved["end"])
    return moved
