"""The archive in the formats of others: what is written is what their own tools take."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
import zipfile
from pathlib import Path

import frictionless
import jsonschema
import openpyxl
import pyarrow.parquet as parquet
import pytest
from archive_records import line, meeting, record, span
from archive_stories import stories
from followthemoney import model
from typer.testing import CliRunner

from pipeline.archive.corrections.change import Change, correct, take_back
from pipeline.archive.export.addresses import iri
from pipeline.archive.export.gold import gold_zip
from pipeline.archive.export.tables import TABLES
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.cli.main import app
from pipeline.model.record import Record

FORMULA = "=HYPERLINK(1)"


def tricky() -> Record:
    """A record with text that a spreadsheet would run, a partial date and a figure that is a fraction."""
    text = f"Cụm thi đua số 9 Bộ Công an họp. {FORMULA} đạt 0,1%. «đ»\n"
    return record(
        text,
        uri="https://example.gov.vn/9",
        cluster={"name": "Cụm thi đua số 9 Bộ Công an", "kind": "cum", "scope": "sector"},
        meeting={"date": "2024-03", "place": FORMULA},
        officials=[
            {
                "name": "Lê Văn Đạt",
                "positions": [{"text": "Giám đốc Công an tỉnh Cà Mau", "province": "Cà Mau"}],
                "evidence": [span(text, "name", "đạt")],
            }
        ],
        indicators=[{"label": FORMULA, "value": 0.1, "unit": "%", "evidence": [span(text, "value", "0,1%")]}],
    )


@pytest.fixture
def archive(location: str) -> str:
    with Store(location, write=True) as store:
        Ingest(store).add_all(map(line, [*stories(), meeting(1), tricky()]))
        settle(store)
    return location


def export(archive: str, kind: str, out: Path, *more: str) -> Path:
    done = CliRunner().invoke(app, ["export", kind, "--archive", archive, "--out", str(out), *more])
    assert (done.exit_code, done.stdout.strip()) == (0, str(out)), done.output
    assert [path.name for path in out.parent.glob(".*")] == []
    return out


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv(archive: str, tmp_path: Path) -> None:
    folder = export(archive, "csv", tmp_path / "csv")
    assert sorted(path.stem for path in folder.iterdir()) == sorted(one.name for one in TABLES)
    assert (folder / "meetings.csv").read_bytes().startswith(b"\xef\xbb\xbfmeeting,date,")
    figures = table(folder / "indicators.csv")
    (odd,) = [row for row in figures if row["value"] == "0.1"]
    assert (odd["label"], odd["source"], odd["quote"]) == ("'" + FORMULA, "https://example.gov.vn/9", "0,1%")
    for name in ("people", "officials", "leadership", "awards", "indicators", "meetings"):
        rows = table(folder / f"{name}.csv")
        assert rows, name
        assert all(row["source"] for row in rows), name
    assert all(row["quote"] for row in figures)
    # What another report of the meeting gives too stands once.
    assert len([row for row in figures if row["value"] == "10.05"]) == 1


def test_a_filter_narrows_an_export(archive: str, tmp_path: Path) -> None:
    folder = export(archive, "csv", tmp_path / "csv", "--cluster", "dong-bang-song-hong", "--year", "2020")
    assert [row["year"] for row in table(folder / "meetings.csv")] == ["2020"]
    assert {row["cluster"] for row in table(folder / "leadership.csv")} == {"dong-bang-song-hong"}
    there = {row["person"] for row in table(folder / "officials.csv")}
    assert {row["person"] for row in table(folder / "people.csv")} == there
    popolo = export(archive, "popolo", tmp_path / "popolo.json", "--cluster", "dong-bang-song-hong", "--year", "2020")
    persons = json.loads(popolo.read_text(encoding="utf-8"))["persons"]
    assert {person["id"] for person in persons} == {f"person-{one}" for one in there}


def test_xlsx(archive: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export(archive, "xlsx", tmp_path / "export.xlsx"))
    assert book.sheetnames == [one.name for one in TABLES]
    head, *rows = book["meetings"].iter_rows()
    names = [cell.value for cell in head]
    days = [row[names.index("date")].value for row in rows]
    assert datetime.datetime(2021, 1, 18) in days  # noqa: DTZ001 (a day, as Excel has it)
    assert "2024-03" in days
    places = [row[names.index("place")] for row in rows]
    assert [(cell.data_type, cell.quotePrefix) for cell in places if cell.value == FORMULA] == [("s", True)]
    values = [row[[cell.value for cell in book["indicators"][1]].index("value")].value for row in book["indicators"]]
    assert 10.05 in values
    assert 1241 in values


def test_parquet(archive: str, tmp_path: Path) -> None:
    folder = export(archive, "parquet", tmp_path / "parquet")
    figures = parquet.read_table(folder / "indicators.parquet")
    assert str(figures.schema.field("value").type) == "double"
    assert str(figures.schema.field("year").type) == "int64"
    assert FORMULA in figures.column("label").to_pylist()
    assert {path.stem for path in folder.iterdir()} == {one.name for one in TABLES}


def test_jsonl_makes_the_same_archive_again(archive: str, tmp_path: Path) -> None:
    path = export(archive, "jsonl", tmp_path / "records.jsonl")
    given = [*stories(), meeting(1), tricky()]
    with path.open(encoding="utf-8") as lines:
        assert [Record.model_validate_json(text) for text in lines] == given
    again = str(tmp_path / "again.db")
    done = CliRunner().invoke(app, ["archive", "add", str(path), "--archive", again])
    assert f"added {len(given)}" in done.stdout


def test_datapackage(archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = export(archive, "datapackage", tmp_path / "package")
    monkeypatch.chdir(folder)
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == len(TABLES)
    # The check bites: a reference that leads nowhere is found.
    shutil.copyfile("people.csv", "kept.csv")
    head = (folder / "people.csv").read_text(encoding="utf-8").splitlines()[0]
    Path("people.csv").write_text(head + "\n", encoding="utf-8")
    assert not frictionless.validate("datapackage.json").valid


DATE = "^[0-9]{4}(-[0-9]{2}){0,2}$"
LINKS = {
    "type": "array",
    "items": {"type": "object", "properties": {"url": {"type": "string"}, "note": {"type": "string"}},
              "required": ["url"], "additionalProperties": False},
}  # fmt: skip


def _class(required: list[str], *names: str, **special: object) -> dict[str, object]:
    """Schema of one class of Popolo: the names of its properties as the specification has them."""
    properties = {**{name: {"type": ["string", "null"]} for name in (*required, *names)}, **special}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


OTHER_NAMES = {"type": "array", "items": _class(["name"])}
PERSON = _class(["id", "name"], other_names=OTHER_NAMES, sources=LINKS)
POPOLO = {
    "persons": PERSON,
    "organizations": _class(["id", "name"], "classification", "area_id"),
    "posts": _class(["id", "label", "role", "organization_id"], "area_id", sources=LINKS),
    "memberships": _class(
        ["id", "role", "organization_id"],
        *("label", "person_id", "post_id", "on_behalf_of_id", "area_id"),
        start_date={"type": "string", "pattern": DATE},
        end_date={"type": "string", "pattern": DATE},
        sources=LINKS,
    ),
    "areas": _class(["id", "name"], "identifier", "classification"),
    "events": _class(
        ["id", "name"],
        *("classification", "location", "organization_id"),
        start_date={"type": "string", "pattern": DATE},
        end_date={"type": "string", "pattern": DATE},
        attendees={"type": "array", "items": PERSON},
        sources=LINKS,
    ),
}


def test_popolo(archive: str, tmp_path: Path) -> None:
    data = json.loads(export(archive, "popolo", tmp_path / "popolo.json").read_text(encoding="utf-8"))
    assert list(data) == list(POPOLO)
    for name, shape in POPOLO.items():
        assert data[name], name
        for item in data[name]:
            jsonschema.validate(item, shape)
    ids = {name: [item["id"] for item in items] for name, items in data.items()}
    for name, found in ids.items():
        assert len(set(found)) == len(found), name
    targets = {
        "person_id": "persons", "organization_id": "organizations", "post_id": "posts", "area_id": "areas",
        "on_behalf_of_id": "organizations",
    }  # fmt: skip
    for items in data.values():
        for item in items:
            for field, where in targets.items():
                assert item.get(field) is None or item[field] in ids[where], (field, item)
    for name in ("persons", "posts", "memberships", "events"):
        assert all(item["sources"][0]["url"] for item in data[name]), name
    heads = [item for item in data["memberships"] if item["role"] == "deputy"]
    assert [(item["start_date"], item["area_id"]) for item in heads] == [
        ("2021", "vn-gso:27@..2025-06"),
        ("2021", "vn-gso:26@..2025-06"),
    ]


def test_what_has_no_place_of_its_own_is_named_by_its_article(tmp_path: Path) -> None:
    found = record(
        "Cụm họp. Lê Văn Đạt dự.",
        uri=None,
        officials=[{"name": "Lê Văn Đạt", "evidence": [span("Cụm họp. Lê Văn Đạt dự.", "name", "Lê Văn Đạt")]}],
    )
    with Store(str(tmp_path / "one.db"), write=True) as store:
        Ingest(store).add_all([line(found)])
        settle(store)
    path = export(str(tmp_path / "one.db"), "popolo", tmp_path / "popolo.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    for name in ("persons", "events"):
        assert [one["sources"][0]["url"] for one in data[name]] == [found.id], name


def test_followthemoney(archive: str, tmp_path: Path) -> None:
    path = export(archive, "ftm", tmp_path / "entities.ftm.json")
    entities = {}
    with path.open(encoding="utf-8") as lines:
        for text in lines:
            data = json.loads(text)
            proxy = model.get_proxy(data, cleaned=False)
            # Nothing is lost when its library cleans the values: all of them are valid.
            assert {name: sorted(proxy.get(name)) for name in proxy.properties} == {
                name: sorted(values) for name, values in data["properties"].items()
            }
            proxy.schema.validate(data)
            entities[proxy.id] = proxy
    kinds = {proxy.schema.name for proxy in entities.values()}
    assert kinds == {"Person", "PublicBody", "Position", "Occupancy", "Event"}
    for proxy in entities.values():
        for found, value in proxy.itervalues():
            assert found.type.name != "entity" or value in entities, (found, value)
    toan = next(one for one in entities.values() if one.schema.name == "Person" and "Phạm Đức Toàn" in one.names)
    assert toan.get("alias") == ["Phạm Đức Toản"]
    posts = [one for one in entities.values() if one.schema.name == "Occupancy" and toan.id in one.get("holder")]
    assert [sorted(one.get("date")) for one in posts] == [["2021-01-18", "2024-03-13"]]
    assert "https://example.gov.vn/9" in {url for one in entities.values() for url in one.get("sourceUrl", quiet=True)}


def test_web_annotations(archive: str, tmp_path: Path) -> None:
    data = json.loads(export(archive, "webannotation", tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert (data["@context"], data["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    texts = {found.article.uri: found.article.text for found in [*stories(), meeting(1), tricky()]}
    assert len({item["id"] for item in data["items"]}) == len(data["items"]) > 30
    for item in data["items"]:
        quote, place = item["target"]["selector"]
        whole = texts[item["target"]["source"]]
        assert whole[place["start"] : place["end"]] == quote["exact"]
        assert whole[: place["start"]].endswith(quote["prefix"])
        assert whole[place["end"] :].startswith(quote["suffix"])


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("https://báo.vn/a?b=1#c%20d", "https://báo.vn/a?b=1#c%20d"),
        ("https://a.vn/x y", "https://a.vn/x%20y"),
        ("cụm 5/bài #1 100%.txt", "cụm%205/bài%20%231%20100%25.txt"),
    ],
)
def test_a_source_is_an_address_that_may_stand_in_json_ld(source: str, found: str) -> None:
    assert iri(source) == found


def test_an_export_that_fails_leaves_nothing(archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "export.xlsx"
    out.write_text("before")
    monkeypatch.setattr("pipeline.archive.export.tabular.SHEET_ROWS", 2)
    done = CliRunner().invoke(app, ["export", "xlsx", "--archive", archive, "--out", str(out)])
    assert done.exit_code == 2
    assert "more rows than a sheet" in done.output
    assert "cannot be written in this format" in done.output
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_gold_is_what_was_reviewed_to_the_end(archive: str, tmp_path: Path) -> None:
    out = tmp_path / "reviewed"
    command = ["export", "gold", "--archive", archive, "--out", str(out)]
    none = CliRunner().invoke(app, command)
    assert (none.exit_code, out.exists()) == (2, False)
    assert "no article has been reviewed to the end" in none.output
    with Store(archive, write=True) as store:
        with store.transaction() as connection:
            articles = connection.exec_driver_sql("SELECT id, key, text FROM articles ORDER BY id").all()
        for _, key, text in articles[:3]:
            if "1.241/1.310 xã" in text:
                correct(store, key, Change("set", "An", "indicators[0]", values={"value": 1242}))
            last = correct(store, key, Change("done", "An"))
        take_back(store, last, "An")
    export(archive, "gold", out)
    golds = sorted((out / "gold").glob("*.json"))
    assert [path.stem for path in golds] == sorted(path.stem for path in (out / "corpus").glob("*.txt"))
    assert len(golds) == len((out / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert any('"value": 1242' in path.read_text(encoding="utf-8") for path in golds)
    with Store(archive) as store, store.transaction() as connection:
        zipped = zipfile.ZipFile(io.BytesIO(gold_zip(connection)))
    written = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert {name: zipped.read(name) for name in zipped.namelist()} == written
    again = CliRunner().invoke(app, command)
    assert (again.exit_code, "Invalid value for --out" in again.output) == (2, True)
    narrowed = CliRunner().invoke(app, [*command[:-1], str(tmp_path / "other"), "--year", "1999"])
    assert (narrowed.exit_code, (tmp_path / "other").exists()) == (2, False)
    checked = ["check", "--gold", str(out / "gold"), "--corpus", str(out / "corpus")]
    done = CliRunner().invoke(app, [*checked, "--records", str(out / "records.jsonl")])
    assert done.exit_code == 0, done.output
