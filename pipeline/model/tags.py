"""What the taggers found, and what the assembly already knows. Stages hand these on; none changes them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.document import Span


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of a person: name and the posts beside it.

    `start`/`end` cover honorific, name and posts; `name_start`/`name_end` the name alone. `posts` are spans whose
    `value` is the post as written with abbreviations expanded.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    honorific: str | None
    rank: str | None
    posts: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Tags:
    """All mentions of one document, each list in text order.

    provinces: value = canonical province name (as in `provinces.csv`), span without the class word.
    places: value = (name, province or None) of a district, town or city.
    units: value = full name of an organisation with abbreviations written out.
    """

    provinces: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    units: tuple[Span, ...] = ()
    people: tuple[Person, ...] = ()
    clusters: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the meeting when offices, awards and figures are assembled."""

    kind: str = "cum"
    name: str | None = None
    scope: str | None = None
    size: int | None = None
    members: tuple[str, ...] = ()
    date: str | None = None
    period: str | None = None
    province: str | None = None
    host: str | None = None
    types: tuple[str, ...] = ()

    @property
    def period_year(self) -> int | None:
        """Year under review: the first year of the period, else the year of the meeting."""
        source = self.period or self.date
        return int(source[:4]) if source and source[:4].isdigit() else None

    @property
    def meeting_year(self) -> int | None:
        """Year in which the cluster met."""
        return int(self.date[:4]) if self.date and self.date[:4].isdigit() else None
