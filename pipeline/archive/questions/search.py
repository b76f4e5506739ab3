"""Full text: words without diacritics, «phrases», prefix*, narrowed like every other question."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from sqlalchemy import Select, column, func, literal_column, select, table, text

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.text import fold, words

AROUND: Final = 90
"""Characters of a snippet on either side of the first word found."""
MARKS: Final = ("[", "]")
"""What a found word stands between."""

_TERM: Final = re.compile(r'"(?P<phrase>[^"]*)"|“(?P<curly>[^”]*)”|«(?P<angle>[^»]*)»|(?P<word>\S+)')
_WORDS: Final = table("article_words", column("rowid"), column("article_id"), column("words"))
_M, _R, _A = schema.meetings.c, schema.reports.c, schema.articles.c


def terms(wanted: str) -> list[tuple[tuple[str, ...], bool]]:
    """The phrases of a search, folded, each with whether its last word is a prefix. Raises `ArchiveError`."""
    found = []
    for match in _TERM.finditer(wanted):
        phrase = next(value for value in match.groupdict().values() if value is not None)
        own = tuple(words(phrase))
        if own:
            found.append((own, phrase.rstrip().endswith("*")))
    if not found:
        raise ArchiveError("unknown", f"no word in {wanted!r}")
    return found


def search(ask: Asking, wanted: str, filters: Filters) -> list[AnswerRow]:
    """Articles that have all the words, the best first: title, meeting, date, a snippet with the words marked."""
    sought = terms(wanted)
    sqlite = ask.connection.dialect.name == "sqlite"
    query = _sqlite(sought) if sqlite else _postgres(sought)
    columns = (_A.key.label("article"), _A.title, _A.uri.label("source"), _M.key.label("meeting"))
    query = query.add_columns(*columns, _M.date, _M.cluster, _M.province, _A.text.label("whole"))
    narrowed = [
        *filters.in_cluster(),
        *filters.in_years(_M.year),
        *filters.in_province(_M.unit, _M.province),
        *filters.with_person(_M.id),
    ]
    query = query.outerjoin(schema.reports, _R.article_id == _A.id).outerjoin(schema.meetings, _M.id == _R.meeting_id)
    query = query.where(*narrowed)
    rows = []
    for row in ask.rows(query.limit(filters.limit) if filters.limit else query):
        values = dict(row._mapping)
        values.pop("score")
        values["snippet"] = snippet(values.pop("whole"), sought)
        rows.append(values)
    return rows


def _sqlite(sought: list[tuple[tuple[str, ...], bool]]) -> Select[Any]:
    match = " AND ".join(f'"{" ".join(phrase)}"' + ("*" if prefix else "") for phrase, prefix in sought)
    return (
        select(text("bm25(article_words) AS score"))
        .select_from(_WORDS)
        .join(schema.articles, _A.id == _WORDS.c.rowid)
        .where(text("article_words MATCH :match").bindparams(match=match))
        .order_by(text("score"), _A.id)
    )


def _postgres(sought: list[tuple[tuple[str, ...], bool]]) -> Select[Any]:
    lexemes = [[f"'{word}'" for word in phrase] for phrase, _ in sought]
    for phrase, (_, prefix) in zip(lexemes, sought, strict=True):
        phrase[-1] += ":*" if prefix else ""
    asked = func.to_tsquery(
        literal_column("'simple'::regconfig"), " & ".join(f"({' <-> '.join(own)})" for own in lexemes)
    )
    return (
        select((-func.ts_rank(_WORDS.c.words, asked)).label("score"))
        .select_from(_WORDS)
        .join(schema.articles, _A.id == _WORDS.c.article_id)
        .where(_WORDS.c.words.op("@@")(asked))
        .order_by(text("score"), _A.id)
    )


def snippet(whole: str, sought: list[tuple[tuple[str, ...], bool]]) -> str:
    """The stretch of the text around the first of the words found, all of them in brackets."""
    folded, places = _folded(whole)
    patterns = [
        r"(?<!\w)" + r"\W+".join(map(re.escape, phrase)) + (r"\w*" if prefix else r"(?!\w)")
        for phrase, prefix in sought
    ]
    spans = [match.span() for match in re.finditer("|".join(patterns), folded)]
    if not spans:
        return " ".join(whole[: 2 * AROUND].split())
    start = max(0, places[spans[0][0]] - AROUND)
    end = min(len(whole), places[spans[0][1] - 1] + AROUND)
    parts, at = [], start
    for first, last in spans:
        one, other = places[first], places[last - 1] + 1
        if one >= at and other <= end:
            parts += [whole[at:one], MARKS[0], whole[one:other], MARKS[1]]
            at = other
    shown = " ".join("".join([*parts, whole[at:end]]).split())
    return ("… " if start else "") + shown + (" …" if end < len(whole) else "")


def _folded(whole: str) -> tuple[str, list[int]]:
    """The fold of a text, and for each of its characters the place in the text."""
    letters, places = [], []
    for place, char in enumerate(whole):
        for plain in fold(char) if char > "\x7f" or unicodedata.combining(char) else char.lower():
            letters.append(plain)
            places.append(place)
    return "".join(letters), places
