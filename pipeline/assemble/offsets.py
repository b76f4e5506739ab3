"""Puts the offsets of a record back on the text it was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from pipeline.model.record import Article, Evidence, Record, Sourced, ZoneSpan
from pipeline.model.sourced import PARTS

Original = Callable[[int, int], tuple[int, int]]

_Entry = TypeVar("_Entry", bound=Sourced)


def on_original(record: Record, text: str, original: Original, same_until: int) -> Record:
    """The record with `text` as its article and each span moved by `original(start, end)`.

    `same_until`: what ends up to there stays where it is.
    """
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    moved: dict[str, Any] = {part: _moved(getattr(record, part), original, same_until) for part in PARTS}
    moved["article"] = _article(moved["article"], text, sha256, original)
    return record.model_copy(update={"id": sha256[:16], **moved})


def _moved(part: Sourced | list[Sourced] | None, original: Original, same_until: int) -> Sourced | list[Sourced] | None:
    if isinstance(part, list):
        return [_entry(entry, original, same_until) for entry in part]
    return None if part is None else _entry(part, original, same_until)


def _entry(entry: _Entry, original: Original, same_until: int) -> _Entry:
    if all(found.end <= same_until for found in entry.evidence):
        return entry
    evidence = []
    for found in entry.evidence:
        start, end = original(found.start, found.end)
        evidence.append(Evidence(field=found.field, start=start, end=end, rule=found.rule))
    return entry.model_copy(update={"evidence": evidence})


def _article(article: Article, text: str, sha256: str, original: Original) -> Article:
    zones = []
    for zone in article.zones:
        start, end = original(zone.start, zone.end)
        zones.append(ZoneSpan(zone=zone.zone, start=start, end=end))
    return article.model_copy(update={"text": text, "sha256": sha256, "zones": zones})
