"""The review for programs: the queue, what was done to an article, and changes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from pipeline.archive.corrections.change import Change, ChangeError, correct, take_back
from pipeline.archive.questions import queue
from pipeline.archive.questions.dossier import article_row
from pipeline.serve.api.answers import Key
from pipeline.serve.api.shapes import REFUSALS, Answer, Asked, Problem, example
from pipeline.serve.web import desk_of

router = APIRouter(prefix="/api", tags=["review"])

Name = Annotated[str, Field(min_length=1, max_length=80, examples=["Lê Thị Bình"])]
CHANGES: dict[int | str, dict[str, Any]] = {
    **REFUSALS,
    400: {"model": Problem, "description": "The change makes no record; `code`: `quote`, `path` or `value`"},
    403: {"model": Problem, "description": "Nothing may be changed"},
    409: {"model": Problem, "description": "Somebody else has changed it (`overtaken`)"},
}


class Wanted(BaseModel):
    """A change of the entry under `path` (`indicators[3]`, `meeting.date`; `awards` adds one)."""

    action: Literal["accept", "set", "reject", "add", "note", "done"]
    by: Name
    path: Annotated[str, Field(max_length=60, examples=["indicators[3]"])] = ""
    values: Annotated[dict[str, Any], Field(examples=[{"value": 8.2}])] = {}
    quote: Annotated[str | None, Field(max_length=10_000)] = None
    note: Annotated[str | None, Field(max_length=2_000)] = None
    seen: Annotated[str | None, Field(max_length=40, description="Mark of the entry as it was seen")] = None


class By(BaseModel):
    """Who does it."""

    by: Name


class Made(BaseModel):
    """The number of a correction."""

    id: int


@router.get("/review", responses=example({"article": "3f1c9a0b7d2e4f68", "doubt": 5, "reasons": ["no_chair"]}))
def waiting(request: Request, asked: Asked) -> Answer:
    """What waits for a review, the most doubtful first."""
    with desk_of(request).shelf.asking() as ask:
        return asked.answer(queue.waiting(ask, asked.filters))


@router.get("/articles/{key}/corrections", responses=REFUSALS)
def corrections(request: Request, key: Key) -> Answer:
    """What reviewers did to an article, the last first."""
    with desk_of(request).shelf.asking() as ask:
        rows = queue.corrections(ask, article_row(ask, key)["id"])
    return Answer(rows=rows, total=len(rows))


@router.post("/articles/{key}/corrections", responses=CHANGES, status_code=201, response_model=Made)
def change(request: Request, key: Key, wanted: Wanted) -> Response | Made:
    """Makes a change."""
    shelf = _shelf(request)
    found = Change(
        wanted.action, wanted.by, wanted.path, wanted.values, wanted.quote, note=wanted.note, seen=wanted.seen
    )
    try:
        with shelf.writing() as store:
            return Made(id=correct(store, key, found))
    except ChangeError as error:
        status = 409 if error.code == "overtaken" else 400
        return JSONResponse({"detail": str(error)[:500], "code": error.code}, status)


@router.post("/corrections/{number}/undo", responses=CHANGES)
def undo(request: Request, number: Annotated[int, Path(ge=1, le=2**31 - 1)], who: By) -> Made:
    """Takes a correction back."""
    with _shelf(request).writing() as store:
        take_back(store, number, who.by)
    return Made(id=number)


def _shelf(request: Request) -> Any:
    desk = desk_of(request)
    if desk.settings.read_only:
        raise HTTPException(403, "the server is read-only")
    return desk.shelf
