"""The README and the docs say what is so: their examples run, and nothing that a user can set is missing."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Literal, get_args

import click
import pytest
import typer

from pipeline.cli.main import app
from pipeline.emit.columns import TABLES
from pipeline.errors import CODES
from pipeline.model.record import Record, Sourced
from pipeline.rulebook import patterns_dir

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "read"))

from crawls import packed, record  # noqa: E402 (beside the tests of the reader)

USAGE, RECORD, PATTERNS, GOLD, READING, ARCHIVE, CRAWLING = (
    ROOT / "docs" / f"{name}.md" for name in ("usage", "record", "patterns", "gold", "reading", "archive", "crawling")
)
BLOCK = re.compile(r"^ *```(?P<language>\w+) ?(?P<name>[\w.]*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)

REPORT = """Cụm thi đua các tỉnh Bắc Trung Bộ tổng kết công tác năm 2020

Sáng 18/1/2021, tại tỉnh Nghệ An, Cụm thi đua các tỉnh Bắc Trung Bộ tổ chức Hội nghị tổng kết công tác \
thi đua, khen thưởng năm 2020.

Năm 2020, tỷ lệ hộ dùng internet của Xứ Thanh đạt 85,5%. Hội nghị thống nhất đề nghị Chính phủ tặng \
Bảng vàng thi đua cho tỉnh Hà Tĩnh.
"""


ANNOTATED = {
    "report": "meeting",
    "cluster": {"name": "Cụm thi đua các tỉnh Bắc Trung Bộ", "kind": "cum"},
    "awards": [{"award": "Bảng vàng thi đua", "status": "proposed", "quote": "tặng Bảng vàng thi đua"}],
}


def blocks(path: Path, language: str) -> list[tuple[str, str]]:
    """Name and body of each fenced block of a language."""
    found = BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [(block["name"], block["body"]) for block in found if block["language"] == language]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples name, as the current one."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    with (tmp_path / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], *([REPORT] for _ in range(3))])
    (tmp_path / "figures.csv").write_text("Tỉnh,Giá trị\ntoàn cụm,85.5\n", encoding="utf-8")
    for name in ("gold", "gold-an", "gold-binh"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.json").write_text(json.dumps({"id": "a", "gold": ANNOTATED}), encoding="utf-8")
    (tmp_path / "crawl.warc.gz").write_bytes(packed(record(1)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, [str(ROOT), *sys.path]))
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("path", [ROOT / "README.md", USAGE, READING], ids=lambda path: path.name)
def test_python_examples(path: Path) -> None:
    examples = blocks(path, "python")
    assert examples
    for _, body in examples:
        done = command("-c", body)
        assert done.returncode == 0, done.stderr


def archived(path: Path) -> list[str]:
    """Keys of two articles of an archive with more meetings than the examples ask for."""
    sys.path.insert(0, str(ROOT / "tests" / "archive"))
    from archive_records import write
    from archive_stories import stories

    records = stories()
    done = command("-m", "pipeline", "archive", "add", str(write(path / "stories.jsonl", records)))
    assert done.returncode == 0, done.stderr
    return [records[0].id, records[2].id]


def test_commands_of_the_archive(place: Path) -> None:
    """Its questions, on an archive that can answer each of them."""
    keys = archived(place)
    lines = [line.strip() for _, body in blocks(ARCHIVE, "console") for line in body.splitlines()]
    assert len(lines) > 15
    for line in lines:
        for word in ("MEETING", "MEETING", "ARTICLE"):
            line = line.replace(word, keys[0] if word == "ARTICLE" or keys[0] not in line else keys[1], 1)
        prompt, name, *arguments = shlex.split(line)
        assert (prompt, name) == ("$", "kyyeu")
        done = command("-m", "pipeline", *arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (line, done.stdout, done.stderr)
        assert done.stdout, line


def test_python_of_the_archive(place: Path) -> None:
    archived(place)
    for _, body in blocks(ARCHIVE, "python"):
        done = command("-c", body)
        assert done.returncode == 0, done.stderr


def test_every_refusal_of_the_archive_is_documented() -> None:
    from pipeline.archive.errors import CODES as REFUSALS

    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", ARCHIVE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {code: rows.get(code) for code in REFUSALS} == REFUSALS


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("path", [USAGE, PATTERNS, GOLD, CRAWLING], ids=lambda path: path.name)
def test_commands(path: Path) -> None:
    lines = [line for _, body in blocks(path, "console") for line in body.splitlines()]
    assert lines
    for line in lines:
        prompt, name, *arguments = shlex.split(line)
        assert (prompt, name) == ("$", "kyyeu")
        done = command("-m", "pipeline", *arguments)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_the_recipe_and_the_expected_result_of_the_docs(tmp_path: Path) -> None:
    from pipeline.read import recipes

    shutil.copytree(patterns_dir(), tmp_path / "patterns")
    (_, site), (_, expected) = blocks(READING, "toml")
    with (tmp_path / "patterns" / "sites.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + site)
    lint = command("-m", "pipeline", "patterns", "lint", KYYEU_PATTERNS=str(tmp_path / "patterns"))
    assert lint.returncode == 0, lint.stdout
    assert tomllib.loads(expected)["block"][0]["zone"] == "title"
    text = READING.read_text(encoding="utf-8")
    assert [recipe.id for recipe in recipes.recipes() if f"`{recipe.id}`" not in text] == []
    assert [key for key in recipes.KEYS if not re.search(rf"^\|.*`{key}`.*\|", text, re.MULTILINE)] == []


def parameters(group: click.Command, name: str) -> list[str]:
    """Every option of the command and its parts."""
    found = [opt for parameter in group.params for opt in parameter.opts if opt.startswith("-")]
    for child, part in getattr(group, "commands", {}).items():
        found += [child, *parameters(part, f"{name} {child}")]
    return found


def test_every_command_and_option_is_documented() -> None:
    usage = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    found = parameters(typer.main.get_command(app), "kyyeu")
    assert {"run", "explain", "lint", "list", "try", "check", "--workers", "--html", "--case"} <= set(found)
    assert [name for name in found if not re.search(rf"(?<![\w-]){name}(?![\w-])", usage)] == []


def test_every_failure_code_is_documented() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", USAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {code: rows.get(code) for code in CODES} == CODES


def test_every_environment_variable_is_documented() -> None:
    used: set[str] = set()
    for path in (ROOT / ".ci" / "run", ROOT / "Makefile", *(ROOT / "pipeline").rglob("*.py")):
        used |= set(re.findall(r"KYYEU_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert used == set(re.findall(r"^\| `(KYYEU_\w+)`", USAGE.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_field_of_the_record_is_documented() -> None:
    sections = dict(re.findall(r"^## ([\w ]+)\n(.*?)(?=^## |\Z)", RECORD.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    for name, field in Record.model_fields.items():
        assert f"`{field.alias or name}`" in sections["Top level"]
        parts = [part for part in (field.annotation, *get_args(field.annotation)) if isinstance(part, type)]
        parts += [inner for part in get_args(field.annotation) for inner in get_args(part)]
        for part in parts:
            if isinstance(part, type) and issubclass(part, Sourced):
                own = set(part.model_fields) - set(Sourced.model_fields)
                where = sections.get(name, sections["Top level"])
                assert {key for key in own if f"`{key}`" not in where} == set()


def test_every_word_that_a_field_may_hold_is_documented() -> None:
    text = RECORD.read_text(encoding="utf-8")
    from pipeline.model import record

    words = {
        word
        for value in vars(record).values()
        if getattr(value, "__origin__", None) is Literal
        for word in get_args(value)
    }
    assert len(words) > 40
    assert {word for word in words if f"`{word}`" not in text} == set()


def test_every_column_is_documented_with_its_type() -> None:
    sections = dict(re.findall(r"^### (\w+)\n\n(.*?)(?=^### |\Z)", RECORD.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    tables = {
        name: dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|$", body, re.MULTILINE)) for name, body in sections.items()
    }
    assert tables == TABLES


def test_the_two_commands_of_the_readme_are_targets() -> None:
    (_, body), *_ = blocks(ROOT / "README.md", "sh")
    assert [line.split("  ")[0] for line in body.splitlines()] == ["make run", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^(run|test):", makefile, re.MULTILINE) == ["run", "test"]


EXTRACT = """
import pipeline
record = pipeline.extract(open("report.txt", encoding="utf-8").read())
print([(figure.indicator, figure.subject, figure.value) for figure in record.indicators])
print([(award.award, award.status, award.recipients[0].name) for award in record.awards])
"""


@pytest.mark.usefixtures("place")
def test_a_user_adds_an_indicator_an_award_and_an_alias_without_code() -> None:
    """The rows of docs/patterns.md, added to a copy of the rules, do what the docs say."""
    assert command("-c", EXTRACT).stdout.splitlines() == ["[(None, 'cluster', 85.5)]", "[]"]
    shutil.copytree(patterns_dir(), "my-patterns")
    rows = dict(blocks(PATTERNS, "csv"))
    assert list(rows) == ["indicators.csv", "awards.csv", "provinces.csv"]
    for name in ("indicators.csv", "awards.csv"):
        with (Path("my-patterns") / name).open("a", encoding="utf-8") as file:
            file.write(rows[name])
    provinces = Path("my-patterns") / "provinces.csv"
    changed = re.sub(r"^Thanh Hóa,.*\n", rows["provinces.csv"], provinces.read_text("utf-8"), flags=re.MULTILINE)
    provinces.write_text(changed, encoding="utf-8")
    ((_, rule),) = blocks(PATTERNS, "toml")
    with (Path("my-patterns") / "zones.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + rule)
    lint = command("-m", "pipeline", "patterns", "lint", KYYEU_PATTERNS="my-patterns")
    assert lint.returncode == 0, lint.stdout
    done = command("-c", EXTRACT, KYYEU_PATTERNS="my-patterns")
    assert done.stdout.splitlines() == [
        "[('internet_households_share', 'Thanh Hóa', 85.5)]",
        "[('Bảng vàng thi đua của Thủ tướng Chính phủ', 'proposed', 'Hà Tĩnh')]",
    ], done.stderr
