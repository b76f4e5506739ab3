"""Full text: words without diacritics, «phrases», prefix*, narrowed like every other question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, column, func, literal_column, select, table, text

from pipeline.archive import schema
from pipeline.archive.errors import ArchiveError
from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.text import fold, words

AROUND: Final = 90
"""Characters of a snippet on either side of the first word found."""
RANKED: Final = 2000
"""Most matches that are ranked: to score one costs reading it."""
COMMON: Final = 5_000
"""Articles from which on a word tells nothing of the rank, and takes long to be counted."""
MARKS: Final = ("[", "]")
"""What a found word stands between."""

_TERM: Final = re.compile(r'"(?P<phrase>[^"]*)"|“(?P<curly>[^”]*)”|«(?P<angle>[^»]*)»|(?P<word>\S+)')
_WORDS: Final = table("article_words", column("rowid"), column("article_id"), column("words"))
_M, _R, _A = schema.meetings.c, schema.reports.c, schema.articles.c


Sought = list[tuple[tuple[str, ...], bool]]
"""Phrases, folded, each with whether its last word is a prefix."""


def terms(wanted: str) -> Sought:
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
    """Articles that have all the words: title, meeting, date, a snippet with the words marked.

    The best come first; of more than `RANKED` the latest added, for then the words tell little. The same where each
    word alone is in more than `COMMON` articles of a file.
    """
    sought = terms(wanted)
    engine = _engine(ask, sought)
    narrowed = [
        *filters.in_cluster(),
        *filters.in_years(_M.year),
        *filters.in_province(_M.unit, _M.province),
        *filters.with_person(_M.id),
    ]
    if narrowed:
        inside = select(_R.article_id).join(schema.meetings, _M.id == _R.meeting_id).where(*narrowed)
        engine = engine.where(inside)
    ids = [] if ask.explain else [row.id for row in ask.rows(engine.ids.limit(RANKED + 1))]
    telling = _telling(ask, sought) if 0 < len(ids) <= RANKED else []
    found = _engine(ask, telling).where(ids).ranked if telling else engine.ids.order_by(engine.id.desc())
    hits = (found.limit(filters.limit).offset(filters.offset) if filters.limit else found).subquery("hits")
    order = hits.c.score if telling else hits.c.id.desc()
    query = (
        select(_A.key.label("article"), _A.title, _A.uri.label("source"), _M.key.label("meeting"), _M.date, _M.cluster)
        .add_columns(_M.cluster_name, _M.province, _A.text.label("whole"))
        .select_from(hits)
        .join(schema.articles, _A.id == hits.c.id)
        .outerjoin(schema.reports, _R.article_id == _A.id)
        .outerjoin(schema.meetings, _M.id == _R.meeting_id)
        .order_by(order, _A.id)
    )
    rows = []
    for row in ask.rows(query):
        values = dict(row._mapping)
        values["snippet"] = snippet(values.pop("whole"), sought)
        rows.append(values)
    return rows


def _engine(ask: Asking, sought: Sought) -> _Engine:
    return _sqlite(sought) if ask.connection.dialect.name == "sqlite" else _postgres(sought)


def _telling(ask: Asking, sought: Sought) -> Sought:
    """The phrases by which the matches are ranked: those that are not everywhere."""
    if ask.connection.dialect.name != "sqlite":
        return sought
    # bm25 counts the articles of each phrase in the whole archive; those of a word are counted much sooner.
    return [one for one in sought if any(_rare(ask, word) for word in _single(one))]


def _rare(ask: Asking, word: tuple[tuple[str, ...], bool]) -> bool:
    return len(ask.rows(_sqlite([word]).ids.limit(COMMON + 1))) <= COMMON


def _single(phrase: tuple[tuple[str, ...], bool]) -> Sought:
    """The words of a phrase as phrases of their own."""
    own, prefix = phrase
    return [((word,), prefix and place == len(own)) for place, word in enumerate(own, start=1)]


@dataclass(frozen=True, slots=True)
class _Engine:
    """The ids of the articles that match, and the same with a score, the best first."""

    id: ColumnElement[Any]
    match: tuple[ColumnElement[bool], ...]
    score: ColumnElement[Any]

    @property
    def ids(self) -> Select[Any]:
        return select(self.id.label("id")).select_from(_WORDS).where(*self.match)

    @property
    def ranked(self) -> Select[Any]:
        scored = select(self.id.label("id"), self.score.label("score")).select_from(_WORDS).where(*self.match)
        return scored.order_by(text("score"), self.id)

    def where(self, inside: Select[Any] | list[int]) -> _Engine:
        """Narrowed to some articles, or to those of a query."""
        # The matches are read once and looked up there: FTS5 would look up the words anew for each article.
        plain = literal_column("+article_words.rowid") if self.id is _WORDS.c.rowid else self.id
        return replace(self, match=(*self.match, plain.in_(inside)))


def _sqlite(sought: Sought) -> _Engine:
    match = " AND ".join(f'"{" ".join(phrase)}"' + ("*" if prefix else "") for phrase, prefix in sought)
    found: ColumnElement[bool] = literal_column("article_words").op("MATCH", is_comparison=True)(match)
    return _Engine(_WORDS.c.rowid, (found,), literal_column("bm25(article_words)"))


def _postgres(sought: Sought) -> _Engine:
    lexemes = [[f"'{word}'" for word in phrase] for phrase, _ in sought]
    for phrase, (_, prefix) in zip(lexemes, sought, strict=True):
        phrase[-1] += ":*" if prefix else ""
    match = " & ".join(f"({' <-> '.join(own)})" for own in lexemes)
    asked = func.to_tsquery(literal_column("'simple'::regconfig"), match)
    return _Engine(_WORDS.c.article_id, (_WORDS.c.words.op("@@")(asked),), -func.ts_rank(_WORDS.c.words, asked))


def snippet(whole: str, sought: Sought) -> str:
    """The stretch of the text that has the most of the words, those in brackets."""
    folded, places = _folded(whole)
    patterns = [
        r"((?<!\w)" + r"\W+".join(map(re.escape, phrase)) + (r"\w*)" if prefix else r"(?!\w))")
        for phrase, prefix in sought
    ]
    found = list(re.finditer("|".join(patterns), folded))
    if not found:
        return " ".join(whole[: 2 * AROUND].split())
    spans = [match.span() for match in found]
    kinds = [match.lastindex or 1 for match in found]
    first = _richest(spans, kinds, [len(phrase) for phrase, _ in sought])
    here, there = places[spans[first][0]], places[spans[first][1] - 1] + 1
    start, end = max(0, here - AROUND), min(len(whole), there + AROUND)
    # No word is cut.
    if start:
        start = next((place for place in range(start, here) if whole[place - 1].isspace()), here)
    if end < len(whole):
        end = next((place for place in range(end, there, -1) if whole[place].isspace()), there)
    parts, at = [], start
    for begin, last in spans:
        one, other = places[begin], places[last - 1] + 1
        if one >= at and other <= end:
            parts += [whole[at:one], MARKS[0], whole[one:other], MARKS[1]]
            at = other
    shown = " ".join("".join([*parts, whole[at:end]]).split())
    return ("… " if start else "") + shown + (" …" if end < len(whole) else "")


def _richest(spans: list[tuple[int, int]], kinds: list[int], lengths: list[int]) -> int:
    """Which of the places found has the most of what is sought within `AROUND` behind it; of equals the first.

    A phrase weighs as many words as it has and one more for each that follows another: it is what was meant.
    """
    best, most = 0, 0
    for index, (_, end) in enumerate(spans):
        here: set[int] = set()
        for place in range(index, len(spans)):
            if spans[place][1] >= end + AROUND:
                break
            here.add(kinds[place])
        if (weight := sum(2 * lengths[kind - 1] - 1 for kind in here)) > most:
            best, most = index, weight
    return best


class _Folds(dict[int, str]):
    """What each character is folded to, made when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = fold(chr(code))
        return found


_FOLDS: Final = _Folds()


def _folded(whole: str) -> tuple[str, Sequence[int]]:
    """The fold of a text, and for each of its characters the place in the text."""
    folded = whole.translate(_FOLDS)
    if all(len(_FOLDS[ord(char)]) == 1 for char in set(whole)):
        return folded, range(len(whole))
    return folded, [place for place, char in enumerate(whole) for _ in _FOLDS[ord(char)]]
