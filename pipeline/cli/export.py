"""`kyyeu export FORMAT`: the archive in the formats of others."""

from __future__ import annotations

import os
import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from pipeline.cli.answers import DEFAULT, Cluster, Person, Province, Where, Year
from pipeline.cli.fill import opened


class Format(StrEnum):
    """What can be written."""

    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
    jsonl = "jsonl"
    datapackage = "datapackage"
    popolo = "popolo"
    ftm = "ftm"
    webannotation = "webannotation"
    gold = "gold"


FOLDERS: Final = {Format.csv, Format.parquet, Format.datapackage, Format.gold}
NAMES: Final = {
    Format.xlsx: "export.xlsx",
    Format.jsonl: "records.jsonl",
    Format.popolo: "popolo.json",
    Format.ftm: "entities.ftm.json",
    Format.webannotation: "annotations.jsonld",
}


def export(
    kind: Annotated[Format, typer.Argument(metavar="FORMAT", help="|".join(Format))],
    archive: Where = DEFAULT,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="PATH", help="File, or folder for tables.")] = None,
    cluster: Cluster = None,
    province: Province = None,
    year: Year = None,
    person: Person = None,
) -> None:
    """Xuất kho ra bảng tính và các định dạng khác. Write the archive as tables, Popolo, FollowTheMoney …

    `gold`: what reviewers have done with, for `kyyeu check`, into a folder that is empty or not there yet.
    """
    target = out or Path("export" if kind in FOLDERS else NAMES[kind])
    # Old gold beside the new would be taken for a part of it.
    if kind is Format.gold and target.is_dir() and any(target.iterdir()):
        raise typer.BadParameter(f"{target} is not empty", param_hint="--out")
    with opened(archive) as store:
        from pipeline.archive.engine import files_explained
        from pipeline.archive.export.formats import WRITERS
        from pipeline.archive.questions.asking import Filters

        filters = Filters(cluster=cluster, province=province, year=year, person=person)
        beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with store.transaction() as connection, files_explained(str(target)):
                if kind in FOLDERS:
                    beside.mkdir(parents=True)
                WRITERS[kind.value](connection, beside, filters)
                _put(beside, target)
        finally:
            if beside.is_dir():
                shutil.rmtree(beside)
            beside.unlink(missing_ok=True)
    typer.echo(str(target))


def _put(beside: Path, target: Path) -> None:
    """Puts what was written in its place: a file as a whole, the files of a folder one by one."""
    if not beside.is_dir():
        beside.replace(target)
        return
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(beside.iterdir()):
        path.replace(target / path.name)
