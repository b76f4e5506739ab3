"""Whether an unfinished run is the one that is asked for: same inputs, same options, same rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pipeline.emit.summary import Summary
    from pipeline.read.discover import Source
    from pipeline.read.items import Position


def run_key(sources: Sequence[Source], options: Mapping[str, object]) -> str:
    """A digest of all that decides the output."""
    from pipeline.archive.versions import current

    digest = hashlib.sha256(json.dumps([options, asdict(current())], sort_keys=True).encode())
    for source in sources:
        changed = source.file.stat().st_mtime_ns if isinstance(source.file, Path) and not source.error else 0
        digest.update(json.dumps([source.uri, source.size, source.kind, source.error, changed]).encode())
    return digest.hexdigest()


def saved_state(folder: Path, key: str) -> tuple[Position, Summary | None]:
    """Where the unfinished run in the folder stands, and its counts. Raises `typer.BadParameter` for another run."""
    from pipeline.emit.files import CHECKPOINT, read_checkpoint
    from pipeline.emit.summary import Summary
    from pipeline.read.items import Position

    saved = read_checkpoint(folder)
    if saved is None:
        return Position(), None
    state = saved["state"]
    if state["key"] != key:
        message = (
            f"{folder} holds an unfinished run with other inputs, options or rules; "
            f"repeat it as it was, or remove {folder / CHECKPOINT}"
        )
        raise typer.BadParameter(message, param_hint="--resume")
    return Position(*state["position"]), Summary.from_state(state["summary"])
