"""One thing that a reviewer said of an article."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from pipeline.archive.text import compact

Action = Literal["accept", "set", "reject", "add", "note", "done"]
ACTIONS: Final = ("accept", "set", "reject", "add", "note", "done")
"""`accept`: these fields are right; `set`: they are to be like this; `reject`: the entry, or these fields, are not
said; `add`: an entry that was not read; `note`; `done`: the whole record was looked at."""

HAND: Final = "hand"
"""The rule of evidence that a reviewer gave."""

LISTS: Final = ("officials", "leadership", "awards", "indicators")
OBJECTS: Final = ("article", "cluster", "meeting")
LEADING: Final = {"officials": "name", "leadership": "unit", "awards": "award", "indicators": "value"}
"""The field by whose words an entry of a list is known."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """`before` is the entry as it stood, `after` as it is to be, both with evidence; `fields` are those that count."""

    id: int
    article: int
    action: Action
    part: str | None
    fields: tuple[str, ...]
    before: Data | None
    after: Data | None
    note: str | None
    made: str
    by: str
    carried_from: int | None = None
    lost: bool = False
    """Its words are not in the text that it was carried to."""

    @property
    def shows(self) -> Data:
        """The entry it speaks of."""
        return self.after or self.before or {}


def read(row: Any) -> Correction:
    """The correction of a row of the archive."""
    return Correction(
        id=row.id,
        article=row.article_id,
        action=cast("Action", row.action),
        part=row.part,
        fields=tuple(json.loads(row.fields)),
        before=json.loads(row.before) if row.before else None,
        after=json.loads(row.after) if row.after else None,
        note=row.note,
        made=row.made,
        by=row.by,
        carried_from=row.carried_from,
        lost=bool(row.lost),
    )


def packed(data: Data | None) -> str | None:
    """An entry as the archive keeps it."""
    return None if data is None else compact(data)


def span_of(part: str, entry: Data | None) -> tuple[int, int] | None:
    """The words by which an entry is known: those of its leading field, else the first it has."""
    evidence = (entry or {}).get("evidence") or []
    leading = LEADING.get(part, "")
    for found in evidence:
        if found["field"].partition("[")[0] == leading:
            return found["start"], found["end"]
    return (evidence[0]["start"], evidence[0]["end"]) if evidence else None


def is_of(written: str, field: str) -> bool:
    """Does evidence or a conclusion noted under `written` speak of the field?"""
    return written == field or written.startswith((f"{field}[", f"{field}."))


def plain(entry: Data) -> Data:
    """The values of an entry, without where they come from."""
    return {key: value for key, value in entry.items() if key not in ("evidence", "derived")}
