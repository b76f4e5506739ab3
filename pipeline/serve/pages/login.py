"""The password, asked once for each browser."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import deque
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from pipeline.serve.session import SIGNED_IN, is_own_form, keep, sign
from pipeline.serve.web import desk_of, render

router = APIRouter(include_in_schema=False)

TRIES: Final = 10
"""Wrong passwords within `PAUSE` seconds, from all browsers together, after which none is tried."""
PAUSE: Final = 60.0


@router.get("/login")
def form(request: Request) -> Response:
    """The form."""
    return render(request, "login.html", {"next": request.query_params.get("next", "/"), "wrong": ""})


@router.post("/login")
def sign_in(
    request: Request,
    csrf: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 (the name of the field)
) -> Response:
    """Takes the password and goes where the visitor wanted."""
    settings = desk_of(request).settings
    wrong = _wrong(request)
    if len(wrong) >= TRIES:
        return render(request, "login.html", {"next": next, "wrong": "login.wait"}, 429)
    given = hmac.compare_digest(password.encode(), (settings.password or "").encode())
    if not settings.password or not given or not is_own_form(request, settings.secret, csrf):
        wrong.append(time.monotonic())
        return render(request, "login.html", {"next": next, "wrong": "login.wrong"}, 403)
    response = RedirectResponse(next if _is_ours(next) else "/", 303)
    keep(response, SIGNED_IN, sign(settings.secret, SIGNED_IN, secrets.token_hex(16)))
    return response


def _is_ours(path: str) -> bool:
    """Is it a path of this server? `//host` and `/\\host` are another's."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()


def _wrong(request: Request) -> deque[float]:
    """The times of the last wrong passwords."""
    if not hasattr(request.app.state, "wrong"):
        request.app.state.wrong = deque(maxlen=TRIES)
    found: deque[float] = request.app.state.wrong
    while found and time.monotonic() - found[0] > PAUSE:
        found.popleft()
    return found
