"""The one error of the package, and its codes.

A code is stable and meant for programs; the message is meant for people and names the file, never a stack.
"""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "empty": "no text",
    "binary": "not text: NUL bytes, control characters or the signature of a binary format",
    "too_large": "longer than the limit",
    "encoding": "no known encoding gives readable text",
    "truncated": "ends in the middle of a character, a line or a row",
    "unsupported": "a format that is not read",
    "malformed": "a line that is no JSON object, or a row that is no row",
    "columns": "a table without the columns it needs",
    "unreadable": "the file is missing or may not be read",
    "encrypted": "a password is needed",
    "scanned": "a PDF of pictures, without a text layer",
    "damaged": "bytes that contradict their checksum or cannot be unpacked",
    "refused": "an address that is not fetched: not public, not http(s), or forbidden by robots.txt",
    "fetch": "the server did not send the page",
    "timeout": "took longer than allowed",
    "crash": "the extraction failed or its process died",
}
"""Every code that `ExtractionError.code` and `failures.jsonl` can hold, with its meaning."""


class ExtractionError(Exception):
    """An article that could not be read or extracted.

    `code` is one of `CODES`; `message` says what is wrong in one line. Raises `KeyError` for any other code.
    """

    def __init__(self, code: str, message: str | None = None) -> None:
        self.code = code
        self.message = message or CODES[code]
        if code not in CODES:
            raise KeyError(code)
        super().__init__(code, self.message)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
