"""Who a browser is between two requests: cookies that only this server can have made, and tokens for forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

VISITOR: Final = "kyyeu_visitor"
"""Cookie: a random number, from which the token of a form is made."""
SIGNED_IN: Final = "kyyeu_signed_in"
LANGUAGE: Final = "kyyeu_lang"
REVIEWER: Final = "kyyeu_reviewer"
"""Cookie: the name that a reviewer gave."""
YEAR_SECONDS: Final = 31_536_000


def sign(secret: bytes, purpose: str, value: str) -> str:
    """The value with a signature for one purpose."""
    mark = hmac.new(secret, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()
    return f"{value}.{mark}"


def is_signed(secret: bytes, purpose: str, signed: str) -> bool:
    """Was it signed by this server for this purpose?"""
    value, _, _ = signed.rpartition(".")
    return bool(value) and hmac.compare_digest(sign(secret, purpose, value).encode(), signed.encode())


def visitor_of(request: Request) -> str:
    """The visitor's number, a new one where there is none yet."""
    known = request.cookies.get(VISITOR, "")
    if len(known) == 32 and known.isascii() and known.isalnum():
        return known
    if not hasattr(request.state, "visitor"):
        request.state.visitor = secrets.token_hex(16)
    return str(request.state.visitor)


def form_token(secret: bytes, visitor: str) -> str:
    """What a form must send back to be taken for one of ours."""
    return sign(secret, "form", visitor).rpartition(".")[2]


def is_own_form(request: Request, secret: bytes, token: str) -> bool:
    """Was the form made for this visitor?"""
    known = request.cookies.get(VISITOR, "")
    return bool(known) and hmac.compare_digest(form_token(secret, known).encode(), token.encode())


def keep(response: Response, name: str, value: str) -> None:
    """Sets a cookie that no script reads and no other site sends."""
    age = None if name == SIGNED_IN else YEAR_SECONDS
    response.set_cookie(name, value, max_age=age, httponly=True, samesite="strict", path="/")
