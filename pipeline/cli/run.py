"""`kyyeu run`: files and folders in, records, tables and a summary out."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.fill import filling
from pipeline.cli.options import check_inputs, parse_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from pipeline.emit.summary import Summary
    from pipeline.model.record import Failure

SHOWN_FAILURES = 10
"""Failures named on the screen; all are in `failures.jsonl`."""

EXIT_OK, EXIT_FAILURES, EXIT_USAGE = 0, 1, 2


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files and folders (.txt .html .jsonl .csv); - is stdin."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the results.")],
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Worker processes.")] = 1,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Limit for each document.")] = 10.0,
    max_bytes: Annotated[str, typer.Option(metavar="SIZE", help="Longest document that is read.")] = "20MB",
    archive: Annotated[
        str | None, typer.Option("--archive", metavar="PATH|URL", help="Archive to fill, SQLite or PostgreSQL.")
    ] = None,
) -> None:
    """Đọc các tin, bài đã lưu và ghi hồ sơ vào DIR. Read saved reports, write records and tables to DIR.

    Exit code: 0 all inputs read, 1 some inputs failed, 2 wrong usage.
    """
    from rich.console import Console

    check_inputs(inputs)
    if out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{out} is not a folder", param_hint="--out")
    limit = parse_size(max_bytes)
    errors = Console(stderr=True)
    started = time.monotonic()
    try:
        with filling(archive) as fill:
            summary, skipped, failures = _run(inputs, out, (workers, timeout, limit), fill, errors)
    except OSError as error:
        errors.print(f"{error.filename or out}: {error.strerror}", style="red", markup=False, highlight=False)
        raise typer.Exit(EXIT_USAGE) from error
    _show(Console(), summary, skipped, out, time.monotonic() - started)
    _show_failures(errors, summary, failures)
    raise typer.Exit(EXIT_FAILURES if summary.failures else EXIT_OK)


def _run(
    inputs: list[str],
    out: Path,
    limits: tuple[int, float, int],
    fill: Callable[[str], None],
    console: Console,
) -> tuple[Summary, dict[str, int], list[Failure]]:
    """Does the work; returns the counts, the files skipped by ending, and the first failures."""
    from pipeline.archive.versions import current
    from pipeline.cli.progress import progress
    from pipeline.emit.files import RunFiles
    from pipeline.emit.render import render_job
    from pipeline.emit.summary import Summary
    from pipeline.read.discover import find_sources, items
    from pipeline.read.items import Tally
    from pipeline.workers import run_ordered

    workers, timeout, limit = limits
    tally, summary = Tally(), Summary()
    failures: list[Failure] = []
    sources = find_sources(inputs, tally, leave_out=out)
    with RunFiles(out) as files:
        results = run_ordered(items(sources, limit), render_job(limit), workers=workers, timeout=timeout)
        with progress(console, tally.total_bytes) as shown:
            for item, rendered in results:
                files.add(rendered)
                if "records" in rendered.lines:
                    fill(rendered.lines["records"])
                summary.add(rendered)
                if rendered.failure is not None and len(failures) < SHOWN_FAILURES:
                    failures.append(rendered.failure)
                shown.advance(item.size)
        files.commit({**summary.to_dict(tally.skipped), **asdict(current())})
    return summary, tally.skipped, failures


def _show(console: Console, summary: Summary, skipped: dict[str, int], out: Path, seconds: float) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="right", style="bold")
    table.add_column()
    counts = [
        (summary.articles, "bài đã đọc (articles)"),
        (summary.meetings, "hội nghị cụm, khối thi đua (meetings)"),
        (summary.others, "tin khác (other)"),
        (summary.failures.total(), _listed("không đọc được (failed)", summary.failures)),
        (sum(skipped.values()), _listed("tệp bỏ qua (files skipped)", skipped)),
        (summary.warnings.total(), _listed("cảnh báo (warnings)", summary.warnings)),
    ]
    for count, label in counts:
        table.add_row(f"{count:,}", Text(label))
    for name, label in _TABLE_LABELS.items():
        table.add_row(f"{summary.rows[name]:,}", Text(f"{label} (tables/{name}.csv)"))
    console.print(table)
    rate = summary.articles / max(seconds, 0.001)
    console.print(f"{seconds:.1f} s, {rate:.1f} bài/s → {out}", highlight=False, markup=False, soft_wrap=True)


_TABLE_LABELS = {
    "officials": "đại biểu",
    "posts": "chức vụ",
    "leadership": "cụm trưởng, cụm phó",
    "awards": "khen thưởng",
    "indicators": "chỉ tiêu, số liệu",
}


def _listed(label: str, counts: dict[str, int]) -> str:
    if not counts:
        return label
    return f"{label}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def _show_failures(console: Console, summary: Summary, failures: list[Failure]) -> None:
    for failure in failures:
        line = f"{failure.uri}: {failure.code}: {failure.message}"
        console.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    more = summary.failures.total() - len(failures)
    if more > 0:
        console.print(f"… và {more} bài khác, xem failures.jsonl", markup=False, highlight=False)
