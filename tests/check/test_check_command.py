"""The command from end to end, on two small documents: one for development, one held out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from pipeline.check import command
from pipeline.check.command import main
from pipeline.cli.check import register

HELD, DEV = "text-5", "text-2"
TEXT = "Ngày 06/8/2019, Cụm trưởng An Giang tăng 8,2%"
GOLD = {
    "report": "meeting",
    "meeting": {"date": "2019-08-06"},
    "indicators": [{"value": 8.2, "subject": "An Giang", "unit": "%", "quote": "An Giang tăng 8,2%"}],
}


def _record(stem: str, **parts: Any) -> dict[str, Any]:
    start = TEXT.index("8,2")
    figure = {
        "value": 82,
        "subject": "An Giang",
        "unit": "%",
        "kind": "result",
        "evidence": [{"field": "value", "start": start, "end": start + 3, "rule": "figures.plain"}],
    }
    article = {"uri": f"{stem}.txt", "text": TEXT}
    return {"report": "meeting", "article": article, "indicators": [figure], **parts}


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    records = [_record(DEV, meeting={"date": "2019-08-06"}), _record(HELD, meeting={"date": "2019-08-16"})]
    (tmp_path / "gold").mkdir()
    for stem in (DEV, HELD):
        (tmp_path / "gold" / f"{stem}.json").write_text(json.dumps(GOLD), encoding="utf-8")
        (tmp_path / f"{stem}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return ["--records", str(tmp_path / "records.jsonl"), "--gold", str(tmp_path / "gold")]


def test_the_table(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--field", "meeting.date", "--field", "cluster.size"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 documents, 1 dev, 1 held out; 0 without a record",
        "",
        " " * 24 + " │ ".join(f"{split:<33}" for split in ("dev", "held", "all")),
        "field                   " + " │ ".join(["    P     R    F1    tp   fp   fn"] * 3),
        "cluster.size            " + " │ ".join(["    –     –     –     0    0    0"] * 3),
        "meeting.date            100.0 100.0 100.0     1    0    0 │   0.0   0.0   0.0     0    1    1"
        " │  50.0  50.0  50.0     1    1    1",
    ]


def test_errors_are_paired_and_held_out_ones_only_counted(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--errors", "--field", "figures", "--field", "meeting.date"]) == 0
    printed = capsys.readouterr().out
    assert printed[printed.index("causes") :].splitlines() == [
        "causes",
        "    2  figures                 wrong scale of value",
        "    1  meeting.date            wrong value",
        "",
        "errors",
        "figures  text-2",
        "  wrong scale of value",
        "    gold   8.2 · An Giang · % · result  «An Giang tăng 8,2%»",
        "    found  82 · An Giang · % · result  «8,2» [figures.plain]",
        "figures  held-out: 1 errors",
        "meeting.date  held-out: 1 errors",
    ]


def test_held_out_errors_on_request(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*arguments, "--errors", "--show-held", "--split", "held", "--field", "meeting"])
    assert "gold   2019-08-06\n    found  2019-08-16" in capsys.readouterr().out


def test_json_holds_scores_causes_and_errors(arguments: list[str], tmp_path: Path) -> None:
    main([*arguments, "--json", str(tmp_path / "out.json")])
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    date = {"tp": 1, "fp": 1, "fn": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert data["scores"]["all"]["meeting.date"] == date
    assert data["documents"][HELD]["meeting.date"]["fp"] == 1
    assert {"field": "figures", "cause": "wrong scale of value", "count": 2} in data["causes"]
    assert {(error["doc"], error["field"]) for error in data["errors"]} == {
        (DEV, "percentages"),
        (DEV, "figures"),
    }
    assert data["errors"][0]["found"]["rule"] == "figures.plain"


def test_the_change_since_an_earlier_run(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [*arguments, "--field", "meeting.date", "--field", "percentages"]
    main([*chosen, "--json", str(tmp_path / "old.json")])
    better = [_record(DEV, indicators=GOLD["indicators"]), _record(HELD, meeting={"date": "2019-08-06"})]
    (tmp_path / "records.jsonl").write_text("\n".join(map(json.dumps, better)), encoding="utf-8")
    capsys.readouterr()
    main([*chosen, "--against", str(tmp_path / "old.json")])
    printed = capsys.readouterr().out
    assert printed[printed.index("since") :].splitlines()[1:] == [
        "dev  meeting.date             100.0 →   0.0 -100.0",
        "dev  percentages                0.0 → 100.0 +100.0",
        "held meeting.date               0.0 → 100.0 +100.0",
        "all  meeting.date              50.0 →  66.7  +16.7",
        "all  percentages                0.0 →  50.0  +50.0",
        "- percentages  text-2  wrong scale of value: gold 8.2 · An Giang · % · result"
        "  |  found 82 · An Giang · % · result",
        "+ meeting.date  text-2  not found: gold 2019-08-06",
    ]


def test_matches_that_are_alike_but_not_equal(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    alike = {**GOLD["indicators"][0], "subject": "tỉnh An Giang, An Giang", "value": 8.2}  # type: ignore[index]
    gold = {**GOLD, "indicators": [{**alike, "subject": "tỉnh An Giang - An Giang"}]}
    (tmp_path / "gold" / f"{DEV}.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "records.jsonl").write_text(json.dumps(_record(DEV, indicators=[alike])), encoding="utf-8")
    main([*arguments, "--loose", "--split", "dev", "--field", "percentages"])
    assert "≈  8.2 · tỉnh An Giang, An Giang" in capsys.readouterr().out


def test_documents_intervals_and_details(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*arguments, "--documents", "--intervals", "--details"])
    printed = capsys.readouterr().out
    assert "meeting.date              0.0 – 100.0" in printed
    assert "figures.change" in printed
    assert "text-5 (held)" in printed


def test_texts_are_extracted_when_no_records_are_given(
    tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_extract", lambda _text, uri: None if HELD in uri else _record(DEV))
    main(["--corpus", str(tmp_path), *arguments[2:], "--field", "percentages"])
    assert "2 documents, 1 dev, 1 held out; 1 without a record" in capsys.readouterr().out


def test_validation_tells_slips(tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    pair = ["--corpus", str(tmp_path), *arguments[2:], "--validate"]
    assert main(pair) == 0
    (tmp_path / "gold" / f"{DEV}.json").write_text('{"report": "meeting", "metting": {}}', encoding="utf-8")
    assert main(pair) == 1
    assert capsys.readouterr().out == "text-2: unknown key metting\n"


def test_nothing_to_score(tmp_path: Path, arguments: list[str]) -> None:
    assert main([*arguments, "--doc", "nobody"]) == 1
    with pytest.raises(SystemExit, match="no field nonsense"):
        main([*arguments, "--field", "nonsense"])
    with pytest.raises(SystemExit, match="come in pairs"):
        main(["--corpus", str(tmp_path)])


def test_the_tool_has_the_command(arguments: list[str]) -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    result = CliRunner().invoke(app, ["check", *arguments, "--split", "dev"])
    assert result.exit_code == 0
    assert "1 documents, 1 dev, 0 held out" in result.output
    assert CliRunner().invoke(app, ["check", *arguments, "--doc", "nobody"]).exit_code == 1


def test_a_document_that_fails_is_missed_and_says_why(
    tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def extract(_text: str, *, uri: str) -> Any:
        try:
            raise KeyError(uri)
        except KeyError as error:
            raise RuntimeError("crash") from error

    monkeypatch.setattr("pipeline.api.extract", extract)
    assert main(["--corpus", str(tmp_path), *arguments[2:], "--split", "dev", "--field", "report"]) == 0
    printed = capsys.readouterr()
    assert "report                      –   0.0   0.0     0    0    1" in printed.out
    assert printed.err.startswith("text-2.txt: extraction failed: KeyError: 'text-2.txt' (")


@pytest.mark.parametrize(("options", "counts"), [([], "    1    0    0"), (["--exact"], "    0    1    1")])
def test_exact_tells_apart_what_is_only_alike(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], options: list[str], counts: str
) -> None:
    leader = {"office": "head", "unit": "Công an tỉnh An Giang", "status": "elected"}
    gold = json.dumps({"report": "meeting", "leadership": [{**leader, "unit": "Công an tỉnh Hà Giang"}]})
    (tmp_path / "gold" / f"{DEV}.json").write_text(gold, encoding="utf-8")
    (tmp_path / "records.jsonl").write_text(json.dumps(_record(DEV, leadership=[leader])), encoding="utf-8")
    main([*arguments, *options, "--split", "dev", "--field", "leadership"])
    assert capsys.readouterr().out.splitlines()[-1].endswith(counts)


@pytest.mark.parametrize(
    ("names", "details", "expected"),
    [
        (["leadership"], False, ["leadership"]),
        (["leadership"], True, ["leadership", "leadership.person"]),
        (["leadership.person"], False, ["leadership.person"]),
        (["chairs", "report"], False, ["report", "chairs"]),
        (["officials.roles"], False, ["officials.roles", "officials.roles.all"]),
    ],
)
def test_fields_are_chosen_by_name_or_group(names: list[str], details: bool, expected: list[str]) -> None:
    assert [field.name for field in command.choose_fields(names, details=details)] == expected


def test_without_names_all_fields_are_chosen() -> None:
    assert command.choose_fields([], details=False) == command.FIELDS
    assert command.choose_fields([], details=True) == command.FIELDS + command.DETAILS
