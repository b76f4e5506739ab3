"""Clusters: all of them, and one with its years, its heads and deputies, its meetings."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import Filters
from pipeline.archive.questions.facts import leadership
from pipeline.archive.questions.gaps import coverage
from pipeline.archive.questions.listing import Wanted, cluster_names, page
from pipeline.archive.questions.listing import clusters as listed_clusters
from pipeline.serve.asked import Pager, page_of
from pipeline.serve.pages.home import ROWS, grid_of
from pipeline.serve.web import desk_of, render

router = APIRouter(include_in_schema=False)

MEETINGS: Final = 100


@router.get("/clusters")
def clusters(request: Request) -> Response:
    """All clusters by year, the national ones first."""
    number, words = page_of(request.query_params), request.query_params.get("cluster", "").strip()
    size = 2 * ROWS
    with desk_of(request).shelf.asking() as ask:
        listed = listed_clusters(ask, words or None)
        grid = grid_of(ask, [cluster for cluster, _ in listed[(number - 1) * size : number * size]])
    values = {"grid": grid, "pager": Pager(number, size, len(listed)), "cluster_words": words}
    return render(request, "clusters.html", values)


@router.get("/clusters/{cluster}")
def cluster(request: Request, cluster: str) -> Response:
    """One cluster. Raises `ArchiveError` (`unknown`)."""
    only = Filters(clusters=(cluster,))
    with desk_of(request).shelf.asking() as ask:
        meetings = page(ask, Wanted(filters=only), limit=MEETINGS)
        if not meetings:
            raise ArchiveError("unknown", f"cluster {cluster!r}")
        years, leaders = coverage(ask, only), leadership(ask, only)
        name = cluster_names(ask, [cluster]).get(cluster, cluster)
    values = {"cluster": cluster, "name": name, "meetings": meetings, "years": years[::-1], "leaders": leaders}
    held = any(row["holder"] and row["year"] for row in leaders)
    return render(request, "cluster.html", {**values, "held": held})
