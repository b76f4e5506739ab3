"""Communes that bear a person's name: «cử phường Chu Văn An …», «các phường Nhị Chiểu, Trần Hưng Đạo, …».

Behind the head of a body the same words may be the commune's or a person's («Chủ tịch UBND phường Chu Văn An»). Where
the report tells of the commune itself, they are the commune's.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from pipeline.model.document import Document
from pipeline.rulebook import rule

_NAME = regex.compile(r"\p{Lu}[\p{Ll}']*(?:\s+\p{Lu}[\p{Ll}']*){0,3}")
_SPACE = regex.compile(r"\s+")
MAX_DOCUMENTS = 4
"""Documents whose communes are remembered; they are asked for one document after the other."""


def communes(doc: Document) -> frozenset[str]:
    """Names of the communes that the document names apart from their bodies, as written."""
    return _communes(doc.norm)


@lru_cache(maxsize=MAX_DOCUMENTS)
def _communes(norm: str) -> frozenset[str]:
    found: set[str] = set()
    for name in ("units.commune", "units.communes"):
        for match in rule(name).regex.finditer(norm):
            found.update(" ".join(one.split()) for one in match.captures("name"))
    return frozenset(found)


def commune_end(doc: Document, start: int, limit: int) -> int | None:
    """End of the longest such name at `start`; None where none stands."""
    match = _NAME.match(doc.norm, start, limit)
    ends = [space.start() for space in _SPACE.finditer(match[0])] if match else []
    known = communes(doc) if match else frozenset[str]()
    choices = [match.end(), *(start + end for end in reversed(ends))] if match else []
    return next((end for end in choices if " ".join(doc.norm[start:end].split()) in known), None)
