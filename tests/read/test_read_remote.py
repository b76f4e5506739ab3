"""Inputs of a store: S3, spoken by moto's server on loopback, and what fsspec says of the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import fsspec
import pytest
from crawls import packed, record
from moto.server import ThreadedMotoServer
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.read.article import read_page
from pipeline.read.discover import find_sources, items
from pipeline.read.items import Tally

PAGE = "<html><p>Cụm thi đua</p></html>"


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The address of a server that speaks S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of pages, a crawl, a table and a picture."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": store,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    client = boto3.client("s3")
    client.create_bucket(Bucket="tin")
    contents = {
        "in/a/trang": PAGE.encode(),
        "in/b.warc.gz": packed(record(1), record(2, b"<p>x"), record(3)),
        "in/c.jsonl": json.dumps({"text": "dòng"}).encode(),
        "in/d.png": b"\x89PNG\r\n\x1a\n",
        "other.txt": b"x",
    }
    for name, body in contents.items():
        client.put_object(Bucket="tin", Key=name, Body=body)
    yield "s3://tin"
    client.close()


def found(*inputs: str) -> list[str]:
    return [item.uri for item in items(find_sources(list(inputs), Tally()))]


def test_folders_files_and_globs_of_s3(bucket: str) -> None:
    pages = ["https://a.example.vn/1", "https://a.example.vn/3"]
    assert found(f"{bucket}/in") == ["a/trang", *pages, "c.jsonl#1"]
    assert found(f"{bucket}/in/b.warc.gz") == pages
    assert found(f"{bucket}/in/*.jsonl") == ["c.jsonl#1"]
    tally = Tally()
    sources = find_sources([f"{bucket}/in/"], tally)
    assert tally.skipped == {".png": 1}
    whole = list(items(sources, marks=True))
    assert read_page(whole[0]).text == "Cụm thi đua"
    for done, item in enumerate(whole, 1):
        assert list(items(sources, marks=True, start=item.after)) == whole[done:]


def test_what_a_store_refuses(bucket: str) -> None:
    for address in (f"{bucket}/none/", "s3://nowhere/x"):
        (item,) = items(find_sources([address], Tally()))
        assert item.error is not None
        assert item.error[0] == "unreadable"
    (item,) = items(find_sources([f"{bucket}/in/d.png"], Tally()))
    assert item.error == ("unsupported", "files of type .png are not read")
    (item,) = items(find_sources([f"{bucket}/in/a/trang"], Tally()), max_bytes=5)
    assert item.error is not None
    assert item.error[0] == "too_large"


def test_a_run_over_s3(bucket: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["run", f"{bucket}/in/", "--out", str(tmp_path / "out"), "--resume"])
    assert done.exit_code == 0, done.output
    lines = (tmp_path / "out" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(row["file"], row["outcome"]) for row in map(json.loads, lines)] == [
        ("b.warc.gz", "meeting"),
        ("b.warc.gz", "irrelevant"),
        ("b.warc.gz", "meeting"),
    ]


def test_any_store_of_fsspec() -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe("/kho/a.html", PAGE.encode())
    assert found("memory://kho/") == ["a.html"]
    memory.rm("/kho", recursive=True)


@pytest.mark.parametrize("address", ["nowhere://x/y", "zz://a"])
def test_a_scheme_without_a_driver(address: str) -> None:
    (item,) = items(find_sources([address], Tally()))
    assert item.error is not None
    assert item.error[0] == "unsupported"
    assert "pip install" in item.error[1]
