"""Which rules and which code made a record: the fingerprint that an extraction is kept under."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.rulebook import patterns_dir

_STAGES: Final = ("model", "normalise", "read", "segment", "tag", "assemble")
_CODE: Final = ("fold.py", "rulebook.py", "stages.py", "api.py", *(f"{stage}/**/*.py" for stage in _STAGES))
"""What can change a record; the rest of the package only carries it."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Short hashes of `patterns/` and of the code, or words of whoever gave the records."""

    patterns: str
    code: str


UNKNOWN: Final = Fingerprint("unknown", "unknown")


@cache
def current() -> Fingerprint:
    """The fingerprint of the rules and the code that run now."""
    root = Path(__file__).parents[1]
    code = sorted(file for name in _CODE for file in root.glob(name))
    rules = sorted(path for path in patterns_dir().iterdir() if path.suffix in {".toml", ".csv"})
    return Fingerprint(_hash(patterns_dir(), rules), _hash(root, code))


def of_run(records: Path) -> Fingerprint:
    """The fingerprint that `summary.json` beside a `records.jsonl` states; unknown where there is none."""
    try:
        summary = json.loads((records.parent / "summary.json").read_text(encoding="utf-8"))
        return Fingerprint(str(summary["patterns"]), str(summary["code"]))
    except (OSError, ValueError, KeyError, TypeError):
        return UNKNOWN


def _hash(root: Path, files: list[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.relative_to(root).as_posix()}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]
