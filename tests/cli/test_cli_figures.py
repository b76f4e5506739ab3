"""`kyyeu check TABLE`: exit codes, files, and tables and records that cannot be used."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.api import extract
from pipeline.cli.main import app
from pipeline.emit.cells import json_line

REPORT = """Cụm thi đua các tỉnh Bắc Trung Bộ tổng kết công tác năm 2020

Sáng 18/1/2021, tại tỉnh Nghệ An, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết năm 2020.

Năm 2020, GRDP của Thanh Hóa tăng 8,2%, của Hà Tĩnh tăng 5,1%.
"""
AGREES = [["Cụm", "Năm", "Tỉnh", "Chỉ tiêu", "Giá trị"], ["Bắc Trung Bộ", "2020", "Thanh Hóa", "GRDP", "8,2%"]]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The records of one report."""
    path = tmp_path / "records.jsonl"
    path.write_text(json_line(extract(REPORT, uri="bao/a.txt").to_dict()), encoding="utf-8")
    return path


def table(folder: Path, rows: list[list[str]]) -> Path:
    """A table as a spreadsheet saves it."""
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_all_agree(tmp_path: Path, records: Path) -> None:
    done = run(table(tmp_path, AGREES), "--records", records)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "figures.csv row 2: khớp · agrees: Thanh Hóa · GRDP: 8,2%",
        "1 figures of the same articles are not in the table:",
        "  bao/a.txt: Hà Tĩnh · GRDP: 5.1 %  «Hà Tĩnh tăng 5,1%»",
        "1 rows: 1 agree, 0 differ, 0 not found, 0 unreadable",
    ]


def test_a_workbook_with_a_wrong_a_missing_and_a_bad_row(tmp_path: Path, records: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(AGREES[0])
    for row in (["Bắc Trung Bộ", 2020, "Thanh Hóa", "GRDP", 0.82], [None, None, "Cà Mau", "GRDP", 1], ["x"]):
        sheet.append(row)
    sheet["E2"].number_format = "0%"
    book.save(tmp_path / "figures.xlsx")
    out, rows_out = tmp_path / "o.json", tmp_path / "o.csv"
    done = run(tmp_path / "figures.xlsx", "--records", records, "--json", out, "--csv", rows_out)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == "3 rows: 0 agree, 1 differ, 1 not found, 1 unreadable"
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [(row["row"], row["status"]) for row in data["rows"]] == [(2, "differs"), (3, "not_found")]
    assert data["rows"][0]["record"]["value"] == 8.2
    assert data["unreadable"] == [{"row": 4, "column": "Giá trị", "message": "the cell is empty"}]
    assert [claim["value"] for claim in data["not_in_table"]] == [5.1]
    with rows_out.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert [row["status"] for row in written] == ["differs", "not_found", "unreadable", "not_in_table"]
    assert (written[0]["table_value"], written[0]["record_value"]) == ("82%", "8.2 %")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["Tỉnh", "Chỉ tiêu"], ["Thanh Hóa", "GRDP"]], "row 1: no heading with a column of values"),
        ([AGREES[0]], "no rows below the heading in row 1"),
        ([], "empty"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, records: Path, rows: list[list[str]], message: str) -> None:
    out = tmp_path / "o.json"
    done = run(table(tmp_path, rows), "--records", records, "--json", out)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not out.exists()


@pytest.mark.parametrize("line", ['{"id": 1}', "{", "[]"])
def test_records_that_cannot_be_used(tmp_path: Path, records: Path, line: str) -> None:
    records.write_text(records.read_text(encoding="utf-8") + line, encoding="utf-8")
    out = tmp_path / "o.json"
    done = run(table(tmp_path, AGREES), "--records", records, "--json", out)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"{records}:2: no record: ")
    assert not out.exists()


def test_files_that_are_not_there(tmp_path: Path, records: Path) -> None:
    assert run(tmp_path / "none.csv", "--records", records).exit_code == 2
    assert run(table(tmp_path, AGREES), "--records", tmp_path / "none.jsonl").exit_code == 2


def test_without_records_the_corpus_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr("pipeline.check.sources.REPOSITORY", tmp_path)
    assert run(table(tmp_path, AGREES)).exit_code == 0
    monkeypatch.setattr("pipeline.check.sources.REPOSITORY", tmp_path / "installed")
    assert run(table(tmp_path, AGREES)).exit_code == 2
