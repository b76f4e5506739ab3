"""`kyyeu plan`: what a run of these inputs will cost, before it is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import check_inputs, parse_size

if TYPE_CHECKING:
    from pipeline.cluster.plan import Sample

MANY = (10, 100)
"""Workers of a cluster for which hours and memory are told beside this machine."""


def plan(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="As for `kyyeu run`, without standard input.")],
    seconds: Annotated[float, typer.Option(min=1, metavar="SECONDS", help="Time for the sample.")] = 20.0,
    max_bytes: Annotated[str, typer.Option(metavar="SIZE", help="Longest document that is read.")] = "20MB",
    all_pages: Annotated[
        bool, typer.Option("--all-pages", help="Count on reading also pages of a WARC that name no cluster.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Ước lượng thời gian và bộ nhớ từ một mẫu. Estimate pages, hours and memory from a sample of the inputs.

    Exit code: 0 estimated, 1 nothing could be read, 2 wrong usage.
    """
    from pipeline.cluster.plan import take_sample
    from pipeline.cluster.shards import cannot_share
    from pipeline.read.discover import find_sources
    from pipeline.read.items import Tally

    check_inputs(inputs)
    sources = find_sources(inputs, Tally())
    if (alone := cannot_share(sources)) is not None:
        raise typer.BadParameter(f"{alone}: only files can be sampled", param_hint="INPUT")
    sample = take_sample(sources, seconds=seconds, max_bytes=parse_size(max_bytes), all_pages=all_pages)
    if not sample.found.bytes:
        for source in sources:
            if source.error is not None:
                typer.echo(f"{source.uri}: {source.error[0]}: {source.error[1]}", err=True)
        typer.echo("không đọc được gì (nothing could be read)", err=True)
        raise typer.Exit(1)
    _show(sample, as_json=json)


def _show(sample: Sample, *, as_json: bool) -> None:
    from pipeline.cluster.plan import processors

    here = processors()
    runs = [(here, False), *((workers, True) for workers in MANY)]
    if as_json:
        import json
        from dataclasses import asdict

        told = {
            "bytes": sample.total_bytes,
            "files": sample.files,
            "sample": asdict(sample.found),
            "all": asdict(sample.whole),
            "runs": [
                {
                    "workers": workers,
                    "engine": "dask" if cluster else "local",
                    "seconds": sample.seconds(workers, cluster=cluster),
                    "memory_bytes": sample.memory(workers, cluster=cluster),
                }
                for workers, cluster in runs
            ],
        }
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    _table(sample, runs)


def _table(sample: Sample, runs: list[tuple[int, bool]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    found, whole = sample.found, sample.whole
    for label, counts in (("mẫu (sample)", found), ("tất cả, ước chừng (all, estimated)", whole)):
        console.print(
            f"{label}: {counts.bytes / 1e6:,.1f} MB, {counts.pages:,.0f} trang (pages), {counts.relevant:,.0f} được "
            f"đọc (read), {counts.meetings:,.0f} hội nghị (meetings), {counts.failures:,.0f} không đọc được (failed)",
            highlight=False,
            soft_wrap=True,
        )
    table = Table("tiến trình (workers)", "thời gian (time)", "bộ nhớ (memory)", box=None, pad_edge=False)
    for workers, cluster in runs:
        where = "cụm máy (cluster)" if cluster else "máy này (this machine)"
        memory = f"{sample.memory(workers, cluster=cluster) / 1e9:,.1f} GB"
        table.add_row(f"{workers:>4} {where}", _time(sample.seconds(workers, cluster=cluster)), memory)
    console.print(table)
    console.print(
        "Giả định (assumed): phần còn lại như mẫu; các máy nhanh như máy này; kho chung không làm chậm. "
        "The rest is like the sample, all machines are as fast as this one, shared storage does not slow them.",
        highlight=False,
        soft_wrap=True,
    )


def _time(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours:,} h {rest // 60:02} min" if hours else f"{rest // 60} min {rest % 60:02} s"
