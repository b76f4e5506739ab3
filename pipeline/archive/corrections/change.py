"""A change that a reviewer wants, made in one transaction, and refused where another reviewer was quicker."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import Connection, select

from pipeline.archive import schema
from pipeline.archive.corrections.apply import Applied
from pipeline.archive.corrections.model import HAND, LEADING, LISTS, OBJECTS, Action, Correction, Data, is_of, span_of
from pipeline.archive.corrections.store import add, undo
from pipeline.archive.decide import article_id
from pipeline.archive.present import latest, present
from pipeline.archive.settle import settle
from pipeline.archive.store import Store, now
from pipeline.archive.text import compact
from pipeline.archive.write import Batch
from pipeline.model.record import Record

_PATH: Final = re.compile(r"(?P<part>[a-z]+)(?:\[(?P<index>\d{1,6})\])?(?:\.(?P<field>[a-z_]+))?")
_NOT_OURS: Final = frozenset({"text", "zones", "sha256", "uri"})
"""What no reviewer changes of an article."""
WHY: Final = "do người rà soát nhập"
"""Why a value without words stands in a record."""


class ChangeError(Exception):
    """A change that cannot be made. `code`: `overtaken`, `quote`, `path` or `value`."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Change:
    """What is wanted of the entry under `path` (`indicators[3]`, `meeting.date`, `awards` for a new one).

    `seen` is the mark of the entry as the reviewer saw it; `quote` are words of the text, near `near` if given.
    """

    action: Action
    by: str
    path: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    quote: str | None = None
    near: int | None = None
    note: str | None = None
    seen: str | None = None


def mark_of(entry: Data | None) -> str:
    """What tells whether an entry is still as it was."""
    return hashlib.blake2b(compact(entry).encode(), digest_size=8).hexdigest()


def correct(store: Store, key: str, change: Change) -> int:
    """Makes the change to the record of an article; returns its number. Raises `ChangeError` and `ArchiveError`."""
    with store.transaction() as connection:
        article = article_id(connection, key)
        applied = present(connection, article)
        number = add(store, connection, _correction(connection, article, applied, change))
        try:
            renew(store, connection, article)
        except (ValidationError, ValueError) as error:
            raise ChangeError("value", str(error)) from error
    settle(store)
    return number


def take_back(store: Store, number: int, by: str) -> str:
    """Undoes a correction; returns the key of its article. Raises `ArchiveError` (`unknown`)."""
    with store.transaction() as connection:
        article = undo(connection, number, by)
        renew(store, connection, article)
        key = connection.execute(select(schema.articles.c.key).where(schema.articles.c.id == article)).scalar_one()
    settle(store)
    return str(key)


def renew(store: Store, connection: Connection, article: int) -> None:
    """Makes the facts of an article anew from what was read last and what was put right."""
    entry, version = latest(connection, article)
    Batch(store, connection, version, now()).renew(entry, article)


def _correction(connection: Connection, article: int, applied: Applied, change: Change) -> Correction:
    head = {"id": 0, "article": article, "action": change.action, "note": change.note, "made": now(), "by": change.by}
    if change.action == "done" or not change.path:
        seen = {"content": latest(connection, article)[0].content.hex()} if change.action == "done" else None
        return Correction(**head, part=None, fields=(), before=None, after=seen)  # type: ignore[arg-type]
    match = _PATH.fullmatch(change.path)
    if match is None or match["part"] not in (*LISTS, *OBJECTS):
        raise ChangeError("path", change.path)
    part = match["part"]
    before = _entry(applied, part, match["index"], change)
    names = tuple(change.values) or ((match["field"],) if match["field"] else ())
    after: Data | None = None
    if change.action in ("set", "add"):
        after, names = _after(part, before or {}, change, applied.record.article.text)
    elif change.action == "accept":
        after, names = before, names or tuple(_said(before or {}))
    return Correction(**head, part=part, fields=names, before=before, after=after)  # type: ignore[arg-type]


def _said(entry: Data) -> list[str]:
    return [name for name, value in entry.items() if name not in ("evidence", "derived") and value not in (None, [])]


def entry_data(record: Record, part: str, index: int | None = None) -> Data | None:
    """An entry of a record with where it comes from; None where the list has no such place."""
    found = getattr(record, part)
    if part in OBJECTS:
        data: Data = found.model_dump(mode="json") if found is not None else {}
        return {name: value for name, value in data.items() if name not in _NOT_OURS} if part == "article" else data
    if index is None or index >= len(found):
        return None
    entry: Data = found[index].model_dump(mode="json", by_alias=True)
    return entry


def _entry(applied: Applied, part: str, index: str | None, change: Change) -> Data | None:
    """The entry as it stands. Raises `ChangeError` when it is not as the reviewer saw it."""
    if change.action == "add" and part in LISTS:
        return None
    data = entry_data(applied.record, part, int(index or 0))
    if part in LISTS and (data is None or mark_of(data) != change.seen):
        # Entries may have come before it: it is the same one that was seen.
        places = range(len(getattr(applied.record, part)))
        every = (entry_data(applied.record, part, place) for place in places)
        data = next((entry for entry in every if mark_of(entry) == change.seen), data)
    if data is None or (change.seen is not None and mark_of(data) != change.seen):
        raise ChangeError("overtaken", change.path)
    return data


def _after(part: str, before: Data, change: Change, text: str) -> tuple[Data, tuple[str, ...]]:
    """The entry as it is to be, and the fields that were put right."""
    entry = {**before, **change.values}
    old = span_of(part, before)
    place = _place(text, change, old)
    leading = LEADING.get(part)
    fresh = place is not None and (old is None or place != old)
    for name in change.values:
        for kind in ("evidence", "derived"):
            entry[kind] = [one for one in entry.get(kind) or [] if not is_of(one["field"], name)]
        known = [one for one in before.get("evidence") or [] if is_of(one["field"], name)]
        if place is not None and (fresh or not known):
            entry["evidence"].append({"field": name, "start": place[0], "end": place[1], "rule": HAND})
        elif known:
            entry["evidence"] += [{**one, "field": name, "rule": HAND} for one in known[:1]]
        elif entry[name] not in (None, []):
            entry["derived"].append({"field": name, "from": HAND, "reason": change.note or WHY})
    names = tuple(change.values)
    if fresh and place is not None and leading and leading not in names and entry.get(leading) is not None:
        names = (*names, leading)
        entry["evidence"] = [one for one in entry.get("evidence") or [] if not is_of(one["field"], leading)]
        entry["evidence"].append({"field": leading, "start": place[0], "end": place[1], "rule": HAND})
    return entry, names


def _place(text: str, change: Change, old: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where the words are that the reviewer chose. Raises `ChangeError` when they are not in the text."""
    quote = (change.quote or "").strip()
    if not quote:
        return None
    wanted = change.near if change.near is not None else old[0] if old else 0
    places = [match.start() for match in re.finditer(re.escape(quote), text)]
    if not places:
        raise ChangeError("quote", quote)
    start = min(places, key=lambda place: abs(place - wanted))
    return start, start + len(quote)
