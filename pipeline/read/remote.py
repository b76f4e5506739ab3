"""Inputs that are not on this disk: `s3://`, `hdfs://` and whatever else fsspec has a driver for."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import IO, Any, Final, Literal

from pipeline.errors import ExtractionError

_ADDRESS: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://\S+", re.IGNORECASE)
_BUFFER: Final = 1 << 16
_EXTRAS: Final = {"s3": "s3", "s3a": "s3", "hdfs": "hdfs"}


def scheme_of(given: str) -> str | None:
    """The scheme of an address, in lower case; `None` for a path."""
    match = _ADDRESS.fullmatch(given)
    return match["scheme"].lower() if match else None


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a remote store; opened again for each reading."""

    system: Any
    name: str

    def open(self, mode: Literal["rb"]) -> IO[bytes]:
        """A stream that seeks. Raises `OSError`."""
        # The files of fsspec have no `readline` with a limit.
        return io.BufferedReader(self.system.open(self.name, mode), _BUFFER)


def remote_files(address: str) -> list[tuple[str, int, RemoteFile]]:
    """The files under an address or glob, sorted: path below it, size in bytes, file.

    Raises `ExtractionError`: `unsupported` (no driver), `unreadable` (nothing there, no access).
    """
    try:
        from fsspec.core import url_to_fs

        system, root = url_to_fs(address)
    except (ImportError, ValueError) as error:
        scheme = scheme_of(address) or ""
        extra = _EXTRAS.get(scheme, "s3")
        raise ExtractionError("unsupported", f"{scheme}:// needs a driver: pip install 'kyyeu[{extra}]'") from error
    try:
        return _listed(system, root)
    except ExtractionError:
        raise
    # Each driver has errors of its own: no bucket, no credentials, no route.
    except Exception as error:
        raise ExtractionError("unreadable", f"{address}: {type(error).__name__}: {error}") from error


def _listed(system: Any, root: str) -> list[tuple[str, int, RemoteFile]]:
    if any(char in root for char in "*?["):
        fixed = re.split(r"[^/]*[*?\[]", root, maxsplit=1)[0]
        found = {name: info for name, info in system.glob(root, detail=True).items() if info["type"] == "file"}
    elif system.isfile(root):
        fixed, found = root.rpartition("/")[0] + "/", {root: system.info(root)}
    else:
        fixed, found = root.rstrip("/") + "/", system.find(root, detail=True)
    if not found:
        raise ExtractionError("unreadable", "no such file or folder")
    names = sorted(found, key=lambda name: name.split("/"))
    return [(name.removeprefix(fixed), int(found[name]["size"] or 0), RemoteFile(system, name)) for name in names]
