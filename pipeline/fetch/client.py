"""One request, one response: no redirect is followed here, nothing is unpacked, and size and time are bounded."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore

from pipeline.errors import ExtractionError
from pipeline.fetch.network import Deadline, PublicBackend

AGENT: Final = "kyyeu"
"""Our name in robots.txt."""

_WAIT: Final = {"connect": 10.0, "read": 15.0, "write": 10.0, "pool": 10.0}
_NOT_KEPT: Final = frozenset({b"transfer-encoding", b"connection", b"keep-alive"})
_HARMLESS: Final = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Response:
    """A response as it came, chunks joined; the body is still compressed if the server compressed it."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def location(self) -> str | None:
        """Where a redirect leads; `None` for any other response."""
        target = self.header("location")
        if self.status not in {301, 302, 303, 307, 308} or not target:
            return None
        return clean_url(urljoin(self.url, target))


def clean_url(url: str) -> str:
    """The address without fragment, in ASCII. Raises `ExtractionError` `refused` for what is no http(s) address."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ExtractionError("refused", f"{url[:200]} is no address: {error}") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ExtractionError("refused", f"{url[:200]}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise ExtractionError("refused", "addresses with a password are not fetched")
    try:
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ExtractionError("refused", f"{host[:200]} is no name of a host") from error
    netloc = name if port is None else f"{name}:{port}"
    path, query = quote(parts.path or "/", safe=_HARMLESS), quote(parts.query, safe=_HARMLESS)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


class Client:
    """Keeps one connection for each host. `seconds` for a whole request, `max_bytes` for a body."""

    def __init__(self, *, allowed: Iterable[str] = (), seconds: float = 60.0, max_bytes: int = 20_000_000) -> None:
        self.seconds = seconds
        self.max_bytes = max_bytes
        self._deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=10,
            max_keepalive_connections=10,
            keepalive_expiry=30.0,
            network_backend=PublicBackend(allowed, self._deadline),
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections."""
        self._pool.close()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """The response. Raises `ExtractionError`: `refused`, `fetch`, `timeout`, `too_large`."""
        sent = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip, deflate", **(headers or {})}
        self._deadline.set(self.seconds)
        try:
            with self._pool.stream("GET", url, headers=[*sent.items()], extensions={"timeout": _WAIT}) as answer:
                body = self._body(answer)
                return _response(url, answer, body)
        except ExtractionError:
            raise
        except httpcore.TimeoutException as error:
            raise ExtractionError("timeout", f"no answer within {self.seconds:g} s") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
            raise ExtractionError("fetch", f"{type(error).__name__}: {error}") from error

    def _body(self, answer: httpcore.Response) -> bytes:
        pieces, size = [], 0
        for piece in answer.iter_stream():
            pieces.append(piece)
            size += len(piece)
            if size > self.max_bytes:
                raise ExtractionError("too_large", f"more than {self.max_bytes:,} bytes")
        return b"".join(pieces)


def _response(url: str, answer: httpcore.Response, body: bytes) -> Response:
    kept = [(key, value) for key, value in answer.headers if key.lower() not in _NOT_KEPT | {b"content-length"}]
    kept.append((b"Content-Length", str(len(body)).encode()))
    reason = answer.extensions.get("reason_phrase", b"")
    return Response(
        url,
        answer.status,
        bytes(reason).decode("latin-1"),
        tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in kept),
        body,
    )


def user_agent() -> str:
    """Who asks: the name under which robots.txt may refuse us, and the version."""
    try:
        return f"{AGENT}/{version('kyyeu')}"
    except PackageNotFoundError:
        return AGENT
