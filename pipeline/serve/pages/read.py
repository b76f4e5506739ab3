"""The paste box: a text or a file in, its record beside it; nothing is kept. And the gold of the reviewers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.archive.corrections.apply import Applied
from pipeline.archive.export.gold import gold_zip
from pipeline.model.record import Failure
from pipeline.read.items import Item
from pipeline.read.sniff import article_kind
from pipeline.serve.api.extract import item_of
from pipeline.serve.dossier import Dossier
from pipeline.serve.labels import Labels
from pipeline.serve.session import is_own_form
from pipeline.serve.web import desk_of, language_of, render

router = APIRouter(include_in_schema=False)

_EMPTY: dict[str, Any] = {
    "text": "",
    "title": "",
    "published": "",
    "failure": None,
    "dossier": None,
    "reviewing": False,
}


@router.get("/read")
def form(request: Request) -> Response:
    """The form."""
    return render(request, "read.html", _EMPTY)


@router.post("/read")
async def result(request: Request) -> Response:
    """The form with the record of what was given."""
    desk = desk_of(request)
    async with request.form(max_files=1, max_fields=10, max_part_size=desk.settings.max_bytes) as sent:
        if not is_own_form(request, desk.settings.secret, str(sent.get("csrf", ""))):
            raise HTTPException(403, Labels(language_of(request))("review.stale_form"))
        given = {name: str(sent.get(name, "")) for name in ("text", "title", "published")}
        upload = sent.get("file")
        if isinstance(upload, UploadFile) and upload.filename:
            raw = await upload.read()
            item = Item(upload.filename[-200:], len(raw), raw=raw, kind=article_kind(raw))
        else:
            item = item_of({name: value for name, value in given.items() if value})
    return await run_in_threadpool(_result, request, item, given)


def _result(request: Request, item: Item, given: dict[str, str]) -> Response:
    found = desk_of(request).reader.read(item)
    if found is None or isinstance(found, Failure):
        code = found.code if found else "busy"
        status = 503 if found is None else 400
        return render(request, "read.html", {**_EMPTY, **given, "failure": code}, status)
    values = {**_EMPTY, **given, "dossier": Dossier(Applied(found)), "report": {"key": found.id, "uri": item.uri}}
    return render(request, "read.html", values)


@router.get("/gold.zip")
def gold(request: Request) -> Response:
    """What the reviewers have done with, for `kyyeu check`."""
    with desk_of(request).shelf.asking() as ask:
        content = gold_zip(ask.connection)
    headers = {"Content-Disposition": 'attachment; filename="gold.zip"'}
    return Response(content, media_type="application/zip", headers=headers)
