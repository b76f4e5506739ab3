"""What the report says of an office: where it is named, and what is claimed of whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.assemble.bodies import Holder

OfficeName: TypeAlias = Literal["head", "deputy"]
Status: TypeAlias = Literal["elected", "incumbent", "outgoing"]


@dataclass(frozen=True, slots=True)
class Office:
    """One mention of an office, with the year and the «tân / mới» that stand at it."""

    start: int
    end: int
    office: OfficeName
    year: int | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: this unit, this office, this year, this status."""

    office: OfficeName
    holder: Holder
    year: int | None
    status: Status
    start: int
    end: int
    rule: str
    person: str | None = None
    derived: str | None = None
