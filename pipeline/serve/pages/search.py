"""Search: words in the articles, and what the words may name: a person, a province, a cluster, a figure."""

from __future__ import annotations

import re
from typing import Any, Final

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.responses import Response

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters, named
from pipeline.archive.questions.facts import figure
from pipeline.archive.questions.listing import cluster_names
from pipeline.archive.questions.search import MARKS, search
from pipeline.archive.text import slug
from pipeline.archive.units import related
from pipeline.normalise.clusters import registry_id
from pipeline.serve.asked import filters_of, page_of
from pipeline.serve.web import desk_of, render

router = APIRouter(include_in_schema=False)

SIZE: Final = 20
FIGURES: Final = 5
_FIGURE: Final = re.compile(r"\D{0,12}\d[\d.,/–\- ]*\D{0,40}")
_PLAIN: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}")


@router.get("/search")
def results(request: Request) -> Response:
    """The results, or an empty box."""
    words, number = request.query_params.get("q", "").strip()[:300], page_of(request.query_params)
    rows: list[AnswerRow] = []
    also: dict[str, Any] = {"people": [], "provinces": [], "clusters": [], "figures": []}
    problem = False
    if words:
        filters = filters_of(request.query_params)
        with desk_of(request).shelf.asking() as ask:
            try:
                rows = found_articles(ask, words, filters, number)
            except ArchiveError as error:
                if error.code != "unknown":
                    raise
                problem = True
            if number == 1:
                also = _named(ask, words)
    values = {"words": words, "rows": rows[:SIZE], "more": len(rows) > SIZE, "page": number, "also": also}
    return render(request, "search.html", {**values, "problem": problem, "marks": MARKS})


def found_articles(ask: Asking, words: str, filters: Filters, number: int) -> list[AnswerRow]:
    """One page of articles, and one more where there are more. Raises `ArchiveError` (`unknown`)."""
    from dataclasses import replace

    return search(ask, words, replace(filters, limit=SIZE + 1, offset=(number - 1) * SIZE))


def _named(ask: Asking, words: str) -> dict[str, Any]:
    """What else the words may be: they name someone or something, or they are a figure."""
    plain = _PLAIN.fullmatch(words) is not None
    return {
        "people": _people(ask, words) if plain else [],
        "provinces": list(dict.fromkeys(one.unit.name for one in related(words) if one.relation == "same")),
        "clusters": _clusters(ask, words) if plain else [],
        "figures": _figures(ask, words) if _FIGURE.fullmatch(words) else [],
    }


def _people(ask: Asking, words: str) -> list[Any]:
    there = select(schema.officials.c.person_id).where(*named(words), schema.officials.c.person_id.is_not(None))
    return ask.rows(select(schema.people).where(schema.people.c.id.in_(there)).limit(FIGURES))


def _clusters(ask: Asking, words: str) -> list[tuple[str, str]]:
    """The cluster whose name this is; words that any name has are no name."""
    exact = [name for name in (registry_id(words), slug(words)) if name]
    return list(cluster_names(ask, exact).items())


def _figures(ask: Asking, words: str) -> list[AnswerRow]:
    try:
        return figure(ask, words, Filters(limit=FIGURES))
    except ArchiveError:
        return []
