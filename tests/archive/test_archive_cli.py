"""`kyyeu archive` and `kyyeu run --archive` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from archive_records import line, meeting, write
from archive_stories import stories
from typer.testing import CliRunner

from pipeline.archive.errors import CODES
from pipeline.archive.ingest import Ingest
from pipeline.archive.settle import settle
from pipeline.archive.store import Store
from pipeline.archive.versions import Fingerprint
from pipeline.cli.main import app
from pipeline.serve.labels import Labels
from pipeline.serve.wording import heading

REPORT = (
    "Cụm thi đua các tỉnh Tây Nam Bộ tổng kết năm 2020\n\n"
    "Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết năm 2020. "
    "Đồng chí Trần Văn Hiện, Phó Chủ tịch UBND tỉnh Cà Mau, chủ trì Hội nghị."
)


def kyyeu(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exit_code == code, done.output
    return done.stdout if code == 0 else done.output


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Store(str(path), write=True) as store:
        Ingest(store).add_all(map(line, stories()))
        settle(store)
    return path


def test_run_fills_an_archive_and_add_finds_nothing_new(tmp_path: Path) -> None:
    source, out, path = tmp_path / "in", tmp_path / "out", tmp_path / "a.db"
    source.mkdir()
    (source / "a.txt").write_text(REPORT, encoding="utf-8")
    (source / "b.txt").write_text("Đại hội xã\n\nNgày 12/5/2020, xã Tân Hưng họp.", encoding="utf-8")
    for _ in range(2):
        kyyeu("run", source, "--out", out, "--archive", path)
    assert "added 0, changed 0, located 0, unchanged 2" in kyyeu("archive", "add", out / "records.jsonl", "-a", path)
    (row,) = json.loads(kyyeu("archive", "meetings", "-a", path, "--json"))
    assert (row["date"], row["sources"], row["cluster"]) == ("2021-01-18", "a.txt", "tay-nam-bo")
    assert kyyeu("archive", "verify", "-a", path, "--extract") == "all well\n"


def test_forms_of_an_answer(archive: Path) -> None:
    question = ("archive", "leadership", "--cluster", "dong-bang-song-hong", "-a", archive)
    rows = json.loads(kyyeu(*question, "--json"))
    assert [row["holder"] for row in rows][:2] == ["Quảng Ninh", "Hưng Yên"]
    # Excel reads a file as UTF-8 only when it says so.
    sheet = kyyeu(*question, "--csv")
    assert sheet[0] == "\ufeff"
    assert [row["holder"] or None for row in csv.DictReader(io.StringIO(sheet[1:]))] == [row["holder"] for row in rows]
    shown = kyyeu(*question)
    assert "bài không nêu" in shown
    assert "not stated" in [row["mark"] for row in rows]
    assert "Vĩnh Phúc" in shown
    assert kyyeu(*question, "--sql").startswith("SELECT meetings.cluster")
    assert json.loads(kyyeu("archive", "meetings", "--cluster", "nothing", "-a", archive, "--json")) == []


def test_a_table_is_in_words(archive: Path) -> None:
    shown = kyyeu("archive", "meetings", "--cluster", "dong-bang-song-hong", "-a", archive)
    assert "Cụm, khối thi đua" in shown.splitlines()[0]
    assert "18/01/2021" in shown
    assert "tổng kết" in shown
    assert "[chaired]" not in shown
    assert kyyeu("archive", "people", "-a", archive).startswith("Mã người")


def test_a_column_may_mean_another_thing_in_another_question() -> None:
    say = Labels("vi")
    assert (heading("person", say, "leadership"), heading("person", say, "person")) == ("Người", "Mã người")
    assert (heading("change", say, "history"), heading("change", say)) == ("Thay đổi", "Tăng giảm")


def test_conflicts_are_told_in_words(archive: Path) -> None:
    first, *rest = kyyeu("archive", "conflicts", "-a", archive).splitlines()
    assert "Các bài nói" in first
    told = "\n".join(rest)
    assert "18/01/2021 (quangninh.gov.vn" in told
    assert "{" not in told
    (row, *_) = json.loads(kyyeu("archive", "conflicts", "-a", archive, "--json"))
    claims = json.loads(row["claims"]) if isinstance(row["claims"], str) else row["claims"]
    assert {"value", "article"} <= set(claims[0])
    shown = kyyeu("archive", "meeting", row["meeting"], "-a", archive)
    assert "Ngày họp" in shown
    assert "được chọn" in shown
    assert "date" not in shown


def test_a_history_is_told_in_words(archive: Path) -> None:
    with Store(str(archive), write=True) as store:
        Ingest(store, version=Fingerprint("other", "other")).add_all([line(meeting(1)), line(meeting(1, value=9.5))])
    shown = kyyeu("archive", "history", meeting(1).id, "-a", archive)
    assert "Bản quy tắc" in shown.splitlines()[0]


def test_a_number_in_a_cluster_s_name_is_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    found = [meeting(number) for number in (1, 10, 11)]
    kyyeu("archive", "add", write(tmp_path / "one.jsonl", found), "-a", path)
    rows = json.loads(kyyeu("archive", "meetings", "--cluster", "Huyện 1", "-a", path, "--json"))
    assert [row["cluster_name"] for row in rows] == ["Cụm thi đua Huyện 1"]


def test_a_cut_answer_says_so(archive: Path) -> None:
    done = CliRunner().invoke(app, ["archive", "meetings", "--limit", "2", "--json", "-a", str(archive)])
    assert len(json.loads(done.stdout)) == 2
    assert "--limit 0" in done.stderr
    done = CliRunner().invoke(app, ["archive", "meetings", "--limit", "0", "--json", "-a", str(archive)])
    assert (len(json.loads(done.stdout)), done.stderr) == (7, "")


@pytest.mark.parametrize("form", [[], ["--csv"]])
def test_nothing_found_is_said_apart(archive: Path, form: list[str]) -> None:
    done = CliRunner().invoke(app, ["archive", "meetings", "--cluster", "nothing", "-a", str(archive), *form])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "không có gì (nothing found)\n")


def test_a_refusal_is_a_line_and_exit_code_2(archive: Path, tmp_path: Path) -> None:
    said = kyyeu("archive", "meetings", "-a", tmp_path / "none.db", code=2)
    assert said == f"{tmp_path / 'none.db'}: Không tìm thấy kho (no archive is there)\n"
    assert "Atlantis" in kyyeu("archive", "awards", "--province", "Atlantis", "-a", archive, code=2)
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n")
    assert "a line that is no record" in kyyeu("archive", "add", bad, "-a", archive, code=2)


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").touch()
    kyyeu("archive", "add", tmp_path / "none.jsonl", "-a", tmp_path / "a.db")
    done = CliRunner().invoke(app, ["archive", "meetings", "--json", "-a", str(tmp_path / "a.db")])
    assert (json.loads(done.stdout), done.exit_code) == ([], 0)
    assert "kho chưa có bài nào" in done.stderr


def test_every_refusal_has_words() -> None:
    assert all(Labels("vi").has(f"problem.{code}") for code in CODES)


def test_verify_says_what_is_wrong(archive: Path) -> None:
    with Store(str(archive), write=True) as store, store.transaction() as connection:
        connection.exec_driver_sql("UPDATE indicators SET quote = 'x' WHERE article_id = 1 AND entry = 0")
    said = kyyeu("archive", "verify", "-a", archive, code=1)
    assert "quote not at its place" in said
    assert "2 problems" in said


def test_bulk_and_several_files(tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", [meeting(number) for number in range(3)])
    two = write(tmp_path / "two.jsonl", [meeting(number) for number in range(1, 4)])
    said = kyyeu("archive", "add", one, two, "--bulk", "-a", tmp_path / "a.db").splitlines()
    assert [text.split(": ", 1)[1] for text in said] == [
        "added 3, changed 0, located 0, unchanged 0",
        "added 1, changed 0, located 0, unchanged 2",
    ]
