"""Connections to public addresses only, within a time that nothing prolongs.

A name is resolved once, every address it has is looked at, and the connection goes to one of these: there is no second
look-up that could answer otherwise. This holds for every hop of a redirect, since each opens a connection here.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from pipeline.errors import ExtractionError


class Deadline:
    """The moment at which the current request must have ended."""

    def __init__(self) -> None:
        self._end = float("inf")

    def set(self, seconds: float) -> None:
        """The request that begins now may take so long, connecting and reading included."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """`timeout`, or what is left if that is less. Raises `httpcore.ReadTimeout` when nothing is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no answer within the time limit")
        return left if timeout is None else min(left, timeout)


class PublicBackend(httpcore.NetworkBackend):
    """Connects to global addresses; to others only where the host is named in `allowed`."""

    def __init__(self, allowed: Iterable[str], deadline: Deadline) -> None:
        self.allowed = frozenset(host.lower().rstrip(".") for host in allowed)
        self.deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """As httpcore wants it. Raises `ExtractionError` `refused`, and the errors of httpcore."""
        addresses = self._addresses(host, port)
        error: Exception | None = None
        for address in addresses:
            try:
                left = self.deadline.left(timeout)
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return _Stream(stream, self.deadline)
            except httpcore.ConnectError as failed:
                error = failed
        raise error or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known: {error}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if host.lower().rstrip(".") not in self.allowed:
            for address in addresses:
                if not is_public(address):
                    message = f"{host} is {address}, no public address; kyyeu fetch --allow-host {host} asks it"
                    raise ExtractionError("refused", message)
        return addresses


def is_public(address: str) -> bool:
    """Whether anyone may be asked there: no loopback, private, link-local, shared, multicast or reserved address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is not None and not inner.is_global:
        return False
    teredo = getattr(found, "teredo", None)
    if teredo is not None or (found.version == 6 and found in ipaddress.ip_network("64:ff9b::/96")):
        return False
    return found.is_global and not found.is_multicast


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
