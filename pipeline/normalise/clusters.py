"""The national clusters of provinces: their names, ids and members by year.

Source: reports of 2009 to 2025. The eight clusters of 2019 to 2024 partition the 63 provinces; until 2018 the five
provinces of the Central Highlands met alone. Years are years of account (the year a meeting reviews), not of meeting.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from pipeline.fold import fold_spelling, lower, squeeze
from pipeline.rulebook import read_csv

HIGHLANDS, HIGHLANDS_AND_COAST = "tay-nguyen", "tay-nguyen-duyen-hai-mien-trung"
LAST_YEAR_OF_HIGHLANDS = 2018
_FILLER = regex.compile(r"[,\-]|(?<![\p{L}])(?:khu\s+vực|vùng)(?![\p{L}])")


@cache
def _keys() -> tuple[tuple[regex.Pattern[str], str], ...]:
    """(key, id), longest key first, so that «Tây Nguyên và duyên hải …» is tried before «Tây Nguyên»."""
    pairs = [(key, row["id"]) for row in read_csv("clusters") for key in row["keys"].split(";")]
    return tuple(
        (regex.compile(rf"(?<![\p{{L}}]){key}(?![\p{{L}}])"), found)
        for key, found in sorted(pairs, key=lambda pair: -len(pair[0]))
    )


@lru_cache(maxsize=4096)
def registry_id(name: str, year: int | None = None) -> str | None:
    """Id of the national cluster that a name in any spelling names; None when it names none.

    Says nothing of the system: a sector cluster may bear a region's name.
    """
    plain = squeeze(_FILLER.sub(" ", lower(fold_spelling(name))))
    for key, found in _keys():
        if key.search(plain):
            if found == HIGHLANDS and year is not None and year > LAST_YEAR_OF_HIGHLANDS:
                return HIGHLANDS_AND_COAST
            return found
    return None


def registry_name(cluster_id: str) -> str | None:
    """The usual name of a national cluster."""
    return next((row["name"] for row in read_csv("clusters") if row["id"] == cluster_id), None)


def registry_members(cluster_id: str, year: int) -> tuple[str, ...]:
    """Members of a national cluster in a year of account, as attested; empty when none are known."""
    return tuple(
        row["member"]
        for row in read_csv("cluster_members")
        if row["id"] == cluster_id and int(row["from"] or 0) <= year <= int(row["to"] or 9999)
    )
