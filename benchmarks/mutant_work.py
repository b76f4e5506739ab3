"""Work in forks of this process, each of which has all that is loaded here and is thrown away behind it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from typing import Any

_held: dict[str, Callable[[int], Any]] = {}


def forked(work: Callable[[int], Any], count: int, jobs: int) -> Iterator[Any]:
    """What `work` gives for 0, 1 … `count` - 1, in this order; each is done by a fork of its own, without output."""
    with multiprocessing.get_context("fork").Pool(jobs, _hold, (work,), maxtasksperchild=1) as pool:
        yield from pool.imap(_call, range(count))


def _hold(work: Callable[[int], Any]) -> None:
    _held["work"] = work
    with open(os.devnull, "w") as nothing:  # noqa: PTH123 (a device)
        for stream in (1, 2):
            os.dup2(nothing.fileno(), stream)


def _call(number: int) -> Any:
    return _held["work"](number)
