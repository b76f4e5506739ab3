"""What a server is told when it starts."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from typing import Final

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names under which a browser on this machine asks for it."""

FORM_BYTES: Final = 256_000
"""Longest body of a form that holds no article."""


@dataclass(frozen=True)
class Settings:
    """`hosts` are the names that the server answers to; a `password` is asked of everyone where there is one."""

    archive: str
    read_only: bool = False
    password: str | None = None
    hosts: frozenset[str] = LOOPBACK
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    max_bytes: int = 20_000_000
    """Longest article that is read, in bytes."""
    seconds: float = 10.0
    """Time for one article."""
    body_seconds: float = 30.0
    """Time for a body to arrive."""


def is_loopback(host: str) -> bool:
    """Does the name or address stay on this machine?"""
    name = host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def host_of(header: str) -> str:
    """The name in a `Host` header, lower-case, without its port."""
    name = header.strip().lower()
    head, _, port = name.rpartition(":")
    return head if head and port.isdigit() else name
