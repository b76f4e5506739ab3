"""One meeting: an article beside its record, the other reports, and where they disagree."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from pipeline.archive.errors import ArchiveError
from pipeline.archive.present import present
from pipeline.archive.questions.asking import Asking
from pipeline.archive.questions.dossier import article_row, meeting_file
from pipeline.serve.dossier import Dossier
from pipeline.serve.web import desk_of, render

router = APIRouter(include_in_schema=False)


@router.get("/meetings/{key}")
def meeting(request: Request, key: str) -> Response:
    """The meeting; `article` chooses among its reports."""
    with desk_of(request).shelf.asking() as ask:
        found = meeting_file(ask, key)
        wanted = request.query_params.get("article")
        report = next((row for row in found.reports if row["key"] == wanted), found.reports[0])
        dossier = Dossier(present(ask.connection, report["id"]))
        people = people_of(ask, report["id"])
    values = {"file": found, "meeting": found.meeting, "report": report, "dossier": dossier, "people": people}
    return render(request, "meeting.html", {**values, "reviewing": False})


@router.get("/articles/{key}")
def article(request: Request, key: str) -> Response:
    """An article that may report no meeting."""
    with desk_of(request).shelf.asking() as ask:
        report = article_row(ask, key)
        try:
            found = meeting_file(ask, report["key"])
        except ArchiveError:
            found = None
        dossier = Dossier(present(ask.connection, report["id"]))
        people = people_of(ask, report["id"])
    values = {"file": found, "meeting": found.meeting if found else None, "report": report, "dossier": dossier}
    return render(request, "meeting.html", {**values, "people": people, "reviewing": False})


def people_of(ask: Asking, article: int) -> dict[int, int]:
    """The person behind each official of an article, by the official's place."""
    from sqlalchemy import select

    from pipeline.archive import schema

    table = schema.officials.c
    query = select(table.entry, table.person_id).where(table.article_id == article, table.person_id.is_not(None))
    return {int(entry): int(person) for entry, person in ask.rows(query)}
