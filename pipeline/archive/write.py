"""The writes of one transaction, gathered by table and done together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from pipeline.archive import schema
from pipeline.archive.corrections.store import any_corrections, carry_over, corrections_of
from pipeline.archive.prepare import Prepared, reviewed
from pipeline.archive.rows import Row
from pipeline.archive.store import Store, fetch, run_many

FACTS: Final = (
    schema.doubts,
    schema.posts,
    schema.officials,
    schema.leadership,
    schema.awards,
    schema.indicators,
    schema.reports,
)
"""Tables that a new extraction of an article replaces, those that point to others first."""

_ORDER: Final[tuple[Table, ...]] = (
    *(schema.articles, schema.locations, schema.extractions, schema.reports, schema.meetings),
    *(schema.officials, schema.posts, schema.leadership, schema.awards, schema.indicators, schema.doubts),
)

_ARTICLES: Final = "SELECT key, id, uri, version_id FROM articles WHERE key IN ({})"
_LAST_ID: Final = "SELECT coalesce(max(id), 0) FROM articles"
_LOCATIONS = select(schema.locations.c.article_id, schema.locations.c.uri, schema.locations.c.digest).where(
    schema.locations.c.article_id.in_(bindparam("ids", expanding=True))
)
_GIVEN = select(schema.extractions.c.article_id, schema.extractions.c.digest).where(
    schema.extractions.c.version_id == bindparam("version"),
    schema.extractions.c.article_id.in_(bindparam("ids", expanding=True)),
)


_MANY: Final = 900
"""Values of one IN list, below SQLite's limit."""


@dataclass(slots=True)
class Known:
    """What the archive has of an article: its number, the place of its record and the version of its facts."""

    id: int
    uri: str
    version: int
    locations: dict[str, bytes]
    given: set[bytes] = field(default_factory=set)
    """Hashes of the records of it that this version made."""


class Batch:
    """Prepared records of one version on their way into the archive, in one transaction."""

    def __init__(self, store: Store, connection: Connection, version: int, time: str) -> None:
        self.store = store
        self.connection = connection
        self.version = version
        self.time = time
        self.counts: Counter[str] = Counter()
        self._known: dict[str, Known] = {}
        self._last = 0
        self._rows: dict[str, list[Row]] = {}
        self._pending: set[tuple[str, str]] = set()
        self._fresh: set[int] = set()
        self._reviewed = any_corrections(connection)

    def know(self, entries: Sequence[Prepared]) -> None:
        """Looks up what the archive has of these articles."""
        keys = [entry.key for entry in entries]
        for start in range(0, len(keys), _MANY):
            some = keys[start : start + _MANY]
            # As many marks as keys, nothing of the user's.
            statement = _ARTICLES.format(", ".join("?" * len(some)))
            for key, number, uri, version in fetch(self.connection, statement, some):
                self._known[key] = Known(number, uri or "", version, {})
        if self._known:
            by_id = {known.id: known for known in self._known.values()}
            for row in self.connection.execute(_LOCATIONS, {"ids": list(by_id)}):
                by_id[row.article_id].locations[row.uri] = bytes(row.digest)
            for article, content in self.connection.execute(_GIVEN, {"version": self.version, "ids": list(by_id)}):
                by_id[article].given.add(bytes(content))
        self._last = int(fetch(self.connection, _LAST_ID, ())[0][0])

    def add(self, entry: Prepared) -> None:
        """One record: a new article, a new place of a known one, or a new extraction."""
        known, uri = self._known.get(entry.key), entry.uri
        if known is None:
            self._new(entry)
            self.counts["added"] += 1
        elif known.version != self.version or (uri == known.uri and entry.content not in known.given):
            self._replace(entry, known)
            self.counts["changed"] += 1
        elif uri == known.uri:
            # Also when another record of this version replaced it since: the same input has the same end.
            self.counts["unchanged"] += 1
        else:
            self.counts["unchanged" if known.locations.get(uri) == entry.digest else "located"] += 1
            self._locate(entry, known)

    def write(self) -> None:
        """Writes all that was gathered."""
        for table in _ORDER:
            self.store.insert(self.connection, table, self._rows.pop(table.name, []))
        mark_pending(self.store, self.connection, self._pending)
        self._pending = set()
        self._fresh = set()

    def _put(self, table: Table, row: Row) -> None:
        self._rows.setdefault(table.name, []).append(row)

    def _new(self, entry: Prepared) -> None:
        self._last += 1
        known = Known(self._last, entry.uri, self.version, {entry.uri: entry.digest}, {entry.content})
        self._known[entry.key] = known
        head = (known.id, entry.key, entry.sha256, entry.report, entry.uri, *entry.known)
        self._put(schema.articles, (*head, self.version, self.time, entry.text))
        self._put(schema.locations, self._location(entry, known.id))
        self._put(schema.extractions, (known.id, 0, self.version, entry.content, self.time, entry.data))
        self._fresh.add(known.id)
        if self._reviewed and entry.uri:
            self.write()
            carried = carry_over(self.store, self.connection, entry.uri, known.id, entry.text.decode())
            if carried:
                entry = reviewed(entry, carried)
                self._describe(entry, known.id)
        self._facts(entry, known.id, known.id)

    def _location(self, entry: Prepared, article: int) -> Row:
        return (article, entry.uri, *entry.known[:4], entry.digest, self.version, self.time)

    def _facts(self, entry: Prepared, article: int, meeting: int) -> None:
        for table, rows in entry.tables.items():
            if table == "meetings" and meeting != article:
                continue
            kept = self._rows.setdefault(table, [])
            if entry.number == article == meeting:
                kept += rows
            elif table == "reports":
                kept += [(article, meeting, *row[2:]) for row in rows]
            else:
                kept += [(article, *row[1:]) for row in rows]

    def _locate(self, entry: Prepared, known: Known) -> None:
        """Notes the place, and that this version has seen it."""
        if known.id in self._fresh:
            self.write()
        table = schema.locations
        self.connection.execute(delete(table).where(table.c.article_id == known.id, table.c.uri == entry.uri))
        self._put(table, self._location(entry, known.id))
        known.locations[entry.uri] = entry.digest
        self._fresh.add(known.id)

    def _replace(self, entry: Prepared, known: Known) -> None:
        """The new record in the place of the old one, which stays in `extractions`."""
        self.write()
        self._locate(entry, known)
        history = schema.extractions
        last = self.connection.execute(
            select(history.c.number, history.c.digest)
            .where(history.c.article_id == known.id)
            .order_by(history.c.number.desc())
            .limit(1)
        ).one()
        same = bytes(last.digest) == entry.content
        data = None if same else entry.data
        self._put(history, (known.id, last.number + 1, self.version, entry.content, self.time, data))
        known.uri, known.version = entry.uri, self.version
        known.given.add(entry.content)
        self.renew(entry, known.id)

    def renew(self, entry: Prepared, article: int) -> None:
        """The facts of an article made anew from its record, with what reviewers put right."""
        if self._reviewed:
            entry = reviewed(entry, corrections_of(self.connection, [article]).get(article, ()))
        meeting = self._forget(article)
        self._describe(entry, article)
        self._facts(entry, article, meeting if entry.report == "meeting" else article)
        self._pending.add(("report", str(article)))
        self._pending |= {("person", str(official[5])) for official in entry.tables.get("officials", ())}
        self.write()

    def _describe(self, entry: Prepared, article: int) -> None:
        names = ("title", "publisher", "author", "published", "date_source")
        values = dict(zip(names, entry.known, strict=True))
        values |= {"report": entry.report, "uri": entry.uri, "version_id": self.version}
        self.connection.execute(update(schema.articles).where(schema.articles.c.id == article).values(values))

    def _forget(self, article: int) -> int:
        """Removes the facts of an article; returns the meeting it was in. All of that meeting is to be linked again."""
        table = schema.reports
        meeting = self.connection.execute(select(table.c.meeting_id).where(table.c.article_id == article)).scalar()
        people = select(schema.officials.c.block).where(schema.officials.c.article_id == article)
        self._pending |= {("person", str(block)) for (block,) in self.connection.execute(people)}
        self._pending.add(("report", str(article)))
        if meeting is not None:
            mates = select(table.c.article_id).where(table.c.meeting_id == meeting)
            self._pending |= {("report", str(mate)) for (mate,) in self.connection.execute(mates)}
        for facts in FACTS:
            self.connection.execute(delete(facts).where(facts.c.article_id == article))
        if meeting in (None, article):
            # Its seat is empty until the meeting is linked again; a meeting of others keeps it.
            gone = delete(schema.conflicts).where(schema.conflicts.c.meeting_id == article)
            self.connection.execute(gone)
            self.connection.execute(delete(schema.meetings).where(schema.meetings.c.id == article))
        return int(meeting) if meeting is not None else article


def mark_pending(store: Store, connection: Connection, keys: set[tuple[str, str]]) -> None:
    """Notes what is to be linked at the end of the run, or by whoever opens the archive next."""
    if not keys:
        return
    mark = "?, ?" if store.dialect == "sqlite" else "%s, %s"
    statement = f"INSERT INTO pending (kind, key) VALUES ({mark}) ON CONFLICT DO NOTHING"  # noqa: S608 (no user input)
    run_many(connection, statement, sorted(keys))
