"""A server on loopback that does what servers do: answers, redirects, drips, floods, forbids and breaks."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = "<html><h1>Cụm thi đua {0}</h1><p>Khối thi đua họp.</p></html>"
BOMB = gzip.compress(b"<" * 5_000_000)
ROBOTS = "User-agent: *\nDisallow: /private\n\nUser-agent: other\nDisallow: /\n"


class Server(ThreadingHTTPServer):
    """Counts the requests by path and keeps when they came; `robots` is its robots.txt, with a status."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.robots: tuple[int, str] = (200, ROBOTS)
        self.etag = '"1"'

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """The tests break connections off."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nothing to the screen."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked[path] += 1
        self.server.headers[path] = {name.lower(): value for name, value in self.headers.items()}
        act = getattr(self, "page_" + path.strip("/").split("/")[0].replace(".", "_").replace("-", "_"), None)
        if act is None:
            self.send(404, b"no")
        else:
            act(path)

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_robots_txt(self, _: str) -> None:
        status, text = self.server.robots
        self.send(status, text.encode(), Content_Type="text/plain")

    def page_a(self, path: str) -> None:
        self.send(200, PAGE.format(path).encode(), Content_Type="text/html; charset=utf-8")

    page_private = page_a

    def page_versioned(self, path: str) -> None:
        if self.headers.get("If-None-Match") == self.server.etag:
            self.send(304, ETag=self.server.etag)
        else:
            body = PAGE.format(path + self.server.etag).encode()
            self.send(200, body, ETag=self.server.etag, Last_Modified="Tue, 19 Jan 2021 01:02:03 GMT")

    def page_moved(self, path: str) -> None:
        self.send(301, Location=f"/a{path}")

    def page_circle(self, _: str) -> None:
        self.send(302, Location="/circle2" if self.path == "/circle" else "/circle")

    page_circle2 = page_circle

    def page_far(self, path: str) -> None:
        self.send(302, Location=f"/far/{int(path.split('/')[2]) + 1}")

    def page_inside(self, _: str) -> None:
        self.send(302, Location=f"http://localhost:{self.server.server_port}/a/secret")

    def page_file(self, _: str) -> None:
        self.send(302, Location="file:///etc/passwd")

    def page_forbidden(self, _: str) -> None:
        self.send(302, Location="/private/x")

    def page_busy(self, path: str) -> None:
        if self.server.asked[path] < 3:
            self.send(429, Retry_After="7")
        else:
            self.page_a(path)

    def page_closed(self, _: str) -> None:
        self.send(503, Retry_After="86400")

    def page_bomb(self, _: str) -> None:
        self.send(200, BOMB, Content_Encoding="gzip", Content_Type="text/html")

    def page_drip(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._slowly(b"x")

    def page_drip_headers(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self._slowly(b"X-A: b\r\n")

    def _slowly(self, piece: bytes) -> None:
        for _ in range(200):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.1)

    def page_endless(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    def page_cut(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"short")
        self.close_connection = True

    def page_nonsense(self, _: str) -> None:
        self.wfile.write(b"\x00\x01 nonsense\r\n\r\n")
        self.close_connection = True

    def page_sitemap_xml(self, _: str) -> None:
        root = self.server.root
        entries = f"<sitemap><loc>{root}/part.xml.gz</loc></sitemap><sitemap><loc>{root}/sitemap.xml</loc></sitemap>"
        self.send(
            200, f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode()
        )

    def page_part_xml_gz(self, _: str) -> None:
        locations = "".join(f"<url><loc>{self.server.root}/a/{number}</loc></url>" for number in range(3))
        self.send(200, gzip.compress(f"<urlset>{locations}</urlset>".encode()), Content_Type="application/x-gzip")


@contextmanager
def serving() -> Iterator[Server]:
    """The server, running."""
    server = Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
