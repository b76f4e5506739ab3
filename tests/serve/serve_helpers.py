"""A server that runs, a tab of a browser, and an article that means harm."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from archive_records import line, record, span
from playwright.sync_api import Error, Page, Request, Route

from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.model.record import Record
from pipeline.serve.app import create_app
from pipeline.serve.settings import Settings

HOSTILE = (
    "</script><script>alert(1)</script></textarea><img src=x onerror=alert(1)> \"'&amp; {{ 7*7 }} <b onclick=alert(1)>"
)


def hostile() -> Record:
    """An article that would be markup, with a title of 1 MB and an address that runs."""
    text = f"{HOSTILE}\n\nĐồng chí {HOSTILE} dự. GRDP của Cà Mau tăng 9%."
    return record(
        text,
        uri="javascript:alert(1)",
        article={"title": HOSTILE + "x" * 1_000_000, "publisher": HOSTILE},
        cluster={"name": f"Cụm {HOSTILE}", "evidence": [span(text, "name", HOSTILE)]},
        meeting={"date": "2019-01-05", "types": ["tong_ket"], "place": HOSTILE},
        officials=[{"name": HOSTILE, "roles": ["attended"], "evidence": [span(text, "name", HOSTILE, HOSTILE)]}],
        indicators=[{"value": 9, "unit": "%", "subject": HOSTILE, "evidence": [span(text, "value", "9%")]}],
    )


def fill(path: Path, records: list[Record]) -> str:
    """An archive of these records."""
    with Store(str(path), write=True) as store:
        Ingest(store).add_all(line(found) for found in records)
        settle(store)
    return str(path)


@dataclass
class Served:
    """A server that runs."""

    url: str
    archive: str
    client: httpx.Client

    def get(self, path: str) -> httpx.Response:
        """The answer to a request without cookies."""
        return self.client.get(path)

    def key(self, words: str) -> str:
        """The key of the article with these words."""
        rows = self.client.get("/api/search", params={"q": words}).json()["rows"]
        return str(rows[0]["article"])


def serve(settings: Settings) -> Iterator[Served]:
    """The application behind a port of its own."""
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=url, timeout=30) as client:
        yield Served(url, settings.archive, client)
    server.should_exit = True
    thread.join()


@dataclass
class Held:
    """A slow server: requests that wait until they are let go."""

    page: Page
    wanted: Callable[[Request], bool]
    routes: list[Route]
    slow: bool = True

    def take(self, route: Route) -> None:
        """Keeps what is wanted, lets all else pass."""
        if self.slow and self.wanted(route.request):
            self.routes.append(route)
        else:
            route.continue_()

    def wait(self, count: int = 1) -> None:
        """Until so many wait."""
        deadline = time.monotonic() + 30
        while len(self.routes) < count:
            assert time.monotonic() < deadline, f"{len(self.routes)} of {count} requests"
            self.page.wait_for_timeout(20)

    def release(self) -> None:
        """Lets those go that wait, and all that follow."""
        self.slow = False
        for route in self.routes:
            # What the browser gave up is let go of too.
            with suppress(Error):
                route.continue_()


@dataclass
class Tab:
    """A page of the browser, with what it complained about and what it asked for."""

    page: Page
    url: str
    complaints: list[str]
    requests: list[str]

    def go(self, path: str) -> None:
        """Opens a path of the server."""
        self.page.goto(self.url + path)

    def overflows(self) -> bool:
        """Must the page be scrolled sideways?"""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def hold(self, wanted: Callable[[Request], bool]) -> Held:
        """From now on such requests wait for `Held.release`."""
        held = Held(self.page, wanted, [])
        self.page.route("**/*", held.take)
        return held

    def tab_to(self, selector: str) -> None:
        """Presses the tabulator until what the selector finds has the focus."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached by the keyboard")


def sign(tab: Tab, name: str = "Lê Thị Bình") -> None:
    """Gives the reviewer's name."""
    tab.go("/review")
    tab.page.fill(".who input[name=name]", name)
    tab.page.press(".who input[name=name]", "Enter")
    tab.page.wait_for_load_state("networkidle")


Browse = Callable[..., Tab]
