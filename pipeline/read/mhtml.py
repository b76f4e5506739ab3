"""Pages that a browser saved as one file (MHTML): the page itself, without the pictures beside it."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from pipeline.errors import ExtractionError
from pipeline.read.html import read_html_bytes
from pipeline.read.items import Page


def read_mhtml(raw: bytes) -> Page:
    """The article of a saved page; offsets of its source are those of the page inside. Raises `ExtractionError`."""
    message = BytesParser(policy=policy.HTTP).parsebytes(raw)
    start = message.get_param("start")
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise ExtractionError("malformed", "the saved page holds no HTML")
    page = next((part for part in pages if start and part.get("Content-ID") == start), pages[0])
    return read_html_bytes(_body(page), page.get_content_charset(), url=_place(page) or _place(message))


def _body(part: EmailMessage) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _place(part: EmailMessage) -> str | None:
    place = part.get("Content-Location") or part.get("Snapshot-Content-Location")
    return str(place) if place else None
