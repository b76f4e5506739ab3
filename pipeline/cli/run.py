"""`kyyeu run`: files and folders in, records, tables and a summary out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.fill import filling
from pipeline.cli.options import check_engine, check_inputs, parse_size
from pipeline.cli.resume import run_key, saved_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from pipeline.emit.render import Rendered
    from pipeline.emit.summary import Summary
    from pipeline.model.record import Failure
    from pipeline.read.discover import Source
    from pipeline.read.items import Item, Position

EXIT_OK, EXIT_FAILURES, EXIT_USAGE = 0, 1, 2


class Dedupe(StrEnum):
    """What is done about copies."""

    REPORT = "report"
    LINK = "link"
    OFF = "off"


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    DASK = "dask"


@dataclass(frozen=True, slots=True)
class _Options:
    """How the inputs are run."""

    workers: int
    timeout: float
    max_bytes: int
    all_pages: bool
    resume: bool
    dedupe: Dedupe
    archive: str | None
    scheduler: str | None = None
    parts: str | None = None
    shard_bytes: int = 0

    def key(self) -> dict[str, object]:
        """What decides the results."""
        return {"max_bytes": self.max_bytes, "all_pages": self.all_pages, "archive": self.archive}


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, archives, crawls, globs, addresses; - is stdin."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the results.")],
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Worker processes.")] = 1,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Limit for each document.")] = 10.0,
    max_bytes: Annotated[str, typer.Option(metavar="SIZE", help="Longest document that is read.")] = "20MB",
    all_pages: Annotated[
        bool, typer.Option("--all-pages", help="Read also pages of a WARC that name no cluster.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Keep what is done; go on where it was broken off.")] = False,
    dedupe: Annotated[
        Dedupe, typer.Option(help="Copies: count them, link them too, or look for none.")
    ] = Dedupe.REPORT,
    archive: Annotated[
        str | None, typer.Option("--archive", metavar="PATH|URL", help="Archive to fill, SQLite or PostgreSQL.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Child processes of this machine, or a Dask cluster.")] = Engine.LOCAL,
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="Scheduler of the Dask cluster.")
    ] = None,
    parts: Annotated[
        str | None, typer.Option(metavar="DIR|URL", help="Folder that all workers share [default: DIR/parts].")
    ] = None,
    shard_size: Annotated[str, typer.Option(metavar="SIZE", help="Inputs handed to a Dask worker at once.")] = "32MB",
) -> None:
    """Đọc các tin, bài đã lưu và ghi hồ sơ vào DIR. Read saved reports, write records and tables to DIR.

    Exit code: 0 all inputs read, 1 some inputs failed, 2 wrong usage.
    """
    from rich.console import Console

    check_inputs(inputs)
    if out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{out} is not a folder", param_hint="--out")
    check_engine(engine, scheduler, resume=resume)
    shared = parts or str(out.resolve() / "parts")
    options = _Options(
        workers, timeout, parse_size(max_bytes), all_pages, resume, dedupe, archive, scheduler, shared,
        parse_size(shard_size),
    )  # fmt: skip
    errors = Console(stderr=True)
    started = time.monotonic()
    try:
        with filling(archive) as fill:
            summary, skipped, failures = _run(inputs, out, options, fill, errors)
    except OSError as error:
        errors.print(f"{error.filename or out}: {error.strerror}", style="red", markup=False, highlight=False)
        raise typer.Exit(EXIT_USAGE) from error
    _show(Console(), summary, summary.all_skipped(skipped), out, time.monotonic() - started)
    _show_failures(errors, summary, failures)
    raise typer.Exit(EXIT_FAILURES if summary.failures else EXIT_OK)


def _run(
    inputs: list[str], out: Path, options: _Options, fill: Callable[[str], None], console: Console
) -> tuple[Summary, dict[str, int], list[Failure]]:
    """Does the work; returns the counts, the files of folders skipped by ending, and the first failures."""
    from pipeline.archive.versions import current
    from pipeline.cli.progress import progress
    from pipeline.cli.written import Written
    from pipeline.emit.files import RunFiles
    from pipeline.emit.summary import Summary
    from pipeline.read.discover import find_sources
    from pipeline.read.items import MARK, Position, Tally

    tally = Tally()
    sources = find_sources(inputs, tally, leave_out=out)
    start, summary, key = Position(), None, ""
    if options.resume:
        key = run_key(sources, options.key())
        start, summary = saved_state(out, key)
    with RunFiles(out, keep=options.resume) as files, progress(console, tally.total_bytes) as shown:
        written = Written(files, summary or Summary(), key)
        for item, rendered in _results(sources, start, options, console):
            # Before the checkpoint: what is done again after a kill is in the archive only once.
            if "records" in rendered.lines:
                fill(rendered.lines["records"])
            written.add(item, rendered)
            shown.advance(_bytes_done(start, item), int(item.kind != MARK))
            start = item.after
        if options.dedupe is not Dedupe.OFF:
            written.find_copies(link=options.dedupe is Dedupe.LINK)
        files.commit({**written.summary.to_dict(tally.skipped), **asdict(current())})
    return written.summary, tally.skipped, written.failures


def _bytes_done(before: Position, item: Item) -> int:
    """Bytes of the inputs that are done with the item: of a crawl those of its file, not of its unpacked pages."""
    if not item.after.offset:
        return item.size
    return item.after.offset - (before.offset if before.source == item.after.source else 0)


def _results(
    sources: list[Source], start: Position, options: _Options, console: Console
) -> Iterator[tuple[Item, Rendered]]:
    if options.scheduler is not None:
        from pipeline.cli.cluster import Limits, cluster_results

        limits = Limits(options.timeout, options.max_bytes, options.all_pages, options.shard_bytes)
        return cluster_results(sources, limits, options.scheduler, str(options.parts), console)
    from pipeline.api import fetch_for
    from pipeline.emit.render import render_job
    from pipeline.read.discover import items
    from pipeline.workers import run_ordered

    fetch = fetch_for(sources, options.max_bytes)
    found = items(sources, options.max_bytes, relevant_only=not options.all_pages, start=start, marks=True, fetch=fetch)
    job = render_job(options.max_bytes)
    return run_ordered(found, job, workers=options.workers, timeout=options.timeout)


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
    if summary.crawl:
        counts.append((summary.crawl.total(), _listed("bản ghi WARC (crawl records)", summary.crawl)))
    if summary.duplicates:
        counts.append((summary.duplicates.total(), _listed("bản sao (copies)", summary.duplicates)))
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
