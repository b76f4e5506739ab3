"""`POST /extract`: a text or a file in, its record out, as the command does it. Nothing is kept."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from pipeline.model.record import Failure, Record
from pipeline.read.items import Item
from pipeline.read.sniff import article_kind
from pipeline.serve.api.shapes import Problem
from pipeline.serve.web import desk_of

router = APIRouter(tags=["extract"])

NAME: Final = "article"
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_TYPES: Final = ("text/plain", "text/html", "application/pdf", "application/octet-stream")
REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    400: {"model": Problem, "description": "An article that cannot be read; `code` as in `failures.jsonl`"},
    413: {"model": Problem, "description": "Too large"},
    503: {"model": Problem, "description": "Too many articles wait"},
}


class Given(BaseModel):
    """An article, and what is known beside its text."""

    text: Annotated[str, Field(examples=["Sáng 18/1/2021, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị."])]
    title: str | None = None
    uri: str | None = None
    published: Annotated[str | None, Field(examples=["2021-01-19"])] = None
    publisher: str | None = None
    author: str | None = None


@router.post("/extract", responses=REFUSED, response_model=Record)
def extract(request: Request, given: Given) -> Response:
    """The record of a text."""
    return _answer(request, item_of(given.model_dump(exclude_none=True)))


@router.post(
    "/extract/file",
    responses=REFUSED,
    response_model=Record,
    openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys(_TYPES, _BINARY)}},
)
async def extract_file(request: Request) -> Response:
    """The record of a file: its bytes are the body, in any format that `kyyeu run` reads as one article."""
    raw = await request.body()
    return await run_in_threadpool(_answer, request, Item(NAME, len(raw), raw=raw, kind=article_kind(raw)))


def item_of(given: dict[str, Any]) -> Item:
    """A text as an article to be read."""
    found = {("url" if name == "uri" else name): value for name, value in given.items()}
    line = json.dumps(found, ensure_ascii=True).encode()
    return Item(NAME, len(line), line=line)


def _answer(request: Request, item: Item) -> Response:
    found = desk_of(request).reader.read(item)
    if found is None:
        return JSONResponse({"detail": "too many articles wait", "code": "busy"}, 503)
    if isinstance(found, Failure):
        return JSONResponse({"detail": found.message, "code": found.code}, 400)
    return Response(found.model_dump_json(by_alias=True), media_type="application/json")
