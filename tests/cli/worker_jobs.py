"""Work for the children of the workers' tests. They import this module by name, so it stands alone."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from dataclasses import dataclass

from pipeline.workers import Job


@dataclass(frozen=True)
class Doc:
    """A document that does `what`; `size` is what it counts for in a batch."""

    number: int
    what: str = "ok"
    size: int = 1


def work(doc: Doc) -> object:
    """The number, or one of the ways in which a document fails."""
    if doc.what == "raise":
        raise ValueError("nein")
    if doc.what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if doc.what == "segfault":
        ctypes.string_at(0)
    if doc.what == "exit":
        os._exit(3)
    if doc.what == "quiet exit":
        os._exit(0)
    if doc.what == "sys.exit":
        sys.exit(1)
    if doc.what == "hang":
        time.sleep(600)
    if doc.what == "hang in C":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        time.sleep(600)
    if doc.what == "unpicklable":
        return lambda: doc
    return doc.number


def lost(_doc: Doc, code: str, message: str) -> object:
    """Code and message."""
    return (code, message)


def warm_up() -> None:
    """Nothing to load."""


def warm_up_dies() -> None:
    """A child that cannot even start."""
    os._exit(1)


JOB = Job(work, lost, warm_up)
