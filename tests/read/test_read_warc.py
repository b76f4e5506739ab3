"""Crawl files: what is read, what is passed over, what is damaged, and where reading goes on."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import fuzz_warc
import pytest
from crawls import PAGE, digest, packed, record
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractionError
from pipeline.read.article import read_page
from pipeline.read.bodies import decode_body
from pipeline.read.containers import Reading
from pipeline.read.discover import find_sources, items
from pipeline.read.items import InMemory, Item, Tally
from pipeline.read.warc import warc_items

ALL = Reading(relevant_only=False)


def read(raw: bytes, reading: Reading = ALL) -> list[Item]:
    return list(warc_items(InMemory(raw), "c", reading))


def ledger(found: list[Item]) -> list[tuple[int, str]]:
    """Offset and outcome of each record; `page` for an article, else the code of its failure."""
    return [
        (row.offset, row.outcome or (item.error[0] if item.error else "page")) for item in found for row in item.ledger
    ]


def outcomes(raw: bytes, reading: Reading = ALL) -> list[str]:
    return [outcome for _, outcome in ledger(read(raw, reading))]


def offsets(members: list[bytes]) -> list[int]:
    return [sum(map(len, members[:index])) for index in range(len(members) + 1)]


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_with_their_addresses_and_digests(compressed: bool) -> None:
    records = [record(1), record(2)]
    found = read(packed(*records) if compressed else b"".join(records))
    assert [(item.uri, item.url, item.kind, item.content_type) for item in found] == [
        (f"https://a.example.vn/{number}", f"https://a.example.vn/{number}", "html", "text/html") for number in (1, 2)
    ]
    assert "Cụm thi đua số 1" in read_page(found[0]).text
    (row,) = found[1].ledger
    length = len(packed(records[0])) if compressed else len(records[0])
    assert (row.file, row.offset, row.digest) == ("c", length, digest(PAGE.format(2).encode()))


def test_what_is_no_page_is_passed_over_under_its_reason() -> None:
    raw = packed(
        record(1, b"software: x", "Content-Type: application/warc-fields", kind="warcinfo"),
        record(2, b"GET / HTTP/1.1\r\n\r\n", "Content-Type: application/http; msgtype=request", kind="request"),
        record(3, b"", "Location: /x\r\nContent-Type: text/html", status="301 Moved"),
        record(4, b"gone", status="404 Not Found"),
        record(5, b"\xff\xd8\xff", "Content-Type: image/jpeg"),
        record(6, b"%PDF-1.7", "Content-Type: application/octet-stream"),
        record(7, PAGE.format(7).encode(), "Content-Type: text/plain"),
        record(8, PAGE.format(8).encode(), kind="resource"),
        record(9, "Khối thi đua".encode(), "Content-Type: text/plain", kind="conversion"),
        record(10, b"<html>other</html>"),
        record(11, b"<p>" + b"x" * 5000),
    )
    expected = ["warcinfo", "request", "redirect", "error_status", "not_html", "not_html", "page", "page", "page"]
    assert outcomes(raw, Reading(max_bytes=3000)) == [*expected, "irrelevant", "too_large"]
    assert outcomes(raw) == [*expected, "page", "page"]


CHUNKED = b"5;x=1\r\n<p>C\xe1\r\n10\r\n\xbb\xa5m thi \xc4\x91ua</p>\r\n0\r\n\r\n"
PLAIN = "<p>Cụm thi đua</p>".encode()
RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PLAIN, ""),
        (gzip.compress(PLAIN), "Content-Encoding: gzip"),
        (PLAIN, "Content-Encoding: gzip"),
        (zlib.compress(PLAIN), "Content-Encoding: deflate"),
        (RAW_DEFLATE.compress(PLAIN) + RAW_DEFLATE.flush(), "Content-Encoding: deflate"),
        (brotli.compress(PLAIN), "Content-Encoding: br"),
        (PLAIN, "Content-Encoding: br"),
        (CHUNKED, "Transfer-Encoding: chunked"),
        (PLAIN, "Transfer-Encoding: chunked"),
        (
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(PLAIN)), gzip.compress(PLAIN)),
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bodies_are_decoded_before_the_filter(body: bytes, headers: str) -> None:
    (item,) = read(packed(record(1, body, f"Content-Type: text/html\r\n{headers}".strip())), Reading())
    assert item.raw == PLAIN


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (gzip.compress(PLAIN * 9)[:-12], "Content-Encoding: gzip", "damaged"),
        (b"\x1f\x8b\x08broken", "Content-Encoding: gzip", "damaged"),
        (CHUNKED[:-12], "Transfer-Encoding: chunked", "damaged"),
        (brotli.compress(PLAIN * 9)[:-3], "Content-Encoding: br", "damaged"),
        (gzip.compress(b"<" * 10_000_000), "Content-Encoding: gzip", "too_large"),
        (brotli.compress(b"<" * 10_000_000), "Content-Encoding: br", "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_broken_bodies_and_bombs(body: bytes, headers: str, code: str) -> None:
    raw = packed(record(1, body, f"Content-Type: text/html\r\n{headers}"), record(2))
    assert outcomes(raw, Reading(max_bytes=1_000_000)) == [code, "page"]


@pytest.mark.parametrize(
    ("digests", "outcome"),
    [
        ({}, "page"),
        ({"WARC-Payload-Digest": digest(PLAIN, "sha256")}, "page"),
        ({"WARC-Payload-Digest": "xyz:ABC"}, "page"),
        ({"WARC-Payload-Digest": digest(b"other")}, "damaged"),
        ({"WARC-Block-Digest": digest(b"other")}, "damaged"),
    ],
)
def test_digests(digests: dict[str, str], outcome: str) -> None:
    (item,) = read(packed(record(1, PLAIN, digests=digests)))
    assert ledger([item]) == [(0, outcome)]
    if not digests:
        assert item.ledger[0].digest == digest(PLAIN)


def test_the_digest_of_a_payload_may_leave_out_chunks_and_compression() -> None:
    chunked = record(1, CHUNKED, "Transfer-Encoding: chunked", digests={"WARC-Payload-Digest": digest(PLAIN)})
    packed_body = gzip.compress(PLAIN)
    zipped = record(2, packed_body, "Content-Encoding: gzip", digests={"WARC-Payload-Digest": digest(PLAIN)})
    assert outcomes(packed(chunked, zipped)) == ["page", "page"]


def damaged(member: bytes, place: int) -> bytes:
    return member[:place] + bytes(255 - byte for byte in member[place : place + 4]) + member[place + 4 :]


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("place", [0, 15, 60, -30])
@pytest.mark.parametrize("which", [0, 3, 7])
def test_reading_goes_on_behind_a_damaged_record(compressed: bool, place: int, which: int) -> None:
    members = [packed(record(number)) if compressed else record(number) for number in range(8)]
    at = place % len(members[which])
    broken = [*members[:which], damaged(members[which], at), *members[which + 1 :]]
    starts = offsets(broken)
    found = ledger(read(b"".join(broken)))
    pages = [(starts[number], "page") for number in range(8) if number != which]
    assert [row for row in found if row[1] == "page" and row[0] != starts[which]] == pages
    lost = [row for row in found if row[1] != "page"]
    if compressed:
        assert lost == [(starts[which], "truncated" if which == 7 else "damaged")]
    else:
        assert {offset for offset, _ in lost} <= {starts[which]}
        assert lost or place == 60


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("kept", [5, 12, 100, 200])
def test_a_file_that_ends_early_is_noticed(compressed: bool, kept: int) -> None:
    members = [packed(record(number)) if compressed else record(number) for number in range(3)]
    found = read(b"".join(members[:2]) + members[2][:kept])
    assert [row for row in ledger(found) if row[1] == "page"] == [(start, "page") for start in offsets(members)[:2]]
    assert found[-1].error is not None
    assert found[-1].error[0] == "truncated"


def test_junk_between_records_and_at_the_end() -> None:
    one, two = packed(record(1)), packed(record(2))
    assert outcomes(one + b"junk" * 9 + two) == ["page", "damaged", "page"]
    assert outcomes(one + two + b"\0" * 512) == ["page", "page"]
    assert outcomes(one + two + b"junk") == ["page", "page", "truncated"]
    assert outcomes(b"\x1f\x8b\x08" + b"junk" * 99 + one) == ["damaged", "page"]
    assert outcomes(b"WARC/1.0\r\n") in (["truncated"], ["unknown", "truncated"])


def rest(raw: bytes, item: Item, reading: Reading) -> list[Item]:
    return list(warc_items(InMemory(raw), "c", reading, item.after))


def files() -> Iterator[bytes]:
    records = [record(number, b"x" if number % 3 else None) for number in range(9)]
    members = [packed(made) for made in records]
    yield b"".join(members)
    yield b"".join(records)
    yield gzip.compress(b"".join(records), mtime=0)
    yield b"".join([*members[:2], damaged(members[2], 50), *members[3:6], damaged(members[6], 80), members[7][:40]])


@pytest.mark.parametrize("raw", list(files()), ids=["gzip", "plain", "one member", "damaged"])
def test_reading_goes_on_behind_any_item(raw: bytes) -> None:
    for reading in (ALL, Reading()):
        found = read(raw, reading)
        assert len(found) > 3
        for done, item in enumerate(found, 1):
            assert ledger(rest(raw, item, reading)) == ledger(found[done:])


def test_a_long_row_of_other_records_can_be_resumed_too() -> None:
    raw = packed(*(record(number, b"<p>x") for number in range(1200)), record(5))
    marks = read(raw, Reading())
    assert [(item.kind, len(item.ledger)) for item in marks] == [("mark", 512), ("mark", 512), ("html", 177)]
    assert rest(raw, marks[0], Reading()) == marks[1:]


@given(st.binary(max_size=300), st.integers(0, 2000), st.integers(0, 60))
def test_no_damage_stops_the_reader_or_costs_a_whole_record_behind_it(junk: bytes, place: int, cut: int) -> None:
    members = [packed(record(number)) for number in range(6)]
    raw = b"".join(members)
    place %= len(raw)
    broken = raw[:place] + junk + raw[place + cut :]
    whole = {start for start in offsets(members)[:-1] if start >= place + cut}
    found = {row.offset for item in read(broken) if item.error is None for row in item.ledger if not row.outcome}
    shifted = {start + len(junk) - cut for start in whole}
    assert shifted <= found


def test_a_crawl_among_other_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(record(1), record(2, b"<p>x")))
    (tmp_path / "b.txt").write_text("bài", encoding="utf-8")
    found = list(items(find_sources([tmp_path], Tally())))
    assert [item.uri for item in found] == ["https://a.example.vn/1", "b.txt"]
    found = list(items(find_sources([tmp_path], Tally()), marks=True))
    assert [item.kind for item in found] == ["html", "mark", "text"]
    sources = find_sources([tmp_path], Tally())
    assert list(items(sources, marks=True, start=found[0].after)) == found[1:]


@given(st.binary(max_size=200), st.sampled_from(["chunked", None]), st.sampled_from(["gzip", "deflate", "br", None]))
def test_decoding_any_bytes_gives_bytes_or_a_coded_failure(
    raw: bytes, transfer: str | None, content: str | None
) -> None:
    try:
        code = type(decode_body(raw, transfer, content, 1000)).__name__
    except ExtractionError as error:
        code = error.code
    assert code in {"bytes", "damaged", "too_large"}


@pytest.mark.parametrize("path", sorted(fuzz_warc.DAMAGED.glob("*.warc")), ids=lambda path: path.stem)
def test_files_on_which_the_reader_once_failed(path: Path) -> None:
    fuzz_warc.check(path.read_bytes())


def test_files_broken_at_random() -> None:
    rng = random.Random(4)  # noqa: S311 (what is broken where)
    for _ in range(150):
        fuzz_warc.attempt(rng)
