"""What every page shares: its templates, its language, the view of the request that templates see."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.serve import wording
from pipeline.serve.charts.draw import Studio
from pipeline.serve.labels import LANGUAGES, Labels
from pipeline.serve.reading import Reader
from pipeline.serve.session import LANGUAGE, REVIEWER, VISITOR, form_token, keep, visitor_of
from pipeline.serve.settings import Settings
from pipeline.serve.shelf import Shelf

NAVIGATION: Final = ("meetings", "clusters", "provinces", "people", "figures", "review", "read")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the application holds for its pages."""

    settings: Settings
    shelf: Shelf
    reader: Reader
    studio: Studio


def desk_of(request: Request) -> Desk:
    """The archive and the settings behind a request."""
    return cast("Desk", request.app.state.desk)


@cache
def environment() -> Environment:
    """The templates. Everything they are given is escaped; what they are not given is an error."""
    found = Environment(
        loader=PackageLoader("pipeline.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["day"] = wording.day
    found.filters["brief"] = wording.brief
    found.tests["address"] = wording.is_address
    found.globals["asset"] = asset
    found.globals["NAVIGATION"] = NAVIGATION
    return found


def static_folders() -> list[Path]:
    """The folders of what a page loads: our own files, and htmx from its package."""
    return [Path(str(files("pipeline.serve"))) / "static", Path(str(files("js_lib_htmx"))) / "static" / "htmx"]


@cache
def asset(name: str) -> str:
    """The path of a file, with a mark of its content: a browser keeps it until it changes."""
    path = next(folder / name for folder in static_folders() if (folder / name).is_file())
    return f"/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


def language_of(request: Request) -> str:
    """Vietnamese, unless the address or an earlier choice says otherwise."""
    wanted = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def address(request: Request, **changes: object) -> str:
    """The present address with some of its parameters changed; those that are None are left out."""
    kept = {key: value for key, value in request.query_params.items() if key not in changes and value}
    more = {key: str(value) for key, value in changes.items() if value is not None}
    query = urlencode({**kept, **more})
    return request.url.path + (f"?{query}" if query else "")


def render(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> Response:
    """A page in the visitor's language."""
    language, desk = language_of(request), desk_of(request)
    say = Labels(language)
    visitor = visitor_of(request)
    context = {
        "say": say,
        "lang": language,
        "path": request.url.path,
        "section": request.url.path.split("/")[1],
        "address": partial(address, request),
        "csrf": form_token(desk.settings.secret, visitor),
        "read_only": desk.settings.read_only,
        "reviewer": reviewer_of(request),
        "number": partial(wording.number, say=say),
        "figure": partial(wording.figure, say=say),
        "shown": partial(wording.value, say=say),
        "subject": partial(wording.subject, say=say),
        "period": partial(wording.period, say=say),
        "noted": partial(wording.mark, say=say),
        "words": "",
    }
    text = environment().get_template(template).render({**context, **values})
    response = HTMLResponse(text, status)
    if request.cookies.get(VISITOR) != visitor:
        keep(response, VISITOR, visitor)
    if request.query_params.get("lang") == language:
        keep(response, LANGUAGE, language)
    return response


def reviewer_of(request: Request) -> str:
    """The name that a reviewer gave; empty before that."""
    from urllib.parse import unquote

    return unquote(request.cookies.get(REVIEWER, ""))[:80]
