"""The clusters that a text speaks of: for reports whose record names none."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

from pipeline.archive.cluster_names import ClusterName, parse, registry_of
from pipeline.fold import fold_spelling, lower
from pipeline.rulebook import rule

REACH: Final = 160
"""Characters behind the head in which a name ends."""
_MARK: Final = regex.compile(r"[.;:()\n«»“”\"]")
_WORD: Final = regex.compile(r"[\p{L}\d]+")


@lru_cache(maxsize=1024)
def names_in(text: str) -> tuple[ClusterName, ...]:
    """The names in order of the text, each once. «Cụm thi đua» alone is no name."""
    plain = lower(fold_spelling(text))
    found: dict[ClusterName, None] = {}
    for head in rule("clusters.head").regex.finditer(plain):
        written = plain[head.start() : _end(plain, head.end())].strip(" ,-")
        name = parse(written, registry_of(written, None, None))
        if name.number or not name.weak:
            found[name] = None
    return tuple(found)


def _end(plain: str, start: int) -> int:
    """Where the name ends that goes on at `start`: at a mark, or at a word that cannot stand in it."""
    mark = _MARK.search(plain, start, start + REACH)
    end = mark.start() if mark else min(start + REACH, len(plain))
    at = start
    while word := _WORD.search(plain, at, end):
        glued = rule("clusters.glue").regex.match(plain, word.start(), end)
        if glued is None and rule("clusters.stop").regex.match(plain, word.start()):
            return word.start()
        at = glued.end() if glued else word.end()
    return end
