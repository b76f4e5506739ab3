"""The pictures, each from rows of an answer."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pipeline.archive.questions.asking import AnswerRow
from pipeline.archive.units import all_units
from pipeline.serve.charts.draw import COLOURS, Theme
from pipeline.serve.labels import Labels

WIDTH: Final = 680
TILE: Final = 46
LONGEST: Final = 11
"""Letters that fit into a tile."""
MOST_BARS: Final = 63
FEW_TICKS: Final = 12
"""Most whole numbers that an axis names one by one."""


def lines(rows: Sequence[AnswerRow], title: str) -> Any:
    """Values of provinces over the years."""
    import altair as alt

    data = alt.Data(values=[{"year": row["year"], "value": row["value"], "name": row["subject"]} for row in rows])
    years = sorted({row["year"] for row in rows})
    x = alt.X("year:Q", title=None, axis=alt.Axis(values=years, format="d", grid=False))
    y = alt.Y("value:Q", title=title, scale=alt.Scale(zero=False))
    chart = alt.Chart(data, width=WIDTH, height=300).mark_line(point=alt.OverlayMarkDef(size=60), strokeWidth=2.5)
    colour = alt.Color("name:N", sort=None, legend=alt.Legend(title=None))
    return chart.encode(x=x, y=y, color=colour, shape=alt.Shape("name:N", sort=None, legend=None))


def bars(rows: Sequence[AnswerRow], title: str) -> Any:
    """Provinces of one year, the greatest first."""
    import altair as alt

    data = alt.Data(values=[{"name": row["subject"], "value": row["value"]} for row in rows[:MOST_BARS]])
    y = alt.Y("name:N", sort="-x", title=None)
    base = alt.Chart(data, width=WIDTH - 160).encode(y=y, x=alt.X("value:Q", title=title))
    shown = base.mark_text(align="left", dx=4).encode(text=alt.Text("value:Q", format=",.4~r"))
    return base.mark_bar(cornerRadiusEnd=2) + shown


def awards(rows: Sequence[AnswerRow], say: Labels) -> Any:
    """Awards proposed and conferred by province, those with the most first."""
    import altair as alt

    totals: dict[str, int] = {}
    for row in rows:
        totals[row["province"]] = totals.get(row["province"], 0) + row["count"]
    best = sorted(totals, key=lambda name: (-totals[name], name))[:40]
    ticks = list(range(max(totals.values(), default=0) + 1))
    axis = alt.Axis(values=ticks, format="d") if len(ticks) <= FEW_TICKS else alt.Axis(format="d")
    kept = [
        {"name": row["province"], "status": say.value(row["status"]), "count": row["count"]}
        for row in rows
        if row["province"] in best
    ]
    return (
        alt.Chart(alt.Data(values=kept), width=WIDTH - 160)
        .mark_bar()
        .encode(
            y=alt.Y("name:N", sort=best, title=None),
            x=alt.X("count:Q", title=say("chart.awards_axis"), axis=axis),
            color=alt.Color("status:N", sort=[say.value("proposed"), say.value("conferred")], title=None),
        )
    )


def timeline(rows: Sequence[AnswerRow], say: Labels) -> Any:
    """Who headed a cluster, and who were deputies, year by year."""
    import altair as alt

    kept = [
        {"holder": row["holder"], "year": row["year"], "office": say.value(row["office"])}
        for row in rows
        if row["holder"] and row["year"]
    ]
    years = sorted({row["year"] for row in kept})
    order = list(dict.fromkeys(row["holder"] for row in sorted(kept, key=lambda row: (row["year"], row["office"]))))
    offices = [say.value("head"), say.value("deputy")]
    return (
        alt.Chart(alt.Data(values=kept), width=WIDTH - 160)
        .mark_point(filled=True, size=220, opacity=1)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=_span(years)),
                axis=alt.Axis(labelAngle=0, labelOverlap="parity", labelFontSize=11, grid=True),
            ),
            y=alt.Y("holder:N", sort=order, title=None),
            color=alt.Color("office:N", sort=offices, title=None),
            shape=alt.Shape("office:N", sort=offices, legend=None, scale=alt.Scale(range=["square", "circle"])),
        )
    )


def _span(years: list[int]) -> list[int]:
    return list(range(years[0], years[-1] + 1)) if years else []


def tile_map(rows: Sequence[AnswerRow], which: str, title: str, theme: Theme) -> Any:
    """Every province as a square at about its place; `which` is `63` (before July 2025) or `34`."""
    import altair as alt

    by_unit = {row["unit"]: row["value"] for row in rows}
    data: list[dict[str, Any]] = []
    for name, column, row, units in tiles(which):
        value = next((by_unit[unit] for unit in units if unit in by_unit), None)
        data.append({"name": name, "short": _short(name), "x": column, "y": row, "value": value})
    base = alt.Chart(alt.Data(values=data)).encode(
        x=alt.X("x:O", axis=None, scale=alt.Scale(paddingInner=0.05)),
        y=alt.Y("y:O", axis=None, scale=alt.Scale(paddingInner=0.05)),
    )
    known = base.transform_filter("datum.value != null").mark_rect(cornerRadius=3)
    empty = base.transform_filter("datum.value == null").mark_rect(cornerRadius=3, fill="#8882", stroke="#8888")
    drawn = [tile["value"] for tile in data if tile["value"] is not None]
    turn = (min(drawn) + max(drawn)) / 2 if drawn else 0.0
    dark, pale = ("#ffffff", COLOURS["light"]["ink"]) if theme == "light" else (COLOURS["light"]["ink"], "#ffffff")
    plain = COLOURS[theme]["ink"]
    ink = alt.when("datum.value === null").then(alt.value(plain))
    ink = ink.when(f"datum.value > {turn!r}").then(alt.value(dark)).otherwise(alt.value(pale))
    names = base.mark_text(fontSize=10, dy=-7).encode(text="short:N", color=ink)
    numbers = base.transform_filter("datum.value != null").mark_text(fontSize=11, fontWeight="bold", dy=8)
    layers = alt.layer(
        empty,
        known.encode(color=alt.Color("value:Q", title=title, scale=alt.Scale(range="ramp"))),
        names,
        numbers.encode(text=alt.Text("value:Q", format=",.3~r"), color=ink),
    )
    wide, high = max(tile["x"] for tile in data) + 1, max(tile["y"] for tile in data) + 1
    return layers.properties(width=wide * (TILE + 24), height=high * TILE)


def _short(name: str) -> str:
    """The name as it fits into a square."""
    *first, last = name.replace(" - ", " ").split()
    return name if len(name) <= LONGEST else f"{'.'.join(word[0] for word in first)}. {last}"


@cache
def tiles(which: str) -> tuple[tuple[str, int, int, tuple[str, ...]], ...]:
    """Name, column, row and the ids of the unit of each square of a map."""
    text = files("pipeline.serve.charts").joinpath("tiles.csv").read_text(encoding="utf-8")
    found = []
    for row in csv.DictReader(text.splitlines()):
        if row["map"] == which:
            units = tuple(unit.id for unit in all_units() if _is_on(unit, row["name"], which))
            found.append((row["name"], int(row["column"]), int(row["row"]), units))
    return tuple(found)


def _is_on(unit: Any, name: str, which: str) -> bool:
    """Was it that province at the time of the map? Huế had two names before July 2025."""
    before = unit.valid_to is not None or unit.valid_from is None or unit.valid_from < "2025-07"
    there = before if which == "63" else unit.valid_to is None
    return there and (unit.name == name or (name == "Thừa Thiên Huế" and unit.name == "Huế"))
