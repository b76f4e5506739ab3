"""Who may ask, under which name, from where, and how much."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from archive_stories import stories
from serve_helpers import Served, fill, serve

from pipeline.serve.settings import Settings, host_of, is_loopback

SLOW = (
    b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100\r\n\r\nabc"
)
PASSWORD = "một mật khẩu dài"  # noqa: S105 (made for the test)


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that asks for a password."""
    archive = fill(tmp_path_factory.mktemp("locked") / "archive.db", stories()[:1])
    yield from serve(Settings(archive, password=PASSWORD, body_seconds=0.5))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "", "169.254.169.254"])
def test_another_name_is_refused(served: Served, host: str) -> None:
    assert served.client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:80"])
def test_names_of_this_machine_are_answered(served: Served, host: str) -> None:
    assert served.client.get("/", headers={"host": host}).status_code == 200


def test_hosts_are_read_without_their_port() -> None:
    assert [host_of(text) for text in ("[::1]:80", "A.b:1", "a", "[::1]")] == ["[::1]", "a.b", "a", "[::1]"]
    assert [is_loopback(text) for text in ("127.9.9.9", "::1", "[::1]", "localhost", "0.0.0.0", "x")] == [  # noqa: S104
        True, True, True, True, False, False,
    ]  # fmt: skip


def test_without_the_password_nothing_is_shown(locked: Served) -> None:
    page = locked.get("/meetings?year=2020")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=/meetings%3Fyear%3D2020")
    assert locked.get("/api/meetings").status_code == 401
    assert locked.get("/static/app.css").status_code == 200
    assert locked.client.get("/api/meetings", headers={"authorization": "Bearer wrong"}).status_code == 401
    for forged in ("x", "1.0", "." * 65):
        assert locked.client.get("/", headers={"cookie": f"kyyeu_signed_in={forged}"}).status_code == 303


def test_a_program_gives_the_password_with_each_request(locked: Served) -> None:
    given = {"authorization": f"Bearer {PASSWORD}".encode()}
    assert locked.client.get("/api/meetings", headers=given).status_code == 200


def test_a_body_that_is_too_long_or_too_slow_is_refused(locked: Served) -> None:
    assert locked.client.post("/login", content=b"x" * 300_000).status_code == 413

    def stream() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 10_000

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert locked.client.post("/login", content=stream(), headers=form).status_code == 413
    host, port = locked.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as slow:
        slow.sendall(SLOW)
        assert b" 408 " in slow.recv(200)


def test_files_outside_are_not_served(served: Served) -> None:
    for path in (
        "/static/..%2fapp.py",
        "/static/%2e%2e%2flabels.csv",
        "/static/ext%2fajax-header.js",
        "/static/none.css",
    ):
        assert served.get(path).status_code == 404


def test_the_archive_is_not_written_by_looking(served: Served) -> None:
    before = Path(served.archive).read_bytes()
    for path in ("/", "/meetings", "/search?q=an"):
        assert served.get(path).status_code == 200
    assert Path(served.archive).read_bytes() == before


def test_the_password_opens_the_pages(locked: Served) -> None:
    with httpx.Client(base_url=locked.url) as visitor:
        page = visitor.get("/login?next=/meetings")
        token = page.text.split('name="csrf" value="')[1].split('"')[0]
        wrong = visitor.post("/login", data={"csrf": token, "password": "x", "next": "/meetings"})
        assert (wrong.status_code, "Mật khẩu không đúng" in wrong.text) == (403, True)
        assert visitor.post("/login", data={"csrf": "x", "password": PASSWORD, "next": "/"}).status_code == 403
        right = visitor.post("/login", data={"csrf": token, "password": PASSWORD, "next": "/meetings"})
        assert (right.status_code, right.headers["location"]) == (303, "/meetings")
        assert visitor.get("/meetings").status_code == 200
        away = visitor.post("/login", data={"csrf": token, "password": PASSWORD, "next": "//evil.example/"})
        assert away.headers["location"] == "/"
        foreign = {"origin": "http://evil.example"}
        assert visitor.post("/login", data={"csrf": token}, headers=foreign).status_code == 403
        assert visitor.post("/login", data={}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_guessing_is_slowed(locked: Served) -> None:
    with httpx.Client(base_url=locked.url) as visitor:
        token = visitor.get("/login").text.split('name="csrf" value="')[1].split('"')[0]
        tries = [visitor.post("/login", data={"csrf": token, "password": "x"}).status_code for _ in range(12)]
    assert tries[-1] == 429
