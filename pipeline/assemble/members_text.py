"""Lists of members told otherwise than item by item: names cut at their commas, lines of a list."""

from __future__ import annotations

from itertools import pairwise

import regex

from pipeline.assemble.members import MAX_LIST, read_list
from pipeline.assemble.members_model import Item
from pipeline.model.cover import Cover
from pipeline.model.document import Document
from pipeline.normalise.abbreviations import expand
from pipeline.rulebook import rule
from pipeline.tag.unit_names import unit_name

_LINE = regex.compile(r"[^\n]*[^\s][^\n]*")

MAX_BULLETS = 80
"""Lines of a list of members; no cluster has more."""


def read_phrases(doc: Document, start: int, limit: int, count: int | None) -> list[Item]:
    """Names of any kind, split at their commas: taken when there are as many as the list is said to have.

    Where no number is said (`count` None), they are split where the name of a body begins.
    """
    limit = min(limit, start + MAX_LIST)
    behind = [rule("members.stop").regex.search(doc.norm, start, limit)]
    behind.append(rule("members.guest_before").regex.search(doc.low, start, limit))
    end = min((match.start() for match in behind if match), default=limit)
    head = rule("units.head").regex
    whole = Cover(start, end, (match.span() for match in rule("units.glue").regex.finditer(doc.low, start, end)))
    found = (match.span() for match in rule("members.cut").regex.finditer(doc.norm, start, end))
    places = [last for first, last in found if not whole.meets(first, last)]
    cuts = [start, *(at for at in places if count is not None or head.match(doc.norm, at)), end]
    items = []
    for left, right in pairwise(cuts):
        piece = rule("members.piece").regex.match(doc.norm[left:right])
        if piece is None:
            return []
        if ":" in piece["name"]:
            return []
        first, last = left + piece.start("name"), left + piece.end("name")
        items.append(Item(first, last, "unit", unit_name(expand(doc.text[first:last]))))
    if count is not None:
        return items if len(items) == count else []
    return items if head.match(doc.norm, items[0].start) else []


def read_bullets(doc: Document, after: int) -> list[Item]:
    """The items of a list that stands in lines of its own behind `after`, one to a line."""
    items: list[Item] = []
    for line in _LINE.finditer(doc.norm, after):
        bullet = rule("members.bullet").regex.match(doc.norm, line.start(), line.end())
        if bullet is None or len(items) == MAX_BULLETS:
            break
        end = line.end()
        while end > bullet.end() and doc.norm[end - 1] in " ;,.":
            end -= 1
        read = read_list(doc, bullet.end(), end)
        whole = Item(bullet.end(), end, "unit", unit_name(doc.text[bullet.end() : end]))
        items += read if len(read) == 1 or (read and read[-1].end >= end) else [whole]
    return items
