"""A Dask cluster of real processes on this machine, each in a process group of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

START = 60.0
"""Seconds within which a process has to be up; these machines are slow at times."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class DaskCluster:
    """Scheduler and workers, to be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def scheduler(self) -> None:
        self._start("scheduler", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port))
        self._wait_for("scheduler", "Scheduler at:")

    def worker(self, name: str) -> None:
        local = self.folder / f"{name}.tmp"
        options = ("--nthreads", "1", "--nworkers", "1", "--name", name, "--local-directory", str(local))
        self._start(name, "distributed.cli.dask_worker", self.address, *options)
        self._wait_for(name, "Registered to:")

    def kill(self, name: str) -> None:
        """The process and all its children, at once: a node that is gone."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in list(self.processes):
            self.kill(name)

    def _start(self, name: str, module: str, *options: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", module, *options, "--no-dashboard"],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=self.folder,
            )

    def _wait_for(self, name: str, words: str) -> None:
        until = time.monotonic() + START
        log = self.folder / f"{name}.log"
        while words not in log.read_text(encoding="utf-8", errors="replace"):
            if self.processes[name].poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.1)


@contextmanager
def dask_cluster(folder: Path, *workers: str) -> Iterator[DaskCluster]:
    """A scheduler and workers of these names; all gone at the end."""
    cluster = DaskCluster(folder)
    try:
        cluster.scheduler()
        for name in workers:
            cluster.worker(name)
        yield cluster
    finally:
        cluster.stop()
