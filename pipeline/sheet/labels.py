"""Does a cell name the indicator of a figure? By id, by the vocabulary of `patterns/indicators.csv`, or by likeness."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import regex
from rapidfuzz import fuzz

from pipeline.assemble.indicators_vocabulary import families, find_labels
from pipeline.fold import fold_spelling
from pipeline.model.record import Indicator
from pipeline.rulebook import read_csv
from pipeline.sheet.plain import has_marks, plain
from pipeline.tag.figures_words import Words

SAME_LABEL = 85.0
"""Likeness (per cent, rapidfuzz token_set_ratio of the texts without marks) from which two labels are one."""

_PLAN = regex.compile(r"(?<!\w)(?:ke hoach|du toan|chi tieu|muc tieu|nghi quyet|plan|target)(?!\w)")
_GROWTH = regex.compile(r"(?<!\w)(?:tang|giam|cung ky|growth|increase|decrease|toc do)(?!\w)")


@dataclass(frozen=True)
class Wanted:
    """What a cell asks for: ids of the vocabulary that fit, and whether it speaks of a plan or of growth."""

    ids: frozenset[str]
    families: frozenset[str]
    plan: bool
    growth: bool


@cache
def _meanings() -> dict[str, str]:
    return {row["id"]: row["meaning_vi"] for row in read_csv("indicators")}


@cache
def _unmarked() -> tuple[tuple[regex.Pattern[str], str], ...]:
    """The triggers without marks, for a cell typed without them."""
    return tuple(
        (regex.compile(rf"(?<!\w)(?:{_without_marks(row['trigger'])})(?!\w)"), row["family"])
        for row in read_csv("indicators")
        if row["trigger"]
    )


def _without_marks(trigger: str) -> str:
    apart = unicodedata.normalize("NFD", trigger.replace("đ", "d"))
    return "".join(char for char in apart if not unicodedata.combining(char)).replace(" ", r"\s+")


@lru_cache(maxsize=4096)
def wanted(cell: str) -> Wanted:
    """What the cell asks for. An id stands for itself."""
    key = cell.strip().lower()
    words = plain(cell)
    plan, growth = bool(_PLAN.search(words)), bool(_GROWTH.search(words))
    if key in _meanings():
        return Wanted(frozenset({key}), frozenset(), plan=False, growth=False)
    named = next((id_ for id_, meaning in _meanings().items() if plain(meaning) == words), None)
    if named:
        return Wanted(frozenset({named}), frozenset(), plan=plan, growth=growth)
    low = " ".join(fold_spelling(cell).lower().split())
    if has_marks(cell):
        found = {label.family for label in find_labels(Words.of(low))}
    else:
        found = {family for pattern, family in _unmarked() if pattern.search(low)}
    named_families = frozenset(family for family in found if family)
    ids = frozenset(row.id for family in named_families for row in families().get(family, ()))
    return Wanted(ids, named_families, plan=plan, growth=growth)


def label_score(cell: str, figure: Indicator) -> float:
    """How surely the cell names the figure, 0 to 100; 0 where it does not.

    A plan asked for is not answered by a figure without one. The id or the vocabulary decide where both sides
    have them; else the labels must be alike.
    """
    asked = wanted(cell)
    if asked.plan and figure.baseline != "plan" and figure.kind != "target" and "vs_" not in (figure.indicator or ""):
        return 0.0
    text = max((fuzz.token_set_ratio(plain(cell), plain(name)) for name in _names(figure)), default=0.0)
    exact = max((fuzz.ratio(plain(cell), plain(name)) for name in _names(figure)), default=0.0)
    likeness = text if text >= SAME_LABEL else 0.0
    if figure.indicator in asked.ids:
        likeness = max(likeness, 90.0)
    elif asked.ids and exact < SAME_LABEL:
        # A figure without an id may still be named by words of the vocabulary.
        other = wanted(figure.label or "").families
        if figure.indicator or (other and not other & asked.families):
            return 0.0
        likeness = max(likeness, SAME_LABEL if other else 0.0)
    if not likeness:
        return 0.0
    fits = (asked.growth and figure.change is not None) + (asked.plan and figure.baseline == "plan")
    return min(100.0, likeness * 0.9 + exact * 0.05 + 2.5 * fits)


def _names(figure: Indicator) -> tuple[str, ...]:
    meaning = _meanings().get(figure.indicator or "")
    return tuple(name for name in (figure.label, meaning, figure.indicator) if name)
