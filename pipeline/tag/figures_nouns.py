"""What a number counts: the noun behind it, looked up in `units_of_measure.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.fold import fold_spelling, squeeze
from pipeline.normalise.abbreviations import expand
from pipeline.rulebook import read_csv, rule
from pipeline.tag.word_segments import syllables

_WORD = regex.compile(r"\p{L}[\p{L}\d]*+")
_JOINT = regex.compile(r",?(?:[^\S\n]++(?:\n[^\S\n]*+)?+|\n[^\S\n]*+)(?=\p{L})")
_ALONE = regex.compile(r"[^\d,;.(]{0,80}+(?:[,;.(]|$)")
MAX_WORDS = 6
"""Words of the longest noun in the table."""

LONG_WORD = 3
"""Syllables of the longest noun that is one word."""

COUNTED = frozenset({"result", "honour"})
"""Classes of nouns that `lượt` can stand before: `lượt người`, `lượt cá nhân`."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its end in the text, its unit of measure and its class in `units_of_measure.csv`."""

    end: int
    unit: str
    klass: str


@cache
def _table() -> dict[str, tuple[str, str]]:
    return {fold_spelling(row["noun"]): (row["class"], row["unit"]) for row in read_csv("units_of_measure")}


def _ends(low: str, start: int) -> list[int]:
    """Ends of the words that follow one another from `start`, at most `MAX_WORDS`."""
    ends: list[int] = []
    position = start
    while len(ends) < MAX_WORDS and (word := _WORD.match(low, position)):
        ends.append(word.end())
        gap = _JOINT.match(low, word.end())
        if gap is None:
            break
        position = gap.end()
    return ends


def read_noun(low: str, text: str, start: int) -> Noun | None:
    """The noun that begins at `start`, of class `open` when the table does not know it; None where none begins."""
    ends = _ends(low, start)
    for end in reversed(ends):
        found = _table().get(squeeze(low[start:end]))
        if found is None:
            continue
        klass, unit = found
        if klass == "run":
            return _run(low, text, start, end)
        if klass == "result" and not unit and low[end : end + 2] == ", ":
            end = _joined(low, end)
        return Noun(end, unit or squeeze(text[start:end]), klass)
    return _open_noun(low, text, start, ends)


def _joined(low: str, end: int) -> int:
    """End of a second counted noun behind a comma (`kiến nghị, kháng nghị`), else `end`."""
    for follow in reversed(_ends(low, end + 2)):
        if _table().get(squeeze(low[end + 2 : follow]), ("",))[0] == "result":
            return follow if _ALONE.match(low, follow) else end
    return end


def _run(low: str, text: str, start: int, end: int) -> Noun:
    """`lượt` with the noun it counts: `lượt người`, `lượt học sinh`; bare before anything else."""
    follow = end + 1
    noun = read_noun(low, text, follow) if low[end : end + 1] == " " else None
    if noun is not None and noun.klass in COUNTED:
        return Noun(noun.end, squeeze(text[start : noun.end]), noun.klass)
    if noun is not None and noun.unit.isupper():
        return Noun(noun.end, f"{text[start:end]} {expand(noun.unit).lower()}", "result")
    return Noun(end, text[start:end], "result")


def _open_noun(low: str, text: str, start: int, ends: list[int]) -> Noun | None:
    """The first word, with the second where each is one syllable (`kỳ báo`); an abbreviation (`370.401 NCT`)."""
    if not ends:
        return None
    stop = rule("figures.no_noun").regex
    stopped = stop.fullmatch(low, start, ends[0]) is not None
    if text[start].isupper():
        short = not stopped and text[start : ends[0]].isupper() and ends[0] - start > 1
        return Noun(ends[0], text[start : ends[0]], "open") if short else None
    run = [ends[0]]
    for end in ends[1:]:
        begin = end - len(low[run[-1] : end].strip(" ,\t\n"))
        if "," in low[run[-1] : begin] or text[begin].isupper() or stop.fullmatch(low, begin, end):
            break
        run.append(end)
    words = syllables(squeeze(low[start : run[-1]]))
    if stopped and (words[:1] in {(), (1,)} or words[0] > LONG_WORD):
        return None
    last = run[min(_first_word(words), len(run)) - 1]
    return Noun(last, squeeze(text[start:last]), "open")


def _first_word(words: tuple[int, ...]) -> int:
    """Syllables of the noun that a phrase begins with; two where nothing can tell."""
    if not words or words[0] > LONG_WORD:
        return 2
    return 2 if words[:2] == (1, 1) else words[0]
