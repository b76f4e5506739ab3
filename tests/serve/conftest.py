"""One server for the tests of a module, over an archive of the user stories and one article that means harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from archive_stories import stories
from playwright.sync_api import Browser, BrowserContext
from serve_helpers import Browse, Served, Tab, fill, hostile, serve

from pipeline.serve.settings import Settings


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the stories."""
    archive = fill(tmp_path_factory.mktemp("serve") / "archive.db", [*stories(), hostile()])
    yield from serve(Settings(archive))


@pytest.fixture
def browse(browser: Browser, served: Served) -> Iterator[Browse]:
    """Opens a tab: `width` in pixels, `scheme` light or dark, `script` off or on."""
    opened: list[BrowserContext] = []

    def start(path: str = "/", width: int = 1300, scheme: str = "light", script: bool = True) -> Tab:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        opened.append(context)
        page = context.new_page()
        tab = Tab(page, served.url, [], [])
        page.on("console", lambda message: tab.complaints.append(message.text))
        page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (tab.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: tab.requests.append(request.url))
        tab.go(path)
        return tab

    yield start
    for one in opened:
        one.close()
