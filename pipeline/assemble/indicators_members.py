"""Members of a local cluster that no list of places knows: communes, wards, districts by the article's names."""

from __future__ import annotations

import regex

from pipeline.assemble.indicators_subject import Subject
from pipeline.fold import fold_spelling, squeeze
from pipeline.model.document import Document
from pipeline.model.tags import Context
from pipeline.rulebook import rule

_CLASS = r"(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố|quận|đặc\s+khu)"
_MEMBER = regex.compile(rf"(?:(?P<class>(?i:{_CLASS}))\s+)?(?P<name>\p{{Lu}}.*)")
MAX_SYLLABLES = 3
"""Syllables up to which a member without a class word is taken for a place."""


def find_members(doc: Document, context: Context) -> list[Subject]:
    """Mentions of members that are places; value: the member's name, or the bare name as written."""
    if context.scope != "local":
        return []
    listed = _listed(context.members)
    found = [_named(doc, match, listed) for match in _pattern(listed).finditer(doc.norm)] if listed else []
    return found + [
        Subject(match.start(), match.end(), squeeze(match[0]), "place", "figures.commune")
        for match in rule("figures.commune").regex.finditer(doc.norm)
    ]


def _listed(members: tuple[str, ...]) -> dict[str, str]:
    """Bare name to the member's name in the article's list (`Ba Vì` to `huyện Ba Vì`)."""
    names = {}
    for member in members:
        match = _MEMBER.fullmatch(fold_spelling(member))
        if match is not None and (match["class"] or len(match["name"].split()) <= MAX_SYLLABLES):
            names[match["name"]] = member
    return names


def _pattern(listed: dict[str, str]) -> regex.Pattern[str]:
    names = sorted(listed, key=len, reverse=True)
    body = "|".join(regex.escape(name).replace(r"\ ", r"\s+") for name in names)
    return regex.compile(rf"(?<![\p{{L}}\d])(?:(?P<class>(?i:{_CLASS}))\s+)?(?P<name>{body})(?![\p{{L}}])")


def _named(doc: Document, match: regex.Match[str], listed: dict[str, str]) -> Subject:
    """With its class the member is named in full, without it as it stands."""
    written = squeeze(doc.text[match.start("name") : match.end("name")])
    value = listed[squeeze(match["name"])] if match["class"] else written
    return Subject(match.start(), match.end(), value, "place", "figures.commune")
