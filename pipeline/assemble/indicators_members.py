"""Members of a local cluster that no list of places knows: communes, wards, districts by the names the article gives."""

from __future__ import annotations

import regex

from pipeline.assemble.indicators_subject import Subject
from pipeline.model.document import Document
from pipeline.model.tags import Context
from pipeline.normalise.fold import fold_spelling, squeeze

_CLASS = r"(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố|quận|đặc\s+khu)"
_MEMBER = regex.compile(rf"(?:(?P<class>{_CLASS})\s+)?(?P<name>\p{{Lu}}.*)", regex.IGNORECASE)
_COMMUNE = regex.compile(
    r"(?<![\p{L}\d])(?P<class>(?i:xã|phường|thị\s+trấn))\s+(?P<name>\p{Lu}[\p{Ll}']*(?:\s+\p{Lu}[\p{Ll}']*){0,3})"
)


def find_members(doc: Document, context: Context) -> list[Subject]:
    """Mentions of members that are places, in text order; value: the member's name, or the bare name as written."""
    if context.scope != "local":
        return []
    listed = _listed(context.members)
    found = [_named(doc, match, listed) for match in _pattern(listed).finditer(doc.norm)] if listed else []
    for match in _COMMUNE.finditer(doc.norm):
        found.append(Subject(match.start(), match.end(), squeeze(match[0]), "place", "figures.commune"))
    return found


def _listed(members: tuple[str, ...]) -> dict[str, str]:
    """Bare name to the member's name in the article's list (`Ba Vì` to `huyện Ba Vì`)."""
    names = {}
    for member in members:
        match = _MEMBER.fullmatch(fold_spelling(member))
        if match is not None and (match["class"] or len(match["name"].split()) <= 3):
            names[match["name"]] = member
    return names


def _pattern(listed: dict[str, str]) -> regex.Pattern[str]:
    body = "|".join(regex.escape(name).replace(r"\ ", r"\s+") for name in sorted(listed, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\d])(?:(?P<class>(?i:{_CLASS}))\s+)?(?P<name>{body})(?![\p{{L}}])")


def _named(doc: Document, match: regex.Match[str], listed: dict[str, str]) -> Subject:
    """With its class the member is named in full, without it as it stands."""
    name = squeeze(match["name"])
    value = listed[name] if match["class"] else squeeze(doc.text[match.start("name") : match.end("name")])
    return Subject(match.start(), match.end(), value, "place", "figures.member")
