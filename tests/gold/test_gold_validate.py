"""Slips planted in gold are found with file, line and path; the project's own gold has none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gold_made import GOLD, TEXT, copied, write
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.check.places import parse, show_path
from pipeline.check.sources import REPOSITORY, is_held
from pipeline.cli.main import app
from pipeline.gold.files import corpus_of, gold_set
from pipeline.gold.numbers import holds
from pipeline.gold.validate import check_all, check_gold


def found(gold: Any, text: str = TEXT) -> list[tuple[str, str]]:
    return [(show_path(path), kind) for path, kind, _ in check_gold(gold, text)]


def changed(part: str, number: int | None = None, **values: Any) -> dict[str, Any]:
    gold = copied()
    entry = gold[part] if number is None else gold[part][number]
    entry.update(values)
    return gold


def test_sound_gold_has_no_slips() -> None:
    assert found(GOLD) == []


@pytest.mark.parametrize(
    ("gold", "slips"),
    [
        (copied(oficials=[]), [("oficials", "key")]),
        (copied(report="meting"), [("report", "vocabulary")]),
        (changed("cluster", nam="x"), [("cluster.nam", "key")]),
        (changed("cluster", kind="cụm"), [("cluster.kind", "vocabulary")]),
        (changed("cluster", id="tay-nam"), [("cluster.id", "vocabulary")]),
        (changed("cluster", size="12"), [("cluster.size", "type")]),
        (changed("cluster", members="Cà Mau"), [("cluster.members", "type")]),
        (changed("cluster", members=["Cà Mau", "Cà Mau"]), [("cluster.members[1]", "duplicate")]),
        (changed("meeting", date="18/1/2021"), [("meeting.date", "form")]),
        (changed("meeting", date="2021-01"), []),
        (changed("meeting", date="2021-13"), [("meeting.date", "form")]),
        (changed("meeting", period="nửa đầu 2020"), [("meeting.period", "form")]),
        (changed("meeting", period_alt=["2020-H1", "x"]), [("meeting.period_alt[1]", "form")]),
        (changed("meeting", province="Tỉnh Cà Mau"), [("meeting.province", "vocabulary")]),
        (changed("article", published="hôm qua"), [("article.published", "form")]),
        (changed("article", text="x"), [("article.text", "key")]),
        (changed("officials", 0, roles=["chair"]), [("officials[0].roles[0]", "vocabulary")]),
        (changed("officials", 0, positions=[{"txt": "x"}]), [("officials[0].positions[0].txt", "key")]),
        (changed("officials", 0, name="  Lê"), [("officials[0].name", "form")]),
        (changed("officials", 0, name="Le\u0302"), [("officials[0].name", "form")]),
        (changed("officials", 0, quote="ông Trần"), [("officials[0].quote", "quote")]),
        (changed("officials", 0, quote=""), [("officials[0]", "quote")]),
        (changed("officials", 0, optional="yes"), [("officials[0].optional", "type")]),
        (changed("officials", 0, name=None), [("officials[0]", "missing")]),
        (changed("leadership", 0, year="2020"), [("leadership[0].year", "type")]),
        (changed("awards", 0, count=81), [("awards[0].count", "number")]),
        (changed("indicators", 0, value=82), [("indicators[0].value", "number")]),
        (changed("indicators", 0, value=True), [("indicators[0].value", "type")]),
        (changed("indicators", 0, indicator="grdp"), [("indicators[0].indicator", "vocabulary")]),
        (changed("indicators", 1, value=5), [("indicators[1].value", "number")]),
        (changed("indicators", 3, total=1301), [("indicators[3].total", "number")]),
        (copied(warnings=["a", "a"]), [("warnings[1]", "duplicate")]),
        (copied(indicators={}), [("indicators", "type")]),
        (copied(awards=["Bằng khen"]), [("awards[0]", "type")]),
        ({"report": "other", "awards": [GOLD["awards"][0]]}, [("awards", "key")]),
        ([], [("", "type")]),
    ],
)
def test_a_slip(gold: Any, slips: list[tuple[str, str]]) -> None:
    assert found(gold) == slips


def test_duplicates() -> None:
    again = {**GOLD["indicators"][0], "quote": "GRDP tăng 8,2%; bốn"}
    assert found(copied(indicators=[*GOLD["indicators"], again])) == [("indicators[4]", "duplicate")]
    other = {**GOLD["indicators"][0], "period": "2019"}
    assert found(copied(indicators=[*GOLD["indicators"], other])) == []
    namesake = {"name": "Lê Văn An", "quote": "ông Lê"}
    assert found(copied(officials=[*GOLD["officials"], namesake])) == [("officials[1]", "duplicate")]


def test_several_slips_together() -> None:
    gold = changed("indicators", 0, value=82, kind="goal", quote="8,2")
    gold["oficials"] = []
    assert found(gold) == [("oficials", "key"), ("indicators[0].kind", "vocabulary"), ("indicators[0].value", "number")]


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("26.174 tỷ", 26174), ("57,20%", 57.2), ("10.053%", 10.053), ("1 234 xã", 1234), ("5/7 tỉnh", 7),
        ("Bốn tỉnh", 4), ("hai mươi lăm", 25), ("một trăm linh năm", 105), ("ba nghìn hai trăm", 3200),
        ("hai triệu rưỡi", 2000000.5), ("đứng đầu", 1), ("thứ nhất", 1), ("xếp nhì", 2), ("gấp đôi", 2),
        ("gấp rưỡi", 1.5), ("100%", 100), ("toàn bộ", 100), ("41 tỷ 350 triệu đồng", 41.35), ("07 tập thể", 7),
        ("giảm 1,5%", -1.5), ("ba tỷ rưỡi", 3 * 10**9 + 0.5),
    ],
)  # fmt: skip
def test_a_number_that_the_quote_holds(quote: str, value: float) -> None:
    assert holds(quote, value)


@pytest.mark.parametrize(
    ("quote", "value"),
    [("8,2%", 82), ("82%", 8.2), ("Bốn tỉnh", 5), ("26.174", 174), ("năm 2020", 20), ("bà Hai", 3), ("", 0)],
)
def test_a_number_that_it_does_not_hold(quote: str, value: float) -> None:
    assert not holds(quote, value)


def test_ranks_may_stand_in_the_order_of_names() -> None:
    assert holds("thứ tự xếp hạng: A, B, C", 3, "hạng")
    assert not holds("thứ tự xếp hạng: A, B, C", 4, "hạng")
    assert not holds("thứ tự xếp hạng: A, B, C", 3, "%")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.sampled_from([None, 1, 4]))
def test_every_value_has_its_line(data: Any, indent: int | None) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    parsed = parse(text)
    assert (parsed.data, parsed.twice) == (data, [])
    lines = text.split("\n")
    for path, line in parsed.lines.items():
        value = data
        for step in path:
            value = value[step]
        if not isinstance(value, dict | list):
            assert json.dumps(value, ensure_ascii=False) in lines[line - 1]


@given(JSON)
def test_any_json_is_looked_over(data: Any) -> None:
    for path, kind, message in check_gold(data, TEXT):
        assert (kind, message, show_path(path)) != ("", "", None)


def run(*arguments: object) -> tuple[int, list[str]]:
    done = CliRunner().invoke(app, ["gold", "validate", *map(str, arguments)])
    return done.exit_code, done.stdout.splitlines()


def test_file_line_and_path_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, changed("indicators", 0, value=82))
    line = next(n for n, text in enumerate(path.read_text("utf-8").split("\n"), 1) if '"value": 82' in text)
    code, printed = run(path)
    assert (code, printed) == (
        1,
        [f"{path}:{line}: gold.indicators[0].value: the quote does not hold 82: «GRDP tăng 8,2%»"],
    )


def test_a_key_given_twice_is_a_slip(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_text('{"id": "a",\n "gold": {"report": "other",\n "report": "other"}}', encoding="utf-8")
    assert run(path) == (1, [f"{path}:3: gold.report: the key report is given twice"])


def test_gold_under_another_id_is_a_slip(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_text(path.read_text("utf-8").replace('"id": "a"', '"id": "b"'), encoding="utf-8")
    assert run(path) == (1, [f"{path}:2: id: is b, and the file is a"])


@pytest.mark.parametrize(("content", "line"), [(b'{"gold":\n{', 2), (b"", 1), (b"[1", 1), (b'{"gold": NaN}', 1)])
def test_broken_json(tmp_path: Path, content: bytes, line: int) -> None:
    path = write(tmp_path)
    path.write_bytes(content)
    code, printed = run(path)
    assert code == 2
    assert printed[0].startswith(f"{path}:{line}: broken JSON")


def test_gold_without_article_and_the_reverse(tmp_path: Path) -> None:
    path = write(tmp_path)
    write(tmp_path, stem="b").unlink()
    (tmp_path / "corpus" / "a.txt").unlink()
    code, printed = run(tmp_path / "gold")
    assert (code, printed) == (2, [f"{path}: no article named a in the corpus", "b: the article has no gold"])


def test_a_file_alone_says_nothing_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, stem="b").unlink()
    assert run(write(tmp_path)) == (0, [])


@pytest.mark.parametrize("missing", ["corpus", "gold", "golds"])
def test_nothing_to_check(tmp_path: Path, missing: str) -> None:
    path = write(tmp_path)
    gone = {"corpus": tmp_path / "corpus" / "a.txt", "gold": path, "golds": path}[missing]
    gone.unlink()
    code, _ = run(tmp_path / ("nowhere" if missing == "golds" else "gold"))
    assert code == 2


def test_the_corpus_stands_beside_the_gold() -> None:
    assert corpus_of(Path("/x/gold")) == Path("/x/corpus")
    assert corpus_of(Path("/x/gold/real")) == Path("/x/corpus/real")
    assert corpus_of(Path("/x/mine")) == Path("/x/corpus")


def test_the_projects_own_gold_is_sound() -> None:
    own = gold_set([], None)
    assert (own.whole, len(own.golds)) == (True, len(own.texts))
    assert len(own.golds) >= 146
    problems = check_all(own.golds, own.texts, whole=True)
    assert [problem.show() for problem in problems if not is_held(Path(problem.file).stem)] == []
    assert len(problems) == 0


def test_of_held_out_articles_only_counts_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pipeline.gold.files", "pipeline.check.sources"):
        monkeypatch.setattr(f"{module}.REPOSITORY", tmp_path)
    assert is_held("text-5")
    write(tmp_path, changed("indicators", 0, value=82), stem="text-5")
    assert run() == (1, ["held-out articles: 1 number"])
    assert len(run("--show-held")[1]) == 1
    assert "does not hold 82" in run("--show-held")[1][0]
    assert run(REPOSITORY / "gold")[0] == 0
