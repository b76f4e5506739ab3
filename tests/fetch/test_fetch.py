"""Fetching, against a server of our own on loopback."""

from __future__ import annotations

import gzip
import io
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpcore
import openpyxl
import pytest
from servers import Server, serving
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.errors import ExtractionError
from pipeline.fetch.client import Client, clean_url
from pipeline.fetch.crawl import Fetcher, addresses, crawl, unpacked
from pipeline.fetch.network import Deadline, PublicBackend, is_public
from pipeline.fetch.polite import Pace, retry_after
from pipeline.fetch.sources import list_urls, xml_urls
from pipeline.fetch.store import Store
from pipeline.read.article import read_page
from pipeline.read.containers import Reading
from pipeline.read.warc import warc_items

HOST = "127.0.0.1"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def fetcher(slept: list[float]) -> Iterator[Fetcher]:
    with Client(allowed=[HOST], seconds=1.0, max_bytes=100_000) as client:
        yield Fetcher(client, 0.0, slept.append)


def run(fetcher: Fetcher, path: Path, *urls: str) -> dict[str, str]:
    """The outcome of each address."""
    with Store(path) as store:
        list(crawl(fetcher, urls, store))
        return {url: visit.outcome for url, visit in store.done.items()}


def pages(path: Path) -> list[tuple[str, str]]:
    found = warc_items(path, path.name, Reading(relevant_only=False))
    return [(row.url, row.outcome or "page") for item in found for row in item.ledger]


def code(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(ExtractionError) as caught:
        fetcher.page(url)
    return caught.value.code


def test_pages_become_a_crawl_file_that_run_reads(fetcher: Fetcher, server: Server, tmp_path: Path) -> None:
    path, root = tmp_path / "c.warc.gz", server.root
    outcomes = run(fetcher, path, f"{root}/a/1", f"{root}/moved/2", f"{root}/none", f"{root}/a/1")
    assert outcomes == {f"{root}/a/1": "fetched", f"{root}/moved/2": "fetched", f"{root}/none": "status_404"}
    assert pages(path) == [
        ("", "warcinfo"),
        (f"{root}/a/1", "page"),
        (f"{root}/moved/2", "redirect"),
        (f"{root}/a/moved/2", "page"),
        (f"{root}/none", "error_status"),
    ]
    item = next(iter(warc_items(path, "c", Reading())))
    assert "Cụm thi đua /a/1" in read_page(item).text
    assert server.headers["/a/1"]["user-agent"].startswith("kyyeu")


def test_robots_txt(fetcher: Fetcher, server: Server, tmp_path: Path) -> None:
    root = server.root
    outcomes = run(fetcher, tmp_path / "c.warc.gz", f"{root}/private/x", f"{root}/forbidden", f"{root}/a/1")
    assert list(outcomes.values()) == ["refused", "refused", "fetched"]
    assert server.asked["/private/x"] == 0
    assert server.asked["/robots.txt"] == 1


@pytest.mark.parametrize(
    ("status", "text", "outcome"), [(404, "", "fetched"), (403, "", "fetched"), (500, "", "refused")]
)
def test_robots_txt_that_is_not_there(
    fetcher: Fetcher, server: Server, tmp_path: Path, status: int, text: str, outcome: str
) -> None:
    server.robots = (status, text)
    assert list(run(fetcher, tmp_path / "c.warc.gz", f"{server.root}/a/1").values()) == [outcome]


def test_the_pace_of_a_host(fetcher: Fetcher, server: Server, slept: list[float], tmp_path: Path) -> None:
    server.robots = (200, "User-agent: kyyeu\nCrawl-delay: 9\n")
    run(fetcher, tmp_path / "c.warc.gz", f"{server.root}/a/1", f"{server.root}/a/2")
    assert [round(seconds) for seconds in slept] == [9]
    assert fetcher.pace.delay == 0.0


def test_hosts_take_turns() -> None:
    slept: list[float] = []
    pace = Pace(5.0, slept.append)
    pace.asked("a")
    assert (round(pace.wait_of("a")), pace.wait_of("b")) == (5, 0)
    pace.wait("b")
    pace.wait("a")
    assert [round(seconds) for seconds in slept] == [5]


def test_a_busy_server_is_asked_again_when_it_says(fetcher: Fetcher, server: Server, slept: list[float]) -> None:
    assert fetcher.page(f"{server.root}/busy").status == 200
    assert [round(seconds) for seconds in slept] == [7, 7]
    assert code(fetcher, f"{server.root}/closed") == "fetch"
    assert server.asked["/closed"] == 1


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/circle", "fetch"),
        ("/far/1", "fetch"),
        ("/inside", "refused"),
        ("/file", "refused"),
        ("/drip", "timeout"),
        ("/drip-headers", "timeout"),
        ("/endless", "too_large"),
        ("/cut", "fetch"),
        ("/nonsense", "fetch"),
    ],
)
def test_what_servers_do(fetcher: Fetcher, server: Server, path: str, outcome: str) -> None:
    assert code(fetcher, server.root + path) == outcome
    assert server.asked["/a/secret"] == 0
    assert fetcher.page(f"{server.root}/a/1").status == 200


def test_broken_tls_and_a_closed_port(fetcher: Fetcher, server: Server) -> None:
    assert code(fetcher, f"https://{HOST}:{server.server_port}/a/1") == "refused"  # its robots.txt cannot be had
    with pytest.raises(ExtractionError, match=r"^fetch: ConnectError: .*SSL"):
        fetcher.client.get(f"https://{HOST}:{server.server_port}/a/1")
    with socket.socket() as free:
        free.bind((HOST, 0))
        with pytest.raises(ExtractionError, match=r"^fetch: ConnectError"):
            fetcher.client.get(f"http://{HOST}:{free.getsockname()[1]}/")


def test_a_bomb_is_stored_packed_and_refused_by_the_reader(fetcher: Fetcher, server: Server, tmp_path: Path) -> None:
    path = tmp_path / "c.warc.gz"
    assert run(fetcher, path, f"{server.root}/bomb") == {f"{server.root}/bomb": "fetched"}
    assert path.stat().st_size < 100_000
    errors = [item.error for item in warc_items(path, "c", Reading(max_bytes=1_000_000)) if item.error]
    assert [error[0] for error in errors] == ["too_large"]
    with pytest.raises(ExtractionError, match=r"^too_large"):
        unpacked(fetcher.page(f"{server.root}/bomb"), 1_000_000)


def test_unchanged_pages_are_not_stored_again(fetcher: Fetcher, server: Server, tmp_path: Path) -> None:
    path, url = tmp_path / "c.warc.gz", f"{server.root}/versioned"
    assert run(fetcher, path, url) == {url: "fetched"}
    size = path.stat().st_size
    for _ in range(2):
        assert run(fetcher, path, url) == {url: "unchanged"}
        assert path.stat().st_size == size
    assert server.headers["/versioned"]["if-modified-since"] == "Tue, 19 Jan 2021 01:02:03 GMT"
    server.etag = '"2"'
    assert run(fetcher, path, url) == {url: "fetched"}
    assert [outcome for _, outcome in pages(path)] == ["warcinfo", "page", "page"]


def test_a_run_that_was_broken_off_goes_on(fetcher: Fetcher, server: Server, tmp_path: Path) -> None:
    path, urls = tmp_path / "c.warc.gz", [f"{server.root}/a/{number}" for number in range(4)]
    with Store(path) as store:
        visits = crawl(fetcher, urls, store)
        assert [next(visits).url, next(visits).url] == urls[:2]
        store.add(fetcher.page(urls[2]))  # written, and killed before it was noted
    with path.open("ab") as file:
        file.write(b"\x1f\x8b\x08half a record")
    with (tmp_path / "c.warc.gz.visits.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"run": 1, "url": "half')
    assert list(run(fetcher, path, *urls)) == urls
    assert pages(path) == [("", "warcinfo"), *((url, "page") for url in urls)]
    assert server.asked["/a/0"] == server.asked["/a/1"] == 1


def test_a_crawl_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "c.warc.gz"
    path.write_bytes(b"theirs")
    with pytest.raises(FileExistsError), Store(path):
        pass
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2606:4700:4700::1111")


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    asked: list[Any] = []

    def resolve(*given: Any, **_: Any) -> Any:
        asked.append(given)
        return found

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(ExtractionError, match=r"^refused: example.vn is 10.0.0.1"):
        PublicBackend([], Deadline()).connect_tcp("example.vn", 80)
    assert len(asked) == 1


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    connected: list[str] = []

    def connect(_: object, host: str, *__: object) -> Any:
        connected.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(httpcore.ConnectError):
        PublicBackend([], Deadline()).connect_tcp("example.vn", 80)
    assert connected == ["8.8.8.8"]


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("HTTP://Example.vn", "http://example.vn/"),
        (" https://example.vn:8080/tin tức?q=cụm#x ", "https://example.vn:8080/tin%20t%E1%BB%A9c?q=c%E1%BB%A5m"),
        ("https://tỉnh.vn/a%20b", "https://xn--tnh-dlz.vn/a%20b"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_addresses_are_cleaned(given: str, clean: str) -> None:
    assert clean_url(given) == clean


@pytest.mark.parametrize(
    "given",
    [
        "ftp://a.vn/",
        "file:///etc/passwd",
        "javascript:x",
        "a.vn",
        "http://",
        "http://u:p@a.vn/",
        "http://[x/",
        "http://a:b/",
    ],
)
def test_addresses_that_are_none(given: str) -> None:
    with pytest.raises(ExtractionError, match=r"^refused"):
        clean_url(given)


def test_lists_sitemaps_and_feeds(fetcher: Fetcher, server: Server) -> None:
    raw = "# ghi chú\nhttp://a.vn/1\n\nBài,http://a.vn/2,19/01/2021\nhttp://a.vn/1\nxem (http://a.vn/3).\n".encode()
    assert list_urls(raw) == ["http://a.vn/1", "http://a.vn/2", "http://a.vn/3"]
    rss = b"<rss><channel><link>http://a.vn/</link><item><link> http://a.vn/1 </link></item></channel></rss>"
    assert xml_urls(rss) == (["http://a.vn/1"], [])
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="x"/><entry><link rel="self" href="s"/>'
    atom += b'<link href="http://a.vn/1"/></entry></feed>'
    assert xml_urls(atom) == (["http://a.vn/1"], [])
    index = fetcher.page(f"{server.root}/sitemap.xml").body
    assert addresses(fetcher, index, None) == [f"{server.root}/a/{number}" for number in range(3)]
    for bad, reason in ((b"<html></html>", "unsupported"), (b"<rss>", "malformed"), (b"nothing", "empty")):
        with pytest.raises(ExtractionError, match=rf"^{reason}"):
            addresses(fetcher, bad, None)


def test_a_spreadsheet_of_links(fetcher: Fetcher) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Bài", "Đường dẫn"])
    sheet.append(["Một", "http://a.vn/1"])
    sheet.append(["Hai"])
    sheet["A3"].hyperlink = "http://a.vn/2"
    file = io.BytesIO()
    book.save(file)
    assert addresses(fetcher, file.getvalue(), None) == ["http://a.vn/1", "http://a.vn/2"]
    with pytest.raises(ExtractionError, match=r"^truncated"):
        addresses(fetcher, file.getvalue()[:-100], None)


def test_a_packed_list(fetcher: Fetcher) -> None:
    assert addresses(fetcher, gzip.compress(b"http://a.vn/1\n"), None) == ["http://a.vn/1"]


def test_no_entity_of_a_sitemap_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("http://secret.vn/", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    pages, more = xml_urls(f"{entity}<urlset><url><loc>&e;</loc></url></urlset>".encode())
    assert (pages, more) == ([], [])


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7.0), ("", 0.0), ("soon", 0.0), ("Tue, 19 Jan 2021 01:02:03 GMT", 0.0), ("²", 0.0)]
)
def test_retry_after(value: str, seconds: float) -> None:
    from pipeline.fetch.client import Response

    assert retry_after(Response("u", 429, "", (("Retry-After", value),), b"")) == seconds


def test_the_command(server: Server, tmp_path: Path) -> None:
    links, out = tmp_path / "links.txt", tmp_path / "c.warc.gz"
    links.write_text(f"{server.root}/a/1\n{server.root}/none\n", encoding="utf-8")
    arguments = ["fetch", str(links), "--out", str(out), "--delay", "0"]
    done = CliRunner().invoke(app, [*arguments, "--allow-host", HOST])
    assert (done.exit_code, done.stdout) == (1, "1 fetched\n1 status_404\n")
    assert f"1/2 {server.root}/a/1 fetched" in done.stderr
    refused = CliRunner().invoke(app, ["fetch", f"{server.root}/sitemap.xml", "--out", str(out)])
    assert refused.exit_code == 2
    assert "no public address" in " ".join(refused.output.split()).replace("│ ", "")
    assert CliRunner().invoke(app, ["fetch", str(tmp_path / "missing"), "--out", str(out)]).exit_code == 2
    assert CliRunner().invoke(app, ["fetch", str(links), "--out", str(tmp_path)]).exit_code == 2


def test_a_page_of_the_web_as_input(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def allowed(**given: Any) -> Client:
        return Client(allowed=[HOST], **given)

    monkeypatch.setattr("pipeline.fetch.single.Client", allowed)
    monkeypatch.setattr("pipeline.fetch.crawl.DELAY", 0.0)
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["run", f"{server.root}/a/1", f"{server.root}/private/x", "--out", str(out)])
    assert done.exit_code == 1, done.output
    (record,) = map(json.loads, (out / "records.jsonl").read_text(encoding="utf-8").splitlines())
    assert record["article"]["uri"] == f"{server.root}/a/1"
    (failure,) = map(json.loads, (out / "failures.jsonl").read_text(encoding="utf-8").splitlines())
    assert (failure["uri"], failure["code"]) == (f"{server.root}/private/x", "refused")
