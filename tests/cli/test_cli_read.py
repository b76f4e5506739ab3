"""`kyyeu read`: what was understood of a page, on the screen and as JSONL."""

from __future__ import annotations

import json
from pathlib import Path

from cli_reports import MEETING, OTHER, kyyeu

PAGES = Path(__file__).parents[1] / "data" / "pages" / "made"


def test_a_page_on_the_screen() -> None:
    done = kyyeu("read", PAGES / "tcvn3_table.html")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode()
    for words in (
        "tcvn3_table.html",
        "published  2019-02-22T15:48",
        "← stamp",
        "TCVN3",
        "encoding_repaired",
        "lead (sapô)",
        "Tin, ảnh: Y Khoa",
    ):
        assert words in shown, words


def test_a_text_has_no_zones() -> None:
    done = kyyeu("read", "-", stdin=MEETING.encode())
    assert done.returncode == 0
    assert "lead (" not in done.stdout.decode()
    assert "Cà Mau" in done.stdout.decode()


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<h1>Hội\x1b[31m nghị</h1><p>\u202ex</p>", encoding="utf-8")
    shown = kyyeu("read", tmp_path / "a.html").stdout.decode()
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_jsonl_is_an_input_of_run(tmp_path: Path) -> None:
    for name in ("nukeviet_1", "old_table_1"):
        (tmp_path / f"{name}.html").write_bytes((PAGES / f"{name}.html").read_bytes())
    done = kyyeu("read", tmp_path, "--jsonl", tmp_path / "out.jsonl")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["url"] for line in lines] == ["nukeviet_1.html", "old_table_1.html"]
    assert [line["date_source"] for line in lines] == ["stamp", "stamp"]
    assert kyyeu("run", tmp_path / "out.jsonl", "--out", tmp_path / "out").returncode == 0
    records = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    for line, record in zip(lines, map(json.loads, records), strict=True):
        assert record["report"] == "meeting"
        assert record["article"]["text"] == line["text"]
        assert record["article"]["zones"] == line["zones"]


def test_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "b.html").write_bytes(b"")
    done = kyyeu("read", tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("b.html: empty: ")
    assert kyyeu("read", tmp_path / "missing.html").returncode == 2
    done = kyyeu("read", tmp_path / "a.txt", "--jsonl", tmp_path / "no" / "out.jsonl")
    assert done.returncode == 2
