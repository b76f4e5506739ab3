"""What a cluster's name says of which cluster it is: kind, number, system, owner, and the words left over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from pipeline.archive.text import words
from pipeline.fold import fold_spelling
from pipeline.normalise import provinces
from pipeline.normalise.clusters import HIGHLANDS, HIGHLANDS_AND_COAST, registry_id
from pipeline.rulebook import read_csv

_NUMBER: Final = re.compile(r"\b(?:so\s+)?(?P<number>\d{1,2}|[ivx]{1,5})\b")
_COUNT: Final = re.compile(r"(?<!\bso )\b\d{1,2}\s+(?=(?:tinh|thanh pho|don vi|truong|huyen|so)\b(?! @))")
"""«7 tỉnh» counts members, «số 7 tỉnh @» and «7 thành phố @» name one of several (`@` is a province)."""
_FILLER: Final = re.compile(
    r"\b(?:cum|khoi|khu vuc|vung|thi dua|cac|tinh|thanh pho|tp|so|co quan|don vi|nganh|bo nganh|va|truc thuoc|thuoc|"
    r"trung uong|mien(?= (?:tay|dong|nui))|phia|cua|tren|dia ban|"
    r"huyen|thi xa|thi tran|quan(?! (?:khu|su|doi|nhan|chung))|phuong|xa(?! hoi))\b"
)
_END: Final = re.compile(r"\b(?:mien|phia) (bac|trung|nam)\b(?! (?:trung )?bo\b)")
HALF: Final = 0.5
"""Share of the shorter name's words that the longer must have."""
NO_KEYS: Final = ("cum?", "khoi?")
"""Keys of a name that says nothing."""
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class ClusterName:
    """A name taken apart; parts that it does not give are empty."""

    registry: str
    kind: str
    number: str
    systems: frozenset[str]
    owners: frozenset[str]
    region: str
    ends: frozenset[str]
    """Ends of the country: «miền Bắc», «phía Nam»."""
    rest: frozenset[str]

    @property
    def key(self) -> str:
        """What any other report of the same cluster would give too, as far as a name can tell."""
        if self.registry:
            return f"n:{self.registry}"
        if self.number:
            return f"{self.kind}#{self.number}"
        if self.systems:
            return f"{self.kind}:{min(self.systems)}"
        if self.region:
            return f"{self.kind}:{self.region}"
        return f"{self.kind}:{min(self.rest)}" if self.rest else f"{self.kind}?"

    @property
    def weak(self) -> bool:
        """True for a name that many clusters bear: «Cụm thi đua số 1», or none at all."""
        return not (self.registry or self.systems or self.owners or self.rest)


@cache
def _system_words() -> dict[str, str]:
    pairs = [(word, row["id"]) for row in read_csv("systems") for word in row["words"].split(";")]
    return {" ".join(words(fold_spelling(word))): found for word, found in pairs}


@cache
def _system_pattern() -> re.Pattern[str]:
    # What is found inside another counts too: each word is looked for at each place.
    names = sorted(_system_words(), key=len, reverse=True)
    return re.compile(rf"\b(?=({'|'.join(map(re.escape, names))})\b)")


@lru_cache(maxsize=65536)
def systems(text: str) -> frozenset[str]:
    """The branches that a text names: `police`, `border_guard` …"""
    plain = " ".join(words(fold_spelling(text)))
    return frozenset(_system_words()[found] for found in _system_pattern().findall(plain))


@cache
def _province_names() -> tuple[tuple[str, str], ...]:
    return tuple((f" {' '.join(words(name))} ", name) for name in sorted(set(provinces.names().values())))


@lru_cache(maxsize=65536)
def parse(name: str | None, registry: str | None = None, members: tuple[str, ...] = ()) -> ClusterName:
    """The name taken apart. `registry` is the id of a national cluster, `members` may tell the branch."""
    plain = f" {' '.join(words(fold_spelling(name or '')))} "
    kind = "khoi" if re.search(r"\bkhoi\b|\bkhu vuc thi dua\b", plain) else "cum"
    branch = systems(name or "") or systems(" ; ".join(members))
    owners = frozenset(found for word, found in _province_names() if word in plain)
    for word, found in _province_names():
        if found in owners:
            plain = plain.replace(word, " @ ")
    plain = _COUNT.sub(" ", plain)
    match = _NUMBER.search(re.sub(r"^.*?\b(?:thi dua|cum|khoi)\b", " ", plain, count=1))
    rest = frozenset(word for word in _FILLER.sub(" ", plain).split() if word != "@" and not _NUMBER.fullmatch(word))
    number = _arabic(match["number"]) if match else ""
    region = (registry_id(name) if name else None) or ""
    # The Highlands alone until 2018, with the coast since.
    region = HIGHLANDS if region == HIGHLANDS_AND_COAST else region
    ends = frozenset(_END.findall(plain))
    return ClusterName(registry or "", kind, number, branch, owners, region, ends, rest)


def _arabic(number: str) -> str:
    if number.isdigit():
        return str(int(number))
    values = [_ROMAN[letter] for letter in number]
    signed = [-value if value < max(values[place:]) else value for place, value in enumerate(values)]
    return str(sum(signed))


def alike(one: ClusterName, other: ClusterName) -> float | None:
    """How sure two names are of one cluster, from 0 (says nothing) to 1; None: they cannot be."""
    if one.registry and other.registry:
        return 1.0 if one.registry == other.registry else None
    if _contradict(one, other):
        return None
    if one.weak or other.weak:
        return 0.3 if one.number and one.number == other.number else 0.0
    if one.number and other.number and (one.systems & other.systems or one.owners & other.owners):
        return 1.0
    if not one.rest or not other.rest:
        shared_part = one.systems & other.systems or one.owners & other.owners or (one.region and other.region)
        return 0.5 if shared_part or one.number == other.number else 0.0
    shared = len(one.rest & other.rest) / min(len(one.rest), len(other.rest))
    return shared if shared >= HALF else None


def _contradict(one: ClusterName, other: ClusterName) -> bool:
    numbers = one.number != other.number and bool(one.number and other.number)
    branches = bool(one.systems and other.systems and not one.systems & other.systems)
    owners = bool(one.owners and other.owners and not one.owners & other.owners)
    ends = bool(one.ends and other.ends and not one.ends & other.ends)
    regions = one.region != other.region and bool(one.region and other.region)
    # A branch's own cluster may bear a region's name; the provinces' cluster names no branch.
    mixed = bool(one.registry and other.systems) or bool(other.registry and one.systems)
    kinds = one.kind != other.kind and not (one.weak and other.weak and not one.number)
    return numbers or branches or owners or ends or regions or mixed or kinds


@lru_cache(maxsize=65536)
def registry_of(name: str | None, cluster_id: str | None, scope: str | None) -> str | None:
    """The id that the record gives, or that its name has among clusters of provinces."""
    if cluster_id or scope not in (None, "provinces") or not name or systems(name):
        return cluster_id
    return registry_id(name)
