"""The Dask engine of `kyyeu run` on the command line: its messages and exit codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.cluster.parts import Result
    from pipeline.read.discover import Source

EXIT_USAGE = 2


class Limits(NamedTuple):
    """Seconds and bytes of a document, whether a crawl is read whole, bytes of a shard."""

    timeout: float
    max_bytes: int
    all_pages: bool
    shard_bytes: int


def cluster_results(
    sources: Sequence[Source], limits: Limits, scheduler: str, where: str, console: Console
) -> Iterator[Result]:
    """The results of all inputs in order, made by the cluster. Ends the command when it cannot be used."""
    from pipeline.cluster.engine import Cluster, ClusterError
    from pipeline.cluster.shards import Options, cannot_share, make_shards

    if (alone := cannot_share(sources)) is not None:
        raise typer.BadParameter(f"{alone}: a cluster reads files, not standard input or the web", param_hint="INPUT")

    def tell(message: str) -> None:
        console.print(message, style="yellow", markup=False, highlight=False, soft_wrap=True)

    options = Options(limits.timeout, limits.max_bytes, limits.all_pages)
    shards = make_shards(sources, options, limits.shard_bytes)
    try:
        from pipeline.cluster.parts import Parts

        with Cluster(scheduler, tell=tell) as cluster:
            yield from cluster.results(shards, options, Parts(where))
    except (ClusterError, ImportError) as error:
        told = "pip install 'kyyeu[cluster]'" if isinstance(error, ImportError) else "what is done is kept; repeat it"
        console.print(f"{error} ({told})", style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(EXIT_USAGE) from error
