"""What changed since an earlier run: scores that moved, errors that are new, errors that are gone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.check.show import NONE

Data = Mapping[str, Any]
SAME = 5e-5


def _moved(old: Data, new: Data, split: str) -> list[str]:
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


def _key(error: Data) -> str:
    sides = [error[side] and (error[side]["owner"], error[side]["values"]) for side in ("gold", "found")]
    return json.dumps([error["field"], error["doc"], sides], ensure_ascii=False, sort_keys=True)


def _show(error: Data) -> str:
    sides = []
    for side in ("gold", "found"):
        if error[side]:
            values = [str(accepted[0]) for accepted in error[side]["values"].values() if accepted[0] is not None]
            sides.append(f"{side} {' · '.join(values)}")
    return f"{error['field']}  {error['doc']}  {error['cause']}: {'  |  '.join(sides)}"


def _only(errors: Iterable[Data], others: Iterable[Data]) -> list[Data]:
    spare = Counter(_key(other) for other in others)
    left = []
    for error in errors:
        if spare[_key(error)]:
            spare[_key(error)] -= 1
        else:
            left.append(error)
    return left


def difference(old: Data, new: Data, splits: Sequence[str]) -> list[str]:
    """The lines of the comparison; `old` and `new` are the data of two runs over the same fields."""
    lines = [line for split in splits for line in _moved(old, new, split)] or ["no score moved"]
    fields = set(new["scores"]["all"])
    before = [error for error in old["errors"] if error["field"] in fields]
    gone, added = _only(before, new["errors"]), _only(new["errors"], before)
    lines += [f"- {_show(error)}" for error in gone]
    return lines + [f"+ {_show(error)}" for error in added]
