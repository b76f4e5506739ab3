"""Abbreviations written out, and one spelling for the names that portals spell in many ways."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from pipeline.fold import fold_spelling, squeeze
from pipeline.rulebook import read_csv

_EMULATION = regex.compile(r"Thi\s+đua\s*(?:[-,]|và)?\s*[Kk]hen\s+thưởng", regex.IGNORECASE)
_COMMITTEE = regex.compile(r"\b(?i:ủy\s+ban)\s+[Nn]hân\s+[Dd]ân\b")
_COUNCIL = regex.compile(r"\b(?i:hội\s+đồng)\s+[Nn]hân\s+[Dd]ân\b")
_BRACKETED = regex.compile(r"\s*\([\p{Lu}][\p{Lu}\d&,. -]{1,14}\)(?=\s+[\p{L}])")
_CITY_DOT = regex.compile(r"\b(TP|Tp|TX|Tx)\.?(?=\p{Lu})")


@cache
def _table() -> tuple[regex.Pattern[str], dict[str, str]]:
    pairs = {fold_spelling(row["short"]): fold_spelling(row["full"]) for row in read_csv("abbreviations")}
    body = "|".join(regex.escape(short) for short in sorted(pairs, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\d]|[\p{{L}}]-)(?:{body})(?![\p{{L}}\d]|-[\p{{L}}\d])"), pairs


@lru_cache(maxsize=20_000)
def expand(text: str) -> str:
    """`text` in one spelling, single-spaced, abbreviations written out: `UBND tỉnh` is `Ủy ban nhân dân tỉnh`."""
    table, pairs = _table()
    text = _BRACKETED.sub(" ", text)
    spaced = _CITY_DOT.sub(r"\1 ", fold_spelling(text))
    written = table.sub(lambda match: pairs[match[0]], spaced)
    written = _EMULATION.sub("Thi đua - Khen thưởng", squeeze(written))
    written = _COMMITTEE.sub("Ủy ban nhân dân", written)
    return squeeze(_COUNCIL.sub("Hội đồng nhân dân", written)).strip(" ,;:.-")
