"""A PostgreSQL server of the tests' own: Debian's binaries, a folder and a port for one session."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

BINARIES = Path("/usr/lib/postgresql/15/bin")
USER = "postgres"


def missing() -> str | None:
    """Why no server can be started here; None when one can."""
    if not (BINARIES / "initdb").exists():
        return "PostgreSQL 15 is not installed (apt-get install postgresql-15)"
    if os.getuid() != 0 and pwd.getpwuid(os.getuid()).pw_name != USER:
        return f"the server runs as user {USER}, which only root may become"
    return None


def _run(name: str, *arguments: str) -> None:
    command = [str(BINARIES / name), *arguments]
    if os.getuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server, without a database. It listens on this machine alone and is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kyyeu-postgres-"))
    try:
        shutil.chown(folder, USER)
        data, port = str(folder / "data"), _free_port()
        _run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run("pg_ctl", "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}"
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def database(server_url: str, name: str) -> str:
    """Makes an empty database on a server; returns its URL."""
    engine = create_engine(f"{server_url.replace('postgresql', 'postgresql+psycopg', 1)}/postgres")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server_url}/{name}"
