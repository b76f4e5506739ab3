"""The gate: what the extraction reaches on its gold may not fall.

`gate.toml` in the gold folder holds a floor of the pooled F1 for each field, and the hashes of corpus and gold that
the floors belong to. A floor is only ever raised; the way down is an entry under `regressions` that says why.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.check.bad_input import BadInput
from pipeline.check.fields import DETAILS, FIELDS
from pipeline.check.outputs import write_all
from pipeline.check.score import score, total
from pipeline.check.sources import GATE, Extract, Only, Pair, extracted, read_toml
from pipeline.read.sniff import sniff

HEAD = "# Floors of F1 in per cent, written by `kyyeu gate --update`; see docs/check.md.\n"
KEYS = {"held_out": bool, "documents": int, "corpus": str, "gold": str, "floors": dict, "regressions": list}
REGRESSION = {"field": str, "before": float, "after": float, "why": str}


@dataclass(frozen=True)
class Gate:
    """The content of `gate.toml`. Floors are in per cent with one decimal."""

    held_out: bool
    documents: int
    corpus: str
    gold: str
    floors: Mapping[str, float]
    regressions: Sequence[Mapping[str, Any]] = ()


def gate_path(pair: Pair) -> Path:
    """Where the gate of the pair lies."""
    return pair.gold / GATE


def read_gate(path: Path) -> Gate:
    """The gate, without floors where there is no file. Raises `BadInput`."""
    data = read_toml(path)
    for key, value in data.items():
        if key not in KEYS or not isinstance(value, KEYS[key]):
            raise BadInput(f"{path}: {key}: not a key of a gate, or not of its type")
    floors = data.get("floors", {})
    if not all(isinstance(floor, int | float) for floor in floors.values()):
        raise BadInput(f"{path}: floors: a number is needed for each field")
    for entry in data.get("regressions", []):
        if {key: type(value) for key, value in entry.items()} != REGRESSION:
            raise BadInput(f"{path}: regressions: each has {', '.join(REGRESSION)}")
    return Gate(
        data.get("held_out", False),
        data.get("documents", 0),
        data.get("corpus", ""),
        data.get("gold", ""),
        {field: float(floor) for field, floor in floors.items()},
        data.get("regressions", []),
    )


def fingerprint(files: Iterable[Path], base: Path) -> str:
    """SHA-256 over names and contents of the files below `base`, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.relative_to(base).parts):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(base).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()


def measured(pair: Pair, extract: Extract) -> Gate:
    """What the extraction reaches now, and what it was measured on. Raises `BadInput`."""
    documents = list(extracted([pair], extract, Only()))
    outcomes = score(FIELDS + DETAILS, documents)
    counts = {field.name: total(o.counts for o in outcomes if o.field == field.name) for field in FIELDS + DETAILS}
    articles = (path for path in pair.corpus.rglob("*") if path.is_file() and sniff(path, path.name))
    return Gate(
        pair.split,
        len(documents),
        fingerprint(articles, pair.corpus),
        fingerprint(pair.gold.glob("*.json"), pair.gold),
        {field: _percent(found.f1) for field, found in counts.items() if found.f1 is not None},
    )


def _percent(share: float) -> float:
    """In per cent, rounded down to one decimal; what is 57.0 must not become 56.9 by a float's last bit."""
    return math.floor(share * 1000 + 1e-6) / 10


def below(gate: Gate, now: Gate) -> dict[str, float]:
    """The fields that have fallen below their floor, with the floor; one that is no longer scored has, too."""
    return {field: floor for field, floor in gate.floors.items() if now.floors.get(field, -1.0) < floor}


def faults(gate: Gate, now: Gate) -> list[str]:
    """Why the gate does not hold; empty where it does."""
    update = "run kyyeu gate --update"
    listed = []
    for name, pinned, actual in (("corpus", gate.corpus, now.corpus), ("gold", gate.gold, now.gold)):
        if pinned != actual:
            listed.append(f"the {name} is not the one the floors were measured on: if that is meant, {update}")
    for field, floor in below(gate, now).items():
        reached = f"{now.floors[field]:.1f}" if field in now.floors else "nothing"
        way = f'mend it, or say why: kyyeu gate --allow-regression {field} --why "…"'
        listed.append(f"{field}: {reached} reached, the floor is {floor:.1f}: {way}")
    if new := [field for field in now.floors if field not in gate.floors]:
        listed.append(f"without a floor: {', '.join(new)}: {update}")
    return listed


def updated(gate: Gate, now: Gate, allowed: Iterable[str] = (), why: str = "") -> Gate:
    """The gate raised to what is reached now, lowered for the `allowed` fields.

    Raises `BadInput` where another field is below its floor, or an allowed one is not.
    """
    fallen, permitted = below(gate, now), set(allowed)
    if wrong := permitted - set(fallen):
        raise BadInput(f"not below a floor, so nothing is to be allowed: {', '.join(sorted(wrong))}")
    if left := [field for field in fallen if field not in permitted]:
        raise BadInput(f"floors are not lowered without a reason: {', '.join(left)}")
    floors = {field: max(value, gate.floors.get(field, 0.0)) for field, value in now.floors.items()}
    lowered = {field: now.floors[field] for field in permitted if field in now.floors}
    noted = [
        {"field": field, "before": floor, "after": lowered.get(field, 0.0), "why": why}
        for field, floor in fallen.items()
    ]
    return replace(now, held_out=gate.held_out, floors={**floors, **lowered}, regressions=[*gate.regressions, *noted])


def render(gate: Gate) -> str:
    """The gate as TOML."""
    lines = [
        HEAD.rstrip(),
        f"held_out = {str(gate.held_out).lower()}",
        f"documents = {gate.documents}",
        f'corpus = "{gate.corpus}"',
        f'gold = "{gate.gold}"',
        "",
        "[floors]",
        *(f'"{field}" = {floor:.1f}' for field, floor in gate.floors.items()),
    ]
    for entry in gate.regressions:
        # A string of JSON is one of TOML, but for the delete character.
        why = json.dumps(entry["why"], ensure_ascii=False).replace("\x7f", "\\u007f")
        lines += ["", "[[regressions]]", f'field = "{entry["field"]}"']
        lines += [f"before = {entry['before']:.1f}", f"after = {entry['after']:.1f}", f"why = {why}"]
    return "\n".join(lines) + "\n"


def write_gate(path: Path, gate: Gate) -> None:
    """Put the gate in its place. Raises `BadInput` where it cannot be written."""
    write_all({path: render(gate)})
