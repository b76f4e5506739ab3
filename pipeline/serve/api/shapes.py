"""The shapes and parameters that answers share."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from pipeline.archive.questions.asking import AnswerRow, Filters

YEARS = r"^(\d{4}|\d{4}(-|\.\.|–)(\d{4})?|(-|\.\.|–)\d{4})$"

Cluster = Annotated[str | None, Query(max_length=200, description="Id of a cluster, or words of its name")]
Year = Annotated[str | None, Query(pattern=YEARS, description="2020, 2017-2021, 2017- or -2021")]
Province = Annotated[str | None, Query(max_length=100, description="Province, by its old or new name")]
Person = Annotated[str | None, Query(max_length=100, description="Name of an official, diacritics or not")]
Page = Annotated[int, Query(ge=1, le=100_000)]
Size = Annotated[int, Query(ge=1, le=500)]


class Problem(BaseModel):
    """What is refused, and the archive's code for it."""

    detail: str
    code: str | None = None


class Answer(BaseModel):
    """Rows of an answer. `more`: the next page has some; `total` stands where it was counted."""

    rows: list[dict[str, Any]]
    page: int = 1
    more: bool = False
    total: int | None = Field(default=None)


class Paged(BaseModel):
    """Filters and the page of an answer."""

    filters: Filters
    page: int
    size: int

    def answer(self, rows: list[AnswerRow], total: int | None = None) -> Answer:
        """The rows, of which there may be one more than fit on the page."""
        return Answer(rows=rows[: self.size], page=self.page, more=len(rows) > self.size, total=total)

    def cut(self, rows: list[AnswerRow]) -> Answer:
        """The page of all the rows."""
        start = (self.page - 1) * self.size
        return self.answer(rows[start : start + self.size + 1], len(rows))


def paged(
    cluster: Cluster = None,
    year: Year = None,
    province: Province = None,
    person: Person = None,
    page: Page = 1,
    size: Size = 50,
) -> Paged:
    """The parameters that most questions take."""
    found = Filters(cluster, province, year, person, limit=size + 1, offset=(page - 1) * size)
    return Paged(filters=found, page=page, size=size)


Asked = Annotated[Paged, Depends(paged)]
REFUSALS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "Nothing has that name"},
    503: {"model": Problem, "description": "The archive is busy"},
}


def example(*rows: dict[str, Any], **more: Any) -> dict[int | str, dict[str, Any]]:
    """The refusals, and what an answer looks like."""
    shown = {"rows": list(rows), "page": 1, "more": False, "total": len(rows), **more}
    return {**REFUSALS, 200: {"content": {"application/json": {"example": shown}}}}
