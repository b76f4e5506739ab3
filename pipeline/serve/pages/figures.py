"""Pictures of what the figures say, each with its numbers as a table and the picture to take away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.archive.questions.asking import AnswerRow, Asking, Filters
from pipeline.archive.questions.facts import leadership
from pipeline.archive.questions.series import awards_by_province, by_province, vocabulary, years_of
from pipeline.normalise import provinces
from pipeline.serve.charts import kinds
from pipeline.serve.charts.draw import Look, Theme
from pipeline.serve.downloads import download
from pipeline.serve.labels import Labels
from pipeline.serve.web import desk_of, language_of, render

router = APIRouter(include_in_schema=False)

FIRST: Final = "grdp_growth"
MOST_LINES: Final = 8
MERGER: Final = 2025
_YEAR: Final = re.compile(r"[0-9]{4}")
COLUMNS: Final = ("subject", "year", "value", "least", "most", "measure", "count")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the pictures are to be of."""

    indicator: str
    kind: str
    year: int | None
    provinces: tuple[str, ...]
    map: str

    @classmethod
    def of(cls, query: QueryParams) -> Chosen:
        """What an address asks for; what it does not, or wrongly, as it is at first."""
        known = {entry.id for entry in vocabulary()}
        indicator = query.get("indicator", FIRST)
        year = int(query["year"]) if _YEAR.fullmatch(query.get("year", "")) else None
        given = re.split(r"[,;]", ",".join(query.getlist("province")))
        names = [name for text in given if text.strip() and (name := provinces.canonical(text.strip()))]
        kind = "target" if query.get("kind") == "target" else "result"
        found = tuple(dict.fromkeys(names))[:MOST_LINES]
        return cls(indicator if indicator in known else FIRST, kind, year, found, _map_of(query, year))


def _map_of(query: QueryParams, year: int | None) -> str:
    """The map that is asked for, else that of the year."""
    wanted = query.get("map", "")
    return wanted if wanted in ("63", "34") else "63" if (year or 0) < MERGER else "34"


@router.get("/figures")
def figures(request: Request) -> Response:
    """The pictures."""
    chosen = Chosen.of(request.query_params)
    shelf = desk_of(request).shelf
    with shelf.asking() as ask:
        years = shelf.remember(("years", chosen.indicator), lambda: years_of(ask, chosen.indicator))
        if years and chosen.year not in {year for year, _ in years}:
            best = max(years, key=lambda found: (found[1], found[0]))[0]
            chosen = replace(chosen, year=best, map=_map_of(request.query_params, best))
        ranked = _ranked(ask, chosen)
        named = chosen.provinces or tuple(dict.fromkeys(row["subject"] for row in ranked))[:5]
        lines = by_province(ask, chosen.indicator, chosen.kind, provinces=named) if named else []
        year = chosen.year
        awarded = shelf.remember(("awards", year), lambda: awards_by_province(ask, Filters(year=year)))
    values = {"chosen": chosen, "years": years, "ranked": ranked, "lines": lines, "awarded": _by_name(awarded)}
    return render(request, "figures.html", {**values, "named": named, "vocabulary": vocabulary()})


def _ranked(ask: Asking, chosen: Chosen) -> list[AnswerRow]:
    rows = by_province(ask, chosen.indicator, chosen.kind, year=chosen.year) if chosen.year else []
    return sorted(rows, key=lambda row: -row["value"])


def _by_name(rows: list[AnswerRow]) -> list[tuple[str, int, int]]:
    """Province, proposed, conferred."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["province"], {})[row["status"]] = row["count"]
    listed = [(name, own.get("proposed", 0), own.get("conferred", 0)) for name, own in found.items()]
    return sorted(listed, key=lambda row: (-row[1] - row[2], row[0]))


@router.get("/figures.{form}")
def table(request: Request, form: str) -> Response:
    """The indicator by province and year, as `csv` or `xlsx`."""
    chosen = Chosen.of(request.query_params)
    with desk_of(request).shelf.asking() as ask:
        rows = by_province(ask, chosen.indicator, chosen.kind, provinces=chosen.provinces)
    return download(request, "figures", COLUMNS, rows, form)


def _title(chosen: Chosen, say: Labels) -> str:
    entry = next(entry for entry in vocabulary() if entry.id == chosen.indicator)
    name = entry.meaning if say.language == "vi" else entry.id.replace("_", " ")
    return f"{name} ({entry.unit.replace('|', ', ')})" if entry.unit else name


@router.get("/pictures/{name}.{form}")
def picture(request: Request, name: str, form: str) -> Response:
    """A picture: `lines`, `bars`, `map`, `awards` or `timeline`, as `svg` or `png`; `theme` is `light` or `dark`.

    404 where there is nothing to draw.
    """
    if form not in ("svg", "png") or name not in _DRAWN:
        raise HTTPException(404)
    desk, query, say = desk_of(request), request.query_params, Labels(language_of(request))
    theme: Theme = "dark" if query.get("theme") == "dark" else "light"
    shape: Literal["svg", "png"] = "png" if form == "png" else "svg"
    look = Look(shape, theme, say.language)
    key = (name, desk.shelf.stamp(), Chosen.of(query), query.get("cluster"))

    def describe() -> Any:
        with desk.shelf.asking() as ask:
            return _DRAWN[name](ask, query, say, theme)

    content = desk.studio.picture(key, look, describe)
    return Response(content, media_type="image/png" if form == "png" else "image/svg+xml")


def _lines(ask: Asking, query: QueryParams, say: Labels, _: Theme) -> Any:
    chosen = Chosen.of(query)
    rows = by_province(ask, chosen.indicator, chosen.kind, provinces=chosen.provinces)
    return kinds.lines(_some(rows), _title(chosen, say))


def _bars(ask: Asking, query: QueryParams, say: Labels, _: Theme) -> Any:
    chosen = Chosen.of(query)
    return kinds.bars(_some(_ranked(ask, chosen)), _title(chosen, say))


def _map(ask: Asking, query: QueryParams, say: Labels, theme: Theme) -> Any:
    chosen = Chosen.of(query)
    return kinds.tile_map(_some(_ranked(ask, chosen)), chosen.map, _title(chosen, say), theme)


def _awards(ask: Asking, query: QueryParams, say: Labels, _: Theme) -> Any:
    return kinds.awards(_some(awards_by_province(ask, Filters(year=Chosen.of(query).year))), say)


def _timeline(ask: Asking, query: QueryParams, say: Labels, _: Theme) -> Any:
    rows = leadership(ask, Filters(clusters=(query.get("cluster", ""),)), marked=False)
    return kinds.timeline(_some([row for row in rows if row["holder"] and row["year"]]), say)


def _some(rows: list[AnswerRow]) -> list[AnswerRow]:
    if not rows:
        raise HTTPException(404)
    return rows


_DRAWN: Final[dict[str, Callable[[Asking, QueryParams, Labels, Theme], Any]]] = {
    "lines": _lines,
    "bars": _bars,
    "map": _map,
    "awards": _awards,
    "timeline": _timeline,
}
