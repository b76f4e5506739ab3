"""A record as its reviewers want it. Corrections are applied in the order in which they were made.

An entry of a list is known by its words and not by its place: rules that change may read more entries, or fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.archive.corrections.model import LISTS, OBJECTS, Correction, Data, is_of, plain, span_of
from pipeline.model.record import Record


@dataclass(frozen=True, slots=True)
class Applied:
    """The record, and by correction the part and the place of the entry that it speaks of now.

    A correction without an entry (it was rejected, or the words are gone) is not in `entries`.
    """

    record: Record
    corrections: tuple[Correction, ...] = ()
    entries: dict[int, tuple[str, int | None]] = field(default_factory=dict)

    @property
    def done(self) -> Correction | None:
        """The last word of a reviewer that all of it was looked at."""
        return next((found for found in reversed(self.corrections) if found.action == "done"), None)

    def of(self, part: str, index: int | None) -> list[Correction]:
        """The corrections of an entry."""
        return [found for found in self.corrections if self.entries.get(found.id) == (part, index)]


def apply(record: Record, corrections: Sequence[Correction]) -> Applied:
    """The record with the corrections. Raises `ValueError` when they make no record."""
    wanted = [found for found in corrections if found.part is not None and not found.lost]
    if not wanted:
        return Applied(record, tuple(corrections))
    data = record.model_dump(mode="json", by_alias=True)
    touched: dict[int, Data] = {}
    for correction in wanted:
        entry = _in_list(data, correction) if correction.part in LISTS else _in_object(data, correction)
        if entry is not None:
            touched[correction.id] = entry
    places: dict[int, tuple[str, int | None]] = {
        id(data[part]): (part, None) for part in OBJECTS if data[part] is not None
    }
    for part in LISTS:
        places.update({id(entry): (part, index) for index, entry in enumerate(data[part])})
    entries = {number: places[id(entry)] for number, entry in touched.items() if id(entry) in places}
    data["report"] = record.report
    return Applied(Record.model_validate(data), tuple(corrections), entries)


def _in_object(data: Data, correction: Correction) -> Data | None:
    part = str(correction.part)
    if correction.action in ("accept", "set", "reject"):
        data[part] = data[part] or {}
        _put(data[part], correction)
    found: Data | None = data[part]
    return found


def _in_list(data: Data, correction: Correction) -> Data | None:
    entries: list[Data] = data[str(correction.part)]
    entry = match(entries, correction)
    if correction.action == "note":
        return entry
    if correction.action == "reject" and not correction.fields:
        if entry is not None:
            entries[:] = [one for one in entries if one is not entry]
        return None
    if entry is None:
        # What a reviewer has confirmed stays, even where the rules do not read it any more.
        if correction.after is None:
            return None
        entry = {**correction.after}
        entries.append(entry)
        return entry
    _put(entry, correction)
    return entry


def _put(entry: Data, correction: Correction) -> None:
    """Sets the fields that count, with the evidence for them."""
    after = correction.after or {}
    empty: Data = {name: [] if isinstance(entry.get(name), list) else None for name in correction.fields}
    for name in correction.fields:
        entry[name] = after[name] if name in after else empty[name]
        for kind in ("evidence", "derived"):
            kept = [one for one in entry.get(kind, []) if not is_of(one["field"], name)]
            entry[kind] = kept + [one for one in after.get(kind, []) if is_of(one["field"], name)]


def match(entries: Sequence[Data], correction: Correction) -> Data | None:
    """The entry that the correction speaks of: with the same words, then with the same values."""
    part = str(correction.part)
    for known in (correction.before or {}, correction.after or {}):
        span = span_of(part, known)
        near = [entry for entry in entries if _overlap(span, span_of(part, entry))]
        if near:
            return max(near, key=lambda entry: _alike(entry, known))
    for values in (correction.after, correction.before):
        same = [entry for entry in entries if values is not None and plain(entry) == plain(values)]
        if same:
            return same[0]
    return None


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _alike(entry: Data, known: Data) -> int:
    return sum(entry.get(name) == value for name, value in plain(known).items())
