"""Whose cluster it is: provinces, one branch's agencies, units of one province, or bodies of the centre.

The listed members tell most surely; then the name; then what the opening says of those who met.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from pipeline.assemble.cluster_members import MemberList
from pipeline.fold import lower
from pipeline.match import Matcher
from pipeline.normalise.clusters import registry_id
from pipeline.normalise.provinces import canonical, names
from pipeline.rulebook import compile_pattern, rule

Scope = tuple[str, str]
"""A scope and the reason for it."""

BRANCH_WORDS = 6
"""Words that may stand between an agency and «các tỉnh»."""

_EMULATION = regex.compile(r"thi\s+đua")
_OWN_NUMBER = regex.compile(r"(?P<head>.*?)\s\d+\s+(?P<owner>(?:tỉnh|thành\s+phố)\s+(?P<province>\p{Lu}.*))$")
_NUMBERED = regex.compile(r"số|\d")


def scope_of(name: str, opening: str, members: MemberList | None) -> Scope:
    """Scope and the reason for it. `opening`: lower-case text of title and first sentences."""
    plain = lower(_without_number(name))
    has_unit = _says("scope_unit", _EMULATION.sub("", plain), whole=True)
    region = _says("scope_provinces", plain) or registry_id(name) is not None
    if members and (told := _by_members(plain, opening, members, has_unit=has_unit, region=region)):
        return told
    if (has_unit and (region or _says("scope_of_region", plain))) or _provinces_in(name) > 1:
        return "sector", "the name speaks of one branch's agencies in several provinces"
    if _says("scope_located", plain) or _says("scope_located", opening):
        return "local", "bodies of the centre in one province"
    if _says("scope_central", plain):
        return "central", "the name speaks of bodies of the centre"
    if region:
        return _of_provinces(opening, members.unit if members else None)
    if _says("scope_local", plain):
        return "local", "the name speaks of units of one province or district"
    if _says("scope_national", plain):
        if plain.startswith("khối") and not _says("scope_of_branch", plain):
            return "central", "a block inside a body of the centre"
        return "sector", "the name speaks of a branch of the whole country"
    return _by_opening(plain, opening)


def _without_number(name: str) -> str:
    """The name of a numbered cluster without its number, which is no count (`Khối thi đua 13 thành phố X`)."""
    match = _OWN_NUMBER.match(name)
    return f"{match['head']} {match['owner']}" if match and canonical(match["province"]) else name


def _says(name: str, text: str, *, whole: bool = False) -> bool:
    """Does a rule of scope match? `whole`: not inside a word."""
    entry = rule(f"clusters.{name}").regex
    if not whole:
        return entry.search(text) is not None
    return any(not match.start() or not text[match.start() - 1].isalpha() for match in entry.finditer(text))


def _by_members(plain: str, opening: str, members: MemberList, *, has_unit: bool, region: bool) -> Scope | None:
    kinds = members.kinds
    if kinds.count("province") * 2 > len(kinds):
        return _of_listed_provinces(plain, opening, members.unit, has_unit=has_unit, region=region)
    if kinds.count("place") * 2 > len(kinds):
        return "local", "the members are districts, communes or their agencies"
    if len({found for name in members.names if (found := _province_of(name))}) > 1:
        return "sector", "the members are agencies of several provinces"
    if sum(_says("scope_central_body", name) for name in members.names) * 2 > len(kinds):
        return "central", "the members are bodies of the centre"
    if region or _says("scope_national", plain):
        return None
    return "local", "the members are units inside one province"


def _of_listed_provinces(plain: str, opening: str, unit: str | None, *, has_unit: bool, region: bool) -> Scope:
    if has_unit or (unit and not _of_government(unit)):
        return "sector", "the members are one branch's agencies in several provinces"
    if region:
        return _of_provinces(opening, unit)
    if unit or _speaks_of_branches(opening) or _says("scope_police", opening) or _NUMBERED.search(plain):
        return "sector", "the members are agencies in several provinces"
    return "provinces", "the members are provinces"


def _of_provinces(opening: str, unit: str | None) -> Scope:
    if unit and not _of_government(unit):
        return "sector", "the members are one branch's agencies"
    heads = _says("scope_head", opening)
    if heads or (_speaks_of_branches(opening) and not _says("scope_government", opening)):
        return "sector", "the opening speaks of one branch's agencies in several provinces"
    return "provinces", "the name speaks of provinces or cities"


def _by_opening(plain: str, opening: str) -> Scope:
    branches = _speaks_of_branches(opening) or _agencies_of_many(opening)
    regional = _says("scope_government", opening) or _says("scope_regional", opening)
    if plain == "cụm" and not branches and regional:
        return "provinces", "the article speaks of the governments of several provinces"
    if plain.startswith("cụm") and (branches or _says("scope_police", opening)):
        return "sector", "the opening speaks of one branch's agencies in several provinces"
    return "local", "nothing speaks of several provinces"


def _of_government(unit: str) -> bool:
    return _says("scope_government", lower(unit)) or _says("scope_office", lower(unit))


@cache
def _branches() -> Matcher:
    unit, count = rule("clusters.scope_unit").pattern, rule("clusters.scope_count").pattern
    between = rf"(?:\s+(?!và\s)[\p{{L}},&\-]+){{0,{BRANCH_WORDS}}}?"
    return compile_pattern(
        rf"(?<![\p{{L}}])(?:{unit}){between}\s+(?:{count})\s+(?:tỉnh|thành\s+phố|thành)(?![\p{{L}}])"
    )


def _speaks_of_branches(opening: str) -> bool:
    guard = rule("clusters.scope_no_branch").regex
    return any(not guard.match(match[0]) for match in _branches().finditer(opening))


@cache
def _agencies() -> Matcher:
    provinces = "|".join(sorted((regex.escape(lower(name)) for name in names()), key=len, reverse=True))
    unit = rule("clusters.scope_unit").pattern
    return compile_pattern(
        rf"(?<![\p{{L}}])(?P<unit>{unit})\s+(?:tỉnh|thành\s+phố|tp\.?)\s+(?P<province>{provinces})(?![\p{{L}}])"
    )


def _agencies_of_many(opening: str) -> bool:
    """Agencies of one branch in several provinces: «VKSND tỉnh A là Cụm trưởng và VKSND tỉnh B là Cụm phó»."""
    found = {
        (" ".join(match["unit"].split()), _lower_names()[match["province"]]) for match in _agencies().finditer(opening)
    }
    return len({unit for unit, _ in found}) < len(found)


@cache
def _lower_names() -> dict[str, str]:
    """Canonical names of provinces by their spellings in lower case."""
    return {lower(spelling): name for spelling, name in names().items()}


def _province_of(name: str) -> str | None:
    """The province that closes a body's name (`Công an tỉnh Bắc Ninh`)."""
    words = name.split()
    tails = (" ".join(words[-size:]) for size in (5, 4, 3, 2))
    return next((names()[tail] for tail in tails if tail in names()), None)


def _provinces_in(name: str) -> int:
    """How many provinces of two words a name names (`… Long An - Vĩnh Long`)."""
    pairs = (f"{one} {two}" for one, two in pairwise(regex.findall(r"\p{L}+", name)))
    return len({names()[pair] for pair in pairs if pair in names()})
