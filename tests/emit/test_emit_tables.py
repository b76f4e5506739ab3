"""A record as rows, frames and files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from emit_records import TEXT, meeting_record, other_record

import pipeline
from pipeline.emit.columns import TABLES
from pipeline.emit.files import FILES, RunFiles
from pipeline.emit.render import render
from pipeline.emit.rows import table_rows
from pipeline.emit.summary import Summary
from pipeline.model.record import Failure

ID = "0123456789abcdef"
FAILURE = Failure(uri="b.txt", code="empty", message="the file is empty")

ROWS = {
    "meetings": [
        (
            *(ID, "a.txt", "-Tít", None, None, None, None),
            *("Cụm thi đua số 5", None, "cum", None, 2, "Cà Mau; Bạc Liêu"),
            *("so_ket; ky_ket", "2021-01-18", None, None, None, None, None, None, "date_conflict"),
        )
    ],
    "officials": [(ID, 0, "Nguyễn Văn A", "đồng chí", None, "chaired; spoke")],
    "posts": [
        (ID, 0, 0, "Nguyễn Văn A", "=Chủ tịch", "Chủ tịch", None, None),
        (ID, 0, 1, "Nguyễn Văn A", "Bí thư", None, None, None),
    ],
    "leadership": [(ID, 0, "head", "Cà Mau", None, 2021, "elected")],
    "awards": [
        (ID, 0, "Cờ thi đua của Chính phủ", None, "proposed", None, "Cà Mau", "province", None, None, None),
        (ID, 0, "Cờ thi đua của Chính phủ", None, "proposed", None, "@B", "unit", None, None, None),
        (ID, 1, "Bằng khen", None, "conferred", None, None, None, None, 7, "collective"),
    ],
    "indicators": [
        (ID, 0, "grdp_growth", None, None, 8.2, None, None, "%", "eq", None, None, "result", None),
        (ID, 1, None, None, None, 1241, None, 1310, "xã", "eq", None, None, "result", None),
    ],
    "evidence": [
        (ID, "cluster", None, "name", 0, 16, "Cụm thi đua số 5", "clusters.name", None, None),
        (ID, "meeting", None, "date", None, None, None, None, "stamp", "năm theo ngày đăng"),
        (ID, "officials", 0, "name", 36, 48, "Nguyễn Văn A", "people.name", None, None),
        (ID, "indicators", 0, "value", 60, 64, "8,2%", "f.p", None, None),
    ],
}


def test_rows_of_every_table() -> None:
    assert table_rows(meeting_record()) == ROWS
    assert TEXT[36:48] == "Nguyễn Văn A"


def test_rows_have_the_columns_of_their_table() -> None:
    for name, rows in table_rows(meeting_record()).items():
        assert {len(row) for row in rows} == {len(TABLES[name])}


def test_an_other_has_no_rows() -> None:
    assert table_rows(other_record()) == {}


def test_frames_have_the_stated_types() -> None:
    frames = pipeline.to_frames([meeting_record(), other_record(), FAILURE])
    assert list(frames) == list(TABLES)
    for name, columns in TABLES.items():
        assert {column: str(dtype) for column, dtype in frames[name].dtypes.items()} == columns
        assert len(frames[name]) == len(ROWS[name])
    figures = frames["indicators"]
    assert figures["value"].tolist() == [8.2, 1241.0]
    assert figures["total"].isna().tolist() == [True, False]
    assert frames["posts"]["text"].tolist() == ["=Chủ tịch", "Bí thư"]


def test_empty_frames_have_the_same_types() -> None:
    for name, frame in pipeline.to_frames([]).items():
        assert len(frame) == 0
        assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == TABLES[name]


def write(folder: Path) -> Summary:
    summary = Summary()
    with RunFiles(folder) as files:
        for result in (meeting_record(), FAILURE, other_record()):
            rendered = render(result)
            files.add(rendered)
            summary.add(rendered)
        files.commit(summary.to_dict({".pdf": 2}))
    return summary


def test_files(tmp_path: Path) -> None:
    write(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {*FILES.values(), "summary.json"}
    lines = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [meeting_record().to_dict(), other_record().to_dict()]
    assert list(json.loads(lines[1])) == ["schema", "id", "report", "article"]
    failures = (tmp_path / "failures.jsonl").read_text(encoding="utf-8")
    assert failures == '{"uri": "b.txt", "code": "empty", "message": "the file is empty"}\n'
    raw = (tmp_path / "tables/posts.csv").read_bytes()
    assert raw.startswith("\ufeffrecord_id,official,entry,name,text,title,organisation,province\r\n".encode())
    with (tmp_path / "tables/posts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["'=Chủ tịch", "Bí thư"]


def test_summary(tmp_path: Path) -> None:
    write(tmp_path)
    assert json.loads((tmp_path / "summary.json").read_text(encoding="utf-8")) == {
        "schema": "1",
        "articles": 3,
        "records": 2,
        "meetings": 1,
        "others": 1,
        "failed": 1,
        "failures": {"empty": 1},
        "skipped_files": 2,
        "skipped": {".pdf": 2},
        "warnings": {"date_conflict": 1},
        "rows": {name: len(rows) for name, rows in ROWS.items()},
    }


def test_a_run_that_breaks_off_changes_no_file(tmp_path: Path) -> None:
    write(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def halt() -> None:
        with RunFiles(tmp_path) as files:
            files.add(render(FAILURE))
            raise RuntimeError("halt")

    with pytest.raises(RuntimeError, match="halt"):
        halt()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
