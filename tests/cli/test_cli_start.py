"""The command starts light, names its version, and ends quietly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_reports import kyyeu

import pipeline

HEAVY = {"spacy", "pandas", "numpy", "underthesea", "pebble", "lxml", "dateparser", "trafilatura", "ftfy"} | {
    "cssselect",
    "fastwarc",
    "brotli",
    "openpyxl",
    "pypdfium2",
    "pyarrow",
    "fsspec",
    "httpcore",
    "protego",
}


@pytest.mark.parametrize("module", ["pipeline", "pipeline.cli.main", "pipeline.api"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert set(done.stdout.split()) & HEAVY == set()


def test_help_names_every_command() -> None:
    done = kyyeu("--help")
    assert done.returncode == 0
    for name in ("run", "explain", "check", "patterns"):
        assert f"│ {name} " in done.stdout.decode()


def test_version() -> None:
    done = kyyeu("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, b"kyyeu")


def test_public_names() -> None:
    assert set(pipeline.__all__) <= set(dir(pipeline))
    for name in pipeline.__all__:
        assert getattr(pipeline, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = pipeline.nothing
