"""`docs/benchmarks.md` and its pictures, from the results of `make bench`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from bench_targets import judged
from measure import Row, table

HEAD = """# How fast it is

Made by `make bench`, which ends within 30 minutes on two cores; `make bench FULL=1` adds 100,000 articles and more
rounds and takes hours. One part alone: `python benchmarks/bench.py --only lengths`. The figures are in
`benchmarks/results.json`, the code beside it.

Figures are medians of {rounds} rounds, their range in brackets. What is compared takes turns in every round, so that
other load falls on all alike; what one process does is measured in processor time, runs of the command by the clock.
KB are 1000 bytes of UTF-8. The articles are those of `corpus/`; where there are more, they are numbered copies.

{machine}
"""

SECTIONS: Mapping[str, tuple[str, str]] = {
    "stages": (
        "Time by stage",
        "`relevance` decides whether the article reports on a meeting, `whole` is reading, extraction and rendering. A "
        "text never seen before is slower: words and phrases met for the first time are remembered (measured once).",
    ),
    "lengths": ("Length of the article", "Reports of meetings joined to one text: all of them once are 590 KB."),
    "rules": (
        "Number of rules",
        "Every rule of `patterns/*.toml` again and again: as copies that begin with foreign words (rules for other "
        "things), and as true copies. The names of the CSV files are not multiplied.",
    ),
    "filter": (
        "Relevance filter",
        "Over pages in memory; `in` looks for «thi đua» in UTF-8 alone, the filter for all its encodings.",
    ),
    "warc": (
        "Crawls",
        "Up to the pages that would be extracted; fastwarc reads every body, and behind damaged members.",
    ),
    "underthesea": (
        "Beside underthesea",
        "The same articles, whole or sentence by sentence; kyyeu always extracts whole articles into records.",
    ),
    "spacy": (
        "Beside spaCy",
        '`blank("vi")` with a rule for each of ours, made of its examples (`benchmarks/bench_compare.py` says how). '
        "It marks spans; kyyeu reads them, normalises them and makes the record.",
    ),
    "heideltime": (
        "Beside HeidelTime",
        "Dates only, where `HEIDELTIME` holds the command that runs it (`benchmarks/bench_compare.py`); GPL, so it is "
        "no part of kyyeu.",
    ),
    "workers": (
        "Workers",
        "`kyyeu run` from start to end, on this machine and on a Dask cluster of two workers that stands. Two runs at "
        "once over half the input each share nothing: they show what the machine gave two processes at that time.",
    ),
    "articles": (
        "Number of articles",
        "`kyyeu run --workers 2` from start to end; memory is the peak of parent and workers together.",
    ),
}

PICTURES: Mapping[str, Sequence[str]] = {
    "stages": ["bench-stages"],
    "lengths": ["bench-lengths"],
    "underthesea": ["bench-compared"],
    "articles": ["bench-articles"],
}
"""Below the table of which section each picture stands."""

WIDTH = 560


def write(results: Mapping[str, Any], docs: Path) -> None:
    """The page and its pictures below a folder."""
    (docs / "images").mkdir(parents=True, exist_ok=True)
    for name, chart in pictures(results).items():
        svg = vl_convert.vegalite_to_svg(chart.to_json())
        (docs / "images" / f"{name}.svg").write_text(svg + "\n", encoding="utf-8")
    (docs / "benchmarks.md").write_text(page(results), encoding="utf-8")


def page(results: Mapping[str, Any]) -> str:
    """The page as Markdown."""
    there = results["sections"]
    rounds = sorted({row.runs for name in there for row in rows(results, name) if row.runs > 1})
    told = HEAD.format(rounds=" or ".join(map(str, rounds)) or "no", machine=_machine(results))
    parts = [told, "## Targets\n", markdown(judged(results)), "\nThe parts:\n"]
    parts += [f"- [{title}](#{name})" for name, (title, _) in SECTIONS.items() if name in there]
    drawn = pictures(results)
    for name, (title, note) in SECTIONS.items():
        if name in there:
            parts += ["", f'<a id="{name}"></a>\n', f"## {title}\n", note, ""]
            parts += _section(results, name)
            parts += [f"\n![{title}](images/{pic}.svg)" for pic in PICTURES.get(name, ()) if pic in drawn]
    return "\n".join(parts) + "\n"


def _section(results: Mapping[str, Any], name: str) -> list[str]:
    section = results["sections"][name]
    if not section["rows"]:
        return [f"{section['status']}: {section['message']}"]
    when = f"{section['at']}, {section['seconds']:.0f} s, load of the machine {section['load'][0]:g} before"
    return [markdown(table(rows(results, name))), "", f"{when} and {section['load'][1]:g} after."]


def _machine(results: Mapping[str, Any]) -> str:
    found = results["machine"]
    kind = f"{found['cores']} cores ({found['processor']}), {found['memory_gb']} GB of memory, {found['system']}"
    return f"Measured on {kind}, Python {found['python']}, kyyeu {results['version']}."


def rows(results: Mapping[str, Any], name: str) -> list[Row]:
    """The rows of a section."""
    return [Row(**each) for each in results["sections"].get(name, {}).get("rows", ())]


def markdown(lines: Sequence[Sequence[str]]) -> str:
    """A table: names to the left, figures to the right."""
    heading, *body = (["| " + " | ".join(text.replace("|", "\\|") for text in line) + " |"] for line in lines)
    rule = "| --- |" + " ---: |" * (len(lines[0]) - 1)
    return "\n".join([*heading, rule, *(line[0] for line in body)])


def pictures(results: Mapping[str, Any]) -> dict[str, alt.Chart | alt.LayerChart]:
    """The charts that can be drawn of what was measured, by name."""
    makers: dict[str, Callable[[Mapping[str, Any]], alt.Chart | alt.LayerChart | None]] = {
        "bench-stages": _stages,
        "bench-lengths": _lengths,
        "bench-compared": _compared,
        "bench-articles": _articles,
    }
    return {name: chart for name, make in makers.items() if (chart := make(results)) is not None}


def _points(results: Mapping[str, Any], name: str, ending: str) -> list[Row]:
    return [row for row in rows(results, name) if row.key.endswith(ending)]


def _stages(results: Mapping[str, Any]) -> alt.Chart | None:
    found = [row for row in _points(results, "stages", ".ms") if not row.label.startswith("whole")]
    values = [{"stage": row.label, "ms": row.median} for row in found]
    bars = alt.Chart(alt.Data(values=values), width=WIDTH).mark_bar()
    return _when(values, bars.encode(x=alt.X("ms:Q", title="ms an article"), y=alt.Y("stage:N", sort="-x", title=None)))


def _lengths(results: Mapping[str, Any]) -> alt.LayerChart | None:
    values = [{"kb": float(row.key.split(".")[0]), "ms": row.median} for row in _points(results, "lengths", ".ms")]
    if len(values) < 2:
        return None
    last = values[-1]
    straight = [{"kb": point["kb"], "ms": last["ms"] * point["kb"] / last["kb"]} for point in values]
    axes = {
        "x": alt.X("kb:Q", title="KB of text", scale=alt.Scale(type="log")),
        "y": alt.Y("ms:Q", title="ms (dashed: in proportion)", scale=alt.Scale(type="log")),
    }
    measured = alt.Chart(alt.Data(values=values), width=WIDTH).mark_line(point=True).encode(**axes)
    dashed = alt.Chart(alt.Data(values=straight)).mark_line(strokeDash=[4, 4], color="gray").encode(**axes)
    return dashed + measured


def _compared(results: Mapping[str, Any]) -> alt.Chart | None:
    found = _points(results, "underthesea", ".kb")
    others = [*_points(results, "spacy", ".kb"), *_points(results, "heideltime", ".kb")]
    values = [{"tool": row.label, "rate": row.median} for row in found]
    values += [{"tool": row.label, "rate": row.median} for row in others if not row.label.startswith("kyyeu")]
    bars = alt.Chart(alt.Data(values=values), width=WIDTH).mark_bar()
    rate = alt.X("rate:Q", title="KB/s", scale=alt.Scale(type="log", domainMin=1))
    tool = alt.Y("tool:N", sort="-x", title=None, axis=alt.Axis(labelLimit=320))
    own = alt.condition(alt.datum.tool == "kyyeu", alt.value("#c44e52"), alt.value("#4c78a8"))
    return _when(values, bars.encode(x=rate, x2=alt.datum(1), y=tool, color=own))


def _articles(results: Mapping[str, Any]) -> alt.Chart | None:
    values = [{"articles": int(row.key.split(".")[0]), "s": row.median} for row in _points(results, "articles", ".s")]
    lines = alt.Chart(alt.Data(values=values), width=WIDTH).mark_line(point=True)
    return _when(values, lines.encode(
        x=alt.X("articles:Q", scale=alt.Scale(type="log")), y=alt.Y("s:Q", title="s", scale=alt.Scale(type="log"))
    ))  # fmt: skip


def _when(values: Sequence[object], chart: alt.Chart) -> alt.Chart | None:
    return chart if values else None
