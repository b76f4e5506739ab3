"""A report as the linking sees it: what one article says of its meeting."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pipeline.archive import schema
from pipeline.archive.cluster_names import ClusterName, parse
from pipeline.archive.corrections.model import HAND
from pipeline.archive.names_in_text import names_in
from pipeline.archive.rows import Row
from pipeline.model.record import Article

COLUMNS: Final = tuple(column.name for column in schema.reports.columns)


@dataclass(frozen=True)
class Report:
    """One row of `reports` with its article's key, place and time."""

    values: Mapping[str, Any]
    key: str
    publisher: str | None
    uri: str | None
    published: str | None
    text: str = ""
    """Of a report that names no cluster, for the names in it."""
    people: frozenset[str] | None = None
    """Who was there and who leads; None where nobody asked."""

    @property
    def id(self) -> int:
        return int(self.values["article_id"])

    @property
    def meeting(self) -> int:
        return int(self.values["meeting_id"])

    def get(self, name: str) -> Any:
        """The value of a column of `reports`."""
        return self.values[name]

    @property
    def date(self) -> str | None:
        return self._text("date")

    @property
    def province(self) -> str | None:
        return self._text("province")

    @property
    def period(self) -> str | None:
        return self._text("period")

    def is_by_hand(self, name: str) -> bool:
        """Did a reviewer put the field right?"""
        if f'"{HAND}"' not in self.values["evidence"]:
            return False
        found = json.loads(self.values["evidence"])
        return any(one[0] == name and HAND in one[1:] for part in found.values() for one in part)

    def _text(self, name: str) -> str | None:
        value = self.values[name]
        return None if value is None else str(value)

    @cached_property
    def types(self) -> frozenset[str]:
        return frozenset(filter(None, (self.values["types"] or "").split(";")))

    @cached_property
    def members(self) -> tuple[str, ...]:
        return tuple(json.loads(self.values["members"]))

    @cached_property
    def names(self) -> tuple[ClusterName, ...]:
        """The name that the record gives, else those that stand in the text, else an empty one."""
        return (names_in(self.text) if not self.named else ()) or (self.name,)

    @property
    def named(self) -> bool:
        return bool(self.values["cluster_name"] or self.values["cluster_id"])

    @cached_property
    def unnamed(self) -> bool:
        """Neither the record nor the text says which cluster met."""
        return not self.named and not names_in(self.text)

    @cached_property
    def name(self) -> ClusterName:
        return parse(self.values["cluster_name"], self.values["cluster_id"], self.members)


def view(row: Row, key: str, article: Article) -> Report:
    """The report of a row that is on its way into the archive."""
    return Report(dict(zip(COLUMNS, row, strict=True)), key, article.publisher, article.uri, article.published)
