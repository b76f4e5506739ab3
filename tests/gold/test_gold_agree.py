"""Agreement of two annotators: planted differences with results by hand, kappa as scikit-learn has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gold_made import GOLD, TEXT, copied, write
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from typer.testing import CliRunner

from pipeline.check.document import Document
from pipeline.check.score import Counts
from pipeline.cli.main import app
from pipeline.gold.agree import FieldAgreement, agreement, kappa
from pipeline.gold.pairs import as_record


def fields(*pairs: tuple[Any, Any]) -> dict[str, FieldAgreement]:
    documents = [Document(str(n), left, as_record(right, TEXT)) for n, (left, right) in enumerate(pairs)]
    return {field.field: field for field in agreement(documents)[0]}


def test_the_same_gold_agrees_in_all() -> None:
    found = fields((GOLD, copied()))
    assert {name: f.counts.f1 for name, f in found.items() if f.counts != Counts()} == dict.fromkeys(
        (name for name, f in found.items() if f.counts != Counts()), 1.0
    )
    assert found["figures"].counts == Counts(4)
    assert found["officials.roles"].kappa == 1.0
    assert found["report"].kappa is None


def with_roles(*roles: str) -> dict[str, Any]:
    return copied(officials=[{**GOLD["officials"][0], "roles": list(roles)}])


def test_roles_by_hand() -> None:
    """Eight roles are chosen or not: both chose one of two, so po = 6/8, pe = (2*2 + 6*6)/64."""
    found = fields((with_roles("chaired", "spoke"), with_roles("chaired", "presented")))["officials.roles"]
    assert (found.counts, found.things) == (Counts(1, 1, 1), 8)
    assert found.kappa == pytest.approx((0.75 - 0.625) / (1 - 0.625))


def test_status_of_what_both_have() -> None:
    other = [{**GOLD["leadership"][0], "status": "elected"}, {**GOLD["leadership"][0], "unit": "An Giang"}]
    found = fields((GOLD, copied(leadership=other)))
    assert found["leadership"].counts == Counts(0, 2, 1)
    assert (found["leadership.status"].things, found["leadership.status"].kappa) == (1, 0.0)


def test_report_over_documents() -> None:
    other = {"report": "other"}
    found = fields((GOLD, GOLD), (GOLD, other), (other, other), (other, other))["report"]
    assert found.counts == Counts(3, 1, 1)
    assert found.kappa == pytest.approx(0.5)


def test_it_is_the_same_the_other_way_round() -> None:
    left = copied(indicators=GOLD["indicators"][:3], awards=[])
    for one, other in ((left, GOLD), (GOLD, left)):
        found = fields((one, other))
        assert found["figures"].counts.f1 == pytest.approx(6 / 7)
    assert "awards" not in fields((left, left))


def test_what_either_holds_optional_is_excused() -> None:
    without = copied(awards=[])
    assert GOLD["awards"][0]["optional"]
    assert "awards" not in fields((GOLD, without))
    assert "awards" not in fields((without, GOLD))


def test_school_years_agree() -> None:
    year = copied(leadership=[{**GOLD["leadership"][0], "year": "2022/2023"}])
    assert fields((year, year))["leadership"].counts == Counts(1)


LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


@given(LABELS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    left, right = zip(*pairs, strict=True)
    if len({*left, *right}) == 1:
        assert kappa(pairs) is None
    else:
        assert kappa(pairs) == pytest.approx(float(cohen_kappa_score(left, right)))


def test_kappa_of_nothing_is_undefined() -> None:
    assert kappa([]) is None


def test_the_command_shows_where_they_differ(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first = write(tmp_path / "one")
    figures = [{**GOLD["indicators"][0], "value": 82}, *GOLD["indicators"][1:]]
    second = write(tmp_path / "two", copied(indicators=figures))
    write(tmp_path / "two", stem="b")
    out = tmp_path / "o.json"
    arguments = ["gold", "agree", str(first.parent), str(second.parent), "--json", str(out)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    printed = done.stdout.splitlines()
    assert printed[:2] == ["1 articles", "b: only one has annotated it"]
    assert "figures                      3       1       1   0.750" in printed
    place = next(number for number, line in enumerate(printed) if line.startswith("a: figures: "))
    assert printed[place + 1 : place + 3] == [
        "    A: 8.2 · cluster · % · result  «GRDP tăng 8,2%»",
        "    B: 82 · cluster · % · result  «GRDP tăng 8,2%»",
    ]
    data = json.loads(out.read_text(encoding="utf-8"))
    assert (data["articles"], data["alone"]) == (1, ["b"])
    figures_data = next(field for field in data["fields"] if field["field"] == "figures")
    assert (figures_data["tp"], figures_data["f1"]) == (3, 0.75)


def test_two_files_are_compared_whatever_their_names(tmp_path: Path) -> None:
    first, second = write(tmp_path), write(tmp_path, stem="b")
    done = CliRunner().invoke(app, ["gold", "agree", str(first), str(second)])
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "1 articles")


def test_broken_gold_and_nothing_in_common(tmp_path: Path) -> None:
    first, second = write(tmp_path), write(tmp_path, stem="b")
    out = tmp_path / "o.json"
    (tmp_path / "other").mkdir()
    second.rename(tmp_path / "other" / "b.json")
    arguments = ["gold", "agree", str(first.parent), str(tmp_path / "other"), "--json", str(out)]
    assert CliRunner().invoke(app, arguments).exit_code == 2
    (tmp_path / "other" / "a.json").write_text("{\n", encoding="utf-8")
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert f"{tmp_path / 'other' / 'a.json'}:2: broken JSON" in done.output
    assert not out.exists()
