"""Every request passes here first: the name it asks for, where it comes from, how long it is, and who asks."""

from __future__ import annotations

import asyncio
import hmac
import time
from contextlib import suppress
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.normalise.numbers import whole_number
from pipeline.serve.session import SIGNED_IN, is_signed
from pipeline.serve.settings import FORM_BYTES, Settings, host_of

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN: Final = ("/login", "/static/")
"""Paths that ask for no password."""
ARTICLES: Final = ("/extract", "/extract/file", "/read")
"""Paths that take an article."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Wraps an application. Refuses with 400 (name), 401, 403 (other origin), 408, 413."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, headed)
            return
        body = _Body(receive, self._longest(scope["path"]), self.settings.body_seconds)
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            # Whatever the application makes of half a body, the answer is what stopped it.
            if started or body.refusal is None:
                started = True
                await headed(message)

        with suppress(_RefusedError):
            await self.app(scope, body.receive, watched)
        if body.refusal is not None and not started:
            await _refuse(scope, *body.refusal)(scope, receive, headed)

    def _longest(self, path: str) -> int:
        # A form adds some lines to the article that it carries.
        return self.settings.max_bytes + FORM_BYTES if path in ARTICLES else FORM_BYTES

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = host_of(headers.get("host", ""))
        if host not in self.settings.hosts:
            return _refuse(scope, 400, f"this server does not answer to {host!r}; see --allow-host")
        if scope["method"] not in SAFE and _is_foreign(headers):
            return _refuse(scope, 403, "sent from another site")
        length = whole_number(headers.get("content-length", "0"), digits=18)
        if length is None or length > self._longest(scope["path"]):
            return _refuse(scope, 413, "too large")
        if not self.settings.password or scope["path"].startswith(OPEN) or self._is_known(scope, headers):
            return None
        if scope["method"] == "GET" and not wants_data(scope["path"]):
            target = scope["path"] + ("?" + scope["query_string"].decode("latin-1") if scope["query_string"] else "")
            return RedirectResponse(f"/login?next={quote(target)}", 303)
        return _refuse(scope, 401, "the password is wanted: Authorization: Bearer PASSWORD")

    def _is_known(self, scope: Scope, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self.settings.password:
            return hmac.compare_digest(given.strip().encode("latin-1"), self.settings.password.encode())
        return is_signed(self.settings.secret, SIGNED_IN, HTTPConnection(scope).cookies.get(SIGNED_IN, ""))


def _is_foreign(headers: Headers) -> bool:
    """Does a page of another site send this? Programs, which send neither header, do not ride on a login."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def wants_data(path: str) -> bool:
    """Is it an address for programs?"""
    return path.startswith(("/api/", "/extract"))


def _refuse(scope: Scope, status: int, message: str) -> Response:
    if wants_data(scope["path"]):
        return JSONResponse({"detail": message}, status)
    return PlainTextResponse(f"kyyeu: {message}\n", status)


class _RefusedError(Exception):
    """A body that is not read to its end."""


class _Body:
    """A body as it arrives, of at most `longest` bytes and within `seconds`. `refusal`: status and why it stopped."""

    def __init__(self, receive: Receive, longest: int, seconds: float) -> None:
        self.refusal: tuple[int, str] | None = None
        self._receive = receive
        self._left = longest
        self._until = time.monotonic() + seconds
        self._ended = False

    async def receive(self) -> Message:
        if self._ended:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(self._until - time.monotonic(), 0))
        except TimeoutError as error:
            self.refusal = (408, "the request takes too long")
            raise _RefusedError from error
        self._left -= len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        if self._left < 0:
            self.refusal = (413, "too large")
            raise _RefusedError
        return message
