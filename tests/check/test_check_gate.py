"""The gate: floors are held, only ever raised, and lowered with a reason that is kept."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.check import command, gate
from pipeline.check.bad_input import BadInput
from pipeline.check.gate import Gate, below, faults, read_gate, render, updated
from pipeline.cli.main import app
from pipeline.read.items import Item

DATES = {"a": "2019-08-06", "b": "2019-08-07", "c": "2019-08-08"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles whose extraction gives what stands in them as the date."""
    for name in ("gold", "corpus"):
        (tmp_path / name).mkdir()
    for stem, date in DATES.items():
        gold = {"report": "meeting", "meeting": {"date": date}}
        (tmp_path / "gold" / f"{stem}.json").write_text(json.dumps(gold), encoding="utf-8")
        (tmp_path / "corpus" / f"{stem}.txt").write_text(date, encoding="utf-8")
    worsen(tmp_path)

    def extract(item: Item) -> tuple[dict[str, Any], str]:
        assert item.path is not None
        worse = (tmp_path / "worse").read_text(encoding="utf-8").split()
        date = None if item.uri in worse else item.path.read_text(encoding="utf-8")
        return {"report": "meeting", "meeting": {"date": date}}, ""

    monkeypatch.setattr(command, "extract", extract)
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    folders = ["--corpus", str(place / "corpus"), "--gold", str(place / "gold")]
    return CliRunner().invoke(app, ["gate", *folders, *arguments])


def worsen(place: Path, *uris: str) -> None:
    (place / "worse").write_text(" ".join(uris), encoding="utf-8")


def content(place: Path) -> dict[str, Any]:
    return tomllib.loads((place / "gold" / "gate.toml").read_text(encoding="utf-8"))


def test_a_gate_is_made_and_holds(place: Path) -> None:
    first = run(place)
    assert first.exit_code == 1
    assert "without a floor: report, meeting.date: run kyyeu gate --update" in first.stderr
    assert run(place, "--update").exit_code == 0
    assert content(place)["floors"] == {"report": 100.0, "meeting.date": 100.0}
    assert content(place)["documents"] == 3
    held = run(place)
    assert (held.exit_code, held.stdout) == (0, "2 floors hold on 3 documents\n")


def test_a_field_that_falls_fails_and_is_not_lowered(place: Path) -> None:
    run(place, "--update")
    before = content(place)
    worsen(place, "a.txt")
    fallen = run(place)
    assert fallen.exit_code == 1
    assert fallen.stderr == (
        "meeting.date: 80.0 reached, the floor is 100.0: "
        'mend it, or say why: kyyeu gate --allow-regression meeting.date --why "…"\n'
    )
    refused = run(place, "--update")
    assert (refused.exit_code, refused.stderr) == (2, "floors are not lowered without a reason: meeting.date\n")
    assert content(place) == before


def test_the_way_down_is_explicit_and_kept(place: Path) -> None:
    run(place, "--update")
    worsen(place, "a.txt")
    done = run(place, "--allow-regression", "meeting.date", "--why", 'gold "a" was\n\x7fwrong \\')
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "meeting.date             100.0 → 80.0")
    assert content(place)["floors"] == {"report": 100.0, "meeting.date": 80.0}
    noted = {"field": "meeting.date", "before": 100.0, "after": 80.0, "why": 'gold "a" was\n\x7fwrong \\'}
    assert content(place)["regressions"] == [noted]
    assert run(place).exit_code == 0
    worsen(place)
    assert run(place, "--update").exit_code == 0
    assert content(place)["floors"]["meeting.date"] == 100.0
    assert content(place)["regressions"] == [noted]


def test_only_what_has_fallen_may_be_allowed(place: Path) -> None:
    run(place, "--update")
    worsen(place, "a.txt")
    refused = run(place, "--allow-regression", "report", "--why", "x")
    assert (refused.exit_code, refused.stderr) == (2, "not below a floor, so nothing is to be allowed: report\n")
    for arguments in (
        ["--allow-regression", "meeting.date"],
        ["--why", "x"],
        ["--allow-regression", "a", "--why", " "],
    ):
        assert run(place, *arguments).exit_code == 2
    assert content(place)["floors"]["meeting.date"] == 100.0


@pytest.mark.parametrize("name", ["corpus", "gold"])
def test_another_corpus_or_gold_fails_until_it_is_pinned(place: Path, name: str) -> None:
    run(place, "--update")
    changed = next((place / name).glob("a.*"))
    changed.write_text(changed.read_text(encoding="utf-8") + " ", encoding="utf-8")
    fallen = run(place)
    assert (fallen.exit_code, fallen.stderr.splitlines()[0]) == (
        1,
        f"the {name} is not the one the floors were measured on: if that is meant, run kyyeu gate --update",
    )
    # A blank at the end changes neither the gold nor the date that is found.
    assert run(place, "--update").exit_code == 0
    assert run(place).exit_code == 0


def test_notes_beside_the_corpus_are_no_part_of_it(place: Path) -> None:
    run(place, "--update")
    (place / "corpus" / "README.md").write_text("x", encoding="utf-8")
    (place / "gold" / "README.md").write_text("x", encoding="utf-8")
    assert run(place).exit_code == 0


def test_a_file_under_another_name_is_another_corpus(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_text("x", encoding="utf-8")
    before = gate.fingerprint([path], tmp_path)
    path.rename(other)
    assert gate.fingerprint([other], tmp_path) != before


def test_whether_a_third_is_held_out_stays_as_it_is(place: Path) -> None:
    (place / "gold" / "gate.toml").write_text("held_out = true\n", encoding="utf-8")
    run(place, "--update")
    assert content(place)["held_out"] is True


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("floors = 3", "floors: not a key"),
        ("held_out = 1", "held_out: not a key"),
        ("flors = {}", "flors: not a key"),
        ('floors = { report = "x" }', "floors: a number is needed"),
        ('[[regressions]]\nfield = "x"', "regressions: each has"),
        ("held_out = ?", "Invalid value (at line 1"),
    ],
)
def test_a_gate_that_is_none_is_refused(place: Path, text: str, message: str) -> None:
    (place / "gold" / "gate.toml").write_text(text, encoding="utf-8")
    done = run(place)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{place / 'gold' / 'gate.toml'}: {message}")


def test_both_folders_or_none(place: Path) -> None:
    assert CliRunner().invoke(app, ["gate", "--gold", str(place / "gold")]).exit_code == 2


def made(**floors: float) -> Gate:
    return Gate(False, 1, "c", "g", floors)


def test_a_field_that_is_no_longer_scored_has_fallen() -> None:
    assert below(made(report=98.0, chairs=90.0), made(report=98.0)) == {"chairs": 90.0}
    (fault,) = faults(made(report=98.0, chairs=90.0), made(report=98.0))
    assert fault.startswith("chairs: nothing reached, the floor is 90.0")
    with pytest.raises(BadInput):
        updated(made(chairs=90.0), made())
    lowered = updated(made(chairs=90.0), made(), ["chairs"], "the field is gone")
    assert (dict(lowered.floors), lowered.regressions[0]["after"]) == ({}, 0.0)


FLOORS = st.dictionaries(
    st.sampled_from(["report", "cluster.name", "awards"]), st.integers(0, 1000).map(lambda tenths: tenths / 10)
)


@given(FLOORS, FLOORS)
def test_an_update_raises_or_refuses(old: dict[str, float], new: dict[str, float]) -> None:
    before, now = made(**old), made(**new)
    if below(before, now):
        with pytest.raises(BadInput):
            updated(before, now)
    else:
        after = updated(before, now)
        assert all(after.floors[field] >= floor for field, floor in old.items())
        assert dict(after.floors) == new
        assert faults(after, now) == []


WHYS = st.text(st.characters(exclude_categories=["Cs"]))


@given(FLOORS, WHYS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, floors: dict[str, float], why: str
) -> None:
    entry = {"field": "report", "before": 99.0, "after": 98.5, "why": why}
    whole = Gate(True, 3, "c" * 64, "g" * 64, floors, [entry])
    path = tmp_path_factory.getbasetemp() / "gate.toml"
    path.write_text(render(whole), encoding="utf-8", newline="")
    assert read_gate(path) == whole


@pytest.mark.parametrize(("tp", "size", "floor"), [(57, 100, 57.0), (2, 3, 66.6), (1, 1, 100.0), (999, 1000, 99.9)])
def test_floors_are_rounded_down(tp: int, size: int, floor: float) -> None:
    assert gate._percent(tp / size) == floor
