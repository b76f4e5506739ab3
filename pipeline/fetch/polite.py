"""When a host may be asked again, and what its robots.txt allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from pipeline.errors import ExtractionError
from pipeline.fetch.client import AGENT, Client, Response

MAX_DELAY: Final = 60.0
"""Seconds of the longest pause that a robots.txt can ask for."""

MAX_RETRY_AFTER: Final = 300.0
"""Seconds of the longest wait that a busy server can ask for; beyond it the page is left to the next run."""

ROBOTS_HOPS: Final = 5
BUSY: Final = frozenset({429, 503})
_NOBODY: Final = "User-agent: *\nDisallow: /"


def host_of(url: str) -> str:
    """Scheme, name and port: what one robots.txt and one pace hold for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Pace:
    """At most one request in `delay` seconds for each host."""

    def __init__(self, delay: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self.delay = delay
        self.delays: dict[str, float] = {}
        self._ready: dict[str, float] = {}
        self._sleep = sleep

    def wait_of(self, host: str) -> float:
        """Seconds until the host may be asked."""
        return max(0.0, self._ready.get(host, 0.0) - time.monotonic())

    def wait(self, host: str) -> None:
        """Sleeps until the host may be asked, and counts the request that follows."""
        seconds = self.wait_of(host)
        if seconds:
            self._sleep(seconds)

    def asked(self, host: str, retry_after: float = 0.0) -> None:
        """A request has ended; the next one waits, longer if the server said so."""
        pause = max(self.delay, self.delays.get(host, 0.0), retry_after)
        self._ready[host] = time.monotonic() + pause


def retry_after(response: Response) -> float:
    """Seconds that a busy server asks for; 0 where it does not say."""
    value = (response.header("retry-after") or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


class Robots:
    """The robots.txt of each host, asked for once. After RFC 9309: none is yes to all, one out of reach no to all."""

    def __init__(self, client: Client, pace: Pace) -> None:
        self.client = client
        self.pace = pace
        self._known: dict[str, Protego] = {}

    def check(self, url: str) -> None:
        """Raises `ExtractionError` `refused` for a page that must not be asked for, or whose host must not."""
        host = host_of(url)
        if host not in self._known:
            self._known[host] = Protego.parse(self._text(host))
            delay = self._known[host].crawl_delay(AGENT)
            self.pace.delays[host] = min(float(delay or 0.0), MAX_DELAY)
        if not self._known[host].can_fetch(url, AGENT):
            raise ExtractionError("refused", "robots.txt does not allow it")

    def _text(self, host: str) -> str:
        url = f"{host}/robots.txt"
        for _ in range(ROBOTS_HOPS):
            self.pace.wait(host_of(url))
            try:
                response = self.client.get(url, {"Accept-Encoding": "identity"})
            except ExtractionError as error:
                if error.code == "refused":
                    raise
                return _NOBODY
            finally:
                self.pace.asked(host_of(url))
            if response.location is not None:
                url = response.location
                continue
            if response.status == 200:
                return response.body[:500_000].decode("utf-8", errors="replace")
            return "" if 400 <= response.status < 500 and response.status != 429 else _NOBODY
        return ""
