"""The locks, and a wheel that works far from the repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = {"requirements.lock": [], "requirements-dev.lock": ["dev"]}

REPORT = """Cụm thi đua các tỉnh Tây Nam Bộ tổng kết công tác năm 2020

Sáng 18/1/2021, tại tỉnh Cà Mau, Cụm thi đua các tỉnh Tây Nam Bộ tổ chức Hội nghị tổng kết công tác năm 2020.
"""


def locked(name: str) -> dict[str, list[str]]:
    """The hashes of each pinned package of a lock."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {entry[0]: entry[1:] for entry in entries}


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes_and_nothing_else(name: str) -> None:
    for pin, hashes in locked(name).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin)
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", value) for value in hashes)


@pytest.mark.parametrize(("name", "extras"), LOCKS.items())
def test_every_dependency_is_locked(name: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    pinned = {pin.split("==")[0] for pin in locked(name)}
    assert {re.split(r"[<>=~!;\[ ]", line)[0].lower().replace("_", "-") for line in wanted} <= pinned
    assert {"hatchling", "editables"} <= pinned


def test_both_locks_agree() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", folder, ROOT], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_and_its_rules_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"pipeline", "kyyeu-0.1.0.dist-info"}
    rules = {path.name for path in (ROOT / "patterns").iterdir() if path.suffix in {".toml", ".csv"}}
    assert {Path(name).name for name in names if name.startswith("pipeline/_patterns/")} >= rules


def test_the_wheel_holds_what_the_pages_load(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folder = ROOT / "pipeline" / "serve"
    wanted = [path for path in folder.rglob("*") if path.suffix in {".html", ".css", ".js", ".svg", ".csv"}]
    assert len(wanted) > 10
    assert {path.relative_to(ROOT).as_posix() for path in wanted} <= names


def test_an_installed_wheel_works_without_the_repository(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "--quiet", "install", "--no-deps", "--no-compile", "--target", target]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "KYYEU_PATTERNS"}
    environment["PYTHONPATH"] = str(target)

    def python(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    code = "import pipeline, pipeline.rulebook as rules; print(pipeline.__file__, rules.patterns_dir())"
    assert python("-c", code).split() == [
        str(target / "pipeline" / "__init__.py"),
        str(target / "pipeline" / "_patterns"),
    ]
    python("-m", "pipeline", "run", "a.txt", "--out", "out")
    record = json.loads((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8"))
    assert (record["report"], record["cluster"]["id"], record["meeting"]["province"]) == (
        "meeting",
        "tay-nam-bo",
        "Cà Mau",
    )
    assert "all well" in python("-m", "pipeline", "patterns", "lint")
    for folder in ("corpus", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "gold" / "a.json").write_text('{"report": "meeting"}', encoding="utf-8")
    python("-m", "pipeline", "check", "--corpus", "corpus", "--gold", "gold", "--html", "check.html")
    assert "đối chiếu" in (tmp_path / "check.html").read_text(encoding="utf-8")
    script = (target / "bin" / "kyyeu").read_text(encoding="utf-8")
    assert "from pipeline.cli.main import run_cli" in script
