"""Values of options: sizes with a unit, inputs that exist."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

import typer

BAD_INPUT: Final = 2

_UNITS = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z]*)", re.IGNORECASE | re.ASCII)


def parse_size(value: str) -> int:
    """Bytes of `20MB`, `512 KiB` or `1000`. Raises `typer.BadParameter`."""
    match = _SIZE.fullmatch(value.strip())
    unit = match["unit"].lower() if match else ""
    if match is None or unit not in _UNITS:
        raise typer.BadParameter(f"{value!r} is no size; write 20MB, 512KiB or a number of bytes")
    size = int(float(match["number"]) * _UNITS[unit])
    if size < 1:
        raise typer.BadParameter("the size must be at least one byte")
    return size


def check_inputs(inputs: Sequence[str]) -> None:
    """Raises `typer.BadParameter` for an input that does not exist, or for `-` given twice."""
    for value in inputs:
        if value == "-" or Path(value).exists() or "://" in value:
            continue
        if glob.has_magic(value) and next(glob.iglob(value, recursive=True), None):  # noqa: PTH207 (may be absolute)
            continue
        raise typer.BadParameter(f"{value} does not exist", param_hint="INPUT")
    if list(inputs).count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once", param_hint="INPUT")


def write_whole(path: Path, text: str, option: str) -> None:
    """Writes a file as a whole or not at all. Raises `typer.BadParameter` where the disk refuses."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}", param_hint=option) from error


def bad_input(message: str) -> NoReturn:
    """Ends the command: what it was given cannot be used. The message, in one line, names the file and the place."""
    typer.echo(message, err=True)
    raise typer.Exit(BAD_INPUT)


def check_engine(engine: str, scheduler: str | None, *, resume: bool) -> None:
    """Raises `typer.BadParameter` when the options of the engines do not fit together."""
    if engine != "dask" and scheduler is not None:
        raise typer.BadParameter("only with --engine dask", param_hint="--scheduler")
    if engine == "dask" and scheduler is None:
        raise typer.BadParameter("the dask engine needs one, tcp://HOST:PORT", param_hint="--scheduler")
    if engine == "dask" and resume:
        raise typer.BadParameter("the dask engine always goes on from the parts that are there", param_hint="--resume")
