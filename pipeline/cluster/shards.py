"""The inputs of a run cut into shards: the pieces of work that a cluster hands out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.archive.versions import current
from pipeline.read.discover import STDIN, WEB, Source

SHARD_BYTES: Final = 32_000_000
"""Bytes of the inputs of one shard: a minute or so of one worker. A file that is longer is a shard of its own."""

SHARD_FILES: Final = 2_000
"""Files of one shard."""


@dataclass(frozen=True, slots=True)
class Options:
    """What decides the results, beside the inputs."""

    timeout: float
    max_bytes: int
    all_pages: bool


@dataclass(frozen=True, slots=True)
class Shard:
    """Inputs that stand one behind the other. `key` tells inputs, options and rules from all others."""

    index: int
    sources: tuple[Source, ...]
    key: str

    @property
    def name(self) -> str:
        """Name of the file that its results are kept in."""
        return f"part-{self.index:06}-{self.key}.parquet"


def cannot_share(sources: Sequence[Source]) -> str | None:
    """The uri of an input that other machines cannot read: standard input, the web; `None` when there is none."""
    return next((source.uri for source in sources if source.uri == STDIN or source.kind == WEB), None)


def make_shards(sources: Sequence[Source], options: Options, shard_bytes: int = SHARD_BYTES) -> list[Shard]:
    """All inputs, in order. Paths are made absolute: a worker has a working folder of its own."""
    groups = _groups([_absolute(source) for source in sources], shard_bytes)
    return [Shard(index, group, _key(group, options)) for index, group in enumerate(groups)]


def _groups(sources: Sequence[Source], shard_bytes: int) -> Iterator[tuple[Source, ...]]:
    group: list[Source] = []
    size = 0
    for source in sources:
        if group and (size + source.size > shard_bytes or len(group) >= SHARD_FILES):
            yield tuple(group)
            group, size = [], 0
        group.append(source)
        size += source.size
    if group:
        yield tuple(group)


def _absolute(source: Source) -> Source:
    return replace(source, file=source.file.resolve()) if isinstance(source.file, Path) else source


def _key(group: Sequence[Source], options: Options) -> str:
    # The time limit is left out: it decides about documents that hang, and a run may be repeated with more patience.
    told = {**asdict(options), **asdict(current())}
    del told["timeout"]
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    for source in group:
        changed = source.file.stat().st_mtime_ns if isinstance(source.file, Path) and not source.error else 0
        digest.update(json.dumps([source.uri, source.size, source.kind, source.error, changed]).encode())
    return digest.hexdigest()[:16]
