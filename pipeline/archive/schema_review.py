"""The tables of the review: what was put right by hand, and what waits for a second look."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from pipeline.archive.columns import key, metadata, texts

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("action", String, nullable=False),
    Column("part", String),
    Column("fields", Text, nullable=False),
    *texts("before", "after", "note"),
    Column("made", String, nullable=False),
    Column("by", String, nullable=False),
    *texts("undone", "undone_by"),
    Column("carried_from", Integer, ForeignKey("corrections.id")),
    Column("lost", Integer, nullable=False),
)
Index("corrections_article", corrections.c.article_id)

doubts = Table(
    "doubts",
    metadata,
    *key("article_id"),
    Column("doubt", Integer, nullable=False),
    Column("own", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
)
Index("doubts_order", doubts.c.doubt, doubts.c.article_id)
