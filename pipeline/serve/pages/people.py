"""People: who is in the archive, and where one of them was, with the post held that day."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from sqlalchemy import func, select
from starlette.responses import RedirectResponse, Response

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import Asking, Filters
from pipeline.archive.questions.people import people as everyone
from pipeline.archive.questions.people import person as seen
from pipeline.archive.text import fold
from pipeline.normalise.numbers import whole_number
from pipeline.serve.asked import SIZE, Pager, page_of
from pipeline.serve.web import desk_of, render

router = APIRouter(include_in_schema=False)

_P: Final = schema.people.c


@router.get("/people")
def people(request: Request) -> Response:
    """The list, by name or by part of one."""
    number, words = page_of(request.query_params), request.query_params.get("person", "").strip()
    filters = Filters(person=words or None, limit=SIZE, offset=(number - 1) * SIZE)
    with desk_of(request).shelf.asking() as ask:
        rows = everyone(ask, filters)
        pager = Pager(number, SIZE, _count(ask, words))
    return render(request, "people.html", {"rows": rows, "pager": pager, "person": words})


def _count(ask: Asking, words: str) -> int:
    query = select(func.count()).select_from(schema.people)
    if words:
        query = query.where(_P.folded.contains(" ".join(fold(words).split()), autoescape=True))
    return int(ask.rows(query)[0][0])


@router.get("/people/{person}")
def person(request: Request, person: str) -> Response:
    """One person by number, or whoever bears a name. Raises `ArchiveError` (`unknown`)."""
    number = whole_number(person)
    if number is None:
        return RedirectResponse(f"/people?person={quote(person)}", 303)
    with desk_of(request).shelf.asking() as ask:
        found = ask.rows(select(schema.people).where(_P.id == number))
        if not found:
            raise ArchiveError("unknown", f"person {person}")
        same = ask.rows(select(schema.people).where(_P.folded == found[0].folded, _P.id != found[0].id).limit(20))
        rows = seen(ask, str(number), Filters())
    return render(request, "person.html", {"person": found[0], "rows": rows, "same": same})
