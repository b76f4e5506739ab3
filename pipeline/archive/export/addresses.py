"""Where something was read, as formats of the web take it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_FORBIDDEN: Final = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')
"""What no IRI holds."""
_MEANT_OTHERWISE: Final = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f%?#]')
"""The same, and what would end the path of a file."""


def is_url(source: str) -> bool:
    """Is it an address of the web, and no name of a file?"""
    return source.startswith(("http://", "https://"))


def iri(source: str) -> str:
    """The source as an IRI or a reference relative to one: «bài 1.txt» is `bài%201.txt`."""
    forbidden = _FORBIDDEN if is_url(source) else _MEANT_OTHERWISE
    return forbidden.sub(lambda match: quote(match[0], safe=""), source)


def urls(sources: list[str | None]) -> list[str]:
    """Those that are addresses of the web: FollowTheMoney takes no other."""
    return [iri(source) for source in sources if source and is_url(source)]


def links(sources: dict[str, str | None]) -> list[dict[str, str]]:
    """Sources with their quotes, as Popolo has them."""
    return [{"url": iri(source), "note": words or ""} for source, words in sources.items()]
