"""What changed since an earlier run: scores that moved, and item by item what got better and what got worse."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.check.bad_input import BadInput
from pipeline.check.entries import Json
from pipeline.check.export import FORMAT
from pipeline.check.sources import parse_json, read_text

SAME = 5e-5
NONE = "–"


def changes(path: Path, new: Json, splits: Sequence[str]) -> list[str]:
    """What changed since the `--json` file of an earlier run. Raises `BadInput` where it is none."""
    old = parse_json(read_text(path), path)
    if not isinstance(old, dict) or old.get("format") != FORMAT:
        raise BadInput(f"{path}:1: not written by kyyeu check --json, or by another version of it")
    try:
        return ["", f"since {path}", *difference(old, new, splits)]
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise BadInput(f"{path}: not as kyyeu check --json writes it: {type(error).__name__} {error}") from error


def difference(old: Json, new: Json, splits: Sequence[str]) -> list[str]:
    """The lines of the comparison, over the fields and the documents that both runs scored."""
    lines = [line for split in splits for line in _moved(old, new, split)] or ["no score moved"]
    documents = set(old["documents"]) & set(new["documents"])
    lines += _documents("no longer scored", set(old["documents"]) - documents)
    lines += _documents("not scored then", set(new["documents"]) - documents)
    fields = set(old["scores"]["all"]) & set(new["scores"]["all"])
    before, now = ([e for e in run["errors"] if e["field"] in fields and e["doc"] in documents] for run in (old, new))
    gone, added = _only(before, now), _only(now, before)
    changed = _same_gold(gone, added)
    lines += [f"better   {_show(error)}" for error in gone]
    lines += [f"worse    {_show(error)}" for error in added]
    return lines + [f"changed  {_show(was)}  →  {_told(error)}" for was, error in changed]


def _documents(what: str, names: set[str]) -> list[str]:
    return [f"{what}: {', '.join(sorted(names))}"] if names else []


def _moved(old: Json, new: Json, split: str) -> list[str]:
    lines = []
    for field, counts in new["scores"][split].items():
        before = old["scores"][split].get(field, {})
        was, now = before.get("f1"), counts["f1"]
        if was == now or (was is not None and now is not None and abs(was - now) < SAME):
            continue
        shown = [f"{100 * value:.1f}" if value is not None else NONE for value in (was, now)]
        change = f"{100 * (now - was):+.1f}" if was is not None and now is not None else ""
        lines.append(f"{split:<5}{field:<24}{shown[0]:>6} → {shown[1]:>5} {change:>6}")
    return lines


def _side(error: Json, side: str) -> object:
    return error[side] and (error[side]["owner"], error[side]["values"])


def _key(error: Json, *sides: str) -> str:
    shown = [error["field"], error["doc"], *(_side(error, side) for side in sides)]
    return json.dumps(shown, ensure_ascii=False, sort_keys=True)


def _only(errors: Iterable[Json], others: Iterable[Json]) -> list[Json]:
    spare = Counter(_key(other, "gold", "found") for other in others)
    left = []
    for error in errors:
        key = _key(error, "gold", "found")
        if spare[key]:
            spare[key] -= 1
        else:
            left.append(error)
    return left


def _same_gold(gone: list[Json], added: list[Json]) -> list[tuple[Json, Json]]:
    """Takes from both lists what is missed or wrong in both runs, in another way."""
    waiting: dict[str, list[Json]] = defaultdict(list)
    for error in gone:
        if error["gold"]:
            waiting[_key(error, "gold")].append(error)
    changed = [
        (waiting[_key(error, "gold")].pop(0), error)
        for error in added
        if error["gold"] and waiting[_key(error, "gold")]
    ]
    for was, error in changed:
        gone.remove(was)
        added.remove(error)
    return changed


def _told(error: Json) -> str:
    sides = []
    for side in ("gold", "found"):
        if error[side]:
            values = [str(accepted[0]) for accepted in error[side]["values"].values() if accepted[0] is not None]
            sides.append(f"{side} {' · '.join(values)}")
    return f"{error['cause']}: {'  |  '.join(sides)}"


def _show(error: Json) -> str:
    return f"{error['field']}  {error['doc']}  {_told(error)}"
