"""`kyyeu run` from end to end."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_reports import MEETING, OTHER, kyyeu
from rich.console import Console
from typer.testing import CliRunner

from pipeline.cli import progress as progress_module
from pipeline.cli.main import app
from pipeline.cli.progress import progress
from pipeline.emit.render import render_job
from pipeline.emit.schema import schema_text
from pipeline.read.items import Item

ROOT = Path(__file__).parents[2]


def records(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def failures(out: Path) -> list[tuple[str, str]]:
    lines = (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    return [(data["uri"], data["code"]) for data in map(json.loads, lines)]


def snapshot(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Every format once, and a file that is none."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "b.txt").write_text(MEETING, encoding="utf-8")
    (folder / "a.txt").write_text(OTHER, encoding="utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in MEETING.splitlines()[1:])
    (folder / "sub" / "p.html").write_text(f"<h1>{MEETING.splitlines()[0]}</h1>{paragraphs}", encoding="utf-8")
    (folder / "t.jsonl").write_text(json.dumps({"text": MEETING}) + "\n" + json.dumps({"text": OTHER}) + "\n")
    with (folder / "u.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("url", "text", "published"), ("u", MEETING, "19/01/2021")])
    (folder / "x.png").write_bytes(b"\x89PNG")
    return folder


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["run", *map(str, arguments)])


def test_a_folder(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(corpus, "--out", out)
    assert done.exit_code == 0, done.output
    found = records(out)
    assert [(record["article"]["uri"], record["report"]) for record in found] == [
        ("a.txt", "other"),
        ("b.txt", "meeting"),
        ("sub/p.html", "meeting"),
        ("t.jsonl#1", "meeting"),
        ("t.jsonl#2", "other"),
        ("u.csv#1", "meeting"),
    ]
    assert failures(out) == []
    assert json.loads((out / "summary.json").read_text(encoding="utf-8"))["skipped"] == {".png": 1}
    assert "6  bài đã đọc (articles)" in done.stdout
    assert "4  hội nghị cụm, khối thi đua (meetings)" in done.stdout
    schema = jsonschema.Draft202012Validator(json.loads(schema_text()))
    for record in found:
        schema.validate(record)


def test_the_html_page_gives_the_values_of_the_text(corpus: Path, tmp_path: Path) -> None:
    run(corpus / "b.txt", corpus / "sub" / "p.html", "--out", tmp_path / "out")
    text, page = records(tmp_path / "out")
    assert text["cluster"]["name"] == "Cụm thi đua các tỉnh Tây Nam Bộ"
    for part in ("cluster", "meeting"):
        drop = ("evidence", "derived")
        assert {key: page[part][key] for key in page[part] if key not in drop} == {
            key: text[part][key] for key in text[part] if key not in drop
        }


def test_metadata_of_a_table_reach_the_record(corpus: Path, tmp_path: Path) -> None:
    run(corpus / "u.csv", "--out", tmp_path / "out")
    (record,) = records(tmp_path / "out")
    assert record["article"]["published"] == "2021-01-19"


def test_tables_join_on_the_record(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(corpus / "b.txt", "--out", out)
    (record,) = records(out)
    counts = json.loads((out / "summary.json").read_text(encoding="utf-8"))["rows"]
    for name, count in counts.items():
        with (out / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        assert len(rows) == count
        assert {row["record_id"] for row in rows} <= {record["id"]}
    assert counts["meetings"] == 1
    assert counts["officials"] == len(record["officials"]) == 1
    with (out / "tables" / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["start"]:
                quote = record["article"]["text"][int(row["start"]) : int(row["end"])]
                assert row["quote"].removeprefix("'") == quote.removeprefix("'")


def test_the_same_bytes_for_any_number_of_workers_and_again(corpus: Path, tmp_path: Path) -> None:
    for number in range(40):
        (corpus / f"n{number:02}.txt").write_text(MEETING.replace("8,2", f"{number},5"), encoding="utf-8")
    (corpus / "bad.txt").write_bytes(b"a\0b")
    one, three = tmp_path / "one", tmp_path / "three"
    assert run(corpus, "--out", one).exit_code == 1
    assert run(corpus, "--out", three, "--workers", "3").exit_code == 1
    first = snapshot(one)
    assert first == snapshot(three)
    assert len(first["records.jsonl"].splitlines()) == 46
    assert run(corpus, "--out", one).exit_code == 1
    assert snapshot(one) == first


def test_bad_inputs_cost_themselves_only(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    bad = {
        "01.txt": (b"", "empty"),
        "02.txt": (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        "03.txt": ("Hội nghị tổng kế".encode()[:-1], "truncated"),
        "04.txt": (b"a" * 60_000, "too_large"),
        "05.txt": (MEETING.encode().replace(b"\xe1\xbb\x99", b"\xff", 1), "encoding"),
        "06.html": (b"<html><script>x</script>", "empty"),
        "07.csv": (b"url,title\nu,t\n", "columns"),
        "08.txt": (b"... !!! ---", "empty"),
    }
    for name, (raw, _) in bad.items():
        (folder / name).write_bytes(raw)
    (folder / "09.jsonl").write_text('{"text": "x"\n' + json.dumps({"text": MEETING}), encoding="utf-8")
    (folder / "10.txt").write_text(MEETING, encoding="utf-8")
    done = kyyeu("run", folder, "--out", tmp_path / "out", "--max-bytes", "50kB")
    assert done.returncode == 1
    expected = [(name, code) for name, (_, code) in bad.items()] + [("09.jsonl#1", "truncated")]
    assert failures(tmp_path / "out") == expected
    assert [record["article"]["uri"] for record in records(tmp_path / "out")] == ["09.jsonl#2", "10.txt"]
    assert b"Traceback" not in done.stderr
    assert "07.csv: columns: row 1 (the heading) has no column text or html" in done.stderr.decode()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_broken_off_leaves_nothing_behind(tmp_path: Path, number: int, code: int) -> None:
    source = tmp_path / "t.jsonl"
    source.write_text((json.dumps({"text": MEETING}) + "\n") * 50_000, encoding="utf-8")
    out = tmp_path / "out"
    arguments = [sys.executable, "-m", "pipeline", "run", source, "--out", out]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, cwd=ROOT) as running:
        deadline = time.monotonic() + 60
        while not list(out.glob(".records*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1.5)
        running.send_signal(number)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == code, errors
    assert errors == b""
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_a_document_lost_in_its_worker_is_a_failure() -> None:
    lost = render_job(1000).lost(Item("a.txt", 1), "timeout", "no result within 10 s")
    assert lost.outcome == "timeout"
    assert json.loads(lost.lines["failures"]) == {
        "uri": "a.txt",
        "code": "timeout",
        "message": "no result within 10 s",
    }


def test_standard_input(tmp_path: Path) -> None:
    done = kyyeu("run", "-", "--out", tmp_path / "out", stdin=MEETING.encode())
    assert done.returncode == 0, done.stderr
    (record,) = records(tmp_path / "out")
    assert (record["article"]["uri"], record["article"]["text"]) == ("-", MEETING)


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "IN"],
        ["run", "missing", "--out", "OUT"],
        ["run", "IN", "--out", "IN/a.txt"],
        ["run", "IN", "--out", "OUT", "--workers", "0"],
        ["run", "IN", "--out", "OUT", "--timeout", "0"],
        ["run", "IN", "--out", "OUT", "--max-bytes", "viel"],
        ["run", "-", "-", "--out", "OUT"],
        ["run", "IN", "--out", "IN/a.txt/deeper"],
        ["explain", "missing.txt"],
        ["explain", "IN/u.csv#2"],
        ["patterns", "try", "("],
        ["unknown"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], corpus: Path, tmp_path: Path) -> None:
    names = {"IN": str(corpus), "OUT": str(tmp_path / "out")}
    given = [names.get(word, word.replace("IN/", f"{corpus}/")) for word in arguments]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 2, done.output
    assert not (tmp_path / "out" / "records.jsonl").exists()


def test_results_inside_the_input_are_not_read_again(corpus: Path) -> None:
    first = run(corpus, "--out", corpus / "out")
    before = snapshot(corpus / "out")
    assert (first.exit_code, run(corpus, "--out", corpus / "out").exit_code) == (0, 0)
    assert snapshot(corpus / "out") == before


@pytest.mark.parametrize(("size", "limit"), [("20MB", 20_000_000), ("1 KiB", 1024), ("0.5kB", 500), ("77", 77)])
def test_sizes(size: str, limit: int) -> None:
    from pipeline.cli.options import parse_size

    assert parse_size(size) == limit


def test_progress_is_plain_lines_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_module, "LINE_SECONDS", 0.0)
    console = Console(file=io.StringIO())
    with progress(console, 200) as shown:
        shown.advance(50)
        shown.advance(150)
    assert isinstance(console.file, io.StringIO)
    first, second = console.file.getvalue().splitlines()
    assert first.startswith("1 bài, ")
    assert ", 25%, còn " in first
    assert second.startswith("2 bài, ")
    assert second.endswith(", 100%, còn 0 s")


def test_progress_is_a_bar_on_a_terminal() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with progress(console, 200) as shown:
        shown.advance(50)
        shown.bar.refresh()  # type: ignore[attr-defined]
    assert isinstance(console.file, io.StringIO)
    output = console.file.getvalue()
    assert "1 bài" in output
    assert "25%" in output
    assert "bài/s" in output


def test_monstrous_documents_end_with_a_record_or_a_code(tmp_path: Path) -> None:
    """20 MB of page, 100,000 nested tags, 10 MB on one line: each within its time, and the next one is read."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    paragraph = MEETING.splitlines()[-1]
    long = paragraph * (10_000_000 // len(paragraph.encode()))
    (folder / "a.html").write_text(f"<p>{long}", encoding="utf-8")
    (folder / "b.html").write_text(f"<div class='x'><p>{paragraph}</p></div>" * 24_000, encoding="utf-8")
    (folder / "c.html").write_text("<div>" * 100_000 + f"<p>{paragraph}</p>", encoding="utf-8")
    (folder / "d.txt").write_text(long, encoding="utf-8")
    (folder / "e.txt").write_text(MEETING, encoding="utf-8")
    done = kyyeu("run", folder, "--out", out, "--timeout", "5", "--max-bytes", "30MB")
    assert done.returncode == 1
    read = {json.loads(line)["article"]["uri"] for line in (out / "records.jsonl").read_text("utf-8").splitlines()}
    failed = {
        failure["uri"]: failure["code"]
        for failure in map(json.loads, (out / "failures.jsonl").read_text("utf-8").splitlines())
    }
    assert read | set(failed) == {"a.html", "b.html", "c.html", "d.txt", "e.txt"}
    assert "e.txt" in read
    assert set(failed.values()) <= {"timeout", "too_large"}
