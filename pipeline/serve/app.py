"""The application: its pages, its JSON, its files, and what it says when something is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response

from pipeline.archive.errors import ArchiveError
from pipeline.serve.api import routers as api
from pipeline.serve.charts.draw import Studio
from pipeline.serve.charts.draw import warm_up as warm_up_charts
from pipeline.serve.guard import Guard, wants_data
from pipeline.serve.pages import (
    clusters,
    figures,
    home,
    login,
    meeting,
    meetings,
    people,
    provinces,
    read,
    review,
    search,
    tables,
)
from pipeline.serve.reading import Reader
from pipeline.serve.settings import Settings
from pipeline.serve.shelf import Shelf
from pipeline.serve.web import Desk, environment, render, static_folders

PAGES: Final = (tables, login, home, search, meetings, meeting, clusters, provinces, people, figures, review, read)
STATUS: Final = {"unknown": 404, "not_reviewed": 404, "read_only": 403, "locked": 503, "full": 507, "unreachable": 503}
"""Status by code of what the archive refuses; 500 else."""
FILES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def create_app(settings: Settings) -> FastAPI:
    """The application over an archive. Raises `ArchiveError`."""
    desk = Desk(settings, Shelf(settings.archive), Reader(settings.seconds, settings.max_bytes), Studio())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.shelf.close()
        desk.reader.close()

    app = FastAPI(
        title="kyyeu",
        summary="Hội nghị cụm, khối thi đua. Meetings of emulation clusters.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.desk = desk
    for router in (*(page.router for page in PAGES), *api()):
        app.include_router(router)
    app.get("/static/{name}", include_in_schema=False)(static)
    app.exception_handler(ArchiveError)(refused)
    app.exception_handler(HTTPException)(failed)
    app.exception_handler(RequestValidationError)(invalid)
    app.add_middleware(Guard, settings=settings)
    return app


def warm_up() -> None:
    """Loads what draws and compiles the templates: the first visitors would wait for it, each for a second."""
    for name in environment().list_templates():
        environment().get_template(name)
    warm_up_charts()


def static(name: str) -> Response:
    """A file that a page loads. Only those that are known by their ending, and none in a folder."""
    for folder in static_folders():
        path = folder / name
        if path.suffix in FILES and path.parent == folder and path.is_file():
            headers = {"Cache-Control": "public, max-age=31536000, immutable"}
            return FileResponse(path, media_type=FILES[path.suffix], headers=headers)
    raise HTTPException(404)


async def refused(request: Request, error: Exception) -> Response:
    """What the archive says, as a page or as JSON."""
    code = error.code if isinstance(error, ArchiveError) else "database"
    status = STATUS.get(code, 500)
    if wants_data(request.url.path):
        return JSONResponse({"detail": str(error), "code": code}, status)
    return render(request, "problem.html", {"status": status, "key": f"problem.{code}", "message": ""}, status)


async def failed(request: Request, error: Exception) -> Response:
    """Any other refusal."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    # The bare phrase of a status says nothing to a reader.
    message = "" if detail == HTTPStatus(status).phrase else detail
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if wants_data(request.url.path):
        return JSONResponse({"detail": detail}, status, headers)
    key = "problem.unknown" if status == 404 else "problem.refused"
    response = render(request, "problem.html", {"status": status, "key": key, "message": message}, status)
    response.headers.update(headers)
    return response


async def invalid(request: Request, error: Exception) -> Response:
    """Parameters that are none."""
    if wants_data(request.url.path) and isinstance(error, RequestValidationError):
        return await request_validation_exception_handler(request, error)
    return render(request, "problem.html", {"status": 422, "key": "problem.refused", "message": ""}, 422)
