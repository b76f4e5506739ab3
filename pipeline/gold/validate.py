"""Is gold sound? Keys, vocabulary, quotes, numbers, duplicates, and an article for each gold and the reverse."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.check import places
from pipeline.check.entries import as_object
from pipeline.gold import shape as shapes
from pipeline.gold.check_entry import Found, check_object, check_optional, check_quote
from pipeline.gold.problems import Problem
from pipeline.model import record as model

TOP = frozenset({"schema", "id", "report", "warnings", *shapes.OBJECTS, *shapes.LISTS})


def check_gold(gold: Any, text: str | None, path: places.Path = ()) -> Iterator[Found]:
    """What is wrong with one gold record; quotes are looked for in `text`, where there is one."""
    if not isinstance(gold, Mapping):
        yield path, "type", "must be an object"
        return
    for key in gold:
        if shapes.base(key) not in TOP:
            yield (*path, key), "key", f"unknown key {key}"
    if gold.get("report") not in ("meeting", "other"):
        yield (*path, "report"), "vocabulary", f"report must be meeting or other, is {gold.get('report')}"
    for part, shape in shapes.OBJECTS.items():
        if gold.get(part) is not None:
            yield from check_object(part, gold[part], shape, (*path, part))
    for key in gold:
        if shapes.base(key) in shapes.LISTS:
            yield from _check_list(shapes.base(key), gold[key], text, (*path, key))
    yield from _check_warnings(gold.get("warnings"), (*path, "warnings"))
    if gold.get("report") == "other":
        yield from (
            ((*path, part), "key", f"an article that reports no meeting has no {part}")
            for part in (*shapes.OBJECTS, *shapes.LISTS, "warnings")
            if part != "article" and gold.get(part)
        )


def _check_list(part: str, entries: Any, text: str | None, path: places.Path) -> Iterator[Found]:
    if entries is None:
        return
    if not isinstance(entries, list):
        yield path, "type", "must be a list"
        return
    for number, entry in enumerate(entries):
        yield from check_object(part, entry, shapes.LISTS[part], (*path, number))
        if isinstance(entry, Mapping):
            yield from check_optional(entry, (*path, number))
            yield from check_quote(part, entry, text, (*path, number))
    yield from _duplicates(part, entries, path)


def _duplicates(part: str, entries: list[Any], path: places.Path) -> Iterator[Found]:
    """Entries that say the same, whatever they quote; people are known by their name."""
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            continue
        said = entry.get("name") if part == "officials" else _without_quote(entry)
        key = json.dumps(said, sort_keys=True, ensure_ascii=False)
        if said and key in seen:
            yield (*path, number), "duplicate", f"says the same as {places.show_path((*path, seen[key]))}"
        seen.setdefault(key, number)


def _without_quote(entry: Mapping[str, Any]) -> dict[str, Any]:
    said = shapes.tidy(entry)
    return {key: value for key, value in said.items() if key not in ("quote", "optional")}


def _check_warnings(value: Any, path: places.Path) -> Iterator[Found]:
    if value is None:
        return
    if not isinstance(value, list):
        yield path, "type", "must be a list"
        return
    for number, item in enumerate(value):
        warning = as_object(item, "code")
        yield from check_object("warnings", warning, model.RecordWarning, (*path, number))
        if item in value[:number]:
            yield (*path, number), "duplicate", f"twice in the list: {warning.get('code')}"


def check_file(path: Path, text: str | None) -> list[Problem]:
    """What is wrong with one file, in the order of its lines."""
    name = str(path)
    try:
        parsed = places.parse(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return [Problem(name, 0, "", "json", error.strerror or str(error))]
    except UnicodeDecodeError as error:
        return [Problem(name, 0, "", "json", f"not UTF-8 at byte {error.start}")]
    except json.JSONDecodeError as error:
        return [Problem(name, error.lineno, "", "json", f"broken JSON: {error.msg} (column {error.colno})")]
    except RecursionError:
        return [Problem(name, 0, "", "json", "broken JSON: nested too deeply")]
    found = [(where, "duplicate", f"the key {where[-1]} is given twice") for where in parsed.twice]
    problems = [Problem(name, parsed.line(at), places.show_path(at), "duplicate", message) for at, _, message in found]
    for at, kind, message in _check_top(parsed.data, path.stem, text):
        problems.append(Problem(name, parsed.line(at), places.show_path(at), kind, message))
    return sorted(problems)


def _check_top(data: Any, stem: str, text: str | None) -> Iterator[Found]:
    if not isinstance(data, Mapping):
        yield (), "type", "must be an object"
        return
    if "gold" not in data:
        yield from check_gold(data, text)
        return
    for key in data:
        if key not in ("id", "gold"):
            yield (key,), "key", f"unknown key {key}"
    if data.get("id") not in (None, stem):
        yield ("id",), "vocabulary", f"is {data['id']}, and the file is {stem}"
    yield from check_gold(data["gold"], text, ("gold",))


def check_all(golds: Sequence[Path], texts: Mapping[str, str], *, whole: bool) -> list[Problem]:
    """What is wrong with all files; `texts` by stem. With `whole` an article without gold is a problem too."""
    problems = []
    for path in golds:
        text = texts.get(path.stem)
        if text is None:
            problems.append(Problem(str(path), 0, "", "no_article", f"no article named {path.stem} in the corpus"))
        problems += check_file(path, text)
    if whole:
        known = {path.stem for path in golds}
        problems += [
            Problem(stem, 0, "", "no_gold", "the article has no gold") for stem in sorted(texts) if stem not in known
        ]
    return problems
