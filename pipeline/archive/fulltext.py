"""The full-text index of the articles, folded: `dak lak` finds «Đắk Lắk». FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from pipeline.archive.text import words

_MAX_CHARS: Final = 300_000
"""Characters of an article that are indexed: PostgreSQL takes no more than 1 MB of words of one text."""


def create_index(connection: Connection) -> None:
    """Makes the index of an empty archive. It holds no text of its own."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE article_words USING fts5"
            "(text, content='', tokenize=\"unicode61 remove_diacritics 2\")"
        )
        return
    connection.exec_driver_sql(
        "CREATE TABLE article_words (article_id integer PRIMARY KEY REFERENCES articles (id), words tsvector NOT NULL)"
    )
    connection.exec_driver_sql("CREATE INDEX article_words_index ON article_words USING gin (words)")


def index_articles(connection: Connection, articles: Sequence[tuple[int, str]]) -> None:
    """Adds articles (id, text), whose texts never change."""
    if not articles:
        return
    if connection.dialect.name == "sqlite":
        # unicode61 folds every diacritic but the stroke of đ.
        rows = [(number, text[:_MAX_CHARS].replace("đ", "d").replace("Đ", "d")) for number, text in articles]
        connection.exec_driver_sql("INSERT INTO article_words (rowid, text) VALUES (?, ?)", rows)
        return
    # Bare words: its own parser would take «1.241/1.310» for a path.
    plain = [(number, " ".join(words(text[:_MAX_CHARS]))) for number, text in articles]
    connection.exec_driver_sql("INSERT INTO article_words VALUES (%s, to_tsvector('simple', %s))", plain)
