"""The command from end to end, on two small documents: one for development, one held out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.check import command
from pipeline.check.bad_input import BadInput
from pipeline.cli.main import app
from pipeline.read.items import Item

HELD, DEV = "text-5", "text-2"
TEXT = "Hội nghị họp. Ngày 06/8/2019, Cụm trưởng An Giang tăng 8,2% so với cùng kỳ. Hết."
FIGURE = {"value": 8.2, "subject": "An Giang", "unit": "%"}
GOLD = {
    "report": "meeting",
    "meeting": {"date": "2019-08-06"},
    "indicators": [{**FIGURE, "quote": "An Giang tăng 8,2%"}],
}
Check = Callable[..., Result]


def _record(stem: str, **parts: Any) -> dict[str, Any]:
    start = TEXT.index("8,2")
    evidence = [{"field": "value", "start": start, "end": start + 3, "rule": "figures.plain"}]
    figure = {**FIGURE, "value": 82, "kind": "result", "evidence": evidence}
    article = {"uri": f"{stem}.txt", "text": TEXT}
    return {"report": "meeting", "article": article, "indicators": [figure], **parts}


def _write_records(folder: Path, *records: dict[str, Any]) -> None:
    lines = [json.dumps(record) for record in records]
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with gold, articles and records: a wrong date in the held-out document, a wrong value in both."""
    for name in ("gold", "corpus"):
        (tmp_path / name).mkdir()
    (tmp_path / "gold" / "gate.toml").write_text("held_out = true", encoding="utf-8")
    for stem in (DEV, HELD):
        (tmp_path / "gold" / f"{stem}.json").write_text(json.dumps(GOLD), encoding="utf-8")
        (tmp_path / "corpus" / f"{stem}.txt").write_text(TEXT, encoding="utf-8")
    wrong = _record(HELD, meeting={"date": "2018-08-06"})
    _write_records(tmp_path, _record(DEV, meeting={"date": "2019-08-06"}), wrong)
    return tmp_path


@pytest.fixture
def check(place: Path) -> Check:
    """Runs `kyyeu check` on the records and the gold of `place`."""

    def run(*arguments: object) -> Result:
        given = ["check", "--records", place / "records.jsonl", "--gold", place / "gold", *arguments]
        return CliRunner().invoke(app, [str(value) for value in given])

    return run


def test_the_table(check: Check) -> None:
    done = check("--field", "meeting.date", "--field", "cluster.size")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "2 documents: 1 dev, 1 held out; 0 without a record",
        "",
        "field                       P     R    F1  95 % of F1  by doc    tp   fp   fn   F1 dev  F1 held",
        "cluster.size                –     –     –       –           –     0    0    0        –        –",
        "meeting.date             50.0  50.0  50.0    0.0–100.0   50.0     1    1    1    100.0      0.0",
    ]


def test_a_split_is_shown_alone(check: Check) -> None:
    lines = check("--field", "meeting.date", "--split", "held").stdout.splitlines()
    assert lines[0] == "1 documents: 0 dev, 1 held out; 0 without a record"
    assert lines[-1] == "meeting.date              0.0   0.0   0.0    0.0–0.0      0.0     0    1    1"


def test_errors_are_paired_and_held_out_ones_only_counted(check: Check) -> None:
    printed = check("--errors", "--field", "figures", "--field", "meeting.date").stdout
    assert printed[printed.index("causes") :].splitlines() == [
        "causes",
        "    1  figures                 wrong scale of value",
        "",
        "errors",
        "figures: wrong scale of value (1)",
        f"  {DEV}",
        "    gold   8.2 · An Giang · % · result  «An Giang tăng 8,2%»",
        "    found  82 · An Giang · % · result  «8,2» [figures.plain]",
        "    in     Ngày 06/8/2019, Cụm trưởng An Giang tăng 8,2% so với cùng kỳ.",
        "",
        "2 errors of held-out documents are not listed",
    ]


def test_held_out_errors_on_request(check: Check) -> None:
    printed = check("--errors", "--show-held", "--split", "held", "--field", "meeting").stdout
    assert f"meeting.date: wrong year (1)\n  {HELD}\n    gold   2019-08-06\n    found  2018-08-06" in printed


def test_the_most_frequent_cause_comes_first(check: Check, place: Path) -> None:
    people = [{"name": name} for name in ("Lê Văn An", "Trần Thị Bé", "Đỗ Minh Chí")]
    gold = json.dumps({**GOLD, "officials": people})
    (place / "gold" / f"{DEV}.json").write_text(gold, encoding="utf-8")
    printed = check("--errors", "--split", "dev").stdout
    groups = [line for line in printed[printed.index("\nerrors") :].splitlines() if line.endswith(")")]
    assert (
        groups
        == ["officials.name: not found (3)", "figures: wrong scale of value (1)", "meeting.date: not found (1)"][
            : len(groups)
        ]
    )
    assert len(groups) == 2


def test_a_field_that_tells_errors_again_is_listed_on_request_only(check: Check) -> None:
    assert "percentages:" not in check("--errors").stdout
    assert "percentages: wrong scale of value (1)" in check("--errors", "--field", "percentages").stdout


def test_json_holds_scores_causes_and_errors(check: Check, place: Path) -> None:
    assert check("--json", place / "out.json").exit_code == 0
    data = json.loads((place / "out.json").read_text(encoding="utf-8"))
    date = data["scores"]["all"]["meeting.date"]
    assert {key: date[key] for key in ("tp", "fp", "fn", "precision", "recall", "f1", "f1_by_document")} == {
        "tp": 1,
        "fp": 1,
        "fn": 1,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "f1_by_document": 0.5,
    }
    assert date["intervals"]["f1"] == [0.0, 1.0]
    assert data["documents"]["held-out"]["meeting.date"]["fp"] == 1
    assert set(data["documents"]) == {DEV, "held-out"}
    assert {(error["doc"], error["field"]) for error in data["errors"]} == {(DEV, "percentages"), (DEV, "figures")}
    error = data["errors"][0]
    assert (error["cause"], error["found"]["rule"]) == ("wrong scale of value", "figures.plain")
    assert error["sentence"] == "Ngày 06/8/2019, Cụm trưởng An Giang tăng 8,2% so với cùng kỳ."
    assert {"field": "figures", "cause": "wrong scale of value", "count": 1} in data["causes"]


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(text[1:].splitlines(keepends=True)))


def test_tables_for_spreadsheets(check: Check, place: Path) -> None:
    assert check("--csv", place / "s.csv", "--errors-csv", place / "e.csv", "--field", "figures").exit_code == 0
    scores = _rows(place / "s.csv")
    assert [row["documents"] for row in scores] == ["all", "dev", "held", DEV, "held-out"]
    assert (scores[0]["fp"], scores[0]["f1"], scores[0]["f1_high"]) == ("2", "0.0", "0.0")
    (error,) = _rows(place / "e.csv")
    assert (error["gold"], error["found"]) == ("8.2 · An Giang · % · result", "82 · An Giang · % · result")
    assert error["rule"] == "figures.plain"


def test_a_cell_is_no_formula(check: Check, place: Path) -> None:
    _write_records(place, _record(DEV, meeting={"place": "=cmd()"}))
    check("--errors-csv", place / "e.csv", "--field", "meeting.place")
    assert [row["found"] for row in _rows(place / "e.csv")] == ["'=cmd()"]


def test_the_change_since_an_earlier_run(check: Check, place: Path) -> None:
    chosen = ["--field", "meeting.date", "--field", "percentages"]
    check(*chosen, "--json", place / "old.json")
    right = {**FIGURE, "kind": "result"}
    _write_records(
        place, _record(DEV, indicators=[right, {**right, "value": 9}]), _record(HELD, meeting={"date": "2019-08-06"})
    )
    printed = check(*chosen, "--against", place / "old.json").stdout
    assert printed[printed.index("since") :].splitlines()[1:] == [
        "all  meeting.date              50.0 →  66.7  +16.7",
        "all  percentages                0.0 →  40.0  +40.0",
        "dev  meeting.date             100.0 →   0.0 -100.0",
        "dev  percentages                0.0 →  66.7  +66.7",
        "held meeting.date               0.0 → 100.0 +100.0",
        f"better   percentages  {DEV}  wrong scale of value: gold 8.2 · An Giang · % · result"
        "  |  found 82 · An Giang · % · result",
        f"worse    meeting.date  {DEV}  not found: gold 2019-08-06",
        f"worse    percentages  {DEV}  phantom: found 9 · An Giang · % · result",
    ]


def test_what_is_wrong_in_another_way_has_changed(check: Check, place: Path) -> None:
    check("--json", place / "old.json", "--field", "figures")
    _write_records(place, _record(DEV, indicators=[{**FIGURE, "value": 8.2, "subject": "Kiên Giang"}]))
    printed = check("--field", "figures", "--against", place / "old.json").stdout
    assert printed.splitlines()[-1] == (
        f"changed  figures  {DEV}  wrong scale of value: gold 8.2 · An Giang · % · result"
        "  |  found 82 · An Giang · % · result"
        "  →  wrong subject: gold 8.2 · An Giang · % · result  |  found 8.2 · Kiên Giang · % · result"
    )


def test_other_documents_are_not_compared(check: Check, place: Path) -> None:
    check("--json", place / "old.json", "--field", "figures", "--split", "dev")
    (place / "gold" / "new.json").write_text(json.dumps(GOLD), encoding="utf-8")
    printed = check("--field", "figures", "--against", place / "old.json").stdout
    assert "not scored then: held-out, new" in printed
    assert "worse" not in printed


def test_matches_that_are_alike_but_not_equal(check: Check, place: Path) -> None:
    gold = {**GOLD, "indicators": [{**FIGURE, "subject": "tỉnh An Giang - An Giang"}]}
    (place / "gold" / f"{DEV}.json").write_text(json.dumps(gold), encoding="utf-8")
    _write_records(place, _record(DEV, indicators=[{**FIGURE, "subject": "tỉnh An Giang, An Giang"}]))
    assert "≈  8.2 · tỉnh An Giang, An Giang" in check("--loose", "--field", "percentages").stdout


def test_documents_and_details(check: Check) -> None:
    printed = check("--documents", "--details").stdout
    assert "figures.change" in printed
    assert f"\n{DEV} " in printed
    assert "\nheld-out " in printed
    assert f"\n{HELD} " not in printed
    assert f"\n{HELD} " in check("--documents", "--show-held").stdout


def test_text_cannot_command_the_terminal(check: Check, place: Path) -> None:
    _write_records(place, _record(DEV, meeting={"place": "A\x1b[2J"}))
    printed = check("--errors", "--loose").stdout
    assert "A\ufffd[2J" in printed
    assert "\x1b" not in printed


def test_articles_are_extracted_when_no_records_are_given(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(item: Item) -> tuple[dict[str, Any] | None, str]:
        return (None if HELD in item.uri else _record(DEV)), TEXT

    monkeypatch.setattr(command, "extract", extract)
    options = ["--corpus", str(place / "corpus"), "--gold", str(place / "gold"), "--field", "percentages"]
    done = CliRunner().invoke(app, ["check", *options])
    assert "2 documents: 1 dev, 1 held out; 1 without a record" in done.stdout


def test_a_document_that_fails_is_missed_and_says_why(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract_article(_text: str, *, uri: str, **_: object) -> Any:
        try:
            raise KeyError(uri)
        except KeyError as error:
            raise RuntimeError("crash") from error

    monkeypatch.setattr("pipeline.api.extract_article", extract_article)
    options = ["--corpus", str(place / "corpus"), "--gold", str(place / "gold"), "--split", "dev", "--errors"]
    done = CliRunner().invoke(app, ["check", *options])
    assert done.exit_code == 0
    assert f"{DEV}.txt: extraction failed: KeyError: '{DEV}.txt' (" in done.stderr
    assert "report                      –   0.0   0.0" in done.stdout
    # The text is known all the same, so the sentence of what was missed is.
    assert "    in     Ngày 06/8/2019" in done.stdout


@pytest.mark.parametrize(("options", "counts"), [([], "    1    0    0"), (["--exact"], "    0    1    1")])
def test_exact_tells_apart_what_is_only_alike(check: Check, place: Path, options: list[str], counts: str) -> None:
    leader = {"office": "head", "unit": "Công an tỉnh An Giang", "status": "elected"}
    gold = json.dumps({"report": "meeting", "leadership": [{**leader, "unit": "Công an tỉnh Hà Giang"}]})
    (place / "gold" / f"{DEV}.json").write_text(gold, encoding="utf-8")
    _write_records(place, _record(DEV, leadership=[leader]))
    assert check(*options, "--split", "dev", "--field", "leadership").stdout.splitlines()[-1].endswith(counts)


def test_bad_input_is_exit_code_2_and_nothing_is_written(check: Check, place: Path) -> None:
    outputs = ["--json", place / "o.json", "--csv", place / "o.csv", "--html", place / "o.html"]
    broken = place / "old.json"
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}

    def refused(*arguments: object) -> str:
        done = check(*arguments, *outputs)
        assert (done.exit_code, done.stdout) == (2, "")
        assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
        return done.stderr

    assert refused("--doc", "nobody") == f"no gold for nobody in {place / 'gold'}\n"
    assert refused("--field", "nonsense").startswith("no field nonsense; there are: report, cluster.name")
    assert refused("--against", place / "no.json") == f"{place / 'no.json'}: No such file or directory\n"
    assert "not written by kyyeu check --json" in refused("--against", place / "gold" / f"{DEV}.json")
    for content in ("[]", '{"format": 1}', '{"format": 1, "scores": {}, "documents": {}, "errors": [3]}'):
        broken.write_text(content, encoding="utf-8")
        before[broken] = broken.read_bytes()
        assert refused("--against", broken).startswith(f"{broken}:")
    assert refused("--errors-csv", place / "o.json").startswith("two results cannot go into one file")
    assert refused("--errors-csv", place / "no" / "e.csv") == f"{place / 'no' / 'e.csv'}: No such file or directory\n"
    below = place / "records.jsonl" / "e.csv"
    assert refused("--errors-csv", below) == f"{below}: Not a directory\n"
    assert refused("--errors-csv", place / "gold") == f"{place / 'gold'}: is a folder\n"
    assert refused("--split", "dev", "--doc", HELD) == "no documents are left of split dev\n"


def test_wrong_usage_is_exit_code_2(check: Check) -> None:
    assert check("--split", "none").exit_code == 2
    assert check("--nonsense").exit_code == 2
    pair = CliRunner().invoke(app, ["check", "--corpus", "x"])
    assert (pair.exit_code, pair.stderr) == (2, "--corpus and --gold come in pairs\n")


@pytest.mark.parametrize(
    ("names", "details", "expected"),
    [
        (["leadership"], False, ["leadership"]),
        (["leadership"], True, ["leadership", "leadership.person"]),
        (["leadership.person"], False, ["leadership.person"]),
        (["chairs", "report"], False, ["report", "chairs"]),
        (["officials.roles"], False, ["officials.roles", "officials.roles.all"]),
        (
            ["article"],
            False,
            ["article.title", "article.publisher", "article.author", "article.published"],
        ),
    ],
)
def test_fields_are_chosen_by_name_or_group(names: list[str], details: bool, expected: list[str]) -> None:
    assert [field.name for field in command.choose_fields(names, details=details)] == expected


def test_without_names_all_fields_are_chosen() -> None:
    assert command.choose_fields([], details=False) == command.FIELDS
    assert command.choose_fields([], details=True) == command.FIELDS + command.DETAILS
    with pytest.raises(BadInput, match="no field nonsense"):
        command.choose_fields(["report", "nonsense"], details=False)
