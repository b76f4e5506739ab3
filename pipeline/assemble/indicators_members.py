"""Members of a local cluster that no list of places knows: communes, districts, firms by the article's names."""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.assemble.indicators_subject import Subject
from pipeline.fold import fold_spelling, squeeze
from pipeline.model.document import Document, Span
from pipeline.model.tags import Context, Tags
from pipeline.normalise.provinces import names
from pipeline.rulebook import rule
from pipeline.tag.places import place_name
from pipeline.tag.short_forms import standing

_CLASS = r"(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố|quận|đặc\s+khu)"
_MEMBER = regex.compile(rf"(?:(?P<class>(?i:{_CLASS}))\s+)?(?P<name>\p{{Lu}}.*)")
_JOINT = regex.compile(r"\s*(?:,|(?:,\s*)?và)\s*")
MAX_SYLLABLES = 3
"""Syllables up to which a member without a class word is taken for a place."""


def find_members(doc: Document, tags: Tags, context: Context) -> list[Subject]:
    """Mentions of members that are places, and of firms and communes in short; value: the member, or as written."""
    if context.scope != "local":
        return []
    listed = _listed(context.members)
    found = _all_named(doc, listed) if listed else []
    communes = list(rule("figures.commune").regex.finditer(doc.norm))
    found += [
        Subject(match.start(), match.end(), place_name(match[0]), "place", "figures.commune") for match in communes
    ]
    return found + _shortened(doc, tags.units, {squeeze(match["name"]) for match in communes})


def _shortened(doc: Document, units: tuple[Span, ...], communes: set[str]) -> list[Subject]:
    """Firms without their legal form (`Công ty CP May Trà Lý`, then `May Trà Lý`), communes without their class."""
    for listed in rule("units.communes").regex.finditer(doc.norm):
        communes |= {squeeze(name) for name in listed.captures("name")}
    short = {name for name in communes if " " in name and name not in names()}
    for unit in units:
        form = rule("figures.legal_form").regex.match(doc.low, unit.start, unit.end)
        if form is not None and doc.norm[form.end() : unit.end].count(" ") and doc.norm[form.end()].isupper():
            short.add(squeeze(doc.norm[form.end() : unit.end]))
    return [
        Subject(start, start + len(name), name, "place", "figures.commune")
        for name in sorted(short)
        for start in standing(doc.norm, name)
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


def _all_named(doc: Document, listed: dict[str, str]) -> list[Subject]:
    """Each mention of a listed member; the class word before a list holds for all of it (`các huyện Ba Vì, Mỹ Đức`)."""
    found: list[Subject] = []
    inherits = False
    for match in _pattern(listed).finditer(doc.norm):
        joined = found and _JOINT.fullmatch(doc.low, found[-1].end, match.start()) is not None
        inherits = match["class"] is not None or bool(joined and inherits)
        found.append(_named(doc, match, listed))
        member = listed[squeeze(match["name"])]
        if joined and inherits and match["class"] is None and _class(found[-2].value) == _class(member):
            found[-1] = replace(found[-1], value=member)
    return found


def _class(name: str) -> str | None:
    match = _MEMBER.fullmatch(fold_spelling(name))
    return match["class"] if match else None


def _named(doc: Document, match: regex.Match[str], listed: dict[str, str]) -> Subject:
    """With its class the member is named in full, without it as it stands; with another class it is another place."""
    written = squeeze(doc.text[match.start("name") : match.end("name")])
    value = listed[squeeze(match["name"])] if match["class"] else written
    if match["class"] and (known := _MEMBER.fullmatch(fold_spelling(value))) and known["class"]:
        same = squeeze(match["class"]).lower() == squeeze(known["class"]).lower()
        value = value if same else place_name(doc.text[match.start() : match.end()])
    return Subject(match.start(), match.end(), value, "place", "figures.commune")
