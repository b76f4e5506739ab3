"""Gold to Label Studio and brat and back: nothing is lost, and what others broke is told with its place."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from gold_made import GOLD, TEXT, articles, write
from hypothesis import given, settings
from typer.testing import CliRunner

from pipeline.check.sources import REPOSITORY, read_gold
from pipeline.cli.main import app
from pipeline.gold import brat, labelstudio
from pipeline.gold.files import read_texts
from pipeline.gold.regions import Annotated, FormatError, annotated, canonical, gold_of


def by_label_studio(found: Annotated) -> Annotated:
    (read,) = labelstudio.read_tasks(json.dumps([labelstudio.task(found)]), "tasks.json")
    return read


def by_brat(found: Annotated) -> Annotated:
    return brat.read_ann(found.id, found.text, brat.ann(found), "a.ann")


@settings(max_examples=60)
@given(articles())
def test_the_round_trip_loses_nothing(article: tuple[str, dict[str, Any]]) -> None:
    text, gold = article
    found = annotated("a", gold, text)
    assert gold_of(found) == canonical(gold)
    # Order too, so that both formats give the same file.
    wanted = json.dumps(gold_of(found))
    assert json.dumps(gold_of(by_label_studio(found))) == wanted
    assert json.dumps(gold_of(by_brat(found))) == wanted


def test_the_projects_gold_makes_the_round_trip() -> None:
    texts = read_texts(REPOSITORY / "corpus")
    lost = 0
    for path in sorted((REPOSITORY / "gold").glob("*.json")):
        gold = read_gold(path)
        found = annotated(path.stem, gold, texts[path.stem])
        lost += gold_of(by_label_studio(found)) != canonical(gold)
        lost += gold_of(by_brat(found)) != canonical(gold)
    assert (lost, len(texts)) == (0, len(list((REPOSITORY / "gold").glob("*.json"))))


def test_a_null_and_an_empty_list_say_nothing() -> None:
    gold = {"report": "meeting", "cluster": {"id": None, "members": [], "size_optional": 5}, "awards": []}
    assert canonical(gold) == {"report": "meeting", "cluster": {"size_optional": [5]}}


def test_label_studio_has_the_documented_shape() -> None:
    """Tasks as in its guide: data, annotations, results with id, from_name, to_name, type and value."""
    task = labelstudio.task(annotated("a", GOLD, TEXT))
    assert task["data"] == {"id": "a", "text": TEXT}
    ((_, results),) = task["annotations"][0].items()
    controls = {node.get("name"): node.tag for node in ET.fromstring(labelstudio.config()) if node.get("name")}  # noqa: S314
    tags = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}
    regions = set()
    for result in results:
        if result["type"] == "relation":
            assert (result["from_id"], result["to_id"], result["direction"]) == ("r1", "r0", "right")
            continue
        assert controls[result["from_name"]] == tags[result["type"]]
        assert result["to_name"] == "text"
        value = result["value"]
        if result["type"] == "labels":
            assert TEXT[value["start"] : value["end"]] == value["text"]
            regions.add(result["id"])
        else:
            (texts,) = (value[key] for key in ("choices", "text") if key in value)
            assert all(isinstance(text, str) for text in texts)
            assert ("start" in value) == (result["id"] in regions)
    assert len(regions) == 7


def test_the_configuration_knows_every_choice() -> None:
    root = ET.fromstring(labelstudio.config())  # noqa: S314
    (roles,) = (node for node in root if node.get("name") == "officials_roles")
    assert [choice.get("value") for choice in roles][:2] == ["chaired", "directed"]
    assert (roles.get("choice"), roles.get("perRegion")) == ("multiple", "true")


def test_brat_has_the_documented_shape() -> None:
    lines = brat.ann(annotated("a", GOLD, TEXT)).split("\n")
    assert lines[0] == "T1\tRecord 0 34\tCụm thi đua số 5 tổng kết năm 2020"
    assert "R1\tPerson Arg1:T3 Arg2:T2" in lines
    assert "A1\trecord_report T1 meeting" in lines
    assert any(line.endswith("\tofficials_roles_chaired T2") for line in lines)
    configured = brat.conf()
    for line in lines:
        if line.startswith("A"):
            assert line.split("\t")[1].split(" ")[0] in configured


def test_a_quote_over_lines_has_a_piece_on_each() -> None:
    gold = {"report": "meeting", "awards": [{"award": "B", "status": "proposed", "quote": "hai\n\ndòng"}]}
    found = annotated("a", gold, "một hai\n\ndòng ba")
    assert brat.ann(found).split("\n")[2] == "T2\tAward 4 7;9 13\thai dòng"
    assert gold_of(by_brat(found)) == gold


def test_offsets_of_a_browser_are_understood() -> None:
    text = "𝒳𝒳 Cà Mau"
    task = labelstudio.task(annotated("a", {"report": "meeting"}, text))
    value = {"start": 5, "end": 11, "text": "Cà Mau", "labels": ["leadership"]}
    task["annotations"][0]["result"].append(
        {"id": "x", "from_name": "part", "to_name": "text", "type": "labels", "value": value}
    )
    (read,) = labelstudio.read_tasks(json.dumps([task]), "t")
    assert gold_of(read)["leadership"] == [{"quote": "Cà Mau"}]


def broken(change: str) -> str:
    task: Any = labelstudio.task(annotated("a", GOLD, TEXT))
    results = task["annotations"][0]["result"]
    region = next(result for result in results if result["type"] == "labels")
    if change == "offset":
        region["value"]["start"] += 1
    elif change == "label":
        region["value"]["labels"] = ["person"]
    elif change == "control":
        results.append({**results[0], "from_name": "record_note"})
    elif change == "annotations":
        task["annotations"] *= 2
    elif change == "data":
        del task["data"]["id"]
    return json.dumps([task])[: -5 if change == "json" else None]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("offset", "t: task 1, region r0: the text at"),
        ("label", "t: task 1, region r0: unknown label person"),
        ("control", "t: task 1, result record-report: unknown control record_note"),
        ("annotations", "t: task 1: 2 annotations; one is needed"),
        ("data", "t: task 1: is no task of Label Studio: KeyError 'id'"),
        ("json", "t:1: broken JSON"),
    ],
)
def test_a_broken_task_is_told(change: str, message: str) -> None:
    with pytest.raises(FormatError, match=message.replace("(", r"\(")):
        labelstudio.read_tasks(broken(change), "t")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T9\tAward 0 3\tabc", "a.ann:1: the text at 0 3 is not «abc»"),
        ("T9\tPrize 0 3\tCụm", "a.ann:1: unknown annotation Prize 0 3"),
        ("R1\tWho Arg1:T1 Arg2:T2", "a.ann:1: unknown relation Who"),
        ("E1\tMeet:T1", "a.ann:1: cannot be read"),
        ("#1\tAnnotatorNotes T1\t{", "a.ann:1: JSONDecodeError"),
        ("A1\tofficials_mood T1", "a.ann:1: KeyError"),
    ],
)
def test_a_broken_annotation_is_told(line: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        brat.read_ann("a", TEXT, line, "a.ann")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("tool", ["label-studio", "brat"])
def test_export_and_import(tmp_path: Path, tool: str) -> None:
    gold = write(tmp_path)
    out, back = tmp_path / "out", tmp_path / "back"
    done = CliRunner().invoke(app, ["gold", "export", str(tmp_path / "gold"), "--to", tool, "--out", str(out)])
    assert done.exit_code == 0, done.output
    source = out / "tasks.json" if tool == "label-studio" else out
    arguments = ["gold", "import", str(source), "--from", tool, "--out", str(back)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert read_gold(back / "a.json") == read_gold(gold) == GOLD
    again = CliRunner().invoke(app, arguments)
    assert again.exit_code == 2
    assert CliRunner().invoke(app, [*arguments, "--force"]).exit_code == 0


@pytest.mark.parametrize("tool", ["label-studio", "brat"])
def test_unsound_gold_is_not_exported_and_nothing_is_written(tmp_path: Path, tool: str) -> None:
    write(tmp_path, {"report": "meeting", "awards": [{"award": "B", "status": "given", "quote": "x"}]})
    arguments = ["gold", "export", str(tmp_path / "gold"), "--to", tool, "--out", str(tmp_path / "o")]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert "unknown label «given»" in done.output
    assert not (tmp_path / "o").exists()


def test_what_a_tool_made_unsound_is_not_imported(tmp_path: Path) -> None:
    task: Any = labelstudio.task(annotated("a", GOLD, TEXT))
    results = task["annotations"][0]["result"]
    next(result for result in results if result["from_name"] == "leadership_status")["value"]["choices"] = ["boss"]
    (tmp_path / "t.json").write_text(json.dumps([task]), encoding="utf-8")
    done = CliRunner().invoke(app, ["gold", "import", str(tmp_path / "t.json"), "--out", str(tmp_path / "o")])
    assert done.exit_code == 2
    assert "leadership[0].status: unknown label «boss»" in done.output
    assert not (tmp_path / "o").exists()


def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    task = labelstudio.task(annotated("../a", GOLD, TEXT))
    (tmp_path / "t.json").write_text(json.dumps([task]), encoding="utf-8")
    done = CliRunner().invoke(app, ["gold", "import", str(tmp_path / "t.json"), "--out", str(tmp_path / "o")])
    assert (done.exit_code, "is no name for a file" in done.output) == (2, True)
