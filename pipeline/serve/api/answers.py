"""The questions to the archive, one address each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request

from pipeline.archive.present import present
from pipeline.archive.questions import facts, gaps, people
from pipeline.archive.questions import search as full_text
from pipeline.archive.questions.asking import AnswerRow, Asking
from pipeline.archive.questions.dossier import article_row, meeting_file
from pipeline.archive.questions.listing import Wanted, cluster_names, count
from pipeline.archive.questions.listing import clusters as listed_clusters
from pipeline.archive.questions.listing import page as meetings_page
from pipeline.model.record import Record
from pipeline.serve.api import samples
from pipeline.serve.api.shapes import REFUSALS, Answer, Asked, Page, Paged, Size, example
from pipeline.serve.web import desk_of

router = APIRouter(prefix="/api", tags=["archive"])

Key = Annotated[str, Path(min_length=4, max_length=16, pattern="^[0-9a-f]+$", description="Key, or its beginning")]
Words = Annotated[str, Query(min_length=1, max_length=300)]


@router.get("/search", responses=example(samples.HIT, total=None))
def search(request: Request, asked: Asked, q: Words) -> Answer:
    """Articles with all the words, with or without diacritics; `"a phrase"`, `prefix*`."""
    with desk_of(request).shelf.asking() as ask:
        return asked.answer(full_text.search(ask, q, asked.filters))


@router.get("/meetings", responses=example(samples.MEETING))
def meetings(
    request: Request,
    asked: Asked,
    type: Annotated[str | None, Query(max_length=20, description="so_ket, tong_ket …")] = None,  # noqa: A002
    kind: Literal["cum", "khoi"] | None = None,
    award: Annotated[str | None, Query(max_length=200, description="Words of an award")] = None,
    conflict: Annotated[bool, Query(description="Only those whose reports disagree")] = False,
    doubt: Annotated[bool, Query(description="Only those that wait for a review")] = False,
    sort: Literal["date", "cluster", "year", "province", "reports", "conflicts"] = "date",
    order: Literal["asc", "desc"] = "desc",
) -> Answer:
    """Meetings with officials and sources."""
    narrowed = replace(asked.filters, limit=0, offset=0)
    chosen = {"type": type, "kind": kind, "award": award}
    wanted = Wanted(narrowed, **chosen, conflict=conflict, doubt=doubt, sort=sort, descending=order == "desc")
    with desk_of(request).shelf.asking() as ask:
        rows = meetings_page(ask, wanted, limit=asked.size + 1, offset=asked.filters.offset)
        return asked.answer(rows, count(ask, wanted))


@router.get("/meetings/{key}", responses={**REFUSALS, 200: {"content": samples.content(samples.FILE)}})
def meeting(request: Request, key: Key) -> dict[str, Any]:
    """One meeting: the values preferred, its reports, and where they disagree."""
    with desk_of(request).shelf.asking() as ask:
        found = meeting_file(ask, key)
    return {"meeting": found.meeting, "reports": found.reports, "conflicts": found.conflicts}


@router.get("/articles/{key}", responses=REFUSALS)
def article(request: Request, key: Key) -> Record:
    """The record of an article, with its text and all evidence, and with what reviewers put right."""
    with desk_of(request).shelf.asking() as ask:
        return present(ask.connection, article_row(ask, key)["id"]).record


def _whole(request: Request, asked: Paged, question: Callable[[Asking, Any], list[AnswerRow]]) -> Answer:
    """One page of an answer that is short enough to be made whole."""
    with desk_of(request).shelf.asking() as ask:
        return asked.cut(question(ask, replace(asked.filters, limit=0, offset=0)))


def _part(request: Request, asked: Paged, question: Callable[[Asking, Any], list[AnswerRow]]) -> Answer:
    """One page of an answer that may be as long as the archive."""
    with desk_of(request).shelf.asking() as ask:
        return asked.answer(question(ask, asked.filters))


@router.get("/leadership", responses=example(samples.LEADER))
def leadership(request: Request, asked: Asked) -> Answer:
    """Heads and deputies by cluster and year; `mark` names gaps and contradictions, within a cluster or province."""
    marked = bool(asked.filters.cluster or asked.filters.province or asked.filters.person)
    if marked:
        return _whole(request, asked, facts.leadership)
    return _part(request, asked, lambda ask, filters: facts.leadership(ask, filters, marked=False))


@router.get("/awards", responses=example(samples.AWARD, total=None))
def awards(
    request: Request,
    asked: Asked,
    award: Annotated[str | None, Query(max_length=200)] = None,
    status: Literal["proposed", "conferred"] | None = None,
) -> Answer:
    """Awards with the wording."""
    return _part(request, asked, lambda ask, filters: facts.awards(ask, filters, award=award, status=status))


@router.get("/indicators", responses=example(samples.FIGURE, total=None))
def indicators(
    request: Request,
    asked: Asked,
    indicator: Annotated[str | None, Query(max_length=100, description="Id as in `patterns/indicators.csv`")] = None,
    kind: Literal["result", "target"] | None = None,
) -> Answer:
    """Figures by subject and year."""
    return _part(request, asked, lambda ask, filters: facts.indicators(ask, filters, indicator=indicator, kind=kind))


@router.get("/figure", responses=example(samples.FIGURE))
def figure(request: Request, asked: Asked, q: Words) -> Answer:
    """Where a figure as written stands (`1.241/1.310 xã`): whose it is, result or target, the sentence."""
    return _whole(request, asked, lambda ask, filters: facts.figure(ask, q, filters))


@router.get("/conflicts", responses=example(samples.CONFLICT, total=None))
def conflicts(request: Request, asked: Asked) -> Answer:
    """Where the reports of a meeting disagree."""
    return _part(request, asked, facts.conflicts)


@router.get("/clusters", responses=example(samples.CLUSTER))
def clusters(
    request: Request,
    page: Page = 1,
    size: Size = 50,
    cluster: Annotated[str | None, Query(max_length=200, description="Words of a name")] = None,
) -> Answer:
    """Every cluster with its number of meetings, the national ones first."""
    with desk_of(request).shelf.asking() as ask:
        listed = listed_clusters(ask, cluster)
        part = listed[(page - 1) * size : page * size]
        names = cluster_names(ask, [found for found, _ in part])
    rows = [{"cluster": found, "cluster_name": names.get(found, found), "meetings": number} for found, number in part]
    return Answer(rows=rows, page=page, more=page * size < len(listed), total=len(listed))


@router.get("/clusters/{id}/years", responses=example(samples.COVERED))
def coverage(
    request: Request,
    asked: Asked,
    id: Annotated[str, Path(max_length=300, description="Id of a cluster")],  # noqa: A002
) -> Answer:
    """A cluster by year: `present`, `missing` (unknown, not none), `conflict`."""
    return _whole(request, asked, lambda ask, filters: gaps.coverage(ask, replace(filters, clusters=(id,))))


@router.get("/people", responses=example(samples.PERSON, total=None))
def everyone(request: Request, asked: Asked) -> Answer:
    """People, homonyms apart, spellings together."""
    return _part(request, asked, people.people)


@router.get("/people/{who}", responses=example(samples.SEEN))
def person(
    request: Request, asked: Asked, who: Annotated[str, Path(max_length=100, description="Name or number")]
) -> Answer:
    """Every meeting of a person, with the post held that day."""
    return _whole(request, asked, lambda ask, filters: people.person(ask, who, replace(filters, person=None)))
