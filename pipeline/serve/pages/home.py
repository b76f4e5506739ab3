"""The first page: a search box, the latest meetings, and what the archive has of each cluster and year."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter, Request
from sqlalchemy import func, select
from starlette.responses import Response

from pipeline.archive import schema
from pipeline.archive.questions.asking import Asking, Filters
from pipeline.archive.questions.gaps import coverage
from pipeline.archive.questions.listing import Wanted, cluster_names, clusters, page
from pipeline.serve.asked import Pager, page_of
from pipeline.serve.web import desk_of, render

router = APIRouter(include_in_schema=False)

LATEST: Final = 6
ROWS: Final = 12
"""Clusters of the grid on one page."""
YEARS: Final = 18
"""Years of the grid, the last ones."""


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    desk = desk_of(request)
    number = page_of(request.query_params)
    with desk.shelf.asking() as ask:
        counts = {name: _count(ask, name) for name in ("meetings", "articles", "people")}
        latest = page(ask, Wanted(), limit=LATEST)
        words = request.query_params.get("cluster", "").strip()
        listed = clusters(ask, words or None)
        pager = Pager(number, ROWS, len(listed))
        grid = grid_of(ask, [cluster for cluster, _ in listed[(number - 1) * ROWS : number * ROWS]])
    values = {"counts": counts, "latest": latest, "grid": grid, "pager": pager, "cluster_words": words}
    return render(request, "home.html", values)


def _count(ask: Asking, table: str) -> int:
    return int(ask.rows(select(func.count()).select_from(schema.metadata.tables[table]))[0][0])


def grid_of(ask: Asking, listed: list[str]) -> dict[str, Any]:
    """Years, and for each cluster its name and what is known of each of the years."""
    if not listed:
        return {"years": [], "rows": []}
    rows = coverage(ask, Filters(clusters=tuple(listed)))
    names = cluster_names(ask, listed)
    known = {cluster: {row["year"]: row for row in own} for cluster, own in groupby(rows, lambda row: row["cluster"])}
    last = max((row["year"] for row in rows), default=0)
    first = max(min((row["year"] for row in rows), default=0), last - YEARS + 1)
    return {
        "years": list(range(first, last + 1)),
        "rows": [(cluster, names.get(cluster, cluster), known.get(cluster, {})) for cluster in listed],
    }
