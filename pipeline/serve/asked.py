"""What an address asks for: filters, the order, the page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.archive.questions.asking import Filters
from pipeline.archive.questions.listing import SORTS, Wanted
from pipeline.normalise.numbers import whole_number

SIZE: Final = 50
LAST_PAGE: Final = 100_000
FILTERS: Final = ("cluster", "year", "province", "person")


def filters_of(query: Mapping[str, str]) -> Filters:
    """The filters; empty parameters narrow nothing."""
    given = {name: query.get(name, "").strip() or None for name in FILTERS}
    return Filters(cluster=given["cluster"], year=given["year"], province=given["province"], person=given["person"])


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """Which meetings in which order; an order that is none is that by day."""
    sort = query.get("sort", "")
    descending = query.get("order") != "asc" if sort in SORTS else True
    return Wanted(
        filters=filters_of(query),
        type=query.get("type") or None,
        kind=query.get("kind") or None,
        award=query.get("award", "").strip() or None,
        conflict=query.get("conflict") == "1",
        doubt=query.get("doubt") == "1",
        sort=sort if sort in SORTS else "date",
        descending=descending,
    )


def page_of(query: Mapping[str, str]) -> int:
    """The number of the page, from 1."""
    return min(max(whole_number(query.get("page", "")) or 1, 1), LAST_PAGE)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among all; `total` is None where nobody counted."""

    page: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """Number of the first row shown."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return min(self.page * self.size, self.total)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, math.ceil(self.total / self.size))
