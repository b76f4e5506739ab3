"""`make bench`: every section gives its figures, a broken one costs no other, and the page says what was measured."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import bench
import bench_compare
import bench_page
import bench_rules
import bench_targets
import measure
from measure import ROOT, SIZES, Row

from pipeline.rulebook import load_rules

KEYS = {
    "bench_run:by_stage": {"segment.ms", "tag.articles", "render.kb", "whole.ms"},
    "bench_run:by_length": {"1.ms", "8.kb", "exponent"},
    "bench_filter:by_filter": {"relevance filter.mb", "in.mb", "ratio"},
    "bench_warc:by_crawl": {"fastwarc, digests verified.ratio", "fastwarc.records", "all.peak"},
}
"""Sections that take seconds, and some of the rows that they give."""


def test_medians_and_ranges() -> None:
    assert measure.row("k", "l", "s", iter([3.0, 1.0, 8.0])) == Row("k", "l", "s", 3.0, 1.0, 8.0, 3)
    for wrong in ([], [1.0, float("nan")], [float("inf")]):
        with pytest.raises(ValueError, match="k: no figures"):
            measure.row("k", "l", "s", wrong)
    assert measure.ratios([4.0, 9.0], [2.0, 3.0]) == [2.0, 3.0]
    with pytest.raises(ValueError, match="zip"):
        measure.ratios([4.0], [2.0, 3.0])


def test_works_take_turns() -> None:
    done: list[str] = []
    ticks = iter(range(100))
    works = {name: lambda name=name: done.append(name) for name in "ab"}
    assert measure.in_turn(works, 3, clock=lambda: float(next(ticks))) == {"a": [1.0] * 3, "b": [1.0] * 3}
    assert done == list("ababab")


def test_rounds_end_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(measure.time, "monotonic", lambda: clock[0])

    def done(seconds: float) -> int:
        found = []
        for turn in measure.turns(replace(SIZES["normal"], seconds=seconds)):
            found.append(turn)
            clock[0] += 10.0
        return len(found)

    assert [done(seconds) for seconds in (1, 19, 20, 29, 30, 1000)] == [1, 1, 2, 2, 3, 3]


def test_figures_have_three_digits() -> None:
    shown = {0: "0", 0.01234: "0.0123", 1.5: "1.50", 99.96: "100.0", 123.4: "123", 12345.6: "12,346", -2.5: "-2.50"}
    assert {value: measure.figure(value) for value in shown} == shown


@pytest.mark.parametrize("place", KEYS)
def test_rows_of_a_section(place: str) -> None:
    module, function = place.split(":")
    rows = getattr(importlib.import_module(module), function)(SIZES["tiny"])
    keys = [row.key for row in rows]
    assert len(keys) == len(set(keys))
    assert KEYS[place] <= set(keys)
    assert [row for row in rows if not 0 < row.low <= row.median <= row.high and row.key != "exponent"] == []
    assert {row.runs for row in rows} <= {1, 3}


def test_a_run_beside_its_cost() -> None:
    cost = measure.cost_of([sys.executable, "-c", "x = bytearray(50_000_000); sum(range(3_000_000))"])
    assert cost.seconds >= cost.cpu * 0.9 > 0
    assert 50 < cost.peak_mb < 200
    with pytest.raises(subprocess.CalledProcessError):
        measure.cost_of([sys.executable, "-c", "raise SystemExit(3)"])


def test_numbered_articles_fill_files(tmp_path: Path) -> None:
    folder = measure.write_articles(tmp_path / "in", range(120), ["A", "B"])
    lines = [path.read_text(encoding="utf-8").splitlines() for path in sorted(folder.iterdir())]
    assert [len(found) for found in lines] == [50, 50, 20]
    texts = [json.loads(line)["text"] for found in lines for line in found]
    assert len(set(texts)) == 120
    assert texts[3] == "B\nBản tin số 3"


@pytest.mark.parametrize("foreign", [True, False])
def test_copies_of_rules(tmp_path: Path, *, foreign: bool) -> None:
    count = bench_rules.write_copies(tmp_path / "p", 4, foreign=foreign)
    rules = load_rules()
    assert count == 4 * len(rules)
    made: list[dict[str, Any]] = []
    for path in sorted((tmp_path / "p").glob("*.toml")):
        if path.stem not in ("sites", "fragments"):
            made += tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    assert len({entry["id"] for entry in made}) == count
    copies = [entry for entry in made if entry["id"].startswith("dates.full_x")]
    original = next(rule for rule in rules if rule.id == "dates.full").pattern
    assert [original in entry["pattern"] for entry in copies] == [True] * 3
    openers = {entry["pattern"].split("\\s+")[0] for entry in made if entry["pattern"].startswith("zx")}
    assert len(openers) == (3 * len(rules) if foreign else 0)


def test_rules_are_read_by_a_process_of_their_own(tmp_path: Path) -> None:
    bench_rules.write_copies(tmp_path / "p", 2, foreign=True)
    with bench_rules.reader(tmp_path / "p", 2) as turn:
        assert all(0 < turn() < 60 for _ in range(2))
    (tmp_path / "p" / "dates.toml").write_text("[[rule]]", encoding="utf-8")
    with bench_rules.reader(tmp_path / "p", 2) as turn, pytest.raises((RuntimeError, BrokenPipeError)):
        turn()


def test_spacy_has_a_rule_for_each_of_ours() -> None:
    from spacy.matcher import Matcher

    nlp = bench_compare.blank()
    matcher = Matcher(nlp.vocab)
    rules = load_rules()
    for rule in rules:
        matcher.add(rule.id, list(bench_compare.patterns(nlp, rule)))
    assert len(matcher) == len(rules)
    full = next(rule for rule in rules if rule.id == "dates.full")
    found = {nlp.vocab.strings[key] for key, _, _ in matcher(nlp.make_doc(full.yes[0].upper()))}
    assert "dates.full" in found


HEIDELTIME = """import pathlib, sys
text = pathlib.Path(sys.argv[-1]).read_text(encoding="utf-8")
print("<TimeML>" + ("<TIMEX3>" if len(text) > 3 else "") + "</TimeML>")
"""


def test_heideltime_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEIDELTIME", raising=False)
    with pytest.raises(measure.NotInstalledError, match="HEIDELTIME"):
        bench_compare.beside_heideltime(SIZES["tiny"])
    (tmp_path / "heideltime.py").write_text(HEIDELTIME, encoding="utf-8")
    monkeypatch.setenv("HEIDELTIME", f"'{sys.executable}' '{tmp_path / 'heideltime.py'}' -l vietnamese")
    keys = {row.key for row in bench_compare.beside_heideltime(SIZES["tiny"])}
    assert {"start", "HeidelTime.kb", "dates.kb", "dates.ratio", "kyyeu.ratio"} == keys - {"kyyeu.kb"}
    monkeypatch.setenv("HEIDELTIME", f"'{sys.executable}' -c 0")
    with pytest.raises(RuntimeError, match="gave no dates"):
        bench_compare.beside_heideltime(replace(SIZES["tiny"], rounds=1))


SECTION = """import sys, time
from measure import NotInstalledError, row
def good(sizes):
    return [row("k", "a row", "s", [1.0, 2.0, 3.0][:sizes.rounds])]
def bad(sizes):
    raise ValueError("no luck")
def hangs(sizes):
    time.sleep(600)
def dies(sizes):
    import os
    os._exit(9)
def missing(sizes):
    raise NotInstalledError("not here")
"""


def test_a_broken_section_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sections.py").write_text(SECTION, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    budgets = {"bad": 60.0, "hangs": 8.0, "dies": 60.0, "missing": 60.0, "good": 60.0}
    monkeypatch.setattr(
        bench, "SECTIONS", {name: bench.Section(f"sections:{name}", budget) for name, budget in budgets.items()}
    )
    results = tmp_path / "results.json"
    assert bench.bench(list(budgets), "tiny", results, tmp_path / "docs") == 1
    data = json.loads(results.read_text(encoding="utf-8"))
    assert set(data) == {"format", "version", "machine", "sections"}
    assert set(data["machine"]) == {"cores", "memory_gb", "processor", "system", "python"}
    told = {name: (found["status"], found["message"]) for name, found in data["sections"].items()}
    assert told == {
        "bad": ("failed", "ValueError: no luck"),
        "hangs": ("over budget", "not done after 8 s"),
        "dies": ("failed", "its process died"),
        "missing": ("not installed", "not here"),
        "good": ("ok", ""),
    }
    keys = {"status", "message", "rows", "size", "at", "seconds", "load"}
    assert all(set(found) == keys for found in data["sections"].values())
    row = {"key": "k", "label": "a row", "unit": "s", "median": 2.0, "low": 1.0, "high": 3.0, "runs": 3}
    assert data["sections"]["good"]["rows"] == [row]
    assert bench.bench(["good", "missing"], "tiny", results, tmp_path / "docs") == 0
    assert json.loads(results.read_text(encoding="utf-8"))["sections"].keys() == budgets.keys()


def test_results_of_another_machine_are_not_mixed_in(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    assert bench.load(path)["sections"] == {}
    data = {**bench.load(path), "sections": {"stages": {}}}
    bench.save(data, path)
    assert bench.load(path)["sections"] == {"stages": {}}
    bench.save({**data, "machine": {**data["machine"], "cores": 999}}, path)
    assert bench.load(path)["sections"] == {}


def test_every_section_can_be_called_and_is_on_the_page() -> None:
    assert list(bench.SECTIONS) == list(bench_page.SECTIONS)
    assert sum(section.budget for section in bench.SECTIONS.values()) < 30 * 60
    for section in bench.SECTIONS.values():
        module, function = section.work.split(":")
        assert callable(getattr(importlib.import_module(module), function))
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "bench.py", "--only", "stages,nothing"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "no section named nothing; there are stages" in done.stderr) == (2, True)


def made(**medians: float) -> dict[str, Any]:
    """Results with a row for each target, its bound met as exactly as can be unless said otherwise."""
    sections: dict[str, Any] = {}
    for target in bench_targets.TARGETS:
        name, key = target.place.split("/", 1)
        section = {"status": "ok", "message": "", "size": "normal", "at": "now", "seconds": 2.0, "load": [0.1, 0.2]}
        found = sections.setdefault(name, {**section, "rows": []})
        median = medians.get(name, target.bound)
        found["rows"].append(asdict(Row(key, target.label, "×", median, median, median, 3)))
    return {"version": "1", "machine": measure.machine(), "sections": sections}


def test_targets_are_judged() -> None:
    _, *lines = bench_targets.judged(made())
    assert [verdict for *_, verdict in lines] == ["yes"] * len(bench_targets.TARGETS)
    lines = bench_targets.judged(made(workers=0.1, rules=1.6, articles=1.2))
    verdicts = {label: verdict for label, *_, verdict in lines}
    missed = {"two workers", "Dask", "×4 rules", "memory"}
    for label, verdict in verdicts.items():
        if label:
            assert verdict.startswith("no") == any(label.startswith(start) for start in missed), label
    _, *lines = bench_targets.judged({"sections": {}})
    assert {(measured, verdict) for *_, measured, verdict in lines} == {("–", "not measured")}


def test_page_of_what_was_measured(tmp_path: Path) -> None:
    data = made()
    data["sections"]["lengths"]["rows"] += [
        asdict(Row(f"{length}.ms", f"{length} KB", "ms", length * 2.0, length, length * 3.0, 3)) for length in (1, 10)
    ]
    data["sections"]["stages"] = {"status": "failed", "message": "no | luck", "rows": []}
    bench_page.write(data, tmp_path)
    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert "| 10 KB |  | 20.0 (10.0–30.0) |" in text
    assert "failed: no | luck" in text
    assert "![Length of the article](images/bench-lengths.svg)" in text
    assert "![Time by stage]" not in text
    assert [path.name for path in (tmp_path / "images").iterdir()] == ["bench-lengths.svg"]
    assert (tmp_path / "images" / "bench-lengths.svg").read_text(encoding="utf-8").startswith("<svg")
