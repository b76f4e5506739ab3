"""Provinces before and after the mergers of 2025: meetings held, offices, awards and figures by year."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.questions.facts import awards, indicators, leadership
from pipeline.archive.questions.listing import Wanted, count, page
from pipeline.archive.questions.series import vocabulary
from pipeline.archive.units import all_units, related
from pipeline.serve.web import desk_of, render
from pipeline.serve.wording import alphabetical

router = APIRouter(include_in_schema=False)

MOST: Final = 60
"""Rows of each table on the page; the rest is behind a link."""


@router.get("/provinces")
def provinces(request: Request) -> Response:
    """All of them, today's and those that were merged."""
    now = sorted({unit.name for unit in all_units() if unit.valid_to is None}, key=alphabetical)
    names = {unit.id: unit.name for unit in all_units()}
    gone = sorted(
        {
            (unit.name, names.get(unit.successor or "", ""))
            for unit in all_units()
            if unit.valid_to is not None and unit.name not in now
        },
        key=lambda row: alphabetical(row[0]),
    )
    return render(request, "provinces.html", {"now": now, "gone": gone})


@router.get("/provinces/{name}")
def province(request: Request, name: str) -> Response:
    """One of them, by its old or its new name. Raises `ArchiveError` (`unknown`)."""
    units = related(name)
    if not units:
        raise ArchiveError("unknown", f"province {name!r}")
    own = next(one.unit.name for one in units if one.relation == "same")
    only = Filters(province=own, limit=MOST)
    with desk_of(request).shelf.asking() as ask:
        wanted = Wanted(filters=Filters(province=own))
        values: dict[str, Any] = {
            "total": count(ask, wanted),
            "meetings": page(ask, wanted, limit=8),
            "leaders": sorted(leadership(ask, only, marked=False), key=lambda row: -(row["year"] or 0)),
            "awards": sorted(awards(ask, only), key=lambda row: (-(row["year"] or 0), row["award"], row["status"])),
            "figures": _figures(ask, only),
        }
    links = [one for one in units if one.relation != "same"]
    meanings = {entry.id: entry.meaning for entry in vocabulary()}
    return render(request, "province.html", {**values, "name": own, "links": links, "meanings": meanings})


def _figures(ask: Asking, only: Filters) -> list[tuple[str, list[AnswerRow]]]:
    """Figures that the rules know by name, by indicator, the years in order."""
    rows = [row for row in indicators(ask, only) if row["indicator"]]
    rows.sort(key=lambda row: (row["indicator"], row["year"] or 0, row["kind"]))
    return [(indicator, list(own)) for indicator, own in groupby(rows, lambda row: str(row["indicator"]))]
