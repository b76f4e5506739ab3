"""The crawl file that fetching writes, and beside it what is known of each address for the next run."""

from __future__ import annotations

import base64
import errno
import gzip
import hashlib
import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from pipeline.fetch.client import Response, user_agent


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of an address in a run. `end` is the length of the crawl file behind its record."""

    run: int
    url: str
    outcome: str
    end: int
    etag: str | None = None
    modified: str | None = None
    message: str | None = None


class Store:
    """A crawl file under construction: each page is one compressed record, whole on the disk before it is noted.

    A run that was broken off is gone on with: its addresses are `done`. After a run that ended, the next one asks
    for every address again, with what the server said of its version. Raises `OSError`; a crawl file of another
    program is not touched.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes = path.with_name(path.name + ".visits.jsonl")
        self.known: dict[str, Visit] = {}
        self.done: dict[str, Visit] = {}
        self.run = 1

    def __enter__(self) -> Store:
        if self.path.exists() and not self.notes.exists():
            raise FileExistsError(errno.EEXIST, "is there already, and no crawl of kyyeu fetch", str(self.path))
        end = self._read_notes()
        self._notes = self.notes.open("a", encoding="utf-8")
        self._file: IO[bytes] = self.path.open("r+b" if self.path.exists() else "w+b")
        # What was written and not noted was being written when the run ended.
        self._file.truncate(end)
        self._file.seek(end)
        if end == 0:
            self._write(_warcinfo(self.path.name))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._notes.close()

    def conditions(self, url: str) -> dict[str, str]:
        """Headers that ask for the page only if it has changed since the last run."""
        last = self.known.get(url)
        given = {"If-None-Match": last.etag, "If-Modified-Since": last.modified} if last else {}
        return {name: value for name, value in given.items() if value}

    def add(self, response: Response) -> None:
        """Writes a response."""
        self._write(_record(response))

    def note(self, url: str, outcome: str, message: str | None = None, response: Response | None = None) -> None:
        """An address is done; what was added for it stays."""
        last = self.known.get(url)
        etag = response.header("etag") if response else None
        modified = response.header("last-modified") if response else None
        if outcome == "unchanged" and last is not None:
            etag, modified = etag or last.etag, modified or last.modified
        visit = Visit(self.run, url, outcome, self._flushed(), etag, modified, message)
        self.done[url] = visit
        self._line(asdict(visit))

    def finish(self) -> None:
        """The run has ended: the next one begins anew."""
        self._line({"run": self.run, "finished": True, "end": self._flushed()})

    def _read_notes(self) -> int:
        """The length of the crawl file as far as it is noted."""
        end = 0
        if not self.notes.exists() or not self.path.exists():
            self.notes.unlink(missing_ok=True)
            return end
        with self.notes.open("r+b") as file:
            whole = 0
            for line in file:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                entry = json.loads(line)
                end = entry["end"]
                if entry.pop("finished", False):
                    self.known.update(self.done)
                    self.done, self.run = {}, entry["run"] + 1
                else:
                    self.done[entry["url"]] = Visit(**entry)
            file.truncate(whole)
        return min(end, self.path.stat().st_size)

    def _line(self, data: Mapping[str, object]) -> None:
        self._notes.write(json.dumps(data, ensure_ascii=False) + "\n")
        self._notes.flush()

    def _flushed(self) -> int:
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def _write(self, record: bytes) -> None:
        self._file.write(gzip.compress(record, compresslevel=6, mtime=0))


def _record(response: Response) -> bytes:
    status = f"HTTP/1.1 {response.status} {response.reason}".rstrip()
    lines = "\r\n".join([status, *(f"{name}: {value}" for name, value in response.headers)])
    block = lines.encode("latin-1", errors="replace") + b"\r\n\r\n" + response.body
    named = {
        "WARC-Target-URI": response.url,
        "WARC-Payload-Digest": _digest(response.body),
        "WARC-Block-Digest": _digest(block),
    }
    return _whole("response", "application/http; msgtype=response", named, block)


def _warcinfo(name: str) -> bytes:
    block = f"software: {user_agent()}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
    return _whole("warcinfo", "application/warc-fields", {"WARC-Filename": name}, block)


def _whole(kind: str, media: str, named: Mapping[str, str], block: bytes) -> bytes:
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **named,
        "Content-Type": media,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def _digest(raw: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode()
