"""Columns that several tables of the archive have."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData()


def key(name: str, *more: str) -> tuple[Column[int], ...]:
    """The article as key, with the places in its lists."""
    first = Column(name, Integer, ForeignKey("articles.id"), primary_key=True)
    return (first, *(Column(column, Integer, primary_key=True) for column in more))


def quoted() -> tuple[Column[Any], ...]:
    """Where a fact was read: the quote, its offsets in the text, the rule, the zone, and all evidence as JSON."""
    return (
        Column("quote", Text),
        Column("start_at", Integer),
        Column("end_at", Integer),
        *texts("rule", "zone"),
        Column("evidence", Text, nullable=False),
    )


def texts(*names: str) -> tuple[Column[str], ...]:
    """Columns of text that may be empty."""
    return tuple(Column(name, Text) for name in names)
