"""Lists of meetings: facets, order, pages, and the same as a table for spreadsheets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from pipeline.archive.questions.asking import AnswerRow
from pipeline.archive.questions.listing import cluster_names, facets, page
from pipeline.serve.asked import SIZE, Pager, page_of, wanted_of
from pipeline.serve.downloads import MOST_ROWS, download
from pipeline.serve.web import desk_of, render

router = APIRouter(include_in_schema=False)

COLUMNS: Final = (
    *("meeting", "date", "date_end", "cluster_name", "cluster", "kind", "types", "period", "year", "province"),
    *("place", "host", "members", "officials", "reports", "conflicts", "sources"),
)
PARAMETERS: Final = ("cluster", "year", "province", "person", "type", "kind", "award", "conflict", "doubt")


@router.get("/meetings")
def meetings(request: Request) -> Response:
    """The list."""
    wanted, number = wanted_of(request.query_params), page_of(request.query_params)
    shelf = desk_of(request).shelf
    unsorted = replace(wanted, sort="date", descending=True)
    with shelf.asking() as ask:
        found = shelf.remember(("facets", unsorted), lambda: facets(ask, wanted))
        pager = Pager(number, SIZE, found.total)
        rows = page(ask, wanted, limit=SIZE, offset=(number - 1) * SIZE, total=found.total)
        chosen = wanted.filters.cluster
        name = cluster_names(ask, [chosen]).get(chosen, chosen) if chosen else None
    given = {name: request.query_params.get(name, "") for name in PARAMETERS}
    values: dict[str, Any] = {"rows": rows, "pager": pager, "facets": found.values, "given": given, "wanted": wanted}
    return render(request, "meetings.html", {**values, "cluster_name": name})


@router.get("/meetings.{form}")
def table(request: Request, form: str) -> Response:
    """The list as `csv` or `xlsx`, at most `MOST_ROWS` rows."""
    wanted = wanted_of(request.query_params)
    with desk_of(request).shelf.asking() as ask:
        rows = [_flat(row) for row in page(ask, wanted, limit=MOST_ROWS)]
    return download(request, "meetings", COLUMNS, rows, form)


def _flat(row: AnswerRow) -> AnswerRow:
    lists = {name: " ".join(row[name]) if name == "sources" else "; ".join(row[name]) for name in _LISTS}
    return {**row, **lists}


_LISTS: Final = ("types", "members", "officials", "sources")
