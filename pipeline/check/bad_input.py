"""What the check refuses: input it cannot score. Nothing is written then."""

from __future__ import annotations


class BadInput(Exception):  # noqa: N818 - named for the user's side of it
    """The message names the file and, where there is one, the line."""
