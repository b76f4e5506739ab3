"""The review: the queue, an article with its values to accept, correct or reject, and what was done so far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from pipeline.archive.corrections.change import Change, ChangeError, correct, entry_data, mark_of, take_back
from pipeline.archive.corrections.model import LISTS, OBJECTS
from pipeline.archive.errors import ArchiveError
from pipeline.archive.export.gold import count_done
from pipeline.archive.present import present
from pipeline.archive.questions.asking import Asking
from pipeline.archive.questions.dossier import article_row, meeting_file
from pipeline.archive.questions.queue import corrections, count_waiting, waiting
from pipeline.normalise.numbers import whole_number
from pipeline.serve import forms
from pipeline.serve.asked import SIZE, Pager, filters_of, page_of
from pipeline.serve.dossier import Dossier
from pipeline.serve.labels import Labels
from pipeline.serve.pages.meeting import people_of
from pipeline.serve.session import REVIEWER, is_own_form, keep
from pipeline.serve.web import desk_of, language_of, render, reviewer_of

router = APIRouter(include_in_schema=False)

_PATH: Final = re.compile(r"(?P<part>[a-z]+)(?:\[(?P<index>\d{1,6})\])?(?:\.(?P<field>[a-z_]+))?")
_ARTICLE: Final = re.compile(r"/review/[0-9a-f]{4,16}")
_MOST_FIELDS: Final = 200


@router.get("/review")
def queue(request: Request) -> Response:
    """What waits, the most doubtful first."""
    from dataclasses import replace

    filters, number = filters_of(request.query_params), page_of(request.query_params)
    with desk_of(request).shelf.asking() as ask:
        pager = Pager(number, SIZE, count_waiting(ask, filters))
        rows = waiting(ask, replace(filters, limit=SIZE, offset=(number - 1) * SIZE))
        done = count_done(ask.connection)
    given = {name: request.query_params.get(name, "") for name in ("cluster", "year", "province")}
    return render(request, "queue.html", {"rows": rows, "pager": pager, "given": given, "done": done})


@router.get("/review/{key}")
def review(request: Request, key: str) -> Response:
    """An article to be looked at."""
    with desk_of(request).shelf.asking() as ask:
        return render(request, "meeting.html", _values(ask, key))


def _values(ask: Asking, key: str) -> dict[str, Any]:
    report = article_row(ask, key)
    try:
        found = meeting_file(ask, report["key"])
    except ArchiveError:
        found = None
    values: dict[str, Any] = {"file": found, "meeting": found.meeting if found else None, "report": report}
    values |= {"reviewing": True, "history": corrections(ask, report["id"])}
    values |= {"dossier": Dossier(present(ask.connection, report["id"])), "people": people_of(ask, report["id"])}
    return values


@router.get("/review/{key}/edit")
def edit(request: Request, key: str) -> Response:
    """The form of an entry; without a place in the list that of a new one."""
    part, index, field = _path(request.query_params.get("path", ""))
    say = Labels(language_of(request))
    with desk_of(request).shelf.asking() as ask:
        report = article_row(ask, key)
        record = present(ask.connection, report["id"]).record
    entry = entry_data(record, part, index) if part in OBJECTS or index is not None else {}
    if entry is None:
        raise HTTPException(404)
    spans = [one for one in entry.get("evidence", []) if field is None or one["field"].startswith(field)]
    text = record.article.text
    quoted = text[spans[0]["start"] : spans[0]["end"]] if spans else ""
    values = {"report": report, "part": part, "path": request.query_params["path"], "quote": quoted}
    shown = forms.fields(part, entry, say, field)
    more = {"fields": shown, "near": spans[0]["start"] if spans else "", "seen": mark_of(entry)}
    adding = part in LISTS and index is None
    context = text[max(0, spans[0]["start"] - 150) : spans[0]["end"] + 150] if spans else ""
    return render(request, "edit.html", {**values, **more, "adding": adding, "context": context})


def _path(path: str) -> tuple[str, int | None, str | None]:
    match = _PATH.fullmatch(path)
    if match is None or match["part"] not in (*LISTS, *OBJECTS):
        raise HTTPException(404)
    return match["part"], None if match["index"] is None else int(match["index"]), match["field"]


async def _form(request: Request) -> dict[str, list[str]]:
    """The form by name. Raises `HTTPException` (403) for one that is not of our pages, or where nothing may change."""
    settings = desk_of(request).settings
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    found = {name: [str(value) for value in form.getlist(name)] for name in form}
    if settings.read_only:
        raise HTTPException(403, Labels(language_of(request))("review.read_only"))
    if not is_own_form(request, settings.secret, _one(found, "csrf")):
        raise HTTPException(403, Labels(language_of(request))("review.stale_form"))
    return found


def _one(form: Mapping[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0]


@router.post("/reviewer")
async def reviewer(request: Request) -> Response:
    """Takes the name of the reviewer, and goes back to the article that asked for it."""
    form = await _form(request)
    wanted = _one(form, "next")
    response = RedirectResponse(wanted if _ARTICLE.fullmatch(wanted) else "/review", 303)
    keep(response, REVIEWER, quote(_one(form, "name").strip()[:80]))
    return response


@router.post("/review/{key}/undo")
async def undo(request: Request, key: str) -> Response:
    """Takes a correction back."""
    from starlette.concurrency import run_in_threadpool

    form = await _form(request)
    number = whole_number(_one(form, "id"))
    if number is None:
        raise HTTPException(404)
    shelf = desk_of(request).shelf

    def work() -> None:
        with shelf.writing() as store:
            take_back(store, number, reviewer_of(request))

    await run_in_threadpool(work)
    return RedirectResponse(f"/review/{key}", 303)


@router.post("/review/{key}")
async def change(request: Request, key: str) -> Response:
    """Makes a change, and shows the article again; what somebody else did meanwhile is shown instead."""
    from starlette.concurrency import run_in_threadpool

    form = await _form(request)
    if not reviewer_of(request):
        return render(request, "who.html", {"report": {"key": key}}, 403)
    return await run_in_threadpool(_change, request, key, form)


def _change(request: Request, key: str, form: dict[str, list[str]]) -> Response:
    say, path, action = Labels(language_of(request)), _one(form, "path"), _one(form, "action")
    shelf = desk_of(request).shelf
    try:
        values: dict[str, Any] = {}
        if action in ("set", "add"):
            part, index, _ = _path(path)
            with shelf.asking() as ask:
                record = present(ask.connection, article_row(ask, key)["id"]).record
            adding = part in LISTS and index is None
            before = {} if adding else entry_data(record, part, index) or {}
            values = forms.values(part, before, form, say)
        near = _one(form, "near")
        wanted = Change(
            action=action if action in _ACTIONS else "note",  # type: ignore[arg-type]
            by=reviewer_of(request),
            path=path,
            values=values,
            quote=_one(form, "quote").replace("\r\n", "\n") or None,
            near=whole_number(near),
            note=_one(form, "note").strip()[:2000] or None,
            seen=_one(form, "seen") or None,
        )
        with shelf.writing() as store:
            correct(store, key, wanted)
    except (ChangeError, forms.FormError) as error:
        code = error.code if isinstance(error, ChangeError) else "value"
        return _refused(request, key, form, code, str(error))
    if action == "done":
        return RedirectResponse(_next(request, key), 303)
    return RedirectResponse(f"/review/{key}", 303)


_ACTIONS: Final = frozenset({"accept", "set", "reject", "add", "note", "done"})


def _next(request: Request, key: str) -> str:
    """The next article of the queue."""
    from pipeline.archive.questions.asking import Filters

    with desk_of(request).shelf.asking() as ask:
        found = waiting(ask, Filters(limit=2))
    return next((f"/review/{row['article']}" for row in found if row["article"] != key), "/review")


def _refused(request: Request, key: str, form: dict[str, list[str]], code: str, message: str) -> Response:
    """What stands now beside what was wanted, to choose from."""
    part, index, _ = _path(_one(form, "path"))
    say = Labels(language_of(request))
    with desk_of(request).shelf.asking() as ask:
        report = article_row(ask, key)
        record = present(ask.connection, report["id"]).record
        history = [row for row in corrections(ask, report["id"]) if row["part"] == part and not row["undone"]]
    now = entry_data(record, part, index) if part in OBJECTS or index is not None else {}
    theirs = forms.fields(part, now or {}, say)
    mine = {name: lines for name, lines in form.items() if name.startswith(forms.PREFIX)}
    kept = [(name, value) for name, lines in form.items() if name not in ("csrf", "seen") for value in lines]
    values = {"report": report, "code": code, "message": message, "part": part, "theirs": theirs, "mine": mine}
    more = {"kept": kept, "seen": mark_of(now or {}), "last": history[0] if history else None}
    return render(request, "refused.html", {**values, **more}, 409 if code == "overtaken" else 422)
