"""The loader of `patterns/`: what it refuses, and that the rules in use prove themselves."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import rulebook
from pipeline.rulebook import RuleError, lint, load_rules, read_csv, read_toml, rule, rules

ROOT = Path(__file__).parents[2]

RULE = """
[[rule]]
id = "odd.word"
label = "word"
pattern = '''một\\s+hai'''
yes = ["một hai"]
no = ["hai một"]
"""


def _forget() -> None:
    for function in (read_toml, read_csv, rules, rule):
        function.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of patterns with the fragments and one table, which the loader reads instead."""
    copy = tmp_path / "patterns"
    copy.mkdir()
    for name in ("fragments.toml", "provinces.csv"):
        shutil.copy(ROOT / "patterns" / name, copy)
    monkeypatch.setenv("KYYEU_PATTERNS", str(copy))
    _forget()
    yield copy
    _forget()


def write(folder: Path, text: str) -> None:
    """One file of rules."""
    (folder / "odd.toml").write_text(text, encoding="utf-8")


def test_the_patterns_in_use_have_no_problems() -> None:
    assert lint() == []


def test_every_rule_in_use_is_named_after_its_file_and_has_examples() -> None:
    loaded = load_rules()
    assert len(loaded) > 100
    assert len({entry.id for entry in loaded}) == len(loaded)
    for entry in loaded:
        assert entry.id.split(".")[0] == entry.file.removesuffix(".toml")
        assert entry.yes
        assert entry.no


def test_a_good_rule_is_loaded(folder: Path) -> None:
    write(folder, RULE)
    loaded = rule("odd.word")
    assert (loaded.label, loaded.file, loaded.yes, loaded.no) == ("word", "odd.toml", ("một hai",), ("hai một",))
    assert lint() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULE + 'score = 3\n', "odd.toml, rule odd.word: unknown keys score"),
        (RULE + 'exmaples = []\nscore = 3\n', "odd.toml, rule odd.word: unknown keys exmaples, score"),
        (RULE + RULE, "odd.toml: two rules named odd.word"),
        (RULE.replace("odd.word", "other.word"), "odd.toml: rule other.word must be named after its file"),
        (RULE.replace("một\\s+hai", "(một)\\s+hai"), "odd.toml, rule odd.word: has an unnamed group"),
        (RULE.replace("một\\s+hai", "(một"), "odd.toml, rule odd.word: "),
        (RULE.replace("một\\s+hai", "{{nonesuch}}"), "odd.toml, rule odd.word: no fragment named nonesuch"),
        (RULE.replace('yes = ["một hai"]\n', ""), "odd.toml, rule odd.word: lacks yes"),
        (
            RULE.replace('no = ["hai một"]\n', "").replace('label = "word"\n', ""),
            "odd.toml, rule odd.word: lacks label, no",
        ),
        (RULE.replace('["một hai"]', '"một'), "odd.toml: "),
        (RULE.replace("[[rule]]", "[[rules]]"), "odd.toml: "),
        (RULE.replace('["một hai"]', '"một hai"'), "odd.toml, rule odd.word: "),
        (unicodedata.normalize("NFD", RULE), "odd.toml: text is not in Unicode form NFC"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused(folder: Path, text: str, message: str) -> None:
    write(folder, text)
    with pytest.raises(RuleError) as caught:
        load_rules()
    assert str(caught.value).startswith(message)
    (problem,) = lint()
    assert problem.startswith(message)


def test_a_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "odd.toml").write_bytes(RULE.encode("cp1258", errors="replace") + b"\xff")
    with pytest.raises(RuleError, match=r"odd\.toml: not UTF-8 at byte \d+"):
        load_rules()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RULE.replace('["một hai"]', '["một hai", "ba bốn"]'), "odd.toml: rule odd.word must match «ba bốn»"),
        (RULE.replace('["hai một"]', '["MỘT HAI"]'), "odd.toml: rule odd.word must not match «MỘT HAI»"),
        (RULE.replace('["một hai"]', "[]"), "odd.toml: rule odd.word needs both kinds of examples"),
        (RULE.replace('["hai một"]', "[]"), "odd.toml: rule odd.word needs both kinds of examples"),
    ],
)
def test_examples_are_executed(folder: Path, text: str, problem: str) -> None:
    write(folder, text)
    assert lint() == [problem]


def test_case_is_kept_where_a_rule_asks_for_it(folder: Path) -> None:
    write(folder, RULE.replace("một\\s+hai", "Một\\s+hai").replace("một hai", "Một hai") + "case = true\n")
    assert rule("odd.word").search("Một hai")
    assert rule("odd.word").search("một hai") is None


def test_rules_match_both_spellings_of_tone_marks(folder: Path) -> None:
    write(folder, RULE.replace("một\\s+hai", "hòa\\s+thuận").replace("một hai", "hoà thuận"))
    assert lint() == []
    assert rule("odd.word").search(unicodedata.normalize("NFD", "Hòa thuận"))


@pytest.mark.parametrize("row", ["Mới,tinh\n", "Mới,tinh,99,,,,,thừa\n"])
def test_a_ragged_table_is_refused(folder: Path, row: str) -> None:
    path = folder / "provinces.csv"
    heading = path.read_text(encoding="utf-8").splitlines(keepends=True)[:4]
    path.write_text("".join([*heading, row]), encoding="utf-8")
    message = "provinces.csv line 5: has not as many cells as the heading"
    with pytest.raises(RuleError) as caught:
        read_csv("provinces")
    assert str(caught.value) == message
    assert lint() == [message]


def test_an_empty_table_is_a_problem(folder: Path) -> None:
    (folder / "odd.csv").write_text("name,value\n", encoding="utf-8")
    assert lint() == ["odd.csv: no rows"]


def test_rows_that_begin_with_a_hash_are_comments(folder: Path) -> None:
    (folder / "odd.csv").write_text("name,value\n# why,\n A , b \n", encoding="utf-8")
    assert read_csv("odd") == ({"name": "A", "value": "b"},)


def test_a_missing_file_and_a_missing_rule_are_named(folder: Path) -> None:
    with pytest.raises(RuleError, match=r"nonesuch\.csv: No such file"):
        read_csv("nonesuch")
    with pytest.raises(RuleError, match=r"nonesuch\.toml: No such file"):
        read_toml("nonesuch")
    write(folder, RULE)
    with pytest.raises(RuleError, match=r"odd\.toml: no rule named odd\.nonesuch"):
        rule("odd.nonesuch")


def test_fragments_stand_in_brackets(folder: Path) -> None:
    write(folder, RULE.replace("một\\s+hai", "x{{number}}?").replace("một hai", "x1.250").replace("hai một", "y"))
    assert rulebook.expand("x{{number}}?").startswith("x(?:")
    assert lint() == []


def test_the_folder_is_the_users_where_one_is_named(folder: Path) -> None:
    assert rulebook.patterns_dir() == folder


def test_the_folder_is_the_repositorys_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KYYEU_PATTERNS", raising=False)
    assert rulebook.patterns_dir().resolve() == (ROOT / "patterns").resolve()
