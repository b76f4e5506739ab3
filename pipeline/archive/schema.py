"""The tables, the same on SQLite and PostgreSQL.

`articles`, `locations`, `extractions`, `decisions` and `corrections` are what the archive was told; all else is made
from them and can be made again. Facts carry `quote`, its offsets in `articles.text`, the rule, and all evidence as
JSON. Tables whose key has several columns are stored in its order (`sqlite_with_rowid`).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    func,
    literal_column,
    or_,
)

from pipeline.archive.columns import key, metadata, quoted, texts
from pipeline.archive.schema_review import corrections, doubts

__all__ = ["corrections", "doubts", "metadata"]

VERSION: Final = 4
"""Version of the schema, the number of the last migration."""

meta = Table("archive_meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("patterns", String, nullable=False),
    Column("code", String, nullable=False),
    Column("first_used", String, nullable=False),
)
Index("versions_fingerprint", versions.c.patterns, versions.c.code, unique=True)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(16), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("report", String, CheckConstraint("report IN ('meeting', 'other')"), nullable=False),
    *texts("uri", "title", "publisher", "author", "published", "date_source"),
    Column("version_id", Integer, ForeignKey("versions.id"), nullable=False),
    Column("added", String, nullable=False),
    Column("text", Text, nullable=False),
)

locations = Table(
    "locations",
    metadata,
    *key("article_id"),
    Column("uri", String, primary_key=True),
    *texts("title", "publisher", "author", "published"),
    Column("digest", LargeBinary(16), nullable=False),
    Column("version_id", Integer, ForeignKey("versions.id"), nullable=False),
    Column("added", String, nullable=False),
    sqlite_with_rowid=False,
)
Index("locations_digest", locations.c.digest)

# Its rows are long: in a tree of their own they would fill half a page each.
extractions = Table(
    "extractions",
    metadata,
    *key("article_id", "number"),
    Column("version_id", Integer, ForeignKey("versions.id"), nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("made", String, nullable=False),
    Column("data", LargeBinary),
)

reports = Table(
    "reports",
    metadata,
    *key("article_id"),
    Column("meeting_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("cluster_key", String, nullable=False),
    Column("earliest", String, nullable=False),
    Column("latest", String, nullable=False),
    *texts("cluster_name", "cluster_id", "kind", "scope"),
    Column("size", Integer),
    Column("members", Text, nullable=False),
    *texts("types", "date", "date_end", "time_of_day", "province", "place", "host", "period", "warnings"),
    Column("evidence", Text, nullable=False),
)
Index("reports_meeting", reports.c.meeting_id)
Index("reports_key", reports.c.cluster_key, reports.c.earliest)
Index("reports_date", reports.c.date, reports.c.province)
undated = or_(reports.c.date.is_(None), func.length(reports.c.date) < literal_column("10"))
"""Reports that name no day: they may be of any meeting of a year, all others of one of a few days."""
undated_index = Index(
    "reports_undated", reports.c.cluster_key, reports.c.earliest, sqlite_where=undated, postgresql_where=undated
)

meetings = Table(
    "meetings",
    metadata,
    *key("id"),
    Column("key", String(16), nullable=False),
    *texts("cluster", "cluster_name", "cluster_id", "kind", "scope"),
    Column("size", Integer),
    *texts("members", "types", "date", "date_end", "time_of_day", "province", "unit", "place", "host", "period"),
    Column("year", Integer),
    Column("reports", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
)
Index("meetings_slug", meetings.c.cluster, meetings.c.year)
Index("meetings_date", meetings.c.date)
Index("meetings_facets", *(meetings.c[name] for name in ("year", "province", "kind", "types", "cluster")))

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("block", String, nullable=False),
    Column("variants", Text, nullable=False),
    *texts("first_seen", "last_seen", "provinces"),
    Column("mentions", Integer, nullable=False),
)
Index("people_block", people.c.block)

officials = Table(
    "officials",
    metadata,
    *key("article_id", "entry"),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("block", String, nullable=False),
    *texts("honorific", "rank", "roles"),
    *quoted(),
    sqlite_with_rowid=False,
)
Index("officials_person", officials.c.person_id)
Index("officials_block", officials.c.block)

posts = Table(
    "posts",
    metadata,
    *key("article_id", "official", "entry"),
    Column("text", Text, nullable=False),
    *texts("title", "organisation", "province", "unit"),
    *quoted(),
    ForeignKeyConstraint(["article_id", "official"], ["officials.article_id", "officials.entry"]),
    sqlite_with_rowid=False,
)

leadership = Table(
    "leadership",
    metadata,
    *key("article_id", "entry"),
    Column("office", String, CheckConstraint("office IN ('head', 'deputy')"), nullable=False),
    *texts("holder", "holder_unit", "person"),
    Column("year", Integer),
    Column("office_year", Integer),
    Column("status", String, nullable=False),
    Column("standing", String, nullable=False),
    *quoted(),
    sqlite_with_rowid=False,
)

awards = Table(
    "awards",
    metadata,
    *key("article_id", "entry", "recipient_entry"),
    Column("award", Text, nullable=False),
    *texts("issuer"),
    Column("status", String, CheckConstraint("status IN ('proposed', 'conferred')"), nullable=False),
    Column("year", Integer),
    *texts("recipient", "recipient_kind", "recipient_province", "recipient_unit"),
    Column("count", Integer),
    *texts("counted_kind"),
    Column("standing", String, nullable=False),
    *quoted(),
    sqlite_with_rowid=False,
)
Index("awards_province", awards.c.recipient_province)
# Read instead of the rows, which are long.
Index("awards_award", awards.c.award)
Index("awards_year", *(awards.c[name] for name in ("year", "recipient_province", "status", "standing")))

indicators = Table(
    "indicators",
    metadata,
    *key("article_id", "entry"),
    *texts("indicator", "label", "subject", "subject_unit"),
    Column("value", Float(53), nullable=False),
    Column("value_max", Float(53)),
    Column("total", Float(53)),
    *texts("measure", "comparator", "change", "baseline", "kind", "period"),
    Column("year", Integer),
    Column("standing", String, nullable=False),
    *quoted(),
    sqlite_with_rowid=False,
)
Index("indicators_subject", indicators.c.subject, indicators.c.indicator, indicators.c.year)
Index("indicators_value", indicators.c.value, indicators.c.total)

conflicts = Table(
    "conflicts",
    metadata,
    *key("meeting_id"),
    Column("entry", Integer, primary_key=True),
    Column("field", String, nullable=False),
    *texts("subject"),
    Column("preferred", Text, nullable=False),
    Column("reason", String, nullable=False),
    Column("claims", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, CheckConstraint("kind IN ('merge', 'split')"), nullable=False),
    Column("one", Integer, ForeignKey("articles.id"), nullable=False),
    Column("other", Integer, ForeignKey("articles.id"), nullable=False),
    Column("made", String, nullable=False),
    *texts("note"),
)

units = Table(
    "units",
    metadata,
    Column("id", String, primary_key=True),
    Column("code", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    *texts("class", "valid_from", "valid_to"),
    Column("successor", String, ForeignKey("units.id")),
)
Index("units_folded", units.c.folded)

cluster_members = Table(
    "cluster_members",
    metadata,
    Column("cluster_id", String, primary_key=True),
    Column("member", String, primary_key=True),
    Column("first_year", Integer, primary_key=True),
    Column("last_year", Integer),
)

pending = Table(
    "pending",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    sqlite_with_rowid=False,
)
