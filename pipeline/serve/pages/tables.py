"""What a page lists, as a table for spreadsheets: its address with `.csv` or `.xlsx`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from pipeline.archive.questions import facts
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.questions.gaps import coverage
from pipeline.archive.questions.listing import clusters
from pipeline.archive.questions.people import people, person
from pipeline.archive.questions.queue import waiting
from pipeline.archive.questions.search import search
from pipeline.serve.asked import filters_of
from pipeline.serve.downloads import MOST_ROWS, download
from pipeline.serve.web import desk_of

router = APIRouter(include_in_schema=False)

FORMS: Final = ("csv", "xlsx")
MOST_CLUSTERS: Final = 500
MOST_HITS: Final = 500
"""Articles of a search: each is read for its snippet."""

Rows = Callable[[Asking, Request], list[AnswerRow]]
_YEARS: Final = (
    "cluster_name",
    "cluster",
    "year",
    "state",
    "meetings",
    "head",
    "deputies",
    "types",
    "members",
    "marks",
)
_LEADERS: Final = (
    "cluster_name",
    "year",
    "office",
    "holder",
    "person",
    "status",
    "mark",
    "sentence",
    "source",
    "meeting",
)
_AWARDS: Final = ("year", "award", "status", "recipient", "count", "sentence", "date", "source", "meeting")
_FIGURES: Final = (
    *("subject", "indicator", "label", "year", "period", "kind", "value", "value_max", "total", "measure", "change"),
    *("sentence", "date", "source", "meeting"),
)


def _found(ask: Asking, request: Request) -> list[AnswerRow]:
    words = request.query_params.get("q", "").strip()[:300]
    return search(ask, words, replace(filters_of(request.query_params), limit=MOST_HITS)) if words else []


def _people(ask: Asking, request: Request) -> list[AnswerRow]:
    return people(ask, Filters(person=request.query_params.get("person", "").strip() or None, limit=MOST_ROWS))


def _person(ask: Asking, request: Request) -> list[AnswerRow]:
    number = str(request.path_params["person"])
    return person(ask, number[:9], Filters(limit=MOST_ROWS))


def _clusters(ask: Asking, request: Request) -> list[AnswerRow]:
    listed = clusters(ask, request.query_params.get("cluster", "").strip() or None)[:MOST_CLUSTERS]
    return coverage(ask, Filters(clusters=tuple(cluster for cluster, _ in listed))) if listed else []


def _cluster(request: Request) -> Filters:
    return Filters(clusters=(request.path_params["cluster"],))


def _province(request: Request) -> Filters:
    return Filters(province=request.path_params["name"], limit=MOST_ROWS)


def _waiting(ask: Asking, request: Request) -> list[AnswerRow]:
    return waiting(ask, replace(filters_of(request.query_params), limit=MOST_ROWS))


TABLES: Final[tuple[tuple[str, tuple[str, ...], Rows], ...]] = (
    ("/search", ("title", "date", "cluster", "province", "snippet", "source", "article", "meeting"), _found),
    ("/people", ("person", "name", "variants", "provinces", "first_seen", "last_seen", "mentions"), _people),
    ("/people/{person}", ("date", "name", "cluster_name", "post", "roles", "province", "source", "meeting"), _person),
    ("/clusters", _YEARS, _clusters),
    ("/clusters/{cluster}", _YEARS, lambda ask, request: coverage(ask, _cluster(request))),
    ("/clusters/{cluster}/leadership", _LEADERS, lambda ask, request: facts.leadership(ask, _cluster(request))),
    ("/provinces/{name}/leadership", _LEADERS, lambda ask, request: facts.leadership(ask, _province(request))),
    ("/provinces/{name}/awards", _AWARDS, lambda ask, request: facts.awards(ask, _province(request))),
    ("/provinces/{name}/indicators", _FIGURES, lambda ask, request: facts.indicators(ask, _province(request))),
    ("/review", ("title", "cluster_name", "date", "province", "doubt", "reasons", "source", "article"), _waiting),
)


def _endpoint(columns: tuple[str, ...], rows: Rows, form: str) -> Callable[[Request], Response]:
    def table(request: Request) -> Response:
        with desk_of(request).shelf.asking() as ask:
            found = rows(ask, request)
        name = request.url.path.rpartition("/")[2].rpartition(".")[0]
        shown = [
            {column: "; ".join(cell) if isinstance(cell, list) else cell for column, cell in row.items()}
            for row in found
        ]
        return download(request, name if name.isascii() else "kyyeu", columns, shown, form)

    return table


for _path, _columns, _rows in TABLES:
    for _form in FORMS:
        router.add_route(f"{_path}.{_form}", _endpoint(_columns, _rows, _form), methods=["GET"])
