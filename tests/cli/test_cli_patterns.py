"""`kyyeu patterns`: rules checked, listed and tried; rules of one's own through `KYYEU_PATTERNS`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from cli_reports import MEETING, OTHER, kyyeu

from pipeline.rulebook import load_rules, patterns_dir


@pytest.fixture
def patterns(tmp_path: Path) -> Path:
    return Path(shutil.copytree(patterns_dir(), tmp_path / "patterns"))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(MEETING, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


def test_the_rules_are_sound() -> None:
    done = kyyeu("patterns", "lint")
    rules = load_rules()
    examples = sum(len(rule.yes) + len(rule.no) for rule in rules)
    assert (done.returncode, done.stdout.decode()) == (
        0,
        f"{len(rules)} rules, {examples} examples: all well\n",
    )


def test_an_example_that_fails_is_named(tmp_path: Path) -> None:
    shutil.copy(patterns_dir() / "fragments.toml", tmp_path)
    (tmp_path / "extra.toml").write_text(
        "[[rule]]\nid = 'extra.x'\nlabel = 'x'\npattern = 'ab+'\nyes = ['cd']\nno = ['AB']\n",
        encoding="utf-8",
    )
    done = kyyeu("patterns", "lint", KYYEU_PATTERNS=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "extra.toml: rule extra.x must match «cd»",
        "extra.toml: rule extra.x must not match «AB»",
    ]
    assert done.stderr == b"2 problems\n"


def test_a_file_that_does_not_load_is_named(patterns: Path) -> None:
    (patterns / "extra.toml").write_text("[[rule]\n", encoding="utf-8")
    for command in ("lint", "list"):
        done = kyyeu("patterns", command, KYYEU_PATTERNS=str(patterns))
        assert done.returncode == 1
        assert b"extra.toml: " in done.stdout + done.stderr
        assert b"Traceback" not in done.stderr


def test_list_has_every_rule_on_a_line_of_its_own() -> None:
    lines = kyyeu("patterns", "list").stdout.decode().splitlines()
    assert [line.split()[0] for line in lines[1:]] == [rule.id for rule in load_rules()]


def test_try_shows_each_match_in_its_article(articles: Path) -> None:
    done = kyyeu("patterns", "try", r"thi\s+đua\s+các\s+tỉnh\s+\p{L}+", articles)
    lines = done.stdout.decode().splitlines()
    assert [re.match(r"(\S+):(\d+): ", line)[0] for line in lines] == ["a.txt:4: ", "a.txt:97: "]  # type: ignore[index]
    assert MEETING[97:].startswith("thi đua các tỉnh Tây")
    assert done.stderr == b"2 matches in 1 of 2 articles\n"


def test_try_folds_case_unless_told_not_to(articles: Path) -> None:
    assert kyyeu("patterns", "try", "đại hội", articles).stderr.decode().splitlines() == [
        "note: blanks in a pattern are ignored, as in the rule files; write \\s",
        "0 matches in 0 of 2 articles",
    ]
    assert kyyeu("patterns", "try", r"đại\shội", articles).stderr == b"2 matches in 1 of 2 articles\n"
    assert kyyeu("patterns", "try", "--case", r"đại\shội", articles).stderr == b"0 matches in 0 of 2 articles\n"


def test_try_reads_the_corpus_by_default() -> None:
    assert b" articles\n" in kyyeu("patterns", "try", r"thi\sđua").stderr
