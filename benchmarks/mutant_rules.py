"""The rules with one of them taken out, and which rules match where: what `mutants.py` works with."""

from __future__ import annotations

import csv
import dataclasses
import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import _lru_cache_wrapper, cache, lru_cache
from pathlib import Path
from typing import Any, cast

import regex

from pipeline import match, openers, rulebook
from pipeline.fold import fold_spelling, lower

NEVER = "qzxqzx"
"""A word that no report holds: the pattern of a rule that is taken out, and the example that it needs to load."""

NEVER_PATTERN = NEVER + r"(?!\p{L})"
"""It says where its first word ends, as rules must that are tried at their first words only."""

GROUPED = {"indicators": "family"}
"""Tables whose rows are taken out together, by a column: a family shares its trigger."""

WHOLE = frozenset({"cluster_members", "clusters", "places", "provinces", "surnames"})
"""Registries, taken out as one: a name belongs there because it exists, not because a report of ours has it."""

VOCABULARY = frozenset({"abbreviations", "branches", "figure_columns", "figure_units", "units_of_measure"})
"""Word lists, left out unless named: a row is there because the language, a law or a decree has the word."""

_read, _rule = rulebook._read, rulebook._rule
# Most patterns are the same under every mutant, and `regex` itself keeps only a few.
_compile = lru_cache(maxsize=None)(regex.compile)
_opening_pairs = lru_cache(maxsize=None)(openers.opening_pairs)


@dataclasses.dataclass(frozen=True)
class Mutant:
    """A rule, or rows of a table, to be taken out. `lines` are those of the table, from 1; empty for a rule."""

    name: str
    file: str
    lines: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()


def mutants(names: tuple[str, ...] = ()) -> list[Mutant]:
    """The mutants whose names begin with one of `names`, rules first; without `names` all but those of word lists."""
    files = (path for path in sorted(rulebook.patterns_dir().glob("*.toml")) if path.stem not in rulebook.NO_RULES)
    # Only read: to compile every rule takes seconds.
    found = [
        Mutant(entry["id"], path.name) for path in files for entry in rulebook.read_toml(path.stem).get("rule", ())
    ]
    for path in sorted(rulebook.patterns_dir().glob("*.csv")):
        if names or path.stem not in VOCABULARY:
            found += _of_table(path)
    return [mutant for mutant in found if not names or mutant.name.startswith(names)]


def _of_table(path: Path) -> list[Mutant]:
    groups: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for number, cells in _numbered(path.name):
        first = next(iter(cells))
        groups["all" if path.stem in WHOLE else cells[GROUPED.get(path.stem, first)]].append((number, cells))
    return [
        Mutant(f"{path.name}: {key}", path.name, frozenset(number for number, _ in listed), _words(path.stem, listed))
        for key, listed in groups.items()
    ]


@cache
def _numbered(name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines; comments left out."""
    heading, *rows = _read(rulebook.patterns_dir() / name).splitlines()
    columns = next(csv.reader([heading]))
    read = [dict(zip(columns, next(csv.reader([line]), []), strict=False)) for line in rows]
    return [(number, row) for number, row in enumerate(read, 2) if not next(iter(row.values()), "#").startswith("#")]


def _words(table: str, rows: Iterable[tuple[int, dict[str, str]]]) -> tuple[str, ...]:
    """Words one of which a text must hold for the rows to matter; none where that cannot be said."""
    if table in ("abbreviations", "units_of_measure"):
        return tuple(squeezed(next(iter(cells.values()))) for _, cells in rows)
    return ()


def shows(mutant: Mutant) -> Callable[[str], bool]:
    """Does a text, as `squeezed` gives it, hold words of the rule or of the rows? Tells only where to look first."""
    if not mutant.lines:
        return lambda text: bool(rulebook.rule(mutant.name).regex.search(text))
    rows = [row for number, row in _numbered(mutant.file) if number in mutant.lines]
    column = rulebook.PATTERN_COLUMNS.get(mutant.file.removesuffix(".csv"))
    words = [row[column] for row in rows if row[column]] if column else list(_cells(rows))
    found = _compile("|".join(words), regex.VERBOSE if column else 0)
    return lambda text: bool(found.search(text))


def _cells(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    for row in rows:
        for column, cell in row.items():
            if column != "why":
                yield from (
                    rf"(?<!\p{{L}}){regex.escape(squeezed(part))}(?!\p{{L}})" for part in cell.split(";") if part
                )


def squeezed(text: str) -> str:
    """The text as words of a table are looked for in it: folded, lower case, single blanks."""
    return " ".join(lower(fold_spelling(text)).split())


def forget() -> None:
    """Empty every cache of the package, those a warm worker froze among them: what rules made is made anew."""
    gc.unfreeze()
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and found not in (_compile, _opening_pairs):
            module = getattr(found, "__module__", None) or ""
            if module.startswith("pipeline."):
                found.cache_clear()


def apply(mutant: Mutant | None) -> None:
    """Let this process see the rules without the mutant; with all of them for None."""

    def read(path: Path) -> str:
        text = _read(path)
        if mutant is None or path.name != mutant.file or not mutant.lines:
            return text
        return "\n".join(line for number, line in enumerate(text.splitlines(), 1) if number not in mutant.lines)

    def make(entry: dict[str, Any], file: str) -> rulebook.Rule:
        if mutant is not None and not mutant.lines and entry["id"] == mutant.name:
            entry = {**entry, "pattern": NEVER_PATTERN, "yes": [NEVER], "no": ["x"]}
        return _rule(entry, file)

    _install(read, make)


def _install(read: Callable[[Path], str], make: Callable[[dict[str, Any], str], object]) -> None:
    rulebook._read = read
    rulebook._rule = make  # type: ignore[assignment]
    rulebook.regex.compile = _compile
    match.opening_pairs = _opening_pairs
    forget()


class Watch:
    """Notes which rules match, which are built into the patterns of others, and which tables are read."""

    def __init__(self) -> None:
        self.fired: set[str] = set()
        self.composed: set[str] = set()
        self.tables: set[str] = set()
        _install(self._read, lambda entry, file: _WatchedRule(_rule(entry, file), self))

    def _read(self, path: Path) -> str:
        self.tables.add(path.name)
        return _read(path)


class _WatchedRule:
    def __init__(self, rule: rulebook.Rule, watch: Watch) -> None:
        self._rule, self._watch = dataclasses.replace(rule, regex=_WatchedMatcher(rule, watch)), watch

    def __getattr__(self, name: str) -> Any:
        if name == "pattern":
            self._watch.composed.add(self._rule.id)
        return getattr(self._rule, name)


class _WatchedMatcher(match.Matcher):
    __slots__ = ("_id", "_watch", "_written")

    def __init__(self, rule: rulebook.Rule, watch: Watch) -> None:
        self._id, self._watch = rule.id, watch
        super().__init__(cast(regex.Pattern[str], _WatchedPattern(rule, watch)))

    @property
    def pattern(self) -> str:
        self._watch.composed.add(self._id)
        return self._written

    @pattern.setter
    def pattern(self, pattern: str) -> None:
        self._written = pattern


class _WatchedPattern:
    def __init__(self, rule: rulebook.Rule, watch: Watch) -> None:
        self._id, self._regex, self._watch = rule.id, rule.regex.raw, watch

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._regex, name)
        return self._noting(value) if callable(value) else value

    def _noting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            found = method(*arguments, **options)
            if method.__name__ in ("finditer", "findall"):
                found = list(found)
            # `sub` and `split` give a text even where nothing matched.
            if found or method.__name__ in ("sub", "split"):
                self._watch.fired.add(self._id)
            return iter(found) if method.__name__ == "finditer" else found

        return call
