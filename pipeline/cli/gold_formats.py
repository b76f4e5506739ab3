"""`kyyeu gold export` and `import`: gold to Label Studio and brat, and back."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import bad_input

if TYPE_CHECKING:
    from pipeline.gold.regions import Annotated as Article


class Tool(StrEnum):
    """The annotation tools."""

    LABEL_STUDIO = "label-studio"
    BRAT = "brat"


def export_gold(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[GOLD]...", help="Default: the project's own.")] = None,
    to: Annotated[Tool, typer.Option("--to", help="The tool.")] = Tool.LABEL_STUDIO,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for its files.")] = Path("annotate"),
    corpus: Annotated[
        Path | None, typer.Option("--corpus", metavar="DIR", help="The articles. Default: the corpus beside the gold.")
    ] = None,
) -> None:
    """Xuất bộ chuẩn sang công cụ gán nhãn. Write gold as files of an annotation tool.

    Exit code: 0 written, 2 gold that is not sound.
    """
    from pipeline.check.sources import read_gold
    from pipeline.cli.gold import gold_files, refuse
    from pipeline.gold.regions import annotated
    from pipeline.gold.validate import check_all

    found = gold_files(paths or [], corpus)
    refuse(check_all(found.golds, found.texts, whole=False), found)
    articles = [annotated(path.stem, read_gold(path), found.texts[path.stem]) for path in found.golds]
    files = _label_studio(articles) if to is Tool.LABEL_STUDIO else _brat(articles)
    write_all(out, files, "--out")
    typer.echo(f"{len(articles)} articles in {out}")


def _label_studio(articles: list[Article]) -> dict[str, str]:
    from pipeline.gold import labelstudio

    tasks = [labelstudio.task(article) for article in articles]
    return {
        "tasks.json": json.dumps(tasks, ensure_ascii=False, indent=1) + "\n",
        "config.xml": labelstudio.config(),
    }


def _brat(articles: list[Article]) -> dict[str, str]:
    from pipeline.gold import brat

    files = {"annotation.conf": brat.conf()}
    for article in articles:
        files |= {f"{article.id}.txt": article.text, f"{article.id}.ann": brat.ann(article)}
    return files


def import_gold(
    source: Annotated[
        Path, typer.Argument(metavar="INPUT", exists=True, help="The JSON of Label Studio, or a folder of brat.")
    ],
    tool: Annotated[Tool, typer.Option("--from", help="The tool.")] = Tool.LABEL_STUDIO,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the gold.")] = Path("gold"),
    annotator: Annotated[
        int | None, typer.Option("--annotator", metavar="ID", help="Whose annotations, where a task has several.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over gold that is there.")] = False,
) -> None:
    """Nhập bộ chuẩn từ công cụ gán nhãn. Read gold from the files of an annotation tool.

    Exit code: 0 written, 2 files that cannot be read, or that are no sound gold.
    """
    from pipeline.gold.draft import gold_text
    from pipeline.gold.regions import FormatError, gold_of

    try:
        articles = _read_label_studio(source, annotator) if tool is Tool.LABEL_STUDIO else _read_brat(source)
    except FormatError as error:
        bad_input(str(error))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        bad_input(f"{source}: {reason}")
    golds = {article.id: gold_of(article) for article in articles}
    _refuse_unsound(articles, golds, source)
    files = {f"{stem}.json": gold_text({"id": stem, "gold": gold}) for stem, gold in golds.items()}
    there = [name for name in files if (out / name).exists()]
    if there and not force:
        raise typer.BadParameter(f"{out / there[0]} is there already; --force writes over it", param_hint="--out")
    write_all(out, files, "--out")
    typer.echo(f"{len(files)} articles in {out}")


def _refuse_unsound(articles: list[Article], golds: dict[str, dict[str, object]], source: Path) -> None:
    from pipeline.check.places import show_path
    from pipeline.cli.gold import refuse
    from pipeline.gold.problems import Problem
    from pipeline.gold.validate import check_gold

    if not articles:
        bad_input(f"{source}: no articles")
    problems = []
    for article in articles:
        if not article.id or Path(article.id).name != article.id or article.id.startswith("."):
            bad_input(f"{source}: {article.id!r} is no name for a file")
        for at, kind, message in check_gold(golds[article.id], article.text):
            problems.append(Problem(f"{source}: {article.id}", 0, show_path(at), kind, message))
    if len(golds) < len(articles):
        bad_input(f"{source}: an article is there twice")
    refuse(problems)


def _read_label_studio(source: Path, annotator: int | None) -> list[Article]:
    from pipeline.gold.labelstudio import read_tasks

    return read_tasks(source.read_text(encoding="utf-8"), str(source), annotator)


def _read_brat(source: Path) -> list[Article]:
    from pipeline.gold.brat import read_ann
    from pipeline.gold.regions import FormatError

    found = []
    for path in sorted(source.glob("*.ann")):
        text = path.with_suffix(".txt")
        if not text.exists():
            raise FormatError(f"{path}: no {text.name} beside it")
        with text.open(encoding="utf-8", newline="") as file:
            content = file.read()
        found.append(read_ann(path.stem, content, path.read_text(encoding="utf-8"), str(path)))
    return found


def write_all(folder: Path, files: dict[str, str], option: str) -> None:
    """Writes all files or, where the disk refuses, none that is half."""
    from pipeline.cli.options import write_whole

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{folder}: {error.strerror}", param_hint=option) from error
    for name, text in files.items():
        write_whole(folder / name, text, option)
