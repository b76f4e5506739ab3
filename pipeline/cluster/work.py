"""What a worker of the cluster does: one shard, its documents in a child process with a time limit each."""

from __future__ import annotations

import multiprocessing
import threading
from dataclasses import dataclass
from typing import Any

from pipeline.cluster.parts import Parts
from pipeline.cluster.shards import Options, Shard
from pipeline.emit.render import render_job
from pipeline.read.discover import items
from pipeline.workers import Pool


@dataclass(frozen=True, slots=True)
class Done:
    """A shard whose part is in its place. `articles` is `None` where it was there before."""

    index: int
    articles: int | None


_pools: dict[Options, Pool[Any, Any]] = {}
_lock = threading.Lock()


def do_shard(shard: Shard, options: Options, where: str) -> Done:
    """The part of a shard, made unless it is there. Raises `OSError` when the disk refuses.

    The same shard done twice, by a worker thought lost and by the one that took over, is the same part twice.
    """
    parts = Parts(where)
    if shard.name in parts.names():
        return Done(shard.index, None)
    found = items(shard.sources, options.max_bytes, relevant_only=not options.all_pages, marks=True)
    with _lock:
        return Done(shard.index, parts.write(shard.name, _pool(options).run(found)))


def _pool(options: Options) -> Pool[Any, Any]:
    """One child for all shards of a worker: it loads the rules once."""
    if options not in _pools:
        # Dask starts its workers as daemons, which may have no children; this one ends them itself: a child
        # whose parent is gone ends at its next read.
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
        _pools[options] = Pool(render_job(options.max_bytes), 1, options.timeout)
    return _pools[options]


def stop_pools() -> None:
    """Ends the children of this process."""
    while _pools:
        _pools.popitem()[1].stop()
