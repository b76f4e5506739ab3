"""The archive: the records of many runs, one entry for each meeting, questions answered over all of them.

from pipeline import archive
with archive.open("archive.db") as found:      # a path, or the URL of a PostgreSQL database
    found.leadership(cluster="tay-nam-bo")     # the answers of `kyyeu archive` as pandas frames
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.archive.errors import ArchiveError
    from pipeline.archive.frames import Archive, open  # noqa: A004 (the name that users read)

__all__ = ["Archive", "ArchiveError", "open"]

_HOME = {
    "Archive": "pipeline.archive.frames",
    "ArchiveError": "pipeline.archive.errors",
    "open": "pipeline.archive.frames",
}


def __getattr__(name: str) -> Any:
    """The public name, imported now: nothing heavy loads before it is used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
