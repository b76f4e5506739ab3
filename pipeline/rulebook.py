"""Loads the rules and names from `patterns/`: TOML for rules, CSV for names.

A rule is a regular expression over the folded text with examples that must and must not match. Rules match the
lower-cased fold unless `case = true`. `{{name}}` in a pattern stands for a fragment of `fragments.toml`.
"""

from __future__ import annotations

import csv
import os
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import regex
from regex import Match

from pipeline.fold import fold_spelling, lower
from pipeline.match import Matcher

TIMEOUT = 5.0
"""Seconds one regular expression may take on one text before it is given up."""

_KEYS = {"id", "label", "pattern", "yes", "no", "zones", "case", "value", "why"}
_FRAGMENT = regex.compile(r"\{\{(?P<name>\w+)\}\}")


class RuleError(ValueError):
    """A file in `patterns/` that cannot be used; the message names the file and the rule."""


NO_RULES = frozenset({"sites"})
"""TOML files that hold no rules on text; `pipeline.read.recipes` reads them."""

PATTERN_COLUMNS = {"awards": "pattern", "branches": "pattern", "indicators": "trigger"}
"""The column of a table that holds a regular expression."""

CHOICES = {
    ("indicators", "form"): ("", "plan", "growth", "fall", "level", "share"),
    ("awards", "giver"): ("giver", "none"),
}
"""What a column of a table may hold, where that is not free."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of `patterns/`: what it marks, how it finds it, and the examples that prove it."""

    id: str
    label: str
    pattern: str
    file: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    zones: frozenset[str]
    case: bool
    value: str | None
    regex: Matcher

    def search(self, text: str) -> Match[str] | None:
        """First match in a plain text, folded as the tagger folds it."""
        folded = fold_spelling(unicodedata.normalize("NFC", text))
        return self.regex.search(folded if self.case else lower(folded), timeout=TIMEOUT)


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern of the code's own, compiled once: `regex`'s own cache costs as much as a short match."""
    return regex.compile(pattern)


def alternation(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first; blanks inside a name stand for any run of blanks.

    Names are grouped by their first two characters, so that a search tries few of them at each place.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(name[:2], []).append(name)
    return "|".join(
        f"{_literal(first)}(?:{'|'.join(_literal(name[2:]) for name in group)})" for first, group in groups.items()
    )


def _literal(text: str) -> str:
    return regex.escape(text).replace(r"\ ", r"\s+")


def patterns_dir() -> Path:
    """Folder of the rules: `KYYEU_PATTERNS`, else beside the package (wheel), else the repository's."""
    if override := os.environ.get("KYYEU_PATTERNS"):
        return Path(override)
    packaged = Path(__file__).parent / "_patterns"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "patterns"


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleError(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path.name}: not UTF-8 at byte {error.start}") from error
    if not unicodedata.is_normalized("NFC", text):
        raise RuleError(f"{path.name}: text is not in Unicode form NFC")
    return text


@cache
def read_toml(name: str) -> dict[str, Any]:
    """A TOML file of `patterns/` as plain data. Raises `RuleError`."""
    try:
        return tomllib.loads(_read(patterns_dir() / f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}.toml: {error}") from error


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of `patterns/`, cells stripped; rows whose first cell starts with `#` are comments."""
    reader = csv.DictReader(_read(patterns_dir() / f"{name}.csv").splitlines())
    rows = []
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise RuleError(f"{name}.csv line {number}: has not as many cells as the heading")
        cells = {key: value.strip() for key, value in row.items()}
        if not next(iter(cells.values())).startswith("#"):
            rows.append(cells)
    return tuple(rows)


def expand(pattern: str, where: str = "pattern") -> str:
    """The pattern with each `{{name}}` replaced by its fragment, in brackets."""
    fragments = read_toml("fragments")["fragments"]

    def replace(match: regex.Match[str]) -> str:
        if match["name"] not in fragments:
            raise RuleError(f"{where}: no fragment named {match['name']}")
        return f"(?:{expand(fragments[match['name']], where)})"

    return _FRAGMENT.sub(replace, pattern)


def compile_pattern(pattern: str, where: str = "pattern") -> Matcher:
    """The compiled pattern (verbose, fragments expanded). Raises `RuleError`."""
    try:
        return Matcher(regex.compile(expand(pattern, where), regex.VERBOSE))
    except regex.error as error:
        raise RuleError(f"{where}: {error}") from error


def _rule(entry: dict[str, Any], file: str) -> Rule:
    where = f"{file}.toml, rule {entry.get('id', '?')}"
    if unknown := set(entry) - _KEYS:
        raise RuleError(f"{where}: unknown keys {', '.join(sorted(unknown))}")
    if missing := {"id", "label", "pattern", "yes", "no"} - set(entry):
        raise RuleError(f"{where}: lacks {', '.join(sorted(missing))}")
    for key in ("yes", "no"):
        if not isinstance(entry[key], list) or not all(isinstance(text, str) for text in entry[key]):
            raise RuleError(f"{where}: {key} must be a list of texts")
    pattern = compile_pattern(entry["pattern"], where)
    if pattern.groups > len(pattern.groupindex):
        raise RuleError(f"{where}: has an unnamed group; write (?:…) or (?P<name>…)")
    return Rule(
        id=entry["id"],
        label=entry["label"],
        pattern=entry["pattern"],
        file=f"{file}.toml",
        yes=tuple(entry["yes"]),
        no=tuple(entry["no"]),
        zones=frozenset(entry.get("zones", ())),
        case=bool(entry.get("case", False)),
        value=cast("str | None", entry.get("value")),
        regex=pattern,
    )


@cache
def rules(file: str) -> tuple[Rule, ...]:
    """The rules of `patterns/FILE.toml`, in their order. Raises `RuleError`."""
    content = read_toml(file)
    if unknown := set(content) - {"rule", "fragments"}:
        raise RuleError(f"{file}.toml: unknown keys {', '.join(sorted(unknown))}")
    return tuple(_rule(entry, file) for entry in content.get("rule", ()))


@cache
def rule(rule_id: str) -> Rule:
    """One rule by its id, whose first part is the name of its file."""
    file = rule_id.split(".", 1)[0]
    for candidate in rules(file):
        if candidate.id == rule_id:
            return candidate
    raise RuleError(f"{file}.toml: no rule named {rule_id}")


def load_rules() -> tuple[Rule, ...]:
    """All rules of all files in `patterns/`, by file and order. Raises `RuleError`."""
    files = sorted(path.stem for path in patterns_dir().glob("*.toml") if path.stem not in NO_RULES)
    found = tuple(entry for file in files for entry in rules(file))
    seen: set[str] = set()
    for entry in found:
        if entry.id in seen:
            raise RuleError(f"{entry.file}: two rules named {entry.id}")
        if not entry.id.startswith(entry.file.removesuffix(".toml") + "."):
            raise RuleError(f"{entry.file}: rule {entry.id} must be named after its file")
        seen.add(entry.id)
    return found


def _lint_table(name: str) -> list[str]:
    try:
        rows = read_csv(name)
    except RuleError as error:
        return [str(error)]
    problems = [] if rows else [f"{name}.csv: no rows"]
    for row in rows:
        where = f"{name}.csv, {row.get('id', '?')}"
        try:
            regex.compile(row.get(PATTERN_COLUMNS.get(name, ""), ""))
        except regex.error as error:
            problems.append(f"{where}: {error}")
        for (table, column), values in CHOICES.items():
            if table == name and row[column] not in values:
                problems.append(f"{where}: no {column} named {row[column]}")
    return problems


def lint() -> list[str]:
    """Problems of the rules, one line each: files that do not load, examples that fail. Empty when all is well."""
    problems: list[str] = []
    try:
        loaded = load_rules()
    except RuleError as error:
        return [str(error)]
    for path in sorted(patterns_dir().glob("*.csv")):
        problems += _lint_table(path.stem)
    for entry in loaded:
        if not entry.yes or not entry.no:
            problems.append(f"{entry.file}: rule {entry.id} needs both kinds of examples")
        where = f"{entry.file}: rule {entry.id}"
        problems += [f"{where} must match «{text}»" for text in entry.yes if not entry.search(text)]
        problems += [f"{where} must not match «{text}»" for text in entry.no if entry.search(text)]
    return problems
