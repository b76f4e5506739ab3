"""Mentions of awards: which award, and the giver that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from pipeline.assemble.awards_giving import giver_at
from pipeline.match import Matcher, find
from pipeline.model.document import Document, Sentence
from pipeline.normalise.abbreviations import expand
from pipeline.rulebook import RuleError, compiled, read_csv, rule

LONGEST_NAME = 110
"""Characters within which a name in quotation marks ends."""
_GRADE = regex.compile(r"\s+hạng\s+(?:nhất|nhì|ba)(?![\p{L}])")
_CLASSES = {"1": "Nhất", "2": "Nhì", "3": "Ba", "i": "Nhất", "ii": "Nhì", "iii": "Ba"}


@dataclass(frozen=True, slots=True)
class AwardMention:
    """One award named in a sentence. `giver` is the full name of who gives it, if said or inherited."""

    start: int
    end: int
    name: str
    needs_giver: bool
    giver: str | None
    rule: str


@cache
def _awards() -> tuple[tuple[str, str, str, str], ...]:
    return tuple((row["id"], row["pattern"], row["name"], row["giver"]) for row in read_csv("awards"))


@cache
def _regex() -> Matcher:
    body = "|".join(f"(?P<{award_id}>{pattern})" for award_id, pattern, _, _ in _awards())
    try:
        return Matcher(regex.compile(rf"(?<![\p{{L}}])(?:{body})(?![\p{{L}}])"))
    except regex.error as error:
        raise RuleError(f"awards.csv: {error}; `kyyeu patterns lint` names the row") from error


def award_mentions(doc: Document, sentence: Sentence) -> list[AwardMention]:
    """The awards named in a sentence, with the giver that stands behind `của` where one does."""
    found: list[AwardMention] = []
    for match in find(doc, _regex(), sentence.start, sentence.end):
        _, _, name, giver = next(row for row in _awards() if match[row[0]] is not None)
        end, explicit = _quote_end(doc, match), None
        if giver == "giver":
            explicit, end = _giver_behind(doc, end, sentence.end)
        written = name or _tidy(doc.text[match.start() : match.end()])
        if name == "Cờ thi đua":
            written, end = _flag(doc, match, end, sentence.end)
        elif match[0].startswith("hạng") and found:
            written = f"{found[-1].name.partition(' hạng ')[0]} {written[0].lower()}{written[1:]}"
        found.append(
            AwardMention(match.start(), end, written, giver == "giver", explicit, f"awards.csv:{match.lastgroup}")
        )
    return found


def _quote_end(doc: Document, match: regex.Match[str]) -> int:
    """Where the award's name ends, behind the mark that closes it (`Cờ “Đơn vị xuất sắc trong phong trào …”`)."""
    if match[0].count('"') % 2 == 0:
        return match.end()
    closing = doc.low.find('"', match.end(), match.end() + LONGEST_NAME)
    return closing + 1 if closing > 0 and "." not in doc.low[match.end() : closing] else match.end()


def _flag(doc: Document, match: regex.Match[str], end: int, limit: int) -> tuple[str, int]:
    """A flag's name with the grade behind it («hạng Nhất»), and where it ends; the grade alone names a further flag."""
    written = "Cờ thi đua xuất sắc" if "xuất sắc" in match[0] else "Cờ thi đua"
    if match[0].startswith("hạng"):
        return _tidy(f"{written} {match[0]}"), end
    grade = _GRADE.match(doc.low, end, limit)
    return (_tidy(f"{written} {grade[0]}"), grade.end()) if grade else (written, end)


def _tidy(text: str) -> str:
    """The award's own words, first letter upper case, short forms written out, class in capitals (`hạng Ba`)."""
    words = compiled(r"(?i)^hc(?=\s)").sub("Huân chương", expand(text))
    words = words[0].upper() + words[1:]
    return compiled(r"(?i)hạng\s+(\p{L}+|\d)").sub(
        lambda m: f"hạng {_CLASSES.get(m[1].lower(), m[1].capitalize())}", words
    )


def _giver_behind(doc: Document, offset: int, limit: int) -> tuple[str | None, int]:
    """Giver behind `của`, `ngành` or directly behind the award, and where it ends."""
    step = rule("awards.of_giver").regex.match(doc.low, offset, limit)
    if step is None:
        return None, offset
    of = step["of"] is not None
    if of and (own := rule("awards.own_giver").regex.match(doc.low, step.end(), limit)):
        area = " ".join(own["body"].split())
        return f"Ủy ban nhân dân {area}" if own["area"] else f"{area.capitalize()} thi đua", own.end()
    if not of and not rule("awards.giver_head").regex.match(doc.low, step.end(), limit):
        return None, offset
    return giver_at(doc, step.end(), limit) or (None, offset)
