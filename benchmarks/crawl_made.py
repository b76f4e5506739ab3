"""A crawl that is made here: portal pages of 6 to 110 KB, some of a cluster, and what else crawls hold."""

from __future__ import annotations

import base64
import gzip
import hashlib
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from measure import CORPUS

REPORT = (
    "Sáng {day}/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác thi đua, "
    "khen thưởng năm 2020. Đồng chí Trần Văn Hiện, Phó Chủ tịch UBND tỉnh Cà Mau, Cụm trưởng, chủ trì. Năm 2020, "
    "tốc độ tăng trưởng kinh tế (GRDP) của tỉnh Bạc Liêu đạt {figure}%."
)
MENU = '<li class="menu-item-{0:x}"><a href="/tin-tuc/{1:x}-{0}.html" title="{2}">{2}</a><span>{0}</span></li>\n'


@cache
def sentences() -> list[str]:
    """What other pages say, in words of the corpus: its sentences without the words that are looked for."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    found = {sentence.strip() for text in texts for sentence in re.split(r"[.\n;]", text) if len(sentence) > 40}
    return sorted(sentence for sentence in found if "thi đua" not in sentence.lower())


def digest(raw: bytes) -> str:
    """As WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode()


def page(number: int, rng: random.Random, *, relevant: bool) -> bytes:
    """A portal page: menus, scripts, paragraphs, and the report in it."""
    size = rng.randint(8, 120)
    said = rng.choices(sentences(), k=size * 5)
    parts = [MENU.format(rng.getrandbits(24), rng.getrandbits(64), said[i][:50]) for i in range(size)]
    parts += [f"<p class='p{rng.getrandbits(16):x}'>{'. '.join(said[i : i + 4])}.</p>\n" for i in range(size)]
    parts += [
        f"<script>var v{i:x}=function(a){{return a.b['{rng.getrandbits(96):x}']}};</script>\n" for i in range(size * 2)
    ]
    report = REPORT.format(day=1 + number % 28, figure=f"{number % 20},{number % 10}") if relevant else "Tin khác."
    body = f"{''.join(parts)}<h1>Tin số {number}</h1><p>{report}</p>"
    return f"<!DOCTYPE html><html><head><title>Tin {number}</title></head><body>{body}</body></html>".encode()


def record(
    number: int, body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """One compressed member with a response and its digests."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2021-01-19T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://tinh{number % 40}.example.vn/tin/{number}\r\nWARC-Payload-Digest: {digest(body)}\r\n"
        f"WARC-Block-Digest: {digest(block)}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", compresslevel=6, mtime=0)


def members(count: int, relevant_each: int, rng: random.Random) -> Iterator[bytes]:
    """The records of the crawl; one in 500 is damaged."""
    html = "Content-Type: text/html"
    for number in range(count):
        body = page(number, rng, relevant=number % relevant_each == 0)
        if number % 20 == 3:
            made = record(number, gzip.compress(body, mtime=0), f"{html}\r\nContent-Encoding: gzip")
        elif number % 20 == 5:
            chunked = b"".join(
                b"%x\r\n%s\r\n" % (len(body[i : i + 8192]), body[i : i + 8192]) for i in range(0, len(body), 8192)
            )
            made = record(number, chunked + b"0\r\n\r\n", f"{html}\r\nTransfer-Encoding: chunked")
        elif number % 20 == 7:
            made = record(number, b"gone", html, "404 Not Found")
        elif number % 20 == 9:
            made = record(number, rng.randbytes(20_000), "Content-Type: image/jpeg")
        else:
            made = record(number, body)
        if number % 500 == 250:
            made = made[:200] + b"\xff" * 4 + made[204:]
        yield made


def make_crawl(path: Path, count: int, *, relevant_each: int = 50) -> None:
    """A crawl of `count` records."""
    with path.open("wb") as file:
        for member in members(count, relevant_each, random.Random(7)):  # noqa: S311 (test data)
            file.write(member)
