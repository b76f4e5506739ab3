"""Fetching a list of addresses: host by host in turn, politely, into a crawl file."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.errors import ExtractionError
from pipeline.fetch.client import Client, Response, clean_url
from pipeline.fetch.polite import BUSY, MAX_RETRY_AFTER, Pace, Robots, host_of, retry_after
from pipeline.fetch.sources import is_xml, list_urls, xml_urls
from pipeline.fetch.store import Store, Visit

MAX_HOPS: Final = 5
MAX_TRIES: Final = 3
"""Times that a busy server is asked for a page."""

MAX_SITEMAPS: Final = 1000
"""Sitemaps of an index, and of the indexes in it, that are read."""

DELAY: Final = 2.0
"""Seconds between two requests to a host, unless robots.txt asks for more."""


@dataclass(slots=True)
class Fetcher:
    """What fetching needs: a client, the pace of each host and its robots.txt."""

    client: Client
    delay: float = DELAY
    sleep: Callable[[float], None] = time.sleep
    pace: Pace = field(init=False)
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(self.delay, self.sleep)
        self.robots = Robots(self.client, self.pace)

    def follow(self, url: str, conditions: dict[str, str] | None = None) -> Iterator[Response]:
        """The responses on the way to a page: redirects, then the page. Raises `ExtractionError`."""
        url, seen = clean_url(url), set[str]()
        while url not in seen:
            if len(seen) > MAX_HOPS:
                raise ExtractionError("fetch", f"more than {MAX_HOPS} redirects")
            seen.add(url)
            response = self._ask(url, conditions or {})
            yield response
            if response.location is None:
                return
            url = response.location
        raise ExtractionError("fetch", "the redirects lead in a circle")

    def page(self, url: str) -> Response:
        """The page at the end of the redirects. Raises `ExtractionError`: `fetch` for any status but 200."""
        response = deque(self.follow(url), maxlen=1).pop()
        if response.status != 200:
            raise ExtractionError("fetch", f"status {response.status} {response.reason}".rstrip())
        return response

    def _ask(self, url: str, conditions: dict[str, str]) -> Response:
        self.robots.check(url)
        host = host_of(url)
        for attempt in range(1, MAX_TRIES + 1):
            self.pace.wait(host)
            wait = 0.0
            try:
                response = self.client.get(url, conditions)
                if response.status in BUSY:
                    wait = retry_after(response) or self.delay * 2**attempt
            finally:
                self.pace.asked(host, min(wait, MAX_RETRY_AFTER))
            if response.status not in BUSY or wait > MAX_RETRY_AFTER or attempt == MAX_TRIES:
                break
        return response


def addresses(fetcher: Fetcher, raw: bytes, base: str | None) -> list[str]:
    """The addresses of a list, a sitemap with those it names, or a feed. Raises `ExtractionError`."""
    raw = _gunzipped(raw, fetcher.client.max_bytes)
    if not is_xml(raw):
        found = list_urls(raw)
        if not found:
            raise ExtractionError("empty", "no address in the list")
        return found
    pages, waiting = xml_urls(raw)
    seen = {base}
    while waiting and len(seen) <= MAX_SITEMAPS:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        more, inner = xml_urls(unpacked(fetcher.page(url), fetcher.client.max_bytes))
        pages += more
        waiting += inner
    return list(dict.fromkeys(pages))


def unpacked(response: Response, limit: int) -> bytes:
    """The body without compression, of a `.gz` too. Raises `ExtractionError`."""
    from pipeline.read.bodies import decode_body

    return _gunzipped(decode_body(response.body, None, response.header("content-encoding"), limit), limit)


def _gunzipped(body: bytes, limit: int) -> bytes:
    from pipeline.read.bodies import decode_body

    return decode_body(body, None, "gzip", limit) if body.startswith(b"\x1f\x8b") else body


def crawl(fetcher: Fetcher, urls: Iterable[str], store: Store) -> Iterator[Visit]:
    """Fetches what is not done yet; yields each address when it is. The hosts take turns."""
    waiting: dict[str, deque[str]] = {}
    for url in dict.fromkeys(urls):
        if url not in store.done:
            waiting.setdefault(_host(url), deque()).append(url)
    while waiting:
        host = min(waiting, key=fetcher.pace.wait_of)
        url = waiting[host].popleft()
        _visit(fetcher, url, store)
        yield store.done[url]
        if not waiting[host]:
            del waiting[host]
    store.finish()


def _host(url: str) -> str:
    try:
        return host_of(clean_url(url))
    except ExtractionError:
        return ""


def _visit(fetcher: Fetcher, url: str, store: Store) -> None:
    last: Response | None = None
    try:
        for last in fetcher.follow(url, store.conditions(url)):
            if last.status != 304:
                store.add(last)
    except ExtractionError as error:
        store.note(url, error.code, error.message)
        return
    if last is None or last.status == 304:
        store.note(url, "unchanged", response=last)
    elif last.status == 200:
        store.note(url, "fetched", response=last)
    else:
        store.note(url, f"status_{last.status}")


def counts(visits: Iterable[Visit]) -> Counter[str]:
    """How many addresses had which outcome."""
    return Counter(visit.outcome for visit in visits)
