"""The one error of the archive, and its codes."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "missing": "no archive is there",
    "not_an_archive": "the file is not an archive of kyyeu, or is damaged",
    "newer": "the archive was written by a newer version of kyyeu",
    "read_only": "the archive may not be written",
    "locked": "another program holds the archive",
    "full": "the disk is full",
    "unreachable": "the database cannot be reached",
    "bad_record": "a line that is no record",
    "format": "the archive cannot be written in this format",
    "not_reviewed": "no article has been reviewed to the end",
    "unknown": "nothing in the archive has that name",
    "database": "the database refused the work",
}
"""Every code that `ArchiveError.code` can hold, with its meaning."""


class ArchiveError(Exception):
    """What the archive refuses. `code` is one of `CODES`, `message` names the archive and says what is wrong.

    `subject` is what it is about: the archive, a line, a name, with what a database said of it.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.subject = message
        self.message = f"{message}: {CODES[code]}"
        # As given: it may come from another process.
        super().__init__(code, message)

    def __str__(self) -> str:
        return self.message
